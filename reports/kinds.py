"""The kinds of papers that a case or a plan gives, as a table: what each prints, and its register.

Words of thanh tra and of kiểm tra stand in rows of their own, so that they never mix.
"""

from dataclasses import dataclass, replace
from enum import Enum

from inspections.choices import CaseKind
from inspections.models import Inspection, Plan, Unit
from office.models import NumberSeries
from reports.choices import DocumentKind
from reports.content import Numbering


class SignedBy(Enum):
    """Who signs: the head of the office that issues, or the leader of the team."""

    HEAD = "head"
    LEADER = "leader"


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper in one kind of case. {braces} are filled from the case."""

    kind: DocumentKind
    # None where it belongs to no case.
    case_kind: CaseKind | None
    # On the screen, and the abbreviation that the paper carries (Phụ lục III NĐ 30/2020).
    name: str
    abbreviation: str
    title: str
    subject: str
    symbol: str
    register: str
    signed_by: SignedBy
    numbering: Numbering
    headings: tuple[str, ...]
    closing: str
    addressees: str
    recipients: tuple[str, ...]
    archive: str
    # The centred line between the căn cứ and the articles.
    order: str = ""
    # A team numbers its own papers: 01/BC-ĐTTr in every case.
    own_series_of_team: bool = False

    def symbol_of(self, issuer: Unit) -> str:
        """ "KL-TTr": the abbreviation is fixed by the head of the office, so it is data."""
        return self.symbol.format(issuer=issuer.abbreviation)

    def series_of(self, owner: Inspection | Plan) -> str:
        """The key of the register: of the office, or of the team of this case."""
        whose = owner.code if self.own_series_of_team else f"unit-{owner.issuer_id}"
        return f"{whose}/{self.symbol_of(owner.issuer)}"[:80]

    def register_of(self, owner: Inspection | Plan) -> str:
        """The name of the register as it stands on its cover."""
        return f"{self.register} - {owner.issuer.name}"[:200]

    @property
    def series_kind(self) -> str:
        """Điều 15 NĐ 30/2020: teams, and papers that are no administrative ones, count apart."""
        if self.own_series_of_team:
            return NumberSeries.Kind.TEAM
        # "Kết luận" is none of the 29 administrative kinds (Điều 7).
        if self.abbreviation == DocumentKind.CONCLUSION:
            return NumberSeries.Kind.SPECIALISED
        return NumberSeries.Kind.ADMINISTRATIVE


FINDINGS_OUTLINE = ("KHÁI QUÁT CHUNG", "KẾT QUẢ KIỂM TRA, XÁC MINH", "KẾT LUẬN", "KIẾN NGHỊ")
CHECK_OUTLINE = ("KHÁI QUÁT CHUNG", "KẾT QUẢ KIỂM TRA", "NHẬN XÉT, ĐÁNH GIÁ", "KIẾN NGHỊ")
# What a chair said when the check was over: short, without the course of the case.
SPOKEN_OUTLINE = ("Đánh giá chung", "Hạn chế, khó khăn, vướng mắc", "Kiến nghị")

_ROWS = (
    PaperKind(
        kind=DocumentKind.DECISION,
        case_kind=CaseKind.INSPECTION,
        name="Quyết định thanh tra",
        abbreviation="QĐ",
        title="QUYẾT ĐỊNH",
        subject="Về việc {full_subject}",
        symbol="QĐ-{issuer}",
        register="Sổ quyết định",
        signed_by=SignedBy.HEAD,
        numbering="article",
        headings=(),
        closing="",
        addressees="",
        recipients=("Như Điều 5 (để thực hiện)", "{parent} (để báo cáo)"),
        archive="VT, HSTT",
        order="QUYẾT ĐỊNH:",
    ),
    PaperKind(
        kind=DocumentKind.RESULT_REPORT,
        case_kind=CaseKind.INSPECTION,
        name="Báo cáo kết quả thanh tra",
        abbreviation="BC",
        title="BÁO CÁO",
        subject="Kết quả {full_subject}",
        symbol="BC-ĐTTr",
        register="Sổ văn bản của Đoàn thanh tra",
        signed_by=SignedBy.LEADER,
        numbering="roman",
        headings=FINDINGS_OUTLINE,
        closing=(
            "Trên đây là kết quả {full_subject}. Đoàn thanh tra kính báo cáo {head} xem xét, "
            "kết luận."
        ),
        addressees="{head}",
        recipients=("Như trên", "Thành viên Đoàn thanh tra"),
        archive="HSTT",
        own_series_of_team=True,
    ),
    PaperKind(
        kind=DocumentKind.CONCLUSION,
        case_kind=CaseKind.INSPECTION,
        name="Kết luận thanh tra",
        abbreviation="KL",
        title="KẾT LUẬN THANH TRA",
        subject="{capital_subject}",
        symbol="KL-{issuer}",
        register="Sổ kết luận thanh tra",
        signed_by=SignedBy.HEAD,
        numbering="roman",
        headings=FINDINGS_OUTLINE,
        closing=(
            "Trên đây là Kết luận {full_subject}. {office} yêu cầu các cơ quan, đơn vị, cá nhân "
            "liên quan nghiêm túc thực hiện Kết luận này."
        ),
        addressees="",
        recipients=("{parent} (để báo cáo)", "{units} (để thực hiện)", "Thành viên Đoàn thanh tra"),
        archive="VT, HSTT",
    ),
    PaperKind(
        kind=DocumentKind.DECISION,
        case_kind=CaseKind.CHECK,
        name="Quyết định kiểm tra",
        abbreviation="QĐ",
        title="QUYẾT ĐỊNH",
        subject="Về việc {full_subject}",
        symbol="QĐ-{issuer}",
        register="Sổ quyết định",
        signed_by=SignedBy.HEAD,
        numbering="article",
        headings=(),
        closing="",
        addressees="",
        recipients=("Như Điều 5 (để thực hiện)", "{parent} (để báo cáo)"),
        archive="VT, HSKT",
        order="QUYẾT ĐỊNH:",
    ),
    PaperKind(
        kind=DocumentKind.RESULT_REPORT,
        case_kind=CaseKind.CHECK,
        name="Báo cáo kết quả kiểm tra",
        abbreviation="BC",
        title="BÁO CÁO",
        subject="Kết quả {full_subject}",
        symbol="BC-ĐKT",
        register="Sổ văn bản của Đoàn kiểm tra",
        signed_by=SignedBy.LEADER,
        numbering="roman",
        headings=CHECK_OUTLINE,
        closing=(
            "Trên đây là kết quả {full_subject}. Đoàn kiểm tra kính báo cáo {head} xem xét, "
            "chỉ đạo."
        ),
        addressees="{head}",
        recipients=("Như trên", "Thành viên Đoàn kiểm tra"),
        archive="HSKT",
        own_series_of_team=True,
    ),
    PaperKind(
        kind=DocumentKind.CONCLUSION,
        case_kind=CaseKind.CHECK,
        name="Thông báo kết luận kiểm tra",
        abbreviation="TB",
        title="THÔNG BÁO",
        subject="Kết luận {full_subject}",
        symbol="TB-{issuer}",
        register="Sổ thông báo",
        signed_by=SignedBy.HEAD,
        numbering="arabic",
        headings=SPOKEN_OUTLINE,
        closing=(
            "Trên đây là kết luận {full_subject}. {office} đề nghị các cơ quan, đơn vị liên quan "
            "thực hiện."
        ),
        addressees="",
        recipients=("{parent} (để báo cáo)", "{units} (để thực hiện)", "Thành viên Đoàn kiểm tra"),
        archive="VT, HSKT",
    ),
)
# What an amending decision is about; {full_subject} begins with thanh tra or kiểm tra.
_AMENDING = (
    (DocumentKind.EXTEND, "Quyết định gia hạn", "gia hạn thời hạn {full_subject}"),
    (
        DocumentKind.CHANGE_MEMBERS,
        "Quyết định thay đổi thành viên",
        "thay đổi, bổ sung thành viên Đoàn {full_subject}",
    ),
    (DocumentKind.SUSPEND, "Quyết định tạm dừng", "tạm dừng cuộc {full_subject}"),
    (DocumentKind.RESUME, "Quyết định tiếp tục", "tiếp tục cuộc {full_subject}"),
    (DocumentKind.STOP, "Quyết định đình chỉ", "đình chỉ cuộc {full_subject}"),
    (
        DocumentKind.ADD_UNITS,
        "Quyết định bổ sung đối tượng",
        "bổ sung đối tượng {full_subject}",
    ),
)


def _amending(first: PaperKind, kind: DocumentKind, name: str, matter: str) -> PaperKind:
    """Like the first decision of such a case, of three articles."""
    return replace(
        first,
        kind=kind,
        name=name,
        subject=f"Về việc {matter}",
        recipients=("Như Điều 3 (để thực hiện)", "{parent} (để báo cáo)"),
    )


KINDS = {(row.case_kind, row.kind): row for row in _ROWS} | {
    (row.case_kind, kind): _amending(row, kind, name, matter)
    for row in _ROWS
    if row.kind == DocumentKind.DECISION
    for kind, name, matter in _AMENDING
}
# Khoản 3 Điều 18 Luật Thanh tra 2025: to whom the plan is sent.
PLAN = PaperKind(
    kind=DocumentKind.PLAN,
    case_kind=None,
    name="Kế hoạch năm",
    abbreviation="KH",
    title="KẾ HOẠCH",
    subject="{capital_subject}",
    symbol="KH-{issuer}",
    register="Sổ kế hoạch",
    signed_by=SignedBy.HEAD,
    numbering="roman",
    headings=("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "TỔ CHỨC THỰC HIỆN"),
    closing=(
        "Trên đây là {full_subject}. Trong quá trình thực hiện, nếu phát sinh vướng mắc, chồng "
        "chéo, các đơn vị kịp thời phản ánh về {office} để xem xét, điều chỉnh."
    ),
    addressees="",
    recipients=(
        "{parent} (để báo cáo)",
        "Cơ quan thanh tra cấp trên, Kiểm toán nhà nước (để phối hợp)",
        "Các đơn vị có tên tại Phụ lục (để thực hiện)",
    ),
    archive="VT",
)


def kind_of(owner: Inspection | Plan, kind: str) -> PaperKind:
    """The row of the table for a kind of paper in this case, or of this plan."""
    if isinstance(owner, Plan):
        return PLAN
    return KINDS[CaseKind(owner.kind), DocumentKind(kind)]


def kinds_for(owner: Inspection | Plan) -> list[DocumentKind]:
    """The papers that a case gives, in the order of the work; a plan gives its own alone."""
    if isinstance(owner, Plan):
        return [DocumentKind.PLAN]
    return [kind for kind in DocumentKind if kind != DocumentKind.PLAN]


SLUGS = {
    "quyet-dinh": DocumentKind.DECISION,
    "bao-cao": DocumentKind.RESULT_REPORT,
    "ket-luan": DocumentKind.CONCLUSION,
    "gia-han": DocumentKind.EXTEND,
    "thay-doi-thanh-vien": DocumentKind.CHANGE_MEMBERS,
    "tam-dung": DocumentKind.SUSPEND,
    "tiep-tuc": DocumentKind.RESUME,
    "dinh-chi": DocumentKind.STOP,
    "bo-sung-doi-tuong": DocumentKind.ADD_UNITS,
    "ke-hoach": DocumentKind.PLAN,
}


class KindConverter:
    """A kind of paper in an address, in words without accents."""

    regex = "|".join(SLUGS)

    def to_python(self, value: str) -> DocumentKind:
        return SLUGS[value]

    def to_url(self, value: str) -> str:
        return next(slug for slug, kind in SLUGS.items() if kind == value)
