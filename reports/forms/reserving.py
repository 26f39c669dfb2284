"""A member of the team reserves his opinion."""

from django import forms

from office.forms import RoomForm
from reports.forms.fields import lines_area
from reports.reserving import LONGEST, LONGEST_ABOUT


class ReserveForm(RoomForm):
    about = forms.CharField(
        label="Về nội dung",
        max_length=LONGEST_ABOUT,
        help_text="Mục, phát hiện hoặc kiến nghị mà bạn không nhất trí.",
        error_messages={"required": "Hãy ghi nội dung được bảo lưu."},
    )
    text = forms.CharField(
        label="Ý kiến bảo lưu",
        max_length=LONGEST,
        widget=lines_area(8),
        help_text="Nêu ý kiến, lý do và căn cứ. Gửi rồi thì không sửa, không xóa được.",
        error_messages={"required": "Hãy ghi ý kiến bảo lưu."},
    )
