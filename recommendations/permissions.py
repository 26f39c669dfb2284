"""Who may do what with recommendations."""

from typing import Any

from accounts.access import refusal
from findings.permissions import can_save_from
from inspections.choices import CaseState
from inspections.models import Inspection
from inspections.permissions import can_see_case, is_open, works_on
from recommendations.models import Recommendation


@refusal("Chỉ người trong đoàn được soạn kiến nghị, khi cuộc đã có quyết định và chưa kết luận.")
def can_draft_recommendation(user: Any, inspection: Inspection) -> bool:
    return (
        is_open(inspection)
        and inspection.state != CaseState.PREPARING
        and works_on(user, inspection)
    )


@refusal("Chỉ người trong đoàn được sửa kiến nghị khi cuộc chưa kết luận.")
def can_revise_recommendation(user: Any, recommendation: Recommendation) -> bool:
    return can_draft_recommendation(user, recommendation.inspection)


@refusal("Chỉ người trong đoàn được soạn công văn đôn đốc.")
def can_urge(user: Any, inspection: Inspection) -> bool:
    """The paper is composed in a later room, which asks the same of everybody in the team."""
    return inspection.state != CaseState.DROPPED and works_on(user, inspection)


@refusal("Bạn không được xem kiến nghị này.")
def can_see_recommendation(user: Any, recommendation: Recommendation) -> bool:
    return can_see_case(user, recommendation.inspection)


@refusal(can_save_from.refusal)  # type: ignore[attr-defined]
def can_save_recommendation(user: Any, recommendation: Recommendation) -> bool:
    return can_save_from(user, recommendation.inspection)
