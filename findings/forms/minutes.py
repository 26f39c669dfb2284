"""Minutes: what happened, who took part, who signed, what belongs to them."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from findings.choices import MinutesKind, Side
from findings.forms.evidence import FilesField
from findings.forms.fields import text_field
from findings.minutes import (
    IN_PLACE_OF_UNIT,
    LONGEST_CONTENT,
    MinutesFacts,
    PartyFacts,
    SignatureFacts,
)
from findings.models import Minutes, MinutesParty
from inspections.models import AuditedUnit, Inspection
from office.forms import Conflict, DateField, Difference, RoomForm, shown_by
from office.revisions import overtaken_in_words

MOST_PARTIES = 40
WRONG_TIME = "Hãy viết giờ theo dạng giờ:phút, ví dụ 08:30."


class TimeField(forms.CharField):
    """An hour as people write it: 08:30, 8h30, 8 giờ 30, 14h."""

    SHAPE = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{0,2})\s*(?:phút|ph|p)?", re.IGNORECASE)
    widget = forms.TextInput(attrs={"placeholder": "08:30", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = self.SHAPE.fullmatch(typed)
        try:
            return datetime.time(int(found[1]), int(found[2] or 0)) if found else self._wrong()
        except ValueError:
            return self._wrong()

    def _wrong(self) -> Any:
        raise ValidationError(WRONG_TIME, code="invalid")


class MinutesForm(RoomForm):
    kind = forms.ChoiceField(label="Loại biên bản", choices=MinutesKind.choices)
    unit = forms.ModelChoiceField(
        AuditedUnit.objects.none(),
        label="Đơn vị",
        required=False,
        empty_label="(chung cho cuộc)",
        error_messages={"invalid_choice": "Đơn vị này không thuộc cuộc; hãy chọn lại."},
    )
    place = text_field("Địa điểm", most=300, need="Hãy ghi địa điểm lập biên bản.")
    opened_on = DateField(label="Ngày bắt đầu", error_messages={"required": "Hãy ghi ngày."})
    opened_time = TimeField(label="Giờ bắt đầu", error_messages={"required": "Hãy ghi giờ."})
    closed_on = DateField(
        label="Ngày kết thúc", required=False, help_text="Để trống: cùng ngày bắt đầu."
    )
    closed_time = TimeField(label="Giờ kết thúc", required=False)
    content = text_field(
        "Nội dung",
        most=LONGEST_CONTENT,
        rows=14,
        help_text="Dòng trống ngăn hai đoạn; “- ” và “+ ” đầu dòng là gạch đầu dòng.",
    )
    copies = forms.IntegerField(
        label="Số bản",
        min_value=1,
        max_value=50,
        initial=2,
        error_messages={
            "required": "Hãy ghi số bản.",
            "invalid": "Số bản là một số nguyên.",
            "min_value": "Biên bản có ít nhất 1 bản.",
            "max_value": "Biên bản có nhiều nhất 50 bản.",
        },
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, inspection: Inspection, minutes: Minutes | None = None, **kwargs: Any
    ):
        self.inspection, self.minutes = inspection, minutes
        kwargs["initial"] = _said(minutes) if minutes else _usual(kwargs.get("initial"))
        super().__init__(*args, **kwargs)
        units = inspection.audited_units.select_related("unit")
        self.fields["unit"].queryset = units
        self.fields["kind"].error_messages["invalid_choice"] = "Không có loại biên bản này."
        if minutes is None:
            del self.fields["revision"]
        self.helper.layout = Layout(
            Row(Column("kind", css_class="col-md-6"), Column("unit", css_class="col-md-6")),
            Row(Column("place", css_class="col-md-9"), Column("copies", css_class="col-md-3")),
            Row(
                *(
                    Column(name, css_class="col-6 col-md-3")
                    for name in ("opened_on", "opened_time", "closed_on", "closed_time")
                )
            ),
            "content",
        )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if (
            said.get("closed_on")
            and not said.get("closed_time")
            and "closed_time" not in self.errors
        ):
            self.add_error("closed_time", "Hãy ghi giờ kết thúc.")
        return said

    def clean_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0

    def facts(self, parties: "Parties") -> MinutesFacts:
        said = self.cleaned_data
        closed_on = said["closed_on"] or said["opened_on"]
        return MinutesFacts(
            kind=said["kind"],
            unit=said["unit"],
            place=said["place"].strip(),
            opened_at=_moment(said["opened_on"], said["opened_time"]),
            closed_at=_moment(closed_on, said["closed_time"]) if said["closed_time"] else None,
            content=said["content"].strip(),
            copies=said["copies"],
            parties=parties.facts(),
        )

    def conflict(self, current: Minutes, parties: "Parties") -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`."""
        theirs = MinutesForm(inspection=self.inspection, minutes=current)
        rows = [
            Difference(str(field.label), shown_by(theirs[name]), shown_by(self[name]))
            for name, field in self.fields.items()
            if name != "revision"
        ]
        people = "\n".join(str(party) for party in current.parties.all())
        rows.append(Difference("Người tham gia", people, "\n".join(parties.shown())))
        self.data = self.data.copy()
        self.data["revision"] = str(current.revision)
        different = [row for row in rows if row.theirs != row.mine]
        return Conflict(overtaken_in_words(current), different)


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))


