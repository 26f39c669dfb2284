"""Who may do what with a case: one predicate, used by view, query, template and export."""

from typing import Any

from accounts.access import refusal
from accounts.models import Role
from inspections.choices import CaseState, PlanState, TeamRole
from inspections.models import Inspection, Plan, PlanItem
from inspections.models.plan import PLANNING, READING

OPEN_STATES = {CaseState.PREPARING, CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING}
LEADING = {TeamRole.LEADER, TeamRole.DEPUTY}


def team_role(user: Any, inspection: Inspection) -> str:
    """The person's role on this case, or "". Reads `members.all()`, so lists prefetch it."""
    for member in inspection.members.all():
        if member.person_id == user.pk:
            return member.role
    return ""


def leader_of(inspection: Inspection) -> Any:
    """The leader of the team, or None. Lists prefetch `members__person`."""
    for member in inspection.members.all():
        if member.role == TeamRole.LEADER:
            return member.person
    return None


def is_open(inspection: Inspection) -> bool:
    return inspection.state in OPEN_STATES


def works_on(user: Any, inspection: Inspection) -> bool:
    """In the team, or the one who opened the case."""
    return inspection.opened_by_id == user.pk or bool(team_role(user, inspection))


def leads(user: Any, inspection: Inspection) -> bool:
    """Leads the team; until there is a leader, the one who opened the case does."""
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


@refusal(
    "Chỉ trưởng đoàn, phó trưởng đoàn hoặc người lập cuộc được sửa thông tin cuộc khi đang mở."
)
def can_edit_case(user: Any, inspection: Inspection) -> bool:
    return is_open(inspection) and (
        leads(user, inspection) or inspection.opened_by_id == user.pk or user.has_role(Role.CHIEF)
    )


@refusal("Quyết định đã ban hành thì không sửa được; hãy lập quyết định sửa đổi, bổ sung.")
def can_edit_decision(user: Any, inspection: Inspection) -> bool:
    return inspection.state == CaseState.PREPARING and can_edit_case(user, inspection)


@refusal("Chỉ trưởng đoàn hoặc phó trưởng đoàn được ghi mốc của cuộc.")
def can_record_milestone(user: Any, inspection: Inspection) -> bool:
    return is_open(inspection) and (leads(user, inspection) or user.has_role(Role.CHIEF))


@refusal("Chỉ trưởng đoàn, lãnh đạo hoặc văn thư được ghi nhận quyết định ban hành ngoài hệ thống.")
def can_record_decision(user: Any, inspection: Inspection) -> bool:
    return inspection.state == CaseState.PREPARING and (
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
