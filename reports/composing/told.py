"""What of the case a paper tells: all of it, or what concerns the units that it is about."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Prefetch

from findings.choices import FindingState
from findings.models import Finding, FindingUnit
from findings.models.finding import FindingQuerySet
from inspections.models import Inspection
from recommendations.models import Obligation, Recommendation
from reports.composing.words import Words


def confirmed(inspection: Inspection, chosen: Iterable[int] = ()) -> FindingQuerySet:
    """The findings that papers tell; with chosen units those of them, and those of no unit."""
    rows = Finding.objects.filter(inspection=inspection, state=FindingState.CONFIRMED)
    if not chosen:
        return rows
    at = FindingUnit.objects.filter(finding=OuterRef("pk"))
    return rows.filter(~Exists(at) | Exists(at.filter(unit__in=chosen)))


def recommendations_of(words: Words) -> list[Recommendation]:
    """The recommendations that the paper makes, in its order, with those who are addressed."""
    owed = Obligation.objects.select_related("unit").prefetch_related("unit__names")
    rows = (
        Recommendation.objects.filter(inspection=words.inspection)
        .select_related("report_to", "report_via")
        .prefetch_related(
            Prefetch("obligations", owed.order_by("pk")), "report_to__names", "report_via__names"
        )
        .order_by("position", "number")
    )
    if not words.chosen:
        return list(rows)
    return [row for row in rows.prefetch_related("findings__units") if _is_told(words, row)]


def _is_told(words: Words, row: Recommendation) -> bool:
    """Asked of a chosen unit; or of nobody in the case, unless it rests on what others did."""
    owed = {each.unit_id for each in row.obligations.all()}
    if not owed.isdisjoint(unit.unit_id for unit in words.audited):
        return True
    if owed and owed <= {unit.unit_id for unit in words.others}:
        return False
    grounds = [{place.unit_id for place in each.units.all()} for each in row.findings.all()]
    return not grounds or any(not at or at & words.chosen for at in grounds)
