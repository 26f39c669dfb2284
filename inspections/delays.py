"""A late step asks for its reason: which steps are late, and keeping what was said."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections.deadlines import Deadline, due_dates
from inspections.models import DelayReason, Inspection
from inspections.permissions import LEADING
from inspections.revising import lock_case, page_of, refuse
from office import journal, notices
from office.workflow import Overtaken, Problem


def late_steps(inspection: Inspection, event: str, on: datetime.date) -> list[Deadline]:
    """The steps that an event on that day would end after their due date."""
    return [
        deadline
        for deadline in due_dates(inspection, today=on)
        if deadline.event == event
        and not deadline.is_minimum
        and deadline.due_on
        and on > deadline.due_on
    ]


def steps_too_early(inspection: Inspection, event: str) -> list[Deadline]:
    """The steps that a recorded event ended before the law's least number of days was over."""
    rows = due_dates(inspection, today=timezone.localdate())
    return [row for row in rows if row.event == event and row.is_minimum and row.is_too_early]


def problems_without_reason(
    inspection: Inspection, late: list[Deadline], reason: str
) -> list[Problem]:
    """Late without a word why: told at the field that asks for it."""
    if reason.strip():
        return []
    mend = page_of(inspection, "milestones", "id_delay_reason")
    return [
        Problem(
            f"“{deadline.name}” có hạn {deadline.due_on:%d/%m/%Y}; ghi sau hạn thì cần nêu lý do chậm.",
            mend,
        )
        for deadline in late
    ]


def keep_reason(
    inspection: Inspection, late: list[Deadline], reason: str, *, actor: Any
) -> list[DelayReason]:
    """One row a late step, and one line of the journal each."""
    kept = []
    for deadline in late:
        if deadline.due_on is None:
            continue
        row = DelayReason.objects.create(
            inspection=inspection,
            step_id=deadline.step_id,
            due_on=deadline.due_on,
            reason=reason.strip(),
            recorded_by=actor,
        )
        journal.record(
            actor=actor,
            chain=inspection.code,
            verb="explain_delay",
            about=row,
            sentence=f"Nêu lý do chậm: {deadline.name}, hạn {deadline.due_on:%d/%m/%Y}.",
            reason=row.reason,
        )
        kept.append(row)
    return kept


def ask_for_reason(inspection: Inspection, event: str, on: datetime.date) -> None:
    """A paper ended a step late, and who issued it cannot know why: those who lead are asked."""
    people = [one.person for one in inspection.members.all() if one.role in LEADING]
    for deadline in late_steps(inspection, event, on):
        text = f"{inspection}: “{deadline.name}” xong sau hạn {deadline.due_on:%d/%m/%Y}."
        page = page_of(inspection, "milestones")
        notices.notify(people, f"{text} Hãy nêu lý do chậm.", url=page)


@transaction.atomic
def explain_delay(inspection: Inspection, *, step: str, reason: str, actor: Any) -> DelayReason:
    """Say why a step is or was late, also one that a paper ended.

    Raises Problems without a reason, Overtaken when the step is not late (any more).
    """
    now = lock_case(inspection)
    rows = due_dates(now, today=timezone.localdate())
    late = [row for row in rows if row.step == step and row.needs_reason]
    if not late:
        raise Overtaken("Bước này không chậm hạn; hãy tải lại trang.")
    if not reason.strip():
        mend = page_of(now, "milestones", "id_reason")
        refuse([Problem("Cần ghi lý do chậm.", mend)])
    return keep_reason(now, late[:1], reason, actor=actor)[0]
