"""Work goes from one person to another."""

from typing import Any

from django import forms

from accounts.fields import PersonField
from accounts.models import User
from office.forms import RoomForm
from reports.forms.fields import LONGEST_REASON, lines_area


class HandOverForm(RoomForm):
    giver = PersonField(
        label="Việc đang dở của",
        queryset=User.objects.none(),
        empty_label="Chọn người giao",
        error_messages={
            "required": "Hãy chọn người giao.",
            "invalid_choice": "Người này không có việc nào đang dở; hãy chọn lại.",
        },
    )
    taker = PersonField(
        label="Giao cho",
        queryset=User.objects.none(),
        empty_label="Chọn người nhận",
        error_messages={
            "required": "Hãy chọn người nhận.",
            "invalid_choice": "Người này không làm việc trong đoàn; hãy chọn lại.",
        },
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=LONGEST_REASON,
        widget=lines_area(2),
        error_messages={"required": "Cần ghi lý do bàn giao."},
    )

    def __init__(self, *args: Any, givers: list[User], takers: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["giver"].queryset = User.objects.filter(pk__in=[one.pk for one in givers])
        self.fields["taker"].queryset = takers
