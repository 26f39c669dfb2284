"""The appraiser's step: named in writing with a time limit, heard before the chief signs (thẩm định)."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, RoleGrant, User
from accounts.permissions import deciders
from inspections.permissions import can_see_case, leader_of, team_role
from office import journal, notices
from office.workflow import Overtaken, Problem, Problems, Refused
from reports import permissions as may
from reports.choices import AppraisalState, AppraisalVerdict, DocumentState
from reports.issuing import current_version
from reports.lifecycle import APPRAISAL
from reports.models import Appraisal, Document


def possible_appraisers(document: Document) -> list[User]:
    """Who holds the role today and has no part in the paper."""
    held = RoleGrant.objects.held_on(timezone.localdate()).filter(role=Role.APPRAISER)
    people = User.objects.filter(pk__in=held.values("person"), is_active=True)
    return [
        person for person in people.order_by("full_name", "pk") if not _against(document, person)
    ]


def _against(document: Document, person: Any) -> str:
    """Why this person cannot appraise it; empty when he can."""
    if not person.has_role(Role.APPRAISER):
        return f"{person} không giữ vai trò người thẩm định hôm nay."
    # Who appraised it before may do it again; a composer or a member of the team may not.
    wrote = document.created_by_id == person.pk or team_role(person, document.case)
    if wrote:
        return f"{person} thuộc đoàn hoặc đã soạn dự thảo nên không thẩm định được."
    return ""


@transaction.atomic
def assign(
    document: Document, *, appraiser: Any, assignment: str, due_on: datetime.date, actor: Any
) -> Appraisal:
    """Name somebody to appraise the draft conclusion that was submitted, until a day.

    Raises Refused, Overtaken when somebody else was named meanwhile, Problems at the fields.
    """
    document.refresh_from_db(from_queryset=Document.objects.select_for_update(of=("self",)))
    if document.state != DocumentState.SUBMITTED:
        raise Overtaken(f"{document} không còn ở bước chờ duyệt.", document.get_absolute_url())
    if not may.can_assign_appraiser(actor, document):
        raise Refused(may.can_assign_appraiser.refusal)  # type: ignore[attr-defined]
    running = document.appraisals.filter(state=AppraisalState.ASSIGNED)
    if other := running.select_related("appraiser").first():
        text = f"{document} đã giao {other.appraiser} thẩm định, hạn {other.due_on:%d/%m/%Y}."
        raise Overtaken(text, document.get_absolute_url())
    if found := _problems_of(document, appraiser, assignment, due_on):
        raise Problems(found)
    appraisal = Appraisal.objects.create(
        document=document,
        appraiser=appraiser,
        assignment=assignment.strip(),
        due_on=due_on,
        assigned_by=actor,
    )
    journal.record(
        actor=actor,
        chain=document.case.code,
        verb="assign_appraiser",
        about=appraisal,
        sentence=f"Giao {appraiser} thẩm định {document}, hạn {due_on:%d/%m/%Y}.",
    )
    text = f"Bạn được giao thẩm định {document} của {document.case.code}, hạn {due_on:%d/%m/%Y}."
    notices.notify([appraiser], text, url=page_of(appraisal))
    return appraisal


def _problems_of(
    document: Document, appraiser: Any, assignment: str, due_on: datetime.date
) -> list[Problem]:
    found = []
    if text := _against(document, appraiser):
        found.append(Problem(text, "#id_appraiser"))
    if not assignment.strip():
        text = "Giao thẩm định bằng văn bản: hãy ghi số, ngày văn bản hoặc ý kiến giao."
        found.append(Problem(text, "#id_assignment"))
    if due_on < timezone.localdate():
        found.append(Problem(f"Thời hạn {due_on:%d/%m/%Y} đã qua.", "#id_due_on"))
    return found


def page_of(appraisal: Appraisal, page: str = "appraise") -> str:
    """Where the appraiser reads and answers."""
    document = appraisal.document
    return reverse(f"reports:{page}", args=[document.case.code, document.pk, appraisal.pk])


@transaction.atomic
def give(appraisal: Appraisal, *, sha256: str, verdict: str, opinion: str, actor: Any) -> None:
    """Say in writing what one thinks of the version that was read.

    Raises Overtaken when another version lies on the chief's desk by now or the paper has left it,
    Problems without words, and what `APPRAISAL.advance` raises.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=appraisal.document_id)
    version = current_version(document)
    if document.state != DocumentState.SUBMITTED or version is None or version.sha256 != sha256:
        raise Overtaken(
            f"{document} đã được sửa hoặc trả lại sau khi bạn mở trang. Ý kiến cho bản đang trình.",
            document.get_absolute_url(),
        )
    if not opinion.strip() or verdict not in AppraisalVerdict.values:
        raise Problems([Problem("Hãy ghi nội dung thẩm định.", "#id_opinion")])
    said = {
        "version": version,
        "verdict": verdict,
        "opinion": opinion.strip(),
        "given_at": timezone.now(),
    }
    # Before the state: the database wants words in an appraisal that was given.
    waiting = Appraisal.objects.filter(pk=appraisal.pk, state=AppraisalState.ASSIGNED)
    waiting.update(**said)
    APPRAISAL.advance(appraisal, "give", actor=actor, chain=document.case.code)
    for name, value in said.items():
        setattr(appraisal, name, value)
    leader = leader_of(document.case)
    text = f"{document}: {appraisal.appraiser} {appraisal.get_verdict_display().lower()}."
    told = [*deciders(), appraisal.assigned_by, *([leader] if leader else [])]
    people = [one for one in told if one != actor]
    notices.notify(people, text, url=document.get_absolute_url())


@transaction.atomic
def end(appraisal: Appraisal, *, reason: str, actor: Any) -> None:
    """Take the task back, with the reason; somebody else may be named."""
    chain = appraisal.document.case.code
    APPRAISAL.advance(appraisal, "end", actor=actor, chain=chain, reason=reason)
    text = f"Thôi giao bạn thẩm định {appraisal.document}: {reason.strip()}"
    case, person = appraisal.document.case, appraisal.appraiser
    url = case.get_absolute_url() if can_see_case(person, case) else ""
    notices.notify([person], text, url=url)
