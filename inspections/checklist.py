"""Required papers against what lies in the file: present, unsigned, missing, not needed."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from inspections.choices import CaseState, FileStage
from inspections.diary import days_without_entry
from inspections.models import AuditedUnit, Inspection, PaperWaiver, RequiredPaper
from inspections.papers import FiledPaper
from office import law

STAGES = list(FileStage)
# How far a case has come when its file must hold the papers of a stage.
REACHED = {
    CaseState.PREPARING: 0,
    CaseState.DECIDED: 0,
    CaseState.ON_SITE: 1,
    CaseState.REPORTING: 2,
    CaseState.CONCLUDED: 4,
    CaseState.CLOSED: 4,
    CaseState.DROPPED: 0,
}


class Status(StrEnum):
    PRESENT = "present"
    UNSIGNED = "unsigned"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"
    # Its stage is not over, or nobody must have it.
    OPEN = "open"

    @property
    def label(self) -> str:
        return {
            Status.PRESENT: "Đã có",
            Status.UNSIGNED: "Chưa ký đủ",
            Status.MISSING: "Thiếu",
            Status.NOT_NEEDED: "Không cần",
            Status.OPEN: "Chưa có",
        }[self]


@dataclass(frozen=True)
class CheckRow:
    """One line of the list: a required paper, for one unit where each unit needs its own."""

    required: RequiredPaper
    status: Status
    unit: AuditedUnit | None = None
    papers: tuple[FiledPaper, ...] = ()
    # Why it is not signed, or not needed.
    note: str = ""
    basis: str = ""

    @property
    def name(self) -> str:
        return f"{self.required.name}: {self.unit}" if self.unit else self.required.name

    @property
    def is_fault(self) -> bool:
        """It keeps the file from being closed."""
        return self.required.is_mandatory and self.status in {Status.MISSING, Status.UNSIGNED}

    @property
    def fault(self) -> str:
        """The fault as a sentence."""
        if self.status == Status.UNSIGNED:
            return f"{self.name} chưa ký đủ. {self.note}".strip()
        return f"Thiếu {self.name[0].lower()}{self.name[1:]}."


def required_papers(inspection: Inspection) -> list[RequiredPaper]:
    """The papers of this case: those of its regime before those for all regimes of its kind."""
    rows = RequiredPaper.objects.filter(case_kind=inspection.kind).filter(
        Q(regime__isnull=True) | Q(regime=inspection.regime_id)
    )
    chosen: dict[str, RequiredPaper] = {}
    for row in rows.select_related("provision__document").order_by("position", "pk"):
        if row.code not in chosen or row.regime_id:
            chosen[row.code] = row
    order = {stage.value: place for place, stage in enumerate(STAGES)}
    return sorted(chosen.values(), key=lambda row: (order[row.stage], row.position, row.pk))


def check_rows(
    inspection: Inspection, papers: Sequence[FiledPaper], *, today: datetime.date
) -> list[CheckRow]:
    """The list of one case, in the order of the file; six queries however long it is."""
    units = [
        row
        for row in inspection.audited_units.select_related("unit").order_by("position", "pk")
        if not row.is_excluded
    ]
    waivers = {
        (row.required_id, row.unit_id): row for row in inspection.paper_waivers.order_by("pk")
    }
    found = []
    for required in required_papers(inspection):
        filling = [
            paper
            for paper in papers
            if required.code in paper.fills or paper.required_id == required.pk
        ]
        for unit in units if required.per_unit else [None]:
            mine = _of_unit(filling, unit, only=len(units) == 1)
            waiver = waivers.get((required.pk, unit.pk if unit else None))
            found.append(_row(inspection, required, unit, mine, waiver))
    return [_with_gaps(inspection, row, today) for row in found]


def _of_unit(
    papers: Iterable[FiledPaper], unit: AuditedUnit | None, *, only: bool
) -> tuple[FiledPaper, ...]:
    """Where a case has several units, a paper counts for the unit that it names."""
    if unit is None:
        return tuple(papers)
    return tuple(
        paper for paper in papers if paper.unit_id == unit.pk or (only and not paper.unit_id)
    )


def _row(
    inspection: Inspection,
    required: RequiredPaper,
    unit: AuditedUnit | None,
    papers: tuple[FiledPaper, ...],
    waiver: PaperWaiver | None,
) -> CheckRow:
    status, note = _status(inspection, required, papers), ""
    if status == Status.UNSIGNED:
        note = " ".join(dict.fromkeys(paper.unsigned for paper in papers if paper.unsigned))
    elif waiver and status in {Status.MISSING, Status.OPEN}:
        status, note = Status.NOT_NEEDED, waiver.reason
    basis = law.cite(required.provision, in_full=False) if required.provision else required.basis
    return CheckRow(required, status, unit=unit, papers=papers, note=note, basis=basis)


def _status(
    inspection: Inspection, required: RequiredPaper, papers: tuple[FiledPaper, ...]
) -> Status:
    if papers:
        # One paper with all signatures does not mend another without.
        return Status.UNSIGNED if any(paper.unsigned for paper in papers) else Status.PRESENT
    is_over = STAGES.index(FileStage(required.stage)) < REACHED[CaseState(inspection.state)]
    return Status.MISSING if is_over and required.is_mandatory else Status.OPEN


def _with_gaps(inspection: Inspection, row: CheckRow, today: datetime.date) -> CheckRow:
    """A diary that skips working days is told, without counting as missing."""
    if row.required.code != "diary" or not row.papers:
        return row
    written = inspection.diary.values_list("day", flat=True)
    gaps = days_without_entry(inspection, written, today=today)
    if not gaps:
        return row
    note = f"{row.note} Có {len(gaps)} ngày làm việc chưa ghi nhật ký.".strip()
    return CheckRow(row.required, row.status, row.unit, row.papers, note, row.basis)
