"""The plan of a year (kế hoạch thanh tra, kiểm tra) and the cases it foresees."""

import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.models import Department, Role
from inspections.choices import CaseKind, CaseState, ItemProgress, PlanState
from inspections.models.unit import Unit

# The people of the office; the contact of a unit and who only keeps the machine know no plan.
PLANNING = (Role.INSPECTOR, Role.CHIEF, Role.DEPUTY)
READING = (*PLANNING, Role.CLERK, Role.APPRAISER, Role.MONITOR)
# The planning of a year begins in the year before; older plans are entered for the record.
YEARS = range(2000, 2101)
QUARTERS = {1: "Quý I", 2: "Quý II", 3: "Quý III", 4: "Quý IV"}


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "PlanQuerySet":
        """The one place that decides which plans a person may know of."""
        return self if user.has_role(*READING) else self.none()

    def standing(self) -> "PlanQuerySet":
        return self.exclude(state=PlanState.DROPPED)


class Plan(models.Model):
    """What one body means to inspect and check in one year; its paper is a Document (KH)."""

    code = models.CharField("mã kế hoạch", max_length=20, unique=True)
    year = models.PositiveSmallIntegerField("năm")
    issuer = models.ForeignKey(
        Unit, models.PROTECT, verbose_name="cơ quan ban hành", related_name="plans"
    )
    state = models.CharField(
        "trạng thái", max_length=20, choices=PlanState.choices, default=PlanState.DRAFTING
    )
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    recorded_elsewhere = models.BooleanField("ban hành ngoài hệ thống", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người lập", related_name="+"
    )
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch năm"
        verbose_name_plural = "kế hoạch năm"
        ordering = ("-year", "issuer", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("year", "issuer"),
                condition=~Q(state="dropped"),
                name="a_body_has_one_plan_a_year",
                violation_error_message="Cơ quan này đã có kế hoạch của năm đó.",
            ),
            models.CheckConstraint(
                name="approved_plan_has_number",
                condition=~Q(state="approved")
                | (~Q(number="") & ~Q(symbol="") & Q(signed_on__isnull=False)),
                violation_error_message="Kế hoạch đã ban hành phải có số, ký hiệu và ngày ký.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} của {self.issuer}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:plan", args=[self.code])

    @property
    def act(self) -> str:
        """What its items are: thanh tra, kiểm tra, or both. Lists prefetch `items`."""
        kinds = {item.kind for item in self.items.all() if not item.is_dropped}
        words = [kind.label.lower() for kind in CaseKind if kind in kinds]
        return ", ".join(words) or CaseKind.INSPECTION.label.lower()

    @property
    def name(self) -> str:
        """“Kế hoạch thanh tra, kiểm tra năm 2026”."""
        return f"Kế hoạch {self.act} năm {self.year}"

    @property
    def full_subject(self) -> str:
        """As the desk and the register name it."""
        return f"{self.name} của {self.issuer}"

    @property
    def label(self) -> str:
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def is_approved(self) -> bool:
        return self.state == PlanState.APPROVED

    @property
    def cited(self) -> str:
        """As a decision names it among its căn cứ."""
        if self.signed_on is None:
            return f"{self.name} của {self.issuer}"
        return (
            f"Kế hoạch số {self.label} ngày {self.signed_on:%d/%m/%Y} của {self.issuer} về"
            f" {self.name.lower()}"
        )


class PlanItemQuerySet(models.QuerySet):
    def standing(self) -> "PlanItemQuerySet":
        """What is still meant to be done, in plans that stand."""
        return self.filter(dropped_reason="").exclude(plan__state=PlanState.DROPPED)

    def without_case(self) -> "PlanItemQuerySet":
        cases = apps.get_model("inspections", "Inspection")._default_manager
        return self.exclude(
            Exists(cases.filter(plan_item=OuterRef("pk")).exclude(state=CaseState.DROPPED))
        )


