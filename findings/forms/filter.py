"""The filter of the list of findings."""

from typing import Any

from django import forms

from findings.choices import FindingKind, FindingState
from findings.forms.fields import choose_topic
from inspections.models import Inspection
from office.forms import RoomForm


class FindingFilter(RoomForm):
    """Filters of the list; they stand in the URL."""

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any):
        super().__init__(*args, **kwargs)
        wrong = {"invalid_choice": "Không có lựa chọn này; danh sách chưa được lọc theo đó."}
        self.fields["loai"] = forms.ChoiceField(
            label="Loại",
            choices=[("", "Mọi loại"), *FindingKind.choices],
            required=False,
            error_messages=wrong,
        )
        self.fields["trang-thai"] = forms.ChoiceField(
            label="Trạng thái",
            choices=[("", "Chưa bỏ"), *FindingState.choices, ("all", "Tất cả")],
            required=False,
            error_messages=wrong,
        )
        self.fields["don-vi"] = forms.ModelChoiceField(
            inspection.audited_units.select_related("unit"),
            label="Đơn vị",
            empty_label="Mọi đơn vị",
            required=False,
            error_messages=wrong,
        )
        self.fields["noi-dung"] = forms.ModelChoiceField(
            None, label="Nội dung", empty_label="Mọi nội dung", required=False, error_messages=wrong
        )
        choose_topic(self.fields["noi-dung"], inspection)

    def narrow(self, findings: Any) -> Any:
        """The findings that the valid part of the filter leaves."""
        self.full_clean()
        said = self.cleaned_data
        if not said.get("trang-thai"):
            findings = findings.standing()
        elif said["trang-thai"] != "all":
            findings = findings.filter(state=said["trang-thai"])
        if said.get("loai"):
            findings = findings.filter(kind=said["loai"])
        if said.get("don-vi"):
            findings = findings.filter(units__unit=said["don-vi"])
        if said.get("noi-dung"):
            findings = findings.filter(topic=said["noi-dung"])
        return findings

    @property
    def is_narrowing(self) -> bool:
        return any(self.cleaned_data.values())


# --- Inside ---------------------------------------------------------------------------------------
