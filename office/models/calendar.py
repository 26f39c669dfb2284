"""Days off that the package holidays does not know, and days off that are worked."""

from django.db import models


class Holiday(models.Model):
    day = models.DateField("ngày", unique=True)
    name = models.CharField("tên", max_length=200)
    is_working = models.BooleanField(
        "là ngày làm việc", default=False, help_text="Làm bù vào ngày nghỉ."
    )

    class Meta:
        verbose_name = "ngày nghỉ lễ"
        verbose_name_plural = "ngày nghỉ lễ"
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
