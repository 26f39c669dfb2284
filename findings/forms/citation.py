"""Forms of cited documents."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from findings import citations
from findings.citations import CitationFacts
from findings.forms.fields import text_field
from findings.models import Citation
from office.forms import DateField, RoomForm
from office.workflow import Problems


class CitationForm(RoomForm):
    """The fields of a cited document, corrected wherever it is cited."""

    kind = text_field("Loại văn bản", most=60, need="Hãy ghi loại văn bản.")
    number = text_field("Số, ký hiệu", most=80)
    dated_on = DateField(label="Ngày văn bản", required=False)
    issuer = text_field("Cơ quan ban hành", most=200)
    subject = text_field("Trích yếu", most=500, rows=2)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def facts(self) -> CitationFacts:
        said = self.cleaned_data
        return CitationFacts(**{name: said[name] for name in CitationFacts.__dataclass_fields__})


class CitationLinesForm(RoomForm):
    text = text_field(
        "Thêm văn bản",
        most=20_000,
        rows=3,
        need="Hãy nhập ít nhất một văn bản.",
        help_text="Mỗi dòng một văn bản, như: Quyết định số 245/QĐ-UBND ngày 29/4/2008 của UBND"
        " quận về việc thành lập Phòng",
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        try:
            citations.recognise_lines(text)
        except Problems as problems:
            raise ValidationError([each.text for each in problems.problems]) from None
        return text


def initial_of(citation: Citation) -> dict[str, Any]:
    """What the form of a cited document starts from."""
    names = CitationFacts.__dataclass_fields__
    return {name: getattr(citation, name) for name in names} | {"seen": citation.in_full}
