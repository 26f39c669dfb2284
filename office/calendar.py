"""Working days of Vietnam: pure functions over dates and a set of days off."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import holidays

from office.models import Holiday

ONE_DAY = datetime.timedelta(days=1)


# Days on which a clock stands still, both included; open until it goes on again without a last day.
Span = tuple[datetime.date, datetime.date | None]


@dataclass(frozen=True)
class Calendar:
    """Days off and weekend days that are worked, beside Saturdays and Sundays."""

    off: frozenset[datetime.date]
    worked: frozenset[datetime.date] = frozenset()
    # What a day off is called, for who counts by hand.
    names: Mapping[datetime.date, str] = field(default_factory=dict, compare=False)

    def is_working(self, day: datetime.date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def add_working_days(self, start: datetime.date, days: int) -> datetime.date:
        """The last of `days` working days, counted from the day after `start`."""
        _refuse_negative(days)
        day = start
        while days > 0:
            day += ONE_DAY
            days -= self.is_working(day)
        return day

    def next_working(self, day: datetime.date) -> datetime.date:
        """Điều 148 Bộ luật Dân sự: a limit that ends on a day off ends on the next working day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_days_between(self, first: datetime.date, last: datetime.date) -> int:
        """How many working days lie in [first, last]."""
        span = (first + ONE_DAY * offset for offset in range((last - first).days + 1))
        return sum(self.is_working(day) for day in span)

    def count(
        self, start: datetime.date, days: int, *, working: bool, pauses: Iterable[Span] = ()
    ) -> datetime.date | None:
        """The last of `days` days after `start`; None while the clock stands still before it.

        Days of a pause are not counted, nor days off when working days are asked for. The last day
        may be a day off: see `settle`.
        """
        _refuse_negative(days)
        spans, day = list(pauses), start
        if not spans:
            return self.add_working_days(start, days) if working else start + ONE_DAY * days
        while days > 0:
            day += ONE_DAY
            pause = _covering(day, spans)
            if pause is None:
                days -= self.is_working(day) if working else 1
            elif pause[1] is None:
                return None
            else:
                day = pause[1]
        return day

    def settle(self, day: datetime.date, pauses: Iterable[Span] = ()) -> datetime.date | None:
        """The day itself, or the next working day on which the clock goes (Điều 148 BLDS)."""
        spans = list(pauses)
        while True:
            day = self.next_working(day)
            pause = _covering(day, spans)
            if pause is None:
                return day
            if pause[1] is None:
                return None
            day = pause[1] + ONE_DAY


def _covering(day: datetime.date, spans: Iterable[Span]) -> Span | None:
    return next(
        (span for span in spans if span[0] <= day and (span[1] is None or day <= span[1])), None
    )


def _refuse_negative(days: int) -> None:
    if days < 0:
        raise ValueError(f"A limit cannot have {days} days.")


@lru_cache(maxsize=64)
def public_holidays(year: int) -> Calendar:
    """The nation's days off, and the weekend days worked in exchange for bridge days."""
    nation = holidays.country_holidays("VN", years=year, language="vi")
    return Calendar(
        off=frozenset(nation), worked=frozenset(nation.weekend_workdays), names=dict(nation.items())
    )


def calendar_of(years: Iterable[int]) -> Calendar:
    """The national days off of these years with the office's own corrections (one query).

    The year after the last is in it too: a limit that begins in December ends in January.
    """
    years = set(years)
    years.add(max(years) + 1)
    nation = [public_holidays(year) for year in sorted(years)]
    rows = list(Holiday.objects.filter(day__year__in=years).order_by("day"))
    own_off = {row.day for row in rows if not row.is_working}
    own_worked = {row.day for row in rows if row.is_working}
    off = own_off.union(*(calendar.off for calendar in nation)) - own_worked
    worked = own_worked.union(*(calendar.worked for calendar in nation)) - own_off
    names = {day: name for calendar in nation for day, name in calendar.names.items()}
    names |= {row.day: row.name for row in rows}
    return Calendar(off=frozenset(off), worked=frozenset(worked), names=names)


def add_days(
    start: datetime.date, days: int, *, working: bool, calendar: Calendar
) -> datetime.date:
    """The last day of a limit that starts the day after `start` (Điều 147–148 BLDS)."""
    _refuse_negative(days)
    if working:
        return calendar.add_working_days(start, days)
    return calendar.next_working(start + ONE_DAY * days)
