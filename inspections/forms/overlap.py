"""Settling an overlap, and taking in the plan of another body."""

from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils import timezone

from inspections.choices import BodyKind
from inspections.forms.plans import TableForm, year_field
from inspections.overlap import Overlap
from office.forms import DateField, RoomForm


class SettleForm(RoomForm):
    """Why the case goes on at a unit although somebody else is there."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=80)
    unit = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    reason = forms.CharField(
        label="Lý do vẫn tiến hành",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Cần ghi lý do vẫn tiến hành."},
    )
    document = forms.CharField(
        label="Văn bản thống nhất (nếu có)",
        max_length=300,
        required=False,
        help_text="Như: Công văn số 12/KTNN-TH ngày 05/02/2026.",
    )

    def __init__(self, *args: Any, overlap: Overlap | None = None, place: int = 0, **kwargs: Any):
        if overlap is not None:
            kwargs["initial"] = {"key": overlap.other.key, "unit": overlap.unit.pk}
        # Several of these forms stand on one page; each field needs an id of its own.
        super().__init__(*args, auto_id=f"id_o{place}_%s", **kwargs)


class OutsidePlanForm(TableForm):
    """Who sent the table, for which year; the table is read and shown before it is kept."""

    body = forms.CharField(
        label="Cơ quan ban hành kế hoạch",
        max_length=200,
        help_text="Như: Kiểm toán nhà nước khu vực VI.",
        error_messages={"required": "Hãy ghi tên cơ quan."},
    )
    body_kind = forms.ChoiceField(
        label="Loại cơ quan",
        choices=[("", "(chọn loại)"), *BodyKind.choices],
        help_text="Cách xử lý chồng chéo theo luật tùy loại này.",
        error_messages={"required": "Hãy chọn loại cơ quan."},
    )
    year = year_field("Năm")
    number = forms.CharField(label="Số, ký hiệu", max_length=80, required=False)
    dated_on = DateField(label="Ngày", required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("body", "body_kind", "year", "number", "dated_on", "table", "kept")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("year", timezone.localdate().year)
        self.helper.layout = Layout(
            _row(body=7, body_kind=5),
            _row(year=3, number=5, dated_on=4),
            "table",
        )
        # The page writes the seal of the table that was read last.
        self.helper.render_hidden_fields = False

    def clean_body(self) -> str:
        return " ".join(self.cleaned_data["body"].split())

    def clean_table(self) -> Any:
        # What was read before waits under its seal; the browser cannot send the file again.
        if self.cleaned_data["table"] is None and self.data.get("kept") and not self.too_large:
            return None
        return super().clean_table()

    @property
    def facts(self) -> dict[str, Any]:
        names = ("body", "body_kind", "year", "number", "dated_on")
        return {name: self.cleaned_data[name] for name in names}


def _row(**widths: int) -> Row:
    return Row(*(Column(name, css_class=f"col-md-{width}") for name, width in widths.items()))
