"""Forms of the outline."""

from typing import Any

from django import forms

from findings import outline
from findings.forms.fields import choose_topic, text_field
from findings.models import Topic
from inspections.models import Inspection
from office.forms import RoomForm


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
        choose_topic(self.fields["under"], inspection, deepest=outline.DEEPEST - 1)


class TopicForm(RoomForm):
    title = text_field("Nội dung", most=500, need="Nội dung không thể để trống.")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
