"""Who may do what with a case: one predicate, used by view, query, template and export."""

from typing import Any

from accounts.access import refusal
from accounts.models import Role
from accounts.permissions import decides_for_office
from inspections.choices import CaseState, Interest, PlanState, TeamRole
from inspections.models import (
    Inspection,
    InterestDeclaration,
    Plan,
    PlanItem,
    SecretStub,
    TeamMember,
)
from inspections.models.plan import PLANNING, READING

OPEN_STATES = {CaseState.PREPARING, CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING}
LEADING = {TeamRole.LEADER, TeamRole.DEPUTY}
# Who has declared a conflict of interest keeps away until it is decided on.
KEPT_AWAY = {Interest.PENDING, Interest.BARRED}


def seat_of(user: Any, inspection: Inspection) -> TeamMember | None:
    """The person's place in the team. Reads `members.all()`, so lists prefetch it."""
    return next((one for one in inspection.members.all() if one.person_id == user.pk), None)


def team_role(user: Any, inspection: Inspection) -> str:
    """The person's role on this case, or ""."""
    seat = seat_of(user, inspection)
    return seat.role if seat else ""


def is_kept_away(user: Any, inspection: Inspection) -> bool:
    """Has declared a conflict of interest that is not decided on, or was decided against him."""
    seat = seat_of(user, inspection)
    return seat is not None and seat.interest in KEPT_AWAY


def leader_of(inspection: Inspection) -> Any:
    """The leader of the team, or None. Lists prefetch `members__person`."""
    for member in inspection.members.all():
        if member.role == TeamRole.LEADER:
            return member.person
    return None


def is_open(inspection: Inspection) -> bool:
    return inspection.state in OPEN_STATES


def works_on(user: Any, inspection: Inspection) -> bool:
    """In the team, or the one who opened the case; nobody whom a conflict of interest keeps away."""
    if is_kept_away(user, inspection):
        return False
    return inspection.opened_by_id == user.pk or bool(team_role(user, inspection))


def leads(user: Any, inspection: Inspection) -> bool:
    """Leads the team; until there is a leader, the one who opened the case does."""
    if is_kept_away(user, inspection):
        return False
    if team_role(user, inspection) in LEADING:
        return True
    has_leader = any(member.role == TeamRole.LEADER for member in inspection.members.all())
    return not has_leader and inspection.opened_by_id == user.pk


@refusal("Chỉ thanh tra viên và lãnh đạo được lập cuộc thanh tra, kiểm tra.")
def can_open_case(user: Any) -> bool:
    return user.has_role(Role.INSPECTOR, Role.CHIEF, Role.DEPUTY)


@refusal("Bạn không được xem cuộc này.")
def can_see_case(user: Any, inspection: Inspection) -> bool:
    return Inspection.objects.visible_to(user).filter(pk=inspection.pk).exists()


@refusal("Chỉ lãnh đạo đoàn và Chánh thanh tra xem được ai đã mở tài liệu hạn chế.")
def can_see_readings(user: Any, inspection: Inspection) -> bool:
    return leads(user, inspection) or user.has_role(Role.CHIEF)


@refusal(
    "Chỉ trưởng đoàn, phó trưởng đoàn hoặc người lập cuộc được sửa thông tin cuộc khi đang mở."
)
def can_edit_case(user: Any, inspection: Inspection) -> bool:
    return is_open(inspection) and (
        leads(user, inspection) or _opened(user, inspection) or user.has_role(Role.CHIEF)
    )


def _opened(user: Any, inspection: Inspection) -> bool:
    return inspection.opened_by_id == user.pk and not is_kept_away(user, inspection)


@refusal("Quyết định đã ban hành thì không sửa được; hãy lập quyết định sửa đổi, bổ sung.")
def can_edit_decision(user: Any, inspection: Inspection) -> bool:
    return inspection.state == CaseState.PREPARING and can_edit_case(user, inspection)


@refusal(
    "Chỉ trưởng đoàn, phó trưởng đoàn hoặc lãnh đạo được ghi mốc của cuộc; sau kết luận, cả văn thư và"
    " người theo dõi."
)
def can_record_milestone(user: Any, inspection: Inspection) -> bool:
    if inspection.state == CaseState.CONCLUDED and user.has_role(Role.CLERK, Role.MONITOR):
        return True
    is_under_way = is_open(inspection) or inspection.state == CaseState.CONCLUDED
    return is_under_way and (leads(user, inspection) or user.has_role(Role.CHIEF))


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn hoặc lãnh đạo nêu lý do chậm của cuộc.")
def can_explain_delay(user: Any, inspection: Inspection) -> bool:
    return leads(user, inspection) or user.has_role(Role.CHIEF, Role.DEPUTY)


