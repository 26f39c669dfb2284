"""States and moves of a paper (draft → submitted → … → issued) and of its appraisal."""

from office.workflow import Lifecycle, Transition
from reports import permissions as may
from reports.choices import AppraisalState
from reports.choices import DocumentState as State

APPRAISAL = Lifecycle(
    Transition(
        action="give",
        label="Cho ý kiến thẩm định",
        sources=frozenset({AppraisalState.ASSIGNED}),
        target=AppraisalState.GIVEN,
        allowed=may.can_appraise,
        sentence="{thing.appraiser} cho ý kiến thẩm định {thing.document}.",
    ),
    Transition(
        action="end",
        label="Thôi giao thẩm định",
        sources=frozenset({AppraisalState.ASSIGNED}),
        target=AppraisalState.ENDED,
        allowed=may.can_end_appraisal,
        sentence="Thôi giao {thing.appraiser} thẩm định {thing.document}.",
        needs_reason=True,
    ),
)

EDITABLE = frozenset({State.DRAFT, State.RETURNED})

DOCUMENT = Lifecycle(
    Transition(
        action="submit",
        label="Trình duyệt",
        sources=EDITABLE,
        target=State.SUBMITTED,
        allowed=may.can_submit,
        sentence="Trình duyệt {thing}.",
    ),
    Transition(
        action="withdraw",
        label="Rút về",
        sources=frozenset({State.SUBMITTED}),
        target=State.DRAFT,
        allowed=may.can_withdraw,
        sentence="Rút {thing} về sửa.",
    ),
    Transition(
        action="send_back",
        label="Trả lại",
        sources=frozenset({State.SUBMITTED}),
        target=State.RETURNED,
        allowed=may.can_review,
        sentence="Trả lại {thing}.",
        needs_reason=True,
    ),
    Transition(
        action="approve",
        label="Duyệt",
        sources=frozenset({State.SUBMITTED}),
        target=State.APPROVED,
        allowed=may.can_review,
        sentence="Duyệt {thing}.",
    ),
    Transition(
        action="recall",
        label="Rút duyệt",
        sources=frozenset({State.APPROVED}),
        target=State.RETURNED,
        allowed=may.can_review,
        sentence="Rút duyệt {thing}.",
        needs_reason=True,
    ),
    Transition(
        action="issue",
        label="Cấp số, ban hành",
        sources=frozenset({State.APPROVED}),
        target=State.ISSUED,
        allowed=may.can_issue,
        sentence="Ban hành {thing}.",
    ),
    Transition(
        action="discard",
        label="Hủy dự thảo",
        sources=EDITABLE,
        target=State.DISCARDED,
        allowed=may.can_discard,
        sentence="Hủy dự thảo {thing}.",
        needs_reason=True,
    ),
)
