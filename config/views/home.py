"""“Việc của tôi”: what waits for this person, from every room."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import is_signed_in, needs, reads
from accounts.models import Role
from config.lists import pinned_by
from findings import desk as findings_desk
from inspections import desk as inspections_desk
from inspections.models import Inspection
from inspections.permissions import can_open_case
from office.desk import DeskItem, Section
from recommendations import desk as recommendations_desk
from reports import desk as reports_desk

DESKS = (inspections_desk, findings_desk, recommendations_desk, reports_desk)
CASES_BESIDE = 8
ICONS = {
    Section.SENT_BACK: "arrow-return-left",
    Section.TO_DECIDE: "pen",
    Section.TO_NUMBER: "123",
    Section.LATE: "exclamation-circle",
    Section.DUE_SOON: "clock",
    Section.IN_HAND: "pencil-square",
    Section.WAITING: "hourglass-split",
}


# Tables of the libraries (allauth, groups) are no daily work of an admin.
ROOMS = ("office", "accounts", "inspections", "findings", "recommendations", "reports")


@dataclass(frozen=True)
class Pile:
    """One section of the page with its rows."""

    section: Section
    items: list[DeskItem]
    today: datetime.date

    @property
    def rows(self) -> list[tuple[DeskItem, int]]:
        """Each item with the days that it is late, 0 when it is not."""
        return [
            (item, max((self.today - item.due_on).days, 0) if item.due_on else 0)
            for item in self.items
        ]

    @property
    def is_due_soon(self) -> bool:
        return self.section == Section.DUE_SOON

    @property
    def icon(self) -> str:
        return ICONS[self.section]


@needs(is_signed_in)
@reads
def home(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    today = timezone.localdate()
    piles = piles_for(user, today)
    context = {
        "piles": piles,
        # What waits for others is no work of this person.
        "to_do": sum(len(pile.items) for pile in piles if pile.section != Section.WAITING),
        "today": today,
        "cases": cases_of(user)[:CASES_BESIDE],
        "pinned": list(pinned_by(user)),
        "may_open_case": can_open_case(user),
        "is_unit_contact": user.has_role(Role.UNIT_CONTACT),
        "admin_links": admin_links(request),
    }
    return render(request, "home.html", context)


def piles_for(user: Any, today: datetime.date) -> list[Pile]:
    """Everything on the desk: by urgency, then by due date (none last), then by case."""
    items = [item for desk in DESKS for item in desk.items_for(user)]
    items.sort(key=lambda item: (item.section, item.due_on or datetime.date.max, item.case_code))
    grouped = groupby(items, key=lambda item: item.section)
    return [Pile(section, list(rows), today) for section, rows in grouped]


def cases_of(user: Any) -> QuerySet[Inspection]:
    """The running cases that this person works on, newest first."""
    mine = Inspection.objects.visible_to(user).in_progress()
    return mine.of_member(user) | mine.filter(opened_by=user)


def admin_links(request: HttpRequest) -> list[dict[str, str]]:
    """The tables of the admin that this person may open, by the name they carry there."""
    if not admin.site.has_permission(request):
        return []
    return [
        {"name": str(table["name"]), "url": table["admin_url"]}
        for room in admin.site.get_app_list(request)
        if room["app_label"] in ROOMS
        for table in room["models"]
        if table["admin_url"]
    ]
