"""The filters of the page of blind spots, kept in the address."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from inspections.blind_spots import NOT_INSPECTED
from inspections.choices import UnitKind
from office.forms import RoomForm

NEVER, OFTEN = "trong", "nhieu"
USUAL_YEARS = 3
KINDS = [(kind.value, kind.label) for kind in UnitKind if kind not in NOT_INSPECTED]


class BlindSpotForm(RoomForm):
    """What is not understood filters nothing."""

    xem = forms.ChoiceField(
        label="Xem",
        required=False,
        choices=[
            (NEVER, "Chưa được thanh tra, kiểm tra"),
            (OFTEN, "Được thanh tra, kiểm tra nhiều"),
        ],
    )
    so_nam = forms.IntegerField(
        label="Trong số năm",
        required=False,
        min_value=1,
        max_value=50,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    loai = forms.ChoiceField(
        label="Loại đơn vị", required=False, choices=[("", "Mọi loại"), *KINDS]
    )
    thuoc = forms.CharField(label="Thuộc cơ quan", required=False, max_length=200)
    q = forms.CharField(label="Tên đơn vị", required=False, max_length=200)

    def asked(self) -> dict[str, Any]:
        """The filters that were understood, by the names the rules use."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "kind": said.get("loai", ""),
            "parent": said.get("thuoc", ""),
            "words": said.get("q", ""),
        }

    @property
    def wants_often(self) -> bool:
        return self.cleaned_data.get("xem") == OFTEN

    @property
    def years(self) -> int:
        return self.cleaned_data.get("so_nam") or USUAL_YEARS

    @property
    def since(self) -> datetime.date:
        """The first of January, that many years before this one."""
        return datetime.date(timezone.localdate().year - self.years + 1, 1, 1)
