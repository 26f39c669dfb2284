"""What an account tells of a paper is looked at: the paper itself, then line by line."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings.choices import FindingKind
from findings.models import Topic
from inspections.models import AuditedUnit
from office.forms import RoomForm, RoomModelForm
from reports.forms.fields import lines_area
from reports.models import PaperRecord
from reports.records import FACTS, AdoptedFinding, FindingProposal


class RecordForm(RoomModelForm):
    """The facts of the paper, as far as the account told them."""

    class Meta:
        model = PaperRecord
        fields = FACTS
        widgets = {"subject": lines_area(3)}
        help_texts = {
            "label": "Như “88/KL-TTTP”.",
            "source": "Địa chỉ trang hoặc tên tờ báo.",
        }


class RecordFindingForm(RoomForm):
    """One statement: whether it becomes a finding, of which kind, under which topic, where."""

    keep = forms.BooleanField(label="Lập phát hiện này", required=False)
    kind = forms.ChoiceField(
        label="Loại",
        choices=FindingKind.choices,
        error_messages={"invalid_choice": "Loại phát hiện này không có; hãy chọn lại."},
    )
    topic = forms.ChoiceField(
        label="Nội dung đề cương",
        error_messages={"invalid_choice": "Nội dung này không có trong đề cương; hãy chọn lại."},
    )
    units = forms.MultipleChoiceField(
        label="Tại đơn vị",
        required=False,
        widget=forms.SelectMultiple(attrs={"data-pick": ""}),
        error_messages={"invalid_choice": "Đơn vị này không thuộc cuộc; hãy chọn lại."},
    )

    def __init__(
        self,
        *args: Any,
        proposal: FindingProposal,
        topics: Sequence[Topic],
        units: Sequence[AuditedUnit],
        **kwargs: Any,
    ):
        self.proposal = proposal
        self.by_key = {str(unit.pk): unit for unit in units}
        self.topics = {str(topic.pk): topic for topic in topics}
        kwargs["initial"] = {
            "keep": bool(proposal.units),
            "kind": FindingKind.SHORTCOMING if proposal.is_fault else FindingKind.STRENGTH,
            "topic": str(proposal.topic.pk) if proposal.topic else "",
            "units": [str(unit.pk) for unit in proposal.units],
        }
        super().__init__(*args, **kwargs)
        # The page has one form around them all.
        self.helper.disable_csrf = True
        for name, choices in (
            ("topic", [(key, topic.title) for key, topic in self.topics.items()]),
            ("units", [(key, str(unit)) for key, unit in self.by_key.items()]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- declared above
            field.choices = choices

    def add_prefix(self, field_name: str) -> str:
        return f"{field_name}_{self.proposal.key}"

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if said.get("keep") and "units" in said and not said["units"]:
            self.add_error("units", ValidationError("Hãy chọn đơn vị."))
        return said

    def adopted(self) -> AdoptedFinding | None:
        """What the person made of it; None for a statement that is left."""
        said = self.cleaned_data
        if not said["keep"]:
            return None
        units = [self.by_key[key] for key in said["units"]]
        return AdoptedFinding(self.proposal.text, self.topics[said["topic"]], said["kind"], units)
