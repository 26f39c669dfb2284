"""The road of a paper: submit, withdraw, send back, approve, issue."""

import datetime
import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, User
from accounts.permissions import deciders
from findings import requests
from inspections import amending, cases, concluding, plans
from inspections.choices import MilestoneKind, Secrecy
from inspections.models import Inspection
from inspections.permissions import LEADING
from inspections.revising import lock_case
from office import jobs, notices, numbering
from office.models import Job, Notice, NumberSeries, RegisterEntry
from office.registers import Owner
from office.workflow import Overtaken, Problem, Problems
from recommendations import urging
from reports import content
from reports import problems as hindrances
from reports.choices import DocumentKind, DocumentState, Format, Verdict, VersionReason
from reports.composing.words import head_title
from reports.content import Paper
from reports.drafts import tree
from reports.editing import settle_bound
from reports.kinds import template_of
from reports.lifecycle import DOCUMENT
from reports.masking import masked
from reports.models import Document, Rendition, ReviewStep, Version
from reports.permissions import can_review

ON_ITS_WAY = {DocumentState.SUBMITTED, DocumentState.APPROVED}


class NotAcknowledged(Problems):
    """Only warnings are left: the person who submits must say that he has read them."""


# --- Versions -------------------------------------------------------------------------------------


def current_version(document: Document) -> Version | None:
    """What is under review, or what was issued: the newest version."""
    return document.versions.order_by("-number").first()


def as_it_stands(document: Document) -> Paper:
    """The rows of a draft; of a paper on its way, or issued, what was frozen."""
    version = None if document.is_editable else current_version(document)
    return content.from_json(version.tree, Paper) if version else tree(document)


def freeze(document: Document, paper: Paper, reason: str, *, actor: Any) -> Version:
    """Keep the tree as it is, named by its SHA-256. The row of the paper must be locked."""
    last = current_version(document)
    return Version.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        reason=reason,
        tree=content.to_json(paper),
        sha256=hashlib.sha256(content.canonical(paper)).hexdigest(),
        template=paper.template,
        created_by=actor,
    )


# --- Review ---------------------------------------------------------------------------------------


@transaction.atomic
def submit(
    document: Document, *, actor: Any, acknowledged: bool = False, note: str = ""
) -> Version:
    """Hand a draft to the one who decides, as a frozen version.

    Raises Problems with everything that must be mended, NotAcknowledged when only warnings are
    left and the person has not said that he read them.
    """
    # The case first: what an amending decision says is not revised while its paper is frozen.
    if document.inspection is not None:
        lock_case(document.inspection)
    _lock(document)
    _move(document, "submit", actor=actor)
    found = hindrances.before_submitting(document)
    if found.errors:
        raise Problems(found.errors)
    if found.warnings and not acknowledged:
        raise NotAcknowledged(found.warnings)
    settle_bound(document)
    version = freeze(document, tree(document), VersionReason.SUBMITTED, actor=actor)
    _keep_step(document, version, Verdict.SUBMITTED, actor, note)
    reviewers = [person for person in deciders() if can_review(person, document)]
    _tell(reviewers, document, f"{document} chờ bạn duyệt.", page="review")
    return version


@transaction.atomic
def withdraw(document: Document, *, actor: Any) -> None:
    """Take a paper back before it is decided on."""
    version = current_version(document)
    _move(document, "withdraw", actor=actor)
    _keep_step(document, version, Verdict.WITHDRAWN, actor)


@transaction.atomic
def send_back(document: Document, *, sha256: str, reason: str, actor: Any) -> None:
    """Return a paper with the reason; it can be edited and submitted again."""
    version = _seen(document, sha256)
    _move(document, "send_back", actor=actor, reason=reason)
    _keep_step(document, version, Verdict.RETURNED, actor, reason)
    _tell(_team(document), document, f"{document} bị trả lại: {reason}")


