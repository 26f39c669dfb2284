"""The file of a case: its list of papers, its index, how long it is kept and who has it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import needs, reads, refusal, writes
from config import case_file as whole
from inspections import archiving, filing
from inspections.checklist import CheckRow, Status
from inspections.choices import FileStage
from inspections.filing import MOST_SHEETS, IndexLine
from inspections.forms.file import CloseForm, DescribeForm, HandOverForm, WhyForm
from inspections.forms.telling import tell
from inspections.models import HandOver, Inspection
from inspections.permissions import (
    can_close_file,
    can_export_case,
    can_hand_over_file,
    can_keep_file,
    can_reopen_file,
    can_see_case,
)
from inspections.views.loading import get_inspection
from office import workbooks
from office.text import nfc, row_key
from office.views.tables import table_answer
from office.workflow import Overtaken, Problem, Problems
from reports import printing
from reports.composing.records import hand_over_paper, index_paper

COLUMNS = (
    ("STT", 6),
    ("Số, ký hiệu", 18),
    ("Ngày văn bản", 13),
    ("Tên loại, trích yếu", 60),
    ("Tác giả", 28),
    ("Số tờ", 8),
    ("Tờ số", 12),
    ("Ghi chú", 18),
)


@dataclass(frozen=True)
class ListedPaper:
    """A line of the list with the links that mend it."""

    row: CheckRow
    mend: str = ""
    by_hand: str = ""
    waive: str = ""
    need_again: str = ""


# --- The list of papers ---------------------------------------------------------------------------
@needs(can_see_case, on=get_inspection)
@reads
def checklist(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    rows = whole.checklist(inspection)
    may_keep = can_keep_file(request.user, inspection)
    waivers = {
        (row.required_id, row.unit_id): row.pk for row in inspection.paper_waivers.order_by("pk")
    }
    listed = [_listed(inspection, row, waivers, may_keep) for row in rows]
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "list",
        "stages": [
            {
                "label": stage.label,
                "rows": [each for each in listed if each.row.required.stage == stage],
            }
            for stage in FileStage
        ],
        "counts": {status.value: sum(row.status == status for row in rows) for status in Status},
        "rows_count": len(rows),
        "may_keep": may_keep,
        "case_file": archiving.file_of(inspection),
    }
    return render(request, "inspections/file.html", context)


def _listed(
    inspection: Inspection, row: CheckRow, waivers: dict[Any, int], may_keep: bool
) -> ListedPaper:
    if not may_keep or row.status == Status.PRESENT:
        return ListedPaper(row)
    if row.status == Status.NOT_NEEDED:
        key = waivers[row.required.pk, row.unit.pk if row.unit else None]
        again = reverse("inspections:need_again", args=[inspection.code, key])
        return ListedPaper(row, need_again=again)
    mend = whole.mend_of(inspection, row)
    if row.status == Status.UNSIGNED:
        return ListedPaper(row, mend=mend)
    by_hand = whole.filing_url(inspection, row)
    waive = reverse("inspections:waive_paper", args=[inspection.code, row.required.pk])
    if row.unit:
        waive = f"{waive}?don-vi={row.unit.pk}"
    return ListedPaper(row, mend, "" if mend == by_hand else by_hand, waive)


# --- The index ------------------------------------------------------------------------------------
@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return index_page(request, inspection)


def index_page(
    request: HttpRequest, inspection: Inspection, *, counting: "Counting | None" = None
) -> HttpResponse:
    """The index; `counting` holds the counts that were refused, each told at its line."""
    case_file = archiving.file_of(inspection)
    lines = whole.index_of(inspection, case_file)
    sheets = [each.line.sheets or 0 for each in lines]
    counting = counting or Counting()
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "index",
        "lines": lines,
        "counting": counting,
        "rows": [
            (each, *counting.shown(each.line.key, each.line.sheets if each.is_counted else None))
            for each in lines
        ],
        "total": sum(sheets) if sheets and all(sheets) else None,
        "case_file": case_file,
        "may_keep": can_keep_file(request.user, inspection),
    }
    status = 422 if counting.wrong else 200
    return render(request, "inspections/file_index.html", context, status=status)


@dataclass
class Counting:
    """Counts typed beside the lines, by the keys of their papers."""

    typed: dict[str, str] = field(default_factory=dict)
    counted: dict[str, int | None] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: Mapping[str, Any], keys: set[str]) -> "Counting":
        """What was sent for these papers: the key of a paper is the name of its field."""
        found = cls()
        for name, value in sent.items():
            key, typed = name.removeprefix("to-"), nfc(str(value)).strip()
            if name.startswith("to-") and key in keys:
                found._take(key, typed)
        return found

    def _take(self, key: str, typed: str) -> None:
        self.typed[key], count = typed, row_key(typed)
        if not typed:
            self.counted[key] = None
        elif count is None or not 0 < count <= MOST_SHEETS:
            self.wrong[key] = f"“{typed[:40]}” không phải số tờ từ 1 đến {MOST_SHEETS}."
        else:
            self.counted[key] = count

    def shown(self, key: str, kept: int | None) -> tuple[str, str]:
        """What stands in the field of a line, and what is wrong with it."""
        return self.typed.get(key, "" if kept is None else str(kept)), self.wrong.get(key, "")


@needs(can_keep_file, on=get_inspection)
@writes
def count_sheets(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """All counts are kept, or none: then each wrong one is told at its line."""
    keys = {paper.key for paper in whole.papers_of(inspection)}
    counting = Counting.read(request.POST, keys)
    if counting.wrong:
        return index_page(request, inspection, counting=counting)
    changed = filing.count_sheets(inspection, counting.counted, actor=request.user)
    messages.success(request, f"Đã ghi số tờ của {changed} văn bản.")
    return redirect("case_index", inspection.code)


@needs(can_see_case, on=get_inspection)
@reads
def index_table(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """The index as .xlsx, one line a paper."""
    lines = whole.index_of(inspection, archiving.file_of(inspection))
    rows = (_row(each.line) for each in lines)
    above = (f"MỤC LỤC VĂN BẢN TRONG HỒ SƠ {inspection.code}", inspection.full_subject)
    table = workbooks.write(COLUMNS, rows, title="Mục lục hồ sơ", above=above)
    return table_answer(table, f"muc-luc-{inspection.code}")


def _row(line: IndexLine) -> tuple[Any, ...]:
    between = f"{line.first_sheet}–{line.last_sheet}" if line.first_sheet else ""
    words = (line.number, line.dated_on, line.title, line.author)
    return (line.place, *words, line.sheets, between, line.note)


@needs(can_see_case, on=get_inspection)
@writes
def print_index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    lines = [each.line for each in whole.index_of(inspection, archiving.file_of(inspection))]
    job = printing.ask(
        inspection,
        index_paper(inspection, lines),
        name=f"muc-luc-{inspection.code}.pdf",
        title=f"In mục lục hồ sơ {inspection.code}",
        actor=request.user,
    )
    return redirect("reports:printed", inspection.code, job.pk)


def get_hand_over(user: Any, code: str, pk: int) -> HandOver:
    """A hand-over of a case that this person may know of."""
    inspection = get_inspection(user, code)
    row = get_object_or_404(inspection.hand_overs.all(), pk=pk)
    row.inspection = inspection
    return row


@refusal("Bạn không được xem cuộc này.")
def can_see_hand_over(user: Any, row: HandOver) -> bool:
    return can_see_case(user, row.inspection)


@needs(can_see_hand_over, on=get_hand_over)
@writes
def print_hand_over(request: HttpRequest, row: HandOver) -> HttpResponse:
    job = printing.ask(
        row.inspection,
        hand_over_paper(row),
        name=f"ban-giao-{row.inspection.code}.pdf",
        title=f"In biên bản bàn giao hồ sơ {row.inspection.code}",
        actor=request.user,
    )
    return redirect("reports:printed", row.inspection.code, job.pk)


# --- Keeping it -----------------------------------------------------------------------------------
@needs(can_see_case, on=get_inspection)
@reads
def keeping(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return keeping_page(request, inspection)


def keeping_page(
    request: HttpRequest,
    inspection: Inspection,
    *,
    bound: Any = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Retention, closing, hand-over; `bound` is the form of this page that was refused."""
    user, today = request.user, timezone.localdate()
    case_file = archiving.file_of(inspection)
    rows = whole.checklist(inspection) if not case_file.is_closed else []
    faults = [Problem(row.fault, whole.mend_of(inspection, row)) for row in rows if row.is_fault]

    def form(kind: Any, allowed: bool, **made_with: Any) -> Any:
        if not allowed:
            return None
        return bound if isinstance(bound, kind) else kind(**made_with)

    may_close = can_close_file(user, inspection)
    # What its keeper has is not opened again.
    may_reopen = can_reopen_file(user, inspection) and not inspection.hand_overs.exists()
    context = {
        "inspection": inspection,
        "tab": "file",
        "part": "keeping",
        "case_file": case_file,
        "retention": archiving.retention_of(case_file, today=today),
        "dues": archiving.hand_overs_due(inspection, case_file, today=today),
        "hand_overs": inspection.hand_overs.select_related("recorded_by"),
        "faults": faults,
        "is_concluded": whole.is_concluded(inspection),
        "describe_form": form(DescribeForm, may_close, case_file=case_file),
        "close_form": form(CloseForm, may_close and not faults and whole.is_concluded(inspection)),
        "reopen_form": form(WhyForm, may_reopen or isinstance(bound, WhyForm)),
        "hand_over_form": form(HandOverForm, can_hand_over_file(user, inspection)),
        "may_export": can_export_case(user, inspection),
        "problems": problems or [],
    }
    return render(request, "inspections/file_keeping.html", context, status=status)


