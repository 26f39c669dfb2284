"""The frame around every page of papers: that of the case, or that of the plan."""

from typing import Any

from inspections.models import Inspection, Plan
from reports.kinds import kind_of
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


def page_of(document: Document) -> dict[str, Any]:
    """What every page of a paper shows."""
    owner = document.owner
    return {**frame_of(owner), "document": document, "kind": kind_of(owner, document.kind)}
