"""Builders of cases: records put in place directly, where the road to them is not the point."""

import datetime

from accounts.models import User
from inspections import diary
from inspections.choices import CaseKind, CaseState, Level, MilestoneKind, TeamRole, UnitKind
from inspections.models import (
    AuditedUnit,
    Decision,
    DiaryEntry,
    Inspection,
    Milestone,
    TeamMember,
    Unit,
)
from tests.cast import make_person
from tests.make.office import make_regime

DECIDED_ON = datetime.date(2024, 1, 24)
ANNOUNCED_ON = datetime.date(2024, 1, 29)
ON_SITE_ENDED_ON = datetime.date(2024, 2, 5)


def make_unit(name: str = "Phòng Lao động quận Hải Tân", **facts) -> Unit:
    defaults = {"kind": UnitKind.DIVISION, "level": Level.DISTRICT}
    unit, _ = Unit.objects.get_or_create(name=name, defaults=defaults | facts)
    return unit


def make_inspectorate() -> Unit:
    committee = make_unit(
        "Ủy ban nhân dân quận Hải Tân",
        kind=UnitKind.PEOPLES_COMMITTEE,
        short_name="UBND quận Hải Tân",
        letterhead_name="UBND QUẬN HẢI TÂN",
        abbreviation="UBND",
        head_post="Chủ tịch",
        place_name="Hải Tân",
    )
    return make_unit(
        "Thanh tra quận Hải Tân",
        kind=UnitKind.INSPECTORATE,
        parent=committee,
        short_name="Thanh tra quận",
        letterhead_name="THANH TRA QUẬN HẢI TÂN",
        abbreviation="TTr",
        head_post="Chánh Thanh tra",
        place_name="Hải Tân",
    )


def make_inspection(code: str = "2024-001", *, with_team: bool = True, **facts) -> Inspection:
    """A case of the district inspectorate: Minh leads, Lan is a member; one unit."""
    opened_by: User = facts.pop("opened_by", None) or make_person("minh")
    state = facts.pop("state", CaseState.PREPARING)
    defaults = {
        "kind": CaseKind.INSPECTION,
        "subject": "việc thực hiện nhiệm vụ, công vụ tại Phòng Lao động quận Hải Tân",
        "issuer": make_inspectorate(),
        "level": Level.DISTRICT,
        "period_from": datetime.date(2022, 1, 1),
        "period_to": datetime.date(2024, 1, 10),
        "regime": None if state == CaseState.PREPARING else make_regime(),
    }
    inspection = Inspection.objects.create(
        code=code, opened_by=opened_by, state=state, **(defaults | facts)
    )
    if with_team:
        make_member(inspection, "minh", role=TeamRole.LEADER)
        make_member(inspection, "lan")
        make_audited_unit(inspection)
    return inspection


def make_member(inspection: Inspection, username: str, *, role=TeamRole.MEMBER) -> TeamMember:
    return TeamMember.objects.create(
        inspection=inspection,
        person=make_person(username),
        role=role,
        position=inspection.members.count() + 1,
    )


def make_audited_unit(inspection: Inspection, unit: Unit | None = None, **facts) -> AuditedUnit:
    return AuditedUnit.objects.create(
        inspection=inspection,
        unit=unit or make_unit(),
        position=inspection.audited_units.count() + 1,
        **facts,
    )


def make_decision(inspection: Inspection, *, signed: bool = True, **facts) -> Decision:
    defaults = {
        "content": "Việc thực hiện nhiệm vụ, công vụ\nViệc giải quyết thủ tục hành chính",
        "limit_days": 30,
    }
    if signed:
        defaults |= {"number": "01", "symbol": "QĐ-TTr", "signed_on": DECIDED_ON}
    return Decision.objects.create(inspection=inspection, **(defaults | facts))


def make_running_inspection(code: str = "2024-001", **facts) -> Inspection:
    """Decided and announced: the team is on site."""
    inspection = make_inspection(code, **({"state": CaseState.ON_SITE} | facts))
    make_decision(inspection)
    make_milestone(inspection, MilestoneKind.ANNOUNCED, ANNOUNCED_ON)
    return inspection


def make_milestone(inspection: Inspection, kind: str, day: datetime.date) -> Milestone:
    return Milestone.objects.create(
        inspection=inspection, event_id=kind, happened_on=day, recorded_by=make_person("minh")
    )


def make_entry(
    inspection: Inspection, day: datetime.date = ANNOUNCED_ON, *, work: str = "Công bố quyết định."
) -> DiaryEntry:
    """A day of the diary, written by the leader and not signed yet."""
    facts = diary.DayFacts(work, met="Phòng Lao động quận Hải Tân")
    return diary.write_entry(inspection, day=day, facts=facts, actor=make_person("minh"))


def make_amendment(inspection: Inspection, kind: str, *, signed_on=None, **facts) -> Decision:
    """A decision that amends the case: a draft, or signed on that day with the next number."""
    number = inspection.decisions.count() + 1
    signature = {"number": f"{number:02d}", "symbol": "QĐ-TTr"} if signed_on else {}
    return Decision.objects.create(
        inspection=inspection, kind=kind, signed_on=signed_on, **(signature | facts)
    )