def _said(minutes: Minutes) -> dict[str, Any]:
    """What saved minutes say, as their form shows it."""
    opened = timezone.localtime(minutes.opened_at)
    closed = timezone.localtime(minutes.closed_at) if minutes.closed_at else None
    return {
        "kind": minutes.kind,
        "unit": minutes.unit_id,
        "place": minutes.place,
        "opened_on": opened.date(),
        "opened_time": f"{opened:%H:%M}",
        "closed_on": closed.date() if closed and closed.date() != opened.date() else None,
        "closed_time": f"{closed:%H:%M}" if closed else "",
        "content": minutes.content,
        "copies": minutes.copies,
        "revision": minutes.revision,
    }


def _usual(asked: dict[str, Any] | None) -> dict[str, Any]:
    now = timezone.localtime()
    usual = {"kind": MinutesKind.WORKING, "opened_on": now.date(), "opened_time": f"{now:%H:%M}"}
    return usual | (asked or {})


# --- Who took part --------------------------------------------------------------------------------
class PartyForm(RoomForm):
    side = forms.ChoiceField(label="Bên", choices=Side.choices, initial=Side.UNIT)
    name = text_field("Họ và tên", most=150)
    post = text_field("Chức vụ", most=200)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["side"].error_messages["invalid_choice"] = "Không có bên này; hãy chọn lại."

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("post") and not self.cleaned_data.get("name") and not self.errors:
            self.add_error("name", "Hãy ghi họ và tên.")
        return self.cleaned_data


class Parties(forms.BaseFormSet):
    def facts(self) -> list[PartyFacts]:
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [PartyFacts(row["side"], row["name"].strip(), row["post"].strip()) for row in rows]

    def shown(self) -> list[str]:
        """The rows in words, as they were typed."""
        typed = [[form[name].value() for name in ("name", "post")] for form in self.forms]
        return [", ".join(str(word) for word in row if word) for row in typed if row[0]]


PartyFormSet = forms.formset_factory(
    PartyForm,
    formset=Parties,
    extra=2,
    max_num=MOST_PARTIES,
    absolute_max=MOST_PARTIES * 2,
    validate_max=True,
)


def parties_form(
    data: Any = None, *, initial: Sequence[dict[str, str]] = (), more: bool = False
) -> Parties:
    """The rows of who took part; `more` adds empty rows to what was typed."""
    if data is None:
        return PartyFormSet(prefix="p", initial=list(initial))
    data = data.copy()
    total = str(data.get("p-TOTAL_FORMS", ""))
    count = min(int(total), MOST_PARTIES) if total.isdecimal() and len(total) < 4 else 1
    data["p-TOTAL_FORMS"] = str(count + (2 if more else 0))
    data["p-INITIAL_FORMS"] = "0"
    return PartyFormSet(data, prefix="p")


# --- Signatures -----------------------------------------------------------------------------------
class SignatureForm(RoomForm):
    """One party: a day when he signed, or why he would not."""

    signed_on = DateField(label="Ngày ký", required=False)
    refused_reason = text_field("Lý do không ký", most=500)

    def __init__(self, *args: Any, party: MinutesParty, **kwargs: Any):
        kwargs["initial"] = {
            "signed_on": party.signed_on,
            "refused_reason": party.refused_reason,
        }
        super().__init__(*args, prefix=f"s{party.pk}", **kwargs)
        self.party = party
        self.fields["signed_on"].label = f"Ngày ký của {party.name}"
        self.fields["refused_reason"].label = f"Lý do {party.name} không ký"

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("signed_on") and self.cleaned_data.get("refused_reason"):
            self.add_error("refused_reason", "Hoặc ghi ngày ký, hoặc ghi lý do không ký.")
        return self.cleaned_data

    @property
    def facts(self) -> SignatureFacts:
        reason = self.cleaned_data["refused_reason"].strip()
        return SignatureFacts(self.party.pk, self.cleaned_data["signed_on"], reason)


class WitnessForm(RoomForm):
    side = forms.ChoiceField(
        label="Tư cách",
        choices=[(side.value, side.label) for side in Side if side in IN_PLACE_OF_UNIT],
    )
    name = text_field("Họ và tên", most=150, need="Hãy ghi họ và tên.")
    post = text_field("Chức vụ, nơi ở", most=200)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["side"].error_messages["invalid_choice"] = "Không có tư cách này."

    @property
    def facts(self) -> PartyFacts:
        said = self.cleaned_data
        return PartyFacts(said["side"], said["name"].strip(), said["post"].strip())


class MinutesFilesForm(RoomForm):
    """Files of the minutes: what was handed over, or the scan with the signatures."""

    uploads = FilesField(label="Tệp", required=False)
    is_signed_scan = forms.BooleanField(label="Là bản quét có chữ ký", required=False)

    def __init__(self, *args: Any, too_large: Sequence[str] = (), limit: int = 0, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = list(too_large)
        self.fields["uploads"].help_text = f"Một hoặc nhiều tệp, mỗi tệp tối đa {limit} MB."

    def clean_uploads(self) -> list:
        uploads = self.cleaned_data["uploads"]
        if self.too_large:
            raise ValidationError(self.too_large)
        if not uploads:
            raise ValidationError("Hãy chọn ít nhất một tệp.")
        return uploads
