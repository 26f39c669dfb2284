"""What an act on many findings needs to know."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from findings.models import Finding
from office.forms import RoomForm

NOT_IN_TEAM = "Người này không ở trong đoàn của các cuộc đã chọn; hãy chọn lại."


class AssignForm(RoomForm):
    """Somebody of the teams of the cases in hand."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Người phụ trách",
        empty_label="Chọn người trong đoàn",
        error_messages={
            "required": "Hãy chọn người phụ trách.",
            "invalid_choice": NOT_IN_TEAM,
        },
    )

    def __init__(self, *args: Any, findings: Sequence[Finding], **kwargs: Any):
        super().__init__(*args, **kwargs)
        cases = {finding.inspection_id for finding in findings}
        people = User.objects.filter(memberships__inspection__in=cases)
        self.fields["person"].queryset = people.distinct().order_by("full_name", "pk")
