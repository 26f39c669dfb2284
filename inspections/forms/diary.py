"""A day of the diary, and who writes it."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from accounts.models import User
from inspections.diary import LONGEST, DayFacts
from inspections.forms.team import NO_SUCH_PERSON, PersonField
from inspections.models import Inspection
from office.forms import DateField, RoomForm

TOO_LONG = "Dài %(show_value)d ký tự, tối đa %(limit_value)d."


def _lines(label: str, *, rows: int, need: str = "", help_text: str = "") -> forms.CharField:
    field = forms.CharField(
        label=label,
        max_length=LONGEST,
        required=bool(need),
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": need, "max_length": TOO_LONG},
    )
    field.validators[0].message = TOO_LONG
    # The browser would cut pasted text silently; the sentence says how much is too much.
    field.widget.attrs.pop("maxlength", None)
    return field


class CorrectionForm(RoomForm):
    """What the right words are; the day stays."""

    work = _lines("Công việc đã làm", rows=4, need="Hãy ghi công việc đã làm trong ngày.")
    met = _lines("Cơ quan, đơn vị, người đã làm việc", rows=2)
    directions = _lines("Ý kiến chỉ đạo của người ra quyết định, trưởng đoàn", rows=2)
    difficulties = _lines("Khó khăn, vướng mắc", rows=2)

    @property
    def facts(self) -> DayFacts:
        names = ("work", "met", "directions", "difficulties")
        return DayFacts(**{name: self.cleaned_data[name].strip() for name in names})


class EntryForm(CorrectionForm):
    day = DateField(label="Ngày", error_messages={"required": "Hãy ghi ngày của trang nhật ký."})
    field_order = ("day", "work", "met", "directions", "difficulties")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())


class KeeperForm(RoomForm):
    person = PersonField(
        label="Người ghi nhật ký",
        queryset=User.objects.none(),
        empty_label="Chọn người trong đoàn",
        error_messages={
            "invalid_choice": NO_SUCH_PERSON,
            "required": "Hãy chọn người được giao ghi nhật ký.",
        },
    )
    may_sign = forms.BooleanField(label="Được ký thay trưởng đoàn", required=False)

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(memberships__inspection=inspection)
        self.fields["person"].queryset = people.order_by("full_name", "pk")
        self.helper.layout = Layout("person", "may_sign")
