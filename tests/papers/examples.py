"""Papers as an office writes them, with invented people: the whole layout on a few pages."""

from dataclasses import replace
from datetime import date

from reports.content import (
    Annex,
    Bound,
    Column,
    Footnote,
    Item,
    Numbered,
    Paper,
    Paragraph,
    Recipient,
    Run,
    Section,
    Signer,
    Table,
    text,
)

UNIT = "Phòng Lao động - Thương binh và Xã hội quận Đồ Sơn"
MATTER = "thực hiện nhiệm vụ, công vụ và công tác cải cách hành chính"


def p(words):
    return Paragraph(text(words))


def basis(words):
    return Paragraph(text(words), style="basis")


def dash(words):
    return Item(text(words))


def plus(words):
    return Item(text(words), level=2)


def section(heading, *children):
    return Section(text(heading), children)


def noted(before, note, after=""):
    return Paragraph((Run(before, footnote=Footnote(text(note))), *text(after)))


def conclusion():
    """A conclusion with every figure of source document 000, in other words."""
    return Paper(
        kind="KL",
        issuer_parent="ỦY BAN NHÂN DÂN\nQUẬN ĐỒ SƠN",
        issuer="THANH TRA QUẬN",
        issuer_name="Thanh tra quận Đồ Sơn",
        number="1",
        symbol="KL-TTr",
        place="Đồ Sơn",
        issued_on=date(2024, 3, 5),
        title="KẾT LUẬN THANH TRA",
        subject=(f"Việc {MATTER} tại {UNIT}, niên độ 2022-2024",),
        preamble=(
            p(
                "Thực hiện Quyết định số 01/QĐ-TTr ngày 24/01/2024 của Chánh Thanh tra quận, từ "
                f"ngày 29/01/2024 đến ngày 05/02/2024, Đoàn thanh tra đã làm việc tại {UNIT}."
            ),
            p(
                "Căn cứ Báo cáo kết quả thanh tra số 01/BC-ĐTTr ngày 15/02/2024 của Đoàn thanh "
                "tra, Chánh Thanh tra quận kết luận như sau:"
            ),
        ),
        body=(_overview(), _results(), _verdict(), _demands(), _closing()),
        annexes=(_annex_files(), _annex_papers()),
        signer=Signer(("CHÁNH THANH TRA",), "Đỗ Hải Đăng"),
        recipients=(
            Recipient("Thanh tra thành phố"),
            Recipient("Chủ tịch, Phó Chủ tịch phụ trách UBND quận", "để báo cáo"),
            Recipient("Phòng Lao động - TBXH quận", "để thực hiện"),
        ),
        archive="VT, HSTT",
    )


def _overview():
    return section(
        "KHÁI QUÁT CHUNG",
        noted(
            "Phòng Lao động - Thương binh và Xã hội là cơ quan chuyên môn của Ủy ban nhân dân "
            "(UBND) quận",
            "Thành lập theo Quyết định số 245/QĐ-UBND ngày 29/4/2008 của UBND quận Đồ Sơn.",
            ", giúp UBND quận quản lý nhà nước về lao động, việc làm, người có công, bảo trợ xã "
            "hội, trẻ em, bình đẳng giới và phòng, chống tệ nạn xã hội trên địa bàn; có tư cách "
            "pháp nhân, con dấu và tài khoản riêng.",
        ),
        p(
            "Năm 2023, Phòng được giao 05 biên chế công chức, gồm 01 Trưởng phòng, 01 Phó Trưởng "
            "phòng và 03 chuyên viên."
        ),
    )


