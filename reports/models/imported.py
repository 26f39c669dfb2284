"""The file that an imported draft came from."""

from django.conf import settings
from django.db import models

from office.models import StoredFile
from reports.models.document import Document


class ImportedFile(models.Model):
    """The original, byte for byte, and what was doubtful when it was read."""

    document = models.OneToOneField(
        Document, models.CASCADE, verbose_name="văn bản", related_name="imported"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="tệp gốc", related_name="+")
    file_name = models.CharField("tên tệp", max_length=255)
    doubts = models.JSONField("chỗ chưa chắc", default=list, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )
    imported_at = models.DateTimeField("nhập lúc", auto_now_add=True)

    class Meta:
        verbose_name = "tệp gốc của văn bản nhập"
        verbose_name_plural = "tệp gốc của văn bản nhập"
        ordering = ("-document_id",)

    def __str__(self) -> str:
        return f"{self.file_name}, bản gốc của {self.document}"
