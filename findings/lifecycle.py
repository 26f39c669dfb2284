"""States and moves of a finding."""

from collections.abc import Iterator

from django.urls import reverse

from findings import permissions as may
from findings.choices import FindingKind
from findings.choices import FindingState as State
from findings.models import Finding
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
