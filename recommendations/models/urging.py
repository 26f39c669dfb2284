"""A letter that urged a unit to do what it owes."""

from django.conf import settings
from django.db import models

from recommendations.models.recommendation import Obligation


class Urging(models.Model):
    """One obligation in one issued công văn; the paper itself belongs to a later room."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, verbose_name="nghĩa vụ thực hiện", related_name="urgings"
    )
    paper = models.CharField("văn bản", max_length=200)
    dated_on = models.DateField("ngày")
    url = models.CharField("địa chỉ văn bản", max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )

    class Meta:
        verbose_name = "lần đôn đốc"
        verbose_name_plural = "các lần đôn đốc"
        ordering = ("obligation", "dated_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("obligation", "url"), name="a_letter_urges_an_obligation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} ngày {self.dated_on:%d/%m/%Y}"
