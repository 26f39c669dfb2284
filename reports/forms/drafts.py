"""A paper is begun, taken in from a file, or given up."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from office.forms import DateField, RoomForm
from reports.forms.fields import LONGEST_REASON, lines_area


class ComposeForm(RoomForm):
    planned_on = DateField(
        required=False,
        label="Dự kiến ban hành",
        help_text=(
            "Văn bản in tên cơ quan, đơn vị và người có thẩm quyền ký theo ngày này; để trống là"
            " hôm nay."
        ),
    )


class ImportForm(RoomForm):
    """An existing paper, and what it becomes in this case."""

    kind = forms.ChoiceField(
        label="Nhập làm",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Hãy chọn loại văn bản.",
            "invalid_choice": "Loại văn bản này chưa lập được ở cuộc này; hãy chọn lại.",
        },
    )
    upload = forms.FileField(
        label="Tệp văn bản",
        error_messages={"required": "Hãy chọn tệp văn bản.", "empty": "Tệp này rỗng."},
    )

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        too_large: Sequence[str],
        limit: int,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        kind, upload = self.fields["kind"], self.fields["upload"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 -- declared above
        kind.choices = kinds
        self.too_large = list(too_large)
        # A file that was too large never came in; its own sentence is told instead.
        upload.required = not self.too_large
        upload.help_text = f"Word (.docx), PDF có chữ hoặc văn bản thuần (.txt), tối đa {limit} MB."

    def clean_upload(self) -> Any:
        if self.too_large:
            raise ValidationError(self.too_large)
        return self.cleaned_data["upload"]


class DiscardForm(RoomForm):
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do hủy dự thảo."},
    )
