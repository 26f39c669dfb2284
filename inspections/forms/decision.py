"""The decision: what it says, its căn cứ as rows, and one that was issued elsewhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import F
from django.forms.utils import ErrorDict
from django.utils.html import format_html

from inspections.cases import Basis
from inspections.checks import limit_until
from inspections.choices import MilestoneKind
from inspections.models import Decision, Inspection
from office import law
from office.forms import Conflict, DateField, Difference, RoomForm, RoomModelForm, shown_by
from office.models import LegalDocument, LegalProvision, Regime
from office.text import nfc, row_key, search_key

LONGEST_CONTENT = 8000
LONGEST_BASIS = 600
MOST_BASES = 40
NO_SUCH_PROVISION = "Điều khoản này không có trong thư viện pháp luật; hãy xóa dòng rồi chọn lại."


class DecisionForm(RoomModelForm):
    period_from = DateField(
        label="Thời kỳ: từ ngày",
        required=False,
        help_text="Khoảng thời gian của các việc được xem xét.",
    )
    period_to = DateField(label="đến ngày", required=False)
    limit_days = forms.IntegerField(
        label="Thời hạn",
        required=False,
        min_value=1,
        max_value=400,
        help_text="Tính từ ngày công bố quyết định đến khi kết thúc làm việc trực tiếp.",
        error_messages={
            "min_value": "Thời hạn ít nhất là 1 ngày.",
            "max_value": "Thời hạn không thể quá %(limit_value)s ngày.",
            "invalid": "Hãy viết số ngày bằng chữ số.",
        },
    )

    class Meta:
        model = Decision
        fields = ("content", "limit_days", "limit_day_kind", "planned_from")
        widgets = {"content": forms.Textarea(attrs={"rows": 5})}
        labels = {
            "content": "Nội dung",
            "limit_day_kind": "Cách tính",
            "planned_from": "Dự kiến công bố ngày",
        }

    def __init__(self, *args: Any, inspection: Inspection | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        case = inspection or self.instance.inspection
        for name in ("period_from", "period_to"):
            self.initial.setdefault(name, getattr(case, name))
        self.fields["content"].validators.append(MaxLengthValidator(LONGEST_CONTENT))
        self.fields["content"].label = f"Nội dung {case.act}"
        self.fields["limit_days"].label = f"Thời hạn {case.act}"
        self.fields["planned_from"].help_text = _announcement_help(case)
        self.helper.layout = Layout(
            "content",
            Row(
                Column("period_from", css_class="col-md-4"),
                Column("period_to", css_class="col-md-4"),
            ),
            Row(
                Column("limit_days", css_class="col-md-4"),
                Column("limit_day_kind", css_class="col-md-4"),
                Column("planned_from", css_class="col-md-4"),
            ),
        )

    def clean_content(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["content"].splitlines()]
        return "\n".join(line for line in lines if line)

    def clean(self) -> dict[str, Any]:
        first, last = (self.cleaned_data.get(name) for name in ("period_from", "period_to"))
        if first and last and last < first:
            self.add_error("period_to", "Thời kỳ phải kết thúc sau ngày bắt đầu.")
        return self.cleaned_data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, *PERIOD)}

    def keep_typed(self) -> None:
        """Show what was typed without judging it yet: only the rows of căn cứ have moved."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def conflict_over(self, current: Decision, rows: "BasisRows") -> Conflict:
        """Fields, period and căn cứ of both, side by side."""
        conflict = self.conflict_with(current)
        theirs = type(self)(instance=current)
        pairs = [
            (str(self.fields[name].label), shown_by(theirs[name]), shown_by(self[name]))
            for name in PERIOD
        ]
        bases = "\n".join(row.text for row in current.bases.all())
        pairs.append(("Căn cứ ban hành", bases, "\n".join(row.text for row in rows.rows)))
        conflict.differences.extend(Difference(*pair) for pair in pairs if pair[1] != pair[2])
        return conflict


PERIOD = ("period_from", "period_to")


def _announcement_help(inspection: Inspection) -> str:
    limit = limit_until(inspection, MilestoneKind.ANNOUNCED)
    if limit is None:
        return ""
    days = f"{limit.days} {limit.get_day_kind_display()}"
    rule = law.article_of(limit, in_full=False)
    # A help text is taken for HTML, and the name of a law is typed by a person.
    return format_html("Chậm nhất {} kể từ ngày ký ({}).", days, rule)


@dataclass
class BasisRow:
    """One line as typed, with what is wrong about it."""

    text: str
    provision: str = ""
    error: str = ""


