"""Words stored short and English, shown in Vietnamese."""

from django.db import models

from office.models import TimeLimit


class CaseKind(models.TextChoices):
    INSPECTION = "inspection", "Thanh tra"
    CHECK = "check", "Kiểm tra"


class Level(models.TextChoices):
    """The level of the body that decides; time limits hang on it."""

    GOVERNMENT = "government", "Thanh tra Chính phủ"
    MINISTRY = "ministry", "Bộ, ngành"
    PROVINCE = "province", "Tỉnh, thành phố"
    DEPARTMENT = "department", "Sở"
    DISTRICT = "district", "Huyện, quận"
    COMMUNE = "commune", "Xã, phường"


class CaseState(models.TextChoices):
    PREPARING = "preparing", "Đang chuẩn bị"
    DECIDED = "decided", "Đã có quyết định"
    ON_SITE = "on_site", "Đang tiến hành trực tiếp"
    REPORTING = "reporting", "Đang xây dựng báo cáo, kết luận"
    CONCLUDED = "concluded", "Đã kết luận"
    CLOSED = "closed", "Đã kết thúc"
    STOPPED = "stopped", "Đã đình chỉ"
    DROPPED = "dropped", "Đã hủy"


# The work of the team is over, whatever came of it.
OVER = (CaseState.CONCLUDED, CaseState.CLOSED, CaseState.STOPPED, CaseState.DROPPED)


class Secrecy(models.TextChoices):
    NORMAL = "normal", "Thường"
    INTERNAL = "internal", "Chỉ người trong cuộc"


class SecretLevel(models.TextChoices):
    """Of papers that are not in here: only where they lie is written down."""

    SECRET = "secret", "MẬT"
    HIGHLY_SECRET = "highly_secret", "TỐI MẬT"
    TOP_SECRET = "top_secret", "TUYỆT MẬT"


class TeamRole(models.TextChoices):
    LEADER = "leader", "Trưởng đoàn"
    DEPUTY = "deputy", "Phó Trưởng đoàn"
    SUBTEAM_HEAD = "subteam_head", "Tổ trưởng"
    MEMBER = "member", "Thành viên"


class Interest(models.TextChoices):
    """Where the declaration of a member stands: may he work on this case."""

    NOT_DECLARED = "not_declared", "Chưa kê khai"
    NONE = "no_conflict", "Không có xung đột lợi ích"
    PENDING = "pending", "Có khai xung đột, chờ quyết định"
    ALLOWED = "allowed", "Được tham gia"
    BARRED = "barred", "Không được tham gia"


class DecisionKind(models.TextChoices):
    FIRST = "first", "Quyết định thanh tra"
    EXTEND = "extend", "Gia hạn"
    CHANGE_MEMBERS = "change_members", "Thay đổi, bổ sung thành viên"
    SUSPEND = "suspend", "Tạm dừng"
    RESUME = "resume", "Tiếp tục"
    STOP = "stop", "Đình chỉ"
    ADD_UNITS = "add_units", "Bổ sung đối tượng"


class MemberAct(models.TextChoices):
    """What a decision does with one person of the team."""

    IN = "in", "Vào đoàn"
    ROLE = "role", "Đổi vai trò"
    OUT = "out", "Thôi tham gia đoàn"


# The events that rules of ours name; the law library holds more, and an administrator may add.
MilestoneKind = TimeLimit.Event


class PlanState(models.TextChoices):
    DRAFTING = "drafting", "Đang lập"
    APPROVED = "approved", "Đã ban hành"
    DROPPED = "dropped", "Đã hủy"


class ItemProgress(models.TextChoices):
    """How far a case of a plan is; computed, never stored."""

    WAITING = "waiting", "Chưa triển khai"
    OPENED = "opened", "Đang chuẩn bị quyết định"
    DECIDED = "decided", "Đã có quyết định"
    CONCLUDED = "concluded", "Đã kết luận"
    DROPPED = "dropped", "Không thực hiện"


class BodyKind(models.TextChoices):
    """Whose case ours meets: the law has a rule for each."""

    INSPECTORATE = "inspectorate", "Cơ quan thanh tra"
    AUDIT = "audit", "Kiểm toán nhà nước"
    CHECKING = "checking", "Cơ quan kiểm tra"


class UnitKind(models.TextChoices):
    CENTRAL = "central", "Cơ quan trung ương"
    PEOPLES_COMMITTEE = "peoples_committee", "Ủy ban nhân dân"
    INSPECTORATE = "inspectorate", "Cơ quan thanh tra"
    DEPARTMENT = "department", "Sở, ban, ngành"
    DIVISION = "division", "Phòng chuyên môn"
    SERVICE = "service", "Đơn vị sự nghiệp"
    TEAM = "team", "Đoàn, tổ công tác"
    ENTERPRISE = "enterprise", "Doanh nghiệp, tổ chức khác"
    AREA = "area", "Địa bàn hành chính"


class FileStage(models.TextChoices):
    """In the order of the file."""

    PREPARE = "prepare", "Chuẩn bị"
    CONDUCT = "conduct", "Tiến hành trực tiếp"
    CONCLUDE = "conclude", "Báo cáo, kết luận"
    FOLLOW = "follow", "Công khai, thực hiện kết luận"


class Receiver(models.TextChoices):
    """To whom a file is handed over."""

    KEEPER = "keeper", "Bộ phận lưu giữ hồ sơ"
    ARCHIVE = "archive", "Lưu trữ cơ quan"


class CountedFrom(models.TextChoices):
    """The day from which a hand-over is counted."""

    CONCLUDED = "concluded", "ngày ký kết luận"
    CLOSED = "closed", "ngày kết thúc hồ sơ"
