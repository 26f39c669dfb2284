"""Working days of Vietnam: pure functions over dates and a set of days off."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import holidays

from office.models import Holiday

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Days off and weekend days that are worked, beside Saturdays and Sundays."""

    off: frozenset[datetime.date]
    worked: frozenset[datetime.date] = frozenset()

    def is_working(self, day: datetime.date) -> bool:
        if day in self.worked:
            return True
        return day.weekday() < 5 and day not in self.off

    def add_working_days(self, start: datetime.date, days: int) -> datetime.date:
        """The last of `days` working days, counted from the day after `start`."""
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


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("VN", years=year))


def calendar_of(years: Iterable[int]) -> Calendar:
    """The national days off of these years with the office's own corrections (one query)."""
    years = set(years)
    off = {day for year in years for day in public_holidays(year)}
    rows = Holiday.objects.filter(day__year__in=years).order_by("day")
    worked = {row.day for row in rows if row.is_working}
    off |= {row.day for row in rows if not row.is_working}
    return Calendar(off=frozenset(off - worked), worked=frozenset(worked))


def add_days(
    start: datetime.date, days: int, *, working: bool, calendar: Calendar
) -> datetime.date:
    """The last day of a limit that starts the day after `start` (Điều 147–148 BLDS)."""
    if working:
        return calendar.add_working_days(start, days)
    return calendar.next_working(start + ONE_DAY * days)
