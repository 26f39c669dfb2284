"""The first told case: a district inspectorate examines one division, 2022–2024."""

from datetime import date

from config.demo.telling import ToldCitation, ToldFinding, ToldRecommendation, ToldTopic
from findings.choices import FindingKind
from recommendations.choices import RecommendationKind

SUBJECT = (
    "việc thực hiện nhiệm vụ, công vụ, công tác cải cách hành chính tại"
    " Phòng Lao động - Thương binh và Xã hội quận Hải Tân, niên độ 2022-2024"
)
PERIOD = (date(2022, 1, 1), date(2024, 1, 10))
DECIDED_ON = date(2024, 1, 24)
ANNOUNCED_ON = date(2024, 1, 29)
ON_SITE_ENDED_ON = date(2024, 2, 5)
REPORTED_ON = date(2024, 2, 15)
CONCLUDED_ON = date(2024, 3, 5)
LIMIT_DAYS = 30
DRAFTED = {"draft_ordered": date(2024, 2, 20), "draft_received": date(2024, 2, 27)}
FOLLOWED = {
    "published": date(2024, 3, 12),
    "conclusion_received": date(2024, 3, 12),
    "directed": date(2024, 3, 22),
}

BASES = [
    "Luật Thanh tra ngày 14 tháng 11 năm 2022",
    (
        "Nghị định số 43/2023/NĐ-CP ngày 30 tháng 6 năm 2023 của Chính phủ quy định chi tiết một số"
        " điều và biện pháp thi hành Luật Thanh tra"
    ),
    "Kế hoạch thanh tra năm 2024 của Thanh tra quận Hải Tân",
]

CONTENT = [
    "Kết quả thực hiện nhiệm vụ, công vụ",
    "Trách nhiệm quản lý nhà nước về thủ tục hành chính, cung cấp dịch vụ hành chính công",
    "Việc giải quyết thủ tục hành chính",
]

OVERVIEW = """\
Phòng Lao động - Thương binh và Xã hội (sau đây gọi là Phòng) ra đời theo Quyết định số \
245/QĐ-UBND ngày 29/4/2008 của Ủy ban nhân dân (UBND) quận Hải Tân, là cơ quan chuyên môn giúp \
UBND quận quản lý nhà nước về lao động và tiền lương ở khu vực kinh doanh, việc làm, giáo dục nghề \
nghiệp, bảo hiểm xã hội, an toàn lao động, người có công, bảo trợ xã hội, trẻ em, bình đẳng giới và \
phòng, chống tệ nạn xã hội. Phòng có con dấu, tài khoản riêng; về tổ chức, biên chế chịu sự quản lý \
của UBND quận, về chuyên môn chịu sự hướng dẫn, kiểm tra của Sở Lao động - Thương binh và Xã hội.

Biên chế năm 2023 quận giao cho Phòng là 05 công chức: 01 Trưởng phòng, 01 Phó Trưởng phòng và \
03 chuyên viên."""

TOPICS = [
    ToldTopic("duty", "Kết quả thực hiện nhiệm vụ, công vụ"),
    ToldTopic(
        "procedures",
        "Trách nhiệm quản lý nhà nước về thực hiện thủ tục hành chính, cung cấp dịch vụ hành chính"
        " công cho cá nhân, tổ chức",
    ),
    ToldTopic(
        "spreading",
        "Việc quán triệt, triển khai quy định về trách nhiệm công vụ trong giải quyết thủ tục hành"
        " chính",
        parent="procedures",
    ),
    ToldTopic(
        "control",
        "Việc rà soát, kiến nghị sửa đổi, bãi bỏ thủ tục hành chính không còn phù hợp",
        parent="procedures",
    ),
    ToldTopic(
        "desk",
        "Việc bố trí công chức làm việc tại Bộ phận tiếp nhận và trả kết quả của quận",
        parent="procedures",
    ),
    ToldTopic(
        "digital",
        "Việc công khai thủ tục hành chính, số hóa hồ sơ và giải quyết trên môi trường điện tử",
        parent="procedures",
    ),
    ToldTopic("files", "Việc giải quyết thủ tục hành chính"),
]

