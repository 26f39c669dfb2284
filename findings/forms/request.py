"""Requests to units, and what the units answer."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from findings.choices import RequestKind, View
from findings.forms.evidence import FilesField
from findings.forms.fields import text_field
from findings.models import Finding, UnitRequest
from findings.requests import LONGEST, AnswerFacts, RequestFacts
from inspections.models import AuditedUnit, Inspection
from office.forms import Conflict, DateField, Difference, RoomForm, shown_by
from office.revisions import overtaken_in_words

PAPER_HELP = "Số, ký hiệu, ngày, ví dụ “Công văn số 12/ĐTTr ngày 30/01/2024”."


class WithFiles(RoomForm):
    """A form that takes files beside its words."""

    uploads = FilesField(label="Tệp kèm theo", required=False)

    def __init__(self, *args: Any, too_large: Sequence[str] = (), limit: int = 0, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = list(too_large)
        self.fields["uploads"].help_text = f"Không bắt buộc; mỗi tệp tối đa {limit} MB."

    def clean_uploads(self) -> list:
        if self.too_large:
            raise ValidationError(self.too_large)
        return self.cleaned_data["uploads"]


class RequestForm(WithFiles):
    kind = forms.ChoiceField(label="Loại yêu cầu", choices=RequestKind.choices)
    unit = forms.ModelChoiceField(
        AuditedUnit.objects.none(),
        label="Đơn vị",
        empty_label="Chọn đơn vị",
        error_messages={
            "invalid_choice": "Đơn vị này không thuộc cuộc; hãy chọn lại.",
            "required": "Hãy chọn đơn vị.",
        },
    )
    due_on = DateField(label="Hạn trả lời", error_messages={"required": "Hãy ghi hạn trả lời."})
    paper = text_field("Theo công văn", most=200, help_text=PAPER_HELP)
    text = text_field(
        "Nội dung yêu cầu",
        most=LONGEST,
        rows=8,
        need="Hãy ghi nội dung yêu cầu.",
        help_text="Đơn vị đọc đúng đoạn này; đơn vị không thấy phát hiện nào của đoàn.",
    )
    findings = forms.ModelMultipleChoiceField(
        Finding.objects.none(),
        label="Phát hiện liên quan (chỉ đoàn thấy)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Phát hiện này không thuộc cuộc; hãy chọn lại.",
            "invalid_pk_value": "Phát hiện này không thuộc cuộc; hãy chọn lại.",
            "invalid_list": "Phát hiện này không thuộc cuộc; hãy chọn lại.",
        },
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        unit_request: UnitRequest | None = None,
        **kwargs: Any,
    ):
        self.inspection, self.unit_request = inspection, unit_request
        if unit_request:
            kwargs["initial"] = _said(unit_request)
        super().__init__(*args, **kwargs)
        units = inspection.audited_units.filter(excluded_reason="").select_related("unit")
        self.fields["unit"].queryset = units
        self.fields["kind"].error_messages["invalid_choice"] = "Không có loại yêu cầu này."
        self.fields["findings"].queryset = inspection.findings.standing()
        self.fields["findings"].label_from_instance = _in_words
        if not self.fields["findings"].queryset.exists():
            del self.fields["findings"]
        if unit_request is None:
            del self.fields["revision"]
        names = [name for name in ("text", "findings", "uploads") if name in self.fields]
        self.helper.layout = Layout(
            Row(Column("kind", css_class="col-md-6"), Column("unit", css_class="col-md-6")),
            Row(Column("due_on", css_class="col-md-6"), Column("paper", css_class="col-md-6")),
            *names,
        )

    def clean_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0

    @property
    def facts(self) -> RequestFacts:
        said = self.cleaned_data
        return RequestFacts(
            kind=said["kind"],
            unit=said["unit"],
            text=said["text"].strip(),
            due_on=said["due_on"],
            paper=said["paper"].strip(),
            findings=list(said.get("findings") or ()),
        )

    def conflict(self, current: UnitRequest) -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`."""
        theirs = RequestForm(inspection=self.inspection, unit_request=current)
        rows = [
            Difference(str(field.label), shown_by(theirs[name]), shown_by(self[name]))
            for name, field in self.fields.items()
            if name not in {"revision", "uploads"}
        ]
        self.data = self.data.copy()
        self.data["revision"] = str(current.revision)
        different = [row for row in rows if row.theirs != row.mine]
        return Conflict(overtaken_in_words(current), different)


def _in_words(finding: Finding) -> str:
    line = finding.in_one_line
    return f"{finding.number}. {line[:140]}{'…' if len(line) > 140 else ''}"


def _said(unit_request: UnitRequest) -> dict[str, Any]:
    names = ("kind", "due_on", "paper", "text", "revision")
    return {name: getattr(unit_request, name) for name in names} | {
        "unit": unit_request.unit_id,
        "findings": [each.pk for each in unit_request.findings.all()],
    }


class AnswerForm(WithFiles):
    """What the unit answers; the team types in what came on paper."""

    dated_on = DateField(
        label="Ngày văn bản trả lời", error_messages={"required": "Hãy ghi ngày trả lời."}
    )
    paper = text_field("Theo văn bản", most=200, help_text="Số, ký hiệu của đơn vị, nếu có.")
    text = text_field("Nội dung trả lời", most=LONGEST, rows=8, need="Hãy ghi nội dung trả lời.")
    field_order = ("text", "paper", "dated_on", "uploads")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("dated_on", timezone.localdate())

    @property
    def facts(self) -> AnswerFacts:
        said = self.cleaned_data
        return AnswerFacts(said["text"].strip(), said["dated_on"], said["paper"].strip())


class ExtensionForm(RoomForm):
    until = DateField(
        label="Xin lùi hạn đến ngày", error_messages={"required": "Hãy ghi ngày xin lùi đến."}
    )
    reason = text_field("Lý do xin lùi hạn", most=1000, rows=2, need="Hãy ghi lý do xin lùi hạn.")


class DecideForm(RoomForm):
    granted = forms.ChoiceField(
        label="Quyết định",
        choices=[("yes", "Đồng ý lùi hạn"), ("no", "Không đồng ý")],
        error_messages={
            "required": "Hãy chọn đồng ý hay không.",
            "invalid_choice": "Hãy chọn đồng ý hay không.",
        },
    )
    note = text_field("Ý kiến", most=1000)


class AskAgainForm(RoomForm):
    due_on = DateField(
        label="Hạn trả lời bổ sung", error_messages={"required": "Hãy ghi hạn trả lời bổ sung."}
    )
    reason = text_field("Cần bổ sung gì", most=1000, rows=3, need="Hãy ghi cần bổ sung gì.")


class WeighForm(RoomForm):
    view = forms.ChoiceField(
        label="Ý kiến của đoàn",
        choices=View.choices,
        error_messages={
            "required": "Hãy chọn ý kiến của đoàn.",
            "invalid_choice": "Hãy chọn ý kiến của đoàn.",
        },
    )
    view_text = text_field("Lý do, nhận xét", most=LONGEST, rows=3)
