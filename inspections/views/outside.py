"""Plans of other bodies: the list, one of them, taking one in from a table, taking one out."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import needs, reads, shows_form, writes
from inspections import permissions as may
from inspections import plan_sheets, settling
from inspections.forms.overlap import OutsidePlanForm
from inspections.models import OutsidePlan
from inspections.views.plans import kept_upload, shown_table
from office import files
from office.uploads import too_large
from office.workflow import Problems

PAGE_SIZE = 30
ITEMS_A_PAGE = 100


def get_outside_plan(user: Any, pk: int) -> OutsidePlan:
    """The plan of another body; Http404 when unknown to this person."""
    return get_object_or_404(OutsidePlan.objects.visible_to(user), pk=pk)


def can_remove(user: Any, plan: OutsidePlan) -> bool:
    return may.can_open_plan(user)


can_remove.refusal = may.can_open_plan.refusal


@needs(may.can_see_plans)
@reads
def index(request: HttpRequest) -> HttpResponse:
    found = (
        OutsidePlan.objects.visible_to(request.user)
        .select_related("imported_by")
        .annotate(
            item_count=Count("items"), known_count=Count("items", Q(items__unit__isnull=False))
        )
        .order_by("-year", "body", "pk")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "part": "outside", "may_import": may.can_open_plan(request.user)}
    return render(request, "inspections/plans/outside.html", context)


@needs(may.can_see_plans, on=get_outside_plan)
@reads
def plan(request: HttpRequest, plan: OutsidePlan) -> HttpResponse:
    items = plan.items.select_related("unit").order_by("row", "pk")
    page = Paginator(items, ITEMS_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "outside": plan,
        "page": page,
        "part": "outside",
        "may_import": may.can_open_plan(request.user),
    }
    return render(request, "inspections/plans/outside_plan.html", context)


@needs(may.can_open_plan)
@shows_form
def import_plan(request: HttpRequest) -> HttpResponse:
    """First the table is read and shown; a second press keeps it."""
    form = OutsidePlanForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        too_large=too_large(request, "table"),
    )
    context: dict[str, Any] = {"form": form, "part": "outside", "rows": []}
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["table"]
            is_confirmed = upload is None
            if is_confirmed:
                upload = kept_upload(form.cleaned_data["kept"])
            rows = plan_sheets.read_outside(upload)
        except Problems as problems:
            form.add_error("table", str(problems))
        else:
            context |= shown_table(rows, upload)
            context["unknown"] = [row for row in rows if row.facts.unit is None]
            if is_confirmed and not context["faults"]:
                return _keep(request, form, upload, rows)
    status = 422 if form.errors or context.get("faults") else 200
    return render(request, "inspections/plans/import_outside.html", context, status=status)


def _keep(
    request: HttpRequest,
    form: OutsidePlanForm,
    upload: Any,
    rows: list[plan_sheets.ReadOutside],
) -> HttpResponse:
    kept = settling.keep_outside_plan(
        file=files.put(upload),
        rows=[row.facts for row in rows],
        actor=request.user,
        **form.facts,
    )
    messages.success(request, f"Đã nhập {len(rows)} dòng của {kept.body}.")
    return redirect("inspections:outside_plan", kept.pk)


@needs(can_remove, on=get_outside_plan)
@writes
def remove(request: HttpRequest, plan: OutsidePlan) -> HttpResponse:
    settling.remove_outside_plan(plan, actor=request.user)
    messages.success(request, f"Đã xóa kế hoạch của {plan.body}.")
    return redirect("inspections:outside_plans")
