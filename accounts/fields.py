"""Fields of forms that name people."""

from django import forms

from accounts.models import User


class PersonField(forms.ModelChoiceField):
    """A person with his post, because names repeat."""

    def label_from_instance(self, person: User) -> str:
        return f"{person.full_name} ({person.post})" if person.post else person.full_name
