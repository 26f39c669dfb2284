"""The frame around every page of papers: that of the case, or that of the plan."""

from typing import Any

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


def page_of(document: Document, user: Any) -> dict[str, Any]:
    """What every page of a paper shows to this person.

    Who has to do with the paper alone (the clerk, the appraiser of a case for its team) sees it
    without the tabs of the case, which would all be 404.
    """
    owner = document.owner
    page = {**frame_of(owner), "document": document, "kind": template_of(document)}
    for_its_team = isinstance(owner, Inspection) and owner.secrecy != Secrecy.NORMAL
    if for_its_team and not can_see_case(user, owner):
        page["frame"] = "reports/alone.html"
    return page
