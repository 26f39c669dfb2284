"""Who may do what with a case: one predicate, used by view, query, template and export."""

from typing import Any

from accounts.access import refusal
from accounts.models import Role
from inspections.choices import CaseState, TeamRole
from inspections.models import Inspection

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


@refusal("Chỉ lãnh đạo đoàn và Chánh thanh tra xem được ai đã mở tài liệu hạn chế.")
def can_see_readings(user: Any, inspection: Inspection) -> bool:
    return leads(user, inspection) or user.has_role(Role.CHIEF)


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
