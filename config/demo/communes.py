"""The third told case: an administrative check of 23 communes, reported; two are left out.

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
DAYS_AGO = {"decided": 60, "announced": 42, "on_site_ended": 16, "reported": 1}
REPORT_WITHIN_DAYS = 56
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

OVERVIEW = """\
Đoàn chia thành 03 tổ, làm việc trực tiếp và lập biên bản tại từng xã. Kết quả dưới đây được tổng hợp \
từ biên bản của các tổ; nội dung chung nêu trong báo cáo, hạn chế của từng xã nêu tại Phụ lục."""

FINDINGS = [
    ToldFinding(
        "plans",
        "steering",
        FindingKind.STRENGTH,
        "- 23/23 xã ban hành kế hoạch cải cách hành chính trong tháng 01.",
        by="quan",
    ),
    ToldFinding(
        "reception",
        "steering",
        FindingKind.STRENGTH,
        "- Các xã đều bố trí phòng tiếp công dân, cử công chức trực và ghi sổ theo dõi.",
        by="quan",
    ),
    ToldFinding(
        "self_check",
        "steering",
        FindingKind.SHORTCOMING,
        "- Kế hoạch của nhiều xã chưa định rõ người làm và thời hạn; việc tự kiểm tra còn hình thức.",
        by="quan",
    ),
    ToldFinding(
        "late_reports",
        "steering",
        FindingKind.SHORTCOMING,
        "- Một số xã gửi báo cáo quý chậm từ 03 đến 10 ngày.",
        units=("An Đông", "Gia Lộc", "Kim Sơn", "Nam Hải", "Tân Lập"),
        notes={"An Đông": "Báo cáo quý I chậm 10 ngày", "Gia Lộc": "Báo cáo quý II chậm 05 ngày"},
        by="quan",
    ),
    ToldFinding(
        "discipline",
        "steering",
        FindingKind.SHORTCOMING,
        "- Còn cán bộ, công chức bị xử lý kỷ luật trong kỳ kiểm tra.",
        units=("Bình Minh", "Cát Tiên", "Lộc An", "Sơn Hòa", "Trung Nghĩa"),
        by="quan",
    ),
    ToldFinding(
        "slips",
        "files",
        FindingKind.SHORTCOMING,
        "- Hồ sơ không lưu phiếu kiểm soát quá trình giải quyết; hẹn ngày trả kết quả chưa đúng.",
        units=("An Hòa", "Đông Hải", "Đồng Tâm", "Hải Đông", "Hòa Bình", "Minh Tân", "Thanh Bình"),
        by="quan",
    ),
    ToldFinding(
        "apology",
        "files",
        FindingKind.SHORTCOMING,
        "- Hồ sơ trả quá hạn không có thư xin lỗi người dân.",
        units=("Hải Bình", "Mỹ Lộc"),
        by="quan",
    ),
]
COMMON = ("self_check", "late_reports", "discipline", "slips", "apology")

RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        "Rà soát kế hoạch cải cách hành chính, phân công rõ người, rõ việc, rõ thời hạn.",
        to="all",
        findings=("self_check",),
    ),
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        "Khắc phục các hạn chế Đoàn đã nêu, chấn chỉnh tổ chức, cá nhân có liên quan",
        to="all",
        findings=COMMON,
        due_days=REPORT_WITHIN_DAYS,
        report_to="city",
        via="home",
    ),
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        "Có văn bản chỉ đạo các xã thực hiện đầy đủ, kịp thời kiến nghị của Đoàn kiểm tra.",
        to="city",
    ),
]

SIGNED_BY_POST = "PHÓ CHÁNH VĂN PHÒNG SỞ NỘI VỤ"
RECIPIENTS = """\
Như trên
Chủ tịch, các Phó Chủ tịch UBND thành phố (để báo cáo)
Sở Nội vụ (để theo dõi, tổng hợp)
Ủy ban nhân dân các xã được kiểm tra (để thực hiện)
Thành viên Đoàn kiểm tra"""
