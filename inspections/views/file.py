"""Papers that people put into the file by hand, and papers that a case does not need."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import needs, reads, shows_form, writes
from inspections import filing
from inspections.checklist import required_papers
from inspections.forms.file import PaperForm, WhyForm
from inspections.forms.telling import tell
from inspections.models import (
    AuditedUnit,
    CaseFileItem,
    Inspection,
    PaperWaiver,
    RequiredPaper,
)
from inspections.permissions import can_keep_file, can_see_case
from inspections.views.answers import file_answer
from inspections.views.loading import get_inspection
from office.text import row_key
from office.uploads import too_large
from office.workflow import Overtaken, Problem, Problems, Refused


def get_item(user: Any, code: str, pk: int) -> CaseFileItem:
    """A paper in the file of a case that this person may know of."""
    inspection = get_inspection(user, code)
    item = get_object_or_404(inspection.file_items.select_related("file"), pk=pk)
    item.inspection = inspection
    return item


def get_waiver(user: Any, code: str, pk: int) -> PaperWaiver:
    inspection = get_inspection(user, code)
    waiver = get_object_or_404(inspection.paper_waivers.select_related("required"), pk=pk)
    waiver.inspection = inspection
    return waiver


def get_required(user: Any, code: str, pk: int) -> tuple[Inspection, RequiredPaper]:
    """A paper that this case must or may have."""
    inspection = get_inspection(user, code)
    found = next((row for row in required_papers(inspection) if row.pk == pk), None)
    if found is None:
        raise Http404
    return inspection, found


def can_see_item(user: Any, item: CaseFileItem) -> bool:
    return can_see_case(user, item.inspection)


def can_keep_item(user: Any, item: CaseFileItem | PaperWaiver) -> bool:
    return can_keep_file(user, item.inspection)


def can_waive(user: Any, found: tuple[Inspection, RequiredPaper]) -> bool:
    return can_keep_file(user, found[0])


can_see_item.refusal = can_see_case.refusal
can_keep_item.refusal = can_keep_file.refusal
can_waive.refusal = can_keep_file.refusal


@needs(can_see_case, on=get_inspection)
@shows_form
def file_items(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """What was put into the file by hand, and the form that puts more into it."""
    may_keep = can_keep_file(request.user, inspection)
    if request.method == "POST" and not may_keep:
        raise Refused(can_keep_file.refusal)
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    told = too_large(request, "upload") if request.method == "POST" else []
    form = PaperForm(
        *posted,
        inspection=inspection,
        too_large=told,
        limit=settings.UPLOAD_MAX_MB,
        initial=_asked_for(request, inspection),
    )
    left: list[Problem] = []
    if form.is_bound and form.is_valid():
        try:
            item = filing.file_paper(
                inspection, form.facts, form.cleaned_data["upload"], actor=request.user
            )
        except Problems as problems:
            left = tell(form, _at_upload(problems))
        else:
            messages.success(request, f"Đã bổ sung “{item}” vào hồ sơ.")
            return redirect("case_file", inspection.code)
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "list",
        "form": form if may_keep else None,
        "items": inspection.file_items.select_related("file", "required", "unit__unit", "filed_by"),
        "may_keep": may_keep,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspections/file_items.html", context, status=status)


def _at_upload(problems: Problems) -> Problems:
    """What the file store says belongs to the one field with a file."""
    return Problems(Problem(each.text, each.mend or "#id_upload") for each in problems.problems)


def _asked_for(request: HttpRequest, inspection: Inspection) -> dict[str, Any]:
    """What a line of the list asks for: the paper, and its unit."""
    key = row_key(request.GET.get("giay-to", ""))
    required = next((row for row in required_papers(inspection) if row.pk == key), None)
    unit = row_key(request.GET.get("don-vi", ""))
    asked: dict[str, Any] = {"unit": unit} if unit else {}
    return asked | ({"required": required.pk, "title": required.name} if required else {})


@needs(can_see_item, on=get_item)
@reads
def item_file(request: HttpRequest, item: CaseFileItem) -> HttpResponse:
    stored = item.file
    if stored is None:
        raise Http404
    return file_answer(request, stored, item.file_name)


@needs(can_keep_item, on=get_item)
@shows_form
def withdraw_item(request: HttpRequest, item: CaseFileItem) -> HttpResponse:
    form, left, status = WhyForm(request.POST if request.method == "POST" else None), [], 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                filing.withdraw_paper(item, reason=reason, actor=request.user)
            except Overtaken as overtaken:
                left, status = overtaken.problems, 409
            else:
                messages.success(request, f"Đã rút “{item}” khỏi hồ sơ.")
                return redirect("inspections:file_items", item.inspection.code)
    told = "Giấy tờ không bị xóa: vẫn lưu và hiện là đã rút cùng lý do này."
    return _why(request, item.inspection, form, f"Rút “{item}”", told, left, status)


@needs(can_waive, on=get_required)
@shows_form
def waive(request: HttpRequest, found: tuple[Inspection, RequiredPaper]) -> HttpResponse:
    inspection, required = found
    form, left, status = WhyForm(request.POST if request.method == "POST" else None), [], 200
    unit = _unit_of(request, inspection) if required.per_unit else None
    if form.is_bound:
        status = 422
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                filing.waive_paper(inspection, required, unit, reason=reason, actor=request.user)
            except Overtaken as overtaken:
                left, status = overtaken.problems, 409
            else:
                messages.success(request, f"Đã ghi “{required}” là không cần.")
                return redirect("case_file", inspection.code)
    where = f" ({unit})" if unit else ""
    told = "Lý do hiện trong danh mục giấy tờ của hồ sơ; có thể ghi lại là cần."
    title = f"Không cần: {required}{where}"
    return _why(request, inspection, form, title, told, left, status)


def _unit_of(request: HttpRequest, inspection: Inspection) -> AuditedUnit | None:
    key = row_key(request.GET.get("don-vi", ""))
    return inspection.audited_units.select_related("unit").filter(pk=key).first() if key else None


def _why(
    request: HttpRequest,
    inspection: Inspection,
    form: WhyForm,
    title: str,
    told: str,
    left: list[Problem],
    status: int,
) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "file",
        "title": title,
        "told": told,
        "form": form,
        "problems": left,
    }
    return render(request, "inspections/file_why.html", context, status=status)


@needs(can_keep_item, on=get_waiver)
@writes
def need_again(request: HttpRequest, waiver: PaperWaiver) -> HttpResponse:
    filing.need_again(waiver, actor=request.user)
    messages.success(request, f"“{waiver.required}” lại là giấy tờ cần có.")
    return redirect("case_file", waiver.inspection.code)
