"""The grounds on which the law lets a case be extended, suspended or stopped, or a person kept away."""

from django.db import models

from office.models.law import LegalProvision
from office.models.regime import Regime


class LegalGround(models.Model):
    """One ground under one regime, with what the law adds to it."""

    class Act(models.TextChoices):
        EXTEND = "extend", "Gia hạn"
        SUSPEND = "suspend", "Tạm dừng"
        STOP = "stop", "Đình chỉ"
        CONFLICT = "conflict", "Xung đột lợi ích"

    regime = models.ForeignKey(
        Regime, models.PROTECT, verbose_name="chế độ", related_name="grounds"
    )
    act = models.CharField("dùng khi", max_length=10, choices=Act.choices)
    text = models.CharField(
        "lý do",
        max_length=300,
        help_text="Viết tiếp sau chữ “do”: “sự kiện bất khả kháng làm ảnh hưởng đến …”.",
    )
    most_days = models.PositiveSmallIntegerField(
        "tối đa (ngày)", null=True, blank=True, help_text="Để trống: luật không giới hạn."
    )
    most_times = models.PositiveSmallIntegerField(
        "tối đa (lần)", null=True, blank=True, help_text="Để trống: luật không giới hạn."
    )
    provision = models.ForeignKey(LegalProvision, models.PROTECT, verbose_name="căn cứ")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    is_verified = models.BooleanField(
        "đã đối chiếu văn bản", default=False, help_text="Chưa đối chiếu thì màn hình nói rõ."
    )

    class Meta:
        verbose_name = "lý do theo luật"
        verbose_name_plural = "lý do theo luật"
        ordering = ("regime", "act", "position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("regime", "act", "text"),
                name="a_ground_stands_once_under_a_regime",
                violation_error_message="Chế độ này đã có lý do đó.",
            )
        ]

    def __str__(self) -> str:
        return self.text
