"""Loading cases under permission: what one may not know of is 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from inspections.models import Inspection


def get_inspection(user: Any, code: str) -> Inspection:
    """The case with what every page of it needs; Http404 when unknown to this person."""
    cases = Inspection.objects.visible_to(user).select_related("issuer", "regime", "opened_by")
    return get_object_or_404(cases.prefetch_related("members__person"), code=code)
