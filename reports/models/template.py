"""What a kind of paper prints in one kind of case, from a day on: words that the office edits."""

import datetime
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q

from inspections.choices import CaseKind
from inspections.models import Inspection, Plan, Unit
from office.models import NumberSeries
from reports import placeholders
from reports.choices import OF_REQUESTS, DocumentKind, NumberedAs, SignedBy

# The composers of these papers put their parts under so many headings.
HEADINGS = {
    DocumentKind.RESULT_REPORT: 4,
    DocumentKind.CONCLUSION: 4,
    DocumentKind.PLAN: 3,
    DocumentKind.TEAM_PLAN: 4,
    DocumentKind.MINUTES: 2,
    DocumentKind.APPRAISAL: 2,
    DocumentKind.SUBMISSION: 2,
    DocumentKind.OFFICE_REPORT: 4,
}
SPOKEN_HEADINGS = 3


class PaperTemplateQuerySet(models.QuerySet):
    def valid_on(self, day: datetime.date) -> "PaperTemplateQuerySet":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class PaperTemplate(models.Model):
    """One kind of paper in one kind of case. {places} are filled from the case.

    A template that papers were made from is never written over: its change is another row with its
    own first day.
    """

    kind = models.CharField("loại văn bản", max_length=20, choices=DocumentKind.choices)
    case_kind = models.CharField(
        "loại cuộc",
        max_length=20,
        choices=CaseKind.choices,
        blank=True,
        help_text="Để trống: văn bản của kế hoạch năm.",
    )
    name = models.CharField("tên trên màn hình", max_length=100)
    abbreviation = models.CharField(
        "chữ viết tắt", max_length=10, help_text="Theo Phụ lục III Nghị định 30/2020/NĐ-CP."
    )
    title = models.CharField(
        "tên loại in trên văn bản",
        max_length=100,
        blank=True,
        help_text="Để trống: công văn, trích yếu đứng dưới số.",
    )
    subject = models.CharField("trích yếu", max_length=500)
    symbol = models.CharField(
        "ký hiệu", max_length=40, help_text="{viết tắt}: chữ viết tắt của cơ quan ban hành."
    )
    register = models.CharField("sổ đăng ký", max_length=100)
    own_series_of_team = models.BooleanField(
        "đoàn đánh số riêng",
        default=False,
        help_text="Số 01 trong từng cuộc, tên đoàn ở đầu trang.",
    )
    signed_by = models.CharField("người ký", max_length=10, choices=SignedBy.choices)
    numbering = models.CharField("cách đánh số mục", max_length=10, choices=NumberedAs.choices)
    order = models.CharField(
        "dòng lệnh",
        max_length=60,
        blank=True,
        help_text="Dòng giữa căn cứ và các điều, như “QUYẾT ĐỊNH:”; để trống: không có.",
    )
    outline = models.TextField(
        "đề mục", blank=True, help_text="Mỗi dòng một mục lớn, theo thứ tự in."
    )
    closing = models.TextField("lời kết", blank=True)
    addressees = models.TextField("kính gửi", blank=True, help_text="Mỗi nơi một dòng.")
    recipients = models.TextField(
        "nơi nhận", help_text="Mỗi nơi một dòng; mục đích để trong ngoặc, ví dụ “(để báo cáo)”."
    )
    archive = models.CharField("lưu", max_length=150, help_text="Viết tiếp sau chữ “Lưu:”.")
    valid_from = models.DateField(
        "áp dụng từ ngày", null=True, blank=True, help_text="Để trống: từ trước tới nay."
    )
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PaperTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu văn bản"
        verbose_name_plural = "mẫu văn bản"
        ordering = ("-case_kind", "kind", "-valid_from")
        constraints = [
            models.CheckConstraint(
                name="template_ends_after_it_begins",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            ExclusionConstraint(
                name="one_template_of_a_kind_on_a_day",
                expressions=[
                    ("kind", RangeOperators.EQUAL),
                    ("case_kind", RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Loại văn bản này đã có mẫu trong khoảng ngày đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.span})"

    @property
    def span(self) -> str:
        """From when to when it holds, in words."""
        first = f"từ {self.valid_from:%d/%m/%Y}" if self.valid_from else "từ trước tới nay"
        return f"{first} đến {self.valid_to:%d/%m/%Y}" if self.valid_to else first

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.outline.splitlines() if line.strip())

    @property
    def places(self) -> tuple[placeholders.Placeholder, ...]:
        """What its words may name."""
        if not self.case_kind:
            return placeholders.PLAN
        if self.kind in OF_REQUESTS:
            return (*placeholders.CASE, *placeholders.REQUEST)
        more = {
            DocumentKind.MINUTES: placeholders.MINUTES,
            DocumentKind.URGE_DUTIES: placeholders.DUTIES,
        }
        return (*placeholders.CASE, *more.get(DocumentKind(self.kind), ()))

    def clean(self) -> None:
        """Each place is known and each part of the paper has its heading; else ValidationError."""
        found: dict[str, Any] = {}
        for field in ("subject", "closing", "addressees", "recipients"):
            if told := placeholders.faults(getattr(self, field) or "", self.places):
                found[field] = told
        for field in ("name", "title", "register", "archive", "order", "outline"):
            if told := placeholders.faults(getattr(self, field) or "", ()):
                found[field] = told
        if told := placeholders.faults(self.symbol or "", placeholders.SYMBOL):
            found["symbol"] = told
        wanted = self._wanted_headings
        if len(self.headings) != wanted:
            found["outline"] = f"Loại văn bản này cần đúng {wanted} đề mục, mỗi đề mục một dòng."
        if found:
            raise ValidationError(found)

    @property
    def _wanted_headings(self) -> int:
        """What a chair says in the end has three parts, and is numbered from 1."""
        if self.kind == DocumentKind.CONCLUSION and self.numbering == NumberedAs.ARABIC:
            return SPOKEN_HEADINGS
        return HEADINGS.get(DocumentKind(self.kind), 0) if self.kind else 0

    def symbol_of(self, issuer: Unit) -> str:
        """ "KL-TTr": the abbreviation is fixed by the head of the office, so it is data."""
        return placeholders.filled(self.symbol, placeholders.SYMBOL, lambda _: issuer.abbreviation)

    def series_of(self, owner: Inspection | Plan) -> str:
        """The key of the register: of the office, or of the team of this case."""
        whose = owner.code if self.own_series_of_team else f"unit-{owner.issuer_id}"
        return f"{whose}/{self.symbol_of(owner.issuer)}"[:80]

    def register_of(self, owner: Inspection | Plan) -> str:
        """The name of the register as it stands on its cover."""
        return f"{self.register} - {owner.issuer.name}"[:200]

    @property
    def series_kind(self) -> str:
        """Điều 15 NĐ 30/2020: teams, and papers that are no administrative ones, count apart."""
        if self.own_series_of_team:
            return NumberSeries.Kind.TEAM
        # "Kết luận" is none of the 29 administrative kinds (Điều 7).
        if self.abbreviation == DocumentKind.CONCLUSION:
            return NumberSeries.Kind.SPECIALISED
        return NumberSeries.Kind.ADMINISTRATIVE
