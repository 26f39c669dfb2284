"""What a member declares about himself before the team sets out, and what was decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from inspections.choices import Interest
from inspections.models.inspection import Inspection
from inspections.models.unit import Unit
from office.models import LegalGround


class InterestDeclaration(models.Model):
    """One declaration, never changed; a later one stands beside it."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="declarations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người kê khai", related_name="+"
    )
    has_conflict = models.BooleanField("có xung đột lợi ích")
    ground = models.ForeignKey(
        LegalGround, models.PROTECT, verbose_name="trường hợp", null=True, blank=True
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name="đơn vị liên quan",
        related_name="+",
        null=True,
        blank=True,
    )
    details = models.TextField("nội dung kê khai", blank=True)
    declared_at = models.DateTimeField("kê khai lúc", auto_now_add=True)
    outcome = models.CharField("quyết định", max_length=20, choices=Interest.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người quyết định",
        related_name="+",
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decision_reason = models.TextField("lý do", blank=True)

    class Meta:
        verbose_name = "kê khai xung đột lợi ích"
        verbose_name_plural = "kê khai xung đột lợi ích"
        ordering = ("-inspection_id", "-pk")
        constraints = [
            models.CheckConstraint(
                name="a_declared_conflict_says_which",
                condition=Q(has_conflict=False) | ~Q(details=""),
            )
        ]

    def __str__(self) -> str:
        said = "có" if self.has_conflict else "không có"
        return f"{self.person} khai {said} xung đột lợi ích"