class BasisRows:
    """The căn cứ of a decision while they are written: rows that a button adds, moves, removes."""

    def __init__(self, rows: Iterable[BasisRow]):
        self.rows = list(rows)

    @classmethod
    def typed(cls, data: Any) -> "BasisRows":
        texts, provisions = data.getlist("basis"), data.getlist("basis_provision")
        provisions += [""] * (len(texts) - len(provisions))
        return cls(BasisRow(nfc(text), key) for text, key in zip(texts, provisions, strict=False))

    @classmethod
    def of(cls, decision: Decision) -> "BasisRows":
        return cls(BasisRow(row.text, str(row.provision_id or "")) for row in decision.bases.all())

    def act(self, command: str) -> None:
        """“add”, “up:2”, “down:0”, “remove:1”, “provision:17” or “document:3”; others do nothing."""
        word, _, value = command.partition(":")
        key = row_key(value)
        if word == "add":
            self.rows.append(BasisRow("Căn cứ "))
        elif key is None:
            return
        elif word in {"provision", "document"}:
            self._cite(word, key)
        elif word in {"up", "down", "remove"} and key < len(self.rows):
            self._move(word, key)

    def _move(self, word: str, place: int) -> None:
        row = self.rows.pop(place)
        if word != "remove":
            self.rows.insert(max(place - 1, 0) if word == "up" else place + 1, row)

    def _cite(self, word: str, key: int) -> None:
        if word == "provision":
            found = LegalProvision.objects.select_related("document").filter(pk=key).first()
        else:
            document = LegalDocument.objects.filter(pk=key).first()
            found = LegalProvision(document=document) if document else None
        if found is None:
            return
        self.rows = [row for row in self.rows if row.text.strip() not in {"", "Căn cứ"}]
        self.rows.append(BasisRow(f"Căn cứ {law.cite(found)}", str(found.pk or "")))

    def bases(self) -> list[Basis] | None:
        """The lines to keep, or None after marking the rows that are wrong."""
        self.rows = [row for row in self.rows if row.text.strip(" ;,.") not in {"", "Căn cứ"}]
        asked = {row_key(row.provision) for row in self.rows}
        known = LegalProvision.objects.in_bulk([key for key in asked if key is not None])
        for row in self.rows:
            row.text = " ".join(row.text.split()).rstrip(" ;,")
            if len(row.text) > LONGEST_BASIS:
                row.error = f"Căn cứ dài {len(row.text)} ký tự, tối đa {LONGEST_BASIS}."
            elif row.provision and row_key(row.provision) not in known:
                row.error = NO_SUCH_PROVISION
        if len(self.rows) > MOST_BASES:
            self.rows[MOST_BASES].error = f"Một quyết định có tối đa {MOST_BASES} căn cứ."
        if any(row.error for row in self.rows):
            return None
        return [
            Basis(row.text, known[int(row.provision)] if row.provision else None)
            for row in self.rows
        ]


@dataclass(frozen=True)
class LawFound:
    """A document of the law library and those of its provisions that were asked for."""

    document: LegalDocument
    provisions: list[LegalProvision]


def find_law(words: str, *, most: int = 8) -> list[LawFound]:
    """Documents by words of title and number without accents; “điều 47” narrows the provisions."""
    key = search_key(words)
    article = re.search(r"\bdieu\s+(\w+)", key)
    rest = re.sub(r"\b(dieu|khoan|diem)\s+\w+", " ", key).split()
    if not rest and not article:
        return []
    # In force first, the newest first.
    library = LegalDocument.objects.order_by(F("in_force_to").desc(nulls_first=True), "-issued_on")
    documents = [
        document
        for document in library
        if all(word in search_key(f"{document.title} {document.number}") for word in rest)
    ][:most]
    if not article:
        return [LawFound(document, []) for document in documents]
    provisions = LegalProvision.objects.filter(
        document__in=documents, article__iexact=article[1]
    ).select_related("document")
    found = list(provisions[:100])
    return [
        LawFound(document, [row for row in found if row.document_id == document.pk])
        for document in documents
    ]


class RecordDecisionForm(RoomForm):
    """A decision that was numbered and signed outside: on paper, or in the e-office."""

    number = forms.CharField(
        label="Số",
        max_length=20,
        help_text="Có thể gõ cả ký hiệu: 01/QĐ-TTr.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    symbol = forms.CharField(
        label="Ký hiệu",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "QĐ-TTr", "autocomplete": "off"}),
    )
    signed_on = DateField(label="Ngày ký", help_text="Chế độ pháp lý của cuộc theo ngày này.")
    signed_by_post = forms.CharField(label="Chức vụ người ký", max_length=150)
    regime = forms.ModelChoiceField(
        label="Chế độ pháp lý",
        queryset=Regime.objects.none(),
        required=False,
        empty_label="Theo ngày ký",
        help_text="Chỉ chọn khi ngày ký không đủ để biết, như kiểm tra chuyên ngành.",
        error_messages={"invalid_choice": "Không có chế độ này trong thư viện; hãy chọn lại."},
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        by_hand = Regime.objects.filter(case_kind=inspection.kind, chosen_by_hand=True)
        if not by_hand:
            del self.fields["regime"]
        else:
            self.fields["regime"].queryset = by_hand
        self.helper.layout = Layout(
            Row(
                Column("number", css_class="col-md-4"),
                Column("symbol", css_class="col-md-4"),
                Column("signed_on", css_class="col-md-4"),
            ),
            "signed_by_post",
            *(["regime"] if by_hand else []),
        )

    def clean(self) -> dict[str, Any]:
        number, slash, symbol = self.cleaned_data.get("number", "").partition("/")
        if slash:
            self.cleaned_data["number"] = number.strip()
            self.cleaned_data["symbol"] = self.cleaned_data.get("symbol") or symbol.strip()
        if "number" in self.cleaned_data and not self.cleaned_data.get("symbol"):
            self.add_error("symbol", "Hãy ghi ký hiệu, ví dụ QĐ-TTr.")
        return self.cleaned_data
