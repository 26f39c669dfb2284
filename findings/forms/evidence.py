"""Files that prove a finding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings.forms.fields import text_field
from office.forms import RoomForm


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
