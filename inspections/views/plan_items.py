"""One case of a plan: what it says, its units, giving it up, and the case made from it."""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import needs, reads, shows_form, writes
from inspections import permissions as may
from inspections import plans, starting
from inspections.forms.plans import AdjustmentForm, ItemForm, PutUnitForm, ReasonForm
from inspections.forms.telling import tell
from inspections.models import Plan, PlanItem, Unit
from inspections.overlap import overlaps_of
from inspections.views.plans import get_plan, page_of
from inspections.views.units import find_units
from office.forms import RoomForm
from office.workflow import Problem, Problems

# How a rule names the field for the reason of a change to an issued plan.
WHY = "#id_adjustment"


def get_item(user: Any, code: str, pk: int) -> PlanItem:
    """An item of a plan that this person may know of."""
    plan = get_plan(user, code)
    items = plan.items.select_related("department", "leader").prefetch_related("inspections")
    item = get_object_or_404(items, pk=pk)
    item.plan = plan
    return item


def get_item_and_unit(user: Any, code: str, pk: int, unit: int) -> tuple[PlanItem, Unit]:
    item = get_item(user, code, pk)
    return item, get_object_or_404(item.units.all(), pk=unit)


def can_edit_units(user: Any, item_and_unit: tuple[PlanItem, Unit]) -> bool:
    return may.can_edit_item(user, item_and_unit[0])


can_edit_units.refusal = may.can_edit_item.refusal


