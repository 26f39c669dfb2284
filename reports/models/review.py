"""Who sent a paper on, who sent it back and why."""

from django.conf import settings
from django.db import models

from reports.choices import Verdict
from reports.models.document import Document
from reports.models.version import Version


class ReviewStep(models.Model):
    """One act of review; it names the version and so the hash of the text that was seen."""

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="văn bản", related_name="review_steps"
    )
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name="phiên bản", null=True, blank=True
    )
    verdict = models.CharField("ý kiến", max_length=20, choices=Verdict.choices)
    reason = models.TextField("lý do", blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người cho ý kiến", related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "bước duyệt"
        verbose_name_plural = "bước duyệt"
        ordering = ("-document_id", "-pk")

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.document}"
