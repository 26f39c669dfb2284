"""How far a case is in this room."""

from typing import Any

from django.urls import reverse

from inspections.models import Inspection
from office.desk import Step
from office.workflow import Problem
from recommendations.coverage import coverage_of, holes_in
from recommendations.permissions import can_draft_recommendation


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    """One step: every shortcoming is answered, and nothing is asked without ground."""
    coverage = coverage_of(inspection)
    count = len(coverage.recommendations)
    missing = holes_in(coverage, inspection)
    if not count and not missing:
        draft = reverse("recommendations:draft", args=[inspection.code])
        missing = [Problem("Chưa soạn kiến nghị nào.", draft)]
    return [
        Step(
            order=50,
            label="Kiến nghị",
            url=reverse("recommendations:index", args=[inspection.code]),
            is_done=count > 0 and not missing,
            note=f"{count} kiến nghị" if count else "",
            missing=missing if can_draft_recommendation(user, inspection) else [],
        )
    ]
