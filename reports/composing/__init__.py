"""From the case, or the plan, to the rows of a draft: no HTTP, no files."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections.models import Inspection, Plan
from office import journal
from office.workflow import Problem, Problems, Refused
from reports.choices import AMENDING, DocumentKind, DocumentState
from reports.composing import amendment, conclusion, decision, plan, result_report
from reports.composing.bound import fill_in
from reports.composing.header import header_of
from reports.composing.rows import Parts, plant
from reports.composing.words import words_on
from reports.kinds import kind_of
from reports.models import Document
from reports.permissions import can_compose

COMPOSERS: dict[str, Callable[[Any], Parts]] = {
    DocumentKind.DECISION: decision.parts,
    DocumentKind.RESULT_REPORT: result_report.parts,
    DocumentKind.CONCLUSION: conclusion.parts,
    DocumentKind.PLAN: plan.parts,
}
HINDRANCES: dict[str, Callable[[Any], list[Problem]]] = {
    DocumentKind.DECISION: decision.problems_before,
    DocumentKind.RESULT_REPORT: result_report.problems_before,
    DocumentKind.CONCLUSION: conclusion.problems_before,
    DocumentKind.PLAN: plan.problems_before,
}


def living_paper(owner: Inspection | Plan, kind: str) -> Document | None:
    """The paper of this kind that stands in the way of another; an amended case may have several."""
    rows = Document.objects.living().of(owner).filter(kind=kind)
    if kind in AMENDING:
        rows = rows.filter(decision__signed_on__isnull=True, decision__given_up="")
    if kind == DocumentKind.CONCLUSION:
        # One case may have several (khoản 3 Điều 36 Luật Thanh tra 2025), written one by one.
        rows = rows.exclude(state=DocumentState.ISSUED)
    return rows.select_related("inspection", "plan").order_by("pk").first()


def problems_before_composing(owner: Inspection | Plan, kind: str) -> list[Problem]:
    """Why a paper of this kind cannot be begun yet, each with the page that mends it."""
    living = living_paper(owner, kind)
    if living is not None:
        name = kind_of(owner, kind).name.lower()
        state = living.get_state_display().lower()
        what = "Kế hoạch này đã có văn bản" if isinstance(owner, Plan) else f"Cuộc này đã có {name}"
        return [Problem(f"{what} ({state}).", living.get_absolute_url())]
    if isinstance(owner, Inspection) and kind in AMENDING:
        return amendment.problems_before(owner, kind)
    return HINDRANCES[kind](owner)


@transaction.atomic
def compose(
    owner: Inspection | Plan, kind: str, *, actor: Any, planned_on: datetime.date | None = None
) -> Document:
    """Begin a paper of `kind` from the case or the plan.

    `planned_on` (today when left out) decides whose names it prints: a paper of 2024 carries the
    names of 2024. Raises Refused and Problems (see `problems_before_composing`).
    """
    # Lock the case: two people may press “soạn” at the same second.
    owner = type(owner)._default_manager.select_for_update().get(pk=owner.pk)
    if not can_compose(actor, owner):
        raise Refused(can_compose.refusal)  # type: ignore[attr-defined]
    if found := problems_before_composing(owner, kind):
        raise Problems(found)
    day = planned_on or timezone.localdate()
    words = words_on(owner, day)
    amends = None
    if isinstance(owner, Inspection) and kind in AMENDING:
        amends = amendment.draft_of(owner, kind)
    document = Document.objects.create(
        **header_of(words, kind, day),
        created_by=actor,
        planned_on=planned_on,
        based_on=_basis_of(owner, kind),
        decision=amends,
    )
    parts = amendment.parts(words, amends) if amends else COMPOSERS[kind](words)
    plant(document, parts, actor=actor)
    fill_in(document, words)
    journal.record(
        actor=actor,
        chain=owner.code,
        verb="compose",
        about=document,
        sentence=f"Soạn {kind_of(owner, kind).name.lower()} từ {origin_of(owner)}.",
    )
    return document


def _basis_of(owner: Inspection | Plan, kind: str) -> Document | None:
    """A conclusion rests on the report it goes on from."""
    if isinstance(owner, Inspection) and kind == DocumentKind.CONCLUSION:
        return conclusion.report_of(owner)
    return None


def origin_of(owner: Inspection | Plan) -> str:
    """What a paper is composed from, in words."""
    return "danh mục của kế hoạch" if isinstance(owner, Plan) else "hồ sơ cuộc"
