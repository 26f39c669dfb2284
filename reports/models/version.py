"""Frozen versions and what workers made of them."""

from django.conf import settings
from django.db import models

from office.models import Job, StoredFile
from reports.choices import Format, VersionReason
from reports.models.document import Document


class Version(models.Model):
    """The tree as it was at an act. What is reviewed, signed and rendered is always a version."""

    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name="văn bản", related_name="versions"
    )
    number = models.PositiveSmallIntegerField("bản số")
    reason = models.CharField("lý do lập", max_length=20, choices=VersionReason.choices)
    tree = models.JSONField("cây nội dung")
    sha256 = models.CharField("SHA-256", max_length=64)
    template = models.CharField("mẫu trình bày", max_length=20)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    class Meta:
        verbose_name = "phiên bản"
        verbose_name_plural = "phiên bản"
        ordering = ("-document_id", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=("document", "number"), name="version_number_is_unique_in_its_document"
            )
        ]

    def __str__(self) -> str:
        return f"Bản {self.number} của {self.document}"


class Rendition(models.Model):
    """One version in one format: made once, by whichever worker finishes first."""

    version = models.ForeignKey(
        Version, models.PROTECT, verbose_name="phiên bản", related_name="renditions"
    )
    format = models.CharField("định dạng", max_length=10, choices=Format.choices)
    job = models.ForeignKey(Job, models.PROTECT, verbose_name="việc chạy nền")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="tệp", null=True, blank=True)
    pages = models.PositiveIntegerField("số trang", null=True, blank=True)
    made_at = models.DateTimeField("tạo lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bản thể hiện"
        verbose_name_plural = "bản thể hiện"
        ordering = ("version", "format")
        constraints = [
            models.UniqueConstraint(
                fields=("version", "format"), name="a_version_is_rendered_once_a_format"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.get_format_display()})"
