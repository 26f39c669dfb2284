"""Forms of findings: what was typed is kept, whatever was wrong with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings import citations, outline, provisions
from findings.choices import FindingKind, FindingState, HeadGrade, Severity
from findings.citations import CitationFacts
from findings.models import Citation, Finding, Topic
from findings.provisions import Offer
from findings.recording import (
    LONGEST_TEXT,
    FindingFacts,
    ResponsibilityFacts,
    UnitFacts,
)
from inspections.models import AuditedUnit, Inspection
from office.forms import Conflict, DateField, Difference, DongField, RoomForm
from office.workflow import Problems

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


class OutlineForm(RoomForm):
    """Several topics at once, one a line."""

    text = text_field(
        "Thêm nội dung",
        most=50_000,
        rows=5,
        need="Hãy nhập ít nhất một nội dung.",
        strip=False,
        help_text="Mỗi dòng một nội dung. Dán cả đề cương cũng được: cấp đọc từ số 1., 1.1, a) hoặc"
        " từ khoảng thụt đầu dòng; số thứ tự do hệ thống tự tính.",
    )
    under = forms.ModelChoiceField(
        Topic.objects.none(),
        label="Đặt vào trong",
        required=False,
        empty_label="(cuối đề cương)",
        error_messages={"invalid_choice": "Nội dung này không còn; hãy chọn lại."},
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choose_topic(self.fields["under"], inspection, deepest=outline.DEEPEST - 1)


class TopicForm(RoomForm):
    title = text_field("Nội dung", most=500, need="Nội dung không thể để trống.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ReasonForm(RoomForm):
    """An act that is explained: reopen, drop, restore, withdraw."""

    reason = text_field("Lý do", most=500, rows=3, need="Cần ghi lý do.")

    def __init__(self, *args: Any, help_text: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = help_text


class TickedField(forms.Field):
    """Values ticked in a list that is rendered by hand; the form checks them."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(value or []))


