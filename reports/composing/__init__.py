"""From the case to the rows of a draft: no HTTP, no files."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections.models import Inspection
from office import journal
from office.workflow import Problem, Problems, Refused
from reports.choices import AMENDING, DocumentKind
from reports.composing import amendment, conclusion, decision, result_report
from reports.composing.bound import fill_in
from reports.composing.header import header_of
from reports.composing.rows import Parts, plant
from reports.composing.words import Words
from reports.kinds import kind_of
from reports.models import Document
from reports.permissions import can_compose

COMPOSERS: dict[str, Callable[[Words], Parts]] = {
    DocumentKind.DECISION: decision.parts,
    DocumentKind.RESULT_REPORT: result_report.parts,
    DocumentKind.CONCLUSION: conclusion.parts,
}
HINDRANCES: dict[str, Callable[[Inspection], list[Problem]]] = {
    DocumentKind.DECISION: decision.problems_before,
    DocumentKind.RESULT_REPORT: result_report.problems_before,
    DocumentKind.CONCLUSION: conclusion.problems_before,
}


def living_paper(inspection: Inspection, kind: str) -> Document | None:
    """The paper of this kind that stands in the way of another; an amended case may have several."""
    rows = Document.objects.living().filter(inspection=inspection, kind=kind)
    if kind in AMENDING:
        rows = rows.filter(decision__signed_on__isnull=True, decision__given_up="")
    return rows.select_related("inspection").order_by("pk").first()


def problems_before_composing(inspection: Inspection, kind: str) -> list[Problem]:
    """Why a paper of this kind cannot be begun yet, each with the page that mends it."""
    living = living_paper(inspection, kind)
    if living is not None:
        name = kind_of(inspection, kind).name.lower()
        state = living.get_state_display().lower()
        return [Problem(f"Cuộc này đã có {name} ({state}).", living.get_absolute_url())]
    if kind in AMENDING:
        return amendment.problems_before(inspection, kind)
    return HINDRANCES[kind](inspection)


@transaction.atomic
def compose(
    inspection: Inspection, kind: str, *, actor: Any, planned_on: datetime.date | None = None
) -> Document:
    """Begin a paper of `kind` from the case.

    `planned_on` (today when left out) decides whose names it prints: a paper of 2024 carries the
    names of 2024. Raises Refused and Problems (see `problems_before_composing`).
    """
    # Lock the case: two people may press “soạn” at the same second.
    inspection = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if not can_compose(actor, inspection):
        raise Refused(can_compose.refusal)  # type: ignore[attr-defined]
    if found := problems_before_composing(inspection, kind):
        raise Problems(found)
    day = planned_on or timezone.localdate()
    words = Words(inspection, day)
    amends = amendment.draft_of(inspection, kind) if kind in AMENDING else None
    document = Document.objects.create(
        **header_of(words, kind, day),
        created_by=actor,
        planned_on=planned_on,
        based_on=conclusion.report_of(inspection) if kind == DocumentKind.CONCLUSION else None,
        decision=amends,
    )
    parts = amendment.parts(words, amends) if amends else COMPOSERS[kind](words)
    plant(document, parts, actor=actor)
    fill_in(document, words)
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb="compose",
        about=document,
        sentence=f"Soạn {kind_of(inspection, kind).name.lower()} từ hồ sơ cuộc.",
    )
    return document
