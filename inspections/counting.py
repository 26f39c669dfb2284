"""One limit laid over the calendar: where it ends, and how a person checks that by hand."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from inspections.folding import Extension, Pause
from office.calendar import ONE_DAY, Calendar
from office.models import TimeLimit

DayKind = TimeLimit.DayKind
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Count:
    """A limit of `days` that starts with an event, with what made it longer or let it stand still."""

    start: datetime.date
    days: int
    day_kind: str
    calendar: Calendar
    includes_start: bool = False
    extensions: tuple[Extension, ...] = ()
    pauses: tuple[Pause, ...] = ()

    @property
    def _spans(self) -> list[tuple[datetime.date, datetime.date | None]]:
        return [(pause.first_day, pause.last_day) for pause in self.pauses]

    @cached_property
    def last_day(self) -> datetime.date | None:
        """The last day counted, a day off or not; None while the clock stands still."""
        # Điều 147 BLDS: the day of the event is not counted, unless the rule says so.
        start = self.start - ONE_DAY if self.includes_start else self.start
        parts = [(self.days, self.day_kind)]
        parts += [(each.days, each.day_kind) for each in self.extensions]
        day: datetime.date | None = start
        for days, kind in parts:
            if day is not None:
                working = kind == DayKind.WORKING
                day = self.calendar.count(day, days, working=working, pauses=self._spans)
        return day

    @cached_property
    def due_on(self) -> datetime.date | None:
        """The last day on which it is still in time; None while the clock stands still."""
        return self.last_day and self.calendar.settle(self.last_day, self._spans)

    @cached_property
    def in_words(self) -> list[str]:
        """Every step of the count, so that a person with a calendar comes to the same day."""
        return list(self._say())

    def _say(self) -> Iterator[str]:
        first = "tính cả ngày này" if self.includes_start else "ngày này không tính"
        yield f"Tính từ {self.start:%d/%m/%Y}, {first}."
        yield self._say_days()
        for each in self.extensions:
            kind = DayKind(each.day_kind).label
            yield f"Gia hạn lần {each.ordinal}: thêm {each.days} {kind} theo {each.decision}."
        for pause in self._pauses_within():
            yield _said_of(pause)
        if self.last_day and self.due_on and self.due_on != self.last_day:
            yield (
                f"Ngày cuối {_with_weekday(self.last_day)} không phải ngày làm việc nên chuyển sang"
                f" {_with_weekday(self.due_on)} (Điều 148 Bộ luật Dân sự)."
            )

    def _say_days(self) -> str:
        count = f"{self.days} {DayKind(self.day_kind).label}"
        if self.day_kind == DayKind.CALENDAR:
            return f"{count} liên tục, kể cả ngày nghỉ."
        parts = [f"{count}, trừ thứ Bảy, Chủ nhật"]
        parts += [f"nghỉ {name} {_span(*days)}" for name, days in self._holidays()]
        if worked := sorted(day for day in self.calendar.worked if self._is_within(day)):
            parts.append(f"làm bù {', '.join(f'{_with_weekday(day)}' for day in worked)}")
        return "; ".join(parts) + "."

    def _is_within(self, day: datetime.date) -> bool:
        end = self.due_on or max((pause.first_day for pause in self.pauses), default=self.start)
        return self.start < day <= end

    def _pauses_within(self) -> list[Pause]:
        return [
            pause
            for pause in self.pauses
            if (pause.last_day is None or pause.last_day > self.start)
            and (self.due_on is None or pause.first_day <= self.due_on)
        ]

    def _holidays(self) -> list[tuple[str, list[datetime.date]]]:
        """Runs of days off on weekdays, each under one name."""
        runs: list[list[datetime.date]] = []
        days = (day for day in self.calendar.off if day.weekday() < 5 and self._is_within(day))
        for day in sorted(days):
            if runs and _follows(day, runs[-1][-1]):
                runs[-1].append(day)
            else:
                runs.append([day])
        return [(self._name_of(run), run) for run in runs]

    def _name_of(self, run: list[datetime.date]) -> str:
        """The package names each day of Tết on its own, and bridge days by what they replace."""
        names = [self.calendar.names.get(day, "") for day in run]
        if any("Tết" in name and "Dương lịch" not in name for name in names):
            return "Tết Nguyên Đán"
        feasts = [name for name in names if name and not name.startswith("Ngày nghỉ")]
        return (feasts or ["lễ"])[0].partition(";")[0]


def _follows(day: datetime.date, before: datetime.date) -> bool:
    """Nothing but a weekend lies between."""
    gap = (day - before).days
    return gap == 1 or (gap == 3 and before.weekday() == 4)


def _span(*days: datetime.date) -> str:
    if len(days) == 1:
        return f"{days[0]:%d/%m/%Y}"
    return f"{days[0]:%d/%m}–{days[-1]:%d/%m/%Y}"


def _with_weekday(day: datetime.date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def _said_of(pause: Pause) -> str:
    if pause.last_day is None:
        return f"Tạm dừng từ {pause.first_day:%d/%m/%Y} theo {pause.decision}; đồng hồ đang dừng."
    days = (pause.last_day - pause.first_day).days + 1
    return (
        f"Không tính {days} ngày tạm dừng {_span(pause.first_day, pause.last_day)}"
        f" theo {pause.decision}."
    )
