"""A reader comments on a draft, or answers."""

from typing import Any

from django import forms

from office.forms import RoomForm
from reports.commenting import LONGEST, LONGEST_QUOTE
from reports.forms.fields import lines_area

HINT = "Gõ @ và tên đăng nhập để nhắc người được xem văn bản này."


class AnswerForm(RoomForm):
    text = forms.CharField(
        label="Trả lời",
        max_length=LONGEST,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi câu trả lời."},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-mentions"] = ""


class CommentForm(RoomForm):
    block = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quote = forms.CharField(
        label="Những chữ muốn nói tới (nếu có)",
        required=False,
        max_length=LONGEST_QUOTE,
        help_text="Bôi đen trong đoạn rồi mở ô này, hoặc chép nguyên văn.",
    )
    text = forms.CharField(
        label="Góp ý",
        max_length=LONGEST,
        widget=lines_area(3),
        help_text=HINT,
        error_messages={"required": "Hãy ghi góp ý."},
    )

    def __init__(self, *args: Any, of_paper: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["data-mentions"] = ""
        self.fields["quote"].widget.attrs["data-quote"] = ""
        if of_paper:
            self.leave_out("quote", "block")
