"""Other bodies' plans, the law's rules on overlap, and how a person settled one."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from inspections.choices import BodyKind
from inspections.models.inspection import Inspection
from inspections.models.plan import READING, PlanItem
from inspections.models.unit import Unit
from office.models import LegalProvision, StoredFile


class OutsidePlanQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "OutsidePlanQuerySet":
        return self if user.has_role(*READING) else self.none()


class OutsidePlan(models.Model):
    """The plan of another body for a year, as it was sent to us in a table."""

    body = models.CharField("cơ quan", max_length=200)
    body_kind = models.CharField("loại cơ quan", max_length=20, choices=BodyKind.choices)
    year = models.PositiveSmallIntegerField("năm")
    number = models.CharField("số, ký hiệu", max_length=80, blank=True)
    dated_on = models.DateField("ngày", null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="bảng đã nhập")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người nhập", related_name="+"
    )
    imported_at = models.DateTimeField("nhập lúc", auto_now_add=True)

    objects = OutsidePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch của cơ quan khác"
        verbose_name_plural = "kế hoạch của cơ quan khác"
        ordering = ("-year", "body", "pk")

    def __str__(self) -> str:
        return f"Kế hoạch năm {self.year} của {self.body}"


class OutsideItem(models.Model):
    """What the other body means to do at one unit; `unit` is empty where we do not know it."""

    plan = models.ForeignKey(
        OutsidePlan, models.CASCADE, verbose_name="kế hoạch", related_name="items"
    )
    row = models.PositiveIntegerField("dòng")
    unit_name = models.CharField("tên đơn vị như trong bảng", max_length=300)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="outside_items",
        null=True,
        blank=True,
    )
    content = models.TextField("nội dung")
    period_from = models.DateField("thời kỳ từ ngày", null=True, blank=True)
    period_to = models.DateField("đến ngày", null=True, blank=True)
    quarter = models.PositiveSmallIntegerField("quý", null=True, blank=True)

    class Meta:
        verbose_name = "cuộc của cơ quan khác"
        verbose_name_plural = "cuộc của cơ quan khác"
        ordering = ("plan", "row", "pk")

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.content}"[:200]


class OverlapRule(models.Model):
    """What the law says when our case meets that of another body."""

    body_kind = models.CharField("gặp cuộc của", max_length=20, choices=BodyKind.choices)
    text = models.CharField("cách xử lý", max_length=500)
    provision = models.ForeignKey(LegalProvision, models.PROTECT, verbose_name="căn cứ")
    is_verified = models.BooleanField(
        "đã đối chiếu văn bản", default=False, help_text="Chưa đối chiếu thì màn hình nói rõ."
    )

    class Meta:
        verbose_name = "quy tắc xử lý chồng chéo"
        verbose_name_plural = "quy tắc xử lý chồng chéo"
        ordering = ("body_kind", "pk")

    def __str__(self) -> str:
        return f"{self.get_body_kind_display()}: {self.text}"


class OverlapSettlement(models.Model):
    """A person looked at an overlap and said why the case goes on all the same."""

    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        verbose_name="cuộc",
        related_name="settlements",
        null=True,
        blank=True,
    )
    plan_item = models.ForeignKey(
        PlanItem,
        models.CASCADE,
        verbose_name="cuộc trong kế hoạch",
        related_name="settlements",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="đơn vị", related_name="+")
    # What it meets, such as “case:12”: see inspections.overlap.
    key = models.CharField("cuộc gặp phải", max_length=80)
    label = models.CharField("cuộc gặp phải, bằng lời", max_length=500)
    reason = models.CharField("lý do vẫn tiến hành", max_length=1000)
    document = models.CharField("văn bản thống nhất", max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người xử lý", related_name="+"
    )
    settled_at = models.DateTimeField("xử lý lúc", auto_now_add=True)

    class Meta:
        verbose_name = "xử lý chồng chéo"
        verbose_name_plural = "xử lý chồng chéo"
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                name="a_settlement_belongs_to_a_case_or_an_item",
                condition=Q(inspection__isnull=True, plan_item__isnull=False)
                | Q(inspection__isnull=False, plan_item__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("inspection", "unit", "key"),
                condition=Q(inspection__isnull=False),
                name="an_overlap_of_a_case_is_settled_once",
            ),
            models.UniqueConstraint(
                fields=("plan_item", "unit", "key"),
                condition=Q(plan_item__isnull=False),
                name="an_overlap_of_an_item_is_settled_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.label}"
