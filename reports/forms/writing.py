"""What the editor sends while somebody writes."""

from django import forms
from django.core.exceptions import ValidationError

from office.forms import RoomForm
from reports import pasting, quoting


class PasteForm(RoomForm):
    """A fragment from the clipboard."""

    html = forms.CharField(required=False, strip=False)

    def clean_html(self) -> str:
        try:
            self.pasted = pasting.clean(self.cleaned_data["html"])
        except pasting.TooLong as error:
            raise ValidationError(str(error)) from error
        return self.cleaned_data["html"]


class QuoteForm(RoomForm):
    """A document typed in full, to be kept among those the case cites."""

    words = forms.CharField(
        max_length=quoting.MOST_LETTERS,
        error_messages={
            "required": "Hãy gõ văn bản cần ghi.",
            "max_length": f"Tên văn bản dài quá {quoting.MOST_LETTERS} chữ.",
        },
    )
