"""Ý kiến bảo lưu: a member of the team does not agree and says so in writing."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from reports.models.document import Document
from reports.models.version import Version


class Reservation(models.Model):
    """One reserved opinion on one paper. The database refuses to change or delete it."""

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="văn bản", related_name="reservations"
    )
    # The newest version when it was written; none while the paper was handed in never.
    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name="bản đã đọc", null=True, blank=True
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người bảo lưu", related_name="+"
    )
    post = models.CharField("vai trò trong đoàn", max_length=100)
    about = models.CharField("về nội dung", max_length=300)
    text = models.TextField("ý kiến bảo lưu")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        verbose_name = "ý kiến bảo lưu"
        verbose_name_plural = "ý kiến bảo lưu"
        ordering = ("document", "pk")

    def __str__(self) -> str:
        return f"Ý kiến bảo lưu của {self.person}"

    def get_absolute_url(self) -> str:
        page = reverse("reports:detail", args=[self.document.owner.code, self.document_id])
        return f"{page}#bao-luu-{self.pk}"
