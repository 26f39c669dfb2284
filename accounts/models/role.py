"""Roles are dated facts, so that the journal of last year's case still reads right."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Role(models.TextChoices):
    INSPECTOR = "inspector", "Thanh tra viên"
    APPRAISER = "appraiser", "Người thẩm định"
    CHIEF = "chief", "Chánh thanh tra"
    DEPUTY = "deputy", "Phó Chánh thanh tra"
    CLERK = "clerk", "Văn thư"
    MONITOR = "monitor", "Người theo dõi kết luận"
    UNIT_CONTACT = "unit_contact", "Đầu mối đơn vị"
    ADMIN = "admin", "Quản trị"


class RoleGrantQuerySet(models.QuerySet):
    def held_on(self, day: datetime.date) -> "RoleGrantQuerySet":
        """Both days count: a role held until the 31st is held on the 31st."""
        return self.filter(Q(held_until__isnull=True) | Q(held_until__gte=day), held_from__lte=day)


class RoleGrant(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người giữ vai trò",
        related_name="role_grants",
    )
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    held_from = models.DateField("từ ngày")
    held_until = models.DateField("đến hết ngày", null=True, blank=True)
    document = models.CharField("theo văn bản", max_length=300, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò được giao"
        verbose_name_plural = "vai trò được giao"
        ordering = ("person_id", "held_from")
        constraints = [
            models.CheckConstraint(
                name="role_ends_after_it_begins",
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                violation_error_message="Ngày hết vai trò phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
