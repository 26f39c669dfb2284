"""How far a case is with its papers."""

from typing import Any

from django.urls import reverse

from inspections.models import Inspection
from office.desk import Step
from office.workflow import Problem
from reports.choices import DocumentKind, DocumentState
from reports.composing import problems_before_composing
from reports.composing.conclusion import visited_in
from reports.kinds import kind_of
from reports.models import Document
from reports.turns import waits_for, why_me

ORDERS = {
    DocumentKind.DECISION: 27,
    DocumentKind.RESULT_REPORT: 60,
    DocumentKind.CONCLUSION: 70,
}


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    """The three papers of the chain: where each stands and what it waits for."""
    living = Document.objects.living().filter(inspection=inspection).order_by("pk")
    papers = {paper.kind: paper for paper in living}
    return [_step(inspection, kind, papers.get(kind), user) for kind in ORDERS]


def _step(inspection: Inspection, kind: DocumentKind, paper: Document | None, user: Any) -> Step:
    name = kind_of(inspection, kind).name
    if kind == DocumentKind.DECISION:
        # The room of cases has a step for what the decision says; this one is its paper.
        name = f"Ban hành {name.lower()}"
    index = reverse("reports:index", args=[inspection.code])
    if paper is None:
        return _not_begun(inspection, kind, name, index)
    paper.inspection = inspection
    seen = Document.objects.visible_to(user).filter(pk=paper.pk).exists()
    issued = paper.state == DocumentState.ISSUED
    if issued and kind == DocumentKind.CONCLUSION and inspection.concluded_on is None:
        return _partly_concluded(inspection, name, index)
    day = f" ngày {paper.issued_on:%d/%m/%Y}" if paper.issued_on else ""
    return Step(
        order=ORDERS[kind],
        label=name,
        url=paper.get_absolute_url() if seen else index,
        is_done=issued,
        note=f"Số {paper.label}{day}." if issued else why_me(paper, user) or waits_for(paper),
    )


def _partly_concluded(inspection: Inspection, name: str, index: str) -> Step:
    """One case may have several conclusions, each on some of its units."""
    units = visited_in(inspection)
    told = sum(unit.concluded_on is not None for unit in units)
    note = f"{told}/{len(units)} đơn vị đã có kết luận."
    return Step(ORDERS[DocumentKind.CONCLUSION], name, index, is_done=False, note=note)


def _not_begun(inspection: Inspection, kind: DocumentKind, name: str, index: str) -> Step:
    decision = inspection.decisions.filter(signed_on__isnull=False).order_by("pk").first()
    if kind == DocumentKind.DECISION and decision is not None:
        # Issued outside the system: the fact stands in the case, the paper elsewhere.
        return Step(ORDERS[kind], name, index, is_done=True, note=f"{decision}.")
    missing: list[Problem] = problems_before_composing(inspection, kind)
    note = "" if missing else "Đủ dữ liệu, chưa soạn."
    return Step(ORDERS[kind], name, index, is_done=False, note=note, missing=missing)
