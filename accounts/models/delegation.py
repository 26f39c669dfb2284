"""Who may sign in whose place: Điều 13 NĐ 30/2020."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SigningDelegationQuerySet(models.QuerySet):
    def valid_on(self, day: datetime.date) -> "SigningDelegationQuerySet":
        """Begun, not ended, not taken back; one that hangs on another ends with it."""
        return self.filter(_valid_on(day)).filter(
            Q(under__isnull=True) | _valid_on(day, prefix="under__")
        )


def _valid_on(day: datetime.date, *, prefix: str = "") -> Q:
    return (
        Q(**{f"{prefix}valid_from__lte": day})
        & (Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gte": day}))
        & (Q(**{f"{prefix}revoked_on": None}) | Q(**{f"{prefix}revoked_on__gt": day}))
    )


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
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người giao",
        related_name="+",
        null=True,
        blank=True,
    )
    # Who signs by order may let his own deputy sign KT. for him; both lines are printed.
    under = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="theo thừa lệnh của",
        related_name="passed_on",
        null=True,
        blank=True,
    )
    revoked_on = models.DateField("thu hồi từ ngày", null=True, blank=True)
    revoked_reason = models.CharField("lý do thu hồi", max_length=500, blank=True)

    objects = SigningDelegationQuerySet.as_manager()

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

    def is_valid_on(self, day: datetime.date) -> bool:
        """May sign by it that day; lists read `select_related("under")`."""
        mine = (
            self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
            and (self.revoked_on is None or day < self.revoked_on)
        )
        return mine and (self.under is None or self.under.is_valid_on(day))

    @property
    def stands_for(self) -> str:
        """The post in whose place the signature stands, through the one who passed it on."""
        return self.under.stands_for if self.under else self.on_behalf_of

    @property
    def printed_lines(self) -> list[str]:
        """The lines above the signature: “KT. CHÁNH THANH TRA” / “PHÓ CHÁNH THANH TRA”."""
        if self.authority == self.Authority.ACTING:
            return [f"Q. {self.on_behalf_of}".upper()]
        mine = [f"{self.authority}. {self.on_behalf_of}".upper(), self.signer_post.upper()]
        return [*self.under.printed_lines[:-1], *mine] if self.under else mine
