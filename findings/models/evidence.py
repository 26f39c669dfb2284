"""Proof of a finding: an uploaded file, kept by its hash."""

from django.conf import settings
from django.db import models

from findings.models.finding import Finding
from inspections.models import AuditedUnit, RequiredPaper
from office.models import StoredFile


class EvidenceQuerySet(models.QuerySet):
    def standing(self) -> "EvidenceQuerySet":
        """What proves today: not withdrawn, not replaced by a newer version, not in quarantine."""
        current = self.filter(withdrawn_at__isnull=True, replaced_by__isnull=True)
        return current.exclude(file__scan=StoredFile.Scan.INFECTED)


class Evidence(models.Model):
    """One file in one version; a newer version points to the one it replaces."""

    finding = models.ForeignKey(
        Finding, models.PROTECT, verbose_name="phát hiện", related_name="evidence"
    )
    title = models.CharField("tên tài liệu", max_length=300)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name="tệp", related_name="evidence"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    sentence = models.CharField(
        "chứng minh cho câu",
        max_length=1000,
        blank=True,
        help_text="Một câu trong nội dung phát hiện; để trống: cả phát hiện.",
    )
    version = models.PositiveSmallIntegerField("bản thứ", default=1)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        verbose_name="thay cho bản",
        related_name="replaced_by",
        null=True,
        blank=True,
    )
    # Proof may be a paper that the file must hold anyway.
    fills = models.ForeignKey(
        RequiredPaper,
        models.PROTECT,
        verbose_name="là giấy tờ phải có",
        null=True,
        blank=True,
        related_name="evidence",
    )
    fills_for = models.ForeignKey(
        AuditedUnit,
        models.PROTECT,
        verbose_name="của đơn vị",
        null=True,
        blank=True,
        related_name="+",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người tải lên", related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    withdrawn_at = models.DateTimeField("rút lúc", null=True, blank=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=500, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "chứng cứ"
        verbose_name_plural = "chứng cứ"
        ordering = ("finding", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_replaced(self) -> bool:
        """Lists prefetch or join `replaced_by`."""
        return hasattr(self, "replaced_by")

    @property
    def stands(self) -> bool:
        """As `EvidenceQuerySet.standing` says; reads `file`."""
        is_harmful = self.file.scan == StoredFile.Scan.INFECTED
        return not (self.withdrawn_at or self.is_replaced or is_harmful)

    @property
    def is_picture(self) -> bool:
        return self.file.content_type in {"image/jpeg", "image/png"}

    @property
    def is_pdf(self) -> bool:
        return self.file.content_type == "application/pdf"
