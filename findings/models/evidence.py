"""Proof of a finding: an uploaded file, kept by its hash."""

from django.conf import settings
from django.db import models

from findings.models.finding import Finding
from office.models import StoredFile


class Evidence(models.Model):
    finding = models.ForeignKey(
        Finding, models.PROTECT, verbose_name="phát hiện", related_name="evidence"
    )
    title = models.CharField("tên tài liệu", max_length=300)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name="tệp", related_name="evidence"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tải lên", related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "chứng cứ"
        verbose_name_plural = "chứng cứ"
        ordering = ("finding", "pk")

    def __str__(self) -> str:
        return self.title
