"""The case page: how far it is and what is missing, from every room."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import needs, reads
from config import case_file
from findings import steps as findings_steps
from inspections import steps as inspections_steps
from inspections.checks import decision_day
from inspections.choices import DecisionKind, TeamRole
from inspections.deadlines import due_dates
from inspections.folding import in_force
from inspections.models import Decision, Inspection, TeamMember
from inspections.naming import INHERITS, named
from inspections.permissions import can_edit_case, can_see_case
from inspections.timebar import bar_of
from inspections.views.loading import get_inspection
from office.desk import Step
from recommendations import steps as recommendations_steps
from recommendations.permissions import can_urge
from recommendations.urging import arrears
from reports import steps as reports_steps

ROOMS = (inspections_steps, findings_steps, recommendations_steps, reports_steps, case_file)


@needs(can_see_case, on=get_inspection)
@reads
def overview(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    steps = steps_of(inspection, request.user)
    today = timezone.localdate()
    deadlines = due_dates(inspection, today=today)
    context = {
        "inspection": inspection,
        "tab": "overview",
        "steps": steps,
        "done_count": sum(step.is_done for step in steps),
        "next_step": next((step for step in steps if not step.is_done), None),
        "decision": first_decision(inspection),
        "leader": leader_of(inspection),
        "issuer": named(inspection.issuer, on=decision_day(inspection)),
        "inherits": INHERITS,
        "deadlines": [row for row in deadlines if row.is_open],
        "bar": bar_of(deadlines, in_force(inspection).pauses, today=today),
        "milestones": inspection.milestones.select_related("event"),
        "arrears": arrears(inspection),
        "may_urge": can_urge(request.user, inspection),
        "may_edit": can_edit_case(request.user, inspection),
    }
    return render(request, "inspections/overview.html", context)


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    """The steps of every room in the order of the work."""
    steps = [step for room in ROOMS for step in room.steps_of(inspection, user)]
    return sorted(steps, key=lambda step: step.order)


def first_decision(inspection: Inspection) -> Decision | None:
    return inspection.decisions.filter(kind=DecisionKind.FIRST).first()


def leader_of(inspection: Inspection) -> TeamMember | None:
    """Reads the members that the loader has fetched."""
    members = inspection.members.all()
    return next((member for member in members if member.role == TeamRole.LEADER), None)