@transaction.atomic
def approve(
    document: Document,
    *,
    sha256: str,
    actor: Any,
    approved_on: datetime.date | None = None,
    note: str = "",
) -> None:
    """Say yes to the text that was read: `sha256` is the hash of the version on the screen.

    `approved_on` (today when left out) may lie in the past, for a paper signed before it was
    entered. Raises Overtaken when another version is under review by now.
    """
    day = approved_on or timezone.localdate()
    version = _seen(document, sha256)
    if day > timezone.localdate():
        raise Problems([Problem(f"Ngày duyệt {day:%d/%m/%Y} chưa tới.", "#id_approved_on")])
    # Who may not approve at all is told that, by the move below.
    in_review = document.state == DocumentState.SUBMITTED and can_review(actor, document)
    if in_review and (found := hindrances.before_approving(document, actor, day, note)):
        raise Problems(found)
    # Before the state: the database wants an approver for an approved paper.
    Document.objects.filter(pk=document.pk).update(approved_by=actor, approved_on=day)
    document.approved_by, document.approved_on = actor, day
    _move(document, "approve", actor=actor, reason=note)
    _keep_step(document, version, Verdict.APPROVED, actor, note)
    _tell(_clerks(), document, f"{document} đã duyệt, chờ cấp số.", page="issue")
    _tell(_team(document), document, f"{document} đã được duyệt.")


@transaction.atomic
def recall(document: Document, *, reason: str, actor: Any) -> None:
    """Take an approval back before the paper has its number: it returns to the team."""
    _lock(document)
    version = current_version(document)
    _move(document, "recall", actor=actor, reason=reason)
    Document.objects.filter(pk=document.pk).update(approved_by=None, approved_on=None)
    document.approved_by = document.approved_on = None
    _keep_step(document, version, Verdict.RECALLED, actor, reason)
    _tell(_team(document), document, f"{document} bị rút duyệt: {reason}")


def _seen(document: Document, sha256: str) -> Version:
    """The version under review, if it is the one that was read."""
    _lock(document)
    version = current_version(document)
    if document.state == DocumentState.SUBMITTED and (version is None or version.sha256 != sha256):
        raise Overtaken(
            f"{document} đã được sửa và trình lại sau khi bạn mở trang. Hãy đọc bản mới rồi cho"
            " ý kiến.",
            document.get_absolute_url(),
        )
    if version is None:
        raise Overtaken(f"{document} chưa có bản nào được trình.")
    return version


@transaction.atomic
def discard(document: Document, *, reason: str, actor: Any) -> None:
    """Give up a draft that nobody has approved."""
    _move(document, "discard", actor=actor, reason=reason)


def _lock(document: Document) -> None:
    """The paper as it is now, and nobody else writes in it: what is in hand may be a minute old."""
    document.refresh_from_db(from_queryset=Document.objects.select_for_update(of=("self",)))


def _move(document: Document, action: str, *, actor: Any, reason: str = "") -> None:
    DOCUMENT.advance(document, action, actor=actor, chain=document.owner.code, reason=reason)
    if document.decision is not None:
        amending.hold(document.decision, is_held=document.state in ON_ITS_WAY)


def _keep_step(
    document: Document, version: Version | None, verdict: str, actor: Any, reason: str = ""
) -> None:
    ReviewStep.objects.create(
        document=document, version=version, verdict=verdict, reason=reason, actor=actor
    )


# --- Issue ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GivenNumber:
    """A number that is not simply the next: one kept in the book, or one given elsewhere."""

    reserved: RegisterEntry | None = None
    typed: str = ""
    acknowledged: bool = False


