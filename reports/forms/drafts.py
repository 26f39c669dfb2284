"""A paper is begun, taken in from a file, or given up."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings.written import in_one_line
from inspections.models import AuditedUnit
from office.forms import DateField, RoomForm
from office.text import shortened
from office.workflow import Problems
from recommendations.models import Obligation
from recommendations.urging import Arrears
from reports.composing.conclusion import Choice
from reports.forms.fields import LONGEST_REASON, lines_area
from reports.parts_back import Offer


class ComposeForm(RoomForm):
    planned_on = DateField(
        required=False,
        label="Dự kiến ban hành",
        help_text=(
            "Văn bản in tên cơ quan, đơn vị và người có thẩm quyền ký theo ngày này; để trống là"
            " hôm nay."
        ),
    )


class ConcludeForm(ComposeForm):
    """On which units of the case the conclusion is; those without one unless somebody says so."""

    units = forms.MultipleChoiceField(
        label="Kết luận về",
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Một cuộc có thể có nhiều kết luận, mỗi kết luận về một số đơn vị. Dự thảo lấy phát"
            " hiện, số liệu, kiến nghị của các đơn vị được chọn."
        ),
        error_messages={
            "required": "Hãy chọn ít nhất một đơn vị.",
            "invalid_choice": "Đơn vị này không còn trong danh sách tiến hành; hãy chọn lại.",
            "invalid_list": "Đơn vị này không còn trong danh sách tiến hành; hãy chọn lại.",
        },
    )
    field_order = ("units", "planned_on")

    def __init__(self, *args: Any, choices: list[Choice], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(str(each.unit.pk), _of_unit(each)) for each in choices]
        field.initial = [str(each.unit.pk) for each in choices if each.paper is None]
        self.by_key = {str(each.unit.pk): each.unit for each in choices}

    def clean_units(self) -> list[AuditedUnit]:
        return [self.by_key[key] for key in self.cleaned_data["units"]]


def _of_unit(choice: Choice) -> str:
    if choice.paper is None:
        return str(choice.unit)
    state = choice.paper.get_state_display().lower()
    return f"{choice.unit} ({choice.paper}: {state})"


class UrgeForm(ComposeForm):
    """Which of the things that a unit owes the letter urges; all of them unless somebody says so."""

    obligations = forms.MultipleChoiceField(
        label="Kiến nghị quá hạn",
        widget=forms.CheckboxSelectMultiple,
        help_text="Bỏ chọn kiến nghị mà đơn vị đã thực hiện, đã báo cáo.",
        error_messages={
            "required": "Hãy chọn ít nhất một kiến nghị quá hạn.",
            "invalid_choice": "Kiến nghị này không quá hạn hoặc không của đơn vị; hãy chọn lại.",
            "invalid_list": "Kiến nghị này không quá hạn hoặc không của đơn vị; hãy chọn lại.",
        },
    )
    field_order = ("obligations", "planned_on")

    def __init__(self, *args: Any, about: Arrears, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["obligations"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(str(each.pk), _told(each)) for each in about.obligations]
        field.initial = [value for value, _ in field.choices]


def _told(owed: Obligation) -> str:
    asked = shortened(in_one_line(owed.recommendation.text).rstrip(" .;,"), 160)
    whose = f" ({owed.person})" if owed.person else ""
    late = f"hạn {owed.due_on:%d/%m/%Y}, quá {owed.days_late} ngày"
    urged = f"; đã đôn đốc tại {owed.last_urging}" if owed.last_urging else ""
    return f"Số {owed.recommendation.number}: {asked}{whose}; {late}{urged}."


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


class PartForm(RoomForm):
    """A part of the draft that was written on in Word."""

    upload = forms.FileField(
        label="Tệp Word của phần này",
        error_messages={"required": "Hãy chọn tệp Word.", "empty": "Tệp này rỗng."},
    )

    def __init__(self, *args: Any, too_large: Sequence[str], limit: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = list(too_large)
        # A file that was too large never came in; its own sentence is told instead.
        self.fields["upload"].required = not self.too_large
        self.fields["upload"].help_text = f"Word (.docx), tối đa {limit} MB."

    def clean_upload(self) -> Any:
        if self.too_large:
            raise ValidationError(self.too_large)
        return self.cleaned_data["upload"]


class TakeForm(RoomForm):
    """What of a part that came back from Word is taken into the draft."""

    sent = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": "Hãy đưa tệp lên lại để so với dự thảo."},
    )
    take = forms.MultipleChoiceField(
        label="Lấy vào dự thảo",
        error_messages={
            "required": "Hãy chọn ít nhất một chỗ để lấy vào dự thảo.",
            "invalid_choice": "Chỗ này không có trong tệp đã so; hãy đưa tệp lên lại.",
        },
    )

    def __init__(self, *args: Any, unpack: Callable[[str], list[Offer]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.unpack = unpack
        self.offers: list[Offer] = []

    def clean_sent(self) -> str:
        sent: str = self.cleaned_data["sent"]
        try:
            self.offers = self.unpack(sent)
        except Problems as found:
            raise ValidationError([problem.text for problem in found.problems]) from found
        # Asked before `take`, which may name these only.
        self.fields["take"].choices = [(str(each.row.pk), "") for each in self.offers]
        return sent

    @property
    def taken(self) -> list[Offer]:
        """The offers that were ticked, in the order of the part."""
        ticked = set(self.cleaned_data["take"])
        return [offer for offer in self.offers if str(offer.row.pk) in ticked]


class DiscardForm(RoomForm):
    reason = forms.CharField(
        label="Lý do hủy",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Hãy ghi lý do hủy dự thảo."},
    )
