"""The form of one finding: what was typed is kept, whatever was wrong with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings import citations, provisions
from findings.choices import EntryKind, FindingKind, Severity
from findings.citations import CitationFacts
from findings.forms.fields import TickedField, choose_topic, text_field
from findings.forms.library import CopyingForm
from findings.forms.responsibility import Responsibilities
from findings.models import Citation, Finding, Topic
from findings.provisions import Offer
from findings.recording import (
    LONGEST_TEXT,
    FindingFacts,
    UnitFacts,
)
from inspections.models import AuditedUnit, Inspection
from office.forms import Conflict, Difference, DongField
from office.workflow import Problems


class FindingForm(CopyingForm):
    """One finding with its units, rules, cited documents and who answers for it."""

    library_kind = EntryKind.FINDING

    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        label="Thuộc nội dung đề cương",
        empty_label="(chọn nội dung)",
        error_messages={
            "required": "Hãy chọn nội dung đề cương.",
            "invalid_choice": "Nội dung đề cương đã chọn không còn; hãy chọn lại.",
        },
    )
    kind = forms.ChoiceField(
        label="Loại phát hiện",
        choices=FindingKind.choices,
        widget=forms.RadioSelect,
        help_text="Vi phạm phải nêu căn cứ pháp lý bị vi phạm (Điều 33 Luật Thanh tra 2025).",
        error_messages={
            "required": "Hãy chọn loại phát hiện.",
            "invalid_choice": "Loại phát hiện này không có; hãy chọn lại.",
        },
    )
    text = text_field(
        "Nội dung phát hiện",
        most=LONGEST_TEXT,
        rows=9,
        need="Hãy viết nội dung phát hiện.",
        help_text="Viết như sẽ in trong báo cáo. Cách một dòng là đoạn mới; dòng bắt đầu bằng “- ”"
        " là ý, bằng “+ ” là ý nhỏ.",
    )
    summary = text_field(
        "Tóm tắt khi kết luận",
        most=1000,
        rows=2,
        help_text="Câu đưa vào phần kết luận; để trống thì dùng nội dung phát hiện.",
    )
    cause = text_field("Nguyên nhân", most=5000, rows=2)
    consequence = text_field("Hậu quả, thiệt hại", most=5000, rows=2)
    severity = forms.ChoiceField(
        label="Mức độ",
        choices=[("", "(chưa đánh giá)"), *Severity.choices],
        required=False,
        error_messages={"invalid_choice": "Mức độ này không có; hãy chọn lại."},
    )
    amount = DongField(label="Số tiền (đồng)", required=False, help_text="Ví dụ 1.250.000")
    units = forms.ModelMultipleChoiceField(
        AuditedUnit.objects.none(),
        label="Đơn vị có phát hiện này",
        required=False,
        error_messages={
            "invalid_choice": "Có đơn vị không thuộc cuộc này; hãy chọn lại.",
            "invalid_pk_value": "Có đơn vị không thuộc cuộc này; hãy chọn lại.",
        },
    )
    provisions = TickedField(label="Điều khoản", required=False)
    law_words = text_field(
        "Tìm điều khoản trong thư viện pháp luật",
        most=200,
        help_text="Gõ không dấu cũng được, ví dụ: khoan 1 dieu 29 thong tu 05/2021",
    )
    citations = forms.ModelMultipleChoiceField(
        Citation.objects.none(),
        label="Văn bản viện dẫn đã có của cuộc",
        required=False,
        error_messages={
            "invalid_choice": "Có văn bản viện dẫn không thuộc cuộc này; hãy chọn lại.",
            "invalid_pk_value": "Có văn bản viện dẫn không thuộc cuộc này; hãy chọn lại.",
        },
    )
    new_citations = text_field(
        "Thêm văn bản viện dẫn",
        most=10_000,
        rows=2,
        help_text="Mỗi dòng một văn bản, ví dụ: Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND"
        " quận về rà soát xung đột lợi ích",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    COMPARED = ("topic", "kind", "text", "summary", "cause", "consequence", "severity", "amount")

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        units: Sequence[AuditedUnit],
        finding: Finding | None = None,
        **kwargs: Any,
    ):
        if finding is not None:
            kwargs["initial"] = _initial(finding) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.finding = finding
        choose_topic(self.fields["topic"], inspection)
        self.audited_units = [each for each in units if not each.is_excluded]
        self.fields["units"].queryset = inspection.audited_units.filter(excluded_reason="")
        self.fields["citations"].queryset = inspection.citations.all()
        # With one unit in the case there is nothing to choose.
        if finding is None and len(self.audited_units) == 1:
            self.initial.setdefault("units", [self.audited_units[0].pk])
        for unit in self.audited_units:
            self.fields[f"note_{unit.pk}"] = text_field(f"Ghi chú riêng cho {unit}", most=500)

    @property
    def has_topics(self) -> bool:
        """Without an outline there is nothing that a finding could belong to."""
        return len(self.fields["topic"].choices) > 1

    # --- What the template lists by hand ---------------------------------------------------------

    @property
    def unit_lines(self) -> list[dict[str, Any]]:
        ticked = {str(getattr(each, "pk", each)) for each in self["units"].value() or []}
        return [
            {"unit": unit, "is_ticked": str(unit.pk) in ticked, "note": self[f"note_{unit.pk}"]}
            for unit in self.audited_units
        ]

    @property
    def citation_lines(self) -> list[dict[str, Any]]:
        ticked = {str(getattr(each, "pk", each)) for each in self["citations"].value() or []}
        return [
            {"citation": each, "is_ticked": str(each.pk) in ticked}
            for each in self.fields["citations"].queryset
        ]

    @property
    def ticked_provisions(self) -> list[Offer]:
        values = [str(value) for value in self["provisions"].value() or []]
        return provisions.labels_for(values, self.inspection)

    @property
    def found_provisions(self) -> list[Offer]:
        """Answers to the words typed in the search, without those ticked already."""
        ticked = {offer.value for offer in self.ticked_provisions}
        words = str(self["law_words"].value() or "")[:200]
        return [
            each for each in provisions.offers(words, self.inspection) if each.value not in ticked
        ]

    # --- Checking --------------------------------------------------------------------------------

    def clean_provisions(self) -> list[str]:
        values = self.cleaned_data["provisions"]
        known = {offer.value for offer in provisions.labels_for(values, self.inspection)}
        if not known.issuperset(values):
            raise ValidationError("Có điều khoản không có trong thư viện; hãy tìm và chọn lại.")
        return values

    def clean_new_citations(self) -> list[CitationFacts]:
        try:
            return citations.recognise_lines(self.cleaned_data["new_citations"])
        except Problems as problems:
            raise ValidationError([each.text for each in problems.problems]) from None

    @property
    def is_stale(self) -> bool:
        """Somebody saved the finding after this form was opened."""
        sent = self.cleaned_data.get("revision")
        return self.finding is not None and sent != self.finding.revision

    def facts(self, responsibilities: Responsibilities, **lists: Any) -> FindingFacts:
        """What the rule wants; `lists` brings provisions and citations as rows."""
        said = self.cleaned_data
        units = [UnitFacts(unit, said[f"note_{unit.pk}"]) for unit in said["units"]]
        plain = {name: said[name] for name in self.COMPARED}
        return FindingFacts(
            units=units, responsibilities=responsibilities.facts(), **plain, **lists
        )

    def conflict(self, current: Finding, responsibilities: Responsibilities) -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`."""
        units = self.audited_units
        theirs = type(self)(inspection=self.inspection, units=units, finding=current)
        pairs = [
            (str(self.fields[name].label), theirs.shown(name), self.shown(name))
            for name in (*self.COMPARED, "units", "provisions", "citations", "new_citations")
        ]
        pairs.append(
            (
                "Trách nhiệm",
                "\n".join(str(each) for each in current.responsibilities.all()),
                "\n".join(responsibilities.shown()),
            )
        )
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
            return "\n".join(_unit_shown(line) for line in self.unit_lines if line["is_ticked"])
        if name == "provisions":
            return "\n".join(offer.label for offer in self.ticked_provisions)
        if name == "citations":
            ticked = [each["citation"] for each in self.citation_lines if each["is_ticked"]]
            return "\n".join(citation.in_full for citation in ticked)
        value = self[name].value()
        if isinstance(self.fields[name], forms.ChoiceField):
            labels = {str(key): str(label) for key, label in self.fields[name].choices}
            return labels.get(str(getattr(value, "pk", value)), "")
        return str("" if value is None else value).replace("\r\n", "\n").strip()


def _initial(finding: Finding) -> dict[str, Any]:
    names = ("kind", "text", "summary", "cause", "consequence", "severity")
    initial = {name: getattr(finding, name) for name in names}
    units = list(finding.units.all())
    initial |= {
        "topic": finding.topic_id,
        "amount": None if finding.amount is None else int(finding.amount),
        "units": [each.unit_id for each in units],
        "provisions": [str(each.pk) for each in finding.provisions.all()],
        "citations": [each.pk for each in finding.citations.all()],
        "revision": finding.revision,
    }
    return initial | {f"note_{each.unit_id}": each.note for each in units}


def _unit_shown(line: dict[str, Any]) -> str:
    note = line["note"].value()
    return f"{line['unit']}: {note}" if note else str(line["unit"])
