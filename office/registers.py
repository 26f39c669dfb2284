"""The books of a year: which one counts a series, what is missing in it, opening the next year."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from office import journal
from office.models import NumberSeries, Register, RegisterEntry
from office.text import search_key
from office.workflow import Problem, Problems

# More missing numbers than this are told as a range only: nobody reads a thousand.
GAPS_TOLD = 20


@dataclass(frozen=True)
class Gap:
    """Numbers that no line of the book holds, the first and the last of them."""

    first: int
    last: int

    def __str__(self) -> str:
        return (
            f"{self.first:02d}" if self.first == self.last else f"{self.first:02d}–{self.last:02d}"
        )


@dataclass(frozen=True)
class Owner:
    """Who issues under a series: the key tells offices and teams apart, the name is shown."""

    key: str = ""
    name: str = ""
    kind: str = NumberSeries.Kind.ADMINISTRATIVE


def counting(key: str) -> NumberSeries | None:
    """The series in whose book `key` is counted: itself, or the one the office counts it in."""
    found = NumberSeries.objects.select_related("counted_in").filter(key=key).first()
    return found.counted_in or found if found else None


def locked_register(
    key: str, year: int, *, name: str, symbol: str = "", owner: Owner | None = None
) -> Register:
    """The book of that series and year, made if need be, its row locked.

    Two clerks may take a number at the same second: the second waits here.
    """
    owner = owner or Owner()
    NumberSeries.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "symbol": symbol,
            "kind": owner.kind,
            "owner": owner.key,
            "owner_name": owner.name,
        },
    )
    series = counting(key)
    assert series is not None  # noqa: S101 -- made four lines above
    Register.objects.get_or_create(series=series, year=year, defaults={"name": series.name})
    return Register.objects.select_for_update().get(series=series, year=year)


def gaps_of(register: Register) -> list[Gap]:
    """The numbers between the beginning and the last that no line holds.

    Numbers given here leave none; numbers typed in may.
    """
    numbers = register.entries.order_by("number").values_list("number", flat=True).distinct()
    found, expected = [], register.begins_after + 1
    for number in numbers.iterator():
        if number > expected:
            found.append(Gap(expected, number - 1))
        expected = max(expected, number + 1)
    if register.last_number >= expected:
        found.append(Gap(expected, register.last_number))
    return found


def in_words(gaps: Iterable[Gap]) -> str:
    """“03, 07–09”; the rest is counted."""
    every = list(gaps)
    told = ", ".join(str(gap) for gap in every[:GAPS_TOLD])
    left = len(every) - GAPS_TOLD
    return f"{told} và {left} khoảng khác" if left > 0 else told


def books_of(year: int | None) -> QuerySet[Register]:
    """The books of a year with how many lines they hold and how many are still reserved."""
    books = Register.objects.select_related("series").annotate(
        line_count=Count("entries"),
        reserved_count=Count("entries", filter=Q(entries__state=RegisterEntry.State.RESERVED)),
    )
    if year is not None:
        books = books.filter(year=year)
    return books.order_by("-year", "series__owner_name", "name", "pk")


def lines_of(
    register: Register,
    *,
    words: str = "",
    state: str = "",
    first_day: datetime.date | None = None,
    last_day: datetime.date | None = None,
    is_secret_shown: bool = True,
) -> QuerySet[RegisterEntry]:
    """The lines of a book, newest first, narrowed as a person asks.

    Words are not looked for in lines that this person may not read.
    """
    found = register.entries.select_related("taken_by").order_by("-number", "-suffix")
    for word in search_key(words).split():
        found = found.filter(search_key__contains=word)
    if words.strip() and not is_secret_shown:
        found = found.filter(is_restricted=False)
    if state:
        found = found.filter(state=state)
    if first_day:
        found = found.filter(dated_on__gte=first_day)
    if last_day:
        found = found.filter(dated_on__lte=last_day)
    return found


@transaction.atomic
def open_year(year: int, *, actor: Any) -> list[Register]:
    """Open the books of a year for every series in use; those of teams open by their first paper.

    Books that are open stay as they are. Raises Problems for a year that is over or far ahead.
    """
    today = timezone.localdate()
    if year not in {today.year, today.year + 1}:
        raise Problems(
            [Problem(f"Chỉ mở được sổ năm {today.year} hoặc {today.year + 1}.", "#id_year")]
        )
    series = NumberSeries.objects.filter(is_active=True, counted_in__isnull=True)
    opened = []
    for row in series.exclude(kind=NumberSeries.Kind.TEAM).order_by("pk"):
        register, created = Register.objects.get_or_create(
            series=row, year=year, defaults={"name": row.name}
        )
        if created:
            opened.append(register)
            journal.record(
                actor=actor, verb="open_register", about=register, sentence=f"Mở {register}."
            )
    return opened
