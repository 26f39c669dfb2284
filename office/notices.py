"""Telling people what waits for them."""

from collections.abc import Iterable
from typing import Any

from office.models import Notice


def notify(people: Iterable[Any], text: str, *, url: str = "") -> None:
    """One notice each; the same person twice in `people` is told once."""
    unique = {person.pk: person for person in people if person is not None}
    Notice.objects.bulk_create(
        Notice(person=person, text=text[:500], url=url) for person in unique.values()
    )
