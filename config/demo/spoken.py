"""The fifth told case: a working group checks one department; its chair speaks the conclusion."""

from datetime import date

from config.demo.telling import ToldFinding, ToldRecommendation, ToldTopic
from findings.choices import FindingKind
from recommendations.choices import RecommendationKind

SUBJECT = (
    "việc thực hiện nhiệm vụ do Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân thành phố giao năm 2025"
    " tại Sở Công Thương"
)
DECISION_NUMBER, DECISION_SYMBOL = "897", "QĐ-UBND"
DECIDED_ON, ANNOUNCED_ON = date(2025, 8, 11), date(2025, 8, 18)
ON_SITE_ENDED_ON, REPORTED_ON = date(2025, 8, 22), date(2025, 8, 29)
CONCLUDED_ON = date(2025, 9, 5)
LIMIT_DAYS = 10
BASES = ["Quy chế làm việc của Ủy ban nhân dân thành phố Hải An"]
CONTENT = ["Việc thực hiện nhiệm vụ được giao", "Công tác cải cách hành chính"]

TOPICS = [
    ToldTopic("tasks", "Việc thực hiện nhiệm vụ được giao"),
    ToldTopic("reform", "Công tác cải cách hành chính"),
]

FINDINGS = [
    ToldFinding(
        "programme",
        "tasks",
        FindingKind.STRENGTH,
        "- Sở hoàn thành 03/4 nhiệm vụ trong chương trình công tác; hoàn thành 80/91 nhiệm vụ có thời"
        " hạn, 11 nhiệm vụ còn lại đang làm, không có nhiệm vụ quá hạn.",
        by="minh",
    ),
    ToldFinding(
        "files",
        "reform",
        FindingKind.STRENGTH,
        "- Sở giải quyết 4.170/4.226 hồ sơ (98,7%), trong đó 358 hồ sơ trước hạn, 3.812 hồ sơ đúng"
        " hạn. Hồ sơ còn lại đều đang trong hạn giải quyết.",
        by="minh",
    ),
    ToldFinding(
        "advice",
        "tasks",
        FindingKind.SHORTCOMING,
        "- Một số việc tham mưu chất lượng chưa cao, còn phải làm lại.",
    ),
    ToldFinding(
        "rank",
        "reform",
        FindingKind.SHORTCOMING,
        "- Chỉ số năng lực cạnh tranh cấp sở giảm dần: thứ 3 năm 2022, thứ 7 các năm 2023 và 2024,"
        " thứ 10 năm 2025 trên 24 cơ quan.",
    ),
    ToldFinding(
        "site",
        "reform",
        FindingKind.SHORTCOMING,
        "- Chuyển đổi số còn chậm; trang thông tin điện tử thiếu mục, ít cập nhật.",
    ),
]

# One thing has its day; it went by, and a letter urges it.
DUE_ON, URGED_ON = date(2025, 11, 15), date(2025, 11, 24)
RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        words,
        to="trade",
        findings=findings,
        due_on=DUE_ON if findings == ("rank",) else None,
    )
    for words, findings in (
        (
            "Rà soát toàn bộ nhiệm vụ được giao, tập trung hoàn thành nhiệm vụ trọng tâm.",
            ("advice",),
        ),
        ("Tăng cường kiểm tra nội bộ, bồi dưỡng nghiệp vụ cho công chức.", ("advice",)),
        ("Lập kế hoạch có lộ trình để cải thiện các chỉ số liên quan đến ngành.", ("rank",)),
        ("Phối hợp đẩy mạnh chuyển đổi số, nâng chất lượng trang thông tin điện tử.", ("site",)),
    )
]

OPENING = """\
Ngày 22/8/2025, Đoàn kiểm tra thành lập theo Quyết định số 897/QĐ-UBND ngày 11/8/2025 của Chủ tịch Ủy \
ban nhân dân (UBND) thành phố đã làm việc với Sở Công Thương. Về phía Sở có lãnh đạo Sở và đại diện \
các phòng, đơn vị trực thuộc.

Sau khi nghe báo cáo của Sở, ý kiến của các thành viên và giải trình của lãnh đạo Sở, đồng chí Phạm \
Hồng Sơn, người chủ trì, kết luận như sau:"""
RECIPIENTS = """\
Chủ tịch, các Phó Chủ tịch UBND thành phố (để báo cáo)
Sở Công Thương thành phố Hải An (để thực hiện)
Các sở: Tài chính, Nội vụ (để phối hợp)
Thành viên Đoàn kiểm tra"""
