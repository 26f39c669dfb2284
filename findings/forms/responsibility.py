"""Who answers for a finding: one row each, empty rows are left out."""

from collections.abc import Sequence
from typing import Any

from django import forms

from findings.choices import HeadGrade
from findings.forms.fields import text_field
from findings.models import Finding
from findings.recording import (
    ResponsibilityFacts,
)
from inspections.models import AuditedUnit, Inspection
from office.forms import RoomForm


class ResponsibilityForm(RoomForm):
    unit = forms.ModelChoiceField(
        AuditedUnit.objects.none(),
        label="Đơn vị",
        required=False,
        empty_label="(không nêu)",
        error_messages={"invalid_choice": "Đơn vị này không thuộc cuộc; hãy chọn lại."},
    )
    official = text_field("Cá nhân", most=150)
    post = text_field("Chức vụ", most=150)
    head_grade = forms.ChoiceField(
        label="Người đứng đầu",
        choices=[("", "(không đánh giá)"), *HeadGrade.choices],
        required=False,
        error_messages={"invalid_choice": "Mức này không có; hãy chọn lại."},
    )

    def __init__(
        self, *args: Any, inspection: Inspection, units: Sequence[AuditedUnit], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = inspection.audited_units.all()
        # The list is read once for all rows.
        self.fields["unit"].choices = [("", "(không nêu)"), *((each.pk, each) for each in units)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        typed = any(said.get(name) for name in ("post", "head_grade"))
        if typed and not said.get("unit") and not said.get("official") and not self.errors:
            self.add_error("unit", "Hãy nêu đơn vị hoặc cá nhân chịu trách nhiệm.")
        return said


class Responsibilities(forms.BaseFormSet):
    def facts(self) -> list[ResponsibilityFacts]:
        rows = [form.cleaned_data for form in self.forms if form.has_changed()]
        return [ResponsibilityFacts(**row) for row in rows if row["unit"] or row["official"]]

    def shown(self) -> list[str]:
        """The rows in words, as they were typed."""
        lines = []
        for form in self.forms:
            units = {str(key): str(label) for key, label in form.fields["unit"].choices}
            unit = units.get(str(form["unit"].value() or "-"), "")
            official = ", ".join(
                str(form[name].value()) for name in ("official", "post") if form[name].value()
            )
            if unit or official:
                lines.append(official if form["official"].value() else unit)
        return lines


ResponsibilityFormSet = forms.formset_factory(
    ResponsibilityForm,
    formset=Responsibilities,
    extra=1,
    max_num=30,
    absolute_max=60,
    validate_max=True,
)


def responsibilities_form(
    inspection: Inspection,
    data: Any = None,
    *,
    units: Sequence[AuditedUnit],
    finding: Finding | None = None,
    more: bool = False,
) -> Responsibilities:
    """The rows of who answers for it; `more` adds an empty row to what was typed."""
    rows = [] if finding is None else list(finding.responsibilities.all())
    initial = [
        {
            "unit": row.unit_id,
            "official": row.official,
            "post": row.post,
            "head_grade": row.head_grade,
        }
        for row in rows
    ]
    if data is not None:
        data = _repaired(data, more=more)
    # On POST nothing is initial: a row that repeats the saved one still counts.
    return ResponsibilityFormSet(
        data,
        prefix="r",
        initial=initial if data is None else None,
        form_kwargs={"inspection": inspection, "units": units},
    )


def _repaired(data: Any, *, more: bool) -> Any:
    """Counts that were tampered with or lost become counts again."""
    data = data.copy()
    total = str(data.get("r-TOTAL_FORMS", ""))
    count = min(int(total), 60) if total.isdecimal() and len(total) < 4 else 1
    data["r-TOTAL_FORMS"] = str(count + more)
    data["r-INITIAL_FORMS"] = "0"
    return data
