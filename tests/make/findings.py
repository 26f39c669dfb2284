"""Builders of findings and recommendations."""

from findings.choices import FindingKind, FindingState
from findings.models import Finding, FindingUnit, Topic
from inspections.models import Inspection
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
