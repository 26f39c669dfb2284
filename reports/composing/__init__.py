"""From the case, or the plan, to the rows of a draft: no HTTP, no files."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from findings.models import Minutes, UnitRequest
from inspections.models import AuditedUnit, Inspection, Plan
from office import journal
from office.workflow import Problem, Problems, Refused
from recommendations.urging import Arrears, arrears
from reports.choices import AMENDING, FROM_REPORT, OF_A_DRAFT, DocumentKind, DocumentState
from reports.composing import (
    amendment,
    appraisal,
    conclusion,
    decision,
    duties,
    letter,
    minutes,
    office_report,
    plan,
    result_report,
    submission,
    team_plan,
)
from reports.composing.bound import fill_in
from reports.composing.header import header_of
from reports.composing.rows import Parts, plant
from reports.composing.words import words_on
from reports.kinds import kind_of
from reports.models import Document, PaperTemplate
from reports.permissions import can_compose_kind

COMPOSERS: dict[str, Callable[[Any, PaperTemplate], Parts]] = {
    DocumentKind.DECISION: decision.parts,
    DocumentKind.RESULT_REPORT: result_report.parts,
    DocumentKind.CONCLUSION: conclusion.parts,
    DocumentKind.PLAN: plan.parts,
    DocumentKind.TEAM_PLAN: team_plan.parts,
    DocumentKind.LETTER: letter.parts_of_request,
    DocumentKind.URGE: letter.parts_of_urge,
    DocumentKind.MINUTES: minutes.parts,
    DocumentKind.APPRAISAL: appraisal.parts,
    DocumentKind.SUBMISSION: submission.parts,
    DocumentKind.URGE_DUTIES: duties.parts,
    DocumentKind.OFFICE_REPORT: office_report.parts,
}
HINDRANCES: dict[str, Callable[[Any], list[Problem]]] = {
    DocumentKind.DECISION: decision.problems_before,
    DocumentKind.RESULT_REPORT: result_report.problems_before,
    DocumentKind.CONCLUSION: conclusion.problems_before,
    DocumentKind.PLAN: plan.problems_before,
    DocumentKind.TEAM_PLAN: team_plan.problems_before,
    DocumentKind.APPRAISAL: appraisal.problems_before,
    DocumentKind.SUBMISSION: submission.problems_before,
    DocumentKind.OFFICE_REPORT: office_report.problems_before,
}
About: TypeAlias = UnitRequest | Minutes | Arrears
# What a paper is about, of which the case has many: the field of the paper that names it.
ABOUT: dict[str, str] = {
    DocumentKind.LETTER: "request",
    DocumentKind.URGE: "request",
    DocumentKind.MINUTES: "minutes",
    DocumentKind.URGE_DUTIES: "obligations",
}
WITHOUT = {
    "request": "Công văn được soạn từ một yêu cầu gửi đơn vị; hãy chọn yêu cầu.",
    "minutes": "Văn bản này được soạn từ một biên bản đã chốt; hãy chọn biên bản.",
    "obligations": "Công văn được soạn từ kiến nghị quá hạn của một đơn vị; hãy chọn đơn vị.",
}
PLACES = {
    "request": "findings:requests",
    "minutes": "findings:minutes",
    "obligations": "recommendations:overdue",
}


def living_paper(
    owner: Inspection | Plan,
    kind: str,
    about: About | None = None,
    units: Sequence[AuditedUnit] | None = None,
) -> Document | None:
    """The paper of this kind that stands in the way of another; an amended case may have several.

    `units` are those that a conclusion is to be on; left out, any of which none is written yet.
    """
    if isinstance(owner, Inspection) and kind == DocumentKind.CONCLUSION:
        return conclusion.in_the_way(owner, units)
    if (
        isinstance(owner, Inspection)
        and kind in OF_A_DRAFT
        and conclusion.draft_without(owner, kind)
    ):
        return None
    rows = Document.objects.living().of(owner).filter(kind=kind)
    if isinstance(about, Arrears):
        # What was urged once may be urged again, but not while a letter of it is written.
        rows = rows.exclude(state=DocumentState.ISSUED)
        rows = rows.filter(obligations__in=about.obligations).distinct()
    elif about is not None:
        rows = rows.filter(**{ABOUT[kind]: about})
    elif kind in ABOUT:
        return None
    if kind in AMENDING:
        rows = rows.filter(decision__signed_on__isnull=True, decision__given_up="")
    return rows.select_related("inspection", "plan").order_by("pk").first()


def problems_before_composing(
    owner: Inspection | Plan,
    kind: str,
    about: About | None = None,
    units: Sequence[AuditedUnit] | None = None,
) -> list[Problem]:
    """Why a paper of this kind cannot be begun yet, each with the page that mends it."""
    living = living_paper(owner, kind, about, units)
    if living is not None and about is not None:
        return [Problem(f"{about} đã có văn bản.", living.get_absolute_url())]
    if living is not None:
        name = kind_of(owner, kind).name.lower()
        state = living.get_state_display().lower()
        what = "Kế hoạch này đã có văn bản" if isinstance(owner, Plan) else f"Cuộc này đã có {name}"
        if told := units_of(living):
            what = f"{what} về {', '.join(map(str, told))}"
        return [Problem(f"{what} ({state}).", living.get_absolute_url())]
    if isinstance(owner, Inspection) and kind in AMENDING:
        return amendment.problems_before(owner, kind)
    if kind in ABOUT:
        return _problems_about(owner, kind, about)
    return HINDRANCES[kind](owner)


def _problems_about(owner: Any, kind: str, about: About | None) -> list[Problem]:
    if about is None:
        field = ABOUT[kind]
        return [Problem(WITHOUT[field], reverse(PLACES[field], args=[owner.code]))]
    if isinstance(about, Arrears):
        return [] if about.obligations else [Problem("Hãy chọn ít nhất một kiến nghị quá hạn.")]
    if isinstance(about, Minutes):
        return minutes.problems_before(about)
    return letter.problems_before(about, kind)


@transaction.atomic
def compose(
    owner: Inspection | Plan,
    kind: str,
    *,
    actor: Any,
    planned_on: datetime.date | None = None,
    about: About | None = None,
    units: Sequence[AuditedUnit] = (),
) -> Document:
    """Begin a paper of `kind` from the case or the plan; `about` is the request of a letter, the
    minutes of a biên bản, what a unit still owes. A conclusion is on `units`, on all without.

    `planned_on` (today when left out) decides whose names it prints: a paper of 2024 carries the
    names of 2024. Raises Refused and Problems (see `problems_before_composing`).
    """
    # Lock the case: two people may press “soạn” at the same second.
    owner = type(owner)._default_manager.select_for_update().get(pk=owner.pk)
    if not can_compose_kind(actor, (owner, kind)):
        raise Refused(can_compose_kind.refusal)  # type: ignore[attr-defined]
    day = planned_on or timezone.localdate()
    about = _as_it_is(about, day)
    if found := problems_before_composing(owner, kind, about, units):
        raise Problems(found)
    basis = _basis_of(owner, kind)
    if isinstance(owner, Inspection) and kind == DocumentKind.CONCLUSION:
        units = conclusion.some_of(owner, units)
    said_of_draft = basis if kind in OF_A_DRAFT else None
    if said_of_draft is not None:
        units = units_of(said_of_draft)
    words = words_on(owner, day, said_of_draft or about, units)
    template = kind_of(owner, kind, day)
    amends = None
    if isinstance(owner, Inspection) and kind in AMENDING:
        amends = amendment.draft_of(owner, kind)
    document = Document.objects.create(
        **header_of(words, template, day),
        created_by=actor,
        planned_on=planned_on,
        based_on=basis,
        decision=amends,
        **({ABOUT[kind]: about} if isinstance(about, UnitRequest | Minutes) else {}),
    )
    if isinstance(about, Arrears):
        document.obligations.set(about.obligations)
    if kind == DocumentKind.CONCLUSION:
        document.units.set(units)
    parts = amendment.parts(words, amends) if amends else COMPOSERS[kind](words, template)
    plant(document, parts, actor=actor)
    fill_in(document, words)
    journal.record(
        actor=actor,
        chain=owner.code,
        verb="compose",
        about=document,
        sentence=f"Soạn {template.name.lower()} từ {origin_of(owner)}.",
    )
    return document


def _as_it_is(about: About | None, day: datetime.date) -> About | None:
    """What is in hand may be a minute old: the request may have been sent or taken back."""
    if about is None:
        return None
    if isinstance(about, Arrears):
        return duties.owed_on(about, day)
    rows = type(about)._default_manager.select_related("unit__unit", "inspection")
    return rows.get(pk=about.pk)


def _basis_of(owner: Inspection | Plan, kind: str) -> Document | None:
    """What goes on from the team's report rests on it, what is said of a draft on the draft."""
    if isinstance(owner, Inspection) and kind in FROM_REPORT:
        return conclusion.report_of(owner)
    if isinstance(owner, Inspection) and kind in OF_A_DRAFT:
        return conclusion.draft_without(owner, kind)
    return None


