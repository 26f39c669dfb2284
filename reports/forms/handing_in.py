"""A member hands his part in."""

from typing import Any

from django import forms

from office.forms import RoomForm
from reports.forms.fields import LONGEST_REASON, lines_area


class HandInForm(RoomForm):
    part = forms.ChoiceField(
        label="Phần đã soạn xong",
        error_messages={
            "required": "Hãy chọn phần đã soạn xong.",
            "invalid_choice": "Phần này không có trong dự thảo; hãy chọn lại.",
        },
    )
    note = forms.CharField(
        label="Lời nhắn cho trưởng đoàn",
        required=False,
        max_length=LONGEST_REASON,
        widget=lines_area(3),
        help_text="Chỗ còn phải xác minh, số liệu còn chờ đơn vị.",
    )

    def __init__(self, *args: Any, parts: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
        field.choices = [("", "Chọn phần"), *parts]
