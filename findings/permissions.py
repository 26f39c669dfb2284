"""Who may do what with findings."""

from typing import Any

from accounts.access import Predicate, refusal
from accounts.models import Role
from accounts.permissions import can_see_delegations
from findings.choices import FindingState, MinutesState, RequestState
from findings.models import (
    Evidence,
    Explanation,
    Finding,
    Indicator,
    LibraryEntry,
    Minutes,
    UnitRequest,
)
from inspections.choices import CaseState, Secrecy, TeamRole
from inspections.models import Inspection
from inspections.permissions import (
    can_keep_file,
    can_see_case,
    is_file_closed,
    is_open,
    leads,
    team_role,
    works_on,
)
from office.workflow import Refused


def insist(rule: Predicate, user: Any, thing: Any) -> None:
    """Raise Refused with the rule's own sentence unless `rule(user, thing)` holds.

    Rules ask again what their page has asked: they are also called without a page.
    """
    if not rule(user, thing):
        raise Refused(getattr(rule, "refusal", "Bạn không có quyền làm việc này."))


@refusal("Bạn không được xem phát hiện này.")
def can_see_finding(user: Any, finding: Finding) -> bool:
    return can_see_case(user, finding.inspection)


@refusal("Chỉ người trong đoàn được ghi phát hiện, khi cuộc đã có quyết định và chưa kết luận.")
def can_record_finding(user: Any, inspection: Inspection) -> bool:
    return (
        is_open(inspection)
        and inspection.state != CaseState.PREPARING
        and works_on(user, inspection)
    )


@refusal("Thư viện chỉ dành cho người của cơ quan.")
def can_use_library(user: Any, _nothing: Any = None) -> bool:
    return can_see_delegations(user)


@refusal("Bạn không được xem mục này của thư viện.")
def can_see_entry(user: Any, entry: LibraryEntry) -> bool:
    return can_use_library(user) and (entry.is_shared or entry.saved_by_id == user.pk)


@refusal("Chỉ người lưu, chánh thanh tra và quản trị được sửa, thôi dùng mục này.")
def can_change_entry(user: Any, entry: LibraryEntry) -> bool:
    is_mine = entry.saved_by_id == user.pk
    keeps = user.has_role(Role.CHIEF, Role.ADMIN)
    return can_see_entry(user, entry) and (is_mine or keeps)


@refusal(
    "Chỉ người trong đoàn được lưu vào thư viện; cuộc chỉ người trong cuộc được biết thì không."
)
def can_save_from(user: Any, inspection: Inspection) -> bool:
    """What only the people of a case may know does not go to the whole office."""
    return inspection.secrecy == Secrecy.NORMAL and works_on(user, inspection)


@refusal(can_save_from.refusal)  # type: ignore[attr-defined]
def can_save_finding(user: Any, finding: Finding) -> bool:
    return finding.state != FindingState.DROPPED and can_save_from(user, finding.inspection)


@refusal("Chỉ người trong đoàn được sửa đề cương khi cuộc chưa kết luận.")
def can_edit_outline(user: Any, inspection: Inspection) -> bool:
    return is_open(inspection) and works_on(user, inspection)


@refusal("Chỉ người trong đoàn được nhập chỉ tiêu, khi cuộc đã có quyết định và chưa kết luận.")
def can_enter_figures(user: Any, inspection: Inspection) -> bool:
    return can_record_finding(user, inspection)


@refusal("Chỉ người trong đoàn được nhập chỉ tiêu, khi cuộc đã có quyết định và chưa kết luận.")
def can_enter_figures_of(user: Any, indicator: Indicator) -> bool:
    return can_enter_figures(user, indicator.inspection)


