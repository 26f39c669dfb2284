"""What was done, by whom, when: append-only, each row chained to the one before."""

from django.conf import settings
from django.db import models


class JournalEntry(models.Model):
    """One act. A database trigger refuses UPDATE and DELETE (migration 0002)."""

    at = models.DateTimeField("thời điểm")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người thực hiện", null=True
    )
    chain = models.CharField("chuỗi", max_length=60, help_text="Mã cuộc, hoặc “office”.")
    verb = models.CharField("việc", max_length=60)
    about = models.CharField("đối tượng", max_length=120, help_text="app.model:khóa")
    label = models.CharField("tên đối tượng", max_length=500)
    sentence = models.TextField("diễn giải")
    reason = models.TextField("lý do", blank=True)
    changes = models.JSONField("thay đổi", default=dict)
    previous_hash = models.CharField("mã băm dòng trước", max_length=64, blank=True)
    hash = models.CharField("mã băm", max_length=64, unique=True)

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ("-id",)
        indexes = [
            models.Index(fields=("chain", "-id"), name="journal_chain"),
            models.Index(fields=("about", "-id"), name="journal_about"),
        ]

    def __str__(self) -> str:
        return self.sentence