class FindingForm(RoomForm):
    """One finding with its units, rules, cited documents and who answers for it."""

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
        self, *args: Any, inspection: Inspection, finding: Finding | None = None, **kwargs: Any
    ):
        if finding is not None:
            kwargs["initial"] = _initial(finding) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.inspection = inspection
        self.finding = finding
        _choose_topic(self.fields["topic"], inspection)
        self.audited_units = list(
            inspection.audited_units.filter(excluded_reason="").select_related("unit")
        )
        self.fields["units"].queryset = inspection.audited_units.filter(excluded_reason="")
        self.fields["citations"].queryset = inspection.citations.all()
        for unit in self.audited_units:
            self.fields[f"note_{unit.pk}"] = text_field(f"Ghi chú riêng cho {unit}", most=500)

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

    def facts(self, responsibilities: "Responsibilities", **lists: Any) -> FindingFacts:
        """What the rule wants; `lists` brings provisions and citations as rows."""
        said = self.cleaned_data
        units = [UnitFacts(unit, said[f"note_{unit.pk}"]) for unit in said["units"]]
        plain = {name: said[name] for name in self.COMPARED}
        return FindingFacts(
            units=units, responsibilities=responsibilities.facts(), **plain, **lists
        )

    def conflict(self, current: Finding, responsibilities: "Responsibilities") -> Conflict:
        """Both texts side by side; the form goes on with the revision of `current`."""
        theirs = type(self)(inspection=self.inspection, finding=current)
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

    def __init__(self, *args: Any, inspection: Inspection, units: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = inspection.audited_units.all()
        # The list is read once for all rows.
        self.fields["unit"].choices = [("", "(không nêu)"), *((each.pk, each) for each in units)]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        typed = any(said.get(name) for name in ("post", "head_grade"))
        if typed and not said.get("unit") and not said.get("official") and not self.errors:
            raise ValidationError("Hãy nêu đơn vị hoặc cá nhân chịu trách nhiệm.")
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
    inspection: Inspection, data: Any = None, *, finding: Finding | None = None, more: bool = False
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
    units = list(inspection.audited_units.select_related("unit"))
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


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; their types and sizes are checked by the rule."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list:
        return [upload for upload in data or [] if upload]


class EvidenceForm(RoomForm):
    """Proof: files with a title and a note. What was typed stays when a file is refused."""

    uploads = FilesField(label="Tệp chứng cứ", required=False)
    title = text_field(
        "Tên tài liệu",
        most=300,
        help_text="Để trống thì lấy tên tệp; nhiều tệp thì thêm số (1), (2)…",
    )
    note = text_field("Ghi chú", most=500, help_text="Ví dụ: bản sao có xác nhận của đơn vị.")

    def __init__(self, *args: Any, too_large: Sequence[str] = (), limit: int = 0, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = list(too_large)
        self.fields["uploads"].help_text = (
            f"Chọn một hoặc nhiều tệp, mỗi tệp tối đa {limit} MB: PDF, Word, Excel, ảnh JPEG/PNG,"
            " ZIP, văn bản thuần."
        )

    def clean_uploads(self) -> list:
        uploads = self.cleaned_data["uploads"]
        if self.too_large:
            raise ValidationError(self.too_large)
        if not uploads:
            raise ValidationError("Hãy chọn ít nhất một tệp.")
        return uploads


class CitationForm(RoomForm):
    """The fields of a cited document, corrected wherever it is cited."""

    kind = text_field("Loại văn bản", most=60, need="Hãy ghi loại văn bản.")
    number = text_field("Số, ký hiệu", most=80)
    dated_on = DateField(label="Ngày văn bản", required=False)
    issuer = text_field("Cơ quan ban hành", most=200)
    subject = text_field("Trích yếu", most=500, rows=2)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def facts(self) -> CitationFacts:
        said = self.cleaned_data
        return CitationFacts(**{name: said[name] for name in CitationFacts.__dataclass_fields__})


class CitationLinesForm(RoomForm):
    text = text_field(
        "Thêm văn bản",
        most=20_000,
        rows=3,
        need="Hãy nhập ít nhất một văn bản.",
        help_text="Mỗi dòng một văn bản, như: Quyết định số 245/QĐ-UBND ngày 29/4/2008 của UBND"
        " quận về việc thành lập Phòng",
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        try:
            citations.recognise_lines(text)
        except Problems as problems:
            raise ValidationError([each.text for each in problems.problems]) from None
        return text


class FindingFilter(RoomForm):
    """Filters of the list; they stand in the URL."""

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        wrong = {"invalid_choice": "Không có lựa chọn này; danh sách chưa được lọc theo đó."}
        self.fields["loai"] = forms.ChoiceField(
            label="Loại",
            choices=[("", "Mọi loại"), *FindingKind.choices],
            required=False,
            error_messages=wrong,
        )
        self.fields["trang-thai"] = forms.ChoiceField(
            label="Trạng thái",
            choices=[("", "Chưa bỏ"), *FindingState.choices, ("all", "Tất cả")],
            required=False,
            error_messages=wrong,
        )
        self.fields["don-vi"] = forms.ModelChoiceField(
            inspection.audited_units.select_related("unit"),
            label="Đơn vị",
            empty_label="Mọi đơn vị",
            required=False,
            error_messages=wrong,
        )
        self.fields["noi-dung"] = forms.ModelChoiceField(
            None, label="Nội dung", empty_label="Mọi nội dung", required=False, error_messages=wrong
        )
        _choose_topic(self.fields["noi-dung"], inspection)

    def narrow(self, findings: Any) -> Any:
        """The findings that the valid part of the filter leaves."""
        self.full_clean()
        said = self.cleaned_data
        if not said.get("trang-thai"):
            findings = findings.standing()
        elif said["trang-thai"] != "all":
            findings = findings.filter(state=said["trang-thai"])
        if said.get("loai"):
            findings = findings.filter(kind=said["loai"])
        if said.get("don-vi"):
            findings = findings.filter(units__unit=said["don-vi"])
        if said.get("noi-dung"):
            findings = findings.filter(topic=said["noi-dung"])
        return findings

    @property
    def is_narrowing(self) -> bool:
        return any(self.cleaned_data.values())


# --- Inside ---------------------------------------------------------------------------------------


def _choose_topic(field: Any, inspection: Inspection, *, deepest: int = outline.DEEPEST) -> None:
    """Options in the order of reading, numbered and indented."""
    rows = [row for row in outline.rows_of(inspection) if row.depth <= deepest]
    field.queryset = inspection.topics.all()
    indent = "\u00a0\u00a0\u00a0"
    field.choices = [
        ("", field.empty_label),
        *((row.topic.pk, f"{indent * (row.depth - 1)}{row.label}") for row in rows),
    ]


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


def initial_of(citation: Citation) -> dict[str, Any]:
    """What the form of a cited document starts from."""
    names = CitationFacts.__dataclass_fields__
    return {name: getattr(citation, name) for name in names} | {"seen": citation.in_full}