@refusal("Chỉ người ghi (khi chưa xác nhận) hoặc trưởng đoàn được sửa phát hiện này.")
def can_revise_finding(user: Any, finding: Finding) -> bool:
    if finding.state == FindingState.DROPPED or not is_open(finding.inspection):
        return False
    mine = finding.kept_by_id == user.pk and finding.state == FindingState.NOTED
    # Who left the team, or is kept away by a conflict of interest, leaves it to those who stay.
    return (mine and works_on(user, finding.inspection)) or leads(user, finding.inspection)


@refusal(
    "Chỉ trưởng đoàn hoặc phó trưởng đoàn được xác nhận; không ai tự xác nhận phát hiện của mình,"
    " trừ trưởng đoàn."
)
def can_confirm_finding(user: Any, finding: Finding) -> bool:
    """The leader answers for the whole report; a deputy does not confirm what he wrote himself."""
    if not is_open(finding.inspection) or not leads(user, finding.inspection):
        return False
    own = user.pk in {finding.recorded_by_id, finding.keeper_id}
    return not own or team_role(user, finding.inspection) == TeamRole.LEADER


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn được giao người phụ trách, khi cuộc chưa kết luận.")
def can_assign_finding(user: Any, finding: Finding) -> bool:
    return (
        finding.state != FindingState.DROPPED
        and is_open(finding.inspection)
        and leads(user, finding.inspection)
    )


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn được nêu vì sao một hạn chế không cần kiến nghị.")
def can_waive_recommendation(user: Any, finding: Finding) -> bool:
    return (
        finding.needs_recommendation
        and finding.state != FindingState.DROPPED
        and is_open(finding.inspection)
        and leads(user, finding.inspection)
    )


@refusal("Chỉ người trong đoàn được thêm chứng cứ khi cuộc chưa kết luận.")
def can_attach_evidence(user: Any, finding: Finding) -> bool:
    return (
        finding.state != FindingState.DROPPED
        and is_open(finding.inspection)
        and works_on(user, finding.inspection)
    )


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn hoặc người ghi được bỏ phát hiện chưa bị bỏ.")
def can_drop_finding(user: Any, finding: Finding) -> bool:
    return can_revise_finding(user, finding)


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn hoặc người tải lên được rút chứng cứ chưa bị rút.")
def can_withdraw_evidence(user: Any, evidence: Evidence) -> bool:
    finding = evidence.finding
    if evidence.withdrawn_at or evidence.is_replaced or not is_open(finding.inspection):
        return False
    mine = evidence.uploaded_by_id == user.pk and works_on(user, finding.inspection)
    return mine or leads(user, finding.inspection)


@refusal("Chỉ người trong đoàn được nộp bản mới của chứng cứ đang dùng, khi cuộc chưa kết luận.")
def can_replace_evidence(user: Any, evidence: Evidence) -> bool:
    standing = not evidence.withdrawn_at and not evidence.is_replaced
    return standing and can_attach_evidence(user, evidence.finding)


@refusal("Chỉ người trong đoàn được ghi chứng cứ là giấy tờ nào của hồ sơ, khi hồ sơ đang mở.")
def can_mark_evidence(user: Any, evidence: Evidence) -> bool:
    return evidence.withdrawn_at is None and can_keep_file(user, evidence.finding.inspection)


@refusal("Bạn không được xem chứng cứ này.")
def can_see_evidence(user: Any, evidence: Evidence) -> bool:
    return can_see_finding(user, evidence.finding)


# --- Minutes --------------------------------------------------------------------------------------
# A conclusion is read out, and its minutes written, after the case was concluded.
WITH_MINUTES = {CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING, CaseState.CONCLUDED}


@refusal(
    "Chỉ người trong đoàn được lập biên bản, khi cuộc đã có quyết định và hồ sơ chưa kết thúc."
)
def can_record_minutes(user: Any, inspection: Inspection) -> bool:
    return (
        inspection.state in WITH_MINUTES
        and works_on(user, inspection)
        and not is_file_closed(inspection)
    )


@refusal("Bạn không được xem biên bản này.")
def can_see_minutes(user: Any, minutes: Minutes) -> bool:
    return can_see_case(user, minutes.inspection)


