"""What a model says about one of its columns."""

from django.db import models


def column(model: type[models.Model] | models.Model, name: str) -> models.Field:
    """The column of that name. Raises TypeError for a relation that another model brings."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(f"{model._meta.label} has no column “{name}” of its own.")
    return found
