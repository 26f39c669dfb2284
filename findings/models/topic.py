"""The outline of a case (đề cương): what is examined, in the order of the report."""

from django.db import models

from inspections.models import Inspection


class Topic(models.Model):
    """One heading of the outline; sub-topics hang under it. Numbers are computed, never typed."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="topics"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="thuộc", null=True, blank=True, related_name="children"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    title = models.CharField("nội dung", max_length=500)

    class Meta:
        verbose_name = "nội dung đề cương"
        verbose_name_plural = "nội dung đề cương"
        ordering = ("-inspection_id", "position", "pk")

    def __str__(self) -> str:
        return self.title
