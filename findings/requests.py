"""Requests to a unit: drafted, sent with a due date, extended, answered, weighed, settled."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from findings import permissions as may
from findings.choices import RequestState
from findings.evidence import check_uploads, file_name_of
from findings.lifecycle import REQUEST
from findings.models import Explanation, Finding, RequestExtension, RequestFile, UnitRequest
from inspections.checks import of_future
from inspections.models import AuditedUnit, Inspection
from inspections.permissions import LEADING
from inspections.revising import lock_case
from office import files, journal, notices
from office.workflow import Overtaken, Problem, Problems

LONGEST = 20_000
PLAIN = ("kind", "unit", "text", "paper", "due_on")


@dataclass(frozen=True)
class RequestFacts:
    """What a request says before it is sent."""

    kind: str
    unit: AuditedUnit
    text: str
    due_on: datetime.date
    paper: str = ""
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class AnswerFacts:
    """What the unit answers."""

    text: str
    dated_on: datetime.date
    paper: str = ""


# --- Before it is sent ----------------------------------------------------------------------------
@transaction.atomic
def draft_request(
    inspection: Inspection, facts: RequestFacts, uploads: Sequence[File] = (), *, actor: Any
) -> UnitRequest:
    """Write a request; nobody outside the team knows of it yet. Raises Refused, Problems."""
    # Lock the case: numbers are given once.
    locked = lock_case(inspection)
    may.insist(may.can_draft_request, actor, locked)
    _insist_on(facts, locked, uploads)
    last = locked.unit_requests.aggregate(number=Max("number"))["number"] or 0
    request = UnitRequest.objects.create(
        inspection=locked,
        number=last + 1,
        created_by=actor,
        **{name: getattr(facts, name) for name in PLAIN},
    )
    request.findings.set(facts.findings)
    _keep_files(request, uploads)
    _tell(request, "draft_request", f"Soạn {_lower(request)} gửi {request.unit}.", actor)
    return request


@transaction.atomic
def revise_request(
    request: UnitRequest,
    facts: RequestFacts,
    uploads: Sequence[File] = (),
    *,
    revision: int,
    actor: Any,
) -> UnitRequest:
    """Change a request that was not sent yet. Raises Refused, Overtaken, Problems."""
    locked = _lock(request)
    may.insist(may.can_revise_request, actor, locked)
    if locked.revision != revision:
        raise Overtaken(f"{locked} vừa được người khác sửa sau khi bạn mở trang.")
    _insist_on(facts, locked.inspection, uploads)
    for name in PLAIN:
        setattr(locked, name, getattr(facts, name))
    locked.revision += 1
    locked.save()
    locked.findings.set(facts.findings)
    _keep_files(locked, uploads)
    _tell(locked, "revise_request", f"Sửa {_lower(locked)}.", actor)
    return locked


def _insist_on(facts: RequestFacts, inspection: Inspection, uploads: Sequence[File]) -> None:
    found = check_uploads(uploads)
    if facts.unit.inspection_id != inspection.pk:
        found.append(Problem("Đơn vị này không thuộc cuộc; hãy chọn lại.", "#id_unit"))
    if any(finding.inspection_id != inspection.pk for finding in facts.findings):
        found.append(Problem("Phát hiện này không thuộc cuộc; hãy chọn lại.", "#id_findings"))
    if found:
        raise Problems(found)


def _keep_files(
    request: UnitRequest, uploads: Sequence[File], explanation: Explanation | None = None
) -> None:
    for upload in uploads:
        stored = files.put(upload)
        RequestFile.objects.create(
            request=request, explanation=explanation, file=stored, file_name=file_name_of(upload)
        )


# --- On its way -----------------------------------------------------------------------------------
@transaction.atomic
def send(request: UnitRequest, *, actor: Any) -> None:
    """The unit gets it: its contacts see it and are told.

    Raises Problems when the due date has passed, and what REQUEST.advance raises.
    """
    today = timezone.localdate()
    locked = _lock(request)
    if locked.state == RequestState.DRAFT and locked.due_on <= today:
        text = f"Hạn trả lời {locked.due_on:%d/%m/%Y} phải sau ngày gửi."
        mend = reverse("findings:revise_request", args=[locked.inspection.code, locked.number])
        raise Problems([Problem(text, f"{mend}#id_due_on")])
    # Before the state: the database wants the day of a request that is sent.
    UnitRequest.objects.filter(pk=locked.pk, state=RequestState.DRAFT).update(sent_on=today)
    _advance(request, "send", actor=actor)
    text = f"{request} gửi đơn vị của bạn, hạn trả lời {request.due_on:%d/%m/%Y}."
    _tell_unit(request, text)


@transaction.atomic
def withdraw(request: UnitRequest, *, reason: str, actor: Any) -> None:
    """Take a request back before it is answered; the unit is told why if it knew of it."""
    was_sent = request.state == RequestState.SENT
    _advance(request, "withdraw", actor=actor, reason=reason)
    if was_sent:
        _tell_unit(request, f"{request} đã được rút: {reason}")


@transaction.atomic
def ask_again(request: UnitRequest, *, reason: str, due_on: datetime.date, actor: Any) -> None:
    """The answer is not enough: the unit answers again by `due_on`."""
    if due_on <= timezone.localdate():
        raise Problems([Problem("Hạn trả lời bổ sung phải sau hôm nay.", "#id_due_on")])
    _advance(request, "ask_again", actor=actor, reason=reason)
    request.due_on, request.answered_on = due_on, None
    request.save(update_fields=["due_on", "answered_on"])
    _tell_unit(request, f"Cần trả lời bổ sung trước {due_on:%d/%m/%Y}: {reason}")


@transaction.atomic
def settle(request: UnitRequest, *, actor: Any) -> None:
    """The team has weighed what was answered. Raises what REQUEST.advance raises."""
    _advance(request, "settle", actor=actor)


@transaction.atomic
def cite_letter(request: UnitRequest, *, paper: str, actor: Any) -> None:
    """Write down the công văn by which the request goes out; said by the paper when it is issued."""
    locked = _lock(request)
    before = locked.paper
    locked.paper = paper
    locked.save(update_fields=["paper"])
    sentence = f"{locked} đi theo {paper[0].lower()}{paper[1:]}."
    _tell(locked, "cite_letter", sentence, actor, changes={"paper": [before, paper]})


# --- More time ------------------------------------------------------------------------------------
@transaction.atomic
def ask_extension(
    request: UnitRequest, *, until: datetime.date, reason: str, actor: Any
) -> RequestExtension:
    """The unit asks for more time; who lead the team are told.

    Raises Refused, Overtaken when it does not wait any more, Problems for a day that is no
    extension or when one is asked for already.
    """
    locked = _lock(request)
    may.insist(may.can_answer_as_unit, actor, locked)
    if not locked.waits:
        raise Overtaken(f"{locked} không còn chờ trả lời, không cần lùi hạn nữa.")
    if until <= locked.due_on:
        text = f"Ngày xin lùi phải sau hạn hiện nay {locked.due_on:%d/%m/%Y}."
        raise Problems([Problem(text, "#id_until")])
    if locked.extensions.filter(granted__isnull=True).exists():
        raise Overtaken("Đơn vị đã xin lùi hạn và đang chờ đoàn trả lời.")
    extension = RequestExtension.objects.create(
        request=locked, asked_until=until, reason=reason, asked_by=actor
    )
    sentence = f"{locked.unit} xin lùi hạn {_lower(locked)} đến {until:%d/%m/%Y}."
    _tell(locked, "ask_extension", sentence, actor, reason=reason)
    _tell_leaders(locked, sentence)
    return extension


@transaction.atomic
def decide_extension(extension: RequestExtension, *, granted: bool, note: str, actor: Any) -> None:
    """Grant more time, or say why not; the unit is told.

    Raises Refused, Overtaken when it is decided already, Problems when it is refused without a
    reason.
    """
    request = _lock(extension.request)
    may.insist(may.can_direct_request, actor, request)
    row = RequestExtension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
    if row.granted is not None:
        raise Overtaken(f"{row.decided_by} đã quyết định việc xin lùi hạn này.")
    if not granted and not note.strip():
        raise Problems([Problem("Cần ghi lý do không đồng ý lùi hạn.", "#id_note")])
    row.granted, row.note = granted, note.strip()
    row.decided_by, row.decided_at = actor, timezone.now()
    row.save()
    before = request.due_on
    if granted:
        request.due_on = row.asked_until
        request.save(update_fields=["due_on"])
    word = "Đồng ý" if granted else "Không đồng ý"
    sentence = f"{word} lùi hạn {_lower(request)} đến {row.asked_until:%d/%m/%Y}."
    changes = {"due_on": [before, request.due_on]} if granted else {}
    _tell(request, "decide_extension", sentence, actor, reason=row.note, changes=changes)
    _tell_unit(request, f"{sentence} {row.note}".strip())


# --- The answer -----------------------------------------------------------------------------------
@transaction.atomic
def answer(
    request: UnitRequest, facts: AnswerFacts, uploads: Sequence[File] = (), *, actor: Any
) -> Explanation:
    """The unit answers, or the team types in what came on paper; several answers add up.

    Raises Refused, Overtaken when it does not wait any more, Problems for a day in the future and
    for each file that is not taken.
    """
    found = check_uploads(uploads) + of_future(facts.dated_on, mend="#id_dated_on")
    if found:
        raise Problems(found)
    by_unit = may.speaks_for(actor, request)
    _advance(request, "answer", actor=actor)
    explanation = Explanation.objects.create(
        request=request,
        text=facts.text,
        paper=facts.paper,
        dated_on=facts.dated_on,
        given_by=actor,
        on_behalf=not by_unit,
    )
    _keep_files(request, uploads, explanation)
    # In the browser the answer is there now; on paper it was there on its own day.
    day = timezone.localdate() if by_unit else facts.dated_on
    request.answered_on = max(day, request.sent_on or day)
    request.save(update_fields=["answered_on"])
    _tell_leaders(request, f"{request.unit} đã trả lời {_lower(request)}.", besides=actor)
    return explanation


@transaction.atomic
def weigh(explanation: Explanation, *, view: str, text: str, actor: Any) -> None:
    """Write down what the team makes of an explanation; it may be weighed anew until settled.

    Raises Refused, Problems when it is not accepted without a word why.
    """
    request = _lock(explanation.request)
    row = request.explanations.select_for_update(of=("self",)).get(pk=explanation.pk)
    row.request = request
    may.insist(may.can_weigh, actor, row)
    if view != "accepted" and not text.strip():
        raise Problems([Problem("Cần ghi vì sao không chấp nhận.", "#id_view_text")])
    row.view, row.view_text = view, text.strip()
    row.viewed_by, row.viewed_at = actor, timezone.now()
    row.save(update_fields=["view", "view_text", "viewed_by", "viewed_at"])
    word = row.get_view_display().lower()
    sentence = f"Ý kiến của đoàn về {_lower(request)}, {str(row).lower()}: {word}."
    _tell(request, "weigh", sentence, actor, reason=row.view_text)


# --- Help -----------------------------------------------------------------------------------------
def _lock(request: UnitRequest) -> UnitRequest:
    return UnitRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)


def _advance(request: UnitRequest, action: str, *, actor: Any, reason: str = "") -> None:
    chain = request.inspection.code
    REQUEST.advance(request, action, actor=actor, chain=chain, reason=reason)


def _lower(request: UnitRequest) -> str:
    words = str(request)
    return words[0].lower() + words[1:]


def _tell(request: UnitRequest, verb: str, sentence: str, actor: Any, **more: Any) -> None:
    chain = request.inspection.code
    journal.record(actor=actor, chain=chain, verb=verb, about=request, sentence=sentence, **more)


def _tell_unit(request: UnitRequest, text: str) -> None:
    contacts = request.unit.unit.contacts.select_related("person")
    url = reverse("unit_side:request", args=[request.pk])
    notices.notify([contact.person for contact in contacts.order_by("pk")], text, url=url)


def _tell_leaders(request: UnitRequest, text: str, *, besides: Any = None) -> None:
    rows = request.inspection.members.filter(role__in=LEADING).select_related("person")
    people = [row.person for row in rows.order_by("pk") if row.person != besides]
    notices.notify(people, text, url=request.get_absolute_url())
