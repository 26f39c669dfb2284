"""States and moves of a case, and of what its members declare about themselves."""

from inspections import permissions as may
from inspections.choices import CaseState as State
from inspections.choices import Interest, PlanState
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
        action="stop",
        label="Đình chỉ",
        sources=frozenset({State.DECIDED, State.ON_SITE, State.REPORTING}),
        target=State.STOPPED,
        allowed=may.can_record_amendment,
        sentence="{thing} dừng hẳn theo quyết định đình chỉ.",
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

INTEREST = Lifecycle(
    Transition(
        action="declare_none",
        label="Khai không có xung đột lợi ích",
        sources=frozenset({Interest.NOT_DECLARED}),
        target=Interest.NONE,
        allowed=may.declares_for_himself,
        sentence="{thing.person} khai không có xung đột lợi ích.",
    ),
    Transition(
        action="declare_conflict",
        label="Khai có xung đột lợi ích",
        sources=frozenset({Interest.NOT_DECLARED, Interest.NONE, Interest.ALLOWED}),
        target=Interest.PENDING,
        allowed=may.declares_for_himself,
        sentence="{thing.person} khai có xung đột lợi ích.",
    ),
    Transition(
        action="allow",
        label="Cho tham gia",
        sources=frozenset({Interest.PENDING, Interest.BARRED}),
        target=Interest.ALLOWED,
        allowed=may.can_decide_interest,
        sentence="Cho {thing.person} tham gia sau khi xem xét kê khai xung đột lợi ích.",
        needs_reason=True,
    ),
    Transition(
        action="bar",
        label="Không cho tham gia",
        sources=frozenset({Interest.PENDING, Interest.ALLOWED}),
        target=Interest.BARRED,
        allowed=may.can_decide_interest,
        sentence="Không cho {thing.person} tham gia vì xung đột lợi ích.",
        needs_reason=True,
    ),
    state_field="interest",
)
