"""The plan of a year: drafted item by item, issued, then changed only with a reason."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from inspections import checks, overlap
from inspections.choices import PlanState
from inspections.lifecycle import PLAN
from inspections.models import Plan, PlanItem, Unit
from inspections.models.plan import YEARS
from inspections.permissions import can_edit_plan, can_open_plan
from inspections.revising import apply, lock_revision, note_changes, refuse
from office import journal
from office.workflow import Overtaken, Problem, Refused

NEEDS_REASON = (
    "Kế hoạch đã ban hành: mỗi lần điều chỉnh phải ghi lý do, để in vào kế hoạch điều chỉnh."
)


@dataclass(frozen=True)
class ItemFacts:
    """What a person says about one foreseen case, beside its units."""

    kind: str
    subject: str
    content: str = ""
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    quarter: int | None = None
    month: int | None = None
    department: Any = None
    leader: Any = None
    expected_days: int | None = None
    reason: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """By the names of the fields; the month decides the quarter."""
        facts = {each.name: getattr(self, each.name) for each in fields(self)}
        if self.month:
            facts["quarter"] = (self.month + 2) // 3
        return facts


# --- The plan -------------------------------------------------------------------------------------
@transaction.atomic
def open_plan(*, year: int, issuer: Unit, actor: Any) -> Plan:
    """Begin the plan of a body for a year and give it a code, such as KH2026-01.

    Raises Refused, or Problems when the body has one for that year or the year is none.
    """
    if not can_open_plan(actor):
        raise Refused(can_open_plan.refusal)  # type: ignore[attr-defined]
    here = reverse("inspections:open_plan")
    if year not in YEARS:
        refuse([Problem(f"Năm phải từ {YEARS[0]} đến {YEARS[-1]}.", f"{here}#id_year")])
    with connection.cursor() as cursor:
        # Two people may begin a plan at the same second.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('plan-code:' || %s))", [str(year)])
    twin = Plan.objects.standing().filter(year=year, issuer=issuer).first()
    if twin:
        text = f"{issuer} đã có kế hoạch năm {year} ({twin.code})."
        refuse([Problem(text, f"{here}#id_issuer")])
    count = Plan.objects.filter(year=year).count()
    plan = Plan.objects.create(
        code=f"KH{year}-{count + 1:02d}", year=year, issuer=issuer, created_by=actor
    )
    _note(plan, plan, "open_plan", f"Lập {plan}.", actor=actor)
    return plan


@transaction.atomic
def approve_plan(
    plan: Plan,
    *,
    number: str,
    symbol: str,
    signed_on: datetime.date,
    actor: Any,
    elsewhere: bool = False,
) -> None:
    """The plan is signed: called when its paper is issued, or by the page for one issued `elsewhere`.

    Raises Problems with everything that it still lacks.
    """
    now = _lock(plan)
    here = reverse("inspections:record_plan", args=[now.code])
    refuse(
        problems_before_approving(now) + checks.of_future(signed_on, mend=f"{here}#id_signed_on")
    )
    plan.number, plan.symbol, plan.signed_on = number, symbol, signed_on
    plan.recorded_elsewhere = elsewhere
    # Before the state: the database wants a number for an approved plan.
    plan.save(update_fields=["number", "symbol", "signed_on", "recorded_elsewhere"])
    PLAN.advance(plan, "approve_plan", actor=actor, chain=plan.code)


def problems_before_approving(plan: Plan) -> list[Problem]:
    """What the plan still lacks, each with the page that mends it."""
    items = list(
        plan.items.filter(dropped_reason="").prefetch_related("units", "inspections", "settlements")
    )
    for item in items:
        item.plan = plan
    if not items:
        return [Problem("Kế hoạch chưa có cuộc nào.", plan.get_absolute_url())]
    lacking = [problem for item in items for problem in _lacking(item)]
    return lacking + overlap.problems_of_many(items)


def _lacking(item: PlanItem) -> list[Problem]:
    page = item.get_absolute_url()
    lacking = (
        (item.units.all(), f"{item} chưa có đơn vị nào.", f"{page}#id_words"),
        (item.quarter, f"{item} chưa ghi quý hoặc tháng.", f"{page}sua/#id_quarter"),
    )
    return [Problem(text, mend) for is_there, text, mend in lacking if not is_there]


@transaction.atomic
def drop_plan(plan: Plan, *, reason: str, actor: Any) -> None:
    """Give up a plan that was not issued; the body may begin another for the year."""
    PLAN.advance(plan, "drop_plan", actor=actor, chain=plan.code, reason=reason)


# --- Items ----------------------------------------------------------------------------------------
@transaction.atomic
def add_item(
    plan: Plan, facts: ItemFacts, *, actor: Any, units: Sequence[Unit] = (), adjustment: str = ""
) -> PlanItem:
    """Put a case into the plan; `adjustment` is the reason once the plan is issued.

    Raises Refused, or Problems for a period upside down or a missing reason.
    """
    now = _lock_to_edit(plan, actor)
    here = reverse("inspections:add_item", args=[now.code])
    refuse(_fact_problems(facts, here) + _reason_problems(now, adjustment, here))
    item = PlanItem.objects.create(
        plan=now,
        position=now.items.count() + 1,
        **facts.values,
        **_adjusted(now, adjustment),
    )
    item.units.set(units)
    _note(now, item, "add_item", f"Thêm {item} vào kế hoạch.", actor=actor, reason=adjustment)
    return item


@transaction.atomic
def revise_item(
    item: PlanItem, facts: ItemFacts, *, revision: int, actor: Any, adjustment: str = ""
) -> bool:
    """Change what an item says; True when something changed.

    Raises Refused, Overtaken when somebody saved since `revision`, Problems as `add_item`.
    """
    plan = _lock_to_edit(item.plan, actor)
    now = lock_revision(item, revision)
    here = reverse("inspections:edit_item", args=[plan.code, item.pk])
    refuse(_fact_problems(facts, here) + _reason_problems(plan, adjustment, here))
    changes = apply(now, facts.values)
    if changes:
        for name, value in _adjusted(plan, adjustment).items():
            setattr(now, name, value)
        now.revision += 1
        now.save()
        note_changes(now, changes, chain=plan.code, actor=actor)
    return bool(changes)


@transaction.atomic
def put_unit(item: PlanItem, *, unit: Unit, actor: Any, adjustment: str = "") -> None:
    """Name one more unit of the item. Raises Refused, or Problems when it is named already."""
    plan = _lock_to_edit(item.plan, actor)
    here = f"{item.get_absolute_url()}#id_words"
    if item.units.filter(pk=unit.pk).exists():
        refuse([Problem(f"{unit} đã có trong mục này.", here)])
    if unit.pk == plan.issuer_id:
        refuse([Problem(f"{unit} là cơ quan lập kế hoạch, không thể là đối tượng.", here)])
    _adjust(item, plan, adjustment)
    item.units.add(unit)
    sentence = f"Thêm đơn vị {unit} vào {item}."
    _note(plan, item, "put_unit", sentence, actor=actor, reason=adjustment)


@transaction.atomic
def take_unit(item: PlanItem, *, unit: Unit, actor: Any, adjustment: str = "") -> None:
    """Take a unit out of the item; nothing happens when it is out already."""
    plan = _lock_to_edit(item.plan, actor)
    if not item.units.filter(pk=unit.pk).exists():
        return
    _adjust(item, plan, adjustment)
    item.units.remove(unit)
    sentence = f"Bỏ đơn vị {unit} khỏi {item}."
    _note(plan, item, "take_unit", sentence, actor=actor, reason=adjustment)


@transaction.atomic
def drop_item(item: PlanItem, *, reason: str, actor: Any) -> None:
    """Say why the case will not be held; it stays in the plan with the reason.

    Raises Refused, Problems without a reason, Overtaken when a case was made from it meanwhile.
    """
    plan = _lock_to_edit(item.plan, actor)
    now = PlanItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not reason.strip():
        refuse([Problem("Cần ghi lý do không thực hiện.", "#id_dropped_reason")])
    if now.case is not None:
        raise Overtaken(f"{now} đã lập cuộc {now.case.code}; hãy hủy cuộc đó trước.")
    item.dropped_reason = now.dropped_reason = reason.strip()
    now.save(update_fields=["dropped_reason"])
    _mark(now, plan, reason)
    _note(plan, now, "drop_item", f"Không thực hiện {now}.", actor=actor, reason=reason)


@transaction.atomic
def restore_item(item: PlanItem, *, actor: Any) -> None:
    """Take a dropped case back into the plan."""
    plan = _lock_to_edit(item.plan, actor)
    item.dropped_reason = ""
    item.save(update_fields=["dropped_reason"])
    _note(plan, item, "restore_item", f"Đưa {item} trở lại kế hoạch.", actor=actor)


@transaction.atomic
def remove_item(item: PlanItem, *, actor: Any) -> None:
    """Strike an item of a plan that is still drafted. Raises Overtaken once it was issued."""
    plan = _lock_to_edit(item.plan, actor)
    if plan.state != PlanState.DRAFTING or item.inspections.exists():
        raise Overtaken("Kế hoạch đã ban hành: mục không xóa được, chỉ ghi lý do không thực hiện.")
    _note(plan, item, "remove_item", f"Xóa {item} khỏi kế hoạch.", actor=actor)
    item.delete()


# --- What the rules above share -------------------------------------------------------------------
def _lock(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("issuer").get(pk=plan.pk)


def _lock_to_edit(plan: Plan, actor: Any) -> Plan:
    now = _lock(plan)
    if not can_edit_plan(actor, now):
        raise Refused(can_edit_plan.refusal)  # type: ignore[attr-defined]
    return now


def _fact_problems(facts: ItemFacts, here: str) -> list[Problem]:
    return checks.of_period(facts.period_from, facts.period_to, mend=f"{here}#id_period_to")


def _reason_problems(plan: Plan, adjustment: str, here: str) -> list[Problem]:
    if not plan.is_approved or adjustment.strip():
        return []
    return [Problem(NEEDS_REASON, f"{here}#id_adjustment")]


def _adjusted(plan: Plan, adjustment: str) -> dict[str, Any]:
    if not plan.is_approved:
        return {}
    return {"adjusted_on": timezone.localdate(), "adjustment": adjustment.strip()[:500]}


def _adjust(item: PlanItem, plan: Plan, adjustment: str) -> None:
    refuse(_reason_problems(plan, adjustment, item.get_absolute_url()))
    _mark(item, plan, adjustment)


def _mark(item: PlanItem, plan: Plan, adjustment: str) -> None:
    facts = _adjusted(plan, adjustment)
    if facts:
        PlanItem.objects.filter(pk=item.pk).update(**facts)


def _note(
    plan: Plan, about: Any, verb: str, sentence: str, *, actor: Any, reason: str = ""
) -> None:
    journal.record(
        actor=actor, chain=plan.code, verb=verb, about=about, sentence=sentence, reason=reason
    )
