"""What a model says about one of its columns, and what is asked of one."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value


def column(model: type[models.Model] | models.Model, name: str) -> models.Field:
    """The column of that name. Raises TypeError for a relation that another model brings."""
    found = model._meta.get_field(name)
    if not isinstance(found, models.Field):
        raise TypeError(f"{model._meta.label} has no column “{name}” of its own.")
    return found


def among(path: str, keys: Iterable[int]) -> Func:
    """A condition for `filter`: the key at PATH is one of KEYS.

    They go to the database as one array; of `__in` Django checks and writes each by itself, which
    for the keys of a page costs as much as writing its table.
    """
    array = Value(list(keys), output_field=ArrayField(models.BigIntegerField()))
    return Func(
        F(path),
        array,
        template="%(expressions)s)",
        arg_joiner=" = ANY(",
        output_field=models.BooleanField(),
    )
