"""Who inspects and who is inspected: the team, its sub-teams, the units in scope."""

import datetime
from typing import Any

from django.db import transaction

from inspections.choices import DecisionKind, TeamRole
from inspections.models import AuditedUnit, Inspection, SubTeam, TeamMember, Unit, UnitContact
from inspections.permissions import is_open
from inspections.revising import (
    amend_page,
    apply,
    lock_case,
    lock_existing,
    lock_preparing,
    lock_revision,
    note_changes,
    page_of,
    refuse,
)
from office import journal, law, notices
from office.models import LegalProvision
from office.workflow import Overtaken, Problem

RANK = {role: place for place, role in enumerate(TeamRole)}
BY_AMENDMENT = (
    "Quyết định đã ban hành: thành phần đoàn chỉ thay đổi bằng quyết định thay đổi, bổ sung"
    " thành viên."
)
SCOPE_BY_AMENDMENT = (
    "Quyết định đã ban hành: phạm vi chỉ thay đổi bằng quyết định bổ sung đối tượng. Đơn vị không"
    " tiến hành thì ghi lý do loại khỏi cuộc."
)
CLOSED = "Cuộc đã kết luận hoặc đã hủy, không sửa được đoàn và đối tượng nữa."


# --- The team -----------------------------------------------------------------------------------
@transaction.atomic
def appoint(
    inspection: Inspection,
    *,
    person: Any,
    role: str,
    actor: Any,
    sub_team: SubTeam | None = None,
    task: str = "",
) -> TeamMember:
    """Put a person into the team while the decision is prepared, and tell him.

    Raises Problems when he is in it already, speaks for an inspected unit, or there is a leader.
    """
    now = lock_preparing(inspection, otherwise=BY_AMENDMENT, amend=DecisionKind.CHANGE_MEMBERS)
    refuse(_person_problems(now, person) + _role_problems(now, role))
    member = TeamMember.objects.create(
        inspection=inspection, person=person, role=role, sub_team=sub_team, task=task
    )
    _put_in_order(inspection)
    _note(inspection, member, "appoint", f"Đưa {member} vào đoàn.", actor=actor)
    if person != actor:
        text = f"Bạn là {member.get_role_display()} của {inspection.in_sentence}: {inspection.full_subject}."
        notices.notify([person], text, url=inspection.get_absolute_url())
    return member


def _person_problems(inspection: Inspection, person: Any) -> list[Problem]:
    here = page_of(inspection, "team", "id_person")
    if inspection.members.filter(person=person).exists():
        return [Problem(f"{person} đã có trong đoàn.", here)]
    contact = (
        UnitContact.objects.filter(person=person, unit__audits__inspection=inspection)
        .select_related("unit")
        .first()
    )
    if contact:
        text = f"{person} là đầu mối của {contact.unit}, đơn vị trong cuộc, không thể vào đoàn."
        return [Problem(text, here)]
    return []


def _role_problems(
    inspection: Inspection, role: str, *, besides: TeamMember | None = None
) -> list[Problem]:
    """A team has exactly one leader; the database holds it too."""
    leader = inspection.members.filter(role=TeamRole.LEADER).select_related("person").first()
    if role != TeamRole.LEADER or leader is None or leader == besides:
        return []
    text = f"Trưởng đoàn đang là {leader.person}; hãy đổi vai trò của người đó trước."
    return [Problem(text, page_of(inspection, "team", "id_role"))]


@transaction.atomic
def change_member(
    member: TeamMember,
    *,
    role: str,
    actor: Any,
    sub_team: SubTeam | None,
    task: str,
    revision: int,
) -> bool:
    """Change role, sub-team or task; True when something changed.

    `revision` is the one the person saw on the page. The role stands in the decision, so after it
    only sub-team and task change here. Raises Overtaken for a row that somebody saved in between
    or a role after the decision, Problems for a second leader.
    """
    inspection = _lock_open(member.inspection)
    member = lock_revision(member, revision)
    if role != member.role:
        lock_preparing(inspection, otherwise=BY_AMENDMENT, amend=DecisionKind.CHANGE_MEMBERS)
    refuse(_role_problems(inspection, role, besides=member))
    changes = apply(member, {"role": role, "sub_team": sub_team, "task": task})
    if changes:
        member.revision += 1
        member.save()
        _put_in_order(inspection)
        note_changes(member, changes, chain=inspection.code, actor=actor)
    return bool(changes)


