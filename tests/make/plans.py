"""Builders of plans of a year."""

import datetime

from inspections.choices import CaseKind, PlanState
from inspections.models import Plan, PlanItem, Unit
from tests.cast import make_person
from tests.make.inspections import make_inspectorate, make_unit

PLANNED_ON = datetime.date(2023, 12, 15)


def make_plan(code: str = "KH2024-01", *, approved: bool = False, **facts) -> Plan:
    """A plan of the district inspectorate for 2024, drafted by Minh."""
    defaults = {"year": int(code[2:6]), "issuer": make_inspectorate()}
    if approved:
        defaults |= {
            "state": PlanState.APPROVED,
            "number": "54",
            "symbol": "KH-TTr",
            "signed_on": PLANNED_ON,
        }
    created_by = facts.pop("created_by", None) or make_person("minh")
    return Plan.objects.create(code=code, created_by=created_by, **(defaults | facts))


def make_item(plan: Plan, *, units: list[Unit] | None = None, **facts) -> PlanItem:
    """A case of the second quarter at one unit."""
    defaults = {
        "kind": CaseKind.INSPECTION,
        "subject": "việc quản lý đầu tư công tại Phòng Lao động quận Hải Tân",
        "content": "Việc lập kế hoạch đầu tư công\nViệc quyết toán dự án",
        "period_from": datetime.date(2022, 1, 1),
        "period_to": datetime.date(2023, 12, 31),
        "quarter": 2,
        "position": plan.items.count() + 1,
        "expected_days": 30,
    }
    item = PlanItem.objects.create(plan=plan, **(defaults | facts))
    item.units.set([make_unit()] if units is None else units)
    return item
