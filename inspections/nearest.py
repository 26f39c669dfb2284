"""The deadlines that still run, of as many cases as a list shows.

The rules are those of `inspections.deadlines`. What differs is what is read: a page of fifty cases
cannot pay for every column of every decision, nor for citing the law (`make bench`, G7).
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from inspections.choices import DecisionKind, MilestoneKind
from inspections.deadlines import Deadline, Laid, chosen, limits_of, years_of
from inspections.models import Decision, Inspection, Milestone
from office import calendar
from office.columns import among
from office.models import TimeLimit
from office.questions import SOME_KEYS, Question

# What must be read of a case, and is read of its decisions.
OF_CASES = ("kind", "level", "state", "regime_id")
OF_DECISIONS = (
    *("inspection_id", "kind", "number", "symbol", "signed_on"),
    *("limit_days", "limit_day_kind", "first_day", "last_day", "in_part"),
)
EVENTS_OF = Question(
    lambda cases: (
        Milestone.objects.filter(among("inspection", cases))
        .order_by("pk")
        .values_list("inspection_id", "event_id", "happened_on")
    ),
    SOME_KEYS,
)


class Nearest:
    """First decisions, pauses and open deadlines of these cases on one day; four queries."""

    def __init__(self, cases: Sequence[Inspection], *, today: datetime.date):
        self._today = today
        self._decisions: dict[int, list[Decision]] = {case.pk: [] for case in cases}
        decisions = Decision.objects.filter(among("inspection", self._decisions)).order_by("pk")
        for row in decisions.only(*OF_DECISIONS):
            self._decisions[row.inspection_id].append(row)
        facts = self._facts()
        days = calendar.calendar_of(years_of(facts.values(), today))
        limits = _limits_for(cases)
        self._laid = {
            case.pk: Laid(
                case,
                limits[case.regime_id, case.level],
                facts[case.pk],
                today,
                days,
                self._decisions[case.pk],
                cited=False,
            )
            for case in cases
        }

    def decision_of(self, case: Inspection) -> Decision | None:
        """The first decision, signed or not."""
        decisions = self._decisions[case.pk]
        return next((row for row in decisions if row.kind == DecisionKind.FIRST), None)

    def is_paused(self, case: Inspection) -> bool:
        return self._laid[case.pk].in_force.pause_on(self._today) is not None

    def open_of(self, case: Inspection) -> Iterator[Deadline]:
        """What somebody still has to do in time, in the order of the steps; no article is cited."""
        return self._laid[case.pk].open_ones()

    def _facts(self) -> Mapping[int, dict[str, datetime.date]]:
        facts: dict[int, dict[str, datetime.date]] = {key: {} for key in self._decisions}
        for key, event, day in EVENTS_OF(list(facts)):
            facts[key][str(event)] = day
        for key, decisions in self._decisions.items():
            for row in decisions:
                if row.kind == DecisionKind.FIRST and row.signed_on:
                    facts[key][MilestoneKind.DECIDED] = row.signed_on
        return facts


def _limits_for(cases: Sequence[Inspection]) -> dict[tuple[int | None, str], list[TimeLimit]]:
    """The limits of each regime and level that stand in the list, chosen once."""
    limits = limits_of({case.regime_id for case in cases if case.regime_id}, cited=False)
    kinds = {(case.regime_id, case.level) for case in cases}
    return {(regime, level): chosen(limits[regime], level) for regime, level in kinds}
