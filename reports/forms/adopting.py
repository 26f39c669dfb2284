"""What an imported paper asks for is looked at, line by line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from inspections.models import Unit
from office.forms import RoomForm
from recommendations.choices import RecommendationKind
from reports.adopting import Adopted, Proposal, suggested_kind


class AdoptForm(RoomForm):
    """One line of the paper: whether it becomes a recommendation, of which kind, to whom."""

    keep = forms.BooleanField(label="Lập kiến nghị này", required=False)
    kind = forms.ChoiceField(
        label="Loại kiến nghị",
        choices=RecommendationKind.choices,
        error_messages={"invalid_choice": "Loại kiến nghị này không có; hãy chọn lại."},
    )
    units = forms.MultipleChoiceField(
        label="Nơi thực hiện",
        required=False,
        widget=forms.SelectMultiple(attrs={"data-pick": ""}),
        error_messages={"invalid_choice": "Đơn vị này không chọn được ở cuộc này; hãy chọn lại."},
    )

    def __init__(self, *args: Any, proposal: Proposal, units: Sequence[Unit], **kwargs: Any):
        self.proposal, self.offered = proposal, {str(unit.pk): unit for unit in units}
        kwargs["initial"] = {
            "keep": bool(proposal.units),
            "kind": suggested_kind(proposal.asked),
            "units": [str(unit.pk) for unit in proposal.units],
        }
        super().__init__(*args, **kwargs)
        # The page has one form around them all.
        self.helper.disable_csrf = True
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(key, str(unit)) for key, unit in self.offered.items()]

    def add_prefix(self, field_name: str) -> str:
        return f"{field_name}_{self.proposal.key}"

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if said.get("keep") and "units" in said and not said["units"]:
            self.add_error("units", ValidationError("Hãy chọn nơi thực hiện."))
        return said

    def adopted(self) -> Adopted | None:
        """What the person made of it; None for a line that is left."""
        said = self.cleaned_data
        if not said["keep"]:
            return None
        return Adopted(self.proposal, said["kind"], [self.offered[key] for key in said["units"]])