@transaction.atomic
def issue(
    document: Document,
    *,
    issued_on: datetime.date,
    actor: Any,
    given: GivenNumber | None = None,
) -> Version:
    """Number, freeze, ask for the PDF, tell the case: all of it or nothing.

    A rollback gives the number back. Raises Problems when the date lies in the future or before
    what the paper rests on, or numbers would not rise with dates; Doubts about a number given
    elsewhere; Overtaken when somebody else issued it meanwhile.
    """
    # The row first: of two clerks the second waits here and takes no number.
    _lock(document)
    if document.state == DocumentState.APPROVED:
        _take_number(document, issued_on, given or GivenNumber(), actor)
    approved = current_version(document)
    _move(document, "issue", actor=actor)
    version = _freeze_issued(document, approved, actor)
    _keep_step(document, version, Verdict.ISSUED, actor)
    for form in Format:
        ask_for_rendition(version, form, actor=actor)
    _tell_the_case(document, actor)
    _tell({*_team(document), document.approved_by}, document, f"{document} đã ban hành.")
    return version


def _take_number(
    document: Document, issued_on: datetime.date, given: GivenNumber, actor: Any
) -> None:
    if found := hindrances.before_issuing(document, issued_on):
        raise Problems(found)
    line = line_of(document)
    if given.reserved is not None:
        entry = numbering.use_reserved(
            given.reserved, dated_on=issued_on, line=line, symbol=document.symbol, actor=actor
        )
    else:
        book: dict[str, Any] = {
            "series": document.series,
            "name": template_of(document).register_of(document.owner),
            "symbol": document.symbol,
            "dated_on": issued_on,
            "owner": owner_of(document),
            "line": line,
            "actor": actor,
        }
        entry = (
            numbering.enter_number(given.typed, acknowledged=given.acknowledged, **book)
            if given.typed
            else numbering.take_number(**book)
        )
    document.register_entry, document.number = entry, entry.printed_number
    document.issued_on = issued_on
    document.save(update_fields=["register_entry", "number", "issued_on"])


def owner_of(document: Document) -> Owner:
    """Whose series it is: of the office, or of the team of this case."""
    kind = template_of(document).series_kind
    name = document.issuer.name
    if kind == NumberSeries.Kind.TEAM:
        name = f"{document.issuer_name.capitalize()}, cuộc {document.owner.code}"
    return Owner(document.series.partition("/")[0], name[:300], kind)


def line_of(document: Document) -> numbering.Line:
    """What the book of outgoing papers says of it: Phụ lục IV NĐ 30/2020, columns 3 to 6."""
    return numbering.Line(
        taken_for=f"{document.title.capitalize() or 'Công văn'}: {' '.join(document.subject.split())}",
        signer=document.signer_name,
        recipients=document.recipients,
        archive_holder=document.archive,
        url=document.get_absolute_url(),
        is_restricted=not document.plan_id and document.owner.secrecy != Secrecy.NORMAL,
    )


def _freeze_issued(document: Document, approved: Version | None, actor: Any) -> Version:
    """What was approved, with number and date, and nothing else changed."""
    if approved is None:
        raise Overtaken(f"{document} chưa có bản được duyệt.")
    paper = content.from_json(approved.tree, Paper)
    issued = replace(paper, number=document.number, issued_on=document.issued_on, draft=False)
    return freeze(document, issued, VersionReason.ISSUED, actor=actor)


@transaction.atomic
def ask_for_rendition(version: Version, form: Format, *, actor: Any) -> Rendition:
    """Ask a worker for the PDF or the Word file of a version; asked twice, it is made once."""
    job = jobs.ask(
        "reports.render_version",
        key=f"render:{version.pk}:{form}",
        title=f"Tạo {form.label}: {version.document}",
        payload={"version": version.pk, "format": form},
        asked_by=actor,
    )
    rendition, _ = Rendition.objects.get_or_create(
        version=version, format=form, defaults={"job": job}
    )
    return rendition


