"""A case is concluded: by one conclusion, or by several on some of its units each."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from inspections import checks, delays
from inspections.choices import CaseState, MilestoneKind
from inspections.lifecycle import CASE
from inspections.models import AuditedUnit, Inspection, Milestone
from inspections.permissions import can_conclude
from inspections.revising import lock_case, refuse
from office import journal
from office.models import LegalEvent
from office.text import number_text, short_date
from office.workflow import Problem, Refused

OVER = {CaseState.CONCLUDED, CaseState.CLOSED}
BY_THE_CLERK = (
    "Mọi đối tượng còn lại đã có kết luận, nên ghi nhận quyết định này là kết luận cuộc: hãy để văn"
    " thư ghi nhận."
)


@transaction.atomic
def conclude(
    inspection: Inspection, *, on: datetime.date, actor: Any, units: Iterable[AuditedUnit] = ()
) -> None:
    """A conclusion on these units is signed; on all that were visited when none is named.

    A case may have several conclusions (khoản 3 Điều 36 Luật Thanh tra 2025): it is concluded with
    the last unit, on the latest of their days. One more on a concluded case changes nothing. Called
    when a KL is issued; raises Problems when the day is out of order.
    """
    locked = lock_case(inspection)
    if locked.state in OVER:
        return
    if not can_conclude(actor, locked):
        raise Refused(can_conclude.refusal)  # type: ignore[attr-defined]
    event = LegalEvent.objects.get(code=MilestoneKind.CONCLUDED)
    refuse(checks.of_milestone_day(locked, event, on))
    visited = locked.audited_units.filter(excluded_reason="").order_by("position", "pk")
    named = [unit.pk for unit in units]
    covered = visited.filter(pk__in=named) if named else visited
    covered.filter(concluded_on=None).update(concluded_on=on)
    if visited.filter(concluded_on=None).exists():
        _note_some(locked, covered, on, actor)
        return
    _conclude_whole(locked, event, visited.aggregate(last=Max("concluded_on"))["last"] or on, actor)
    inspection.refresh_from_db()


@transaction.atomic
def conclude_without_rest(inspection: Inspection, *, actor: Any) -> None:
    """Nothing is left to conclude on: the last units without a conclusion were left out.

    Nothing happens while one is left, or when no unit has a conclusion at all. Raises Problems when
    it would end the case and `actor` may not do that.
    """
    locked = lock_case(inspection)
    visited = locked.audited_units.filter(excluded_reason="")
    last = visited.aggregate(last=Max("concluded_on"))["last"]
    if locked.state in OVER or last is None or visited.filter(concluded_on=None).exists():
        return
    if not can_conclude(actor, locked):
        refuse([Problem(BY_THE_CLERK)])
    _conclude_whole(locked, LegalEvent.objects.get(code=MilestoneKind.CONCLUDED), last, actor)
    inspection.refresh_from_db()


def _conclude_whole(locked: Inspection, event: LegalEvent, on: datetime.date, actor: Any) -> None:
    Milestone.objects.create(inspection=locked, event=event, happened_on=on, recorded_by=actor)
    CASE.advance(locked, "conclude", actor=actor, chain=locked.code)
    delays.ask_for_reason(locked, event.code, on)


def _note_some(
    locked: Inspection, covered: Iterable[AuditedUnit], on: datetime.date, actor: Any
) -> None:
    """The case goes on; its journal says which units have their conclusion."""
    left = locked.audited_units.filter(excluded_reason="", concluded_on=None).count()
    names = ", ".join(str(row.unit) for row in covered)
    journal.record(
        actor=actor,
        chain=locked.code,
        verb="conclude_units",
        about=locked,
        sentence=(
            f"Kết luận về {names} ký ngày {short_date(on)}; còn {number_text(left)} đơn vị chưa có"
            " kết luận."
        ),
    )
