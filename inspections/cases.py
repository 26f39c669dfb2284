"""A case from its opening to its papers: facts, decision, milestones."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from inspections import checks, delays, overlap
from inspections.choices import DecisionKind, MilestoneKind, Secrecy
from inspections.lifecycle import CASE
from inspections.models import (
    Decision,
    DecisionBasis,
    Inspection,
    Milestone,
    PlanItem,
    Unit,
)
from inspections.revising import (
    apply,
    lock_case,
    lock_preparing,
    lock_revision,
    note_changes,
    page_of,
    refuse,
)
from office import journal, law, notices
from office.models import LegalEvent, LegalProvision, Notice, Regime, TimeLimit
from office.workflow import Overtaken, Problem, Problems

MOVES: dict[str, str] = {
    MilestoneKind.ANNOUNCED: "announce",
    MilestoneKind.ON_SITE_ENDED: "end_on_site",
}
DECIDED_MEANWHILE = "Quyết định đã ban hành, không sửa được nữa; hãy tải lại trang."


@dataclass(frozen=True)
class Basis:
    """One căn cứ before it is kept: the whole line, and where it comes from the law library."""

    text: str
    provision: LegalProvision | None = None


# --- Opening and its facts ----------------------------------------------------------------------
@transaction.atomic
def open_inspection(
    *,
    kind: str,
    subject: str,
    issuer: Unit,
    level: str,
    actor: Any,
    period_from: datetime.date | None = None,
    period_to: datetime.date | None = None,
    secrecy: str = Secrecy.NORMAL,
    plan_item: PlanItem | None = None,
) -> Inspection:
    """Open a case and give it the next code of this year, such as 2026-014.

    Without `plan_item` it is đột xuất. Raises Problems when the period under inspection is upside down.
    """
    here = reverse("inspections:open")
    refuse(checks.of_period(period_from, period_to, mend=f"{here}#id_period_to"))
    inspection = Inspection.objects.create(
        code=next_code(timezone.localdate().year),
        kind=kind,
        subject=subject,
        issuer=issuer,
        level=level,
        period_from=period_from,
        period_to=period_to,
        secrecy=secrecy,
        plan_item=plan_item,
        opened_by=actor,
    )
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb="open",
        about=inspection,
        sentence=f"Lập {inspection.in_sentence}: {inspection.full_subject}.",
    )
    return inspection


def next_code(year: int) -> str:
    """The next free code of a year; call inside the transaction that opens the case."""
    with connection.cursor() as cursor:
        # Two people may open a case at the same second; the lock lives as long as the transaction.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('case-code:' || %s))", [str(year)])
    codes = Inspection.objects.filter(code__regex=rf"^{year}-\d+$").values_list("code", flat=True)
    # As numbers: as text, case 1000 of a year sorts before 999.
    last = max((int(code.partition("-")[2]) for code in codes.order_by()), default=0)
    return f"{year}-{last + 1:03d}"


@transaction.atomic
def revise_inspection(inspection: Inspection, *, revision: int, actor: Any, **facts: Any) -> bool:
    """Change facts of the case; True when something changed.

    `revision` is the one that the person saw. Raises Overtaken when somebody saved since, Problems
    when a fact stands in the signed decision already (it is then changed by an amending decision).
    """
    now = lock_revision(inspection, revision)
    changes = apply(now, facts)
    refuse(checks.of_fixed_facts(now, changes))
    here = page_of(now, "edit", "id_period_to")
    refuse(checks.of_period(now.period_from, now.period_to, mend=here))
    if changes:
        now.revision += 1
        now.save()
        note_changes(now, changes, chain=now.code, actor=actor)
    return bool(changes)


@transaction.atomic
def drop(inspection: Inspection, *, reason: str, actor: Any) -> None:
    """Give up a case that has no decision yet; its code stays used. Needs a reason."""
    CASE.advance(inspection, "drop", actor=actor, chain=inspection.code, reason=reason)


# --- Decision -----------------------------------------------------------------------------------
@transaction.atomic
def draft_decision(
    inspection: Inspection,
    *,
    content: str,
    limit_days: int | None,
    actor: Any,
    limit_day_kind: str = TimeLimit.DayKind.CALENDAR,
    planned_from: datetime.date | None = None,
    period_from: datetime.date | None = None,
    period_to: datetime.date | None = None,
    bases: Sequence[Basis] = (),
) -> Decision:
    """Write what the first decision is to say; number and date come when it is issued.

    The period under inspection is kept on the case; left out, it stays as it is. Raises Overtaken
    when somebody wrote the decision meanwhile or the case has moved on.
    """
    now = lock_preparing(inspection, otherwise=DECIDED_MEANWHILE)
    if now.first_decision:
        raise Overtaken("Người khác vừa soạn quyết định của cuộc này; hãy tải lại trang.")
    _keep_period(now, period_from or now.period_from, period_to or now.period_to)
    decision = Decision.objects.create(
        inspection=inspection,
        content=content,
        limit_days=limit_days,
        limit_day_kind=limit_day_kind,
        planned_from=planned_from,
    )
    _replace_bases(decision, bases)
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb="draft_decision",
        about=decision,
        sentence=f"Soạn quyết định của {inspection.code}.",
    )
    return decision


@transaction.atomic
def revise_decision(
    decision: Decision,
    *,
    revision: int,
    actor: Any,
    bases: Sequence[Basis],
    period_from: datetime.date | None,
    period_to: datetime.date | None,
    **facts: Any,
) -> bool:
    """Change the draft of the first decision; True when something changed.

    Raises Overtaken when somebody saved since `revision`, or the decision has been issued.
    """
    inspection = lock_preparing(decision.inspection, otherwise=DECIDED_MEANWHILE)
    now = lock_revision(decision, revision)
    changes = _keep_period(inspection, period_from, period_to) | apply(now, facts)
    if moved := _replace_bases(now, bases):
        changes["bases"] = moved
    if changes:
        now.revision += 1
        now.save()
        note_changes(now, changes, chain=inspection.code, actor=actor)
    return bool(changes)


def _keep_period(
    inspection: Inspection, first: datetime.date | None, last: datetime.date | None
) -> dict[str, list[str]]:
    refuse(checks.of_period(first, last, mend=page_of(inspection, "decision", "id_period_to")))
    changes = apply(inspection, {"period_from": first, "period_to": last})
    if changes:
        inspection.save(update_fields=["period_from", "period_to"])
    return changes


def _replace_bases(decision: Decision, bases: Sequence[Basis]) -> list[str]:
    """Keep these lines in this order; the texts before and after, or nothing if they are equal."""
    before = [Basis(row.text, row.provision) for row in decision.bases.select_related("provision")]
    if before == list(bases):
        return []
    decision.bases.all().delete()
    DecisionBasis.objects.bulk_create(
        DecisionBasis(decision=decision, position=place, text=basis.text, provision=basis.provision)
        for place, basis in enumerate(bases, start=1)
    )
    return ["\n".join(row.text for row in rows) for rows in (before, bases)]


def problems_before_decision(inspection: Inspection) -> list[Problem]:
    """What the decision still lacks, each with the page and field that mends it.

    Điều 26 Luật Thanh tra 2025: căn cứ; phạm vi, nội dung, đối tượng, thời kỳ; thời hạn; Đoàn.
    Asked by the steps of the case, and by reports before the paper is submitted.
    """
    return (
        checks.of_decision_text(inspection)
        + checks.of_team(inspection)
        + checks.of_interests(inspection)
        + overlap.problems(inspection)
    )


@transaction.atomic
def record_decision(
    inspection: Inspection,
    *,
    number: str,
    symbol: str,
    signed_on: datetime.date,
    signed_by_post: str,
    actor: Any,
    elsewhere: bool = False,
    regime: Regime | None = None,
) -> Decision:
    """The decision is signed: freeze the regime by its date and move the case on.

    Called by reports.issuing when the paper is issued here, and by the page for a decision issued
    `elsewhere` (whose căn cứ stand in that paper). `regime` is said where the date does not decide
    it alone, as for checks of sector law. Raises Problems with everything the decision still lacks.
    """
    now = lock_case(inspection)
    found = problems_before_decision(now)
    if elsewhere:
        # What that paper says and whom it meets was judged by who signed it.
        settled_there = ("#bases", overlap.page_of_overlaps(now))
        found = [problem for problem in found if not problem.mend.endswith(settled_there)]
    chosen = regime or law.regime_on(now.kind, signed_on)
    competence = checks.of_competence(now, chosen) if chosen else []
    refuse(found + checks.of_signing(now, signed_on, regime) + competence)
    decision = Decision.objects.get(inspection=now, kind=DecisionKind.FIRST)
    decision.number, decision.symbol = number, symbol
    decision.signed_on, decision.signed_by_post = signed_on, signed_by_post
    decision.recorded_elsewhere = elsewhere
    decision.save()
    now.regime = chosen
    now.save(update_fields=["regime", "search_key"])
    CASE.advance(now, "decide", actor=actor, chain=now.code)
    inspection.refresh_from_db()
    _tell_team(now, f"{now} có {decision}.", besides=actor)
    return decision


def _tell_team(inspection: Inspection, text: str, *, besides: Any) -> None:
    team = [member.person for member in inspection.members.select_related("person")]
    people = [person for person in team if person != besides]
    news = Notice.Kind.NEWS
    notices.notify(people, text, url=inspection.get_absolute_url(), kind=news)


# --- Milestones ---------------------------------------------------------------------------------
def announce(
    inspection: Inspection, *, on: datetime.date, actor: Any, delay_reason: str = ""
) -> Milestone:
    """The decision is announced: the clock of the on-site time limit starts."""
    return record_milestone(
        inspection, kind=MilestoneKind.ANNOUNCED, on=on, actor=actor, delay_reason=delay_reason
    )


def end_on_site(
    inspection: Inspection, *, on: datetime.date, actor: Any, delay_reason: str = ""
) -> Milestone:
    """The direct phase is over: the clock of the result report starts."""
    return record_milestone(
        inspection, kind=MilestoneKind.ON_SITE_ENDED, on=on, actor=actor, delay_reason=delay_reason
    )


@transaction.atomic
def record_milestone(
    inspection: Inspection,
    *,
    kind: str,
    on: datetime.date,
    actor: Any,
    note: str = "",
    delay_reason: str = "",
) -> Milestone:
    """Record a dated fact; announcement and end of the direct phase also move the case.

    A day after the due date asks for `delay_reason`. Raises Problems when it is missing, or the day
    lies in the future or out of order with the decision and the other milestones; Overtaken when it
    is recorded already or the case is not there yet.
    """
    locked = lock_case(inspection)
    event = LegalEvent.objects.filter(code=kind).first()
    if event is None or event not in checks.recordable_events(locked):
        raise Overtaken(
            f"{locked} đang ở trạng thái “{locked.get_state_display()}”, không thể ghi mốc"
            f" “{event or kind}”. Hãy tải lại trang để xem ai đã làm gì."
        )
    late = delays.late_steps(locked, event.code, on)
    conflicts = (
        checks.of_declared_conflicts(locked) if event.code == MilestoneKind.ANNOUNCED else []
    )
    refuse(
        checks.of_milestone_day(locked, event, on)
        + conflicts
        + delays.problems_without_reason(locked, late, delay_reason)
    )
    milestone = _keep_milestone(locked, event, on=on, actor=actor, note=note)
    inspection.refresh_from_db()
    delays.keep_reason(locked, late, delay_reason, actor=actor)
    return milestone


def _keep_milestone(
    locked: Inspection, event: LegalEvent, *, on: datetime.date, actor: Any, note: str = ""
) -> Milestone:
    """Write the row; the announcement and the end of the direct phase move the case with it."""
    milestone = Milestone.objects.create(
        inspection=locked, event=event, happened_on=on, note=note, recorded_by=actor
    )
    move = MOVES.get(event.code)
    if move and locked.state in CASE.transitions[move].sources:
        CASE.advance(locked, move, actor=actor, chain=locked.code)
    else:
        _note(milestone, "record_milestone", f"Ghi mốc: {milestone}.", actor=actor)
    return milestone


@transaction.atomic
def follow_paper(inspection: Inspection, *, kind: str, on: datetime.date, actor: Any) -> None:
    """A paper that was issued brings an event about; nothing happens when it is recorded already.

    Who issues a paper cannot say why the team was late: the case asks for the reason afterwards.
    """
    locked = lock_case(inspection)
    event = LegalEvent.objects.get(code=kind)
    if event not in checks.recordable_events(locked):
        return
    refuse(checks.of_milestone_day(locked, event, on))
    _keep_milestone(locked, event, on=on, actor=actor)
    inspection.refresh_from_db()
    delays.ask_for_reason(locked, event.code, on)


@transaction.atomic
def correct_milestone(
    milestone: Milestone, *, on: datetime.date, reason: str, actor: Any
) -> Milestone:
    """Put right the day of a milestone that was recorded wrongly; the journal keeps both days."""
    inspection = lock_case(milestone.inspection)
    if not reason.strip():
        mend = page_of(inspection, "milestones", "id_reason")
        raise Problems([Problem("Cần ghi lý do sửa ngày của mốc.", mend)])
    refuse(checks.of_milestone_day(inspection, milestone.event, on))
    before, milestone.happened_on = milestone.happened_on, on
    milestone.save(update_fields=["happened_on"])
    sentence = f"Sửa ngày của mốc “{milestone.event}” từ {before:%d/%m/%Y} thành {on:%d/%m/%Y}."
    _note(milestone, "correct_milestone", sentence, actor=actor, reason=reason)
    return milestone


def _note(milestone: Milestone, verb: str, sentence: str, *, actor: Any, reason: str = "") -> None:
    journal.record(
        actor=actor,
        chain=milestone.inspection.code,
        verb=verb,
        about=milestone,
        sentence=sentence,
        reason=reason,
    )
