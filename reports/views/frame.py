"""The frame around every page of papers: that of the case, or that of the plan."""

from typing import Any

from django.urls import reverse

from inspections.choices import Secrecy
from inspections.models import Inspection, Plan
from inspections.permissions import can_see_case
from reports.kinds import template_of
from reports.models import Document


def frame_of(owner: Inspection | Plan) -> dict[str, Any]:
    """`inspection` is the case, or the plan in its place: pages ask it for its code and words."""
    is_plan = isinstance(owner, Plan)
    return {
        "inspection": owner,
        "frame": "reports/of_plan.html" if is_plan else "inspections/case.html",
        "is_of_plan": is_plan,
        "tab": "papers",
        "part": "plans",
    }


def frame_for(owner: Inspection | Plan, user: Any) -> dict[str, Any]:
    """The frame as this person may see it, and the page that leads back out of it.

    Who has to do with a paper alone (the clerk, the appraiser of a case for its team) sees it
    without the tabs of the case, which would all be 404.
    """
    for_its_team = isinstance(owner, Inspection) and owner.secrecy != Secrecy.NORMAL
    if for_its_team and not can_see_case(user, owner):
        return {**frame_of(owner), "frame": "reports/alone.html", "back": reverse("home")}
    return {**frame_of(owner), "back": reverse("reports:index", args=[owner.code])}


def page_of(document: Document, user: Any) -> dict[str, Any]:
    """What every page of a paper shows to this person."""
    page = frame_for(document.owner, user)
    return {**page, "document": document, "kind": template_of(document)}
