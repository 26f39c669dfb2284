"""What holds in a case: its first decision and everything that amended it, folded in legal order.

The order is that of the signatures, never that of entry: a decision issued on paper last week and
typed in today stands before the one that was issued here yesterday.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from inspections.choices import DecisionKind, MemberAct, TeamRole
from inspections.models import AuditedUnit, Decision, Inspection, MemberChange, TeamMember
from office.models import TimeLimit

ONE_DAY = datetime.timedelta(days=1)
RANK = {role: place for place, role in enumerate(TeamRole)}


class Extension(NamedTuple):
    """Days added to the time limit; `ordinal` counts the extensions of the case from 1."""

    signed_on: datetime.date
    days: int
    day_kind: str
    ordinal: int
    decision: Decision


class Pause(NamedTuple):
    """Days on which the clock stands still, both included; open until resumed without `last_day`."""

    first_day: datetime.date
    last_day: datetime.date | None
    decision: Decision

    def covers(self, day: datetime.date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def meets(self, other: "Pause") -> bool:
        """The two share a day."""
        begins_in_time = other.last_day is None or self.first_day <= other.last_day
        return begins_in_time and (self.last_day is None or other.first_day <= self.last_day)


class Seat(NamedTuple):
    """A person's role in the team and the amending decision that gave it (none: the first)."""

    person: Any
    role: str
    decision: Decision | None

    @property
    def role_in_words(self) -> str:
        return str(TeamRole(self.role).label)


@dataclass(frozen=True)
class InForce:
    """What holds on a day. `limit_days` is the first decision's; extensions come on top."""

    inspection: Inspection
    # The signed decisions up to the day, in legal order.
    chain: tuple[Decision, ...]
    limit_days: int | None
    limit_day_kind: str
    extensions: tuple[Extension, ...]
    pauses: tuple[Pause, ...]
    stopped_on: datetime.date | None

    @property
    def total_days(self) -> int | None:
        """The limit with its extensions, as the decision after the last of them says it."""
        if self.limit_days is None:
            return None
        return self.limit_days + sum(each.days for each in self.extensions)

    def pause_on(self, day: datetime.date) -> Pause | None:
        """The suspension that covers a day, or None."""
        return next((pause for pause in self.pauses if pause.covers(day)), None)

    # Asked by few pages, so that lists fold limits and pauses without loading people and units.
    @cached_property
    def team(self) -> tuple[Seat, ...]:
        """Members and roles, the leader first."""
        rows = self.inspection.members(manager="ever").select_related("person").order_by("pk")
        return _team(rows, _changes_of(self.chain))

    @cached_property
    def units(self) -> tuple[AuditedUnit, ...]:
        """The units where the work is done: not excluded, not stopped."""
        signed = {decision.pk for decision in self.chain}
        rows = self.inspection.audited_units.select_related("unit").order_by("position", "pk")
        return tuple(row for row in rows if _is_in_scope(row, signed))


def in_force(inspection: Inspection, on: datetime.date | None = None) -> InForce:
    """What holds on a day, or by everything signed so far.

    Reads `inspection.decisions.all()`, so lists prefetch it; `team` and `units` ask when read.
    """
    return folded(inspection, inspection.decisions.all(), on=on)


def folded(
    inspection: Inspection, decisions: Iterable[Decision], *, on: datetime.date | None = None
) -> InForce:
    """The fold of these decisions; the order in which they come does not matter."""
    signed = (row for row in decisions if row.signed_on and (on is None or row.signed_on <= on))
    chain = tuple(sorted(signed, key=_legal_order))
    first = next((row for row in chain if row.kind == DecisionKind.FIRST), None)
    return InForce(
        inspection=inspection,
        chain=chain,
        limit_days=first.limit_days if first else None,
        limit_day_kind=first.limit_day_kind if first else TimeLimit.DayKind.CALENDAR,
        extensions=tuple(_extensions(chain)),
        pauses=tuple(_pauses(chain)),
        stopped_on=next((row.begins_on for row in chain if _stops_all(row)), None),
    )


def tell_pauses(inspections: Iterable[Inspection], *, today: datetime.date) -> None:
    """Let the cases say whether they stand still today. Lists prefetch `decisions`."""
    for inspection in inspections:
        inspection.is_paused = in_force(inspection).pause_on(today) is not None


def _legal_order(decision: Decision) -> tuple[Any, ...]:
    """By the day it was signed; of one day, the first decision, then the smaller number."""
    digits = decision.number if decision.number.isdecimal() else ""
    return (
        decision.signed_on,
        decision.is_amending,
        int(digits[:18] or 0),
        decision.number,
        decision.symbol,
    )


def _extensions(chain: Iterable[Decision]) -> Iterable[Extension]:
    rows = [row for row in chain if row.kind == DecisionKind.EXTEND]
    for ordinal, row in enumerate(rows, start=1):
        if row.signed_on:
            yield Extension(row.signed_on, row.limit_days or 0, row.limit_day_kind, ordinal, row)


def _pauses(chain: Iterable[Decision]) -> list[Pause]:
    pauses: list[Pause] = []
    for row in chain:
        day = row.begins_on
        if day is None:
            continue
        if row.kind == DecisionKind.SUSPEND:
            pauses.append(Pause(day, row.last_day, row))
        elif row.kind == DecisionKind.RESUME:
            _end_pause(pauses, day)
    return sorted(pauses, key=lambda pause: pause.first_day)


def _end_pause(pauses: list[Pause], day: datetime.date) -> None:
    """The work goes on again on `day`, so the pause that covers it ends the day before."""
    for place, pause in enumerate(pauses):
        if pause.covers(day):
            if pause.first_day == day:
                del pauses[place]
            else:
                pauses[place] = pause._replace(last_day=day - ONE_DAY)
            return


def _stops_all(decision: Decision) -> bool:
    return decision.kind == DecisionKind.STOP and not decision.in_part


def _changes_of(chain: Iterable[Decision]) -> list[MemberChange]:
    """The member changes of the chain in its order: one query, or what was prefetched."""
    rows = [row for row in chain if row.kind == DecisionKind.CHANGE_MEMBERS]
    found = MemberChange.objects.filter(decision__in=rows).select_related("person").order_by("pk")
    by_decision: dict[int, list[MemberChange]] = {row.pk: [] for row in rows}
    for change in found:
        by_decision[change.decision_id].append(change)
    changes = []
    for row in rows:
        for change in by_decision[row.pk]:
            change.decision = row
            changes.append(change)
    return changes


def _team(rows: Iterable[TeamMember], changes: list[MemberChange]) -> tuple[Seat, ...]:
    seats = {
        row.person_id: Seat(row.person, row.role, None) for row in rows if row.joined_by_id is None
    }
    # Who was in it from the beginning began with the role that the first change found.
    for change in reversed(changes):
        if change.person_id in seats and change.role_before:
            seats[change.person_id] = Seat(change.person, change.role_before, None)
    for change in changes:
        if change.act == MemberAct.OUT:
            seats.pop(change.person_id, None)
        else:
            seats[change.person_id] = Seat(change.person, change.role, change.decision)
    return tuple(
        sorted(seats.values(), key=lambda seat: (RANK[TeamRole(seat.role)], seat.person.pk))
    )


def _is_in_scope(row: AuditedUnit, signed: set[int]) -> bool:
    if row.added_by_id is not None and row.added_by_id not in signed:
        return False
    if row.stopped_by_id is not None:
        return row.stopped_by_id not in signed
    return not row.is_excluded
