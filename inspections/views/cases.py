"""Opening a case, its facts, giving it up."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from inspections import cases
from inspections.forms.cases import CaseForm, DropForm
from inspections.forms.telling import tell
from inspections.models import Inspection
from inspections.permissions import (
    can_drop_case,
    can_edit_case,
    can_open_case,
)
from inspections.views.loading import get_inspection
from office.workflow import Problems


def is_looking(request: HttpRequest) -> bool:
    """Without JavaScript a button searches for the issuer; nothing is to be saved yet."""
    return request.POST.get("act") == "find"


@needs(can_open_case)
@shows_form
def open_case(request: HttpRequest) -> HttpResponse:
    form = CaseForm(request.POST if request.method == "POST" else None)
    if is_looking(request):
        form.keep_typed()
    elif request.method == "POST" and form.is_valid():
        inspection = cases.open_inspection(actor=request.user, **form.facts)
        messages.success(
            request, f"Đã lập {inspection}. Tiếp theo: đoàn và đối tượng, rồi quyết định."
        )
        return redirect("inspections:team", inspection.code)
    return render(request, "inspections/open.html", {"form": form})


@needs(can_edit_case, on=get_inspection)
@shows_form
def edit(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    # A copy, because a form writes what was typed into its instance, wrong or not.
    form = CaseForm(request.POST if request.method == "POST" else None, instance=copy(inspection))
    context: dict[str, Any] = {
        "inspection": inspection,
        "tab": "overview",
        "form": form,
        "may_drop": can_drop_case(request.user, inspection),
        "conflict": None,
        "problems": [],
    }
    if is_looking(request):
        form.keep_typed()
        return render(request, "inspections/edit.html", context)
    if request.method != "POST" or not form.is_valid():
        return render(request, "inspections/edit.html", context)
    current = Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    if form.is_stale(current):
        context["conflict"] = form.conflict_with(current)
        return render(request, "inspections/edit.html", context, status=409)
    try:
        changed = cases.revise_inspection(
            inspection, revision=form.revision, actor=request.user, **form.facts
        )
    except Problems as problems:
        context["problems"] = tell(form, problems)
        return render(request, "inspections/edit.html", context, status=422)
    messages.success(request, "Đã lưu thông tin cuộc." if changed else "Không có gì thay đổi.")
    return redirect(inspection)


@needs(can_drop_case, on=get_inspection)
@shows_form
def drop(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cases.drop(inspection, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, f"Đã hủy {inspection}.")
        return redirect("inspections:index")
    context = {"inspection": inspection, "tab": "overview", "form": form}
    return render(request, "inspections/drop.html", context)
