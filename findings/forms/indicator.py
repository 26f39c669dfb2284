"""Forms of indicators: what one is, its grid of units, and what is pasted into it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from findings import figures, pasted
from findings.choices import IndicatorKind, TargetSide
from findings.forms.fields import choose_topic, text_field
from findings.measuring import Figures, IndicatorFacts
from findings.models import Indicator, Measurement, Topic
from inspections.models import AuditedUnit, Inspection
from office.forms import RoomForm
from office.workflow import Problems

MOST_PASTED = 50_000


class FigureField(forms.CharField):
    """A number typed as in Vietnamese papers: 4.170 or 49,5%."""

    def __init__(self, **kwargs: Any):
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        try:
            return figures.read(str(value or ""))
        except figures.NotAFigure as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return figures.written(value) if isinstance(value, Decimal) else value


class IndicatorForm(RoomForm):
    """What an indicator is."""

    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label="Nội dung đề cương",
        empty_label="Chọn nội dung",
        help_text="Bảng số liệu in trong mục này của báo cáo.",
        error_messages={
            "required": "Hãy chọn nội dung đề cương.",
            "invalid_choice": "Nội dung đề cương đã chọn không còn; hãy chọn lại.",
        },
    )
    name = text_field("Tên chỉ tiêu", most=200, need="Hãy ghi tên chỉ tiêu.")
    kind = forms.ChoiceField(
        label="Cách tính",
        choices=IndicatorKind.choices,
        error_messages={"invalid_choice": "Cách tính này không có."},
    )
    whole_name = text_field("Tên cột tổng số", most=80, help_text="Ví dụ: Hồ sơ tiếp nhận.")
    part_name = text_field("Tên cột số đạt", most=80, help_text="Ví dụ: Hồ sơ đã số hóa.")
    measured_in = text_field("Đơn vị tính", most=40, help_text="Ví dụ: hồ sơ, văn bản, ngày.")
    part_of = forms.ModelChoiceField(
        Indicator.objects.none(),
        label="Là một phần của",
        required=False,
        empty_label="(không)",
        help_text="Với số lượng: các phần được cộng lại để soát với tổng.",
        error_messages={"invalid_choice": "Chỉ tiêu tổng đã chọn không dùng được."},
    )
    is_in_annex = forms.BooleanField(
        label="In bảng ở phụ lục",
        required=False,
        help_text="Bảng dài thì để ở phụ lục; trong mục chỉ còn câu nêu kết quả.",
    )
    target = FigureField(label="Mức phải đạt")
    target_side = forms.ChoiceField(
        label="So với mức",
        choices=TargetSide.choices,
        error_messages={"invalid_choice": "Cách so này không có."},
    )
    target_basis = text_field(
        "Văn bản giao mức",
        most=300,
        help_text="Ví dụ: khoản 3 Công văn số 4842/UBND-KSTT ngày 20/8/2025 của UBND thành phố.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        indicator: Indicator | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, initial=_initial(indicator), **kwargs)
        if indicator is None:
            del self.fields["revision"]
        choose_topic(self.fields["topic"], inspection)
        totals = inspection.indicators.filter(kind=IndicatorKind.NUMBER, part_of=None)
        self.fields["part_of"].queryset = totals.exclude(pk=indicator.pk) if indicator else totals
        self.fields["part_of"].label_from_instance = lambda row: row.name
        if not totals.exists():
            self.leave_out("part_of")
        names = [name for name in ("part_of",) if name in self.fields]
        self.helper.layout = Layout(
            Fieldset("Chỉ tiêu", "topic", "name", "kind"),
            Fieldset(
                "Cột số liệu", "whole_name", "part_name", "measured_in", *names, "is_in_annex"
            ),
            Fieldset("Mức phải đạt", "target", "target_side", "target_basis"),
        )

    def clean_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0

    @property
    def facts(self) -> IndicatorFacts:
        names = IndicatorFacts.__dataclass_fields__
        said: dict[str, Any] = {name: self.cleaned_data.get(name) for name in names}
        return IndicatorFacts(**said)


def _initial(indicator: Indicator | None) -> dict[str, Any]:
    if indicator is None:
        return {}
    names = [*IndicatorFacts.__dataclass_fields__, "revision"]
    return {name: getattr(indicator, name) for name in names}


class GridForm(RoomForm):
    """The figures of one period, a row a unit."""

    period = text_field("Kỳ số liệu", most=60, need="Hãy ghi kỳ số liệu, ví dụ “Năm 2023”.")
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, indicator: Indicator, units: Sequence[AuditedUnit], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.indicator, self.units = indicator, units
        for row in units:
            for name in self.columns:
                label = f"{self.columns[name]}: {row.unit}"
                self.fields[f"{name}_{row.pk}"] = FigureField(label=label)

    @property
    def columns(self) -> dict[str, str]:
        """The columns of the grid with their headings, in the order in which they are pasted."""
        if self.indicator.is_share:
            return {"whole": self.indicator.whole_name, "part": self.indicator.part_name}
        unit = "%" if self.indicator.shows_percent else self.indicator.measured_in
        return {"value": f"Giá trị ({unit})" if unit else "Giá trị"}

    @property
    def rows(self) -> list[tuple[AuditedUnit, list[forms.BoundField]]]:
        return [(row, [self[f"{name}_{row.pk}"] for name in self.columns]) for row in self.units]

    def clean_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0

    @property
    def figures(self) -> dict[int, Figures]:
        said = self.cleaned_data
        return {
            row.pk: Figures(**{name: said.get(f"{name}_{row.pk}") for name in self.columns})
            for row in self.units
        }


def grid_values(said: Mapping[int, Figures | Measurement], columns: Sequence[str]) -> dict:
    """The fields of a grid that holds these figures."""
    return {f"{name}_{key}": getattr(told, name) for key, told in said.items() for name in columns}


class PasteForm(RoomForm):
    """Cells copied from a spreadsheet."""

    pasted = text_field(
        "Dán từ bảng tính",
        most=MOST_PASTED,
        rows=5,
        need="Hãy dán các ô đã chép từ bảng tính.",
        strip=False,
    )

    def __init__(
        self, *args: Any, indicator: Indicator, units: Sequence[AuditedUnit], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.indicator, self.units = indicator, units
        columns = GridForm(indicator=indicator, units=()).columns.values()
        self.fields["pasted"].help_text = (
            f"Mỗi dòng một đơn vị; các cột: tên đơn vị, {', '.join(columns)}. Số liệu hiện trong"
            " bảng để xem lại, chưa lưu."
        )

    def clean_pasted(self) -> str:
        text = self.cleaned_data["pasted"]
        try:
            self.figures = pasted.read(text, self.indicator, self.units)
        except Problems as problems:
            raise ValidationError([each.text for each in problems.problems]) from None
        return text
