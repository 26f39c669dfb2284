"""States and moves of a case."""

from inspections import permissions as may
from inspections.choices import CaseState as State
from inspections.choices import PlanState
from office.workflow import Lifecycle, Transition

CASE = Lifecycle(
    Transition(
        action="decide",
        label="Ghi nhận quyết định",
        sources=frozenset({State.PREPARING}),
        target=State.DECIDED,
        allowed=may.can_record_decision,
        sentence="{thing} có {thing.first_decision}.",
    ),
    Transition(
        action="announce",
        label="Công bố quyết định",
        sources=frozenset({State.DECIDED}),
        target=State.ON_SITE,
        allowed=may.can_record_milestone,
        sentence="Công bố quyết định của {thing.code} ngày {thing.announced_on:%d/%m/%Y}.",
    ),
    Transition(
        action="end_on_site",
        label="Kết thúc tiến hành trực tiếp",
        sources=frozenset({State.ON_SITE}),
        target=State.REPORTING,
        allowed=may.can_record_milestone,
        sentence="Kết thúc tiến hành trực tiếp của {thing.code} ngày {thing.on_site_ended_on:%d/%m/%Y}.",
    ),
    Transition(
        action="conclude",
        label="Kết luận",
        sources=frozenset({State.ON_SITE, State.REPORTING}),
        target=State.CONCLUDED,
        allowed=may.can_conclude,
        sentence="{thing} có kết luận ký ngày {thing.concluded_on:%d/%m/%Y}.",
    ),
    Transition(
        action="drop",
        label="Hủy cuộc",
        sources=frozenset({State.PREPARING}),
        target=State.DROPPED,
        allowed=may.can_drop_case,
        sentence="Hủy {thing.in_sentence}.",
        needs_reason=True,
    ),
)

PLAN = Lifecycle(
    Transition(
        action="approve_plan",
        label="Ban hành kế hoạch",
        sources=frozenset({PlanState.DRAFTING}),
        target=PlanState.APPROVED,
        allowed=may.can_approve_plan,
        sentence="Ban hành {thing}, số {thing.label} ngày {thing.signed_on:%d/%m/%Y}.",
    ),
    Transition(
        action="drop_plan",
        label="Hủy kế hoạch",
        sources=frozenset({PlanState.DRAFTING}),
        target=PlanState.DROPPED,
        allowed=may.can_drop_plan,
        sentence="Hủy {thing}.",
        needs_reason=True,
    ),
)
