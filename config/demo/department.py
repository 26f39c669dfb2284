"""The fourth told case: a department looks at its own divisions; its report cites much in footnotes."""

from datetime import date

from config.demo.telling import ToldFinding, ToldIndicator, ToldRecommendation, ToldTopic
from findings.choices import FindingKind
from recommendations.choices import RecommendationKind

SUBJECT = "công tác cải cách hành chính năm 2025 tại các phòng, đơn vị thuộc Sở Nội vụ"
DECISION_NUMBER, DECISION_SYMBOL = "212", "QĐ-SNV"
DECIDED_ON, ANNOUNCED_ON = date(2025, 9, 8), date(2025, 9, 15)
ON_SITE_ENDED_ON, REPORTED_ON = date(2025, 10, 3), date(2025, 11, 12)
# The department reports to the city what its own team found.
TOLD_ON = date(2025, 11, 20)
LIMIT_DAYS = 30

VISITED = {
    "d_office": "Văn phòng Sở Nội vụ",
    "d_merit": "Phòng Người có công thuộc Sở Nội vụ",
    "d_work": "Phòng Việc làm, An toàn lao động thuộc Sở Nội vụ",
    "d_reform": "Phòng Cải cách hành chính thuộc Sở Nội vụ",
}
NOT_VISITED = {
    "s_jobs": "Trung tâm Dịch vụ việc làm Hải An",
    "s_care": "Trung tâm Bảo trợ xã hội Hải An",
    "s_school": "Trường Trung cấp nghề Hải An",
    "s_rest": "Trung tâm Điều dưỡng người có công Hải An",
}
NOT_VISITED_REASON = "Do mưa bão kéo dài, đơn vị tự kiểm tra và gửi hồ sơ."

BASES = ["Kế hoạch số 109/KH-SNV ngày 20/8/2025 của Sở Nội vụ về kiểm tra cải cách hành chính"]
CONTENT = ["Công tác chỉ đạo, điều hành", "Việc giải quyết thủ tục hành chính"]

OVERVIEW = """\
Thực hiện Kế hoạch số 285/KH-UBND ngày 05/12/2024 của Ủy ban nhân dân (UBND) thành phố về cải cách \
hành chính (CCHC) năm 2025, Sở đã ban hành kế hoạch của mình và các kế hoạch liên quan^[Kế hoạch số \
106/KH-SNV ngày 25/12/2024 về CCHC năm 2025; Kế hoạch số 107/KH-SNV ngày 27/12/2024 về tuyên truyền \
CCHC; Kế hoạch số 04/KH-SNV ngày 06/01/2025 về kiểm soát thủ tục hành chính; Kế hoạch số 06/KH-SNV \
ngày 10/01/2025 về đào tạo, bồi dưỡng; Kế hoạch số 07/KH-SNV ngày 13/01/2025 về duy trì hệ thống quản \
lý chất lượng; Kế hoạch số 11/KH-SNV ngày 24/01/2025 về rà soát thủ tục hành chính; Kế hoạch số \
20/KH-SNV ngày 20/02/2025 về theo dõi thi hành pháp luật; Kế hoạch số 21/KH-SNV ngày 26/02/2025 về \
văn thư, lưu trữ; Kế hoạch số 32/KH-SNV ngày 21/3/2025 về ứng dụng công nghệ thông tin; Kế hoạch số \
39/KH-SNV ngày 09/4/2025 về cải thiện chỉ số CCHC; Kế hoạch số 109/KH-SNV ngày 20/8/2025 về kiểm tra \
CCHC.], đề ra 34 nhiệm vụ trên 08 lĩnh vực. Lãnh đạo Sở có nhiều văn bản đôn đốc^[Công văn số \
529/SNV-VP ngày 09/4/2025 về chỉ số hài lòng; Công văn số 675/SNV-VP ngày 06/5/2025 về theo dõi thi \
hành pháp luật; Công văn số 761/SNV-VP ngày 19/5/2025 về trao đổi văn bản trên môi trường mạng; Công \
văn số 805/SNV-VP ngày 26/5/2025 về kiểm tra CCHC; Công văn số 860/SNV-VP ngày 02/6/2025 về kỹ thuật \
trình bày văn bản; Công văn số 1391/SNV-VP ngày 08/9/2025 về tiếp công dân; Công văn số 1452/SNV-VP \
ngày 17/9/2025 về dịch vụ công trực tuyến.], yêu cầu trưởng các phòng, đơn vị thực hiện.

Kế hoạch kiểm tra gồm 04 phòng và 04 đơn vị trực thuộc. Vì mưa bão, Đoàn chỉ làm việc trực tiếp tại 04 \
phòng; các đơn vị còn lại^[Trung tâm Dịch vụ việc làm Hải An; Trung tâm Bảo trợ xã hội Hải An; Trường \
Trung cấp nghề Hải An; Trung tâm Điều dưỡng người có công Hải An.] tự kiểm tra và gửi kết quả về \
Đoàn^[Báo cáo số 336/BC-SNV ngày 10/11/2025 của Sở Nội vụ tổng hợp kết quả tự kiểm tra CCHC năm \
2025.]."""

