"""What the decisions of a case said before."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import needs, reads
from inspections.models import Decision, Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection
from office.history import changes_in


@needs(can_see_case, on=get_inspection)
@reads
def decision_history(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    keys = list(inspection.decisions.order_by("pk").values_list("pk", flat=True))
    context = {
        "title": f"Quyết định của cuộc {inspection.code}",
        "back": reverse("inspections:decision", args=[inspection.code]),
        "changes": changes_in(Decision, Q(row__in=keys)),
    }
    return render(request, "office/history.html", context)
