"""Files that prove a finding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings import written
from findings.forms.fields import text_field
from findings.models import Finding
from inspections.checklist import required_papers
from inspections.models import AuditedUnit, Inspection, RequiredPaper
from office.forms import RoomForm

WHOLE = "Cả phát hiện"


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files; their types and sizes are checked by the rule."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list:
        return [upload for upload in data or [] if upload]


class SentenceField(forms.ChoiceField):
    """A sentence of the finding's text, or nothing for the whole finding."""

    def __init__(self, **kwargs: Any):
        super().__init__(
            label="Chứng minh cho câu",
            required=False,
            error_messages={
                "invalid_choice": "Câu này không còn trong nội dung phát hiện; hãy chọn lại."
            },
            **kwargs,
        )

    def offer(self, finding: Finding) -> None:
        shown = [(each, shortened(each)) for each in written.sentences(finding.text)]
        self.choices = [("", WHOLE), *shown]


def shortened(sentence: str, most: int = 90) -> str:
    """For an option of a list: the beginning, cut between words."""
    if len(sentence) <= most:
        return sentence
    return sentence[:most].rsplit(" ", 1)[0] + "…"


class MarkForm(RoomForm):
    """Which required paper of the file a piece of proof is."""

    fills = forms.ModelChoiceField(
        RequiredPaper.objects.none(),
        label="Là giấy tờ phải có",
        required=False,
        empty_label="(không là giấy tờ nào trong danh mục)",
        error_messages={"invalid_choice": "Giấy tờ này không thuộc cuộc; hãy chọn lại."},
    )
    fills_for = forms.ModelChoiceField(
        AuditedUnit.objects.none(),
        label="Của đơn vị",
        required=False,
        empty_label="(chung cho cuộc)",
        error_messages={"invalid_choice": "Đơn vị này không thuộc cuộc; hãy chọn lại."},
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        keys = [row.pk for row in required_papers(inspection)]
        self.fields["fills"].queryset = RequiredPaper.objects.filter(pk__in=keys)
        self.fields["fills_for"].queryset = inspection.audited_units.select_related("unit")


class EvidenceForm(RoomForm):
    """Proof: files with a title and a note. What was typed stays when a file is refused."""

    uploads = FilesField(label="Tệp chứng cứ", required=False)
    title = text_field(
        "Tên tài liệu",
        most=300,
        help_text="Để trống thì lấy tên tệp; nhiều tệp thì thêm số (1), (2)…",
    )
    note = text_field("Ghi chú", most=500, help_text="Ví dụ: bản sao có xác nhận của đơn vị.")
    sentence = SentenceField()

    def __init__(
        self,
        *args: Any,
        finding: Finding,
        too_large: Sequence[str] = (),
        limit: int = 0,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.fields["sentence"].offer(finding)
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


class NewVersionForm(RoomForm):
    """A newer version of one file."""

    uploads = forms.FileField(label="Tệp bản mới", required=False)
    note = text_field("Ghi chú", most=500, help_text="Vì sao có bản mới, ví dụ: bản có đóng dấu.")

    def __init__(self, *args: Any, too_large: Sequence[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = list(too_large)

    def clean_uploads(self) -> Any:
        if self.too_large:
            raise ValidationError(self.too_large)
        if not self.cleaned_data["uploads"]:
            raise ValidationError("Hãy chọn tệp của bản mới.")
        return self.cleaned_data["uploads"]


class SentenceForm(RoomForm):
    """Which sentence of the finding this proof proves."""

    sentence = SentenceField()

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["sentence"].offer(finding)
