"""Who may do what with papers."""

from typing import Any

from accounts.access import refusal
from accounts.models import Role
from accounts.permissions import decides_for_office
from findings.permissions import can_record_finding, can_save_from
from inspections.choices import CaseState
from inspections.models import Inspection, Plan
from inspections.permissions import (
    can_edit_plan,
    can_see_case,
    can_see_plans,
    leads,
    team_role,
    works_on,
)
from recommendations.permissions import can_draft_recommendation
from reports.choices import AppraisalState, BlockKind, DocumentKind, DocumentState, Verdict
from reports.models import Appraisal, Block, Comment, Document, PaperRecord

SUBMITTED = Verdict.SUBMITTED
RESERVED_ON = (DocumentKind.RESULT_REPORT, DocumentKind.CONCLUSION)
# What is approved is not talked over any more: it is taken back first.
TALKED_OVER = (DocumentState.DRAFT, DocumentState.SUBMITTED, DocumentState.RETURNED)


def had_part_in(user: Any, document: Document) -> bool:
    """Composed it, handed it in, appraised it, or is of the team whose work it is: no self-approval.

    Reads `review_steps.all()`, `appraisals.all()` and the members of the case, so lists prefetch
    them.
    """
    handed_in = {row.actor_id for row in document.review_steps.all() if row.verdict == SUBMITTED}
    appraised = {row.appraiser_id for row in document.appraisals.all()}
    if user.pk in {document.created_by_id, document.keeper_id, *handed_in, *appraised}:
        return True
    if document.inspection is None:
        return document.owner.created_by_id == user.pk
    if team_role(user, document.inspection):
        return True
    # Who opened the case may have written in it without being of the team.
    opened = document.inspection.opened_by_id == user.pk
    return opened and Block.objects.filter(document=document, changed_by=user).exists()


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


@refusal("Chỉ người trong đoàn lập kiến nghị từ văn bản đã nhập, khi cuộc chưa kết luận.")
def can_adopt(user: Any, document: Document) -> bool:
    is_of_case = document.inspection is not None and hasattr(document, "imported")
    return is_of_case and can_draft_recommendation(user, document.case)


@refusal("Bạn không được xem phiếu văn bản này.")
def can_see_record(user: Any, record: PaperRecord) -> bool:
    return can_see_case(user, record.inspection)


@refusal("Chỉ người trong đoàn được sửa phiếu văn bản.")
def can_revise_record(user: Any, record: PaperRecord) -> bool:
    return can_compose(user, record.inspection)


@refusal("Chỉ người trong đoàn lập phát hiện từ phiếu văn bản, khi cuộc chưa kết luận.")
def can_find_from(user: Any, record: PaperRecord) -> bool:
    return can_record_finding(user, record.inspection)


@refusal("Chỉ người trong đoàn lập kiến nghị từ phiếu văn bản, khi cuộc chưa kết luận.")
def can_adopt_from(user: Any, record: PaperRecord) -> bool:
    return can_draft_recommendation(user, record.inspection)


@refusal(
    "Chỉ người trong đoàn được soạn văn bản của cuộc; báo cáo thẩm định do người đã cho ý kiến thẩm"
    " định soạn."
)
def can_compose_kind(user: Any, owner_and_kind: tuple[Inspection | Plan, str]) -> bool:
    owner, kind = owner_and_kind
    if kind != DocumentKind.APPRAISAL or isinstance(owner, Plan):
        return can_compose(user, owner)
    given = Appraisal.objects.filter(appraiser=user, state=AppraisalState.GIVEN)
    outside = owner.state != CaseState.DROPPED and not team_role(user, owner)
    return outside and given.filter(document__inspection=owner).exists()


def writes_in(user: Any, document: Document) -> bool:
    """Those who write for the case or plan; what an appraiser says is written by him alone."""
    if document.kind == DocumentKind.APPRAISAL:
        return document.kept_by_id == user.pk
    return writes_for(user, document.owner)


def leads_in(user: Any, document: Document) -> bool:
    """Those who lead the team; an appraiser answers for his own words."""
    if document.kind == DocumentKind.APPRAISAL:
        return document.kept_by_id == user.pk
    return leads_for(user, document.owner)


@refusal("Chỉ người trong đoàn được sửa, và chỉ khi văn bản đang soạn hoặc bị trả lại.")
def can_edit(user: Any, document: Document) -> bool:
    return document.is_editable and writes_in(user, document)


