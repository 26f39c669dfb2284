"""How far a case is in this room."""

from typing import Any

from django.utils import timezone

from inspections import checks
from inspections.choices import CaseState, MilestoneKind
from inspections.deadlines import Deadline, due_dates
from inspections.models import Inspection
from inspections.permissions import can_edit_case, leader_of
from inspections.revising import page_of
from office.desk import Step
from office.workflow import Problem


def steps_of(inspection: Inspection, user: Any) -> list[Step]:
    """The five steps of this room, what each still lacks and when it is due."""
    rows = due_dates(inspection, today=timezone.localdate())
    due = {row.event: row for row in rows if not row.is_minimum}
    return [
        _facts(inspection, user),
        _decision(inspection),
        _team(inspection),
        _milestone(
            inspection,
            30,
            "Công bố quyết định",
            inspection.announced_on,
            due.get(MilestoneKind.ANNOUNCED),
        ),
        _milestone(
            inspection,
            35,
            f"Kết thúc {inspection.act} trực tiếp",
            inspection.on_site_ended_on,
            due.get(MilestoneKind.ON_SITE_ENDED),
        ),
    ]


def _facts(inspection: Inspection, user: Any) -> Step:
    page = "edit" if can_edit_case(user, inspection) else "decision"
    note = f"{inspection.issuer}, lập ngày {timezone.localdate(inspection.opened_at):%d/%m/%Y}"
    return Step(10, "Thông tin cuộc", page_of(inspection, page), is_done=True, note=note)


def _decision(inspection: Inspection) -> Step:
    decision = inspection.first_decision
    signed = decision if decision and decision.is_signed else None
    missing: list[Problem] = []
    note = "Đã đủ nội dung."
    if signed:
        note = f"Số {signed.label} ngày {signed.signed_on:%d/%m/%Y}"
    elif inspection.state == CaseState.PREPARING:
        missing = checks.of_decision_text(inspection)
        note = "" if missing else note
    return Step(
        20,
        "Nội dung quyết định",
        page_of(inspection, "decision"),
        # What is complete waits for its paper, which is a step of its own.
        is_done=not missing,
        note=note,
        missing=missing,
    )


def _team(inspection: Inspection) -> Step:
    missing = []
    if inspection.state == CaseState.PREPARING:
        missing = checks.of_team(inspection) + checks.of_interests(inspection)
    elif inspection.state == CaseState.DECIDED:
        missing = checks.of_interests(inspection) + checks.of_missing_declarations(inspection)
    units = [one for one in inspection.audited_units.all() if not one.is_excluded]
    note = f"{len(inspection.members.all())} người, {len(units)} đơn vị"
    if leader := leader_of(inspection):
        note += f"; trưởng đoàn {leader}"
    return Step(
        25,
        "Đoàn và đối tượng",
        page_of(inspection, "team"),
        is_done=not missing,
        note=note,
        missing=missing,
    )


def _milestone(
    inspection: Inspection, order: int, label: str, done_on: Any, due: Deadline | None
) -> Step:
    note = f"Ngày {done_on:%d/%m/%Y}" if done_on else ""
    if not done_on and due and due.due_on:
        note = f"Hạn {due.due_on:%d/%m/%Y}, {due.in_words}"
    url = page_of(inspection, "milestones")
    return Step(order, label, url, is_done=done_on is not None, note=note)