def _results():
    return section(
        "KẾT QUẢ KIỂM TRA, XÁC MINH",
        section(
            "Kết quả thực hiện nhiệm vụ, công vụ",
            dash(
                "Phòng đã trình UBND quận ban hành Quyết định số 02/2022/QĐ-UBND ngày 06/6/2022 "
                "quy định chức năng, nhiệm vụ, quyền hạn của Phòng."
            ),
            dash(
                "Công việc của từng người được phân rõ; trong niên độ có 05 thông báo phân công, "
                "sửa lại mỗi khi nhân sự thay đổi. Cả 05/05 công chức đã ký cam kết với Chủ tịch "
                "UBND quận về việc không sách nhiễu, gây phiền hà."
            ),
            dash("Kết quả đánh giá mức độ hoàn thành nhiệm vụ:"),
            plus("Năm 2022: 4/4 công chức hoàn thành tốt trở lên, 02 người xuất sắc;"),
            plus("Năm 2023: 5/5 công chức hoàn thành tốt trở lên, 01 người xuất sắc."),
            dash(
                "Số văn bản Phòng tham mưu UBND quận ban hành: năm 2022 là 474 văn bản (299 "
                "quyết định, 31 kế hoạch, 121 công văn, 13 báo cáo, 04 tờ trình, 06 thông báo); "
                "năm 2023 là 617 văn bản (349 văn bản chỉ đạo điều hành, 268 quyết định cá biệt). "
                "Chi tiết tại Phụ lục II."
            ),
            p("Tuy vậy, đơn của công dân chuyển đến chưa được ghi vào sổ theo dõi."),
        ),
        section(
            "Trách nhiệm quản lý trong việc cung cấp dịch vụ hành chính công",
            section(
                "Việc quán triệt quy định về trách nhiệm công vụ trong giải quyết thủ tục hành "
                "chính (TTHC)",
                noted(
                    "Các quy định mới về cải cách TTHC đã được phổ biến tại họp cơ quan và chi bộ",
                    "Nghị quyết số 131/NQ-CP ngày 06/10/2022 của Chính phủ; Quyết định số "
                    "766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ.",
                    "; bảng niêm yết tại bộ phận một cửa được thay ngay khi có quyết định công bố.",
                ),
            ),
            section(
                "Việc rà soát, kiến nghị loại bỏ thủ tục không phù hợp",
                dash("Năm 2022: bãi bỏ 06 quy trình ISO, xây dựng 07 quy trình mới."),
                dash("Năm 2023: 01 sáng kiến về cải cách TTHC."),
            ),
            section(
                "Việc bố trí công chức tại bộ phận tiếp nhận và trả kết quả",
                Numbered(text("Năm 2022 có 01 công chức trực lĩnh vực bảo trợ xã hội;")),
                Numbered(text("Từ tháng 4/2023, hồ sơ do chuyên viên Phòng Y tế tiếp nhận thay.")),
            ),
        ),
        section(
            "Việc giải quyết thủ tục hành chính",
            p(
                "Từ ngày 01/01/2022 đến ngày 10/01/2024, Phòng giải quyết 132 hồ sơ trực tuyến mức "
                "độ 4 và 422 hồ sơ liên thông từ phường lên quận, không hồ sơ nào quá hạn; riêng "
                "năm 2023 có 96/194 hồ sơ liên thông trả qua bưu chính công ích, đạt 49,5%. Số "
                "liệu từng năm như sau:"
            ),
            Bound("files", "2022-2024", (_files_table(),)),
        ),
    )


def _files_table():
    columns = (
        Column("Thời gian", 40),
        Column("Trực tuyến mức độ 4", 20, "right", "Hồ sơ đã giải quyết"),
        Column("Liên thông", 20, "right", "Hồ sơ đã giải quyết"),
        Column("Quá hạn", 20, "right"),
    )
    rows = (
        ("Năm 2022", "0", "228", "0"),
        ("Năm 2023", "120", "194", "0"),
        ("Từ ngày 01/01 đến ngày 10/01/2024", "12", "0", "0"),
    )
    total = tuple((Run(cell, bold=True),) for cell in ("Tổng số", "132", "422", "0"))
    cells = (*(tuple(text(cell) for cell in row) for row in rows), total)
    return Table(
        columns, cells, caption=text("Hồ sơ giải quyết theo năm"), unit="Đơn vị tính: hồ sơ"
    )


