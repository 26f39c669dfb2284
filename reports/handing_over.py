"""A person leaves or falls ill: his open findings, drafts and tasks go to another, with the reason."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from findings.choices import FindingState
from findings.models import Finding
from inspections.models import Inspection, TeamMember
from inspections.permissions import KEPT_AWAY, can_hand_over
from inspections.revising import lock_case
from office import journal, notices
from office.workflow import Problem, Problems, Refused
from reports.lifecycle import EDITABLE
from reports.models import Document

LONGEST_TASK = 500


@dataclass(frozen=True)
class OpenWork:
    """What of a case lies with one person."""

    person: User
    findings: list[Finding]
    drafts: list[Document]
    task: str

    @property
    def lines(self) -> list[str]:
        """In words, for the page and the journal."""
        return [
            *(str(finding) for finding in self.findings),
            *(f"Dự thảo {draft}" for draft in self.drafts),
            *([f"Nhiệm vụ: {self.task}"] if self.task else []),
        ]


def _of(person: Any, writer: str) -> Q:
    """What lies with this person: given to him, or his own and not given away."""
    return Q(keeper=person) | Q(keeper=None, **{writer: person})


def _open_findings(inspection: Inspection) -> QuerySet[Finding]:
    rows = Finding.objects.filter(inspection=inspection, state=FindingState.NOTED)
    return rows.order_by("number")


def _open_drafts(inspection: Inspection) -> QuerySet[Document]:
    return Document.objects.filter(inspection=inspection, state__in=EDITABLE).order_by("pk")


def open_work(inspection: Inspection, person: Any) -> OpenWork:
    """Everything that this person has not finished in the case."""
    task = TeamMember.objects.filter(inspection=inspection, person=person).values("task").first()
    return OpenWork(
        person=person,
        findings=list(_open_findings(inspection).filter(_of(person, "recorded_by"))),
        drafts=list(_open_drafts(inspection).filter(_of(person, "created_by"))),
        task=task["task"] if task else "",
    )


def who_has_work(inspection: Inspection) -> list[OpenWork]:
    """Each person with open work in the case, in the team or not any more."""
    holders = {row.kept_by_id for row in _open_findings(inspection)}
    holders |= {row.kept_by_id for row in _open_drafts(inspection)}
    holders |= {row.person_id for row in inspection.members.all() if row.task}
    people = User.objects.filter(pk__in=holders).order_by("full_name", "pk")
    return [open_work(inspection, person) for person in people]


def possible_takers(inspection: Inspection) -> QuerySet[User]:
    """Those in the team now whom nothing keeps away."""
    seats = TeamMember.objects.filter(inspection=inspection).exclude(interest__in=KEPT_AWAY)
    return User.objects.filter(pk__in=seats.values("person"), is_active=True)


@transaction.atomic
def hand_over(
    inspection: Inspection, *, giver: Any, taker: Any, reason: str, actor: Any
) -> OpenWork:
    """Move what lies with `giver` to `taker`; who wrote a thing stays on it. What was moved comes back.

    Raises Refused, and Problems: no reason, nothing to move, the same person, a taker outside the
    team.
    """
    now = lock_case(inspection)
    if not can_hand_over(actor, now):
        raise Refused(can_hand_over.refusal)  # type: ignore[attr-defined]
    work = open_work(now, giver)
    if found := _problems(now, work, taker, reason):
        raise Problems(found)
    Finding.objects.filter(pk__in=[row.pk for row in work.findings]).update(keeper=taker)
    Document.objects.filter(pk__in=[row.pk for row in work.drafts]).update(keeper=taker)
    _move_task(now, giver, taker, work.task)
    journal.record(
        actor=actor,
        chain=now.code,
        verb="hand_over",
        about=now,
        sentence=f"Bàn giao {len(work.lines)} việc từ {giver} cho {taker}.",
        reason=reason.strip(),
        changes={"việc": work.lines},
    )
    url = now.get_absolute_url()
    text = (
        f"{now.code}: bạn nhận bàn giao {len(work.lines)} việc từ {giver}. Lý do: {reason.strip()}"
    )
    notices.notify([one for one in (taker,) if one != actor], text, url=url)
    text = f"{now.code}: {len(work.lines)} việc của bạn được bàn giao cho {taker}. Lý do: {reason.strip()}"
    notices.notify([one for one in (giver,) if one != actor], text, url=url)
    return work


def _problems(inspection: Inspection, work: OpenWork, taker: Any, reason: str) -> list[Problem]:
    found = []
    if not reason.strip():
        found.append(Problem("Cần ghi lý do bàn giao.", "#id_reason"))
    if taker == work.person:
        found.append(Problem("Người nhận phải khác người giao.", "#id_taker"))
    elif not possible_takers(inspection).filter(pk=taker.pk).exists():
        found.append(Problem(f"{taker} không làm việc trong đoàn này.", "#id_taker"))
    if not work.lines:
        found.append(Problem(f"{work.person} không có việc nào đang dở.", "#id_giver"))
    return found


def _move_task(inspection: Inspection, giver: Any, taker: Any, task: str) -> None:
    if not task:
        return
    seats = {row.person_id: row for row in TeamMember.objects.filter(inspection=inspection)}
    seats[taker.pk].task = "; ".join(filter(None, [seats[taker.pk].task, task]))[:LONGEST_TASK]
    seats[giver.pk].task = ""
    for seat in (seats[taker.pk], seats[giver.pk]):
        seat.revision += 1
        seat.save(update_fields=["task", "revision"])