def _tell_the_case(document: Document, actor: Any) -> None:
    """The facts of the case or the plan that follow from the paper."""
    day = document.issued_on
    assert day is not None  # noqa: S101 -- the database says so of an issued paper
    if document.plan is not None:
        plans.approve_plan(
            document.plan,
            number=document.number,
            symbol=document.symbol,
            signed_on=day,
            actor=actor,
        )
        return
    inspection: Inspection = document.owner
    signature = {
        "number": document.number,
        "symbol": document.symbol,
        "signed_on": day,
        "signed_by_post": _signed_by(document),
        "actor": actor,
    }
    if document.kind == DocumentKind.DECISION:
        cases.record_decision(inspection, **signature)
    elif document.decision is not None:
        amending.take_effect(document.decision, **signature)
    elif document.kind == DocumentKind.CONCLUSION:
        units = list(document.units.select_related("unit"))
        concluding.conclude(inspection, on=day, units=units, actor=actor)
    elif document.kind == DocumentKind.LETTER and document.request is not None:
        cited = f"Công văn số {document.label} ngày {day:%d/%m/%Y}"
        requests.cite_letter(document.request, paper=cited, actor=actor)
    elif document.kind == DocumentKind.URGE_DUTIES:
        owed = document.obligations.select_related("recommendation__inspection", "unit")
        urging.cite_letter(
            list(owed.order_by("pk")),
            paper=f"Công văn số {document.label}",
            dated_on=day,
            url=document.get_absolute_url(),
            actor=actor,
        )
    elif document.kind == DocumentKind.RESULT_REPORT:
        cases.follow_paper(inspection, kind=MilestoneKind.REPORT_RECEIVED, on=day, actor=actor)


def _signed_by(document: Document) -> str:
    """The post as later papers cite it: "Chánh Thanh tra quận Hải Tân"."""
    names = document.issuer.name_on(document.issued_on or timezone.localdate())
    return head_title(document.issuer.head_post or "Thủ trưởng", names.name)[:150]


# --- Drafts as PDF --------------------------------------------------------------------------------


@transaction.atomic
def ask_for_preview(document: Document, *, actor: Any, form: Format = Format.PDF) -> Job:
    """Ask for a draft as it is now as PDF or Word; the same text is made once."""
    paper = replace(tree(document), draft=True)
    sha256 = hashlib.sha256(content.canonical(paper)).hexdigest()
    return jobs.ask(
        "reports.preview_draft",
        key=f"preview:{document.pk}:{form}:{sha256}",
        title=f"{form.label} dự thảo: {document}",
        payload={"document": document.pk, "format": form, "tree": content.to_json(paper)},
        asked_by=actor,
        queue="preview",
    )


@transaction.atomic
def ask_for_public_copy(document: Document, *, actor: Any) -> Job:
    """Ask for the PDF that everybody may read: marked data of private persons is not in it.

    Of a paper that is not issued it is marked as a draft. The same text is made once.
    """
    paper = masked(replace(as_it_stands(document), draft=not document.is_issued))
    sha256 = hashlib.sha256(content.canonical(paper)).hexdigest()
    return jobs.ask(
        "reports.preview_draft",
        key=f"public:{document.pk}:{sha256}",
        title=f"PDF công khai: {document}",
        payload={
            "document": document.pk,
            "format": Format.PDF,
            "is_public": True,
            "tree": content.to_json(paper),
        },
        asked_by=actor,
        queue="preview",
    )


# --- Who is told ----------------------------------------------------------------------------------


def _clerks() -> list[User]:
    return _with_roles(Role.CLERK)


def _with_roles(*roles: Role) -> list[User]:
    people = User.objects.filter(role_grants__role__in=roles, is_active=True).distinct()
    return [
        person
        for person in people.prefetch_related("role_grants").order_by("full_name", "pk")
        if person.has_role(*roles)
    ]


def _team(document: Document) -> set[User]:
    """Those who must know: who composed it and who lead the team, or made the plan."""
    if document.plan is not None:
        return {document.created_by, document.plan.created_by}
    leading = document.owner.members.filter(role__in=LEADING).select_related("person")
    return {document.keeper or document.created_by, *(row.person for row in leading.order_by("pk"))}


def _tell(people: Any, document: Document, text: str, *, page: str = "detail") -> None:
    url = reverse(f"reports:{page}", args=[document.owner.code, document.pk])
    kind = Notice.Kind.NEWS if page == "detail" else Notice.Kind.WORK
    notices.notify(people, text, url=url, kind=kind)