def _verdict():
    return section(
        "KẾT LUẬN",
        p(
            "Trong niên độ thanh tra, Phòng đã hoàn thành các nhiệm vụ UBND quận giao; hồ sơ của "
            "người dân được trả đúng hạn; nội quy, quy tắc ứng xử được giữ nghiêm; Trưởng phòng "
            "phân công đúng sở trường và thường xuyên đôn đốc."
        ),
        p("Bên cạnh kết quả nêu trên, Phòng còn ba thiếu sót:"),
        Bound(
            "shortcomings",
            "all",
            (
                dash(
                    "Góp ý dự thảo văn bản quy phạm pháp luật quá thời hạn, làm quận mất điểm Bộ "
                    "chỉ số cải cách hành chính năm 2023."
                ),
                dash(
                    "Năm 2023 không báo cáo kết quả rà soát xung đột lợi ích theo Công văn số "
                    "73/UBND-TTr ngày 12/7/2023 của UBND quận."
                ),
                dash(
                    "Không mở sổ theo dõi đơn theo khoản 1 Điều 29 Thông tư số 05/2021/TT-TTCP "
                    "ngày 01/10/2021 của Thanh tra Chính phủ."
                ),
            ),
        ),
    )


def _demands():
    return section(
        "KIẾN NGHỊ",
        Numbered(
            text(
                "Đề nghị Chủ tịch UBND quận ban hành văn bản chỉ đạo thực hiện kết luận theo Điều "
                "103, Điều 105 Luật Thanh tra năm 2022."
            )
        ),
        section(
            f"Yêu cầu {UNIT}",
            p("Trưởng phòng và người có liên quan rút kinh nghiệm, khắc phục các thiếu sót sau:"),
            dash("Báo cáo đầy đủ, đúng hạn kết quả rà soát xung đột lợi ích."),
            dash(
                "Mở sổ và ghi đủ các đơn được giao tham mưu giải quyết (danh sách tại Phụ lục I)."
            ),
            dash("Góp ý đúng hạn dự thảo văn bản quy phạm pháp luật khi được hỏi."),
            dash("Phát huy kết quả đã đạt; đề cao trách nhiệm của người đứng đầu."),
        ),
    )


def _closing():
    return p(
        f"Trên đây là kết luận thanh tra việc {MATTER} tại {UNIT}, niên độ 2022-2024; yêu cầu các "
        "cơ quan, cá nhân có liên quan nghiêm túc thực hiện."
    )


def _annex_files():
    columns = (Column("TT", 8, "center"), Column("Ngày đến", 20, "center"), Column("Nội dung", 72))
    rows = tuple(
        (text(str(n)), text(f"{n:02}/8/2023"), text("Đơn kiến nghị về chế độ, chính sách"))
        for n in range(1, 61)
    )
    return Annex("Danh sách đơn chưa vào sổ theo dõi", (Table(columns, rows),))


def _annex_papers():
    columns = (
        Column("Năm", 1, "center"),
        *(
            Column(name, 1, "right")
            for name in ("Quyết định", "Kế hoạch", "Công văn", "Báo cáo", "Tờ trình", "Thông báo")
        ),
    )
    row = tuple(text(cell) for cell in ("2022", "299", "31", "121", "13", "04", "06"))
    table = Table(columns, (row,), caption=text("Văn bản tham mưu theo loại"))
    return Annex(
        "Thống kê văn bản đã tham mưu", (table, p("Tổng số: 474 văn bản.")), landscape=True
    )


def draft_conclusion():
    """The same before the issue: no number, no day, marked as a draft."""
    return replace(
        conclusion(), number=None, issued_on=None, month_hint=3, year_hint=2024, draft=True
    )


