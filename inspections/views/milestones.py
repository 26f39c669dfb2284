"""Milestones with the deadlines they start and end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import needs, shows_form
from inspections import cases
from inspections.deadlines import due_dates
from inspections.forms.team import CorrectMilestoneForm, MilestoneForm
from inspections.forms.telling import tell
from inspections.models import Inspection, Milestone
from inspections.permissions import can_record_milestone, can_see_case
from inspections.views.loading import get_inspection
from office.workflow import Problem, Problems, Refused


def get_milestone(user: Any, code: str, pk: int) -> Milestone:
    """A milestone of a case that this person may know of."""
    inspection = get_inspection(user, code)
    milestone = get_object_or_404(inspection.milestones.all(), pk=pk)
    milestone.inspection = inspection
    return milestone


def can_correct_milestone(user: Any, milestone: Milestone) -> bool:
    return can_record_milestone(user, milestone.inspection)


can_correct_milestone.refusal = can_record_milestone.refusal


@needs(can_see_case, on=get_inspection)
@shows_form
def milestones(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    may_record = can_record_milestone(request.user, inspection)
    if request.method == "POST" and not may_record:
        raise Refused(can_record_milestone.refusal)
    form = MilestoneForm(request.POST if request.method == "POST" else None, inspection=inspection)
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            cases.record_milestone(
                inspection,
                kind=facts["kind"],
                on=facts["happened_on"],
                note=facts["note"],
                actor=request.user,
            )
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã ghi mốc.")
            return redirect("inspections:milestones", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "milestones",
        "form": form if may_record and cases.recordable_kinds(inspection) else None,
        "problems": left,
        "milestones": inspection.milestones.select_related("recorded_by"),
        "deadlines": due_dates(inspection, today=timezone.localdate()),
        "may_record": may_record,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/milestones.html", context, status=status)


@needs(can_correct_milestone, on=get_milestone)
@shows_form
def correct_milestone(request: HttpRequest, milestone: Milestone) -> HttpResponse:
    form = CorrectMilestoneForm(
        request.POST if request.method == "POST" else None,
        initial={"happened_on": milestone.happened_on},
    )
    inspection = milestone.inspection
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            cases.correct_milestone(
                milestone, on=facts["happened_on"], reason=facts["reason"], actor=request.user
            )
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã sửa ngày của mốc.")
            return redirect("inspections:milestones", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "milestones",
        "milestone": milestone,
        "form": form,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/correct_milestone.html", context, status=status)