@refusal("Chỉ trưởng đoàn, lãnh đạo hoặc văn thư được ghi nhận quyết định ban hành ngoài hệ thống.")
def can_record_decision(user: Any, inspection: Inspection) -> bool:
    return inspection.state == CaseState.PREPARING and (
        leads(user, inspection) or user.has_role(Role.CHIEF, Role.DEPUTY, Role.CLERK)
    )


def is_under_way(inspection: Inspection) -> bool:
    """It has its decision and is not over: from here on only decisions change it."""
    return is_open(inspection) and inspection.state != CaseState.PREPARING


@refusal(
    "Chỉ trưởng đoàn, phó trưởng đoàn hoặc Chánh thanh tra được soạn quyết định sửa đổi, khi cuộc đã"
    " có quyết định và chưa kết thúc."
)
def can_amend(user: Any, inspection: Inspection) -> bool:
    return is_under_way(inspection) and (leads(user, inspection) or user.has_role(Role.CHIEF))


@refusal(
    "Chỉ trưởng đoàn, lãnh đạo hoặc văn thư được ghi nhận quyết định sửa đổi, khi cuộc chưa kết thúc."
)
def can_record_amendment(user: Any, inspection: Inspection) -> bool:
    return is_under_way(inspection) and (
        leads(user, inspection) or user.has_role(Role.CHIEF, Role.DEPUTY, Role.CLERK)
    )


@refusal("Chỉ văn thư, theo văn bản đã duyệt, mới kết luận được cuộc.")
def can_conclude(user: Any, inspection: Inspection) -> bool:
    return user.has_role(Role.CLERK)


@refusal("Chỉ người lập cuộc hoặc Chánh thanh tra được hủy cuộc.")
def can_drop_case(user: Any, inspection: Inspection) -> bool:
    return inspection.state == CaseState.PREPARING and (
        inspection.opened_by_id == user.pk or user.has_role(Role.CHIEF)
    )


@refusal("Chỉ trưởng đoàn hoặc người được giao ghi nhật ký, khi cuộc đã có quyết định và đang mở.")
def can_write_diary(user: Any, inspection: Inspection) -> bool:
    return _has_diary(inspection) and (_is_leader(user, inspection) or _keeps(user, inspection))


@refusal("Chỉ trưởng đoàn, hoặc người được trưởng đoàn giao ký thay, được ký nhật ký.")
def can_sign_diary(user: Any, inspection: Inspection) -> bool:
    return _has_diary(inspection) and (
        _is_leader(user, inspection) or _keeps(user, inspection, may_sign=True)
    )


@refusal("Chỉ trưởng đoàn được giao người ghi nhật ký.")
def can_name_keepers(user: Any, inspection: Inspection) -> bool:
    return _has_diary(inspection) and _is_leader(user, inspection)


def _has_diary(inspection: Inspection) -> bool:
    return is_open(inspection) and inspection.state != CaseState.PREPARING


def _is_leader(user: Any, inspection: Inspection) -> bool:
    return team_role(user, inspection) == TeamRole.LEADER


def _keeps(user: Any, inspection: Inspection, *, may_sign: bool = False) -> bool:
    """Named by the leader, and still in the team."""
    rows = inspection.diary_keepers.filter(person=user, ended_at__isnull=True)
    if may_sign:
        rows = rows.filter(may_sign=True)
    return bool(team_role(user, inspection)) and rows.exists()


# --- Plans ----------------------------------------------------------------------------------------
@refusal("Kế hoạch năm chỉ dành cho người của cơ quan.")
def can_see_plans(user: Any, *_plan: Any) -> bool:
    return user.has_role(*READING)


@refusal("Chỉ thanh tra viên và lãnh đạo được lập kế hoạch năm.")
def can_open_plan(user: Any) -> bool:
    return user.has_role(*PLANNING)


@refusal("Chỉ người lập kế hoạch và lãnh đạo được sửa kế hoạch chưa hủy.")
def can_edit_plan(user: Any, plan: Plan) -> bool:
    """While it is drafted freely; once it is issued each change carries its reason."""
    return plan.state != PlanState.DROPPED and (
        (plan.created_by_id == user.pk and user.has_role(*PLANNING))
        or user.has_role(Role.CHIEF, Role.DEPUTY)
    )


@refusal("Chỉ người được sửa cuộc hoặc kế hoạch này được xử lý chồng chéo.")
def can_settle(user: Any, owner: Inspection | PlanItem) -> bool:
    if isinstance(owner, PlanItem):
        return can_edit_plan(user, owner.plan)
    return can_edit_case(user, owner)


@refusal("Chỉ người lập kế hoạch và lãnh đạo được sửa kế hoạch chưa hủy.")
def can_edit_item(user: Any, item: PlanItem) -> bool:
    return can_edit_plan(user, item.plan)


@refusal("Chỉ lãnh đạo hoặc văn thư được ghi nhận kế hoạch đã ban hành.")
def can_approve_plan(user: Any, plan: Plan) -> bool:
    return plan.state == PlanState.DRAFTING and user.has_role(Role.CHIEF, Role.DEPUTY, Role.CLERK)


