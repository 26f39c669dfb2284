"""The diary of the team: read, write, put right, sign, and who keeps it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import needs, reads, shows_form, writes
from inspections import diary
from inspections.forms.diary import CorrectionForm, EntryForm, KeeperForm
from inspections.forms.telling import tell
from inspections.models import DiaryEntry, DiaryKeeper, Inspection
from inspections.permissions import (
    can_name_keepers,
    can_see_case,
    can_sign_diary,
    can_write_diary,
)
from inspections.views.loading import get_inspection
from office.text import row_key
from office.workflow import Overtaken, Problem, Problems


def get_entry(user: Any, code: str, pk: int) -> DiaryEntry:
    """An entry of a case that this person may know of."""
    inspection = get_inspection(user, code)
    entry = get_object_or_404(
        inspection.diary.select_related("written_by", "corrects", "signature"), pk=pk
    )
    entry.inspection = inspection
    return entry


def get_keeper(user: Any, code: str, pk: int) -> DiaryKeeper:
    """Who was named to keep the diary of such a case."""
    inspection = get_inspection(user, code)
    keeper = get_object_or_404(inspection.diary_keepers.select_related("person"), pk=pk)
    keeper.inspection = inspection
    return keeper


def can_correct_entry(user: Any, entry: DiaryEntry) -> bool:
    return can_write_diary(user, entry.inspection)


def can_end_keeping(user: Any, keeper: DiaryKeeper) -> bool:
    return can_name_keepers(user, keeper.inspection)


can_correct_entry.refusal = can_write_diary.refusal
can_end_keeping.refusal = can_name_keepers.refusal


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return diary_page(request, inspection)


@needs(can_write_diary, on=get_inspection)
@writes
def write(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form, left, status = EntryForm(request.POST), [], 422
    if form.is_valid():
        try:
            entry = diary.write_entry(
                inspection, day=form.cleaned_data["day"], facts=form.facts, actor=request.user
            )
        except Problems as problems:
            left = tell(form, problems)
            status = 409 if isinstance(problems, Overtaken) else 422
        else:
            messages.success(request, f"Đã ghi nhật ký ngày {entry.day:%d/%m/%Y}.")
            return redirect("inspections:diary", inspection.code)
    return diary_page(request, inspection, form=form, problems=left, status=status)


@needs(can_name_keepers, on=get_inspection)
@writes
def name_keeper(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form, left = KeeperForm(request.POST, inspection=inspection), []
    if form.is_valid():
        try:
            keeper = diary.name_keeper(inspection, actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã giao {keeper} ghi nhật ký.")
            return redirect("inspections:diary", inspection.code)
    return diary_page(request, inspection, keeper_form=form, problems=left, status=422)


@needs(can_end_keeping, on=get_keeper)
@writes
def end_keeping(request: HttpRequest, keeper: DiaryKeeper) -> HttpResponse:
    diary.end_keeping(keeper, actor=request.user)
    messages.success(request, f"Đã thôi giao {keeper} ghi nhật ký.")
    return redirect("inspections:diary", keeper.inspection.code)


@needs(can_sign_diary, on=get_inspection)
@writes
def sign(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """The entries that stood on the page are signed, not those that came since."""
    keys = [row_key(each) for each in request.POST.getlist("entry")]
    count = diary.sign_entries(
        inspection, [key for key in keys if key is not None], actor=request.user
    )
    messages.success(request, f"Đã ký {count} trang nhật ký.")
    return redirect("inspections:diary", inspection.code)


@needs(can_correct_entry, on=get_entry)
@shows_form
def correct(request: HttpRequest, entry: DiaryEntry) -> HttpResponse:
    words = {name: getattr(entry, name) for name in CorrectionForm.base_fields}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=words)
    inspection = entry.inspection
    if form.is_bound and form.is_valid():
        diary.correct_entry(entry, facts=form.facts, actor=request.user)
        messages.success(request, f"Đã ghi đính chính cho ngày {entry.day:%d/%m/%Y}.")
        return redirect("inspections:diary", inspection.code)
    context = {"inspection": inspection, "tab": "file", "part": "diary", "entry": entry}
    status = 422 if form.is_bound else 200
    page = "inspections/correct_diary.html"
    return render(request, page, context | {"form": form}, status=status)


def diary_page(
    request: HttpRequest,
    inspection: Inspection,
    *,
    form: EntryForm | None = None,
    keeper_form: KeeperForm | None = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The entries newest first, each with what corrects it, and what is not signed yet."""
    user = request.user
    rows = inspection.diary.select_related("written_by", "signature__signed_by")
    entries = list(rows.order_by("-day", "pk"))
    corrections: dict[int, list[DiaryEntry]] = {}
    for entry in entries:
        if entry.corrects_id:
            corrections.setdefault(entry.corrects_id, []).append(entry)
    written = [entry.day for entry in entries]
    may_write = can_write_diary(user, inspection)
    may_name = can_name_keepers(user, inspection)
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "diary",
        "days": [
            {"entry": entry, "corrections": corrections.get(entry.pk, [])}
            for entry in entries
            if not entry.corrects_id
        ],
        "unsigned": [entry for entry in entries if not entry.is_signed],
        "without": diary.days_without_entry(inspection, written, today=timezone.localdate()),
        "keepers": inspection.diary_keepers.filter(ended_at__isnull=True).select_related("person"),
        "form": (form or EntryForm()) if may_write else None,
        "keeper_form": (keeper_form or KeeperForm(inspection=inspection)) if may_name else None,
        "may_write": may_write,
        "may_sign": can_sign_diary(user, inspection),
        "problems": problems or [],
    }
    return render(request, "inspections/diary.html", context, status=status)
