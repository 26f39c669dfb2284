"""What a person wants to be told, and when again."""

from typing import Any

from django import forms

from office.forms import RoomForm
from office.models import Notice
from office.notices import ALWAYS_SHOWN, SNOOZE_DAYS

MUTABLE = [(kind.value, kind.label) for kind in Notice.Kind if kind not in ALWAYS_SHOWN]


class NoticeSettingsForm(RoomForm):
    has_digest = forms.BooleanField(
        label="Gửi tôi thư tổng hợp mỗi sáng ngày làm việc", required=False
    )
    mailed = forms.MultipleChoiceField(
        label="Thư tổng hợp gồm",
        required=False,
        choices=Notice.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    shown = forms.MultipleChoiceField(
        label="Báo trong phần mềm",
        required=False,
        choices=MUTABLE,
        widget=forms.CheckboxSelectMultiple,
        help_text="Việc chờ bạn xử lý và việc quá hạn báo lên luôn được báo.",
    )

    @property
    def facts(self) -> dict[str, Any]:
        """The row's values: what is not ticked is kept, so that a new kind is told at first."""
        said = self.cleaned_data
        return {
            "has_digest": said["has_digest"],
            "unmailed": [kind for kind in Notice.Kind.values if kind not in said["mailed"]],
            "muted": [kind for kind, _ in MUTABLE if kind not in said["shown"]],
        }


class SnoozeForm(RoomForm):
    days = forms.TypedChoiceField(
        label="Nhắc lại sau",
        coerce=int,
        choices=[(days, f"{days} ngày") for days in SNOOZE_DAYS],
        error_messages={
            "required": "Hãy chọn nhắc lại sau mấy ngày.",
            "invalid_choice": "Hãy chọn hoãn 1, 3, 7 hoặc 14 ngày.",
        },
    )
