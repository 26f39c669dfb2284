"""What units have not done in time, and the letters that urged them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import needs, reads
from inspections.models import Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection
from recommendations.permissions import can_urge
from recommendations.urging import ASKED, arrears


@needs(can_see_case, on=get_inspection)
@reads
def overdue(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "recommendations",
        "part": "overdue",
        "arrears": arrears(inspection),
        "is_asked": inspection.state in ASKED,
        "may_urge": can_urge(request.user, inspection),
    }
    return render(request, "recommendations/overdue.html", context)
