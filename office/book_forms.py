"""Forms of the clerk's books."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from office.forms import DateField, RoomForm, RoomModelForm
from office.models import Register, RegisterEntry

LONGEST_RECIPIENTS = 3_000


def copies_field() -> forms.IntegerField:
    """How many copies were made; filled in with the line or after it."""
    return forms.IntegerField(
        label="Số lượng bản",
        min_value=1,
        max_value=99_999,
        required=False,
        error_messages={
            "invalid": "Hãy viết số bản bằng chữ số.",
            "min_value": "Số bản ít nhất là %(limit_value)s.",
            "max_value": "Số bản nhiều nhất là %(limit_value)s.",
        },
    )


class FilterForm(forms.Form):
    """What the address of a book asks for; what cannot be read is left out."""

    q = forms.CharField(required=False, max_length=200, label="Tìm")
    trang_thai = forms.ChoiceField(
        required=False,
        label="Trạng thái",
        choices=[("", "Tất cả"), *RegisterEntry.State.choices],
    )
    tu = DateField(required=False, label="Từ ngày")
    den = DateField(required=False, label="Đến ngày")

    @property
    def asked(self) -> dict[str, Any]:
        """The filters for registers.lines_of."""
        self.is_valid()
        facts = self.cleaned_data
        return {
            "words": facts.get("q") or "",
            "state": facts.get("trang_thai") or "",
            "first_day": facts.get("tu"),
            "last_day": facts.get("den"),
        }

    @property
    def is_narrowing(self) -> bool:
        return any(self.asked.values())


class OpenYearForm(RoomForm):
    year = forms.IntegerField(
        label="Năm",
        min_value=2000,
        max_value=2100,
        error_messages={
            "invalid": "Hãy viết năm bằng chữ số, ví dụ 2026.",
            "min_value": "Năm sớm nhất là %(limit_value)s.",
            "max_value": "Năm muộn nhất là %(limit_value)s.",
        },
    )


class ReserveForm(RoomForm):
    symbol = forms.CharField(label="Ký hiệu", max_length=60, help_text="Ví dụ: QĐ-TTr.")
    taken_for = forms.CharField(
        label="Giữ cho văn bản nào",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi giữ số cho văn bản nào."},
    )
    until = DateField(
        label="Giữ đến hết ngày",
        help_text="Quá ngày này văn thư được nhắc; số không dùng thì hủy kèm lý do.",
        error_messages={"required": "Hãy ghi giữ số đến ngày nào."},
    )


class LineForm(RoomForm):
    """A paper made outside this office's software: its number is the next, or was given there."""

    number = forms.CharField(
        label="Số đã cấp ở nơi khác",
        required=False,
        max_length=7,
        help_text="Ví dụ 12 hoặc 12a. Để trống thì lấy số tiếp theo của sổ này.",
    )
    symbol = forms.CharField(label="Ký hiệu", max_length=60)
    issued_on = DateField(
        label="Ngày văn bản", error_messages={"required": "Hãy ghi ngày của văn bản."}
    )
    taken_for = forms.CharField(
        label="Tên loại và trích yếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Hãy ghi tên loại và trích yếu."},
    )
    signer = forms.CharField(label="Người ký", max_length=150, required=False)
    recipients = forms.CharField(
        label="Nơi nhận",
        max_length=LONGEST_RECIPIENTS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi nơi một dòng.",
    )
    archive_holder = forms.CharField(
        label="Đơn vị, người nhận bản lưu", max_length=150, required=False
    )
    copies = copies_field()
    acknowledged = forms.BooleanField(
        label="Tôi đã xem các cảnh báo trên và vẫn ghi.", required=False
    )

    def __init__(self, *args: Any, register: Register, doubts: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.register = register
        if not doubts:
            self.leave_out("acknowledged")

    def clean_issued_on(self) -> datetime.date:
        day = self.cleaned_data["issued_on"]
        if day.year != self.register.year:
            raise ValidationError(f"Sổ này ghi văn bản của năm {self.register.year}.")
        if day > timezone.localdate():
            raise ValidationError(f"Ngày {day:%d/%m/%Y} chưa tới.")
        return day


class UseForm(LineForm):
    """The same for a number that was kept: it has its number."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.leave_out("number")


class CompleteForm(RoomModelForm):
    """The columns that are filled in after the number."""

    copies = copies_field()
    recipients = forms.CharField(
        label="Nơi nhận",
        max_length=LONGEST_RECIPIENTS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = RegisterEntry
        fields = (
            "signer", "recipients", "archive_holder", "copies", "sent_on", "received_by", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, is_secret_shown: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.is_restricted and not is_secret_shown:
            self.leave_out("signer", "recipients", "archive_holder")


class VoidForm(RoomForm):
    reason = forms.CharField(
        label="Lý do hủy số",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do hủy số."},
    )


class PrintForm(RoomForm):
    first = forms.IntegerField(label="Từ số", min_value=1, max_value=999_999, required=False)
    last = forms.IntegerField(label="Đến số", min_value=1, max_value=999_999, required=False)
    volume = forms.IntegerField(label="Quyển số", min_value=1, max_value=999, initial=1)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        first, last = facts.get("first"), facts.get("last")
        if first and last and last < first:
            self.add_error("last", "Số cuối phải từ số đầu trở lên.")
        return facts
