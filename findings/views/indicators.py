"""Indicators of a case: the list with its tables, one grid a page, what is pasted seen before saved."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.access import needs, reads, shows_form, writes
from findings import comparing, measuring, permissions
from findings.forms.indicator import GridForm, IndicatorForm, PasteForm, grid_values
from findings.models import Indicator
from findings.views.answers import status_of, tell_at_fields
from findings.views.loading import get_indicator
from inspections.models import AuditedUnit, Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection
from office.workflow import Overtaken, Problems

LONGEST_PERIOD = 60


def can_see_indicator(user: Any, indicator: Indicator) -> bool:
    return can_see_case(user, indicator.inspection)


can_see_indicator.refusal = can_see_case.refusal


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    units, rows = _units(inspection), comparing.indicators_of(inspection)
    context = {
        "inspection": inspection,
        "tab": "findings",
        "part": "indicators",
        "rows": [(row, comparing.comparisons(row, units, rows)) for row in rows],
        "may_enter": permissions.can_enter_figures(request.user, inspection),
    }
    return render(request, "findings/indicators.html", context)


@needs(permissions.can_enter_figures, on=get_inspection)
@shows_form
def define(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = IndicatorForm(data, inspection=inspection)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            made = measuring.define_indicator(inspection, form.facts, actor=request.user)
        except Problems as problems:
            tell_at_fields(form, problems)
            status = status_of(problems)
        else:
            messages.success(request, "Đã thêm chỉ tiêu; hãy nhập số liệu của từng đơn vị.")
            return redirect(made)
    return _definition(request, inspection, form, status)


@needs(permissions.can_enter_figures_of, on=get_indicator)
@shows_form
def revise(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = IndicatorForm(data, inspection=indicator.inspection, indicator=indicator)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        revision = form.cleaned_data["revision"]
        try:
            measuring.revise_indicator(indicator, form.facts, revision=revision, actor=request.user)
        except Problems as problems:
            tell_at_fields(form, problems)
            status = status_of(problems)
            _go_on_knowingly(form, indicator, problems)
        else:
            messages.success(request, "Đã lưu chỉ tiêu.")
            return redirect(indicator)
    return _definition(request, indicator.inspection, form, status, indicator)


@needs(permissions.can_enter_figures_of, on=get_indicator)
@writes
def remove(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    inspection = indicator.inspection
    try:
        measuring.remove_indicator(indicator, actor=request.user)
    except Problems as problems:
        return _grid_page(request, indicator, problems=problems)
    messages.success(request, "Đã xóa chỉ tiêu.")
    return redirect("findings:indicators", inspection.code)


@needs(can_see_indicator, on=get_indicator)
@reads
def show(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    return _grid_page(request, indicator)


@needs(permissions.can_enter_figures_of, on=get_indicator)
@writes
def enter(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    grid = GridForm(request.POST, indicator=indicator, units=_units(indicator.inspection))
    if not grid.is_valid():
        return _grid_page(request, indicator, grid=grid, status=422)
    period = grid.cleaned_data["period"]
    try:
        changed = measuring.enter_figures(
            indicator,
            period,
            grid.figures,
            revision=grid.cleaned_data["revision"],
            actor=request.user,
        )
    except Problems as problems:
        tell_at_fields(grid, problems)
        _go_on_knowingly(grid, indicator, problems)
        return _grid_page(request, indicator, grid=grid, status=status_of(problems))
    told = f"Đã lưu số liệu của {changed} đơn vị." if changed else "Số liệu không có gì thay đổi."
    messages.success(request, told)
    here = reverse("findings:indicator", args=[indicator.inspection.code, indicator.number])
    return redirect(f"{here}?{urlencode({'ky': period})}")


@needs(permissions.can_enter_figures_of, on=get_indicator)
@writes
def paste(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """What was pasted, shown in the grid; nothing is saved yet."""
    units = _units(indicator.inspection)
    form = PasteForm(request.POST, indicator=indicator, units=units)
    period = request.POST.get("period", "")[:LONGEST_PERIOD]
    if not form.is_valid():
        return _grid_page(request, indicator, period=period, paste_form=form, status=422)
    grid = _grid(indicator, units, period)
    grid.initial = {**grid.initial, **grid_values(form.figures, list(grid.columns))}
    return _grid_page(request, indicator, grid=grid, paste_form=form, previewed=len(form.figures))


# --- Pages ----------------------------------------------------------------------------------------


def _definition(
    request: HttpRequest,
    inspection: Inspection,
    form: IndicatorForm,
    status: int,
    indicator: Indicator | None = None,
) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "findings",
        "part": "indicators",
        "form": form,
        "indicator": indicator,
        "has_topics": inspection.topics.exists(),
    }
    return render(request, "findings/define_indicator.html", context, status=status)


def _grid_page(
    request: HttpRequest,
    indicator: Indicator,
    *,
    grid: GridForm | None = None,
    paste_form: PasteForm | None = None,
    period: str | None = None,
    previewed: int = 0,
    problems: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    inspection = indicator.inspection
    units = _units(inspection)
    compared = comparing.comparisons(indicator, units, comparing.indicators_of(inspection))
    if period is None:
        period = request.GET.get("ky", compared[-1].period if compared else "")[:LONGEST_PERIOD]
    context = {
        "inspection": inspection,
        "tab": "findings",
        "part": "indicators",
        "indicator": indicator,
        "target": comparing.target_of(indicator),
        "compared": compared,
        "grid": grid or _grid(indicator, units, period),
        "paste_form": paste_form or PasteForm(indicator=indicator, units=units),
        "previewed": previewed,
        "may_enter": permissions.can_enter_figures(request.user, inspection),
        "problems": problems.problems if problems else [],
    }
    status = status_of(problems) if problems else status
    return render(request, "findings/indicator.html", context, status=status)


def _grid(indicator: Indicator, units: list[AuditedUnit], period: str) -> GridForm:
    grid = GridForm(indicator=indicator, units=units)
    rows = {row.unit_id: row for row in indicator.measurements.all() if row.period == period}
    grid.initial = {
        "period": period,
        "revision": indicator.revision,
        **grid_values(rows, list(grid.columns)),
    }
    return grid


def _units(inspection: Inspection) -> list[AuditedUnit]:
    """Those that were inspected."""
    rows = inspection.audited_units.filter(excluded_reason="").select_related("unit")
    return list(rows.order_by("position", "pk"))


def _go_on_knowingly(form: Any, indicator: Indicator, problems: Problems) -> None:
    """The next save has seen that somebody was faster."""
    if isinstance(problems, Overtaken):
        indicator.refresh_from_db()
        form.data = form.data.copy()
        form.data["revision"] = str(indicator.revision)
