"""Where the law wants a draft conclusion to be appraised before it is signed."""

from django.db import models

from office.models.law import LegalProvision
from office.models.regime import Regime


class AppraisalRule(models.Model):
    """Whether appraisal is compulsory under a regime, at a level; without level it holds for all."""

    regime = models.ForeignKey(
        Regime, models.PROTECT, verbose_name="chế độ", related_name="appraisal_rules"
    )
    level = models.CharField(
        "cấp", max_length=20, blank=True, help_text="Để trống: các cấp còn lại."
    )
    is_required = models.BooleanField("bắt buộc thẩm định")
    provision = models.ForeignKey(LegalProvision, models.PROTECT, verbose_name="căn cứ")
    is_verified = models.BooleanField(
        "đã đối chiếu văn bản", default=False, help_text="Chưa đối chiếu thì màn hình nói rõ."
    )

    class Meta:
        verbose_name = "quy định thẩm định"
        verbose_name_plural = "quy định thẩm định"
        ordering = ("regime", "level")
        constraints = [
            models.UniqueConstraint(
                fields=("regime", "level"),
                name="one_appraisal_rule_a_regime_and_level",
                violation_error_message="Chế độ này đã có quy định thẩm định cho cấp đó.",
            )
        ]

    def __str__(self) -> str:
        return "Bắt buộc thẩm định" if self.is_required else "Thẩm định khi cần"
