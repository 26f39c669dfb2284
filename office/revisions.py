"""Two people edit the same row: one wins, the other is told, and by whom."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone

from office.journal import about_key
from office.models import JournalEntry
from office.workflow import Overtaken


def save_if_unchanged(thing: Any, fields: Iterable[str], *, revision: int) -> None:
    """Write `fields` of `thing` if its row still has the `revision` the person began with.

    The revision goes up by one, in the row and on `thing`. Raises Overtaken when somebody saved
    in between; nothing is written then.
    """
    values = {name: getattr(thing, name) for name in fields}
    rows = type(thing)._default_manager.filter(pk=thing.pk, revision=revision)
    if not rows.update(**values, revision=F("revision") + 1):
        raise Overtaken(overtaken_in_words(thing))
    thing.revision = revision + 1


def overtaken_in_words(thing: models.Model) -> str:
    """“Trong lúc bạn viết, …”: with the name and time of the last act in the journal, if any."""
    entry = JournalEntry.objects.filter(about=about_key(thing)).select_related("actor").first()
    if entry is None or entry.actor is None:
        return f"Trong lúc bạn viết, người khác đã sửa “{thing}”."
    at = timezone.localtime(entry.at)
    return f"Trong lúc bạn viết, {entry.actor} đã sửa “{thing}” lúc {at:%H:%M} ngày {at:%d/%m/%Y}."
