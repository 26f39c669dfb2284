"""Due dates of a case: the time limits of the law, laid over the dated facts of the case.

Due dates are computed, never stored. The law stands in office.TimeLimit, chosen by the regime that
the decision's date froze, so an old case keeps its old limits.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from inspections.choices import OVER, MilestoneKind
from office import calendar, law
from office.models import TimeLimit

if TYPE_CHECKING:
    from inspections.models import Inspection

Event, Step, DayKind = TimeLimit.Event, TimeLimit.Step, TimeLimit.DayKind
SOON = 7
# Cases here run for months; a limit of 60 working days reaches into the next year.
YEARS_AHEAD = 2

# The milestone that ends each step. Publishing and the direction to implement have none here yet.
ENDS = {
    Step.ANNOUNCE: MilestoneKind.ANNOUNCED,
    Step.ON_SITE: MilestoneKind.ON_SITE_ENDED,
    Step.RESULT_REPORT: MilestoneKind.REPORT_RECEIVED,
    Step.ORDER_DRAFT: MilestoneKind.DRAFT_ORDERED,
    Step.DRAFT_CONCLUSION: MilestoneKind.DRAFT_RECEIVED,
    Step.CONCLUDE: MilestoneKind.CONCLUDED,
}
ORDER = list(Step)


class DeadlineState(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    LATE = "late"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    NOT_RECORDED = "not_recorded"  # the case went on without this fact being recorded
    UNTRACKED = "untracked"


@dataclass(frozen=True)
class Deadline:
    """One time limit of one case, with everything that lets a person check it by hand."""

    step: str
    name: str
    days: int
    day_kind: str
    counted_from: str
    counted_on: datetime.date | None
    article: str
    due_on: datetime.date | None
    done_on: datetime.date | None
    state: DeadlineState
    # Days left to the due date; below zero, days late.
    days_left: int = 0
    # How many days have passed since the start, for the bar.
    days_passed: int = 0
    span: int = 0
    # What the law allows, where the decision says something else.
    legal_days: int | None = None
    legal_day_kind: str = ""
    is_verified: bool = True

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
        return self.state in {DeadlineState.RUNNING, DeadlineState.LATE}

    @property
    def is_ahead(self) -> bool:
        """Nobody records here that it was done, but its day is still to come."""
        return self.state == DeadlineState.UNTRACKED and self.days_left >= 0

    @property
    def is_late(self) -> bool:
        return self.state == DeadlineState.LATE

    @property
    def is_soon(self) -> bool:
        return self.state == DeadlineState.RUNNING and self.days_left <= SOON

    @property
    def in_words(self) -> str:
        late = -self.days_left
        return {
            DeadlineState.NOT_STARTED: "chưa bắt đầu tính",
            DeadlineState.RUNNING: f"còn {self.days_left} ngày"
            if self.days_left
            else "hết hạn hôm nay",
            DeadlineState.LATE: f"trễ {late} ngày",
            DeadlineState.DONE_IN_TIME: "đúng hạn",
            DeadlineState.DONE_LATE: f"xong trễ {late} ngày",
            DeadlineState.NOT_RECORDED: "chưa ghi mốc hoàn thành",
            DeadlineState.UNTRACKED: "theo dõi ngoài bảng này",
        }[self.state]


def due_dates(inspection: "Inspection", *, today: datetime.date) -> list[Deadline]:
    """The deadlines of one case in the order of its steps; empty before the decision is signed."""
    return due_dates_of([inspection], today=today)[inspection.pk]


def due_dates_of(
    inspections: Sequence["Inspection"], *, today: datetime.date
) -> dict[int, list[Deadline]]:
    """The deadlines of many cases in two queries, given prefetched decisions and milestones."""
    limits = _limits_of({case.regime_id for case in inspections if case.regime_id})
    days = calendar.calendar_of(_years(inspections, today)) if limits else None
    found = {}
    for case in inspections:
        rows = _chosen(limits[case.regime_id], case.level)
        found[case.pk] = [_deadline(case, row, today=today, days=days) for row in rows]
    return found


def _limits_of(regimes: set[int]) -> dict[int | None, list[TimeLimit]]:
    found: dict[int | None, list[TimeLimit]] = defaultdict(list)
    if regimes:
        rows = TimeLimit.objects.filter(regime__in=regimes).select_related("provision__document")
        for row in rows.order_by("pk"):
            found[row.regime_id].append(row)
    return found


def _years(inspections: Iterable["Inspection"], today: datetime.date) -> range:
    known = [today.year]
    for case in inspections:
        known += [day.year for day in _facts(case).values()]
    return range(min(known), max(known) + YEARS_AHEAD)


def _chosen(rows: Iterable[TimeLimit], level: str) -> list[TimeLimit]:
    """One row a step: the level's own before the one for all levels."""
    chosen: dict[str, TimeLimit] = {}
    for row in rows:
        if row.level == level or (not row.level and row.step not in chosen):
            chosen[row.step] = row
    return sorted(chosen.values(), key=lambda row: ORDER.index(Step(row.step)))


