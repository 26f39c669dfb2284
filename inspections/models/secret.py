"""What may not be in here: a state secret leaves only the trace that finds the paper."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Role
from inspections.choices import SecretLevel
from inspections.models.inspection import Inspection


class SecretStubQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "SecretStubQuerySet":
        """For the team, who decides, the clerk, and who wrote it down."""
        cases = Inspection.objects.visible_to(user)
        if user.has_role(Role.CHIEF, Role.DEPUTY, Role.CLERK):
            return self.filter(Q(inspection__isnull=True) | Q(inspection__in=cases))
        mine = cases.of_member(user) | cases.filter(opened_by=user)
        return self.filter(Q(inspection__in=mine) | Q(inspection__isnull=True, recorded_by=user))


class SecretStub(models.Model):
    """Number, date, issuer and where the paper lies; never a word of what it says."""

    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        verbose_name="cuộc",
        related_name="secret_stubs",
        null=True,
        blank=True,
    )
    level = models.CharField("độ mật", max_length=20, choices=SecretLevel.choices)
    number = models.CharField("số, ký hiệu", max_length=80)
    dated_on = models.DateField("ngày văn bản")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    kept_where = models.CharField("nơi lưu bản giấy", max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    void_reason = models.CharField("lý do gạch bỏ", max_length=500, blank=True)

    objects = SecretStubQuerySet.as_manager()

    class Meta:
        verbose_name = "dấu vết tài liệu mật"
        verbose_name_plural = "dấu vết tài liệu mật"
        ordering = ("-dated_on", "-pk")

    def __str__(self) -> str:
        return f"{self.get_level_display()} số {self.number} ngày {self.dated_on:%d/%m/%Y}"
