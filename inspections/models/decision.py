"""Decisions of a case: the first, and those that amend it. The paper itself lives in reports."""

from django.db import models
from django.db.models import F, Q

from inspections.choices import DecisionKind
from inspections.models.inspection import Inspection
from office.models import LegalProvision, TimeLimit


class Decision(models.Model):
    """What a decision says; number and date stay empty until it is issued or recorded."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="decisions"
    )
    kind = models.CharField(
        "loại quyết định", max_length=20, choices=DecisionKind.choices, default=DecisionKind.FIRST
    )
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    signed_by_post = models.CharField("chức vụ người ký", max_length=150, blank=True)
    content = models.TextField(
        "nội dung thanh tra", help_text="Những việc sẽ xem xét, mỗi nội dung một dòng."
    )
    limit_days = models.PositiveSmallIntegerField("thời hạn (ngày)", null=True, blank=True)
    limit_day_kind = models.CharField(
        "cách tính",
        max_length=10,
        choices=TimeLimit.DayKind.choices,
        default=TimeLimit.DayKind.CALENDAR,
    )
    planned_from = models.DateField("dự kiến công bố ngày", null=True, blank=True)
    recorded_elsewhere = models.BooleanField("ban hành ngoài hệ thống", default=False)
    revision = models.PositiveIntegerField("bản sửa", default=1)

    class Meta:
        verbose_name = "quyết định thanh tra, kiểm tra"
        verbose_name_plural = "quyết định thanh tra, kiểm tra"
        ordering = ("inspection", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection",),
                condition=Q(kind="first"),
                name="a_case_has_one_first_decision",
                violation_error_message="Cuộc này đã có quyết định.",
            ),
            models.CheckConstraint(
                name="signed_decision_has_number",
                condition=Q(signed_on__isnull=True) | (~Q(number="") & ~Q(symbol="")),
                violation_error_message="Quyết định đã ký phải có số và ký hiệu.",
            ),
            models.CheckConstraint(
                name="decision_is_signed_before_it_is_announced",
                condition=Q(signed_on__isnull=True)
                | Q(planned_from__isnull=True)
                | Q(planned_from__gte=F("signed_on")),
                violation_error_message="Ngày công bố không thể trước ngày ký quyết định.",
            ),
        ]

    def __str__(self) -> str:
        if not self.is_signed:
            return "Quyết định (chưa ban hành)"
        return f"Quyết định số {self.label} ngày {self.signed_on:%d/%m/%Y}"

    @property
    def is_signed(self) -> bool:
        return self.signed_on is not None

    @property
    def label(self) -> str:
        return f"{self.number}/{self.symbol}" if self.number else ""


class DecisionBasis(models.Model):
    """One căn cứ of the decision: from the law library, or typed by hand.

    `text` is the whole line as printed (“Căn cứ Luật…”, “Theo đề nghị của…”), without its ending mark.
    """

    decision = models.ForeignKey(
        Decision, models.CASCADE, verbose_name="quyết định", related_name="bases"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("căn cứ", max_length=600)
    provision = models.ForeignKey(
        LegalProvision, models.PROTECT, verbose_name="điều khoản", null=True, blank=True
    )

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ("decision", "position", "pk")

    def __str__(self) -> str:
        return self.text
