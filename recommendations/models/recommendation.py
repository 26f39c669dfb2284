"""Recommendations (kiến nghị) and, for each addressee, what he owes."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from findings.models import Finding
from inspections.models import Inspection, Unit
from office.text import number_text, short_date
from recommendations.choices import DueKind, RecommendationKind


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "RecommendationQuerySet":
        cases = Inspection.objects.visible_to(user)
        # Who sees every case need not have each looked up.
        return self.filter(inspection__in=cases) if cases.query.where else self


class Recommendation(models.Model):
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="recommendations"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    kind = models.CharField("loại kiến nghị", max_length=20, choices=RecommendationKind.choices)
    text = models.TextField("nội dung kiến nghị")
    findings = models.ManyToManyField(
        Finding, verbose_name="phát hiện liên quan", blank=True, related_name="recommendations"
    )
    is_general = models.BooleanField(
        "kiến nghị chung",
        default=False,
        help_text="Không gắn với phát hiện nào, như việc chỉ đạo thực hiện kết luận.",
    )
    due_kind = models.CharField(
        "thời hạn", max_length=20, choices=DueKind.choices, default=DueKind.NONE
    )
    due_on = models.DateField("hoàn thành trước ngày", null=True, blank=True)
    due_days = models.PositiveSmallIntegerField("số ngày sau khi ban hành", null=True, blank=True)
    report_to = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="báo cáo về", null=True, blank=True, related_name="+"
    )
    report_via = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="qua", null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "kiến nghị"
        verbose_name_plural = "kiến nghị"
        ordering = ("-inspection_id", "position", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "number"), name="recommendation_number_is_unique_in_its_case"
            ),
            models.CheckConstraint(
                name="due_date_fits_its_kind",
                condition=Q(due_kind="none", due_on__isnull=True, due_days__isnull=True)
                | Q(due_kind="date", due_on__isnull=False, due_days__isnull=True)
                | Q(due_kind="after_issue", due_on__isnull=True, due_days__isnull=False),
                violation_error_message="Thời hạn chưa khớp với cách tính đã chọn.",
            ),
        ]
        # The two ways to fall due, each of which is looked for in the list over all cases.
        indexes = [
            models.Index(fields=("due_on", "id"), name="recommendation_due"),
            models.Index(
                fields=("due_days",),
                condition=Q(due_days__isnull=False),
                name="recommendation_due_later",
            ),
        ]

    def __str__(self) -> str:
        return f"Kiến nghị số {self.number}"

    def get_absolute_url(self) -> str:
        index = reverse("recommendations:index", args=[self.inspection.code])
        return f"{index}#kien-nghi-{self.number}"

    @property
    def due_text(self) -> str:
        """The time limit in words; empty where none is stated."""
        if self.due_on:
            return f"trước ngày {short_date(self.due_on)}"
        if self.due_days:
            return f"trong {number_text(self.due_days)} ngày kể từ ngày ban hành"
        return ""

    def falls_due(self, concluded_on: datetime.date) -> datetime.date | None:
        """The day it is written for, or so many days after the conclusion; None without either."""
        if self.due_on or self.due_days is None:
            return self.due_on
        return concluded_on + datetime.timedelta(days=self.due_days)


class Obligation(models.Model):
    """What one addressee owes: a recommendation to 23 communes is 23 obligations."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, verbose_name="kiến nghị", related_name="obligations"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="đơn vị thực hiện", related_name="obligations"
    )
    person = models.CharField(
        "chức danh, cá nhân", max_length=200, blank=True, help_text="Ví dụ: Chủ tịch UBND quận."
    )

    # Counted for a day by `recommendations.urging`, not kept.
    due_on: datetime.date
    days_late: int

    class Meta:
        verbose_name = "nghĩa vụ thực hiện"
        verbose_name_plural = "nghĩa vụ thực hiện"
        ordering = ("recommendation", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("recommendation", "unit", "person"), name="an_addressee_owes_a_thing_once"
            )
        ]

    def __str__(self) -> str:
        return self.addressee

    @property
    def last_urging(self) -> Any:
        """The newest letter that urged it; None when none did. Reads `urgings.all()`."""
        return max(self.urgings.all(), key=lambda row: (row.dated_on, row.pk), default=None)

    @property
    def addressee(self) -> str:
        return self.person or str(self.unit)
