"""Indicators (chỉ tiêu) and what was measured: entered once per unit and period, used everywhere."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from findings.choices import IndicatorKind, TargetSide
from findings.models.topic import Topic
from inspections.models import AuditedUnit, Inspection


class Indicator(models.Model):
    """What is compared between the units of a case, against a target that some document sets."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name="cuộc", related_name="indicators"
    )
    number = models.PositiveSmallIntegerField("số thứ tự")
    topic = models.ForeignKey(
        Topic, models.PROTECT, verbose_name="nội dung đề cương", related_name="indicators"
    )
    name = models.CharField("tên chỉ tiêu", max_length=200)
    kind = models.CharField("cách tính", max_length=10, choices=IndicatorKind.choices)
    whole_name = models.CharField("tên cột tổng số", max_length=80, blank=True)
    part_name = models.CharField("tên cột số đạt", max_length=80, blank=True)
    measured_in = models.CharField("đơn vị tính", max_length=40, blank=True)
    target = models.DecimalField(
        "mức phải đạt", max_digits=18, decimal_places=4, null=True, blank=True
    )
    target_side = models.CharField(
        "so với mức", max_length=10, choices=TargetSide.choices, default=TargetSide.AT_LEAST
    )
    # Without a document that sets it, a target is an opinion.
    target_basis = models.CharField("văn bản giao mức", max_length=300, blank=True)
    # A long table stands in an annex, the body says its sum.
    is_in_annex = models.BooleanField("in bảng ở phụ lục", default=False)
    # The total of which this is a part: the parts of a unit must add up to it.
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="là một phần của",
        null=True,
        blank=True,
        related_name="parts",
    )
    revision = models.PositiveIntegerField("bản sửa", default=1)

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ("inspection", "topic__position", "number")
        constraints = [
            models.UniqueConstraint(
                fields=("inspection", "number"), name="indicator_number_is_unique_in_its_case"
            ),
            models.CheckConstraint(
                name="a_target_has_its_basis",
                condition=Q(target__isnull=True) | ~Q(target_basis=""),
                violation_error_message="Hãy ghi văn bản giao mức phải đạt.",
            ),
            models.CheckConstraint(
                name="a_share_names_part_and_whole",
                condition=~Q(kind="share") | (~Q(whole_name="") & ~Q(part_name="")),
                violation_error_message="Hãy ghi tên hai cột số liệu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Chỉ tiêu “{self.name}”"

    def get_absolute_url(self) -> str:
        return reverse("findings:indicator", args=[self.inspection.code, self.number])

    @property
    def is_share(self) -> bool:
        return self.kind == IndicatorKind.SHARE

    @property
    def shows_percent(self) -> bool:
        """Its result is a percentage, computed or entered."""
        return self.kind != IndicatorKind.NUMBER


class Measurement(models.Model):
    """The figures of one unit in one period."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, verbose_name="chỉ tiêu", related_name="measurements"
    )
    unit = models.ForeignKey(
        AuditedUnit, models.PROTECT, verbose_name="đơn vị", related_name="measurements"
    )
    period = models.CharField("kỳ số liệu", max_length=60)
    part = models.DecimalField("số đạt", max_digits=18, decimal_places=4, null=True, blank=True)
    whole = models.DecimalField("tổng số", max_digits=18, decimal_places=4, null=True, blank=True)
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = "số liệu chỉ tiêu"
        verbose_name_plural = "số liệu chỉ tiêu"
        ordering = ("indicator", "period", "unit__position", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("indicator", "unit", "period"), name="a_unit_is_measured_once_in_a_period"
            ),
            models.CheckConstraint(
                name="a_measurement_is_a_share_or_a_value",
                condition=Q(part__isnull=False, whole__isnull=False, value__isnull=True)
                | Q(part__isnull=True, whole__isnull=True, value__isnull=False),
            ),
            models.CheckConstraint(
                name="a_part_is_within_its_whole",
                condition=Q(part__isnull=True) | Q(part__gte=0, part__lte=models.F("whole")),
                violation_error_message="Số đạt không thể lớn hơn tổng số.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit}, {self.period}"
