"""What was found (phát hiện): praised, noted, short of the rule, or against it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from findings import written
from findings.choices import FindingKind, FindingState, HeadGrade, Severity
from findings.models.citation import Citation
from findings.models.topic import Topic
from inspections.models import AuditedUnit, Inspection
from office.models import LegalProvision

# Sorting by money must not meet NULL.
MONEY = Coalesce("amount", Value(0), output_field=models.DecimalField())


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> "FindingQuerySet":
        cases = Inspection.objects.visible_to(user)
        # Who sees every case need not have each looked up, a million times over.
        return self.filter(inspection__in=cases) if cases.query.where else self

    def standing(self) -> "FindingQuerySet":
        """Those that count: everything but what was dropped."""
        return self.exclude(state=FindingState.DROPPED)

    def shortcomings(self) -> "FindingQuerySet":
        return self.filter(kind__in=(FindingKind.SHORTCOMING, FindingKind.VIOLATION))


class Finding(models.Model):
    # The index is `finding_of_case` below, which begins with the case.
    inspection = models.ForeignKey(
        Inspection,
        models.PROTECT,
        verbose_name="cuộc",
        related_name="findings",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    topic = models.ForeignKey(
        Topic, models.PROTECT, verbose_name="nội dung đề cương", related_name="findings"
    )
    kind = models.CharField("loại phát hiện", max_length=20, choices=FindingKind.choices)
    state = models.CharField(
        "trạng thái", max_length=20, choices=FindingState.choices, default=FindingState.NOTED
    )
    text = models.TextField("nội dung phát hiện")
    summary = models.CharField(
        "tóm tắt khi kết luận",
        max_length=1000,
        blank=True,
        help_text="Câu đưa vào phần kết luận; để trống thì dùng nội dung phát hiện.",
    )
    cause = models.TextField("nguyên nhân", blank=True)
    consequence = models.TextField("hậu quả", blank=True)
    severity = models.CharField("mức độ", max_length=20, choices=Severity.choices, blank=True)
    amount = models.DecimalField(
        "số tiền (đồng)", max_digits=18, decimal_places=0, null=True, blank=True
    )
    waiver = models.CharField(
        "lý do không cần kiến nghị",
        max_length=500,
        blank=True,
        help_text="Ví dụ: đơn vị đã khắc phục xong trong thời gian thanh tra.",
    )
    provisions = models.ManyToManyField(
        LegalProvision, verbose_name="căn cứ pháp lý", blank=True, related_name="findings"
    )
    citations = models.ManyToManyField(
        Citation, verbose_name="văn bản viện dẫn", blank=True, related_name="findings"
    )
    position = models.PositiveSmallIntegerField("thứ tự trong nội dung", default=0)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="người ghi", related_name="+"
    )
    # Who carries it on when the writer hands it over; empty: the writer himself.
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người phụ trách",
        related_name="+",
        null=True,
        blank=True,
    )
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người xác nhận",
        related_name="+",
        null=True,
        blank=True,
    )
    # Who works it out further: gathers proof, completes it before it is confirmed.
    revision = models.PositiveIntegerField("bản sửa", default=1)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "phát hiện"
        verbose_name_plural = "phát hiện"
        ordering = ("-inspection_id", "topic__position", "position", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "number"), name="finding_number_is_unique_in_its_case"
            ),
            models.CheckConstraint(
                name="amount_is_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="Số tiền không thể âm.",
            ),
        ]
        # The list over all cases is asked for by one of these, newest first, page after page.
        indexes = [
            models.Index(fields=("-recorded_at", "-id"), name="finding_newest"),
            models.Index(
                fields=("inspection", "state", "severity", "-recorded_at", "-id"),
                name="finding_of_case",
            ),
            models.Index(fields=("state", "-recorded_at", "-id"), name="finding_state"),
            models.Index(fields=("kind", "-recorded_at", "-id"), name="finding_kind"),
            models.Index(fields=("severity", "-recorded_at", "-id"), name="finding_severity"),
            models.Index(fields=("recorded_by", "-recorded_at", "-id"), name="finding_writer"),
            models.Index(MONEY.desc(), F("id").desc(), name="finding_money"),
        ]

    def __str__(self) -> str:
        return f"Phát hiện số {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("findings:detail", args=[self.inspection.code, self.number])

    @property
    def kept_by_id(self) -> int:
        """The person who carries it on."""
        return self.keeper_id or self.recorded_by_id

    @property
    def needs_recommendation(self) -> bool:
        return self.kind in {FindingKind.SHORTCOMING, FindingKind.VIOLATION}

    @property
    def in_one_line(self) -> str:
        """The text for a list."""
        return written.in_one_line(self.text)

    @property
    def pieces(self) -> list[written.Piece]:
        """The text for its page: paragraphs, items and tables."""
        return written.pieces(self.text)

    @property
    def conclusion_text(self) -> str:
        return self.summary or self.text


class FindingUnit(models.Model):
    """Where it was found; one finding may hold for many units."""

    finding = models.ForeignKey(
        Finding, models.CASCADE, verbose_name="phát hiện", related_name="units"
    )
    unit = models.ForeignKey(
        AuditedUnit, models.PROTECT, verbose_name="đơn vị", related_name="findings"
    )
    note = models.CharField("ghi chú riêng", max_length=500, blank=True)

    class Meta:
        verbose_name = "phát hiện tại đơn vị"
        verbose_name_plural = "phát hiện tại đơn vị"
        ordering = ("finding", "unit__position", "pk")
        constraints = [
            models.UniqueConstraint(fields=("finding", "unit"), name="a_finding_names_a_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding} tại {self.unit}"


class Responsibility(models.Model):
    """Who answers for it: a unit, or an official by name and post."""

    finding = models.ForeignKey(
        Finding, models.CASCADE, verbose_name="phát hiện", related_name="responsibilities"
    )
    unit = models.ForeignKey(
        AuditedUnit, models.PROTECT, verbose_name="đơn vị", null=True, blank=True
    )
    official = models.CharField("cá nhân", max_length=150, blank=True)
    post = models.CharField("chức vụ", max_length=150, blank=True)
    head_grade = models.CharField(
        "trách nhiệm người đứng đầu", max_length=20, choices=HeadGrade.choices, blank=True
    )

    class Meta:
        verbose_name = "trách nhiệm"
        verbose_name_plural = "trách nhiệm"
        ordering = ("finding", "pk")
        constraints = [
            models.CheckConstraint(
                name="responsibility_names_somebody",
                condition=Q(unit__isnull=False) | ~Q(official=""),
                violation_error_message="Hãy nêu đơn vị hoặc cá nhân chịu trách nhiệm.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.official}, {self.post}" if self.official else str(self.unit)
