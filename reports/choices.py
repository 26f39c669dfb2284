"""Words of papers: stored short, shown in Vietnamese."""

from django.db import models


class DocumentKind(models.TextChoices):
    """Abbreviations of Phụ lục III NĐ 30/2020 where it has one."""

    DECISION = "QĐ", "Quyết định"
    RESULT_REPORT = "BC", "Báo cáo kết quả"
    CONCLUSION = "KL", "Kết luận"
    PLAN = "KH", "Kế hoạch năm"
    # Papers of amending decisions carry the word of the decision (inspections.DecisionKind).
    EXTEND = "extend", "Quyết định gia hạn"
    CHANGE_MEMBERS = "change_members", "Quyết định thay đổi thành viên"
    SUSPEND = "suspend", "Quyết định tạm dừng"
    RESUME = "resume", "Quyết định tiếp tục"
    STOP = "stop", "Quyết định đình chỉ"
    ADD_UNITS = "add_units", "Quyết định bổ sung đối tượng"
    TEAM_PLAN = "team_plan", "Kế hoạch tiến hành"
    # A công văn has no abbreviation; this one is the usual word for it.
    LETTER = "CV", "Công văn yêu cầu"
    URGE = "urge", "Công văn đôn đốc"
    MINUTES = "BB", "Biên bản"
    APPRAISAL = "appraisal", "Báo cáo thẩm định"
    SUBMISSION = "submission", "Phiếu trình"
    URGE_DUTIES = "urge_duties", "Công văn đôn đốc thực hiện kiến nghị"
    OFFICE_REPORT = "office_report", "Báo cáo của cơ quan"


# What is said of a draft conclusion, while it is on its way.
OF_A_DRAFT = (DocumentKind.APPRAISAL, DocumentKind.SUBMISSION)
AMENDING = (
    DocumentKind.EXTEND,
    DocumentKind.CHANGE_MEMBERS,
    DocumentKind.SUSPEND,
    DocumentKind.RESUME,
    DocumentKind.STOP,
    DocumentKind.ADD_UNITS,
)
# What the findings of the case are told in.
OF_FINDINGS = (
    DocumentKind.RESULT_REPORT,
    DocumentKind.CONCLUSION,
    DocumentKind.OFFICE_REPORT,
)
# Composed from the issued report of the team.
FROM_REPORT = (DocumentKind.CONCLUSION, DocumentKind.OFFICE_REPORT)
# Composed from one row of the case, so that a case may have many of them.
OF_REQUESTS = (DocumentKind.LETTER, DocumentKind.URGE)


class DocumentState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Chờ duyệt"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt, chờ cấp số"
    ISSUED = "issued", "Đã ban hành"
    DISCARDED = "discarded", "Đã hủy dự thảo"


class BlockKind(models.TextChoices):
    """A row of a draft is what one person edits at once."""

    SECTION = "section", "Mục"
    TEXT = "text", "Đoạn văn"
    BOUND = "bound", "Nội dung lấy từ hồ sơ cuộc"
    ANNEX = "annex", "Phụ lục"


class BlockPart(models.TextChoices):
    PREAMBLE = "preamble", "Căn cứ, mở đầu"
    BODY = "body", "Nội dung"
    ANNEX = "annex", "Phụ lục"


class VersionReason(models.TextChoices):
    # A member says that his part is done.
    HANDED_IN = "handed_in", "Khi gửi phần"
    SUBMITTED = "submitted", "Khi trình"
    ISSUED = "issued", "Khi ban hành"


class Verdict(models.TextChoices):
    HANDED_IN = "handed_in", "Gửi phần đã soạn"
    SUBMITTED = "submitted", "Trình"
    WITHDRAWN = "withdrawn", "Rút lại"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Duyệt"
    RECALLED = "recalled", "Rút duyệt"
    ISSUED = "issued", "Ban hành"


class AppraisalState(models.TextChoices):
    ASSIGNED = "assigned", "Đang thẩm định"
    GIVEN = "given", "Đã có ý kiến thẩm định"
    ENDED = "ended", "Đã thôi giao"


class AppraisalVerdict(models.TextChoices):
    AGREES = "agrees", "Nhất trí với dự thảo"
    MENDS = "mends", "Nhất trí, đề nghị chỉnh sửa"
    DISAGREES = "disagrees", "Không nhất trí"


class Format(models.TextChoices):
    """The stored word is also the ending of the file's name."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"


class SignedBy(models.TextChoices):
    """Who signs: the head of the office that issues, the leader of the team, who appraised."""

    HEAD = "head", "Thủ trưởng cơ quan ban hành"
    LEADER = "leader", "Trưởng đoàn"
    APPRAISER = "appraiser", "Người thẩm định"


class NumberedAs(models.TextChoices):
    """How the parts of a paper are counted; the words of `content.Numbering`."""

    ROMAN = "roman", "Mục: I. 1. a)"
    ARABIC = "arabic", "Mục: 1. 1.1. a)"
    ARTICLE = "article", "Điều 1. 1. a)"
    PARTS = "parts", "Phần: A. I. 1. a)"
