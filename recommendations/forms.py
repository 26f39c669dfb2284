"""The form of a recommendation: to whom, by when, on what ground."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings.choices import EntryKind
from findings.forms.fields import TickedField, text_field
from findings.forms.library import CopyingForm
from findings.models import Finding
from inspections.models import Inspection, Unit
from office.forms import Conflict, DateField, Difference, RoomForm
from recommendations.choices import DueKind, RecommendationKind
from recommendations.drafting import LONGEST_TEXT, Addressee, RecommendationFacts
from recommendations.models import Recommendation

MOST_FOUND = 15
LONGEST_PERSON = 200


class DueDateForm(RoomForm):
    """The day by which many recommendations shall be done."""

    due_on = DateField(
        label="Hoàn thành trước ngày",
        error_messages={"required": "Hãy nhập ngày phải hoàn thành."},
        help_text="Thay thời hạn đang ghi của các kiến nghị đã chọn.",
    )


class RecommendationForm(CopyingForm):
    """Text, addressees with their persons, grounds, time limit, reporting."""

    library_kind = EntryKind.RECOMMENDATION

    kind = forms.ChoiceField(
        label="Loại kiến nghị",
        choices=[("", "(chọn loại)"), *RecommendationKind.choices],
        error_messages={
            "required": "Hãy chọn loại kiến nghị.",
            "invalid_choice": "Loại kiến nghị này không có; hãy chọn lại.",
        },
    )
    text = text_field(
        "Nội dung kiến nghị",
        most=LONGEST_TEXT,
        rows=5,
        need="Hãy viết nội dung kiến nghị.",
        help_text="Viết việc phải làm, bắt đầu bằng động từ; như sẽ in trong kết luận.",
    )
    units = TickedField(label="Nơi thực hiện", required=False)
    unit_words = text_field(
        "Tìm đơn vị khác",
        most=200,
        help_text="Gõ không dấu cũng được, ví dụ: ubnd quan hai tan",
    )
    findings = forms.ModelMultipleChoiceField(
        Finding.objects.none(),
        label="Phát hiện làm căn cứ",
        required=False,
        error_messages={
            "invalid_choice": "Có phát hiện không thuộc cuộc này hoặc đã bỏ; hãy chọn lại.",
            "invalid_pk_value": "Có phát hiện không thuộc cuộc này hoặc đã bỏ; hãy chọn lại.",
        },
    )
    is_general = forms.BooleanField(
        label="Kiến nghị chung, không gắn với phát hiện nào",
        required=False,
        help_text="Ví dụ: ban hành văn bản chỉ đạo thực hiện kết luận.",
    )
    due_kind = forms.ChoiceField(
        label="Thời hạn",
        choices=DueKind.choices,
        initial=DueKind.NONE,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn cách nêu thời hạn.",
            "invalid_choice": "Cách nêu thời hạn này không có; hãy chọn lại.",
        },
    )
    due_on = DateField(label="Hoàn thành trước ngày", required=False)
    due_days = forms.IntegerField(
        label="Số ngày sau khi ban hành",
        required=False,
        min_value=1,
        max_value=3650,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Hãy viết số ngày bằng chữ số.",
            "min_value": "Số ngày ít nhất là 1.",
            "max_value": "Số ngày tối đa 3650.",
        },
    )
    report_to: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Báo cáo kết quả về",
        required=False,
        empty_label="(không nêu)",
        error_messages={"invalid_choice": "Đơn vị này không chọn được; hãy chọn lại."},
    )
    report_via: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Qua",
        required=False,
        empty_label="(không nêu)",
        error_messages={"invalid_choice": "Đơn vị này không chọn được; hãy chọn lại."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    PLAIN = ("kind", "text", "is_general", "due_kind", "due_on", "due_days")

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        recommendation: Recommendation | None = None,
        all_units: bool = False,
        **kwargs: Any,
    ):
        if recommendation is not None:
            kwargs["initial"] = _initial(recommendation) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.inspection, self.recommendation = inspection, recommendation
        self.audited = [
            each.unit
            for each in inspection.audited_units.filter(excluded_reason="").select_related("unit")
        ]
        if all_units:
            self._tick_all()
        self.ticked = self._ticked()
        known = {unit.pk: unit for unit in (*self.audited, *_bodies_above(inspection))}
        self.candidates = list((known | {unit.pk: unit for unit in self.ticked}).values())
        self._offer_findings()
        self._offer_reporting()

    # --- What the template lists by hand ---------------------------------------------------------

    @property
    def unit_lines(self) -> list[dict[str, Any]]:
        ticked = {unit.pk for unit in self.ticked}
        return [self._line(unit, is_ticked=unit.pk in ticked) for unit in self.candidates]

    @property
    def found_lines(self) -> list[dict[str, Any]]:
        """Units answering to the words typed in the search."""
        shown = {unit.pk for unit in self.candidates}
        found = find_units(str(self["unit_words"].value() or ""))
        return [self._line(unit, is_ticked=False) for unit in found if unit.pk not in shown]

    @property
    def finding_lines(self) -> list[dict[str, Any]]:
        ticked = {str(getattr(each, "pk", each)) for each in self["findings"].value() or []}
        lines = [
            {"finding": each, "is_ticked": str(each.pk) in ticked}
            for each in self.fields["findings"].queryset
        ]
        # What asks for a recommendation comes first; the order within stays that of the paper.
        return sorted(lines, key=lambda line: not line["finding"].needs_recommendation)

    def _line(self, unit: Unit, *, is_ticked: bool) -> dict[str, Any]:
        return {
            "unit": unit,
            "is_ticked": is_ticked,
            "person": self._person(unit.pk),
            "is_audited": unit in self.audited,
        }

    # --- Checking --------------------------------------------------------------------------------

    def clean_units(self) -> list[str]:
        values = self.cleaned_data["units"]
        if len(self.ticked) != len(values):
            raise ValidationError("Có đơn vị không còn trong danh mục; hãy chọn lại.")
        if not values:
            raise ValidationError("Hãy chọn ít nhất một nơi thực hiện.")
        if any(len(self._person(unit.pk)) > LONGEST_PERSON for unit in self.ticked):
            raise ValidationError(f"Chức danh, cá nhân tối đa {LONGEST_PERSON} ký tự.")
        return values

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        # What belongs to another kind of time limit is put aside, not complained about.
        if said.get("due_kind") != DueKind.DATE:
            said["due_on"] = None
            self.errors.pop("due_on", None)
        if said.get("due_kind") != DueKind.AFTER_ISSUE:
            said["due_days"] = None
            self.errors.pop("due_days", None)
        return said

    def facts(self) -> RecommendationFacts:
        said = self.cleaned_data
        addressees = [Addressee(unit, self._person(unit.pk)) for unit in self.ticked]
        names = (*self.PLAIN, "report_to", "report_via")
        plain = {name: said[name] for name in names}
        return RecommendationFacts(addressees=addressees, findings=list(said["findings"]), **plain)

    def conflict(self, current: Recommendation) -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`."""
        theirs = type(self)(inspection=self.inspection, recommendation=current)
        names = (*self.PLAIN, "units", "findings", "report_to", "report_via")
        pairs = [(str(self.fields[n].label), theirs.shown(n), self.shown(n)) for n in names]
        data = self.data.copy()
        data["revision"] = str(current.revision)
        self.data = data
        return Conflict(
            f"Trong lúc bạn viết, người khác đã sửa {current}.",
            [Difference(*pair) for pair in pairs if pair[1] != pair[2]],
        )

    def shown(self, name: str) -> str:
        """What a person reads in a field, ticked or typed."""
        if name == "units":
            lines = [line for line in self.unit_lines if line["is_ticked"]]
            return "\n".join(
                f"{line['unit']} ({line['person']})" if line["person"] else str(line["unit"])
                for line in lines
            )
        if name == "findings":
            ticked = [line["finding"] for line in self.finding_lines if line["is_ticked"]]
            return ", ".join(str(finding) for finding in ticked)
        value, field = self[name].value(), self.fields[name]
        if isinstance(field, forms.BooleanField):
            return "có" if value else "không"
        if isinstance(field, forms.ChoiceField):
            offered: Any = field.choices
            labels = {str(key): str(label) for key, label in offered}
            return labels.get(str(getattr(value, "pk", value) or ""), "")
        shown = field.widget.format_value(value)
        return "" if shown is None else str(shown).replace("\r\n", "\n").strip()

    # --- Inside ----------------------------------------------------------------------------------

    def _tick_all(self) -> None:
        if self.is_bound:
            data = self.data.copy()
            chosen = [*data.getlist("units"), *(str(unit.pk) for unit in self.audited)]
            data.setlist("units", list(dict.fromkeys(chosen)))
            self.data = data

    def _ticked(self) -> list[Unit]:
        values = [str(value) for value in self["units"].value() or []]
        numbers = [int(value) for value in values if value.isdecimal() and len(value) < 19]
        found = {unit.pk: unit for unit in Unit.objects.filter(pk__in=numbers[:500])}
        return [found[number] for number in dict.fromkeys(numbers) if number in found]

    def _person(self, unit_id: int) -> str:
        name = f"person_{unit_id}"
        value = self.data.get(name) if self.is_bound else self.initial.get(name)
        return " ".join(str(value or "").split())

    def _offer_findings(self) -> None:
        standing = Finding.objects.standing().filter(inspection=self.inspection)
        self.fields["findings"].queryset = standing.order_by(
            "topic__position", "position", "number"
        )

    def _offer_reporting(self) -> None:
        """Those of the case: thousands of units do not belong into a list."""
        kept = self.recommendation
        more = [kept.report_to, kept.report_via] if kept else []
        units = {
            unit.pk: unit for unit in (*self.candidates, self.inspection.issuer, *more) if unit
        }
        for name in ("report_to", "report_via"):
            field = self.fields[name]
            field.queryset = Unit.objects.filter(pk__in=units)
            field.choices = [("", field.empty_label), *units.items()]


def find_units(words: str) -> list[Unit]:
    """Units of today whose names hold the words, a few."""
    if len(words.strip()) < 2:
        return []
    found = Unit.objects.matching(words[:200]).filter(valid_to__isnull=True)
    return list(found.order_by("name", "pk")[:MOST_FOUND])


def _bodies_above(inspection: Inspection) -> list[Unit]:
    """The administration beside the inspectorate, to whose head recommendations go."""
    parent = inspection.issuer.parent
    return [unit for unit in (parent, parent.parent if parent else None) if unit]


def _initial(recommendation: Recommendation) -> dict[str, Any]:
    obligations = list(recommendation.obligations.all())
    names = (*RecommendationForm.PLAIN, "revision")
    return (
        {name: getattr(recommendation, name) for name in names}
        | {
            "units": [str(each.unit_id) for each in obligations],
            "findings": [each.pk for each in recommendation.findings.all()],
            "report_to": recommendation.report_to_id,
            "report_via": recommendation.report_via_id,
        }
        | {f"person_{each.unit_id}": each.person for each in obligations}
    )