@needs(may.can_edit_plan, on=get_plan)
@shows_form
def add(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = ItemForm(request.POST if request.method == "POST" else None, plan=plan)
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            item = plans.add_item(plan, form.facts, actor=request.user, adjustment=form.why)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã thêm vào kế hoạch. Tiếp theo: chọn đơn vị.")
            return redirect(item)
    context = {**page_of(plan, request.user), "form": form, "problems": left}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/plans/add_item.html", context, status=status)


@needs(may.can_edit_item, on=get_item)
@shows_form
def edit(request: HttpRequest, item: PlanItem) -> HttpResponse:
    # A copy, because a form writes what was typed into its instance, wrong or not.
    data = request.POST if request.method == "POST" else None
    form = ItemForm(data, instance=copy(item), plan=item.plan)
    context: dict[str, Any] = {
        **page_of(item.plan, request.user),
        "item": item,
        "form": form,
        "conflict": None,
        "problems": [],
    }
    page, status = "inspections/plans/edit_item.html", 422 if form.is_bound else 200
    if request.method != "POST" or not form.is_valid():
        return render(request, page, context, status=status)
    current = PlanItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if form.is_stale(current):
        context["conflict"] = form.conflict_with(current, plan=item.plan)
        return render(request, page, context, status=409)
    try:
        changed = plans.revise_item(
            item,
            form.facts,
            revision=form.revision,
            actor=request.user,
            adjustment=form.why,
        )
    except Problems as problems:
        context["problems"] = tell(form, problems)
        return render(request, page, context, status=422)
    messages.success(request, "Đã lưu." if changed else "Không có gì thay đổi.")
    return redirect(item)


@needs(may.can_see_plans, on=get_item)
@reads
def item(request: HttpRequest, item: PlanItem) -> HttpResponse:
    return _page(request, item)


def _page(request: HttpRequest, item: PlanItem, *, status: int = 200, **more: Any) -> HttpResponse:
    may_edit = may.can_edit_item(request.user, item) and item.case is None
    words = request.GET.get("tim", "") or request.POST.get("tim", "")
    units = list(item.units.select_related("parent").order_by("name", "pk"))
    context = {
        **page_of(item.plan, request.user),
        "item": item,
        "may_edit_item": may_edit,
        "may_start": may.can_start_case(request.user, item),
        "units": units,
        "overlaps": overlaps_of(item, user=request.user),
        "in_item": {unit.pk for unit in units},
        "words": words,
        "found": find_units(words) if may_edit else [],
        "adjustment": "",
        "taking": None,
        "wrong_why": "",
        "today": timezone.localdate(),
        "problems": [],
        **more,
    }
    if context["wrong_why"] and context["taking"] is None and not context["found"]:
        # Without units to choose from the page has no field for the reason.
        context["problems"] = [*context["problems"], Problem(context["wrong_why"])]
    if request.headers.get("HX-Request") and request.method == "GET":
        return render(request, "inspections/plans/_units_found.html", context)
    return render(request, "inspections/plans/item.html", context, status=status)


@needs(may.can_edit_item, on=get_item)
@writes
def put_unit(request: HttpRequest, item: PlanItem) -> HttpResponse:
    form = PutUnitForm(request.POST)
    typed = form["adjustment"].value() or ""
    if not form.is_valid():
        return _page(request, item, status=422, adjustment=typed, **_told(_of_form(form)))
    try:
        plans.put_unit(item, actor=request.user, **form.cleaned_data)
    except Problems as problems:
        return _page(request, item, status=422, adjustment=typed, **_told(problems.problems))
    messages.success(request, f"Đã thêm {form.cleaned_data['unit']}.")
    return redirect(item)


def _of_form(form: RoomForm) -> list[Problem]:
    """What is wrong with a form of one button."""
    return [
        Problem(str(error), WHY if name == "adjustment" else "")
        for name, errors in form.errors.items()
        for error in errors
    ]


def _told(problems: Sequence[Problem]) -> dict[str, Any]:
    """What is wrong with the reason stands at its field, the rest above the page."""
    at_field = [problem.text for problem in problems if problem.mend.endswith(WHY)]
    above = [problem for problem in problems if not problem.mend.endswith(WHY)]
    return {"wrong_why": " ".join(at_field), "problems": above}


@needs(can_edit_units, on=get_item_and_unit)
@writes
def take_unit(request: HttpRequest, item_and_unit: tuple[PlanItem, Unit]) -> HttpResponse:
    item, unit = item_and_unit
    form = AdjustmentForm(request.POST)
    told = {"taking": unit.pk, "adjustment": form["adjustment"].value() or ""}
    if not form.is_valid():
        return _page(request, item, status=422, **told, **_told(_of_form(form)))
    try:
        plans.take_unit(item, unit=unit, actor=request.user, **form.cleaned_data)
    except Problems as problems:
        return _page(request, item, status=422, **told, **_told(problems.problems))
    messages.success(request, f"Đã bỏ {unit}.")
    return redirect(item)


@needs(may.can_edit_item, on=get_item)
@shows_form
def drop(request: HttpRequest, item: PlanItem) -> HttpResponse:
    """Say why the case will not be held."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plans.drop_item(item, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã ghi lý do không thực hiện.")
        return redirect(item.plan)
    context = {**page_of(item.plan, request.user), "item": item, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/plans/drop_item.html", context, status=status)


@needs(may.can_edit_item, on=get_item)
@writes
def restore(request: HttpRequest, item: PlanItem) -> HttpResponse:
    plans.restore_item(item, actor=request.user)
    messages.success(request, "Đã đưa trở lại kế hoạch.")
    return redirect(item)


@needs(may.can_edit_item, on=get_item)
@writes
def remove(request: HttpRequest, item: PlanItem) -> HttpResponse:
    plans.remove_item(item, actor=request.user)
    messages.success(request, "Đã xóa khỏi kế hoạch.")
    return redirect(item.plan)


@needs(may.can_start_case, on=get_item)
@writes
def start(request: HttpRequest, item: PlanItem) -> HttpResponse:
    """Lập cuộc từ kế hoạch."""
    inspection = starting.start_case(item, actor=request.user)
    messages.success(
        request, f"Đã lập {inspection} từ kế hoạch; đơn vị, thời kỳ và nội dung đã điền sẵn."
    )
    return redirect(inspection)
