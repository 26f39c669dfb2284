"""A person settles an overlap with a reason; other bodies' plans come in and go."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from inspections import overlap
from inspections.models import (
    Inspection,
    OutsideItem,
    OutsidePlan,
    OverlapSettlement,
    PlanItem,
    Unit,
)
from inspections.overlap import Owner
from inspections.permissions import can_open_plan, can_settle
from inspections.revising import lock_case, refuse
from office import journal
from office.models import StoredFile
from office.workflow import Overtaken, Problem, Refused


@transaction.atomic
def settle_overlap(
    owner: Owner, *, key: str, unit: Unit, reason: str, actor: Any, document: str = ""
) -> OverlapSettlement:
    """Say why the case goes on at the unit although it meets `key` there.

    Raises Refused, Problems without a reason, Overtaken when the overlap is gone or was settled.
    """
    # Lock the owner: two people may settle the same at the same second.
    _lock(owner)
    if not can_settle(actor, owner):
        raise Refused(can_settle.refusal)  # type: ignore[attr-defined]
    if not reason.strip():
        refuse([Problem("Cần ghi lý do vẫn tiến hành.", "#id_reason")])
    found = overlap.overlaps_of(owner, user=actor)
    met = next((one for one in found if one.other.key == key and one.unit == unit), None)
    if met is None:
        raise Overtaken("Chồng chéo này không còn nữa; hãy tải lại trang.")
    if met.settlement is not None:
        raise Overtaken(f"{met.settlement.settled_by} vừa xử lý chồng chéo này; hãy tải lại trang.")
    whose = {"plan_item" if isinstance(owner, PlanItem) else "inspection": owner}
    made = OverlapSettlement.objects.create(
        **whose,
        unit=unit,
        key=key,
        label=met.text[:500],
        reason=reason.strip(),
        document=document.strip(),
        settled_by=actor,
    )
    journal.record(
        actor=actor,
        chain=owner.plan.code if isinstance(owner, PlanItem) else owner.code,
        verb="settle_overlap",
        about=made,
        sentence=f"Xử lý chồng chéo: {met.text}",
        reason=reason,
    )
    return made


def _lock(owner: Owner) -> None:
    if isinstance(owner, Inspection):
        lock_case(owner)
    else:
        PlanItem.objects.select_for_update(of=("self",)).get(pk=owner.pk)


@dataclass(frozen=True)
class OutsideFacts:
    """One row of another body's table."""

    row: int
    unit_name: str
    content: str
    unit: Unit | None = None
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    quarter: int | None = None


@transaction.atomic
def keep_outside_plan(
    *,
    body: str,
    body_kind: str,
    year: int,
    file: StoredFile,
    rows: Sequence[OutsideFacts],
    actor: Any,
    number: str = "",
    dated_on: datetime.date | None = None,
) -> OutsidePlan:
    """Keep the plan of another body; one it sent before for the same year is replaced.

    Raises Refused for who plans nothing.
    """
    if not can_open_plan(actor):
        raise Refused(can_open_plan.refusal)  # type: ignore[attr-defined]
    before = OutsidePlan.objects.filter(body__iexact=body, year=year)
    replaced = bool(before.delete()[0])
    plan = OutsidePlan.objects.create(
        body=body,
        body_kind=body_kind,
        year=year,
        number=number,
        dated_on=dated_on,
        file=file,
        imported_by=actor,
    )
    OutsideItem.objects.bulk_create(OutsideItem(plan=plan, **vars(row)) for row in rows)
    verb = "Thay" if replaced else "Nhập"
    journal.record(
        actor=actor,
        verb="keep_outside_plan",
        about=plan,
        sentence=f"{verb} kế hoạch năm {year} của {body}: {len(rows)} dòng.",
    )
    return plan


@transaction.atomic
def remove_outside_plan(plan: OutsidePlan, *, actor: Any) -> None:
    """Take out a plan that was imported by mistake; the journal keeps that it was there."""
    if not can_open_plan(actor):
        raise Refused(can_open_plan.refusal)  # type: ignore[attr-defined]
    journal.record(
        actor=actor, verb="remove_outside_plan", about=plan, sentence=f"Xóa {plan} đã nhập."
    )
    plan.delete()
