"""Due dates of a case: the time limits of the law, laid over the dated facts of the case.

Due dates are computed, never stored. The law stands in office.TimeLimit, chosen by the regime that
the decision's date froze, so an old case keeps its old limits. Which step comes when, from which
event it is counted and with which it ends are rows too: a new law needs no line here.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from inspections.choices import OVER, CaseState, MilestoneKind
from inspections.counting import Count
from inspections.folding import Extension, InForce, Pause, folded
from office import calendar, law
from office.models import LegalEvent, TimeLimit

if TYPE_CHECKING:
    from inspections.models import Decision, Inspection

DayKind, Step = TimeLimit.DayKind, TimeLimit.Step
SOON = 7
# Cases here run for months; a limit of 60 working days reaches into the next year.
YEARS_AHEAD = 2
GIVEN_UP = {CaseState.STOPPED, CaseState.DROPPED}


class DeadlineState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    SUSPENDED = "suspended"  # the clock stands still
    LATE = "late"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    WAITING = "waiting"  # not to be done before its day
    DONE_EARLY = "done_early"
    NOT_RECORDED = "not_recorded"  # the case went on without this fact being recorded
    ENDED = "ended"  # the case was stopped or dropped


@dataclass(frozen=True)
class Deadline:
    """One time limit of one case, with everything that lets a person check it by hand."""

    step: str
    step_id: int
    event: str
    name: str
    done_by: str
    paper: str
    days: int
    kind: str
    # The event it is counted from: its code, and its name as read after “kể từ ngày”.
    starts_with: str
    counted_from: str
    counted_on: datetime.date | None
    article: str
    done_on: datetime.date | None
    state: DeadlineState
    today: datetime.date
    count: Count | None = None
    extensions: tuple["Extended", ...] = ()
    # What the law allows, beside what the decision says.
    legal_days: int | None = None
    legal_day_kind: str = ""
    # How much longer a complex matter may take, where no decision extends it.
    extra_days: int = 0
    is_minimum: bool = False
    is_verified: bool = True

    @property
    def due_on(self) -> datetime.date | None:
        """The last day in time; of a minimum, the first."""
        if self.count is None:
            return None
        return self.count.last_day if self.is_minimum else self.count.due_on

    @property
    def days_left(self) -> int:
        """Days left to the due date when it was done, or today; below zero, days late."""
        return (self.due_on - (self.done_on or self.today)).days if self.due_on else 0

    @property
    def span(self) -> int:
        return (self.due_on - self.counted_on).days if self.due_on and self.counted_on else 0

    @property
    def days_passed(self) -> int:
        """How many days have passed since the start, for the bar; never more than there are."""
        if self.counted_on is None:
            return 0
        passed = ((self.done_on or self.today) - self.counted_on).days
        return max(0, min(passed, self.span))

    @property
    def counting(self) -> list[str]:
        """How the due date is counted, step by step."""
        return self.count.in_words if self.count else []

    @property
    def day_kind(self) -> str:
        return str(DayKind(self.kind).label)

    @property
    def limit(self) -> str:
        return f"{self.days} {self.day_kind}"

    @property
    def legal_limit(self) -> str:
        return f"{self.legal_days} {self.legal_day_kind}" if self.legal_days is not None else ""

    @property
    def is_longer_than_law(self) -> bool:
        return self.legal_days is not None and self.days > self.legal_days

    @property
    def is_open(self) -> bool:
        """It is running or late: somebody still has to do it."""
        return self.state in {DeadlineState.RUNNING, DeadlineState.LATE, DeadlineState.SUSPENDED}

    @property
    def is_late(self) -> bool:
        return self.state == DeadlineState.LATE

    @property
    def is_soon(self) -> bool:
        return self.state == DeadlineState.RUNNING and self.days_left <= SOON

    @property
    def needs_reason(self) -> bool:
        """It is or was late: who answers for it says why."""
        return self.state in {DeadlineState.LATE, DeadlineState.DONE_LATE}

    def laid_from(self, start: datetime.date, days: calendar.Calendar) -> "Deadline":
        """The same limit as if its event came on that day."""
        return replace(self, counted_on=start, count=Count(start, self.days, self.kind, days))

    @property
    def is_too_early(self) -> bool:
        return self.state == DeadlineState.DONE_EARLY

    @property
    def took(self) -> str:
        """How long it lasted, both days counted as people count them: “8 ngày (6 ngày làm việc)”."""
        if self.count is None or self.done_on is None or self.done_on < self.count.start:
            return ""
        days = (self.done_on - self.count.start).days + 1
        worked = self.count.calendar.working_days_between(self.count.start, self.done_on)
        return f"{days} ngày ({worked} ngày làm việc)"

    @cached_property
    def in_words(self) -> str:
        left, late = self.days_left, -self.days_left
        return {
            DeadlineState.NOT_STARTED: "chưa bắt đầu tính",
            DeadlineState.RUNNING: f"còn {left} ngày" if left else "hết hạn hôm nay",
            DeadlineState.SUSPENDED: "đang tạm dừng",
            DeadlineState.LATE: f"trễ {late} ngày",
            DeadlineState.DONE_IN_TIME: "đúng hạn",
            DeadlineState.DONE_LATE: f"xong trễ {late} ngày",
            DeadlineState.WAITING: f"sớm nhất {self.due_on:%d/%m/%Y}" if self.due_on else "",
            DeadlineState.DONE_EARLY: f"sớm {left} ngày",
            DeadlineState.NOT_RECORDED: "chưa ghi mốc hoàn thành",
            DeadlineState.ENDED: "không còn tính",
        }[self.state]


@dataclass(frozen=True)
class Extended:
    """One extension beside the most that the law allows for it."""

    days: int
    day_kind: str
    ordinal: int
    label: str
    legal_days: int | None

    @property
    def is_longer_than_law(self) -> bool:
        return self.legal_days is not None and self.days > self.legal_days


def due_dates(inspection: "Inspection", *, today: datetime.date) -> list[Deadline]:
    """The deadlines of one case in the order of its steps; empty before the decision is signed."""
    return due_dates_of([inspection], today=today)[inspection.pk]


def due_dates_of(
    inspections: Sequence["Inspection"], *, today: datetime.date
) -> dict[int, list[Deadline]]:
    """The deadlines of many cases in two queries, given prefetched decisions and milestones."""
    limits = limits_of({case.regime_id for case in inspections if case.regime_id})
    facts = {case.pk: facts_of(case) for case in inspections}
    days = calendar.calendar_of(years_of(facts.values(), today)) if limits else None
    found = {}
    for case in inspections:
        rows = chosen(limits[case.regime_id], case.level)
        laid = Laid(case, rows, facts[case.pk], today, days, case.decisions.all())
        found[case.pk] = [deadline for row in rows if (deadline := laid.deadline(row))]
    return found


def limits_of(regimes: set[int], *, cited: bool = True) -> dict[int | None, list[TimeLimit]]:
    """The limits of each regime in the order of their steps; `cited` reads their articles too."""
    found: dict[int | None, list[TimeLimit]] = defaultdict(list)
    if regimes:
        related = ("step__counted_from", "step__ends_with")
        rows = TimeLimit.objects.filter(step__regime__in=regimes).select_related(
            *related, *(["provision__document"] if cited else [])
        )
        for row in rows.order_by("step__position", "pk"):
            found[row.step.regime_id].append(row)
    return found


def years_of(facts: Iterable[Mapping[str, datetime.date]], today: datetime.date) -> range:
    """The years whose days off may count."""
    known = [today.year, *(day.year for days in facts for day in days.values())]
    return range(min(known), max(known) + YEARS_AHEAD)


def chosen(rows: Iterable[TimeLimit], level: str) -> list[TimeLimit]:
    """One row a step: the level's own before the one for all levels."""
    found: dict[int, TimeLimit] = {}
    for row in rows:
        if row.level == level or (not row.level and row.step_id not in found):
            found[row.step_id] = row
    return sorted(found.values(), key=lambda row: (row.step.position, row.step_id))


