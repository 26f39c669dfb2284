"""The file store: bytes by their hash, typed by their content, never overwritten."""

from django.db import models


class StoredFile(models.Model):
    """Bytes that somebody uploaded or a worker made. Names belong to what points here."""

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", "chưa quét"
        CLEAN = "clean", "sạch"
        INFECTED = "infected", "có mã độc"

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("kích thước (byte)")
    content_type = models.CharField("loại nội dung", max_length=120)
    scan = models.CharField(
        "quét mã độc", max_length=20, choices=Scan.choices, default=Scan.NOT_SCANNED
    )
    malware = models.CharField("mã độc tìm thấy", max_length=200, blank=True)
    created_at = models.DateTimeField("thời điểm lưu", auto_now_add=True)

    class Meta:
        verbose_name = "tệp lưu"
        verbose_name_plural = "tệp lưu"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.sha256[:12]}… ({self.content_type})"

    @property
    def path(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"
