"""The second told case: a provincial inspectorate at four departments; the conclusion is awaited.

Its dates lie before the day the demo is made, so that its deadlines are alive on the screen.
"""

from datetime import date, timedelta

from config.demo.telling import (
    ToldCitation,
    ToldFinding,
    ToldIndicator,
    ToldRecommendation,
    ToldTopic,
)
from findings.choices import FindingKind
from recommendations.choices import RecommendationKind

SUBJECT = (
    "việc thực hiện số hóa hồ sơ, cung cấp dịch vụ công trực tuyến tại 04 sở"
    " thuộc Ủy ban nhân dân thành phố Hải An"
)
LIMIT_DAYS = 45
DAYS_AGO = {
    "decided": 75,
    "announced": 68,
    "suspended": 56,
    "storm_begins": 55,
    "storm_ends": 51,
    "on_site_ended": 32,
    "reported": 14,
    "ordered": 10,
}
STORM = "bão đổ bộ vào thành phố, các sở tập trung phòng, chống lụt bão"

UNITS = {
    "transport": "Sở Xây dựng thành phố Hải An",
    "farming": "Sở Nông nghiệp và Môi trường thành phố Hải An",
    "trade": "Sở Công Thương thành phố Hải An",
    "home": "Sở Nội vụ thành phố Hải An",
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
    "Kế hoạch thanh tra năm nay của Thanh tra thành phố Hải An",
]

CONTENT = [
    "Việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "Việc cung cấp dịch vụ công trực tuyến",
    "Việc ký số và tự kiểm tra",
]

OVERVIEW = """\
Bốn sở được thanh tra đều có Trung tâm hoặc bộ phận tiếp nhận hồ sơ, sử dụng chung Hệ thống thông \
tin giải quyết thủ tục hành chính của thành phố. Chỉ tiêu năm được giao tại [target]: số hóa 100% hồ \
sơ tiếp nhận; tỷ lệ hồ sơ trực tuyến từ 55% trở lên."""

TOPICS = [
    ToldTopic("scanning", "Việc số hóa hồ sơ, kết quả giải quyết thủ tục hành chính"),
    ToldTopic("online", "Việc cung cấp dịch vụ công trực tuyến"),
    ToldTopic("signing", "Việc ký số và tự kiểm tra"),
]

TARGET = ToldCitation(
    "Công văn",
    "4842/UBND-KSTT",
    date(2025, 8, 20),
    "UBND thành phố Hải An",
    "về việc giao chỉ tiêu số hóa, hồ sơ trực tuyến",
)

BASIS = "khoản 3 Công văn số 4842/UBND-KSTT ngày 20/8/2025 của UBND thành phố Hải An"
INDICATORS = [
    ToldIndicator(
        "Tỷ lệ hồ sơ được số hóa",
        "scanning",
        "Hồ sơ tiếp nhận",
        "Hồ sơ đã số hóa",
        "Thời kỳ thanh tra",
        {
            "transport": (4_226, 4_170),
            "farming": (1_250, 10),
            "trade": (2_000, 2_000),
            "home": (640, 608),
        },
        target=100,
        target_basis=BASIS,
    ),
    ToldIndicator(
        "Tỷ lệ hồ sơ trực tuyến",
        "online",
        "Hồ sơ tiếp nhận",
        "Hồ sơ trực tuyến",
        "Thời kỳ thanh tra",
        {
            "transport": (4_226, 2_620),
            "farming": (1_250, 390),
            "trade": (2_000, 1_380),
            "home": (640, 311),
        },
        target=55,
        target_basis=BASIS,
    ),
]

FINDINGS = [
    ToldFinding(
        "unscanned",
        "scanning",
        FindingKind.VIOLATION,
        "- Sở Nông nghiệp và Môi trường chỉ số hóa 10/1.250 hồ sơ (0,8%), không đạt chỉ tiêu 100%"
        " do UBND thành phố giao; không có kế hoạch khắc phục.",
        units=("farming",),
        citations=(TARGET,),
        cause="Chưa phân công công chức số hóa; máy quét hỏng từ đầu năm chưa được thay.",
        officials=(
            ("ông Lý Quốc Bảo", "Chánh Văn phòng Sở, đầu mối kiểm soát thủ tục", "farming"),
            ("bà Cao Thị Ngân", "Trưởng phòng Hành chính", "farming"),
        ),
    ),
    ToldFinding(
        "good",
        "scanning",
        FindingKind.STRENGTH,
        "- Sở Công Thương số hóa 100% hồ sơ và kết quả, trả kết quả điện tử cho người dân.",
        units=("trade",),
        by="minh",
    ),
    ToldFinding(
        "below_target",
        "online",
        FindingKind.SHORTCOMING,
        "- Hai sở chưa đạt tỷ lệ hồ sơ trực tuyến được giao, không báo cáo lý do.",
        summary="Hai sở chưa đạt tỷ lệ hồ sơ trực tuyến 55% được giao.",
        units=("farming", "home"),
        citations=(TARGET,),
    ),
    ToldFinding(
        "no_check",
        "signing",
        FindingKind.SHORTCOMING,
        "- Sở Xây dựng không tự kiểm tra việc giải quyết thủ tục hành chính trong 02 năm liền;"
        " 112 kết quả giải quyết chưa được ký số.",
        summary="Sở Xây dựng không tự kiểm tra trong 02 năm; 112 kết quả chưa được ký số.",
        units=("transport",),
    ),
]

RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Giám đốc Sở tổ chức kiểm điểm, rút kinh nghiệm; lập kế hoạch số hóa toàn bộ hồ sơ còn lại"
        " và báo cáo kết quả.",
        to="farming",
        person="Giám đốc Sở Nông nghiệp và Môi trường thành phố Hải An",
        findings=("unscanned", "below_target"),
        due_days=60,
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Có giải pháp nâng tỷ lệ hồ sơ trực tuyến đạt chỉ tiêu được giao.",
        to="home",
        person="Giám đốc Sở Nội vụ thành phố Hải An",
        findings=("below_target",),
        due_days=60,
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Ký số bổ sung 112 kết quả; tự kiểm tra việc giải quyết thủ tục hành chính ít nhất mỗi năm"
        " một lần.",
        to="transport",
        person="Giám đốc Sở Xây dựng thành phố Hải An",
        findings=("no_check",),
        due_days=30,
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Duy trì việc số hóa toàn bộ hồ sơ; phổ biến cách làm cho các sở.",
        to="trade",
        person="Giám đốc Sở Công Thương thành phố Hải An",
    ),
]

RETURN_REASON = (
    "Mục III chưa nêu trách nhiệm của người đứng đầu Sở Nông nghiệp và Môi trường; đề nghị bổ sung"
    " rồi trình lại."
)
ADDED_ON_RETURN = (
    "Trách nhiệm chính thuộc về Giám đốc Sở Nông nghiệp và Môi trường trong việc phân công, kiểm"
    " tra việc số hóa theo chỉ tiêu giao tại [target]."
)
