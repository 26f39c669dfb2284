"""The timeline of a case: what happened, by whom, and why."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import needs, reads
from inspections.models import Inspection
from inspections.permissions import can_see_case, can_see_readings
from inspections.timeline import KINDS, lines_of
from inspections.views.loading import get_inspection


@needs(can_see_case, on=get_inspection)
@reads
def timeline(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    may_see_readings = can_see_readings(request.user, inspection)
    kind = request.GET.get("loai", "")
    if kind not in KINDS or (kind == "xem" and not may_see_readings):
        kind = ""
    lines, after = lines_of(
        inspection,
        kind=kind,
        before=request.GET.get("truoc", ""),
        with_readings=may_see_readings,
    )
    days = [
        {"day": day, "lines": list(group)}
        for day, group in groupby(lines, key=lambda line: timezone.localdate(line.at))
    ]
    context = {
        "inspection": inspection,
        "tab": "timeline",
        "days": days,
        "after": after,
        "is_first": "truoc" not in request.GET,
        "kind": kind,
        "kinds": [each for each in KINDS.items() if each[0] != "xem" or may_see_readings],
    }
    return render(request, "inspections/timeline.html", context)