def units_of(document: Document) -> list[AuditedUnit]:
    """The units that a conclusion, or what is said of its draft, is about; none of them: all."""
    told = document.based_on if document.kind in OF_A_DRAFT else document
    if told is None or told.kind != DocumentKind.CONCLUSION:
        return []
    return list(told.units.all())


def sources_of(inspection: Inspection) -> Iterator[tuple[DocumentKind, About]]:
    """What a letter or a biên bản can be composed from and has none yet; as many queries for many.

    A unit that is not late is urged from the page of its request only.
    """
    today = timezone.localdate()
    kept = Document.objects.living().of(inspection).filter(kind__in=ABOUT).order_by("pk")
    made = {(row.kind, row.request_id or row.minutes_id) for row in kept}
    rows: list[UnitRequest | Minutes] = [
        *inspection.unit_requests.select_related("unit__unit").order_by("number"),
        *inspection.minutes.select_related("unit__unit").order_by("number"),
    ]
    for row in rows:
        row.inspection = inspection
        field = "minutes" if isinstance(row, Minutes) else "request"
        for kind in (DocumentKind(kind) for kind, name in ABOUT.items() if name == field):
            if (kind, row.pk) in made or _problems_about(inspection, kind, row):
                continue
            in_time = isinstance(row, UnitRequest) and row.days_late(today) == 0
            if not (in_time and kind == DocumentKind.URGE):
                yield kind, row
    yield from _owed(inspection)


def _owed(inspection: Inspection) -> Iterator[tuple[DocumentKind, About]]:
    """Units that owe something which no letter urged yet; as many queries for many."""
    kept = Document.objects.living().of(inspection).filter(kind=DocumentKind.URGE_DUTIES)
    begun = set(kept.values_list("obligations", flat=True))
    for each in arrears(inspection):
        if not each.is_urged and begun.isdisjoint(one.pk for one in each.obligations):
            yield DocumentKind.URGE_DUTIES, each


def origin_of(owner: Inspection | Plan) -> str:
    """What a paper is composed from, in words."""
    return "danh mục của kế hoạch" if isinstance(owner, Plan) else "hồ sơ cuộc"
