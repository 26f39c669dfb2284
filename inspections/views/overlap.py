"""Overlaps of a case or of an item of a plan, each to be settled with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import needs, shows_form
from inspections import overlap, settling
from inspections.forms.overlap import SettleForm
from inspections.forms.telling import tell
from inspections.models import Inspection, PlanItem, Unit
from inspections.overlap import Overlap, Owner
from inspections.permissions import can_see_case, can_see_plans, can_settle
from inspections.views.loading import get_inspection
from inspections.views.plan_items import get_item
from inspections.views.plans import page_of
from office.workflow import Overtaken, Problem, Problems, Refused


@needs(can_see_case, on=get_inspection)
@shows_form
def of_case(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    context = {"inspection": inspection, "tab": "team", "part": "overlaps"}
    return _answer(request, inspection, "inspections/overlaps.html", context)


@needs(can_see_plans, on=get_item)
@shows_form
def of_item(request: HttpRequest, item: PlanItem) -> HttpResponse:
    context = {**page_of(item.plan, request.user), "item": item}
    return _answer(request, item, "inspections/plans/overlaps.html", context)


def _answer(
    request: HttpRequest, owner: Owner, template: str, context: dict[str, Any]
) -> HttpResponse:
    may_settle = can_settle(request.user, owner)
    form: SettleForm | None = None
    left: list[Problem] = []
    if request.method == "POST":
        if not may_settle:
            raise Refused(can_settle.refusal)
        form = SettleForm(request.POST)
        if form.is_valid():
            try:
                _settle(request, owner, form.cleaned_data)
            except Overtaken:
                raise
            except Problems as problems:
                left = tell(form, problems)
            else:
                messages.success(request, "Đã ghi lý do vẫn tiến hành.")
                return redirect(request.path)
    found = overlap.overlaps_of(owner, user=request.user)
    rows = [_row(place, each, form, may_settle=may_settle) for place, each in enumerate(found, 1)]
    if form is not None and not any(row["is_open"] for row in rows):
        raise Overtaken("Chồng chéo này không còn nữa; hãy mở lại trang.", request.path)
    context |= {
        "rows": rows,
        "may_settle": may_settle,
        "open_count": sum(each.is_open and each.is_same_matter for each in found),
        "problems": left,
    }
    return render(request, template, context, status=422 if form else 200)


def _settle(request: HttpRequest, owner: Owner, facts: dict[str, Any]) -> None:
    unit = get_object_or_404(Unit, pk=facts["unit"])
    settling.settle_overlap(
        owner,
        key=facts["key"],
        unit=unit,
        reason=facts["reason"],
        document=facts["document"],
        actor=request.user,
    )


def _row(place: int, each: Overlap, sent: SettleForm | None, *, may_settle: bool) -> dict[str, Any]:
    """A form that came back wrong takes the place of its fresh twin and stays open."""
    if not may_settle or not each.is_open:
        return {"overlap": each, "form": None, "is_open": False}
    if sent is not None and (sent.data.get("key"), sent.data.get("unit")) == (
        each.other.key,
        str(each.unit.pk),
    ):
        return {"overlap": each, "form": sent, "is_open": True}
    return {"overlap": each, "form": SettleForm(overlap=each, place=place), "is_open": False}
