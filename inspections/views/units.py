"""Units in scope of a case, and the search for units."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.access import is_signed_in, needs, reads, writes
from inspections import teams
from inspections.checks import decision_day
from inspections.choices import CaseState
from inspections.forms.team import AddUnitForm, ExcludeForm, VisitForm, exclusion_grounds
from inspections.forms.telling import tell
from inspections.models import AuditedUnit, Inspection, Unit
from inspections.naming import named
from inspections.permissions import can_edit_case, can_see_case
from inspections.views.loading import get_inspection
from office.text import nfc
from office.workflow import Problem, Problems

FOUND_AT_ONCE = 20


def get_audited_unit(user: Any, code: str, pk: int) -> AuditedUnit:
    """A unit in the scope of a case that this person may know of."""
    inspection = get_inspection(user, code)
    units = inspection.audited_units.select_related("unit", "sub_team")
    audited = get_object_or_404(units, pk=pk)
    audited.inspection = inspection
    return audited


def can_edit_scope(user: Any, audited: AuditedUnit) -> bool:
    return can_edit_case(user, audited.inspection)


can_edit_scope.refusal = can_edit_case.refusal


def find_units(words: str, *, issuing: bool = False) -> list[Unit]:
    """The first units by words without accents; those that exist today before those that were."""
    if not words.strip():
        return []
    units = Unit.objects.matching(nfc(words[:200])).select_related("parent", "successor")
    if issuing:
        units = units.issuing()
    today = timezone.localdate()
    found = list(units.existing_on(today).order_by("name", "pk")[:FOUND_AT_ONCE])
    if len(found) < FOUND_AT_ONCE:
        past = units.exclude(pk__in=[unit.pk for unit in found]).order_by("name", "pk")
        found += past[: FOUND_AT_ONCE - len(found)]
    return found


def unit_label(unit: Unit) -> str:
    return f"{unit.name} ({unit.parent.name})" if unit.parent else unit.name


@needs(is_signed_in)
@reads
def unit_search(request: HttpRequest) -> HttpResponse:
    """{"results": [{"id", "text"}]} for ?q=; `ban-hanh` asks for units that issue papers only."""
    found = find_units(request.GET.get("q", ""), issuing="ban-hanh" in request.GET)
    return JsonResponse({"results": [{"id": unit.pk, "text": unit_label(unit)} for unit in found]})


@needs(can_see_case, on=get_inspection)
@reads
def units(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return _page(request, inspection)


def _page(
    request: HttpRequest, inspection: Inspection, *, status: int = 200, **more: Any
) -> HttpResponse:
    may_edit = can_edit_case(request.user, inspection)
    prefetch_related_objects([inspection], "sub_teams")
    is_preparing = inspection.state == CaseState.PREPARING
    audited = list(
        inspection.audited_units.select_related(
            "unit__parent", "unit__successor", "sub_team", "excluded_provision__document"
        ).prefetch_related("unit__names")
    )
    more["day"] = decision_day(inspection)
    more["grounds"] = exclusion_grounds() if may_edit and audited else []
    words = request.GET.get("tim", "") or request.POST.get("tim", "")
    context = {
        "inspection": inspection,
        "tab": "team",
        "rows": [_row(one, inspection, may_edit=may_edit, more=more) for one in audited],
        "in_case": {one.unit_id for one in audited},
        "words": words,
        "found": find_units(words) if may_edit and is_preparing else [],
        "may_edit": may_edit,
        "may_add": may_edit and is_preparing,
        "is_preparing": is_preparing,
        "problems": [],
        "conflict": None,
        "today": timezone.localdate(),
    }
    if request.headers.get("HX-Request") and request.method == "GET":
        return render(request, "inspections/_units_found.html", context)
    return render(request, "inspections/units.html", context | more, status=status)


def _row(
    audited: AuditedUnit, inspection: Inspection, *, may_edit: bool, more: dict[str, Any]
) -> dict[str, Any]:
    """A form that came back wrong takes the place of its fresh twin and stays open."""
    visit, exclude = more.get("visit_form"), more.get("exclude_form")
    visit_here = visit if visit and visit.instance.pk == audited.pk else None
    exclude_here = exclude if exclude and more.get("excluding") == audited.pk else None
    return {
        "audited": audited,
        "named": named(audited.unit, on=more["day"]),
        "visit": visit_here
        or (VisitForm(instance=audited, inspection=inspection) if may_edit else None),
        "exclude": exclude_here
        or (ExcludeForm(unit=audited, grounds=more["grounds"]) if may_edit else None),
        "is_open": bool(visit_here or exclude_here),
    }


@needs(can_edit_case, on=get_inspection)
@writes
def add_unit(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = AddUnitForm(request.POST)
    if not form.is_valid():
        told = [Problem(str(error)) for error in form.errors["unit"]]
        return _page(request, inspection, status=422, problems=told)
    try:
        audited = teams.add_unit(inspection, unit=form.cleaned_data["unit"], actor=request.user)
    except Problems as problems:
        return _page(request, inspection, status=422, problems=problems.problems)
    messages.success(request, f"Đã thêm {audited}.")
    words = urlencode({"tim": request.POST.get("tim", "")})
    return redirect(f"{reverse('inspections:units', args=[inspection.code])}?{words}")


@needs(can_edit_scope, on=get_audited_unit)
@writes
def plan_visit(request: HttpRequest, audited: AuditedUnit) -> HttpResponse:
    inspection, before = audited.inspection, AuditedUnit.objects.get(pk=audited.pk)
    form = VisitForm(request.POST, instance=audited, inspection=inspection)
    left: list[Problem] = []
    if form.is_valid():
        if form.is_stale(before):
            conflict = form.conflict_with(before, inspection=inspection)
            return _page(request, inspection, status=409, visit_form=form, conflict=conflict)
        try:
            teams.plan_visit(before, actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã lưu lịch làm việc tại {audited}.")
            return redirect("inspections:units", inspection.code)
    return _page(request, inspection, status=422, visit_form=form, problems=left)


@needs(can_edit_scope, on=get_audited_unit)
@writes
def exclude_unit(request: HttpRequest, audited: AuditedUnit) -> HttpResponse:
    form = ExcludeForm(request.POST, unit=audited)
    if not form.is_valid():
        more = {"exclude_form": form, "excluding": audited.pk}
        return _page(request, audited.inspection, status=422, **more)
    reason = form.cleaned_data["excluded_reason"]
    teams.exclude_unit(
        audited,
        reason=reason,
        provision=form.cleaned_data["provision"],
        actor=request.user,
    )
    messages.success(request, f"Đã ghi lý do không tiến hành tại {audited}.")
    return redirect("inspections:units", audited.inspection.code)


@needs(can_edit_scope, on=get_audited_unit)
@writes
def include_unit(request: HttpRequest, audited: AuditedUnit) -> HttpResponse:
    teams.include_unit(audited, actor=request.user)
    messages.success(request, f"Tiến hành lại tại {audited}.")
    return redirect("inspections:units", audited.inspection.code)


@needs(can_edit_scope, on=get_audited_unit)
@writes
def remove_unit(request: HttpRequest, audited: AuditedUnit) -> HttpResponse:
    name, code = str(audited), audited.inspection.code
    teams.remove_unit(audited, actor=request.user)
    messages.success(request, f"Đã bỏ {name}.")
    return redirect("inspections:units", code)
