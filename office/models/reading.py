"""Who opened what only few may see."""

from django.conf import settings
from django.db import models


class Reading(models.Model):
    """One opening of a restricted file or draft; append-only as the journal is."""

    at = models.DateTimeField("thời điểm", auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xem", related_name="+"
    )
    chain = models.CharField("cuộc", max_length=60)
    about = models.CharField("đối tượng", max_length=120, help_text="app.model:khóa")
    label = models.CharField("tên đối tượng", max_length=500)

    class Meta:
        verbose_name = "lượt xem"
        verbose_name_plural = "lượt xem"
        ordering = ("-id",)
        indexes = [models.Index(fields=("chain", "-id"), name="reading_chain")]

    def __str__(self) -> str:
        return f"{self.person} xem {self.label}"
