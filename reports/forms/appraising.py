"""The appraiser is named, answers, or is let go."""

from typing import Any

from django import forms

from accounts.fields import PersonField
from accounts.models import User
from office.forms import DateField, RoomForm
from reports.choices import AppraisalVerdict
from reports.forms.fields import LONGEST_REASON, LONGEST_TEXT, lines_area


class AssignForm(RoomForm):
    appraiser = PersonField(
        label="Người thẩm định",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        error_messages={
            "required": "Hãy chọn người thẩm định.",
            "invalid_choice": "Không có người này trong danh sách; hãy chọn lại.",
        },
        help_text="Người giữ vai trò thẩm định, không ở trong đoàn và không soạn dự thảo.",
    )
    assignment = forms.CharField(
        label="Theo văn bản giao",
        max_length=300,
        help_text="Số, ký hiệu, ngày của văn bản phân công, hoặc bút phê trên phiếu trình.",
        error_messages={"required": "Giao thẩm định bằng văn bản: hãy ghi số, ngày văn bản giao."},
    )
    due_on = DateField(label="Thời hạn")

    def __init__(self, *args: Any, people: list[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["appraiser"].queryset = User.objects.filter(pk__in=[one.pk for one in people])


class AppraiseForm(RoomForm):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    verdict = forms.ChoiceField(
        label="Ý kiến",
        choices=AppraisalVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn một ý kiến."},
    )
    opinion = forms.CharField(
        label="Nội dung thẩm định",
        max_length=LONGEST_TEXT,
        widget=lines_area(14),
        help_text="Căn cứ, tính hợp pháp, chứng cứ, sự thống nhất giữa phát hiện và kiến nghị; điểm đề nghị sửa.",
        error_messages={"required": "Hãy ghi nội dung thẩm định."},
    )


class EndAppraisalForm(RoomForm):
    reason = forms.CharField(
        label="Lý do thôi giao",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do thôi giao."},
    )