@transaction.atomic
def dismiss(member: TeamMember, *, actor: Any) -> None:
    """Take a person out of the team while the decision is prepared."""
    inspection = lock_preparing(
        member.inspection, otherwise=BY_AMENDMENT, amend=DecisionKind.CHANGE_MEMBERS
    )
    lock_existing(member, otherwise=f"{member} vừa được người khác đưa ra khỏi đoàn.")
    _note(inspection, member, "dismiss", f"Đưa {member} ra khỏi đoàn.", actor=actor)
    member.delete()
    _put_in_order(inspection)


def _put_in_order(inspection: Inspection) -> None:
    """The paper lists leader, deputies, heads of sub-teams, members; within a role as appointed."""
    # Asked afresh: a list read before the appointment lacks who was appointed.
    now = TeamMember.objects.filter(inspection=inspection)
    members = sorted(now, key=lambda one: (RANK[TeamRole(one.role)], one.pk))
    for place, member in enumerate(members, start=1):
        member.position = place
    TeamMember.objects.bulk_update(members, ["position"])


# --- Sub-teams ----------------------------------------------------------------------------------
@transaction.atomic
def add_sub_team(inspection: Inspection, *, name: str, actor: Any) -> SubTeam:
    """Raises Problems when the name is taken."""
    _lock_open(inspection)
    if inspection.sub_teams.filter(name=name).exists():
        refuse([Problem(f"Đã có “{name}”.", page_of(inspection, "team", "id_name"))])
    sub_team = SubTeam.objects.create(inspection=inspection, name=name)
    _note(inspection, sub_team, "add_sub_team", f"Lập {name}.", actor=actor)
    return sub_team


@transaction.atomic
def remove_sub_team(sub_team: SubTeam, *, actor: Any) -> None:
    """Dissolve a sub-team; its people and units stay in the case without one."""
    inspection = _lock_open(sub_team.inspection)
    lock_existing(sub_team, otherwise=f"{sub_team} vừa được người khác bỏ.")
    _note(inspection, sub_team, "remove_sub_team", f"Bỏ {sub_team}.", actor=actor)
    inspection.members.filter(sub_team=sub_team).update(sub_team=None)
    inspection.audited_units.filter(sub_team=sub_team).update(sub_team=None)
    sub_team.delete()


# --- Units in scope -----------------------------------------------------------------------------
@transaction.atomic
def add_unit(inspection: Inspection, *, unit: Unit, actor: Any) -> AuditedUnit:
    """Put a unit in the scope of the case while the decision is prepared.

    Raises Problems when it is there already, is the issuer itself, or a member speaks for it.
    """
    lock_preparing(inspection, otherwise=SCOPE_BY_AMENDMENT, amend=DecisionKind.ADD_UNITS)
    refuse(_unit_problems(inspection, unit))
    position = inspection.audited_units.count() + 1
    audited = AuditedUnit.objects.create(inspection=inspection, unit=unit, position=position)
    _note(inspection, audited, "add_unit", f"Thêm đối tượng: {unit}.", actor=actor)
    return audited


def _unit_problems(inspection: Inspection, unit: Unit) -> list[Problem]:
    here = page_of(inspection, "units", "id_words")
    if inspection.audited_units.filter(unit=unit).exists():
        return [Problem(f"{unit} đã có trong cuộc.", here)]
    if unit.pk == inspection.issuer_id:
        return [Problem(f"{unit} là cơ quan tiến hành, không thể là đối tượng.", here)]
    contacts = UnitContact.objects.filter(
        unit=unit, person__memberships__inspection=inspection
    ).select_related("person")
    return [
        Problem(f"{contact.person} trong đoàn là đầu mối của {unit}.", here)
        for contact in contacts.order_by("pk")
    ]


