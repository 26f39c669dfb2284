"""Telling people what waits for them."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from office.models import Notice, NoticeSettings, Snooze
from office.workflow import Problem, Problems

Kind = Notice.Kind
# What waits for a person, and what is late because of others, is shown whether he likes it or not.
ALWAYS_SHOWN = frozenset({Kind.WORK, Kind.ESCALATED})
SNOOZE_DAYS = (1, 3, 7, 14)


def notify(
    people: Iterable[Any], text: str, *, url: str = "", kind: str = Kind.WORK, about: str = ""
) -> None:
    """One notice each; the same person twice in `people` is told once.

    Who does not want this kind in the app (`office.NoticeSettings`) is left out.
    """
    unique = {person.pk: person for person in people if person is not None}
    if kind not in ALWAYS_SHOWN:
        for key in _muted(unique, kind):
            del unique[key]
    Notice.objects.bulk_create(
        Notice(person=person, text=text[:500], url=url, kind=kind, about=about)
        for person in unique.values()
    )


def _muted(people: Iterable[int], kind: str) -> list[int]:
    asked = NoticeSettings.objects.filter(person__in=list(people), muted__contains=[kind])
    return list(asked.order_by("pk").values_list("person_id", flat=True))


def settings_of(person: Any) -> NoticeSettings:
    """The person's wishes; a row that is not kept yet when he has never said any."""
    return NoticeSettings.objects.filter(person=person).first() or NoticeSettings(person=person)


@transaction.atomic
def snooze(notice: Notice, *, days: int, today: datetime.date) -> Snooze:
    """Be told of this thing again after so many days. Raises Problems when it cannot be put off."""
    if not notice.about:
        raise Problems([Problem("Thông báo này không nhắc lại nên không cần hoãn.")])
    if days not in SNOOZE_DAYS:
        raise Problems([Problem("Hãy chọn hoãn 1, 3, 7 hoặc 14 ngày.")])
    row, _ = Snooze.objects.update_or_create(
        person=notice.person,
        key=notice.about,
        defaults={"until": today + datetime.timedelta(days=days), "text": notice.text},
    )
    return row