@needs(can_close_file, on=get_inspection)
@writes
def describe(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = DescribeForm(request.POST, case_file=archiving.file_of(inspection))
    if not form.is_valid():
        return keeping_page(request, inspection, bound=form, status=422)
    try:
        archiving.describe_file(inspection, actor=request.user, **form.cleaned_data)
    except Overtaken as overtaken:
        return keeping_page(
            request, inspection, bound=form, problems=overtaken.problems, status=409
        )
    messages.success(request, "Đã lưu thông tin lưu trữ của hồ sơ.")
    return redirect("case_keeping", inspection.code)


@needs(can_close_file, on=get_inspection)
@writes
def close(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form, left = CloseForm(request.POST), []
    if form.is_valid():
        try:
            whole.close(inspection, on=form.cleaned_data["on"], actor=request.user)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã kết thúc hồ sơ; mục lục được giữ như hôm nay.")
            return redirect("case_keeping", inspection.code)
    return keeping_page(request, inspection, bound=form, problems=left, status=422)


@needs(can_reopen_file, on=get_inspection)
@writes
def reopen(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form, left = WhyForm(request.POST), []
    if form.is_valid():
        try:
            archiving.reopen_file(
                inspection, reason=form.cleaned_data["reason"], actor=request.user
            )
        except Problems as problems:
            left = problems.problems
        else:
            messages.success(request, "Đã mở lại hồ sơ.")
            return redirect("case_keeping", inspection.code)
    return keeping_page(request, inspection, bound=form, problems=left, status=422)


@needs(can_hand_over_file, on=get_inspection)
@writes
def hand_over(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form, left, status = HandOverForm(request.POST), [], 422
    if form.is_valid():
        try:
            row = archiving.hand_over(inspection, form.facts, actor=request.user)
        except Overtaken as overtaken:
            left, status = overtaken.problems, 409
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, f"Đã ghi: {row}.")
            return redirect("case_keeping", inspection.code)
    return keeping_page(request, inspection, bound=form, problems=left, status=status)
