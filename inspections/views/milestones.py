"""Milestones with the deadlines they start and end."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import needs, shows_form
from inspections import cases, delays
from inspections.checks import recordable_events
from inspections.deadlines import Deadline, due_dates
from inspections.forms.team import CorrectMilestoneForm, DelayForm, MilestoneForm
from inspections.forms.telling import tell
from inspections.models import Inspection, Milestone
from inspections.permissions import can_explain_delay, can_record_milestone, can_see_case
from inspections.views.loading import get_inspection
from office import law
from office.workflow import Problem, Problems, Refused


def get_milestone(user: Any, code: str, pk: int) -> Milestone:
    """A milestone of a case that this person may know of."""
    inspection = get_inspection(user, code)
    milestone = get_object_or_404(inspection.milestones.select_related("event"), pk=pk)
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
                delay_reason=facts["delay_reason"],
                actor=request.user,
            )
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã ghi mốc.")
            warn_if_too_early(request, inspection, facts["kind"])
            return redirect("inspections:milestones", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "milestones",
        "form": form if may_record and recordable_events(inspection) else None,
        "problems": left,
        "milestones": inspection.milestones.select_related("recorded_by", "event"),
        "deadlines": deadlines_with_reasons(inspection),
        "law_steps": law.steps_of(inspection.regime) if inspection.regime else (),
        "may_record": may_record,
        "may_explain": can_explain_delay(request.user, inspection),
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/milestones.html", context, status=status)


def warn_if_too_early(request: HttpRequest, inspection: Inspection, event: str) -> None:
    """An announcement before the unit had its days is told, not refused."""
    # Read afresh: the milestones in hand are those from before.
    now = Inspection.objects.get(pk=inspection.pk)
    for early in delays.steps_too_early(now, event):
        text = f"Sớm hơn khoảng cách tối thiểu {early.limit} kể từ ngày {early.counted_from}"
        messages.warning(request, f"{text} ({early.article}).")


def deadlines_with_reasons(inspection: Inspection) -> list[tuple[Deadline, list[Any]]]:
    """Each deadline with what was said about its delay."""
    said: dict[int, list[Any]] = {}
    for reason in inspection.delay_reasons.select_related("recorded_by"):
        said.setdefault(reason.step_id, []).append(reason)
    rows = due_dates(inspection, today=timezone.localdate())
    return [(row, said.get(row.step_id, [])) for row in rows]


def get_delay(user: Any, code: str, step: str) -> tuple[Inspection, Deadline]:
    """A late step of a case that this person may know of; Http404 when it is not late."""
    inspection = get_inspection(user, code)
    rows = due_dates(inspection, today=timezone.localdate())
    found = next((row for row in rows if row.step == step and row.needs_reason), None)
    if found is None:
        raise Http404
    return inspection, found


def can_explain(user: Any, delay: tuple[Inspection, Deadline]) -> bool:
    return can_explain_delay(user, delay[0])


can_explain.refusal = can_explain_delay.refusal


@needs(can_explain, on=get_delay)
@shows_form
def explain_delay(request: HttpRequest, delay: tuple[Inspection, Deadline]) -> HttpResponse:
    inspection, deadline = delay
    form = DelayForm(request.POST if request.method == "POST" else None)
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            delays.explain_delay(inspection, step=deadline.step, reason=reason, actor=request.user)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã ghi lý do chậm của “{deadline.name}”.")
            return redirect("inspections:milestones", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "milestones",
        "deadline": deadline,
        "form": form,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/explain_delay.html", context, status=status)


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
