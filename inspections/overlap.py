"""Overlap (chồng chéo): a unit that is to be inspected twice, by ourselves or with another body.

Khoản 3 Điều 4, khoản 3 Điều 56 Luật Thanh tra 2025: one content of one unit is the object of one
body only. A unit stands for those it came from and those that came after it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from inspections import matters
from inspections.choices import BodyKind, CaseKind, CaseState
from inspections.models import (
    AuditedUnit,
    Inspection,
    OutsideItem,
    OverlapRule,
    OverlapSettlement,
    PlanItem,
    Unit,
)
from office import law
from office.workflow import Problem

Owner = Inspection | PlanItem
OVER = (CaseState.DROPPED,)


@dataclass(frozen=True)
class Undertaking:
    """What somebody does, or means to do, at one unit."""

    key: str
    unit: Unit
    body: str
    body_kind: str
    what: str
    content: str
    year: int
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    url: str = ""

    @property
    def period(self) -> str:
        days = [f"{day:%d/%m/%Y}" if day else "…" for day in (self.period_from, self.period_to)]
        return "–".join(days) if self.period_from or self.period_to else ""


@dataclass(frozen=True)
class Overlap:
    """One unit of ours that meets one undertaking."""

    unit: Unit
    other: Undertaking
    # The words that both contents share; none when only the year is the same.
    shared: tuple[str, ...] = ()
    rule: OverlapRule | None = None
    settlement: OverlapSettlement | None = None
    mend: str = ""

    @property
    def is_same_matter(self) -> bool:
        return bool(self.shared)

    @property
    def is_open(self) -> bool:
        return self.settlement is None

    @property
    def text(self) -> str:
        """Who, what and when, in one sentence."""
        other = self.other
        was = f" (khi đó là {other.unit})" if other.unit != self.unit else ""
        when = f", thời kỳ {other.period}" if other.period else ""
        said = f"{self.unit}{was}: {other.what} của {other.body}, năm {other.year}{when}"
        if self.shared:
            return f"{said}; cùng nội dung “{'”, “'.join(self.shared[:3])}”."
        return f"{said}; cùng năm, khác nội dung."

    @property
    def rule_text(self) -> str:
        """The law's rule with its article, and whether somebody compared it with the law."""
        if self.rule is None:
            return ""
        unchecked = "" if self.rule.is_verified else "; chưa đối chiếu văn bản"
        return f"{self.rule.text} ({law.cite(self.rule.provision, in_full=False)}{unchecked})"


@dataclass(frozen=True)
class _Own:
    """What is asked for: an owner with its units, content, period and year."""

    owner: Owner
    units: tuple[Unit, ...]
    content: str
    year: int
    page: str

    @property
    def period(self) -> tuple[datetime.date | None, datetime.date | None]:
        return self.owner.period_from, self.owner.period_to


def overlaps_of(owner: Owner, *, user: Any = None) -> list[Overlap]:
    """The overlaps of one case or one item of a plan, the same matter first."""
    return overlaps_of_many([owner], user=user)[owner.pk]


def overlaps_of_many(owners: Sequence[Owner], *, user: Any = None) -> dict[int, list[Overlap]]:
    """The overlaps of many owners of one kind, by their keys; the queries do not grow with them.

    A case that is only for its team is told to those who may see it; without `user`, to nobody.
    """
    own = [_own(owner) for owner in owners]
    family = _families({unit.pk for each in own for unit in each.units})
    relatives = {key for keys in family.values() for key in keys}
    met = _undertakings(relatives, user=user) if relatives else []
    rules = _rules() if met else {}
    by_unit: dict[int, list[Undertaking]] = defaultdict(list)
    for each in met:
        by_unit[each.unit.pk].append(each)
    return {each.owner.pk: _met(each, by_unit, family, rules) for each in own}


def problems(owner: Owner) -> list[Problem]:
    """The overlaps of the same matter that nobody has settled."""
    return [
        Problem(f"Chồng chéo chưa xử lý: {each.text}", each.mend)
        for each in overlaps_of(owner)
        if each.is_same_matter and each.is_open
    ]


