"""“Lịch sử sửa”: what a row said before and after each change, in the words of the screen."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from office.models import JournalEntry, RowChange

# A person reads the newest; the rest is for the administrator's queries.
MOST = 100
EMPTY = "(trống)"
Words = Callable[[Any], str]


@dataclass(frozen=True)
class Difference:
    """One column in words, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One change of one row, with the act of the journal that it belongs to."""

    at: datetime.datetime
    act: str
    row: int
    entry: JournalEntry | None
    differences: list[Difference]

    @property
    def who(self) -> str:
        """The person; a change without an act came from outside the software."""
        if self.entry is None:
            return "Ngoài phần mềm"
        return str(self.entry.actor) if self.entry.actor else "Hệ thống"


def changes_of(thing: models.Model, *, words: Mapping[str, Words] | None = None) -> list[Change]:
    """Every change of one row, newest first; `words` says what a column of JSON reads like."""
    return changes_in(type(thing), Q(row=thing.pk), words=words)


def changes_in(
    model: type[models.Model], rows: Q, *, words: Mapping[str, Words] | None = None
) -> list[Change]:
    """The changes of many rows of one table, newest first: as many queries for one as for all."""
    kept = RowChange.objects.filter(rows, table=model._meta.db_table)
    found = list(kept.select_related("entry__actor").order_by("-id")[:MOST])
    speaker = _Speaker(model, found, words or {})
    changes = [
        Change(row.at, row.act, row.row, row.entry, speaker.differences(row)) for row in found
    ]
    return [change for change in changes if change.differences]


class _Speaker:
    """Puts columns into words; the rows that keys point to are read once for all changes."""

    def __init__(
        self, model: type[models.Model], changes: Iterable[RowChange], words: Mapping[str, Words]
    ):
        self.fields = {
            str(field.column): field
            for field in model._meta.concrete_fields
            if not field.primary_key
        }
        self.words = words
        self.pointed_to = self._read(list(changes))

    def _read(self, changes: list[RowChange]) -> dict[str, dict[Any, Any]]:
        found = {}
        for column, field in self.fields.items():
            if not isinstance(field, models.ForeignKey):
                continue
            keys = {
                side[column]
                for row in changes
                for side in (row.before, row.after)
                if side.get(column)
            }
            if keys:
                found[column] = field.related_model._base_manager.in_bulk(list(keys))
        return found

    def differences(self, change: RowChange) -> list[Difference]:
        spoken = [
            Difference(
                str(field.verbose_name),
                self.say(field, change.before.get(column)),
                ""
                if change.act == RowChange.Act.DELETE
                else self.say(field, change.after.get(column)),
            )
            for column, field in self.fields.items()
            if column in change.before and field.editable
        ]
        return [each for each in spoken if each.before != each.after]

    def say(self, field: Any, value: Any) -> str:
        if field.name in self.words and value is not None:
            return self.words[field.name](value) or EMPTY
        if value in (None, ""):
            return EMPTY
        if field.column in self.pointed_to:
            return str(self.pointed_to[field.column].get(value, f"số {value} (đã xóa)"))
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        return _plain(field, value)


def _plain(field: models.Field, value: Any) -> str:
    if isinstance(field, models.BooleanField):
        return "có" if value else "không"
    if isinstance(field, models.DateTimeField):
        at = parse_datetime(str(value))
        return f"{timezone.localtime(at):%H:%M %d/%m/%Y}" if at else str(value)
    if isinstance(field, models.DateField):
        return f"{datetime.date.fromisoformat(str(value)):%d/%m/%Y}"
    if isinstance(field, models.DecimalField):
        return f"{int(value):,}".replace(",", ".")
    return str(value)
