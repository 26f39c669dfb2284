"""The case page: how far it is and what is missing, from every room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import needs, reads
from inspections.models import Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection


@needs(can_see_case, on=get_inspection)
@reads
def overview(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return render(
        request, "inspections/overview.html", {"inspection": inspection, "tab": "overview"}
    )
