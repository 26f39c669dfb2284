"""Who may do what with papers."""

from typing import Any

from django.utils import timezone

from accounts.access import refusal
from accounts.models import Role
from inspections.choices import CaseState
from inspections.models import Inspection, Plan
from inspections.permissions import can_edit_plan, can_see_case, can_see_plans, leads, works_on
from reports.choices import Verdict
from reports.models import Block, Document


def may_sign_for_chief(user: Any) -> bool:
    """A deputy decides only under a delegation valid today (Điều 13 NĐ 30/2020)."""
    today = timezone.localdate()
    return user.has_role(Role.DEPUTY) and any(
        row.valid_from <= today and (row.valid_until is None or today <= row.valid_until)
        for row in user.signing_delegations.all()
    )


@refusal("Bạn không được xem văn bản của cuộc hay kế hoạch này.")
def can_see_owner(user: Any, owner: Inspection | Plan) -> bool:
    return can_see_plans(user) if isinstance(owner, Plan) else can_see_case(user, owner)


def writes_for(user: Any, owner: Inspection | Plan) -> bool:
    """In the team of the case; of a plan, those who may edit it."""
    return can_edit_plan(user, owner) if isinstance(owner, Plan) else works_on(user, owner)


def leads_for(user: Any, owner: Inspection | Plan) -> bool:
    """Leads the team of the case; of a plan, those who may edit it."""
    return can_edit_plan(user, owner) if isinstance(owner, Plan) else leads(user, owner)


@refusal("Bạn không được xem văn bản này.")
def can_read(user: Any, document: Document) -> bool:
    return Document.objects.visible_to(user).filter(pk=document.pk).exists()


@refusal("Chỉ người trong đoàn được soạn văn bản của cuộc.")
def can_compose(user: Any, owner: Inspection | Plan) -> bool:
    return owner.state != CaseState.DROPPED and writes_for(user, owner)


@refusal("Chỉ người trong đoàn được sửa, và chỉ khi văn bản đang soạn hoặc bị trả lại.")
def can_edit(user: Any, document: Document) -> bool:
    return document.is_editable and writes_for(user, document.owner)


@refusal("Chỉ người trong đoàn được sửa, và chỉ khi văn bản đang soạn hoặc bị trả lại.")
def can_edit_block(user: Any, block: Block) -> bool:
    return can_edit(user, block.document)


@refusal("Chỉ trưởng đoàn hoặc phó trưởng đoàn được trình văn bản.")
def can_submit(user: Any, document: Document) -> bool:
    return leads_for(user, document.owner)


@refusal("Chỉ người đã trình được rút văn bản về khi chưa duyệt.")
def can_withdraw(user: Any, document: Document) -> bool:
    return last_submitter(document) == user.pk


@refusal(
    "Chỉ Chánh thanh tra, hoặc Phó được ủy quyền hôm nay, được duyệt; không ai duyệt văn bản do mình trình."
)
def can_review(user: Any, document: Document) -> bool:
    if user.pk in {document.created_by_id, last_submitter(document)}:
        return False
    return user.has_role(Role.CHIEF) or may_sign_for_chief(user)


@refusal("Chỉ văn thư được cấp số và ban hành.")
def can_issue(user: Any, document: Document) -> bool:
    return user.has_role(Role.CLERK)


@refusal("Chỉ người soạn hoặc trưởng đoàn được hủy dự thảo chưa trình.")
def can_discard(user: Any, document: Document) -> bool:
    return document.created_by_id == user.pk or leads_for(user, document.owner)


def last_submitter(document: Document) -> int | None:
    """Reads `review_steps.all()`, so lists prefetch it."""
    submitted = [row for row in document.review_steps.all() if row.verdict == Verdict.SUBMITTED]
    return max(submitted, key=lambda row: row.pk).actor_id if submitted else None
