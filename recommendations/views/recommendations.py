"""Recommendations: the list in the order of the paper, the form, and the coverage."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import needs, reads, shows_form, writes
from findings.choices import EntryKind
from findings.models import Finding
from findings.permissions import can_save_from
from findings.views.answers import back_to, status_of, tell_at_fields
from findings.views.library import save_from
from inspections.checks import decision_day
from inspections.models import Inspection
from inspections.naming import named
from inspections.permissions import can_see_case, is_open, leads
from inspections.views.loading import get_inspection
from office.workflow import Overtaken, Problems
from recommendations import drafting, permissions
from recommendations.coverage import coverage_of
from recommendations.forms import MOST_FOUND, RecommendationForm, find_units
from recommendations.models import Recommendation
from recommendations.urging import arrears
from recommendations.views.loading import get_recommendation


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    findings = Finding.objects.standing().order_by("number")
    recommendations = list(
        inspection.recommendations.select_related("report_to", "report_via").prefetch_related(
            "obligations__unit__names",
            "obligations__unit__successor",
            "obligations__urgings",
            Prefetch("findings", queryset=findings, to_attr="grounds"),
        )
    )
    day = decision_day(inspection)
    for recommendation in recommendations:
        for obligation in recommendation.obligations.all():
            obligation.answers = named(obligation.unit, on=day)
    context = {
        "inspection": inspection,
        "tab": "recommendations",
        "part": "recommendations",
        "recommendations": recommendations,
        "late_units": len(arrears(inspection)),
        "holes_count": len(coverage_of(inspection).unanswered),
        "may_draft": permissions.can_draft_recommendation(request.user, inspection),
        "may_save": can_save_from(request.user, inspection),
    }
    return render(request, "recommendations/index.html", context)


@needs(can_see_case, on=get_inspection)
@reads
def coverage(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Shortcomings against recommendations; each hole with the link that mends it."""
    found = coverage_of(inspection)
    lines = [
        {
            "finding": line.finding,
            "is_hole": line.is_hole,
            "is_waived": line.is_waived,
            "cells": [each in line.answers for each in found.recommendations],
        }
        for line in found.lines
    ]
    context = {
        "inspection": inspection,
        "tab": "recommendations",
        "part": "coverage",
        "coverage": found,
        "may_waive": leads(request.user, inspection) and is_open(inspection),
        "lines": lines,
        "may_draft": permissions.can_draft_recommendation(request.user, inspection),
    }
    return render(request, "recommendations/coverage.html", context)


@needs(permissions.can_draft_recommendation, on=get_inspection)
@shows_form
def draft(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = _form(request, inspection, initial=_started_from(request, inspection))
    status = 200
    if _is_to_save(request):
        status = 422
        if form.is_valid():
            try:
                made = drafting.draft_recommendation(inspection, form.facts(), actor=request.user)
            except Problems as problems:
                tell_at_fields(form, problems)
                status = status_of(problems)
            else:
                messages.success(request, f"Đã soạn {made}.")
                return redirect(made)
    return _page(request, inspection, form, status=status)


@needs(permissions.can_revise_recommendation, on=get_recommendation)
@shows_form
def revise(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    inspection = recommendation.inspection
    form = _form(request, inspection, recommendation=recommendation)
    status = 200
    if _is_to_save(request):
        status = 422
        if form.is_valid():
            try:
                drafting.revise_recommendation(
                    recommendation,
                    form.facts(),
                    revision=form.cleaned_data["revision"],
                    actor=request.user,
                )
            except Overtaken:
                current = get_recommendation(request.user, inspection.code, recommendation.number)
                return _page(request, inspection, form, conflict=form.conflict(current), status=409)
            except Problems as problems:
                tell_at_fields(form, problems)
                status = status_of(problems)
            else:
                messages.success(request, f"Đã lưu {recommendation}.")
                return redirect(recommendation)
    return _page(request, inspection, form, status=status)


@needs(permissions.can_revise_recommendation, on=get_recommendation)
@writes
def move_up(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    drafting.move_recommendation(recommendation, up=True, actor=request.user)
    return back_to(request, recommendation)


@needs(permissions.can_revise_recommendation, on=get_recommendation)
@writes
def move_down(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    drafting.move_recommendation(recommendation, up=False, actor=request.user)
    return back_to(request, recommendation)


@needs(permissions.can_revise_recommendation, on=get_recommendation)
@shows_form
def remove(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """Asked once more before it is gone; the words stay in the journal."""
    inspection = recommendation.inspection
    if request.method == "POST":
        try:
            drafting.remove_recommendation(recommendation, actor=request.user)
        except Overtaken:
            messages.info(request, f"{recommendation} đã được người khác xóa trước đó.")
        else:
            messages.success(request, f"Đã xóa {recommendation}.")
        return redirect("recommendations:index", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "recommendations",
        "recommendation": recommendation,
    }
    return render(request, "recommendations/remove.html", context)


@needs(permissions.can_save_recommendation, on=get_recommendation)
@shows_form
def save_to_library(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    """A recommendation without its case and its addressees."""
    return save_from(
        request,
        recommendation.inspection,
        EntryKind.RECOMMENDATION,
        initial={"text": recommendation.text},
        sort=recommendation.kind,
        back=reverse("recommendations:index", args=[recommendation.inspection.code]),
        tab="recommendations",
    )


@needs(permissions.can_draft_recommendation, on=get_inspection)
@reads
def units(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Units answering to the words typed so far, for the form to tick."""
    words = request.GET.get("unit_words", "")
    ticked = set(request.GET.getlist("units"))
    found = [unit for unit in find_units(words) if str(unit.pk) not in ticked]
    lines = [{"unit": u, "is_ticked": False, "person": "", "is_audited": False} for u in found]
    context = {"lines": lines, "words": words, "most": MOST_FOUND}
    return render(request, "recommendations/_found_units.html", context)


# --- Inside ---------------------------------------------------------------------------------------


def _form(
    request: HttpRequest,
    inspection: Inspection,
    *,
    recommendation: Recommendation | None = None,
    initial: dict[str, Any] | None = None,
) -> RecommendationForm:
    form = RecommendationForm(
        request.POST if request.method == "POST" else None,
        inspection=inspection,
        recommendation=recommendation,
        all_units=request.POST.get("act") == "all_units",
        initial=initial,
    )
    if request.method == "POST" and not _is_to_save(request):
        # Looking something up is not saving: nothing is complained about yet.
        form.errors.clear()
        if told := form.look_in_library(request.POST.get("act", ""), request.user):
            messages.info(request, told)
    return form


def _is_to_save(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("act", "save") == "save"


def _started_from(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    """“Soạn kiến nghị cho phát hiện này”: its ground and its units are ticked already."""
    number = request.GET.get("phat-hien", "")
    if not number.isdecimal() or len(number) > 5:
        return {}
    finding = Finding.objects.standing().filter(inspection=inspection, number=number).first()
    if finding is None:
        return {}
    units = [str(each.unit.unit_id) for each in finding.units.select_related("unit")]
    return {"findings": [finding.pk], "units": units}


def _page(
    request: HttpRequest,
    inspection: Inspection,
    form: RecommendationForm,
    *,
    conflict: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "recommendations",
        "recommendation": form.recommendation,
        "form": form,
        "conflict": conflict,
        "most": MOST_FOUND,
    }
    return render(request, "recommendations/draft.html", context, status=status)