def problems_of_many(owners: Sequence[Owner]) -> list[Problem]:
    """The same for all items of a plan."""
    found = overlaps_of_many(owners)
    return [
        Problem(f"Chồng chéo chưa xử lý: {each.text}", each.mend)
        for owner in owners
        for each in found[owner.pk]
        if each.is_same_matter and each.is_open
    ]


def page_of_overlaps(owner: Owner) -> str:
    """Where the overlaps of a case or an item are settled."""
    if isinstance(owner, PlanItem):
        return reverse("inspections:item_overlaps", args=[owner.plan.code, owner.pk])
    return reverse("inspections:overlaps", args=[owner.code])


# --- What is ours ---------------------------------------------------------------------------------
def _own(owner: Owner) -> _Own:
    if isinstance(owner, PlanItem):
        units = tuple(owner.units.all())
        content = owner.content or owner.subject
        return _Own(owner, units, content, owner.plan.year, page_of_overlaps(owner))
    rows = owner.audited_units.all()
    units = tuple(row.unit for row in rows if not row.is_excluded)
    return _Own(owner, units, _content_of(owner), _year_of(owner), page_of_overlaps(owner))


def _content_of(inspection: Inspection) -> str:
    decision = inspection.first_decision
    return (decision.content if decision else "") or inspection.subject


def _year_of(inspection: Inspection) -> int:
    if inspection.plan_item_id and inspection.plan_item is not None:
        return inspection.plan_item.plan.year
    decision = inspection.first_decision
    day = decision and (decision.signed_on or decision.planned_from)
    return (day or timezone.localdate(inspection.opened_at)).year


def _families(keys: set[int]) -> dict[int, set[int]]:
    """Each unit with those it came from and those that came after it."""
    if not keys:
        return {}
    rows = Unit.objects.filter(successor__isnull=False).order_by("pk")
    heirs = {unit: heir for unit, heir in rows.values_list("pk", "successor") if heir}
    born: dict[int, set[int]] = defaultdict(set)
    for unit, heir in heirs.items():
        born[heir].add(unit)
    return {key: _before(key, born) | _after(key, heirs) for key in keys}


def _before(key: int, born: dict[int, set[int]]) -> set[int]:
    seen, waiting = {key}, [key]
    while waiting:
        fresh = born.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting += fresh
    return seen


def _after(key: int, heirs: dict[int, int]) -> set[int]:
    seen = {key}
    while key in heirs and heirs[key] not in seen:
        key = heirs[key]
        seen.add(key)
    return seen


# --- What they meet -------------------------------------------------------------------------------
def _undertakings(units: set[int], *, user: Any) -> list[Undertaking]:
    return [*_cases(units, user), *_items(units), *_outside(units)]


def _cases(units: set[int], user: Any) -> Iterable[Undertaking]:
    known = Inspection.objects.known_to_planners(user)
    rows = (
        AuditedUnit.objects.filter(unit__in=units, excluded_reason="", inspection__in=known)
        .exclude(inspection__state__in=OVER)
        .select_related("unit", "inspection__issuer", "inspection__plan_item__plan")
        .prefetch_related("inspection__decisions")
        .order_by("inspection", "pk")
    )
    for row in rows:
        case = row.inspection
        yield Undertaking(
            key=f"case:{case.pk}",
            unit=row.unit,
            body=str(case.issuer),
            body_kind=BodyKind.INSPECTORATE if case.is_inspection else BodyKind.CHECKING,
            what=case.in_sentence,
            content=_content_of(case),
            year=_year_of(case),
            period_from=case.period_from,
            period_to=case.period_to,
            url=case.get_absolute_url(),
        )


