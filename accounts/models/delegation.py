"""Who may sign in whose place: Điều 13 NĐ 30/2020."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SigningDelegation(models.Model):
    class Authority(models.TextChoices):
        DEPUTY = "KT", "KT. (ký thay)"
        BY_ORDER = "TL", "TL. (thừa lệnh)"
        BY_MANDATE = "TUQ", "TUQ. (thừa ủy quyền)"
        ACTING = "Q", "Q. (quyền)"

    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người ký",
        related_name="signing_delegations",
    )
    authority = models.CharField("thẩm quyền", max_length=3, choices=Authority.choices)
    on_behalf_of = models.CharField(
        "thay mặt chức vụ", max_length=150, help_text="Như in trên văn bản: “CHÁNH THANH TRA”."
    )
    signer_post = models.CharField("chức vụ người ký", max_length=150)
    valid_from = models.DateField("từ ngày")
    valid_until = models.DateField("đến hết ngày", null=True, blank=True)
    document = models.CharField("theo văn bản", max_length=300, blank=True)

    class Meta:
        verbose_name = "ủy quyền ký"
        verbose_name_plural = "ủy quyền ký"
        ordering = ("signer", "valid_from")
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                violation_error_message="Ngày hết ủy quyền phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority}. {self.on_behalf_of}: {self.signer}"

    @property
    def printed_lines(self) -> list[str]:
        """The lines above the signature: “KT. CHÁNH THANH TRA” / “PHÓ CHÁNH THANH TRA”."""
        if self.authority == self.Authority.ACTING:
            return [f"Q. {self.on_behalf_of}".upper()]
        return [f"{self.authority}. {self.on_behalf_of}".upper(), self.signer_post.upper()]
