"""Plans of a year: the list, one plan with its items, issuing elsewhere, tables in and out."""

from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import needs, reads, shows_form
from inspections import permissions as may
from inspections import plan_sheets, plans
from inspections.forms.plans import PlanForm, ReasonForm, RecordPlanForm, TableForm
from inspections.forms.telling import tell
from inspections.models import Plan, PlanItem
from inspections.overlap import overlaps_of_many
from inspections.plan_sheets import ReadItem
from office import files
from office.journal import history_of
from office.models import StoredFile
from office.uploads import too_large
from office.views.tables import table_answer
from office.workflow import Problem, Problems

PAGE_SIZE = 30
LINES = 20
SALT = "inspections.tables"


def get_plan(user: Any, code: str) -> Plan:
    """The plan with what every page of it needs; Http404 when unknown to this person."""
    found = Plan.objects.visible_to(user).select_related("issuer", "created_by")
    return get_object_or_404(found.prefetch_related("items"), code=code)


def items_of(plan: Plan) -> list[PlanItem]:
    """The items in the order of the year, with what a row shows; the queries do not grow."""
    rows = plan.items.select_related("department", "leader").prefetch_related(
        "units", "inspections__decisions", "settlements"
    )
    items = list(rows)
    for item in items:
        item.plan = plan
    return sorted(items, key=lambda item: (item.quarter or 5, item.month or 0, item.position))


@needs(may.can_see_plans)
@reads
def index(request: HttpRequest) -> HttpResponse:
    living = Q(items__dropped_reason="")
    found = (
        Plan.objects.visible_to(request.user)
        .select_related("issuer")
        .prefetch_related("items")
        .annotate(
            item_count=Count("items", living, distinct=True),
            case_count=Count("items__inspections", ~Q(items__inspections__state="dropped")),
        )
        .order_by("-year", "issuer__name", "-pk")
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("trang"))
    context = {"page": page, "part": "plans", "may_open": may.can_open_plan(request.user)}
    return render(request, "inspections/plans/index.html", context)


@needs(may.can_open_plan)
@shows_form
def open_plan(request: HttpRequest) -> HttpResponse:
    form = PlanForm(request.POST if request.method == "POST" else None)
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            plan = plans.open_plan(actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã lập {plan}. Tiếp theo: thêm từng cuộc.")
            return redirect(plan)
    context = {"form": form, "problems": left, "part": "plans"}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/plans/open.html", context, status=status)


@needs(may.can_see_plans, on=get_plan)
@reads
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    items = items_of(plan)
    met = overlaps_of_many(items, user=request.user)
    for item in items:
        item.open_overlaps = [one for one in met[item.pk] if one.is_open]
    context = {
        **page_of(plan, request.user),
        "items": items,
        "counts": _counts(items),
        "missing": [] if plan.is_approved else plans.problems_before_approving(plan),
        "may_approve": may.can_approve_plan(request.user, plan),
        "may_drop": may.can_drop_plan(request.user, plan),
        "lines": history_of(plan.code)[:LINES],
    }
    return render(request, "inspections/plans/plan.html", context)


def page_of(plan: Plan, user: Any) -> dict[str, Any]:
    """What every page of a plan shows."""
    return {"plan": plan, "part": "plans", "may_edit": may.can_edit_plan(user, plan)}


def _counts(items: list[PlanItem]) -> list[tuple[str, int]]:
    """How many items are how far, for the line under the heading."""
    told: dict[str, int] = {}
    for item in items:
        told[item.progress.label] = told.get(item.progress.label, 0) + 1
    return list(told.items())


@needs(may.can_approve_plan, on=get_plan)
@shows_form
def record(request: HttpRequest, plan: Plan) -> HttpResponse:
    """A plan that was issued outside this system."""
    form = RecordPlanForm(
        request.POST if request.method == "POST" else None,
        initial={"symbol": f"KH-{plan.issuer.abbreviation}"},
    )
    left: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            plans.approve_plan(plan, actor=request.user, elsewhere=True, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã ghi nhận kế hoạch số {plan.label}.")
            return redirect(plan)
    context = {**page_of(plan, request.user), "form": form, "problems": left}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/plans/record.html", context, status=status)


@needs(may.can_drop_plan, on=get_plan)
@shows_form
def drop(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plans.drop_plan(plan, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, f"Đã hủy {plan}.")
        return redirect("inspections:plans")
    context = {**page_of(plan, request.user), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "inspections/plans/drop.html", context, status=status)


# --- Tables ---------------------------------------------------------------------------------------
@needs(may.can_see_plans, on=get_plan)
@reads
def export(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The items as .xlsx; of an empty plan, the table to fill in."""
    table = plan_sheets.write(items_of(plan), title=plan.name)
    return table_answer(table, f"ke-hoach-{plan.year}-{plan.issuer.short_name or plan.issuer}")


@needs(may.can_edit_plan, on=get_plan)
@shows_form
def import_items(request: HttpRequest, plan: Plan) -> HttpResponse:
    """First the table is read and shown; a second press keeps it."""
    if plan.is_approved:
        raise Http404
    form = TableForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        too_large=too_large(request, "table"),
    )
    context: dict[str, Any] = {**page_of(plan, request.user), "form": form, "rows": []}
    if request.method != "POST":
        return render(request, "inspections/plans/import.html", context)
    if request.POST.get("kept"):
        return _keep_items(request, plan, context)
    if form.is_valid():
        try:
            upload = form.cleaned_data["table"]
            context |= shown_table(plan_sheets.read(upload), upload)
        except Problems as problems:
            form.add_error("table", str(problems))
    status = 422 if form.errors or context.get("faults") else 200
    return render(request, "inspections/plans/import.html", context, status=status)


def shown_table(rows: list[Any], upload: Any) -> dict[str, Any]:
    """What the page shows of a table that was read; a table without faults waits to be kept."""
    faults = sum(bool(row.faults) for row in rows)
    return {"rows": rows, "faults": faults, "kept": "" if faults else keep_upload(upload)}


def keep_upload(upload: Any) -> str:
    """Put the table aside until it is confirmed; the answer is a seal that nobody can invent."""
    return Signer(salt=SALT).sign(files.put(upload).sha256)


def kept_upload(seal: str) -> ContentFile:
    """The table behind a seal; Http404 for an invented one."""
    try:
        stored = StoredFile.objects.get(sha256=Signer(salt=SALT).unsign(seal))
    except (BadSignature, StoredFile.DoesNotExist) as error:
        raise Http404 from error
    return ContentFile(files.read(stored), "bang.xlsx")


def _keep_items(request: HttpRequest, plan: Plan, context: dict[str, Any]) -> HttpResponse:
    upload = kept_upload(request.POST["kept"])
    rows: list[ReadItem] = plan_sheets.read(upload)
    context |= shown_table(rows, upload)
    if context["faults"]:
        # The directory of units changed since the table was read.
        return render(request, "inspections/plans/import.html", context, status=422)
    for row in rows:
        plans.add_item(plan, row.facts, units=row.units, actor=request.user)
    messages.success(request, f"Đã thêm {len(rows)} cuộc vào kế hoạch.")
    return redirect(plan)
