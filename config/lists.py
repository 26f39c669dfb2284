"""The lists of every room, by the key under which a filter of theirs is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.db import transaction
from django.urls import reverse

from findings.lists import FINDINGS
from inspections.lists import CASES
from office.lists import Asked
from office.models import SavedFilter
from office.pages import Count
from office.workflow import Problem, Problems
from recommendations.lists import RECOMMENDATIONS
from reports.lists import PAPERS

LISTS = {each.key: each for each in (CASES, FINDINGS, RECOMMENDATIONS, PAPERS)}
MOST_PINNED = 6


@dataclass(frozen=True)
class Pinned:
    """A kept filter on the home page, with what it finds today."""

    name: str
    url: str
    count: Count


def asked_by(listing: str, query: str, user: Any) -> Asked | None:
    """What a kept address asks; None for a list that there is not."""
    found = LISTS.get(listing)
    return found.ask(dict(parse_qsl(query)), user) if found else None


def address_of(kept: SavedFilter) -> str:
    return f"{reverse(LISTS[kept.listing].address)}?{kept.query}"


def pinned_by(user: Any) -> Iterator[Pinned]:
    """The filters on the home page of this person; one query, and one for each."""
    kept = SavedFilter.objects.visible_to(user).filter(pinned_by=user, listing__in=LISTS)
    for each in kept.order_by("name", "pk")[:MOST_PINNED]:
        yield Pinned(
            each.name,
            address_of(each),
            LISTS[each.listing].ask(dict(parse_qsl(each.query)), user).count(),
        )


@transaction.atomic
def keep(asked: Asked, *, name: str, is_shared: bool, by: Any) -> SavedFilter:
    """Keep what is asked under a name; the same name again means the new question.

    No act on a case, so the journal does not hear of it. Raises Problems when nothing is asked.
    """
    if not asked.is_narrowing:
        raise Problems([Problem("Chưa có điều kiện nào để lưu; hãy lọc danh sách trước.")])
    kept, _ = SavedFilter.objects.update_or_create(
        person=by,
        listing=asked.listing.key,
        name=name,
        defaults={"query": asked.query, "is_shared": is_shared},
    )
    return kept


@transaction.atomic
def share(kept: SavedFilter, *, is_shared: bool) -> None:
    """Show it to the whole office, or to its owner alone; then others lose their pins too."""
    kept.is_shared = is_shared
    kept.save(update_fields=["is_shared"])
    if not is_shared:
        kept.pinned_by.remove(*kept.pinned_by.exclude(pk=kept.person_id))


def pin(kept: SavedFilter, *, by: Any) -> None:
    """Onto the home page of this person."""
    kept.pinned_by.add(by)


def unpin(kept: SavedFilter, *, by: Any) -> None:
    kept.pinned_by.remove(by)
