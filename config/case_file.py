"""The file of a case, from every room: its list of papers, its index, and closing it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from urllib.parse import urlencode

import pikepdf
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from findings import filed as findings_filed
from inspections import archiving
from inspections import filed as inspections_filed
from inspections.checklist import CheckRow, Status, check_rows
from inspections.choices import CaseState
from inspections.filing import IndexLine
from inspections.models import CaseFile, Inspection
from inspections.papers import FiledPaper
from inspections.permissions import can_keep_file
from office import files
from office.desk import Step
from office.models import StoredFile
from office.workflow import Problem
from reports import filed as reports_filed

ROOMS = (inspections_filed, findings_filed, reports_filed)
# The page that makes a missing paper; everything else is put into the file by hand.
MADE_AT = {
    "decision": ("reports:index", {}),
    "result_report": ("reports:index", {}),
    "conclusion": ("reports:index", {}),
    "diary": ("inspections:diary", {}),
    "explanation": ("findings:draft_request", {}),
    "minutes_announcement": ("findings:record_minutes", {"loai": "announcement"}),
    "minutes_working": ("findings:record_minutes", {"loai": "working"}),
    "minutes_handing_over": ("findings:record_minutes", {"loai": "handing_over"}),
    "minutes_ending": ("findings:record_minutes", {"loai": "ending"}),
    "minutes_conclusion": ("findings:record_minutes", {"loai": "conclusion_read"}),
}


def papers_of(inspection: Inspection) -> list[FiledPaper]:
    """Every paper of the file in the order of its index: by date, undated ones last."""
    papers = [paper for room in ROOMS for paper in room.papers_of(inspection)]
    # Papers of one day stay in the order of the rooms, and there in the order of their making.
    return sorted(papers, key=lambda paper: paper.dated_on or datetime.date.max)


def checklist(inspection: Inspection) -> list[CheckRow]:
    """The required papers of the case and what lies in the file of each."""
    return check_rows(inspection, papers_of(inspection), today=timezone.localdate())


def mend_of(inspection: Inspection, row: CheckRow) -> str:
    """The page that mends a line: where the unsigned paper is, or where a missing one is made."""
    if row.status == Status.UNSIGNED:
        return next(paper.url for paper in row.papers if paper.unsigned)
    page, query = MADE_AT.get(row.required.code, ("inspections:file_items", {}))
    if page == "inspections:file_items":
        return filing_url(inspection, row)
    asked = {**query, **({"don-vi": str(row.unit.pk)} if row.unit else {})}
    url = reverse(page, args=[inspection.code])
    return f"{url}?{urlencode(asked)}" if asked else url


def filing_url(inspection: Inspection, row: CheckRow) -> str:
    """The form that puts this paper into the file by hand."""
    asked = {"giay-to": str(row.required.pk)}
    if row.unit:
        asked["don-vi"] = str(row.unit.pk)
    return f"{reverse('inspections:file_items', args=[inspection.code])}?{urlencode(asked)}"


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    """The step of the file on the page of the case."""
    rows = checklist(inspection)
    faults = [row for row in rows if row.is_fault]
    missing = [Problem(row.fault, mend_of(inspection, row)) for row in faults]
    case_file = archiving.file_of(inspection)
    present = sum(row.status == Status.PRESENT for row in rows)
    note = f"{present}/{len(rows)} giấy tờ đã có đủ."
    if case_file.closed_on:
        note = f"Kết thúc hồ sơ ngày {case_file.closed_on:%d/%m/%Y}."
    return [
        Step(
            order=90,
            label="Hồ sơ cuộc",
            url=reverse("case_file", args=[inspection.code]),
            is_done=case_file.is_closed,
            note=note,
            missing=missing if can_keep_file(user, inspection) else [],
        )
    ]


# --- The index ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Indexed:
    """A line of the index with the paper it stands for, as long as the file is open."""

    line: IndexLine
    paper: FiledPaper | None = None
    # Counted by hand, and not by the PDF.
    is_counted: bool = False


def index_of(inspection: Inspection, case_file: CaseFile) -> list[Indexed]:
    """The index: frozen when the file is closed, computed from the rooms while it is open."""
    if case_file.is_closed:
        return [Indexed(IndexLine(**line)) for line in case_file.index]
    papers = papers_of(inspection)
    by_hand = dict(inspection.sheet_counts.values_list("paper", "sheets"))
    pages = pages_of([paper.file for paper in papers if paper.file])
    found, sheet = [], 1
    for place, paper in enumerate(papers, 1):
        counted = pages.get(paper.file.sha256) if paper.file else None
        sheets = by_hand.get(paper.key, counted)
        # After a paper that nobody counted, sheet numbers are not known.
        known = sheet > 0 and sheets is not None
        line = IndexLine(
            place=place,
            key=paper.key,
            number=paper.number,
            dated_on=f"{paper.dated_on:%d/%m/%Y}" if paper.dated_on else "",
            title=paper.title,
            author=paper.author,
            sheets=sheets,
            first_sheet=sheet if known else None,
            last_sheet=sheet + (sheets or 0) - 1 if known else None,
            note="Chưa ký đủ" if paper.unsigned else "",
            sha256=paper.file.sha256 if paper.file else "",
        )
        found.append(Indexed(line, paper, is_counted=paper.key in by_hand))
        sheet = sheet + sheets if known and sheets is not None else 0
    return found


def pages_of(stored: Sequence[StoredFile]) -> dict[str, int]:
    """Pages of each PDF by its hash. Bytes never change under a hash, so the count is kept."""
    pdfs = {row.sha256: row for row in stored if row.content_type == files.PDF}
    known = cache.get_many([f"pages:{sha256}" for sha256 in pdfs])
    counts = {key.removeprefix("pages:"): count for key, count in known.items()}
    fresh = {sha256: _count(row) for sha256, row in pdfs.items() if sha256 not in counts}
    if fresh:
        cache.set_many({f"pages:{sha256}": count for sha256, count in fresh.items()}, timeout=None)
    return {sha256: count for sha256, count in (counts | fresh).items() if count}


def _count(stored: StoredFile) -> int:
    """0 for a PDF that cannot be read: a person counts its sheets."""
    try:
        with files.open_file(stored) as source, pikepdf.open(cast("BinaryIO", source)) as pdf:
            return len(pdf.pages)
    except (pikepdf.PdfError, OSError):
        return 0


# --- Closing --------------------------------------------------------------------------------------
@transaction.atomic
def close(inspection: Inspection, *, on: datetime.date, actor: Any) -> CaseFile:
    """Close the file with the index it has now; raises Problems with every missing paper."""
    # Locked before it is looked at: what is put in meanwhile waits, and stands in no index.
    Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)
    faults = [row.fault for row in checklist(inspection) if row.is_fault]
    index = [each.line for each in index_of(inspection, archiving.file_of(inspection))]
    return archiving.close_file(inspection, on=on, faults=faults, index=index, actor=actor)


def is_concluded(inspection: Inspection) -> bool:
    return inspection.state in {CaseState.CONCLUDED, CaseState.CLOSED}
