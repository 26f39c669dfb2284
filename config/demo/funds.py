"""The sixth told case: one inspection at two wards, two conclusions.

That on the first ward was appraised and is issued; that on the second is still being written. Its
dates lie before the day the demo is made.
"""

from datetime import date, timedelta

from config.demo.telling import (
    ToldCitation,
    ToldFinding,
    ToldIndicator,
    ToldRecommendation,
    ToldTopic,
)
from findings.choices import EntryKind, FindingKind
from findings.library import EntryFacts
from recommendations.choices import RecommendationKind

SUBJECT = "việc quản lý, sử dụng các quỹ do Nhân dân đóng góp tại 02 phường"
UNITS = {
    "bac_ha": "Ủy ban nhân dân phường Bắc Hà, thành phố Hải An",
    "nam_thanh": "Ủy ban nhân dân phường Nam Thành, thành phố Hải An",
}
LIMIT_DAYS = 30
DAYS_AGO = {
    "decided": 55,
    "announced": 48,
    "on_site_ended": 24,
    "reported": 10,
    "ordered": 7,
}


def days_before(today: date) -> dict[str, date]:
    """The dates of the case, counted back from `today`."""
    return {name: today - timedelta(days=days) for name, days in DAYS_AGO.items()}


BASES = [
    "Luật Thanh tra ngày 25 tháng 6 năm 2025",
    (
        "Nghị định số 216/2025/NĐ-CP ngày 05 tháng 8 năm 2025 của Chính phủ quy định chi tiết một số"
        " điều và biện pháp thi hành Luật Thanh tra"
    ),
    "Văn bản số 2210/UBND-NC của Ủy ban nhân dân thành phố Hải An về việc thanh tra đột xuất",
]
CONTENT = ["Việc vận động, thu các quỹ", "Việc quản lý, chi các quỹ"]

TOPICS = [
    ToldTopic("raising", "Việc vận động, thu các quỹ"),
    ToldTopic("spending", "Việc quản lý, chi các quỹ"),
    ToldTopic("lending", "Việc cho vay từ quỹ"),
]

INDICATORS = [
    ToldIndicator(
        "Tỷ lệ khoản thu có biên lai",
        "raising",
        "Khoản thu",
        "Khoản thu có biên lai",
        "Thời kỳ thanh tra",
        {"bac_ha": (412, 397), "nam_thanh": (286, 286)},
        measured_in="khoản",
        target=100,
        target_basis="quy chế quản lý quỹ của mỗi phường",
    ),
]

DECREE = ToldCitation(
    "Nghị định",
    "78/2021/NĐ-CP",
    date(2021, 8, 1),
    "Chính phủ",
    "về thành lập và quản lý Quỹ phòng, chống thiên tai",
)

FINDINGS = [
    ToldFinding(
        "meetings",
        "raising",
        FindingKind.STRENGTH,
        "- Hai phường đã họp Nhân dân lấy ý kiến về mức đóng góp trước khi thu; công khai danh sách"
        " tại nhà văn hóa tổ dân phố.",
        by="minh",
    ),
    ToldFinding(
        "receipts",
        "raising",
        FindingKind.SHORTCOMING,
        "- 15/412 khoản thu của Quỹ Phòng, chống thiên tai không có biên lai, tổng số tiền 4.500.000"
        " đồng; công chức thu đã ghi sổ và nộp quỹ đủ.",
        summary="15 khoản thu không có biên lai.",
        units=("bac_ha",),
        cause="Biên lai cấp thiếu trong đợt thu tháng 7.",
    ),
    ToldFinding(
        "reports",
        "spending",
        FindingKind.SHORTCOMING,
        "- Báo cáo quyết toán quỹ năm trước gửi chậm so với quy chế.",
        notes={"bac_ha": "chậm 20 ngày", "nam_thanh": "chậm 45 ngày"},
    ),
    ToldFinding(
        "loan",
        "lending",
        FindingKind.VIOLATION,
        "- Quỹ của phường Nam Thành cho 02 hộ vay 60.000.000 đồng ngoài mục đích của quỹ; đến khi"
        " thanh tra đã thu hồi 25.000.000 đồng, còn 35.000.000 đồng.",
        summary="Cho vay 60.000.000 đồng ngoài mục đích của quỹ, còn 35.000.000 đồng chưa thu hồi.",
        units=("nam_thanh",),
        citations=(DECREE,),
        cause="Chủ tài khoản không đối chiếu quy chế khi duyệt chi.",
    ),
]

RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Cấp bù biên lai cho 15 khoản thu; chấn chỉnh việc quản lý biên lai.",
        to="bac_ha",
        findings=("receipts",),
        due_days=30,
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Gửi báo cáo quyết toán quỹ đúng hạn theo quy chế.",
        to="all",
        findings=("reports",),
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Thu hồi 35.000.000 đồng đã cho vay về quỹ; kiểm điểm trách nhiệm của chủ tài khoản.",
        to="nam_thanh",
        findings=("loan",),
        due_days=60,
    ),
]

OVERVIEW = """\
Hai phường quản lý 03 quỹ do Nhân dân đóng góp: Quỹ Phòng, chống thiên tai, Quỹ Đền ơn đáp nghĩa, Quỹ \
Vì người nghèo; tổng số thu trong thời kỳ thanh tra 698 khoản."""
ASSIGNMENT = "Phiếu giao thẩm định số 12/PG-TTTP"
OPINION = """\
- Dự thảo đúng phạm vi, thời kỳ của quyết định; số liệu khớp với báo cáo kết quả thanh tra.
- Kiến nghị có căn cứ, có thời hạn thực hiện."""

# What the team keeps for the next case of the kind.
LIBRARY = (
    EntryFacts(
        EntryKind.FINDING,
        "Thu quỹ không có biên lai",
        "- Một số khoản thu không có biên lai; công chức thu đã ghi sổ và nộp quỹ đủ.",
        topic="Quỹ do Nhân dân đóng góp",
        sort=FindingKind.SHORTCOMING,
    ),
    EntryFacts(
        EntryKind.RECOMMENDATION,
        "Cấp bù biên lai",
        "Cấp bù biên lai cho các khoản thu chưa có biên lai; chấn chỉnh việc quản lý biên lai.",
        topic="Quỹ do Nhân dân đóng góp",
        sort=RecommendationKind.CORRECT,
    ),
    EntryFacts(
        EntryKind.PHRASE,
        "Giới hạn của cuộc thanh tra",
        "Đoàn kiểm tra trên hồ sơ do đơn vị cung cấp và chịu trách nhiệm về nhận xét trong phạm vi"
        " hồ sơ đó; đơn vị chịu trách nhiệm về tính đầy đủ, trung thực của hồ sơ.",
        topic="Phần chung của báo cáo",
    ),
)