ADVICE_CALL = ToldCitation(
    "Công văn",
    "1218/SLĐTBXH-BTXH",
    date(2023, 3, 20),
    "Sở Lao động - Thương binh và Xã hội",
    "về việc xin ý kiến dự thảo văn bản quy phạm pháp luật",
)
CONFLICT_CALL = ToldCitation(
    "Công văn",
    "73/UBND-TTr",
    date(2023, 7, 12),
    "UBND quận Hải Tân",
    "về việc rà soát xung đột lợi ích",
)

FINDINGS = [
    ToldFinding(
        "organisation",
        "duty",
        FindingKind.STRENGTH,
        """\
- Phòng đã trình UBND quận ban hành Quyết định số 02/2022/QĐ-UBND ngày 06/6/2022 quy định chức \
năng, nhiệm vụ, quyền hạn của mình.

- Công việc được giao rõ người, rõ việc: trong niên độ thanh tra có 05 thông báo phân công, ban \
hành vào đầu năm hoặc khi có thay đổi về nhân sự, vị trí việc làm.

- Công chức giữ đúng giờ làm việc, quy chế làm việc và việc đeo thẻ khi thi hành công vụ; không ai \
bị nhắc nhở trong các đợt kiểm tra của UBND quận, không có đơn thư về thái độ tiếp dân. Hằng năm \
05/05 người ký cam kết không gây phiền hà, sách nhiễu.""",
        summary=(
            "Phòng phân công rõ người, rõ việc; công chức giữ nghiêm kỷ luật, giờ giấc, quy tắc "
            "ứng xử, thực hiện tốt Công văn số 2598/UBND-KSTTHC ngày 24/10/2023 của UBND thành "
            "phố và Công văn số 2907/UBND-NV ngày 26/10/2023 của UBND quận về tăng cường kỷ luật,"
            " kỷ cương."
        ),
    ),
    ToldFinding(
        "programme",
        "duty",
        FindingKind.STRENGTH,
        """\
- Chương trình công tác năm được xây dựng, thực hiện và báo cáo đúng hạn:

+ Báo cáo số 142/BC-UBND ngày 18/10/2022 về kết quả năm 2022 và đề xuất nhiệm vụ năm 2023.

+ Báo cáo số 177/BC-UBND ngày 27/10/2023 về kết quả năm 2023 và đề xuất nhiệm vụ năm 2024.

+ Chương trình công tác số 08/CTr-LĐTBXH ngày 15/01/2024 của Phòng.

- Năm 2022 hoàn thành 04/04 nhiệm vụ quận giao; năm 2023 hoàn thành 04/04 nhiệm vụ. Cả hai năm \
không có việc quá hạn, không có khiếu kiện.

- Kết quả xếp loại: đơn vị hoàn thành tốt nhiệm vụ trong cả hai năm; năm 2022 có 4/4 công chức \
hoàn thành tốt trở lên (02 người hoàn thành xuất sắc), năm 2023 là 5/5 (01 người hoàn thành xuất \
sắc).""",
        summary=(
            "Các nhiệm vụ UBND quận, Chủ tịch UBND quận giao trong hai năm 2022, 2023 đều hoàn "
            "thành đúng hạn; công chức được đánh giá hoàn thành tốt nhiệm vụ trở lên."
        ),
    ),
    ToldFinding(
        "petitions",
        "duty",
        FindingKind.SHORTCOMING,
        """\
- Việc tiếp nhận, giải quyết đơn: năm 2022 Phòng giúp UBND quận trả lời 01 đơn bằng Báo cáo số \
229/BC-UBND ngày 29/3/2022; năm 2023 giải quyết 02 kiến nghị về chế độ, chính sách bằng Công văn số \
142/LĐTBXH ngày 22/8/2023 và Công văn số 2834/UBND-LĐTBXH ngày 18/10/2023. Tuy nhiên cả 03 đơn đều \
không được vào sổ để quản lý, theo dõi.""",
        summary=(
            "Đơn do Phòng giải quyết hoặc giúp UBND quận giải quyết chưa được vào sổ theo dõi như"
            " khoản 1 Điều 29 Thông tư số 05/2021/TT-TTCP ngày 01/10/2021 của Thanh tra Chính phủ"
            " quy định."
        ),
        provision=("05/2021/TT-TTCP", "29", "1"),
        cause="Công chức được giao chưa nắm quy định về quản lý đơn.",
    ),
    ToldFinding(
        "integrity",
        "duty",
        FindingKind.STRENGTH,
        """\
- Phòng, chống tham nhũng:

+ Quy chế chi tiêu nội bộ được ban hành hằng năm; có Kế hoạch số 11/KH-UBND ngày 15/02/2023 về thực \
hiện dân chủ.

+ Kê khai tài sản, thu nhập: năm 2022 có 02 công chức lãnh đạo kê khai hằng năm; năm 2023 có 03 \
người (02 kê khai hằng năm, 01 kê khai lần đầu), đạt 100% số người phải kê khai, bản kê khai được \
niêm yết công khai có biên bản.

+ Chuyển đổi vị trí công tác được rà soát theo Công văn số 93/LĐTBXH ngày 08/7/2022 và Công văn số \
48/LĐTBXH ngày 20/3/2023.""",
        summary=(
            "Quy định về phòng, chống tham nhũng, kê khai tài sản, thu nhập và dân chủ cơ sở được"
            " thực hiện đầy đủ."
        ),
    ),
    ToldFinding(
        "conflict",
        "duty",
        FindingKind.SHORTCOMING,
        "- Năm 2023 Phòng không có văn bản báo cáo kết quả rà soát xung đột lợi ích mà UBND quận đã"
        " yêu cầu tại Công văn số 73/UBND-TTr ngày 12/7/2023.",
        summary=(
            "Năm 2023 Phòng không báo cáo việc rà soát xung đột lợi ích theo Công văn số"
            " 73/UBND-TTr ngày 12/7/2023 của UBND quận."
        ),
        citations=(CONFLICT_CALL,),
        cause="Chưa bố trí người theo dõi chế độ báo cáo.",
    ),
    ToldFinding(
        "papers",
        "duty",
        FindingKind.NOTE,
        "- Văn bản Phòng đã trình UBND quận: năm 2022 có 474 văn bản (299 quyết định, 31 kế hoạch,"
        " 121 công văn, 13 báo cáo, 04 tờ trình, 06 thông báo); năm 2023 có 617 văn bản (349 văn"
        " bản chỉ đạo điều hành, 268 quyết định cá biệt).",
    ),
    ToldFinding(
        "index",
        "spreading",
        FindingKind.SHORTCOMING,
        "- Bộ chỉ số cải cách hành chính năm 2023 của quận còn bị trừ điểm ở phần việc của Phòng:"
        " góp ý văn bản quy phạm pháp luật chậm so với yêu cầu tại Công văn số 1218/SLĐTBXH-BTXH"
        " ngày 20/3/2023 của Sở Lao động - Thương binh và Xã hội.",
        summary=(
            "Phần việc của Phòng trong Bộ chỉ số cải cách hành chính năm 2023 bị trừ điểm do góp ý"
            " văn bản quy phạm pháp luật chậm (Công văn số 1218/SLĐTBXH-BTXH ngày 20/3/2023 của Sở"
            " Lao động - Thương binh và Xã hội)."
        ),
        citations=(ADVICE_CALL,),
    ),
    ToldFinding(
        "notices",
        "spreading",
        FindingKind.STRENGTH,
        """\
- Nghị quyết số 131/NQ-CP ngày 06/10/2022 của Chính phủ và Quyết định số 766/QĐ-TTg ngày 23/6/2022 \
của Thủ tướng Chính phủ đã được phổ biến tại các cuộc họp cơ quan, chi bộ.

- Danh mục thủ tục được niêm yết, thay mới kịp thời khi UBND thành phố công bố sửa đổi:

+ Công văn số 1263/UBND-LĐTBXH ngày 16/5/2023.

+ Công văn số 212/UBND-LĐTBXH ngày 25/01/2024.

- Người dân được hướng dẫn đầy đủ ngay lần đầu; hai năm 2022, 2023 không có phản ánh, kiến nghị về \
công chức tiếp nhận hồ sơ.""",
        summary=(
            "Thủ tục hành chính được phổ biến, niêm yết, cập nhật kịp thời; người dân được hướng "
            "dẫn đầy đủ, không có phản ánh về công chức."
        ),
    ),
    ToldFinding(
        "review",
        "control",
        FindingKind.STRENGTH,
        """\
- Kế hoạch số 46/KH-LĐTBXH ngày 15/3/2023 về rà soát thủ tục hành chính năm 2023 đã được thực hiện.

- Năm 2022 bãi bỏ 06 quy trình ISO và xây dựng 07 quy trình mới theo TCVN ISO 9001:2015; năm 2023 có \
01 sáng kiến về cải cách thủ tục hành chính.

- Từ năm 2022 tiếp nhận 02 thủ tục qua Cổng dịch vụ công: trợ cấp xã hội, hỗ trợ chăm sóc hằng \
tháng; hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội. Thành phần hồ sơ, thời gian theo Nghị \
định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ và Thông tư số 02/2021/TT-BLĐTBXH ngày 24/6/2021 \
phù hợp thực tế, chưa thể rút gọn.""",
        summary=(
            "Việc rà soát, sửa đổi quy trình và thủ tục hành chính được làm hằng năm, có sáng kiến."
        ),
    ),
    ToldFinding(
        "staffing",
        "desk",
        FindingKind.NOTE,
        "- Năm 2022 Phòng cử 01 công chức phụ trách bảo trợ xã hội trực tại Bộ phận tiếp nhận và"
        " trả kết quả (thay người từ tháng 11/2022); từ tháng 4/2023 UBND quận phân công 01 chuyên"
        " viên Phòng Y tế tiếp nhận hồ sơ, hồ sơ bảo trợ xã hội trực tuyến do chuyên viên của Phòng"
        " giải quyết.",
    ),
    ToldFinding(
        "online",
        "digital",
        FindingKind.STRENGTH,
        """\
- Từ năm 2022 hồ sơ được tiếp nhận qua hệ thống một cửa liên thông từ phường lên quận và dịch vụ \
công trực tuyến của thành phố.

- 100% hồ sơ giải quyết đúng hạn trên hệ thống; 100% kết quả được ký số và trả kèm bản điện tử; hồ \
sơ được số hóa đầy đủ.""",
        summary="Hồ sơ được số hóa, ký số và giải quyết đúng hạn trên môi trường điện tử.",
    ),
    ToldFinding(
        "counts",
        "files",
        FindingKind.NOTE,
        """\
Từ ngày 01/01/2022 đến ngày 10/01/2024, Phòng tiếp nhận và giải quyết 563 hồ sơ, trong đó 132 hồ sơ \
trực tuyến mức độ 4 và 422 hồ sơ liên thông từ phường lên quận:

- Năm 2022: không có hồ sơ nộp tại Phòng; giải quyết 228 hồ sơ liên thông.

- Năm 2023: 120 hồ sơ trực tuyến mức độ 4; 194 hồ sơ liên thông (96 hồ sơ qua bưu chính công ích, \
đạt 49,5%).

- Từ ngày 01/01/2024 đến ngày 10/01/2024: 12 hồ sơ trực tuyến mức độ 4.

- Toàn bộ 132 hồ sơ trực tuyến và 422 hồ sơ liên thông đúng hạn; không có hồ sơ bị từ chối, quá hạn \
hoặc đang giải quyết tại thời điểm thanh tra.""",
    ),
]

