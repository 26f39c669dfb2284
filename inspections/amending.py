"""Decisions that amend a case: drafted, revised, given up, and in force once they are signed.

A draft changes nothing. When its paper is issued (reports.issuing), or one that was issued
elsewhere is recorded, `take_effect` brings it into force; what holds then is the fold of the chain.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from inspections import concluding
from inspections.amendment_checks import Draft, of_number, of_signing, of_text
from inspections.choices import DecisionKind, MemberAct, TeamRole
from inspections.folding import in_force
from inspections.lifecycle import CASE
from inspections.models import (
    AuditedUnit,
    Decision,
    DecisionUnit,
    Inspection,
    MemberChange,
    TeamMember,
    Unit,
)
from inspections.permissions import can_amend, can_record_amendment
from inspections.revising import apply, lock_case, lock_revision, note_changes, refuse
from office import journal, notices
from office.models import LegalGround, TimeLimit
from office.workflow import Overtaken, Problem, Problems, Refused

HELD = "Văn bản của quyết định này đang trình hoặc đã duyệt; hãy rút về trước khi sửa."
SIGNED = "Quyết định này đã ban hành, không sửa được nữa; hãy tải lại trang."
GIVEN_UP = "Dự thảo quyết định này đã bỏ; hãy tải lại trang."
RANK = {role: place for place, role in enumerate(TeamRole)}


@dataclass(frozen=True)
class Change:
    """One line of a change of members; `role` of who comes or gets another one."""

    person: Any
    act: str
    role: str = ""


# --- Drafts ---------------------------------------------------------------------------------------
def extend(
    inspection: Inspection,
    *,
    days: int,
    actor: Any,
    day_kind: str = TimeLimit.DayKind.CALENDAR,
    ground: LegalGround | None = None,
    reason: str = "",
) -> Decision:
    """Draft an extension of the time limit; `days` come on top of what holds.

    Raises Problems when the law (Điều 20 Luật Thanh tra 2025) does not allow so many.
    """
    facts: dict[str, Any] = {
        "limit_days": days,
        "limit_day_kind": day_kind,
        "ground": ground,
        "reason": reason,
    }
    return draft(inspection, DecisionKind.EXTEND, actor=actor, **facts)


def suspend(
    inspection: Inspection,
    *,
    actor: Any,
    ground: LegalGround | None = None,
    first_day: datetime.date | None = None,
    last_day: datetime.date | None = None,
    reason: str = "",
) -> Decision:
    """Draft a suspension, from the day of signing when `first_day` is left out.

    Without `last_day` the work stands until a decision to resume. Raises Problems when it meets
    another suspension or goes beyond its ground (Điều 30 Luật Thanh tra 2025).
    """
    facts: dict[str, Any] = {
        "ground": ground,
        "first_day": first_day,
        "last_day": last_day,
        "reason": reason,
    }
    return draft(inspection, DecisionKind.SUSPEND, actor=actor, **facts)


def resume(
    inspection: Inspection, *, actor: Any, first_day: datetime.date | None = None, reason: str = ""
) -> Decision:
    """Draft the end of a suspension: the work goes on from `first_day`.

    Raises Problems when the case does not stand still on that day.
    """
    facts: dict[str, Any] = {"first_day": first_day, "reason": reason}
    return draft(inspection, DecisionKind.RESUME, actor=actor, **facts)


def stop(
    inspection: Inspection,
    *,
    actor: Any,
    ground: LegalGround | None = None,
    reason: str = "",
    units: Sequence[Unit] = (),
) -> Decision:
    """Draft the stop of the case, or of the work at `units` alone (Điều 31 Luật Thanh tra 2025)."""
    facts: dict[str, Any] = {
        "ground": ground,
        "reason": reason,
        "in_part": bool(units),
        "units": units,
    }
    return draft(inspection, DecisionKind.STOP, actor=actor, **facts)


def change_members(
    inspection: Inspection, *, changes: Sequence[Change], reason: str, actor: Any
) -> Decision:
    """Draft a change of the team.

    Raises Problems when somebody leaves who is not in it, comes who is, or no single leader is left.
    """
    facts: dict[str, Any] = {"changes": changes, "reason": reason}
    return draft(inspection, DecisionKind.CHANGE_MEMBERS, actor=actor, **facts)


def add_units(
    inspection: Inspection, *, units: Sequence[Unit], reason: str, actor: Any
) -> Decision:
    """Draft more units into the scope. Raises Problems for a unit that is there already."""
    return draft(inspection, DecisionKind.ADD_UNITS, actor=actor, units=units, reason=reason)


@transaction.atomic
def draft(
    inspection: Inspection,
    kind: str,
    *,
    actor: Any,
    changes: Sequence[Change] = (),
    units: Sequence[Unit] = (),
    **facts: Any,
) -> Decision:
    """Write down what an amending decision is to say; the verbs above say what each kind needs.

    Raises Refused, Problems, and Overtaken when somebody began one of this kind meanwhile.
    """
    now = _lock_amendable(inspection, actor)
    if now.decisions.filter(kind=kind, signed_on__isnull=True, given_up="").exists():
        raise Overtaken("Người khác vừa soạn quyết định cùng loại; hãy tải lại trang.")
    decision = Decision(inspection=now, kind=kind, **facts)
    refuse(of_text(Draft(decision, _rows(decision, changes), units)))
    decision.save()
    _keep_rows(decision, changes, units)
    _note(decision, "draft_decision", f"Soạn {_named(decision)}.", actor=actor)
    return decision


@transaction.atomic
def revise(
    decision: Decision,
    *,
    revision: int,
    actor: Any,
    changes: Sequence[Change] = (),
    units: Sequence[Unit] = (),
    **facts: Any,
) -> bool:
    """Change a draft; True when something changed.

    Raises Overtaken when somebody saved since `revision`, or the draft is on its way.
    """
    inspection = _lock_amendable(decision.inspection, actor)
    now = lock_revision(decision, revision)
    now.inspection = inspection
    _refuse_unless_free(now)
    told = apply(now, facts) | _moved_rows(now, changes, units)
    refuse(of_text(Draft(now, _rows(now, changes), units)))
    if told:
        now.revision += 1
        now.save()
        _keep_rows(now, changes, units)
        note_changes(now, told, chain=inspection.code, actor=actor)
    return bool(told)


@transaction.atomic
def give_up(decision: Decision, *, reason: str, actor: Any) -> None:
    """Put a draft aside, with the reason; a new one of its kind may be begun."""
    inspection = _lock_amendable(decision.inspection, actor)
    now = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    now.inspection = inspection
    _refuse_unless_free(now)
    if not reason.strip():
        raise Problems([Problem("Cần ghi lý do bỏ dự thảo.", "#id_reason")])
    now.given_up = reason.strip()
    now.save(update_fields=["given_up"])
    _note(now, "give_up", f"Bỏ dự thảo {_named(now)}.", actor=actor, reason=reason)


def hold(decision: Decision, *, is_held: bool) -> None:
    """What its paper says stands still while that is under review (called by reports.issuing)."""
    Decision.objects.filter(pk=decision.pk, signed_on__isnull=True).update(is_held=is_held)


def _lock_amendable(inspection: Inspection, actor: Any) -> Inspection:
    now = lock_case(inspection)
    if not can_amend(actor, now):
        raise Refused(can_amend.refusal)  # type: ignore[attr-defined]
    return now


def _refuse_unless_free(decision: Decision) -> None:
    for is_so, sentence in (
        (decision.is_signed, SIGNED),
        (decision.given_up, GIVEN_UP),
        (decision.is_held, HELD),
    ):
        if is_so:
            raise Overtaken(sentence, decision.get_absolute_url())


def _rows(decision: Decision, changes: Iterable[Change]) -> list[MemberChange]:
    """The lines as rows, each with the role that the person has by then."""
    held = in_force(decision.inspection, decision.signed_on)
    roles = {seat.person.pk: seat.role for seat in held.team} if changes else {}
    return [
        MemberChange(
            decision=decision,
            person=change.person,
            act=change.act,
            role=change.role if change.act != MemberAct.OUT else "",
            role_before=roles.get(change.person.pk, ""),
        )
        for change in changes
    ]


def _keep_rows(decision: Decision, changes: Iterable[Change], units: Iterable[Unit]) -> None:
    decision.member_changes.all().delete()
    decision.units.all().delete()
    MemberChange.objects.bulk_create(_rows(decision, changes))
    DecisionUnit.objects.bulk_create(DecisionUnit(decision=decision, unit=unit) for unit in units)


def _moved_rows(
    decision: Decision, changes: Iterable[Change], units: Iterable[Unit]
) -> dict[str, list[str]]:
    """The rows before and after, as the journal keeps them; nothing where they are equal."""
    kept = Draft.kept(decision)
    pairs: dict[str, tuple[Sequence[Any], Sequence[Any]]] = {
        "member_changes": (kept.changes, _rows(decision, changes)),
        "units": (kept.units, list(units)),
    }
    told = {
        name: ["\n".join(str(row) for row in rows) for rows in pair] for name, pair in pairs.items()
    }
    return {name: pair for name, pair in told.items() if pair[0] != pair[1]}


# --- In force -------------------------------------------------------------------------------------
@transaction.atomic
def take_effect(
    decision: Decision,
    *,
    number: str,
    symbol: str,
    signed_on: datetime.date,
    signed_by_post: str,
    actor: Any,
    elsewhere: bool = False,
) -> Decision:
    """The decision is signed: it stands in the chain, and the case changes with it.

    Called by reports.issuing when its paper is issued, and by the page for one issued `elsewhere`.
    Raises Problems with everything that speaks against it, Overtaken when it is signed already.
    """
    inspection = lock_case(decision.inspection)
    if not can_record_amendment(actor, inspection):
        raise Refused(can_record_amendment.refusal)  # type: ignore[attr-defined]
    now = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    now.inspection = inspection
    if now.is_signed or now.given_up:
        raise Overtaken(SIGNED if now.is_signed else GIVEN_UP, now.get_absolute_url())
    if elsewhere and now.is_held:
        raise Overtaken(HELD, now.get_absolute_url())
    _renew_roles(now, signed_on)
    _refuse_signature(now, signed_on, number, symbol)
    now.number, now.symbol, now.signed_on = number, symbol, signed_on
    now.signed_by_post, now.recorded_elsewhere, now.is_held = signed_by_post, elsewhere, False
    now.save()
    told = list(inspection.members.select_related("person"))
    _note(now, "amend", f"{now}: {now.effect}.", actor=actor, reason=now.why)
    _carry_out(now, actor=actor)
    _tell(now, told, besides=actor)
    decision.refresh_from_db()
    return decision


def _renew_roles(decision: Decision, on: datetime.date) -> None:
    """Another decision may have changed the team since this one was drafted."""
    if decision.kind != DecisionKind.CHANGE_MEMBERS:
        return
    roles = {seat.person.pk: seat.role for seat in in_force(decision.inspection, on).team}
    rows = list(decision.member_changes.order_by("pk"))
    for row in rows:
        row.role_before = roles.get(row.person_id, "")
    MemberChange.objects.bulk_update(rows, ["role_before"])


def _refuse_signature(decision: Decision, on: datetime.date, number: str, symbol: str) -> None:
    decision.signed_on = on
    draft = Draft.kept(decision)
    refuse(of_text(draft) + of_signing(draft, on) + of_number(draft, number, symbol, on))


def _carry_out(decision: Decision, *, actor: Any) -> None:
    inspection = decision.inspection
    match decision.kind:
        case DecisionKind.CHANGE_MEMBERS:
            _seat(inspection)
        case DecisionKind.ADD_UNITS:
            _bring_in(decision)
        case DecisionKind.STOP if decision.in_part:
            _leave(decision)
            concluding.conclude_without_rest(inspection, actor=actor)
        case DecisionKind.STOP:
            CASE.advance(inspection, "stop", actor=actor, chain=inspection.code)


def _seat(inspection: Inspection) -> None:
    """Let the rows of the team say what the fold says of everybody whom a decision named."""
    rows = MemberChange.objects.filter(
        decision__inspection=inspection, decision__signed_on__isnull=False
    ).select_related("decision", "person")
    named = {row.person_id: row.person for row in rows.order_by("pk")}
    seats = {seat.person.pk: seat for seat in in_force(inspection).team}
    kept = {row.person_id: row for row in TeamMember.ever.filter(inspection=inspection)}
    # First who leaves or leads no longer: a team never has two leaders, not even for a moment.
    order = sorted(named, key=lambda pk: pk in seats and seats[pk].role == TeamRole.LEADER)
    for pk in order:
        seat, row = seats.get(pk), kept.get(pk)
        if row is None and seat is not None:
            row = TeamMember(inspection=inspection, person=named[pk], joined_by=seat.decision)
        if row is None:
            continue
        row.left_by = None if seat else _last_out(rows, pk)
        row.role = seat.role if seat else row.role
        row.revision += 1
        row.save()
    _put_in_order(inspection)


def _last_out(rows: Iterable[MemberChange], person: int) -> Decision:
    outs = [row for row in rows if row.person_id == person and row.act == MemberAct.OUT]
    return max(outs, key=lambda row: row.decision.signed_on or datetime.date.min).decision


def _put_in_order(inspection: Inspection) -> None:
    """The paper lists leader, deputies, heads of sub-teams, members."""
    members = sorted(
        TeamMember.objects.filter(inspection=inspection),
        key=lambda one: (RANK[TeamRole(one.role)], one.pk),
    )
    for place, member in enumerate(members, start=1):
        member.position = place
    TeamMember.objects.bulk_update(members, ["position"])


def _bring_in(decision: Decision) -> None:
    inspection = decision.inspection
    place = inspection.audited_units.count()
    for offset, row in enumerate(decision.units.select_related("unit").order_by("pk"), start=1):
        AuditedUnit.objects.create(
            inspection=inspection, unit=row.unit, position=place + offset, added_by=decision
        )


def _leave(decision: Decision) -> None:
    named = decision.units.values_list("unit", flat=True)
    reason = f"Đình chỉ theo Quyết định số {decision.label} ngày {decision.signed_on:%d/%m/%Y}."
    rows = AuditedUnit.objects.filter(inspection=decision.inspection, unit__in=named)
    rows.update(stopped_by=decision, excluded_reason=reason)


def _tell(decision: Decision, before: Iterable[TeamMember], *, besides: Any) -> None:
    inspection = decision.inspection
    now = TeamMember.objects.filter(inspection=inspection).select_related("person")
    people = {member.person_id: member.person for member in now}
    left = [member.person for member in before if member.person_id not in people]
    text = f"{inspection} có {decision}: {decision.effect}."
    team = [person for person in people.values() if person != besides]
    notices.notify(team, text, url=decision.get_absolute_url())
    # They can no longer open the case.
    gone = f"Bạn thôi tham gia đoàn của {inspection.in_sentence} theo {decision}."
    notices.notify([person for person in left if person != besides], gone, url="/")


def _named(decision: Decision) -> str:
    return f"{decision.called[:1].lower()}{decision.called[1:]} của {decision.inspection.code}"


def _note(decision: Decision, verb: str, sentence: str, *, actor: Any, reason: str = "") -> None:
    journal.record(
        actor=actor,
        chain=decision.inspection.code,
        verb=verb,
        about=decision,
        sentence=sentence,
        reason=reason,
    )