def _items(units: set[int]) -> Iterable[Undertaking]:
    """Items without a case of their own: where there is one, the case speaks."""
    rows = (
        PlanItem.units.through.objects.filter(unit__in=units)
        .filter(planitem__in=PlanItem.objects.standing().without_case())
        .select_related("unit", "planitem__plan__issuer")
        .order_by("planitem", "pk")
    )
    for row in rows:
        item = row.planitem
        is_inspection = item.kind == CaseKind.INSPECTION
        yield Undertaking(
            key=f"item:{item.pk}",
            unit=row.unit,
            body=str(item.plan.issuer),
            body_kind=BodyKind.INSPECTORATE if is_inspection else BodyKind.CHECKING,
            what=f"cuộc {item.act} trong kế hoạch {item.plan.code}",
            content=item.content or item.subject,
            year=item.plan.year,
            period_from=item.period_from,
            period_to=item.period_to,
            url=item.get_absolute_url(),
        )


def _outside(units: set[int]) -> Iterable[Undertaking]:
    rows = OutsideItem.objects.filter(unit__in=units).select_related("unit", "plan")
    for row in rows.order_by("pk"):
        if row.unit is None:
            continue
        yield Undertaking(
            key=f"outside:{row.pk}",
            unit=row.unit,
            body=row.plan.body,
            body_kind=row.plan.body_kind,
            what=f"cuộc trong kế hoạch{f' số {row.plan.number}' if row.plan.number else ''}",
            content=row.content,
            year=row.plan.year,
            period_from=row.period_from,
            period_to=row.period_to,
            url=reverse("inspections:outside_plan", args=[row.plan_id]),
        )


def _rules() -> dict[str, OverlapRule]:
    """The rule for each kind of body by the law that is in force today."""
    today = timezone.localdate()
    rows = OverlapRule.objects.select_related("provision__document").order_by("-pk")
    return {row.body_kind: row for row in rows if row.provision.document.is_in_force_on(today)}


# --- Where they meet ------------------------------------------------------------------------------
def _met(
    own: _Own,
    by_unit: dict[int, list[Undertaking]],
    family: dict[int, set[int]],
    rules: dict[str, OverlapRule],
) -> list[Overlap]:
    settled = {(row.unit_id, row.key): row for row in _settlements_of(own.owner)}
    met = [
        overlap
        for unit in own.units
        for key in sorted(family[unit.pk])
        for other in by_unit.get(key, ())
        if (overlap := _overlap(own, unit, other))
    ]
    found = [
        replace(
            each,
            rule=rules.get(each.other.body_kind),
            settlement=settled.get((each.unit.pk, each.other.key)),
            mend=own.page,
        )
        for each in met
    ]
    return sorted(found, key=lambda each: (not each.is_same_matter, each.other.key))


def _settlements_of(owner: Owner) -> list[OverlapSettlement]:
    """What was settled when it was planned holds for the case as well."""
    rows = list(owner.settlements.all())
    if isinstance(owner, Inspection) and owner.plan_item is not None:
        rows = [*owner.plan_item.settlements.all(), *rows]
    return rows


def _overlap(own: _Own, unit: Unit, other: Undertaking) -> Overlap | None:
    if other.key in _keys_of(own.owner):
        return None
    shared: list[str] = []
    if _periods_meet(own.period, (other.period_from, other.period_to)):
        shared = matters.shared(own.content, other.content, besides=f"{unit} {other.unit}")
    if not shared and own.year != other.year:
        return None
    return Overlap(unit, other, tuple(shared))


def _keys_of(owner: Owner) -> set[str]:
    """Under these keys it would meet itself."""
    if isinstance(owner, PlanItem):
        case = owner.case
        return {f"item:{owner.pk}", *([f"case:{case.pk}"] if case else [])}
    return {f"case:{owner.pk}", f"item:{owner.plan_item_id}"}


def _periods_meet(
    mine: tuple[datetime.date | None, datetime.date | None],
    theirs: tuple[datetime.date | None, datetime.date | None],
) -> bool:
    """A day that is not known stands open: it is for a person to say that they do not meet."""
    first = max(mine[0] or datetime.date.min, theirs[0] or datetime.date.min)
    last = min(mine[1] or datetime.date.max, theirs[1] or datetime.date.max)
    return first <= last
