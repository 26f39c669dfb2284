"""Which time limits of the cases somebody is to be reminded of, and who."""

import datetime
from typing import Any

from django.urls import reverse

from accounts.models import Role, User
from inspections.choices import TeamRole
from inspections.deadlines import Deadline, due_dates_of
from inspections.models import Inspection
from office.models import LegalStep
from office.reminders import Due

DOING = {TeamRole.LEADER, TeamRole.DEPUTY, TeamRole.SUBTEAM_HEAD}


def dues(today: datetime.date) -> list[Due]:
    """Every open time limit of every case in progress: as many queries for 1 case as for 300."""
    related = ("members__person", "audited_units", "decisions__bases", "milestones")
    cases = list(Inspection.objects.in_progress().order_by("pk").prefetch_related(*related))
    deadlines = due_dates_of(cases, today=today)
    heads = _heads(today)
    return [
        _due(case, deadline, deadline.due_on, heads)
        for case in cases
        for deadline in deadlines[case.pk]
        if deadline.is_open and deadline.due_on
    ]


def _due(
    case: Inspection, deadline: Deadline, due_on: datetime.date, heads: tuple[Any, ...]
) -> Due:
    """The acts of the chief are his; everything else is the team's, then its leader's, then his."""
    team = [row for row in case.members.all() if row.person.is_active]
    doers = tuple(row.person for row in team if row.role in DOING)
    leaders = tuple(row.person for row in team if row.role == TeamRole.LEADER)
    of_chief = deadline.done_by == LegalStep.DoneBy.ISSUER
    return Due(
        key=f"{case.code}:{deadline.step}:{due_on:%Y%m%d}",
        text=deadline.name,
        due_on=due_on,
        url=reverse("inspections:milestones", args=[case.code]),
        chain=case.code,
        doers=heads if of_chief else doers,
        leaders=() if of_chief else leaders,
        heads=() if of_chief else heads,
    )


def _heads(today: datetime.date) -> tuple[Any, ...]:
    people = User.objects.filter(role_grants__role=Role.CHIEF, is_active=True).distinct()
    return tuple(
        person
        for person in people.order_by("pk").prefetch_related("role_grants")
        if Role.CHIEF in person.roles_on(today)
    )
