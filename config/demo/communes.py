"""The third told case: an administrative check of 23 communes, still on site; two are left out.

Its words are those of kiểm tra; its decision was issued elsewhere and recorded here.
"""

from datetime import date, timedelta

from config.demo.telling import ToldFinding, ToldRecommendation, ToldTopic
from findings.choices import FindingKind
from recommendations.choices import RecommendationKind

SUBJECT = "công tác cải cách hành chính tại các xã, phường trên địa bàn thành phố Hải An"
DECISION_NUMBER = "1726"
DECISION_SYMBOL = "QĐ-UBND"
LIMIT_DAYS = 30
DAYS_AGO = {"decided": 30, "announced": 12}
EXCLUDED = "Thành phố đã kiểm tra trong năm nay."

COMMUNES = [
    *("An Bình", "An Đông", "An Hòa", "An Phú", "Bình Minh", "Cát Tiên", "Đông Hải", "Đồng Tâm"),
    *("Gia Lộc", "Hải Bình", "Hải Đông", "Hòa Bình", "Hưng Thịnh", "Kim Sơn", "Lộc An"),
    *("Minh Tân", "Mỹ Lộc", "Nam Hải", "Phú Cường", "Quang Trung", "Sơn Hòa", "Tân Lập"),
    *("Thanh Bình", "Trung Nghĩa", "Yên Phú"),
]
LEFT_OUT = ("Quang Trung", "Yên Phú")


def days_before(today: date) -> dict[str, date]:
    """The dates of the case, counted back from `today`."""
    return {name: today - timedelta(days=days) for name, days in DAYS_AGO.items()}


BASES = [
    (
        "Kế hoạch số 54/KH-UBND của Ủy ban nhân dân thành phố Hải An về kiểm tra công tác cải cách"
        " hành chính"
    ),
]

CONTENT = ["Công tác chỉ đạo, điều hành cải cách hành chính", "Việc giải quyết thủ tục hành chính"]

TOPICS = [
    ToldTopic("steering", "Công tác chỉ đạo, điều hành cải cách hành chính"),
    ToldTopic("files", "Việc giải quyết thủ tục hành chính"),
]

FINDINGS = [
    ToldFinding(
        "plans",
        "steering",
        FindingKind.STRENGTH,
        "- 23/23 xã, phường ban hành kế hoạch cải cách hành chính trước ngày 15/01.",
        by="quan",
    ),
    ToldFinding(
        "late_reports",
        "steering",
        FindingKind.SHORTCOMING,
        "- Một số xã gửi báo cáo quý chậm từ 03 đến 10 ngày.",
        units=("An Đông", "Gia Lộc", "Kim Sơn", "Nam Hải", "Tân Lập"),
        by="quan",
    ),
    ToldFinding(
        "apology",
        "files",
        FindingKind.SHORTCOMING,
        "- Hồ sơ trả quá hạn không có thư xin lỗi người dân.",
        units=("Hải Bình", "Mỹ Lộc"),
        by="quan",
        is_confirmed=False,
    ),
]

RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        "Khắc phục các hạn chế đã nêu, gửi báo cáo kết quả về UBND thành phố.",
        to="all",
        findings=("late_reports",),
        due_days=30,
    ),
]
