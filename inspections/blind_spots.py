"""Which units were inspected too often, and which nobody has come to for years."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery

from inspections.choices import CaseState, DecisionKind, UnitKind
from inspections.models import AuditedUnit, Decision, Inspection, Unit

# Provinces as areas and teams are nobody's to inspect.
NOT_INSPECTED = (UnitKind.AREA, UnitKind.TEAM)
NOT_HELD = (CaseState.PREPARING, CaseState.DROPPED)


@dataclass
class Visits:
    """What is known of the cases at one unit, those of its predecessors among them."""

    days: list[tuple[datetime.date, str, str]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.days)

    @property
    def last_on(self) -> datetime.date | None:
        return max(self.days)[0] if self.days else None

    @property
    def last_code(self) -> str:
        return max(self.days)[1] if self.days else ""

    @property
    def former_name(self) -> str:
        """The name of the predecessor where the last case was held, if it was not the unit."""
        return max(self.days)[2] if self.days else ""


def visits_of_units(user: Any) -> dict[int, Visits]:
    """Every unit of today that was inspected or checked, by its key; three queries.

    Cases count from the day of their decision. What a unit's predecessors went through is its own.
    A case that only its team may know of counts for those who may see it.
    """
    known = Inspection.objects.known_to_planners(user).exclude(state__in=NOT_HELD)
    decided = Decision.objects.filter(
        inspection=OuterRef("inspection"), kind=DecisionKind.FIRST, signed_on__isnull=False
    ).order_by("pk")
    rows = (
        AuditedUnit.objects.filter(excluded_reason="", inspection__in=known)
        .annotate(day=Subquery(decided.values("signed_on")[:1]))
        .filter(day__isnull=False)
        .order_by("pk")
        .values_list("unit", "unit__name", "day", "inspection__code")
    )
    heirs = _heirs()
    found: dict[int, Visits] = {}
    for unit, name, day, code in rows:
        heir = _last_of(unit, heirs)
        former = name if heir != unit else ""
        found.setdefault(heir, Visits()).days.append((day, code, former))
    return found


def _heirs() -> dict[int, int]:
    rows = Unit.objects.filter(successor__isnull=False).order_by("pk")
    return {unit: heir for unit, heir in rows.values_list("pk", "successor") if heir}


def _last_of(unit: int, heirs: dict[int, int]) -> int:
    seen = {unit}
    while unit in heirs and heirs[unit] not in seen:
        unit = heirs[unit]
        seen.add(unit)
    return unit


def units_asked_for(*, kind: str, parent: str, words: str, today: datetime.date) -> QuerySet[Unit]:
    """Units of today by kind, words of their name and words of the body above them."""
    units = Unit.objects.existing_on(today).exclude(kind__in=NOT_INSPECTED)
    if kind:
        units = units.filter(kind=kind)
    if words:
        units = units.matching(words)
    if parent:
        units = units.filter(parent__in=Unit.objects.matching(parent))
    return units.select_related("parent")


def not_visited_since(
    units: QuerySet[Unit], visits: dict[int, Visits], since: datetime.date
) -> QuerySet[Unit]:
    """Those of `units` to which nobody came from that day on; never visited before long ago."""
    recent = [key for key, known in visits.items() if known.last_on and known.last_on >= since]
    last = (
        AuditedUnit.objects.filter(unit=OuterRef("pk"), excluded_reason="")
        .filter(Q(inspection__decisions__kind=DecisionKind.FIRST))
        .order_by()
        .values("unit")
        .annotate(day=Max("inspection__decisions__signed_on"))
        .values("day")
    )
    return (
        units.exclude(pk__in=recent)
        .annotate(last_day=Subquery(last))
        .order_by(F("last_day").asc(nulls_first=True), "name", "pk")
    )


def most_visited(units: QuerySet[Unit], visits: dict[int, Visits]) -> list[Unit]:
    """Those of `units` that were visited at all, the most often visited first."""
    found: Iterable[Unit] = units.filter(pk__in=list(visits))
    return sorted(found, key=lambda unit: (-visits[unit.pk].count, unit.name, unit.pk))