CHAIR = "Chủ tịch Ủy ban nhân dân quận Hải Tân"

RECOMMENDATIONS = [
    ToldRecommendation(
        RecommendationKind.CARRY_OUT,
        "Ban hành văn bản chỉ đạo thực hiện kết luận thanh tra theo Điều 103, Điều 105 Luật Thanh"
        " tra năm 2022.",
        to="committee",
        person=CHAIR,
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Báo cáo đầy đủ việc rà soát xung đột lợi ích theo quy định và chỉ đạo của UBND quận.",
        to="division",
        findings=("conflict",),
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Mở sổ theo dõi đơn của công dân thuộc thẩm quyền giải quyết của Chủ tịch UBND quận mà"
        " Phòng được giao tham mưu.",
        to="division",
        findings=("petitions",),
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Thực hiện tốt phần việc trong Bộ chỉ số cải cách hành chính của quận; góp ý đầy đủ, đúng"
        " hạn các văn bản quy phạm pháp luật khi được giao.",
        to="division",
        findings=("index",),
    ),
    ToldRecommendation(
        RecommendationKind.CORRECT,
        "Người đứng đầu nâng cao trách nhiệm, tăng cường kiểm tra, giám sát công chức, giữ nghiêm"
        " kỷ luật, kỷ cương công vụ.",
        to="division",
    ),
]
