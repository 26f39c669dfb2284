"""States and moves of a finding, of minutes and of a request to a unit."""

from collections.abc import Iterator

from django.urls import reverse

from findings import permissions as may
from findings.choices import FindingKind, MinutesState, RequestKind, RequestState, Side
from findings.choices import FindingState as State
from findings.models import Finding, Minutes, UnitRequest
from office.workflow import Lifecycle, Problem, Transition


def problems_before_confirming(finding: Finding) -> Iterator[Problem]:
    """A breach without a cited rule is not a finding (Điều 33 Luật Thanh tra 2025)."""
    edit = reverse("findings:revise", args=[finding.inspection.code, finding.number])
    if not finding.units.exists():
        yield Problem("Chưa chọn đơn vị của phát hiện.", f"{edit}#id_units")
    if finding.kind == FindingKind.VIOLATION and not (
        finding.provisions.exists() or finding.citations.exists()
    ):
        yield Problem("Vi phạm phải nêu căn cứ pháp lý bị vi phạm.", f"{edit}#id_provisions")


FINDING = Lifecycle(
    Transition(
        action="confirm",
        label="Xác nhận phát hiện",
        sources=frozenset({State.NOTED}),
        target=State.CONFIRMED,
        allowed=may.can_confirm_finding,
        sentence="Xác nhận {thing}.",
        problems=problems_before_confirming,
    ),
    Transition(
        action="reopen",
        label="Mở lại để sửa",
        sources=frozenset({State.CONFIRMED}),
        target=State.NOTED,
        allowed=may.can_confirm_finding,
        sentence="Mở lại {thing}.",
        needs_reason=True,
    ),
    Transition(
        action="restore",
        label="Khôi phục phát hiện",
        sources=frozenset({State.DROPPED}),
        target=State.NOTED,
        allowed=may.can_confirm_finding,
        sentence="Khôi phục {thing}.",
        needs_reason=True,
    ),
    Transition(
        action="drop",
        label="Bỏ phát hiện",
        sources=frozenset({State.NOTED, State.CONFIRMED}),
        target=State.DROPPED,
        allowed=may.can_drop_finding,
        sentence="Bỏ {thing}.",
        needs_reason=True,
    ),
)


def problems_before_signing(minutes: Minutes) -> Iterator[Problem]:
    """Nobody signs minutes that do not say when they ended, what happened and who took part."""
    edit = reverse("findings:revise_minutes", args=[minutes.inspection.code, minutes.number])
    if minutes.closed_at is None:
        yield Problem("Chưa ghi giờ kết thúc.", f"{edit}#id_closed_time")
    if not minutes.content.strip():
        yield Problem("Biên bản chưa có nội dung.", f"{edit}#id_content")
    sides = set(minutes.parties.values_list("side", flat=True))
    if Side.TEAM not in sides:
        yield Problem("Chưa ghi người của đoàn tham gia.", f"{edit}#id_p-0-name")
    if Side.UNIT not in sides:
        yield Problem("Chưa ghi người đại diện đơn vị.", f"{edit}#id_p-0-name")


MINUTES = Lifecycle(
    Transition(
        action="finish",
        label="Chốt nội dung để ký",
        sources=frozenset({MinutesState.WRITING}),
        target=MinutesState.SIGNING,
        allowed=may.can_revise_minutes,
        sentence="Chốt nội dung {thing} để ký.",
        problems=problems_before_signing,
    ),
    Transition(
        action="seal",
        label="Ghi đủ chữ ký",
        sources=frozenset({MinutesState.SIGNING}),
        target=MinutesState.SIGNED,
        allowed=may.can_record_signatures,
        sentence="{thing} đã ký đủ và được khóa.",
    ),
    Transition(
        action="reopen",
        label="Mở lại để sửa",
        sources=frozenset({MinutesState.SIGNING}),
        target=MinutesState.WRITING,
        allowed=may.can_undo_minutes,
        sentence="Mở lại {thing} để sửa; các chữ ký đã ghi bị bỏ.",
        needs_reason=True,
    ),
    Transition(
        action="drop",
        label="Hủy biên bản",
        sources=frozenset({MinutesState.WRITING, MinutesState.SIGNING}),
        target=MinutesState.DROPPED,
        allowed=may.can_undo_minutes,
        sentence="Hủy {thing}.",
        needs_reason=True,
    ),
)


def problems_before_settling(request: UnitRequest) -> Iterator[Problem]:
    """An explanation that nobody weighed protects neither side."""
    if request.kind == RequestKind.EXPLANATION and request.explanations.filter(view="").exists():
        page = reverse("findings:request", args=[request.inspection.code, request.number])
        yield Problem("Còn giải trình chưa có ý kiến của đoàn.", f"{page}#tra-loi")


REQUEST = Lifecycle(
    Transition(
        action="send",
        label="Gửi yêu cầu",
        sources=frozenset({RequestState.DRAFT}),
        target=RequestState.SENT,
        allowed=may.can_direct_request,
        sentence="Gửi {thing} tới {thing.unit}, hạn trả lời {thing.due_on:%d/%m/%Y}.",
    ),
    Transition(
        action="withdraw",
        label="Rút yêu cầu",
        sources=frozenset({RequestState.DRAFT, RequestState.SENT}),
        target=RequestState.WITHDRAWN,
        allowed=may.can_direct_request,
        sentence="Rút {thing}.",
        needs_reason=True,
    ),
    Transition(
        action="answer",
        label="Trả lời",
        sources=frozenset({RequestState.SENT, RequestState.ANSWERED}),
        target=RequestState.ANSWERED,
        allowed=may.can_answer,
        sentence="{thing.unit} trả lời {thing}.",
    ),
    Transition(
        action="ask_again",
        label="Yêu cầu trả lời bổ sung",
        sources=frozenset({RequestState.ANSWERED}),
        target=RequestState.SENT,
        allowed=may.can_direct_request,
        sentence="Yêu cầu {thing.unit} trả lời bổ sung {thing}.",
        needs_reason=True,
    ),
    Transition(
        action="settle",
        label="Kết thúc yêu cầu",
        sources=frozenset({RequestState.ANSWERED}),
        target=RequestState.SETTLED,
        allowed=may.can_direct_request,
        sentence="Đoàn xem xét xong {thing}.",
        problems=problems_before_settling,
    ),
)