TOPICS = [
    ToldTopic("steering", "Công tác chỉ đạo, điều hành cải cách hành chính"),
    ToldTopic("files", "Việc giải quyết thủ tục hành chính"),
]

INDICATORS = [
    ToldIndicator(
        "Hồ sơ giải quyết trước hạn và đúng hạn",
        "files",
        "Hồ sơ đã giải quyết",
        "Trước và đúng hạn",
        "9 tháng năm 2025",
        {
            "d_office": (412, 412),
            "d_merit": (1_864, 1_842),
            "d_work": (935, 935),
            "d_reform": (126, 124),
        },
        is_in_annex=True,
    ),
    ToldIndicator(
        "Thủ tục có phát sinh hồ sơ trực tuyến",
        "files",
        "Thủ tục đang giải quyết",
        "Có hồ sơ trực tuyến",
        "9 tháng năm 2025",
        {"d_office": (6, 2), "d_merit": (28, 3), "d_work": (15, 1), "d_reform": (8, 1)},
        measured_in="thủ tục",
        is_in_annex=True,
    ),
]

FINDINGS = [
    ToldFinding(
        "tasks",
        "steering",
        FindingKind.STRENGTH,
        "- Các phòng bám sát kế hoạch, 34/34 nhiệm vụ đã được giao đến từng công chức.",
        by="minh",
    ),
    ToldFinding(
        "online",
        "files",
        FindingKind.SHORTCOMING,
        "- Chỉ 07/57 thủ tục (12,3%) có phát sinh hồ sơ trực tuyến.",
        cause="Người nộp phần lớn là người cao tuổi, người khuyết tật, quen nộp trực tiếp.",
    ),
]
HARDSHIPS = """\
- Bộ công bố một số thủ tục chưa nêu rõ thời gian của từng cấp nên khó xây dựng quy trình nội bộ.
- Cơ quan thuế chưa tham gia hệ thống một cửa, hồ sơ liên thông phải gửi qua thư điện tử."""

RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.POLICY,
        "Khi công bố thủ tục hành chính, nêu rõ thời gian và trách nhiệm của từng cấp.",
        to="ministry",
    ),
    ToldRecommendation(
        RecommendationKind.POLICY,
        "Xem xét tỷ lệ hồ sơ trực tuyến là tiêu chí cộng điểm khi chấm chỉ số cải cách hành chính.",
        to="city",
    ),
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        "Thống nhất một thời điểm chốt số liệu cho các báo cáo định kỳ.",
        to="city",
        findings=("online",),
    ),
]
RECIPIENTS = """\
Như trên
Lãnh đạo Sở
Các phòng, đơn vị thuộc Sở (để thực hiện)
Thành viên Đoàn kiểm tra"""
