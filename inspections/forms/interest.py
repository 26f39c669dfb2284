"""What a member declares about himself, and the answer to it."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from inspections.interests import LONGEST_DETAILS, grounds_of
from inspections.models import Inspection, TeamMember, Unit
from office import law
from office.forms import RoomForm
from office.models import LegalGround


class GroundField(forms.ModelChoiceField):
    """A case of conflict with its article."""

    def label_from_instance(self, ground: LegalGround) -> str:
        unsure = "" if ground.is_verified else "; chưa đối chiếu văn bản"
        return f"{ground.text} ({law.cite(ground.provision, in_full=False)}{unsure})"


class DeclareForm(RoomForm):
    has_conflict = forms.ChoiceField(
        label="Tôi khai",
        choices=[
            ("khong", "Không có xung đột lợi ích với đối tượng của cuộc"),
            ("co", "Có xung đột lợi ích"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn có hay không."},
    )
    ground = GroundField(
        label="Trường hợp",
        queryset=LegalGround.objects.none(),
        required=False,
        empty_label="Trường hợp khác",
        error_messages={"invalid_choice": "Không có trường hợp này; hãy chọn lại."},
    )
    unit: forms.ModelChoiceField = forms.ModelChoiceField(
        label="Đơn vị liên quan",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Không nêu",
        error_messages={"invalid_choice": "Đơn vị không thuộc cuộc này; hãy chọn lại."},
    )
    details = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=LONGEST_DETAILS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=(
            "Chỉ bạn, trưởng đoàn và người quyết định đọc được. Khai có thì bạn tạm không làm việc"
            " trong cuộc này cho đến khi có quyết định."
        ),
    )

    def __init__(self, *args: Any, inspection: Inspection, member: TeamMember, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["ground"].queryset = grounds_of(inspection)
        self.fields["unit"].queryset = Unit.objects.filter(audits__inspection=inspection)
        if member.interest != "not_declared":
            # What was declared before stands; only something new is added to it.
            self.fields["has_conflict"].choices = [("co", "Có xung đột lợi ích mới phát sinh")]
            self.initial.setdefault("has_conflict", "co")
        self.helper.layout = Layout("has_conflict", "ground", "unit", "details")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("has_conflict") == "co" and not said.get("details", "").strip():
            self.add_error("details", "Hãy ghi rõ xung đột lợi ích.")
        return said


class DecideForm(RoomForm):
    reason = forms.CharField(
        label="Lý do",
        max_length=LONGEST_DETAILS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Cần ghi lý do của quyết định."},
    )
