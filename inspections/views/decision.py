"""The first decision: its text, its căn cứ, and one that was issued elsewhere."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import is_signed_in, needs, reads, shows_form
from inspections import cases
from inspections.checks import competent_bodies, limit_until, warnings_of_decision
from inspections.choices import MilestoneKind
from inspections.forms.decision import BasisRows, DecisionForm, RecordDecisionForm, find_law
from inspections.forms.telling import tell
from inspections.models import Decision, Inspection
from inspections.overlap import overlaps_of
from inspections.permissions import can_edit_decision, can_record_decision, can_see_case
from inspections.views.amending import chain_of
from inspections.views.loading import get_inspection
from office import law
from office.workflow import Problem, Problems, Refused


@needs(can_see_case, on=get_inspection)
@shows_form
def decision(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """To write while the case is prepared; to read afterwards, and for who only looks on."""
    if request.method == "POST":
        if not can_edit_decision(request.user, inspection):
            raise Refused(can_edit_decision.refusal)
        return _save(request, inspection)
    if not can_edit_decision(request.user, inspection):
        return _show(request, inspection)
    found = inspection.first_decision
    form = DecisionForm(instance=found, inspection=inspection)
    rows = BasisRows.of(found) if found else _usual_bases(inspection)
    return _write(request, inspection, form, rows)


def _usual_bases(inspection: Inspection) -> BasisRows:
    """A new decision begins with the law it will stand on."""
    rows = BasisRows([])
    regime = law.regime_on(inspection.kind, timezone.localdate())
    if regime and regime.law_id:
        rows.act(f"document:{regime.law_id}")
    return rows


def _save(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    found = inspection.first_decision
    form = DecisionForm(request.POST, instance=copy(found), inspection=inspection)
    rows = BasisRows.typed(request.POST)
    if command := request.POST.get("rows"):
        rows.act(command)
        form.keep_typed()
        return _write(request, inspection, form, rows)
    bases, is_valid = rows.bases(), form.is_valid()
    if bases is None or not is_valid:
        return _write(request, inspection, form, rows, status=422)
    if found and (conflict := _conflict(form, found, rows)):
        return _write(request, inspection, form, rows, status=409, conflict=conflict)
    try:
        _keep(request, inspection, form, bases)
    except Problems as problems:
        left = tell(form, problems)
        return _write(request, inspection, form, rows, status=422, problems=left)
    return redirect("inspections:decision", inspection.code)


def _conflict(form: DecisionForm, found: Decision, rows: BasisRows) -> Any:
    current = Decision.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return form.conflict_over(current, rows) if form.is_stale(current) else None


def _keep(
    request: HttpRequest, inspection: Inspection, form: DecisionForm, bases: list[cases.Basis]
) -> None:
    found = inspection.first_decision
    if found is None:
        cases.draft_decision(inspection, actor=request.user, bases=bases, **form.facts)
        messages.success(request, "Đã lưu nội dung quyết định.")
        return
    changed = cases.revise_decision(
        found, revision=form.revision, actor=request.user, bases=bases, **form.facts
    )
    messages.success(request, "Đã lưu nội dung quyết định." if changed else "Không có gì thay đổi.")


def _write(
    request: HttpRequest,
    inspection: Inspection,
    form: DecisionForm,
    rows: BasisRows,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    words = request.POST.get("law_words", "")
    context = {
        "inspection": inspection,
        "tab": "decision",
        "form": form,
        "rows": rows.rows,
        "law_words": words,
        "law_found": find_law(words),
        "day": timezone.localdate(),
        "limit": limit_until(inspection, MilestoneKind.ON_SITE_ENDED),
        "bodies": competent_bodies(inspection),
        "warnings": warnings_of_decision(inspection),
        "overlaps": overlaps_of(inspection, user=request.user),
        "missing": cases.problems_before_decision(inspection),
        "may_record": can_record_decision(request.user, inspection),
        "conflict": None,
        "problems": [],
    }
    return render(request, "inspections/decision_form.html", context | more, status=status)


def _show(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    found = inspection.first_decision
    context = {
        "inspection": inspection,
        "tab": "decision",
        "decision": found,
        "bases": found.bases.select_related("provision__document") if found else (),
        "limit": limit_until(inspection, MilestoneKind.ON_SITE_ENDED),
        "bodies": competent_bodies(inspection),
        "warnings": warnings_of_decision(inspection),
        "overlaps": overlaps_of(inspection, user=request.user),
        "may_record": can_record_decision(request.user, inspection),
        **(chain_of(request.user, inspection) if found and found.is_signed else {"held": None}),
    }
    return render(request, "inspections/decision.html", context)


@needs(is_signed_in)
@reads
def law_search(request: HttpRequest) -> HttpResponse:
    """The results below the search of căn cứ, while words are typed."""
    words = request.GET.get("law_words", "")[:200]
    context = {"law_words": words, "law_found": find_law(words), "day": timezone.localdate()}
    return render(request, "inspections/_law_found.html", context)


@needs(can_record_decision, on=get_inspection)
@shows_form
def record_decision(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    post = inspection.issuer.head_post or "Chánh Thanh tra"
    form = RecordDecisionForm(
        request.POST if request.method == "POST" else None,
        initial={"signed_by_post": post},
        inspection=inspection,
    )
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            recorded = cases.record_decision(
                inspection, actor=request.user, elsewhere=True, **form.cleaned_data
            )
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã ghi nhận {recorded}.")
            return redirect(inspection)
    context = {"inspection": inspection, "tab": "decision", "form": form, "problems": left}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/record_decision.html", context, status=status)
