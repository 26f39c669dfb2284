"""“Lập cuộc từ kế hoạch”: an item of the plan becomes a case, with what the plan says filled in."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections import cases, teams
from inspections.choices import TeamRole
from inspections.models import Inspection, PlanItem
from inspections.permissions import can_start_case
from office import journal, law
from office.models import LegalProvision
from office.workflow import Overtaken, Refused


@transaction.atomic
def start_case(item: PlanItem, *, actor: Any) -> Inspection:
    """Open the case of a plan's item: subject, units, period, leader and a drafted decision.

    Raises Refused, Overtaken when somebody has made it meanwhile, and what the rules of cases and
    teams say against a unit or the leader.
    """
    # Lock the item: two people may press the button at the same second.
    item = PlanItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.case is not None:
        raise Overtaken(f"{item} đã lập cuộc {item.case.code}.", item.case.get_absolute_url())
    if not can_start_case(actor, item):
        raise Refused(can_start_case.refusal)  # type: ignore[attr-defined]
    inspection = cases.open_inspection(
        kind=item.kind,
        subject=item.subject,
        issuer=item.plan.issuer,
        level=item.plan.issuer.level,
        period_from=item.period_from,
        period_to=item.period_to,
        plan_item=item,
        actor=actor,
    )
    for unit in item.units.order_by("name", "pk"):
        teams.add_unit(inspection, unit=unit, actor=actor)
    if item.leader:
        teams.appoint(inspection, person=item.leader, role=TeamRole.LEADER, actor=actor)
    cases.draft_decision(
        inspection,
        content=item.content or item.subject,
        limit_days=item.expected_days,
        bases=_bases(item),
        actor=actor,
    )
    journal.record(
        actor=actor,
        chain=item.plan.code,
        verb="start_case",
        about=item,
        sentence=f"Lập {inspection.in_sentence} từ {item}.",
    )
    return inspection


def _bases(item: PlanItem) -> list[cases.Basis]:
    """The law of today, then the plan itself."""
    regime = law.regime_on(item.kind, timezone.localdate())
    bases = []
    if regime and regime.law:
        bases.append(cases.Basis(f"Căn cứ {law.cite(LegalProvision(document=regime.law))}"))
    return [*bases, cases.Basis(f"Căn cứ {item.plan.cited}")]