@refusal("Chỉ người trong đoàn được sửa, và chỉ khi văn bản đang soạn hoặc bị trả lại.")
def can_edit_block(user: Any, block: Block) -> bool:
    return can_edit(user, block.document)


@refusal(
    "Chỉ đoạn văn của dự thảo trong một cuộc không hạn chế người xem mới lưu được vào thư viện."
)
def can_save_phrase(user: Any, block: Block) -> bool:
    document = block.document
    return (
        block.kind == BlockKind.TEXT
        and document.inspection is not None
        and can_edit(user, document)
        and can_save_from(user, document.inspection)
    )


@refusal("Chỉ thành viên của đoàn gửi phần đã soạn cho trưởng đoàn, khi văn bản còn sửa được.")
def can_hand_in(user: Any, document: Document) -> bool:
    """Who leads hands in the whole paper to the chief."""
    of_team = document.inspection is not None and document.kind != DocumentKind.APPRAISAL
    return of_team and can_edit(user, document) and not leads_in(user, document)


@refusal("Chỉ trưởng đoàn hoặc phó trưởng đoàn được trình văn bản.")
def can_submit(user: Any, document: Document) -> bool:
    return leads_in(user, document)


@refusal("Chỉ người đã trình được rút văn bản về khi chưa duyệt.")
def can_withdraw(user: Any, document: Document) -> bool:
    return last_submitter(document) == user.pk


@refusal(
    "Chỉ Chánh thanh tra, hoặc Phó được ủy quyền hôm nay, được duyệt; không ai duyệt văn bản do mình"
    " soạn, mình trình hoặc của đoàn mình."
)
def can_review(user: Any, document: Document) -> bool:
    return decides_for_office(user) and not had_part_in(user, document)


@refusal("Chỉ văn thư được cấp số và ban hành.")
def can_issue(user: Any, document: Document) -> bool:
    return user.has_role(Role.CLERK)


@refusal("Chỉ người soạn hoặc trưởng đoàn được hủy dự thảo chưa trình.")
def can_discard(user: Any, document: Document) -> bool:
    mine = document.kept_by_id == user.pk and writes_in(user, document)
    return mine or leads_in(user, document)


def last_submitter(document: Document) -> int | None:
    """Reads `review_steps.all()`, so lists prefetch it."""
    submitted = [row for row in document.review_steps.all() if row.verdict == SUBMITTED]
    return max(submitted, key=lambda row: row.pk).actor_id if submitted else None


@refusal("Chỉ Chánh thanh tra, người thay Chánh thanh tra hôm nay hoặc trưởng đoàn giao thẩm định.")
def can_assign_appraiser(user: Any, document: Document) -> bool:
    is_draft_conclusion = (
        document.kind == DocumentKind.CONCLUSION and document.state == DocumentState.SUBMITTED
    )
    return is_draft_conclusion and (decides_for_office(user) or leads(user, document.case))


@refusal("Chỉ Chánh thanh tra, người thay Chánh thanh tra hôm nay hoặc trưởng đoàn thôi giao.")
def can_end_appraisal(user: Any, appraisal: Appraisal) -> bool:
    return decides_for_office(user) or leads(user, appraisal.document.case)


@refusal("Chỉ người được giao thẩm định, và không ở trong đoàn, cho ý kiến thẩm định.")
def can_appraise(user: Any, appraisal: Appraisal) -> bool:
    return appraisal.appraiser_id == user.pk and not team_role(user, appraisal.document.case)


@refusal("Chỉ góp ý được khi văn bản đang soạn, chờ duyệt hoặc bị trả lại.")
def can_comment(user: Any, document: Document) -> bool:
    """Whoever may read a draft, while it can still change."""
    return document.state in TALKED_OVER and can_read(user, document)


@refusal("Chỉ người góp ý, người soạn văn bản hoặc người duyệt được đóng, mở lại góp ý.")
def can_settle_comment(user: Any, comment: Comment) -> bool:
    document = comment.document
    if not can_comment(user, document):
        return False
    is_mine = comment.author_id == user.pk or writes_for(user, document.owner)
    return is_mine or can_review(user, document)


@refusal("Chỉ thành viên của đoàn bảo lưu ý kiến, và trước khi văn bản được duyệt.")
def can_reserve(user: Any, document: Document) -> bool:
    """Khoản 2 Điều 23 Luật Thanh tra 2025; on what the team itself made of its work."""
    if document.inspection is None or document.kind not in RESERVED_ON:
        return False
    return document.state in TALKED_OVER and bool(team_role(user, document.inspection))
