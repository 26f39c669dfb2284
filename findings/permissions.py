"""Who may do what with findings."""

from typing import Any

from accounts.access import Predicate, refusal
from findings.choices import FindingState, MinutesState
from findings.models import Evidence, Finding, Minutes
from inspections.choices import CaseState, TeamRole
from inspections.models import Inspection
from inspections.permissions import can_see_case, is_open, leads, team_role, works_on
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


@refusal("Chỉ người trong đoàn được sửa đề cương khi cuộc chưa kết luận.")
def can_edit_outline(user: Any, inspection: Inspection) -> bool:
    return is_open(inspection) and works_on(user, inspection)


@refusal("Chỉ người ghi (khi chưa xác nhận) hoặc trưởng đoàn được sửa phát hiện này.")
def can_revise_finding(user: Any, finding: Finding) -> bool:
    if finding.state == FindingState.DROPPED or not is_open(finding.inspection):
        return False
    mine = finding.recorded_by_id == user.pk and finding.state == FindingState.NOTED
    return mine or leads(user, finding.inspection)


@refusal(
    "Chỉ trưởng đoàn hoặc phó trưởng đoàn được xác nhận; không ai tự xác nhận phát hiện của mình,"
    " trừ trưởng đoàn."
)
def can_confirm_finding(user: Any, finding: Finding) -> bool:
    """The leader answers for the whole report; a deputy does not confirm what he wrote himself."""
    if not is_open(finding.inspection) or not leads(user, finding.inspection):
        return False
    own = finding.recorded_by_id == user.pk
    return not own or team_role(user, finding.inspection) == TeamRole.LEADER


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
    return evidence.uploaded_by_id == user.pk or leads(user, finding.inspection)


@refusal("Chỉ người trong đoàn được nộp bản mới của chứng cứ đang dùng, khi cuộc chưa kết luận.")
def can_replace_evidence(user: Any, evidence: Evidence) -> bool:
    standing = not evidence.withdrawn_at and not evidence.is_replaced
    return standing and can_attach_evidence(user, evidence.finding)


@refusal("Bạn không được xem chứng cứ này.")
def can_see_evidence(user: Any, evidence: Evidence) -> bool:
    return can_see_finding(user, evidence.finding)


# --- Minutes --------------------------------------------------------------------------------------
# A conclusion is read out, and its minutes written, after the case was concluded.
WITH_MINUTES = {CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING, CaseState.CONCLUDED}


@refusal("Chỉ người trong đoàn được lập biên bản, khi cuộc đã có quyết định.")
def can_record_minutes(user: Any, inspection: Inspection) -> bool:
    return inspection.state in WITH_MINUTES and works_on(user, inspection)


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