@refusal("Chỉ người trong đoàn được sửa, và chỉ khi biên bản đang ghi.")
def can_revise_minutes(user: Any, minutes: Minutes) -> bool:
    return minutes.is_text_open and can_record_minutes(user, minutes.inspection)


@refusal("Chỉ người trong đoàn được ghi chữ ký, khi biên bản đang chờ ký.")
def can_record_signatures(user: Any, minutes: Minutes) -> bool:
    return minutes.state == MinutesState.SIGNING and can_record_minutes(user, minutes.inspection)


@refusal("Chỉ người trong đoàn được thêm tệp vào biên bản.")
def can_attach_to_minutes(user: Any, minutes: Minutes) -> bool:
    return minutes.state != MinutesState.DROPPED and can_record_minutes(user, minutes.inspection)


@refusal("Chỉ người trong đoàn được bỏ tệp, khi biên bản chưa ký đủ.")
def can_detach_from_minutes(user: Any, minutes: Minutes) -> bool:
    return minutes.state in {MinutesState.WRITING, MinutesState.SIGNING} and can_record_minutes(
        user, minutes.inspection
    )


@refusal("Chỉ người ghi biên bản hoặc trưởng đoàn, phó trưởng đoàn được mở lại hoặc hủy biên bản.")
def can_undo_minutes(user: Any, minutes: Minutes) -> bool:
    if not can_record_minutes(user, minutes.inspection):
        return False
    return minutes.recorded_by_id == user.pk or leads(user, minutes.inspection)


# --- Requests to units ----------------------------------------------------------------------------
@refusal("Chỉ người trong đoàn được soạn yêu cầu, khi cuộc đã có quyết định và chưa kết luận.")
def can_draft_request(user: Any, inspection: Inspection) -> bool:
    return can_record_finding(user, inspection)


@refusal("Bạn không được xem yêu cầu này.")
def can_see_request(user: Any, request: UnitRequest) -> bool:
    return can_see_case(user, request.inspection)


@refusal("Chỉ người trong đoàn được sửa, và chỉ khi yêu cầu chưa gửi.")
def can_revise_request(user: Any, request: UnitRequest) -> bool:
    return request.state == RequestState.DRAFT and can_draft_request(user, request.inspection)


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn được gửi, rút, gia hạn và kết thúc yêu cầu.")
def can_direct_request(user: Any, request: UnitRequest) -> bool:
    return is_open(request.inspection) and leads(user, request.inspection)


def speaks_for(user: Any, request: UnitRequest) -> bool:
    """A contact, today, of the unit that was asked."""
    return (
        user.has_role(Role.UNIT_CONTACT)
        and request.state != RequestState.DRAFT
        and request.unit.unit.contacts.filter(person=user).exists()
    )


@refusal("Yêu cầu này không gửi tới đơn vị của bạn.")
def can_read_as_unit(user: Any, request: UnitRequest) -> bool:
    return speaks_for(user, request)


@refusal("Chỉ đầu mối của đơn vị được trả lời, khi yêu cầu còn chờ trả lời.")
def can_answer_as_unit(user: Any, request: UnitRequest) -> bool:
    return is_open(request.inspection) and speaks_for(user, request)


@refusal("Chỉ người trong đoàn được nhập trả lời bằng giấy của đơn vị.")
def can_answer_on_behalf(user: Any, request: UnitRequest) -> bool:
    return request.state in {RequestState.SENT, RequestState.ANSWERED} and can_draft_request(
        user, request.inspection
    )


def can_answer(user: Any, request: UnitRequest) -> bool:
    """Either side of the table."""
    return can_answer_as_unit(user, request) or can_answer_on_behalf(user, request)


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn được ghi ý kiến của đoàn về giải trình.")
def can_weigh(user: Any, explanation: Explanation) -> bool:
    return explanation.request.state == RequestState.ANSWERED and can_direct_request(
        user, explanation.request
    )
