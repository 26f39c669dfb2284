"""Putting papers into the file, closing it, handing it over."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from inspections.archiving import HandOverFacts
from inspections.checklist import required_papers
from inspections.choices import Receiver
from inspections.filing import PaperFacts
from inspections.models import AuditedUnit, CaseFile, Inspection, RequiredPaper
from office.forms import DateField, RoomForm


def line(label: str, *, most: int, need: str = "", **facts: Any) -> forms.CharField:
    """A line of text whose limits are told in whole sentences."""
    field = forms.CharField(label=label, max_length=most, required=bool(need), **facts)
    told = "Dài %(show_value)d ký tự, tối đa %(limit_value)d."
    field.error_messages.update(required=need, max_length=told)
    field.validators[0].message = told
    # The browser would cut pasted text silently; the sentence says how much is too much.
    field.widget.attrs.pop("maxlength", None)
    return field


class PaperForm(RoomForm):
    required = forms.ModelChoiceField(
        RequiredPaper.objects.none(),
        label="Là giấy tờ phải có",
        required=False,
        empty_label="(giấy tờ khác)",
        error_messages={"invalid_choice": "Giấy tờ này không thuộc cuộc; hãy chọn lại."},
    )
    unit = forms.ModelChoiceField(
        AuditedUnit.objects.none(),
        label="Của đơn vị",
        required=False,
        empty_label="(chung cho cuộc)",
        error_messages={"invalid_choice": "Đơn vị này không thuộc cuộc; hãy chọn lại."},
    )
    title = line("Tên loại, trích yếu", most=300, need="Hãy ghi tên loại, trích yếu.")
    number = line("Số, ký hiệu", most=80)
    dated_on = DateField(label="Ngày văn bản", required=False)
    author = line("Tác giả", most=200, help_text="Cơ quan, người lập văn bản.")
    is_signed = forms.BooleanField(label="Đã ký đủ", required=False, initial=True)
    upload = forms.FileField(label="Bản quét", required=False)
    kept_at = line(
        "Nơi để bản giấy",
        most=200,
        help_text="Cần ghi khi không có bản quét, ví dụ “Tủ 3, cặp 12”.",
    )

    def __init__(
        self,
        *args: Any,
        inspection: Inspection,
        too_large: Sequence[str] = (),
        limit: int = 0,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.too_large = list(too_large)
        keys = [row.pk for row in required_papers(inspection)]
        self.fields["required"].queryset = RequiredPaper.objects.filter(pk__in=keys)
        self.fields["unit"].queryset = inspection.audited_units.select_related("unit")
        self.fields["upload"].help_text = f"Tối đa {limit} MB."
        self.fields["upload"].error_messages["empty"] = "Tệp này rỗng."
        self.helper.layout = Layout(
            Row(Column("required", css_class="col-md-7"), Column("unit", css_class="col-md-5")),
            "title",
            Row(
                Column("number", css_class="col-md-4"),
                Column("dated_on", css_class="col-md-3"),
                Column("author", css_class="col-md-5"),
            ),
            "is_signed",
            Row(Column("upload", css_class="col-md-6"), Column("kept_at", css_class="col-md-6")),
        )

    def clean_upload(self) -> Any:
        if self.too_large:
            raise ValidationError(self.too_large)
        return self.cleaned_data["upload"]

    @property
    def facts(self) -> PaperFacts:
        said = self.cleaned_data
        words = {name: said[name].strip() for name in ("title", "number", "author", "kept_at")}
        names = ("required", "unit", "dated_on", "is_signed")
        return PaperFacts(**words, **{name: said[name] for name in names})


class WhyForm(RoomForm):
    """An act of the file that is explained."""

    reason = line(
        "Lý do", most=500, need="Cần ghi lý do.", widget=forms.Textarea(attrs={"rows": 3})
    )


class DescribeForm(RoomForm):
    is_serious = forms.BooleanField(
        label="Vụ việc nghiêm trọng",
        required=False,
        help_text="Quyết định thời hạn bảo quản của hồ sơ.",
    )
    symbol = line("Ký hiệu hồ sơ", most=60)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case_file: CaseFile, **kwargs: Any):
        kwargs["initial"] = {
            "is_serious": case_file.is_serious,
            "symbol": case_file.symbol,
            "revision": case_file.revision,
        }
        super().__init__(*args, **kwargs)

    def clean_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0


class CloseForm(RoomForm):
    on = DateField(label="Ngày kết thúc hồ sơ", error_messages={"required": "Hãy ghi ngày."})

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class HandOverForm(RoomForm):
    receiver = forms.ChoiceField(label="Bên nhận", choices=Receiver.choices)
    happened_on = DateField(
        label="Ngày bàn giao", error_messages={"required": "Hãy ghi ngày bàn giao."}
    )
    office = line("Cơ quan, bộ phận nhận", most=200, need="Hãy ghi nơi nhận hồ sơ.")
    receiver_name = line("Người nhận", most=150, need="Hãy ghi người nhận.")
    receiver_post = line("Chức vụ người nhận", most=200)
    giver_name = line("Người giao", most=150, need="Hãy ghi người giao.")
    giver_post = line("Chức vụ người giao", most=200)
    copies = forms.IntegerField(
        label="Số bản của biên bản",
        min_value=2,
        max_value=20,
        initial=2,
        error_messages={
            "required": "Hãy ghi số bản.",
            "invalid": "Số bản là một số nguyên.",
            "min_value": "Biên bản bàn giao lập ít nhất 02 bản, mỗi bên giữ một bản.",
            "max_value": "Biên bản bàn giao lập nhiều nhất 20 bản.",
        },
    )
    note = line("Tình trạng hồ sơ, ghi chú", most=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("happened_on", timezone.localdate())
        self.fields["receiver"].error_messages["invalid_choice"] = "Không có bên nhận này."
        pairs = [
            ("receiver", "happened_on"),
            ("receiver_name", "receiver_post"),
            ("giver_name", "giver_post"),
        ]
        rows = [
            Row(Column(left, css_class="col-md-6"), Column(right, css_class="col-md-6"))
            for left, right in pairs
        ]
        self.helper.layout = Layout(rows[0], "office", *rows[1:], "copies", "note")

    @property
    def facts(self) -> HandOverFacts:
        said: dict[str, Any] = {
            name: value.strip() if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }
        return HandOverFacts(**said)
