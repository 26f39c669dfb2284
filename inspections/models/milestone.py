"""The dated facts of a case, and why a step of it was late."""

from django.conf import settings
from django.db import models

from inspections.models.inspection import Inspection
from office.models import LegalEvent, LegalStep


class Milestone(models.Model):
    """A dated fact of the case; stages and deadlines are computed from these."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="milestones"
    )
    # By its code, so that lists of cases read it without a join.
    event = models.ForeignKey(
        LegalEvent, models.PROTECT, to_field="code", verbose_name="mốc", related_name="+"
    )
    happened_on = models.DateField("ngày")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "mốc của cuộc"
        verbose_name_plural = "mốc của cuộc"
        ordering = ("happened_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=("inspection", "event"), name="a_milestone_happens_once")
        ]

    def __str__(self) -> str:
        return f"{self.event} ngày {self.happened_on:%d/%m/%Y}"

    @property
    def kind(self) -> str:
        """The code of the event."""
        return self.event_id


class DelayReason(models.Model):
    """Why a step of the case was, or still is, late: in the words of who answers for it."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="delay_reasons"
    )
    step = models.ForeignKey(LegalStep, models.PROTECT, verbose_name="bước", related_name="+")
    due_on = models.DateField("hạn khi ghi")
    reason = models.CharField("lý do chậm", max_length=500)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lý do chậm của một bước"
        verbose_name_plural = "lý do chậm của các bước"
        ordering = ("recorded_at", "pk")

    def __str__(self) -> str:
        return f"{self.step.name}: {self.reason}"