class PlanItem(models.Model):
    """One foreseen case: what, at which units, over which period, when and by whom."""

    plan = models.ForeignKey(Plan, models.PROTECT, verbose_name="kế hoạch", related_name="items")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    kind = models.CharField("loại cuộc", max_length=20, choices=CaseKind.choices)
    subject = models.CharField(
        "nội dung cuộc",
        max_length=500,
        help_text="Viết tiếp sau chữ “thanh tra” hoặc “kiểm tra”: “việc quản lý… tại…”.",
    )
    content = models.TextField(
        "các nội dung sẽ xem xét", blank=True, help_text="Mỗi nội dung một dòng."
    )
    units = models.ManyToManyField(
        Unit, verbose_name="đơn vị", blank=True, related_name="plan_items"
    )
    period_from = models.DateField("thời kỳ từ ngày", null=True, blank=True)
    period_to = models.DateField("đến ngày", null=True, blank=True)
    quarter = models.PositiveSmallIntegerField("quý", null=True, blank=True)
    month = models.PositiveSmallIntegerField("tháng", null=True, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name="đơn vị chủ trì", null=True, blank=True
    )
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="dự kiến trưởng đoàn",
        related_name="+",
        null=True,
        blank=True,
    )
    expected_days = models.PositiveSmallIntegerField("thời hạn dự kiến", null=True, blank=True)
    reason = models.CharField("lý do đưa vào kế hoạch", max_length=500, blank=True)
    dropped_reason = models.CharField("lý do không thực hiện", max_length=500, blank=True)
    # After the plan was issued each change has its day and reason.
    adjusted_on = models.DateField("điều chỉnh ngày", null=True, blank=True)
    adjustment = models.CharField("lý do điều chỉnh", max_length=500, blank=True)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = "cuộc trong kế hoạch"
        verbose_name_plural = "cuộc trong kế hoạch"
        ordering = ("plan", F("quarter").asc(nulls_last=True), "position", "pk")
        constraints = [
            models.CheckConstraint(
                name="period_of_plan_item_ends_after_it_begins",
                condition=Q(period_from__isnull=True)
                | Q(period_to__isnull=True)
                | Q(period_to__gte=F("period_from")),
                violation_error_message="Thời kỳ phải kết thúc sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="quarter_and_month_of_plan_item_exist",
                condition=(Q(quarter__isnull=True) | Q(quarter__range=(1, 4)))
                & (Q(month__isnull=True) | Q(month__range=(1, 12))),
                violation_error_message="Quý từ 1 đến 4, tháng từ 1 đến 12.",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.full_subject}”"

    def get_absolute_url(self) -> str:
        return reverse("inspections:plan_item", args=[self.plan.code, self.pk])

    @property
    def act(self) -> str:
        """The words of thanh tra and kiểm tra never mix."""
        return CaseKind(self.kind).label.lower()

    @property
    def full_subject(self) -> str:
        return f"{self.act} {self.subject}"

    @property
    def is_dropped(self) -> bool:
        return bool(self.dropped_reason)

    @property
    def when(self) -> str:
        """“Tháng 5 (Quý II)”, “Quý II”, or nothing."""
        quarter = QUARTERS.get(self.quarter or 0, "")
        if not self.month:
            return quarter
        return f"Tháng {self.month}" + (f" ({quarter})" if quarter else "")

    @property
    def period(self) -> str:
        """“01/01/2024 – 31/12/2025”, or what of it is known."""
        days = [f"{day:%d/%m/%Y}" if day else "…" for day in (self.period_from, self.period_to)]
        return " – ".join(days) if self.period_from or self.period_to else ""

    @property
    def case(self) -> Any:
        """The case made from it, or None. Lists prefetch `inspections`."""
        living = [one for one in self.inspections.all() if one.state != CaseState.DROPPED]
        return max(living, key=lambda one: one.pk, default=None)

    @property
    def progress(self) -> ItemProgress:
        """How far it is, read from its case and never stored."""
        case = self.case
        if case is None:
            return ItemProgress.DROPPED if self.is_dropped else ItemProgress.WAITING
        if case.state in {CaseState.CONCLUDED, CaseState.CLOSED}:
            return ItemProgress.CONCLUDED
        return ItemProgress.OPENED if case.state == CaseState.PREPARING else ItemProgress.DECIDED

    @property
    def begins(self) -> datetime.date:
        """The first day on which it may begin: for sorting, and for what is late."""
        month = self.month or (3 * self.quarter - 2 if self.quarter else 1)
        return datetime.date(self.plan.year, month, 1)
