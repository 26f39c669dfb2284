"""Handing work over within a case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from inspections.models import Inspection
from inspections.permissions import can_hand_over
from inspections.views.loading import get_inspection
from office.workflow import Problem
from reports import handing_over
from reports.forms.handing_over import HandOverForm
from reports.views.answers import tell_at_fields


@needs(can_hand_over, on=get_inspection)
@shows_form
def hand_over(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Who has what in hand, and to whom it goes."""
    work = handing_over.who_has_work(inspection)
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        givers=[each.person for each in work],
        takers=handing_over.possible_takers(inspection),
    )
    left: list[Problem] | None = []
    if form.is_valid():
        left = tell_at_fields(
            form,
            lambda: handing_over.hand_over(inspection, actor=request.user, **form.cleaned_data),
        )
        if left is None:
            messages.success(request, "Đã bàn giao. Hai người đã được báo.")
            return redirect("reports:hand_over", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "team",
        "work": work,
        "form": form,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/hand_over.html", context, status=status)