def _facts(inspection: "Inspection") -> dict[str, datetime.date]:
    """The dated facts from which limits are counted, by the name of the event."""
    facts = {milestone.kind: milestone.happened_on for milestone in inspection.milestones.all()}
    decision = inspection.first_decision
    if decision and decision.signed_on:
        facts[Event.DECIDED] = decision.signed_on
    return facts


def _deadline(
    inspection: "Inspection",
    row: TimeLimit,
    *,
    today: datetime.date,
    days: calendar.Calendar | None,
) -> Deadline:
    facts = _facts(inspection)
    start, done = facts.get(row.counted_from), facts.get(ENDS.get(Step(row.step), ""))
    limit, kind = _limit_in_force(inspection, row)
    due = None
    if start and days:
        due = calendar.add_days(start, limit, working=kind == DayKind.WORKING, calendar=days)
    written = (limit, kind) != (row.days, row.day_kind)
    return Deadline(
        step=row.step,
        name=in_words_of(inspection, row.get_step_display()),
        days=limit,
        day_kind=DayKind(kind).label,
        counted_from=in_words_of(inspection, row.get_counted_from_display()),
        counted_on=start,
        article=law.cite(row.provision),
        due_on=due,
        done_on=done,
        state=_state(inspection, row, due=due, done=done, today=today),
        days_left=(due - (done or today)).days if due else 0,
        days_passed=max(0, min(((done or today) - start).days, (due - start).days))
        if due and start
        else 0,
        span=(due - start).days if due and start else 0,
        legal_days=row.days if written else None,
        legal_day_kind=row.get_day_kind_display() if written else "",
        is_verified=row.is_verified,
    )


def _limit_in_force(inspection: "Inspection", row: TimeLimit) -> tuple[int, str]:
    """The on-site limit is what the decision says; the law's own number stands beside it."""
    decision = inspection.first_decision
    if row.step == Step.ON_SITE and decision and decision.limit_days:
        return decision.limit_days, decision.limit_day_kind
    return row.days, row.day_kind


def _state(
    inspection: "Inspection",
    row: TimeLimit,
    *,
    due: datetime.date | None,
    done: datetime.date | None,
    today: datetime.date,
) -> DeadlineState:
    if row.step not in ENDS:
        return DeadlineState.UNTRACKED if due else DeadlineState.NOT_STARTED
    if done:
        is_late = due is not None and done > due
        return DeadlineState.DONE_LATE if is_late else DeadlineState.DONE_IN_TIME
    if inspection.state in OVER:
        return DeadlineState.NOT_RECORDED
    if due is None:
        return DeadlineState.NOT_STARTED
    return DeadlineState.LATE if today > due else DeadlineState.RUNNING


def in_words_of(inspection: "Inspection", words: str) -> str:
    """The words of thanh tra and kiểm tra never mix: a check has a “thời hạn kiểm tra”."""
    return words if inspection.is_inspection else words.replace("thanh tra", "kiểm tra")
