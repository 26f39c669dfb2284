"""Who has which part of a draft open, so that two people do not write the same words.

Nobody is locked out: the revision of a row decides (reports.editing). Kept in the cache for a
minute, because who is here now is no fact of the case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from reports.models import Document

# Two signs of life may get lost before somebody is taken to be gone.
SECONDS = 50


@dataclass(frozen=True)
class Present:
    """A person and the part that is open before him; `writes` while words are not saved yet."""

    person: int
    name: str
    part: str
    writes: bool = False


def note(document: Document, person: Any, part: str, *, writes: bool = False) -> None:
    """A sign of life of `person`, who has `part` open."""
    index = _index(document)
    people = cache.get(index) or []
    if person.pk not in people:
        cache.set(index, [*people, person.pk], timeout=24 * 60 * 60)
    here = Present(person.pk, str(person), part, writes)
    cache.set(_place(document, person.pk), here, timeout=SECONDS)


def others(document: Document, person: Any) -> list[Present]:
    """Who else has the draft open, by name."""
    keys = [_place(document, pk) for pk in cache.get(_index(document)) or [] if pk != person.pk]
    return sorted(_found(keys), key=lambda each: each.name)


def _found(keys: list[str]) -> Iterable[Present]:
    return cache.get_many(keys).values()


def _index(document: Document) -> str:
    return f"present:{document.pk}"


def _place(document: Document, person: int) -> str:
    return f"present:{document.pk}:{person}"