def decision():
    """A decision to inspect: căn cứ, articles, two clauses with points."""
    return Paper(
        kind="QĐ",
        numbering="article",
        issuer_parent="UBND QUẬN ĐỒ SƠN",
        issuer="THANH TRA QUẬN",
        number="01",
        symbol="QĐ-TTr",
        place="Đồ Sơn",
        issued_on=date(2024, 1, 24),
        title="QUYẾT ĐỊNH",
        subject=(f"Thanh tra việc {MATTER}", f"tại {UNIT}"),
        deciding="CHÁNH THANH TRA QUẬN ĐỒ SƠN",
        preamble=(
            basis("Căn cứ Luật Thanh tra ngày 14 tháng 11 năm 2022"),
            basis(
                "Căn cứ Nghị định số 43/2023/NĐ-CP ngày 30 tháng 6 năm 2023 của Chính phủ quy định "
                "chi tiết một số điều và biện pháp thi hành Luật Thanh tra"
            ),
            basis("Theo đề nghị của bộ phận nghiệp vụ Thanh tra quận"),
        ),
        order="QUYẾT ĐỊNH:",
        body=(
            Numbered(
                text(f"Thanh tra việc {MATTER} tại {UNIT}, niên độ 2022-2024."),
                (
                    Numbered(text("Thời kỳ thanh tra: từ ngày 01/01/2022 đến ngày 10/01/2024.")),
                    Numbered(text("Thời hạn thanh tra: 30 ngày kể từ ngày công bố quyết định.")),
                ),
            ),
            Numbered(
                text("Thành lập Đoàn thanh tra gồm các ông, bà có tên sau đây:"),
                (
                    Numbered(text("Ông Đinh Quang Khải, Phó Chánh Thanh tra quận: Trưởng đoàn;")),
                    Numbered(text("Bà Tạ Minh Nguyệt, Thanh tra viên: thành viên.")),
                ),
            ),
            Numbered(
                text("Đoàn thanh tra có nhiệm vụ:"),
                (
                    Numbered(
                        text("Làm rõ các nội dung nêu tại Điều 1, trong đó:"),
                        (
                            Numbered(text("Kiểm tra hồ sơ, tài liệu;")),
                            Numbered(text("Xác minh tại bộ phận một cửa.")),
                        ),
                    ),
                    Numbered(text("Báo cáo kết quả trong 15 ngày kể từ ngày kết thúc.")),
                ),
            ),
            Numbered(
                text(
                    "Đoàn thanh tra và Trưởng phòng Lao động - Thương binh và Xã hội quận chịu trách "
                    "nhiệm thi hành Quyết định này."
                )
            ),
        ),
        signer=Signer(("KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"), "Đinh Quang Khải"),
        recipients=(Recipient("Như Điều 4"), Recipient("UBND quận", "để báo cáo")),
        archive="VT, HSTT",
    )


def report():
    """A report of a team: addressees, the signer's other post, a notice-like short body."""
    return Paper(
        kind="BC",
        issuer_parent="THANH TRA QUẬN ĐỒ SƠN",
        issuer="ĐOÀN THANH TRA THEO QUYẾT ĐỊNH SỐ 01/QĐ-TTr",
        number="01",
        symbol="BC-ĐTTr",
        place="Đồ Sơn",
        issued_on=date(2024, 2, 15),
        title="BÁO CÁO",
        subject=(f"Kết quả thanh tra việc {MATTER} tại {UNIT}",),
        addressees=("Chánh Thanh tra quận Đồ Sơn",),
        preamble=(p("Đoàn thanh tra báo cáo kết quả như sau:"),),
        body=(_overview(), _verdict(), _closing()),
        signer=Signer(
            ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN"), "Tạ Minh Nguyệt", other_post="THANH TRA VIÊN"
        ),
        recipients=(Recipient("Như trên"), Recipient("Thành viên Đoàn thanh tra")),
        archive="ĐTTr",
    )