def facts_of(inspection: "Inspection") -> dict[str, datetime.date]:
    """The dated facts from which limits are counted, by the code of the event."""
    facts = {row.event_id: row.happened_on for row in inspection.milestones.all()}
    decision = inspection.first_decision
    if decision and decision.signed_on:
        facts[MilestoneKind.DECIDED] = decision.signed_on
    return facts


@dataclass(frozen=True)
class Laid:
    """The law laid over one case on one day."""

    inspection: "Inspection"
    rows: Sequence[TimeLimit]
    facts: Mapping[str, datetime.date]
    today: datetime.date
    calendar: calendar.Calendar | None
    decisions: Iterable["Decision"]
    # Whether each deadline names its article, for which the law must have been read.
    cited: bool = True

    @cached_property
    def in_force(self) -> InForce:
        return folded(self.inspection, self.decisions)

    def open_ones(self) -> Iterator[Deadline]:
        """Those that somebody still has to meet; what cannot be one is not counted first."""
        for row in self.rows:
            deadline = self.deadline(row) if self._may_be_open(row) else None
            if deadline and deadline.is_open:
                yield deadline

    def _may_be_open(self, row: TimeLimit) -> bool:
        begins, ends = row.step.counted_from, row.step.ends_with
        return (
            begins is not None
            and begins.code in self.facts
            and ends.code not in self.facts
            and not row.is_minimum
            and self._left_behind(ends) is None
        )

    def deadline(self, row: TimeLimit) -> Deadline | None:
        """None where neither the law nor the decision says how long the step may last."""
        step = row.step
        is_on_site = step.ends_with.code == MilestoneKind.ON_SITE_ENDED
        days, kind = self._limit(row, is_on_site=is_on_site)
        if days is None:
            return None
        extensions = self.in_force.extensions if is_on_site else ()
        pauses = self.in_force.pauses if is_on_site else ()
        count = self._count(row, days, kind, extensions, pauses)
        done = self.facts.get(step.ends_with.code)
        return Deadline(
            step=step.code,
            step_id=step.pk,
            event=step.ends_with.code,
            name=in_words_of(self.inspection, step.name),
            done_by=step.done_by,
            paper=in_words_of(self.inspection, step.paper),
            days=days,
            kind=kind,
            starts_with=step.counted_from.code if step.counted_from else "",
            counted_from=in_words_of(
                self.inspection, step.counted_from.name if step.counted_from else ""
            ),
            counted_on=count.start if count else None,
            article=self._article(row),
            done_on=done,
            state=self._state(row, count, done),
            today=self.today,
            count=count,
            extensions=tuple(_beside_law(each, row) for each in extensions),
            legal_days=row.days if is_on_site and self._is_written else None,
            legal_day_kind=str(DayKind(row.day_kind).label),
            extra_days=0 if is_on_site else row.extension_days,
            is_minimum=row.is_minimum,
            is_verified=row.is_verified,
        )

    @property
    def _is_written(self) -> bool:
        return self.in_force.limit_days is not None

    def _limit(self, row: TimeLimit, *, is_on_site: bool) -> tuple[int | None, str]:
        """The on-site limit is what the decision says; the law's own number stands beside it."""
        if is_on_site and self._is_written:
            return self.in_force.limit_days, self.in_force.limit_day_kind
        return row.days, row.day_kind

    def _count(
        self,
        row: TimeLimit,
        days: int,
        kind: str,
        extensions: tuple[Extension, ...],
        pauses: tuple[Pause, ...],
    ) -> Count | None:
        event = row.step.counted_from
        start = self.facts.get(event.code) if event else None
        if start is None or self.calendar is None:
            return None
        return Count(
            start, days, kind, self.calendar, row.includes_first_day, extensions, tuple(pauses)
        )

    def _article(self, row: TimeLimit) -> str:
        if not self.cited:
            return ""
        return law.article_of(row) or str(self.inspection.first_decision or "")

    def _state(
        self,
        row: TimeLimit,
        count: Count | None,
        done: datetime.date | None,
    ) -> DeadlineState:
        if row.is_minimum:
            return self._state_of_minimum(count, done)
        due = count.due_on if count else None
        if done:
            is_late = due is not None and done > due
            return DeadlineState.DONE_LATE if is_late else DeadlineState.DONE_IN_TIME
        if over := self._left_behind(row.step.ends_with):
            # What never began was not needed in this case, as asking the peer head.
            return over if count else DeadlineState.ENDED
        if count is None:
            return DeadlineState.NOT_STARTED
        if due and self.today > due:
            return DeadlineState.LATE
        stands_still = due is None or self.in_force.pause_on(self.today) in count.pauses
        return DeadlineState.SUSPENDED if stands_still else DeadlineState.RUNNING

    def _state_of_minimum(self, count: Count | None, done: datetime.date | None) -> DeadlineState:
        earliest = count.last_day if count else None
        if earliest is None:
            return DeadlineState.NOT_STARTED if count is None else DeadlineState.WAITING
        if done:
            return DeadlineState.DONE_EARLY if done < earliest else DeadlineState.DONE_IN_TIME
        return DeadlineState.WAITING

    def _left_behind(self, event: LegalEvent) -> DeadlineState | None:
        """The case is over, or went on without this event being recorded."""
        if self.inspection.state in GIVEN_UP:
            return DeadlineState.ENDED
        is_after_conclusion = event.phase == LegalEvent.Phase.CONCLUDED
        if self.inspection.state == CaseState.CONCLUDED and is_after_conclusion:
            return None
        went_on = not is_after_conclusion and self._furthest > event.position
        return DeadlineState.NOT_RECORDED if self.inspection.state in OVER or went_on else None

    @cached_property
    def _furthest(self) -> int:
        """How far the case went: the position of the last step that is done."""
        ends = (row.step.ends_with for row in self.rows)
        return max((each.position for each in ends if each.code in self.facts), default=-1)


def _beside_law(extension: Extension, row: TimeLimit) -> Extended:
    """The first and second extension have a most by law; a third one has none to compare with."""
    legal = {1: row.extension_days, 2: row.second_extension_days}.get(extension.ordinal, 0)
    return Extended(
        days=extension.days,
        day_kind=DayKind(extension.day_kind).label,
        ordinal=extension.ordinal,
        label=str(extension.decision),
        legal_days=legal if row.days is not None else None,
    )


def in_words_of(inspection: "Inspection", words: str) -> str:
    """The words of thanh tra and kiểm tra never mix: a check has a “thời hạn kiểm tra”."""
    if inspection.is_inspection:
        return words
    return words.replace("thanh tra", "kiểm tra").replace("Thanh tra", "Kiểm tra")
