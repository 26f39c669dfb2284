"""Builders of findings and recommendations."""

import datetime

from django.utils import timezone

from findings import minutes as rules
from findings import requests
from findings.choices import FindingKind, FindingState, MinutesKind, RequestKind, Side
from findings.models import (
    Explanation,
    Finding,
    FindingUnit,
    Indicator,
    Measurement,
    Minutes,
    Topic,
    UnitRequest,
)
from inspections.models import Inspection, UnitContact
from recommendations.choices import RecommendationKind
from recommendations.models import Obligation, Recommendation
from tests.cast import make_person


def make_topic(inspection: Inspection, title: str = "Việc thực hiện nhiệm vụ", **facts) -> Topic:
    position = facts.pop("position", inspection.topics.count() + 1)
    return Topic.objects.create(inspection=inspection, title=title, position=position, **facts)


def make_finding(
    inspection: Inspection,
    text: str = "Phòng chưa mở sổ theo dõi đơn.",
    *,
    kind: str = FindingKind.SHORTCOMING,
    state: str = FindingState.CONFIRMED,
    topic: Topic | None = None,
    recorded_by: str = "lan",
    **facts,
) -> Finding:
    finding = Finding.objects.create(
        inspection=inspection,
        number=inspection.findings.count() + 1,
        topic=topic or inspection.topics.first() or make_topic(inspection),
        kind=kind,
        state=state,
        text=text,
        recorded_by=make_person(recorded_by),
        confirmed_by=make_person("minh") if state == FindingState.CONFIRMED else None,
        **facts,
    )
    for unit in inspection.audited_units.all():
        FindingUnit.objects.create(finding=finding, unit=unit)
    return finding


def make_indicator(
    inspection: Inspection,
    name: str = "Tỷ lệ hồ sơ trực tuyến",
    *,
    shares: dict[str, tuple[int, int]] | None = None,
    period: str = "Năm 2023",
    **facts,
) -> Indicator:
    """A share of at least 55 %; `shares` are (part, whole) by the name of the unit."""
    asked = {"kind": "share", "whole_name": "Hồ sơ tiếp nhận", "part_name": "Hồ sơ trực tuyến"}
    target = {"target": 55, "target_basis": "khoản 3 Công văn số 4842/UBND-KSTT"}
    indicator = Indicator.objects.create(
        inspection=inspection,
        number=inspection.indicators.count() + 1,
        topic=facts.pop("topic", None) or inspection.topics.first() or make_topic(inspection),
        name=name,
        **(asked | target | facts),
    )
    for unit, (part, whole) in (shares or {}).items():
        audited = inspection.audited_units.get(unit__name=unit)
        Measurement.objects.create(
            indicator=indicator, unit=audited, period=period, part=part, whole=whole
        )
    return indicator


def make_recommendation(
    inspection: Inspection, text: str = "Mở sổ theo dõi đơn.", *, findings=(), **facts
) -> Recommendation:
    number = inspection.recommendations.count() + 1
    recommendation = Recommendation.objects.create(
        inspection=inspection,
        number=number,
        position=number,
        kind=facts.pop("kind", RecommendationKind.CORRECT),
        is_general=facts.pop("is_general", not findings),
        text=text,
        recorded_by=make_person("lan"),
        **facts,
    )
    recommendation.findings.set(findings)
    for audited in inspection.audited_units.all():
        Obligation.objects.create(recommendation=recommendation, unit=audited.unit)
    return recommendation


def make_minutes(
    inspection: Inspection,
    *,
    kind: str = MinutesKind.WORKING,
    day: datetime.date = datetime.date(2024, 1, 30),
    **facts,
) -> Minutes:
    """Minutes of one morning that are being written: Lan for the team, the head for the unit."""
    opened_at = timezone.make_aware(datetime.datetime.combine(day, datetime.time(8)))
    defaults = {
        "place": "Trụ sở Phòng Lao động",
        "opened_at": opened_at,
        "closed_at": opened_at + datetime.timedelta(hours=3),
        "unit": inspection.audited_units.order_by("pk").first(),
        "content": "- Phòng cung cấp sổ theo dõi đơn.\n- Đoàn kiểm tra 12 hồ sơ.",
        "parties": [
            rules.PartyFacts(Side.TEAM, "Nguyễn Thị Lan", "Thành viên"),
            rules.PartyFacts(Side.UNIT, "Hoàng Văn Bình", "Phó Trưởng phòng"),
        ],
    }
    said = rules.MinutesFacts(kind=kind, **(defaults | facts))
    return rules.record_minutes(inspection, said, actor=make_person("lan"))


def sign_minutes(
    minutes: Minutes, *, besides: str = "", on: datetime.date | None = None
) -> Minutes:
    """Everybody signs, except one side."""
    lan = make_person("lan")
    rules.finish(minutes, actor=lan)
    day = on or timezone.localdate(minutes.opened_at)
    signed = [
        rules.SignatureFacts(party.pk, day)
        for party in minutes.parties.all()
        if party.side != besides
    ]
    rules.record_signatures(minutes, signed, revision=minutes.revision, actor=lan)
    minutes.refresh_from_db()
    return minutes


def make_request(
    inspection: Inspection, *, kind: str = RequestKind.EXPLANATION, sent: bool = True, **facts
) -> UnitRequest:
    """What Lan asks of the unit of Bình, sent by Minh, due in ten days."""
    audited = inspection.audited_units.select_related("unit").order_by("pk").first()
    UnitContact.objects.get_or_create(unit=audited.unit, person=make_person("binh"))
    defaults = {
        "unit": audited,
        "text": "Giải trình việc chưa mở sổ theo dõi đơn.",
        "due_on": timezone.localdate() + datetime.timedelta(days=10),
    }
    said = requests.RequestFacts(kind=kind, **(defaults | facts))
    asked = requests.draft_request(inspection, said, actor=make_person("lan"))
    if sent:
        requests.send(asked, actor=make_person("minh"))
    return asked


def answer_request(asked: UnitRequest, text: str = "Phòng đã mở sổ.") -> Explanation:
    """The unit answers today."""
    facts = requests.AnswerFacts(text, timezone.localdate())
    return requests.answer(asked, facts, actor=make_person("binh"))
