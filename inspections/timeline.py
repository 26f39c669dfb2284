"""Everything that happened to a case as one stream, newest first: acts, reminders, readings."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from inspections.models import Inspection
from office.journal import history_of
from office.models import JournalEntry, Reading, Reminder

LINES_A_PAGE = 50
# What a person may ask to see alone, by the word in the address.
KINDS = {
    "trang-thai": "Trạng thái",
    "van-ban": "Văn bản, phiên bản",
    "tep": "Tệp",
    "nhac": "Nhắc việc, thư",
    "xem": "Lượt xem",
}
# A change of state is told by `Lifecycle.advance`, a file by its hash: no list of verbs to forget.
NARROWED = {
    "trang-thai": Q(changes__has_key="state"),
    "van-ban": Q(about__startswith="reports."),
    "tep": Q(changes__has_key="sha256") | Q(about__startswith="findings.evidence"),
}


@dataclass(frozen=True)
class Line:
    """One happening."""

    at: datetime.datetime
    icon: str
    sentence: str
    who: str
    reason: str = ""


def lines_of(
    inspection: Inspection, *, kind: str = "", before: str = "", with_readings: bool
) -> tuple[list[Line], str]:
    """A page of the stream and the place where the next begins, "" at the end.

    `before` is what the page above gave. Lines of one moment stay on one page.
    """
    place = _moment(before)
    found = sorted(
        (
            line
            for source in _sources(inspection, kind, with_readings=with_readings)
            for line in source.upto(place)
        ),
        key=lambda line: line.at,
        reverse=True,
    )
    page = found[:LINES_A_PAGE]
    page += [line for line in found[LINES_A_PAGE:] if page and line.at == page[-1].at]
    return page, page[-1].at.isoformat() if len(found) > len(page) else ""


@dataclass(frozen=True)
class _Source:
    rows: QuerySet
    day_field: str
    line: Any

    def upto(self, place: datetime.datetime | None) -> Iterator[Line]:
        rows = self.rows if place is None else self.rows.filter(**{f"{self.day_field}__lt": place})
        # A little more than a page, for those of the same moment.
        for row in rows.order_by(f"-{self.day_field}", "-pk")[: LINES_A_PAGE * 2]:
            yield self.line(row)


def _sources(inspection: Inspection, kind: str, *, with_readings: bool) -> Iterator[_Source]:
    code = inspection.code
    if kind not in {"nhac", "xem"}:
        acts = history_of(code).filter(NARROWED.get(kind, Q()))
        yield _Source(acts, "at", _of_act)
    if kind in {"", "nhac"}:
        told = Reminder.objects.filter(chain=code).select_related("person")
        yield _Source(told, "sent_at", _of_reminder)
    if kind in {"", "xem"} and with_readings:
        read = Reading.objects.filter(chain=code).select_related("person")
        yield _Source(read, "at", _of_reading)


def _of_act(entry: JournalEntry) -> Line:
    who = str(entry.actor) if entry.actor else "Hệ thống"
    icon = "arrow-right-circle" if "state" in entry.changes else "dot"
    return Line(entry.at, icon, entry.sentence, who, entry.reason)


def _of_reminder(row: Reminder) -> Line:
    return Line(row.sent_at, "bell", f"Nhắc {row.person}: {row.text}", "Hệ thống")


def _of_reading(row: Reading) -> Line:
    return Line(row.at, "eye", f"Xem {row.label}.", str(row.person))


def _moment(text: str) -> datetime.datetime | None:
    """The moment in an address; None for none or nonsense."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
