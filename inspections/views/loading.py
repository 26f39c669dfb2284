"""Loading cases under permission: what one may not know of is 404."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone

from inspections.folding import tell_pauses
from inspections.models import Inspection, TeamMember
from inspections.permissions import is_under_way


def get_inspection(user: Any, code: str) -> Inspection:
    """The case with what every page of it needs; Http404 when unknown to this person."""
    cases = Inspection.objects.visible_to(user).select_related("issuer", "regime", "opened_by")
    team = Prefetch("members", TeamMember.objects.select_related("person"))
    found = get_object_or_404(cases.prefetch_related(team), code=code)
    if is_under_way(found):
        tell_pauses([found], today=timezone.localdate())
    return found
