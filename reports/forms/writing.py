"""What the editor sends while somebody writes."""

from django import forms
from django.core.exceptions import ValidationError

from office.forms import RoomForm
from reports import pasting


class PasteForm(RoomForm):
    """A fragment from the clipboard."""

    html = forms.CharField(required=False, strip=False)

    def clean_html(self) -> str:
        try:
            self.pasted = pasting.clean(self.cleaned_data["html"])
        except pasting.TooLong as error:
            raise ValidationError(str(error)) from error
        return self.cleaned_data["html"]
