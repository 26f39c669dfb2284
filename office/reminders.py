"""Reminding of deadlines: before the day, when it has passed, and then those above.

A room says what is due (`Due`), this module says who hears of it today. Each rung is told once to
each person: a clock that strikes twice, or a worker killed in the middle, tells nobody twice.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from office.models import Notice, RegisterEntry, Reminder, Snooze
from office.notices import notify
from office.text import short_date

# Days before the due date on which those who do it are told.
BEFORE = (7, 3, 1)
# Days after it: who leads them hears of it, then who leads the office.
TO_LEADER, TO_HEAD = 3, 7
AGAIN = "again-"


@dataclass(frozen=True)
class Due:
    """One thing that somebody has to do until a day. A moved day is a new key: all begins anew."""

    key: str
    text: str
    due_on: datetime.date
    url: str
    chain: str = ""
    doers: tuple[Any, ...] = ()
    leaders: tuple[Any, ...] = ()
    heads: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Call:
    """What one person is to be told of one thing."""

    due: Due
    person: Any
    rung: str
    kind: str = Notice.Kind.DEADLINE

    @property
    def identity(self) -> tuple[int, str, str]:
        return (self.person.pk, self.due.key, self.rung)


def calls_of(due: Due, today: datetime.date) -> Iterator[Call]:
    """Everybody who should have been told by today, with the rung they are on.

    Of the rungs before the day only the nearest counts: after a week without a clock nobody gets
    three reminders at once.
    """
    left = (due.due_on - today).days
    if left >= 0:
        reached = [days for days in BEFORE if left <= days]
        if reached:
            yield from (Call(due, person, f"before-{min(reached)}") for person in due.doers)
        return
    yield from (Call(due, person, "late") for person in due.doers)
    above = [("to-leader", TO_LEADER, due.leaders), ("to-head", TO_HEAD, due.heads)]
    for rung, days, people in above:
        if -left >= days:
            yield from (Call(due, person, rung, Notice.Kind.ESCALATED) for person in people)


@transaction.atomic
def remind(dues: Iterable[Due], *, today: datetime.date) -> int:
    """Tell everybody who has not been told yet; how many were told now."""
    with connection.cursor() as cursor:
        # One clock at a time: the second finds everything told.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('office.reminders'))")
    wanted = {call.identity: call for due in dues for call in calls_of(due, today)}
    calls = list(_awake(wanted.values(), today))
    keys = {call.due.key for call in calls}
    told = set(
        Reminder.objects.filter(key__in=keys).order_by("pk").values_list("person_id", "key", "rung")
    )
    new = [call for call in calls if call.identity not in told]
    Reminder.objects.bulk_create(_row(call, today) for call in new)
    again = {(call.person.pk, call.due.key) for call in new if call.rung.startswith(AGAIN)}
    # What was put off until today is told once, not on its rung too.
    spoken = [
        call
        for call in new
        if call.rung.startswith(AGAIN) or (call.person.pk, call.due.key) not in again
    ]
    for call in spoken:
        notify(
            [call.person],
            in_words(call, today),
            url=call.due.url,
            kind=call.kind,
            about=call.due.key,
        )
    return len(spoken)


def _awake(calls: Iterable[Call], today: datetime.date) -> Iterator[Call]:
    """Without what people have put off; what was put off until today is told again."""
    rows = Snooze.objects.order_by("pk").values_list("person_id", "key", "until")
    until = {(person, key): day for person, key, day in rows}
    for call in calls:
        day = until.get((call.person.pk, call.due.key))
        if day is None:
            yield call
        elif day <= today:
            yield call
            yield Call(call.due, call.person, f"{AGAIN}{day:%Y%m%d}", call.kind)


def _row(call: Call, today: datetime.date) -> Reminder:
    return Reminder(
        person=call.person,
        key=call.due.key,
        rung=call.rung,
        chain=call.due.chain,
        text=in_words(call, today),
        due_on=call.due.due_on,
    )


def in_words(call: Call, today: datetime.date) -> str:
    """“2024-001: Kết thúc tiến hành trực tiếp: còn 3 ngày, hạn 05/6/2024.”"""
    due, left = call.due, (call.due.due_on - today).days
    when = (
        f"còn {left} ngày" if left > 0 else "hết hạn hôm nay" if left == 0 else f"trễ {-left} ngày"
    )
    case = f"{due.chain}: " if due.chain else ""
    above = " Báo để chỉ đạo." if call.kind == Notice.Kind.ESCALATED else ""
    return f"{case}{due.text}: {when}, hạn {short_date(due.due_on)}.{above}"[:500]


def dues_of_reserved_numbers() -> list[Due]:
    """Numbers that are kept in the books: used or struck before their day is over."""
    kept = RegisterEntry.objects.filter(state=RegisterEntry.State.RESERVED).select_related(
        "taken_by"
    )
    return [
        Due(
            key=f"register-entry:{entry.pk}:{entry.reserved_until:%Y%m%d}",
            text=f"Số {entry.label} đang giữ, cần dùng hoặc hủy",
            due_on=entry.reserved_until,
            url=reverse("office:register_line", args=[entry.pk]),
            doers=(entry.taken_by,),
        )
        for entry in kept.order_by("pk")
        if entry.reserved_until and entry.taken_by.is_active
    ]