@transaction.atomic
def plan_visit(
    audited: AuditedUnit,
    *,
    sub_team: SubTeam | None,
    visit_from: datetime.date | None,
    visit_to: datetime.date | None,
    actor: Any,
    revision: int,
) -> bool:
    """Say which sub-team goes to the unit and when; True when something changed.

    `revision` is the one the person saw on the page; Overtaken when somebody saved in between.
    """
    inspection = _lock_open(audited.inspection)
    audited = lock_revision(audited, revision)
    if visit_from and visit_to and visit_to < visit_from:
        here = page_of(inspection, "units", "id_visit_to")
        refuse([Problem("Ngày kết thúc làm việc phải sau ngày bắt đầu.", here)])
    facts = {"sub_team": sub_team, "visit_from": visit_from, "visit_to": visit_to}
    changes = apply(audited, facts)
    if changes:
        audited.revision += 1
        audited.save()
        note_changes(audited, changes, chain=inspection.code, actor=actor)
    return bool(changes)


@transaction.atomic
def exclude_unit(
    audited: AuditedUnit, *, reason: str, actor: Any, provision: LegalProvision | None = None
) -> None:
    """Leave a unit of the scope aside, with the reason and the law it rests on; it stays listed."""
    inspection = _lock_open(audited.inspection)
    if not reason.strip():
        here = page_of(inspection, "units", "id_excluded_reason")
        refuse([Problem("Cần ghi lý do không tiến hành tại đơn vị.", here)])
    refuse(_concluded_already(inspection, audited))
    audited.excluded_reason, audited.excluded_provision = reason.strip(), provision
    audited.save(update_fields=["excluded_reason", "excluded_provision"])
    ground = f" ({law.cite(provision, in_full=False)})" if provision else ""
    sentence = f"Không tiến hành tại {audited.unit}{ground}."
    _note(inspection, audited, "exclude_unit", sentence, actor=actor, reason=reason)


def _concluded_already(inspection: Inspection, audited: AuditedUnit) -> list[Problem]:
    """Where conclusions are out, a unit leaves the case by a decision only."""
    rows = inspection.audited_units.exclude(concluded_on=None).order_by("pk")
    if not rows:
        return []
    if audited.pk in {row.pk for row in rows}:
        text = f"Đã có kết luận về {audited.unit}."
    else:
        text = (
            f"Cuộc đã có kết luận về đơn vị khác; hãy lập quyết định đình chỉ tại {audited.unit}."
        )
    return [Problem(text, amend_page(inspection, DecisionKind.STOP))]


@transaction.atomic
def include_unit(audited: AuditedUnit, *, actor: Any) -> None:
    """Take an excluded unit back into the work."""
    inspection = _lock_open(audited.inspection)
    now = lock_existing(audited, otherwise=f"{audited} vừa được người khác bỏ khỏi danh sách.")
    if not now.excluded_reason:
        raise Overtaken(f"Người khác vừa ghi tiến hành lại tại {audited}.")
    audited.excluded_reason, audited.excluded_provision = "", None
    audited.save(update_fields=["excluded_reason", "excluded_provision"])
    _note(inspection, audited, "include_unit", f"Tiến hành lại tại {audited.unit}.", actor=actor)


@transaction.atomic
def remove_unit(audited: AuditedUnit, *, actor: Any) -> None:
    """Take a unit out of the scope while the decision is prepared."""
    inspection = lock_preparing(
        audited.inspection, otherwise=SCOPE_BY_AMENDMENT, amend=DecisionKind.ADD_UNITS
    )
    lock_existing(audited, otherwise=f"{audited} vừa được người khác bỏ khỏi danh sách.")
    _note(inspection, audited, "remove_unit", f"Bỏ đối tượng: {audited.unit}.", actor=actor)
    audited.delete()
    left = list(inspection.audited_units.all())
    for place, one in enumerate(left, start=1):
        one.position = place
    AuditedUnit.objects.bulk_update(left, ["position"])


# --- What the rules above share -----------------------------------------------------------------
def _lock_open(inspection: Inspection) -> Inspection:
    now = lock_case(inspection)
    if not is_open(now):
        raise Overtaken(CLOSED)
    return now


def _note(
    inspection: Inspection, about: Any, verb: str, sentence: str, *, actor: Any, reason: str = ""
) -> None:
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb=verb,
        about=about,
        sentence=sentence,
        reason=reason,
    )