@refusal("Chỉ người lập kế hoạch và Chánh thanh tra được hủy kế hoạch đang lập.")
def can_drop_plan(user: Any, plan: Plan) -> bool:
    return plan.state == PlanState.DRAFTING and (
        plan.created_by_id == user.pk or user.has_role(Role.CHIEF)
    )


@refusal("Chỉ thanh tra viên và lãnh đạo được lập cuộc, khi mục của kế hoạch còn chưa triển khai.")
def can_start_case(user: Any, item: PlanItem) -> bool:
    return (
        can_open_case(user)
        and can_see_plans(user)
        and item.plan.is_approved
        and not item.is_dropped
        and item.case is None
    )


@refusal("Chỉ chính thành viên đoàn kê khai xung đột lợi ích của mình, khi cuộc chưa kết luận.")
def can_declare_interest(user: Any, inspection: Inspection) -> bool:
    seat = seat_of(user, inspection)
    return is_open(inspection) and seat is not None and seat.interest != Interest.BARRED


def declares_for_himself(user: Any, member: TeamMember) -> bool:
    """What the moves of a declaration ask: nobody declares for another."""
    return member.person_id == user.pk and is_open(member.inspection)


@refusal(
    "Chỉ Chánh thanh tra, hoặc người thay Chánh thanh tra hôm nay, quyết định về xung đột lợi ích đã"
    " khai; không ai quyết định về mình."
)
def can_decide_interest(user: Any, member: TeamMember) -> bool:
    return is_open(member.inspection) and member.person_id != user.pk and decides_for_office(user)


def can_read_declaration(user: Any, declaration: InterestDeclaration) -> bool:
    """What a person says about his family and money is for himself, his leader and who decides."""
    return (
        declaration.person_id == user.pk
        or leads(user, declaration.inspection)
        or decides_for_office(user)
    )


@refusal("Chỉ người trong đoàn, văn thư hoặc lãnh đạo được ghi nơi lưu tài liệu mật.")
def can_record_stub(user: Any, inspection: Inspection | None) -> bool:
    if user.has_role(Role.CLERK, Role.CHIEF, Role.DEPUTY):
        return True
    return can_open_case(user) if inspection is None else works_on(user, inspection)


@refusal("Chỉ người ghi, văn thư hoặc Chánh thanh tra được gạch bỏ dòng còn hiệu lực.")
def can_strike_stub(user: Any, stub: SecretStub) -> bool:
    if stub.void_reason:
        return False
    return stub.recorded_by_id == user.pk or user.has_role(Role.CLERK, Role.CHIEF)


@refusal(
    "Chỉ trưởng đoàn, phó trưởng đoàn hoặc Chánh thanh tra được bàn giao việc trong cuộc đang mở."
)
def can_hand_over(user: Any, inspection: Inspection) -> bool:
    return is_open(inspection) and (leads(user, inspection) or user.has_role(Role.CHIEF))


# --- The file -------------------------------------------------------------------------------------
def is_file_closed(inspection: Inspection) -> bool:
    """Nothing is put into the file any more."""
    case_file = getattr(inspection, "case_file", None)
    return case_file is not None and case_file.is_closed


@refusal("Chỉ người trong đoàn được bổ sung hồ sơ, khi hồ sơ chưa kết thúc.")
def can_keep_file(user: Any, inspection: Inspection) -> bool:
    return (
        inspection.state != CaseState.DROPPED
        and works_on(user, inspection)
        and not is_file_closed(inspection)
    )


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn được kết thúc hồ sơ, khi hồ sơ đang mở.")
def can_close_file(user: Any, inspection: Inspection) -> bool:
    return (
        inspection.state != CaseState.DROPPED
        and leads(user, inspection)
        and not is_file_closed(inspection)
    )


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn được mở lại hồ sơ đã kết thúc.")
def can_reopen_file(user: Any, inspection: Inspection) -> bool:
    return leads(user, inspection) and is_file_closed(inspection)


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn hoặc văn thư được ghi bàn giao hồ sơ đã kết thúc.")
def can_hand_over_file(user: Any, inspection: Inspection) -> bool:
    return is_file_closed(inspection) and (leads(user, inspection) or user.has_role(Role.CLERK))


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn và lãnh đạo được xuất cả hồ sơ của cuộc.")
def can_export_case(user: Any, inspection: Inspection) -> bool:
    return leads(user, inspection) or user.has_role(Role.CHIEF, Role.DEPUTY)


@refusal("Chỉ lãnh đạo và quản trị được nhập hồ sơ của cuộc từ tệp.")
def can_import_case(user: Any) -> bool:
    return user.has_role(Role.CHIEF, Role.DEPUTY, Role.ADMIN)
