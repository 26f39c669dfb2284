"""What every form of the office has: one spelling of letters, a date, an amount, a revision.

class DecisionForm(RoomModelForm):
    class Meta: model = Decision; fields = (…)
"""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.renderers import Jinja2

from office.revisions import overtaken_in_words
from office.text import nfc

YEARS = range(1900, 2101)


class DateField(forms.DateField):
    """A day typed as in an office: 5/7/2023, 05-07-2023, 05.07.2023."""

    SHAPES = (
        re.compile(r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})"),
        re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    )
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy"})
    default_error_messages = {
        "invalid": "Hãy viết ngày theo dạng ngày/tháng/năm, ví dụ 05/07/2023.",
        "no_such_day": "Ngày %(typed)s không có trong lịch.",
        "year": "Năm %(year)s nằm ngoài khoảng 1900–2100.",
    }

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "numeric")
        self.widget.attrs.setdefault("autocomplete", "off")

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values or isinstance(value, datetime.date):
            return super().to_python(value)
        typed = str(value).strip()
        shape = next((found for form in self.SHAPES if (found := form.fullmatch(typed))), None)
        if shape is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self._day(typed, **{part: int(text) for part, text in shape.groupdict().items()})

    def _day(self, typed: str, *, day: int, month: int, year: int) -> datetime.date:
        if year not in YEARS:
            raise ValidationError(self.error_messages["year"], code="year", params={"year": year})
        try:
            return datetime.date(year, month, day)
        except ValueError:
            raise ValidationError(
                self.error_messages["no_such_day"],
                code="no_such_day",
                params={"typed": typed},
            ) from None


class DongField(forms.IntegerField):
    """An amount of đồng: 1.250.000, 1 250 000 or 1250000, with or without the word đồng."""

    SHAPE = re.compile(r"-?\d+|-?\d{1,3}(?:\.\d{3})+|-?\d{1,3}(?: \d{3})+")
    UNIT = re.compile(r"\s*(đồng|đ|vnđ|vnd)\.?$", re.IGNORECASE)
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": "Hãy viết số tiền bằng chữ số theo đồng, ví dụ 1.250.000.",
        "min_value": "Số tiền không được nhỏ hơn %(limit_value)s đồng.",
        "max_value": "Số tiền không được lớn hơn %(limit_value)s đồng.",
    }

    def __init__(self, *, min_value: int = 0, max_value: int = 10**18 - 1, **kwargs: Any):
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        typed = self.UNIT.sub("", str(value).strip().replace("\u00a0", " "))
        if not self.SHAPE.fullmatch(typed):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        digits = typed.replace(".", "").replace(" ", "")
        # Longer is too large anyway, and Python refuses to read thousands of digits.
        return int(digits[:40])

    def prepare_value(self, value: Any) -> Any:
        """Saved amounts are shown grouped; what was typed is shown as typed."""
        if value is None or isinstance(value, str):
            return value
        return f"{int(value):,}".replace(",", ".")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (None if initial is None else int(initial))
        except ValidationError:
            return True


@dataclass(frozen=True)
class Difference:
    """One field of which the row and the typed form say different things."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Conflict:
    """Shown by _conflict.html with status 409."""

    text: str
    differences: list[Difference] = field(default_factory=list)


UNNAMED = forms.Field.default_error_messages["required"]


class NamesWhatIsMissing(forms.BaseForm):
    """“Hãy nhập nội dung cuộc.” where Django says that this field is required."""

    data: Any  # a copy of what was sent, which a view may mark as seen

    def full_clean(self) -> None:
        # Not earlier: a form may give its labels late.
        for name, asked in self.fields.items():
            if asked.error_messages["required"] == UNNAMED:
                asked.error_messages["required"] = _missing(asked, str(asked.label or name))
        super().full_clean()


def _missing(asked: forms.Field, label: str) -> str:
    # “UBND cấp trên” keeps its capitals in the middle of a sentence.
    if not label[1:2].isupper():
        label = label[:1].lower() + label[1:]
    word = "chọn" if isinstance(asked, forms.ChoiceField | forms.FileField) else "nhập"
    return f"Hãy {word} {label}."


class RoomFormMixin(NamesWhatIsMissing):
    """NFC for everything typed, and a crispy helper that leaves <form> to the template."""

    # One for all forms, because it keeps its templates. With Django's own engine the widgets alone
    # are a quarter of what a form costs (`make bench`, G7).
    default_renderer = Jinja2()

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _composed(self.data)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.include_media = False
        # A room may give its own layout and needs not think of the revision.
        self.helper.render_hidden_fields = True

    def leave_out(self, *names: str) -> None:
        """Take fields away that this person is not asked for this time."""
        for name in names:
            self.fields.pop(name, None)
        self.helper.layout = self.helper.build_default_layout(self)


class RoomForm(RoomFormMixin, forms.Form):
    """A form that is not one row."""


class RoomModelForm(RoomFormMixin, forms.ModelForm):
    """A form of one row; where the row has `revision`, the form carries it hidden."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, plain in self.fields.items():
            if type(plain) is forms.DateField:
                self.fields[name] = DateField(
                    required=plain.required,
                    label=plain.label,
                    help_text=plain.help_text,
                    initial=plain.initial,
                )
        if self.instance.pk and hasattr(self.instance, "revision"):
            self.fields["revision"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=self.instance.revision
            )
            self.initial["revision"] = self.instance.revision

    @property
    def revision(self) -> int:
        """The revision the person began with; 0, which no row has, when it was not sent."""
        return self.cleaned_data.get("revision") or 0

    def is_stale(self, current: models.Model) -> bool:
        """Somebody saved after this form was opened; `current` is read afresh."""
        return self.revision != current.revision

    def conflict_with(self, current: models.Model, **made_with: Any) -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`.

        `made_with` is what this kind of form needs beside its row.
        """
        theirs = type(self)(instance=current, **made_with)
        differences = [
            Difference(
                str(self.fields[name].label),
                shown_by(theirs[name]),
                shown_by(self[name]),
            )
            for name in self.Meta.fields
            if name in self.fields
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("revision")] = str(current.revision)
        return Conflict(
            overtaken_in_words(current),
            [each for each in differences if each.theirs != each.mine],
        )


def shown_by(bound: forms.BoundField) -> str:
    """What a person reads in a field: the label of a choice, a day as dd/mm/yyyy."""
    value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return "có" if bound.field.to_python(value) else "không"
    if isinstance(bound.field, forms.ModelChoiceField | forms.ChoiceField):
        chosen = value if isinstance(value, list | tuple | set) else [value]
        wanted = {str(getattr(each, "pk", each)) for each in chosen if each not in (None, "")}
        offered: Any = bound.field.choices
        labels = [str(label) for key, label in offered if str(key) in wanted]
        return ", ".join(labels)
    shown = bound.field.widget.format_value(value)
    return "" if shown is None else str(shown).replace("\r\n", "\n")


def _composed(data: Any) -> Any:
    """The same QueryDict or dict with every text in NFC and without control characters."""
    if not hasattr(data, "setlist"):
        return {key: nfc(value) if isinstance(value, str) else value for key, value in data.items()}
    composed = data.copy()
    for key, values in data.lists():
        composed.setlist(key, [nfc(each) if isinstance(each, str) else each for each in values])
    return composed
