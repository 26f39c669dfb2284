"""Loading recommendations under permission: what one may not know of is 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from inspections.views.loading import get_inspection
from recommendations.models import Recommendation


def get_recommendation(user: Any, code: str, number: int) -> Recommendation:
    inspection = get_inspection(user, code)
    recommendation = get_object_or_404(
        inspection.recommendations.select_related("report_to", "report_via").prefetch_related(
            "obligations__unit", "findings"
        ),
        number=number,
    )
    recommendation.inspection = inspection
    return recommendation
