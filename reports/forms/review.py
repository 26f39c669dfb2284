"""A paper is read over, handed in, decided on, numbered."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from office.forms import DateField, RoomForm
from office.models import RegisterEntry
from office.workflow import Problem
from reports.forms.fields import LONGEST_REASON, lines_area
from reports.issuing import GivenNumber
from reports.remarks import LONGEST_REASON as LONGEST_ACKNOWLEDGEMENT


class AcknowledgeForm(RoomForm):
    """Why what proofreading noticed stays as it is."""

    reason = forms.CharField(
        label="Lý do giữ nguyên",
        max_length=LONGEST_ACKNOWLEDGEMENT,
        error_messages={"required": "Hãy ghi lý do giữ nguyên."},
    )


class CompareForm(RoomForm):
    """Which two versions; both are asked in the address."""

    tu = forms.ChoiceField(label="Bản trước")
    den = forms.ChoiceField(label="Bản sau")

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("tu", "den"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
            field.choices = offers
            field.error_messages["invalid_choice"] = "Không có bản này; hãy chọn lại."


class SubmitForm(RoomForm):
    note = forms.CharField(
        label="Lời nhắn cho người duyệt",
        required=False,
        max_length=LONGEST_REASON,
        widget=lines_area(2),
    )
    acknowledged = forms.BooleanField(
        label="Tôi đã xem các cảnh báo trên và vẫn trình.", required=False
    )

    def __init__(self, *args: Any, warnings: list[Problem], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if warnings:
            self.fields["acknowledged"].required = True
            self.fields["acknowledged"].error_messages["required"] = (
                "Còn cảnh báo: hãy xử lý, hoặc đánh dấu là đã xem."
            )
        else:
            del self.fields["acknowledged"]
            self.helper.layout = Layout("note")


class ApproveForm(RoomForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label="Ý kiến (nếu có)", required=False, max_length=LONGEST_REASON, widget=lines_area(2)
    )
    approved_on = DateField(
        label="Ngày duyệt",
        required=False,
        help_text="Để trống là hôm nay. Ghi ngày khác khi đã duyệt trên giấy trước đó.",
    )


class SendBackForm(RoomForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="Lý do trả lại, việc cần sửa",
        max_length=LONGEST_REASON,
        widget=lines_area(4),
        error_messages={"required": "Hãy ghi lý do để người soạn biết phải sửa gì."},
    )


class RecallForm(RoomForm):
    reason = forms.CharField(
        label="Lý do rút duyệt",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do rút duyệt."},
    )


class IssueForm(RoomForm):
    issued_on = DateField(
        label="Ngày ban hành",
        help_text=(
            "Số và ngày ghi sau khi ký, chậm nhất ngày làm việc tiếp theo; số tăng theo ngày, bắt"
            " đầu từ 01 mỗi năm (Điều 15 Nghị định 30/2020/NĐ-CP)."
        ),
    )
    reserved = forms.ChoiceField(label="Dùng số đã giữ", required=False)
    number = forms.CharField(
        label="Số đã cấp ở nơi khác",
        required=False,
        max_length=7,
        help_text="Chỉ ghi khi phần mềm điều hành hoặc sổ giấy đã cấp số; để trống thì lấy số tiếp"
        " theo.",
    )
    acknowledged = forms.BooleanField(
        label="Tôi đã xem các cảnh báo trên và vẫn dùng số này.", required=False
    )

    def __init__(
        self, *args: Any, reserved: list[RegisterEntry], doubts: bool = False, **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.entries = {str(entry.pk): entry for entry in reserved}
        labels = [
            (key, f"{entry.label} năm {entry.register.year}: {entry.taken_for[:80]}")
            for key, entry in self.entries.items()
        ]
        self.fields["reserved"].choices = [("", "Không, lấy số tiếp theo"), *labels]
        if not reserved:
            self.leave_out("reserved")
        if not doubts:
            self.leave_out("acknowledged")

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("reserved") and facts.get("number"):
            self.add_error("number", "Chọn số đã giữ, hoặc ghi số đã cấp ở nơi khác; không cả hai.")
        return facts

    @property
    def given(self) -> GivenNumber:
        """The number that issuing shall use."""
        return GivenNumber(
            reserved=self.entries.get(self.cleaned_data.get("reserved", "")),
            typed=self.cleaned_data["number"],
            acknowledged=self.cleaned_data.get("acknowledged", False),
        )
