"""Fields that the forms of this room share."""

from typing import Any

from django import forms

from findings import outline
from inspections.models import Inspection
from office.forms import RoomForm

TOO_LONG = "Dài %(show_value)d ký tự, tối đa %(limit_value)d."


def text_field(label: str, *, most: int, rows: int = 0, need: str = "", **facts: Any):
    """A text with its limits told in whole sentences; `need` is said when it is left empty."""
    if rows:
        facts["widget"] = forms.Textarea(attrs={"rows": rows})
    field = forms.CharField(label=label, max_length=most, required=bool(need), **facts)
    field.error_messages["required"] = need
    field.error_messages["max_length"] = TOO_LONG
    field.validators[0].message = TOO_LONG
    # The browser would cut pasted text silently; the sentence says how much is too much.
    field.widget.attrs.pop("maxlength", None)
    return field


class TickedField(forms.Field):
    """Values ticked in a list that is rendered by hand; the form checks them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(value or []))


class ReasonForm(RoomForm):
    """An act that is explained: reopen, drop, restore, withdraw."""

    reason = text_field("Lý do", most=500, rows=3, need="Cần ghi lý do.")

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text


def choose_topic(field: Any, inspection: Inspection, *, deepest: int = outline.DEEPEST) -> None:
    """Options in the order of reading, numbered and indented."""
    rows = [row for row in outline.rows_of(inspection) if row.depth <= deepest]
    field.queryset = inspection.topics.all()
    indent = "\u00a0\u00a0\u00a0"
    field.choices = [
        ("", field.empty_label),
        *((row.topic.pk, f"{indent * (row.depth - 1)}{row.label}") for row in rows),
    ]
