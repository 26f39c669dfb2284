"""Each check on sentences of its own: what it must notice, and what looks alike and is right."""

import datetime

import pytest

from reports import content
from reports.content import Column, Paper, Paragraph, Section, Table
from reports.proofreading import proofread, sheets
from reports.proofreading.sheets import Case, Law, Line, Sheet

DAY = datetime.date(2024, 3, 5)


def remarks_on(*lines: str, **facts) -> list[tuple[str, str]]:
    """(check, reason) of what is noticed in these lines of a conclusion of 05/3/2024."""
    facts = {"kind": "KL", "title": "KẾT LUẬN THANH TRA", "dated_by": DAY} | facts
    sheet = Sheet(tuple(Line(text, str(at)) for at, text in enumerate(lines)), **facts)
    return [(remark.check, remark.reason) for remark in proofread(sheet)]


def checks_on(*lines: str, **facts) -> list[str]:
    return [check for check, _ in remarks_on(*lines, **facts)]


LETTERS = (
    *("529/SNGOAI-VP ngày 09/4", "675/SNGOAI-VP ngày 06/5", "860/SNGOAI-VP ngày 01/6"),
    *("952/SNGOAI-VP ngày 01/11", "1991/SNGOAI-TTr ngày 08/11"),
)
WRONG = {
    "the parts fall short of the whole": (
        "sums",
        "Đã giải quyết 563 hồ sơ, trong đó có 132 hồ sơ trực tuyến; 422 hồ sơ liên thông.",
    ),
    "a part behind an ordinal": (
        "sums",
        "Nhận 563 hồ sơ, trong đó 132 hồ sơ mức độ 4 và 422 hồ sơ liên thông.",
    ),
    "the parts exceed the whole": (
        "sums",
        "Ban hành 20 văn bản (trong đó 15 quyết định, 08 công văn).",
    ),
    "done and left are not the whole": ("ratios", "Hoàn thành 80/91 nhiệm vụ, còn 12 nhiệm vụ."),
    "a share above the whole": ("ratios", "Có 15/12 hồ sơ đúng hạn."),
    "a percentage that the counts do not give": (
        "percentages",
        "Số hóa 10/1.250 hồ sơ (8,0%).",
    ),
    "a percentage of a part": (
        "percentages",
        "194 hồ sơ (trong đó 96 hồ sơ qua bưu chính, đạt tỷ lệ 59,5%).",
    ),
    "a document of a later day": ("days", "Theo Kế hoạch số 12/KH-STC ngày 28/12/2024."),
    "an act of a later day": ("days", "Ngày 28/12/2024 Sở đã ban hành kế hoạch."),
    "a day that no calendar has": ("days", "Ngày 31/02/2024 Đoàn làm việc tại Sở."),
    "a higher number of an earlier day": (
        "series",
        "Báo cáo số 229/BC-STC ngày 29/3/2023; Báo cáo số 142/BC-STC ngày 18/10/2023.",
    ),
    "a number out of the pace of its book": (
        "series",
        "; ".join(f"Công văn số {said}/2023" for said in LETTERS),
    ),
    "one document with two days": (
        "same_document",
        "Quyết định số 45/QĐ-STC ngày 01/02/2023; theo Quyết định số 45/QĐ-STC ngày 11/02/2023.",
    ),
    "a symbol with and without its hyphen": (
        "same_document",
        "Nghị định số 61/2018/NĐ-CP và Nghị định số 61/2018/NĐCP của Chính phủ.",
    ),
    "a symbol of another office": (
        "symbols",
        "Thông tư số 05/2021/TT-TTCT ngày 01/10/2021 của Thanh tra Chính phủ.",
    ),
    "a symbol of another kind": ("symbols", "Báo cáo số 15/KH-STC ngày 03/01/2024."),
    "an abbreviation that is not explained": ("abbreviations", "Tổng hợp số liệu CBCCVC."),
    "an office spelled two ways": (
        "names",
        "Sở Lao động - Thương binh & Xã hội; Sở Lao động - Thương binh và Xã hội.",
    ),
    "a person spelled two ways": ("names", "Ông Đỗ Quang Thuận; ông Đỗ Quang Thuân."),
    "words of a check": ("other_words", "Đoàn kiểm tra đã làm việc với Sở."),
    "a month with a needless nought": ("date_form", "Ngày 12 tháng 03 năm 2024."),
    "a day without its nought": ("date_form", "Từ ngày 8/11/2023."),
    "a home address": ("private_data", "Đơn của bà Nguyễn Thị A, số nhà 12 đường B."),
    "a number of an identity card": ("private_data", "Ông A, căn cước số 031085001234."),
}
RIGHT = [
    # Blanks that are filled in by hand, days without their year.
    "Quyết định số ..../.... gồm 05 thành viên, 02 thư ký.",
    "Biên bản ngày .../.../2024 gồm 02 trang, 03 bản.",
    "Đến ngày 15/6 tỷ lệ giải quyết đạt 95%; từ 25/8 đến 30/8 không phát sinh.",
    "Xong 10/12 hồ sơ, còn 5 ngày nữa hết hạn.",
    "Hộp thư ubnd@haian.gov.vn nhận phản ánh.",
    "Công văn số 12/BNGOAIVU-VP ngày 03/01/2024; Công văn số 15/SNGOAIVU-VP ngày 04/01/2024.",
    "Nhận 120 hồ sơ, trong đó 100 hồ sơ mức độ 3, 4; 20 hồ sơ trực tiếp.",
    "Lập 474 văn bản, gồm: 299 quyết định, 31 kế hoạch, 121 công văn, 13 báo cáo, 10 văn bản khác.",
    "Xong 4.170/4.226 hồ sơ, trong đó xong sớm 358 hồ sơ, đúng ngày hẹn 3.812 hồ sơ.",
    "Năm 2022, 4/4 người được xếp loại tốt, trong đó 02 người xuất sắc.",
    "Phòng có 05 người, bao gồm: 01 trưởng phòng, 01 phó trưởng phòng, 03 chuyên viên.",
    "Kiểm tra 50 hồ sơ, trong đó chủ yếu là 20 hồ sơ đất đai, 10 hồ sơ xây dựng.",
    "Hoàn thành 80/91 nhiệm vụ được giao, còn 11 nhiệm vụ đang thực hiện.",
    "Số hóa 10/1.250 hồ sơ (0,8%).",
    "194 hồ sơ (trong đó 96 hồ sơ qua bưu chính, đạt tỷ lệ 49,5%).",
    "Từ tháng 01/2022 đến tháng 10/2022, 100% hồ sơ đúng hạn.",
    "Báo cáo kết quả khắc phục trước ngày 30/8/2024.",
    (
        "Chỉ thị số 26/CT-TTg ngày 05/9/2016, các Quyết định: số 52/2017/QĐ-UBND ngày 22/11/2017, số"
        " 20/2019/QĐ-UBND ngày 19/4/2019 của UBND tỉnh."
    ),
    "Công văn số 1263/UBND-NV ngày 16/5/2023; Công văn số 73/UBND-TTr ngày 12/7/2023.",
    "Báo cáo số 229/BC-STC ngày 29/3/2022; Báo cáo số 142/BC-STC ngày 18/10/2023.",
    "Thủ tục hành chính (TTHC) được niêm yết; 06 TTHC được bãi bỏ.",
    "Nghị quyết số 59-NQ/TU ngày 06/12/2021 của Ban Chấp hành Đảng bộ tỉnh khóa XVII.",
    "Kế hoạch số 285/KH-UBND-HC ngày 05/12/2020 của UBND tỉnh về cải cách hành chính.",
    "Năm 2018 đứng thứ 3, năm 2019 và 2020 đứng thứ 7 trên tổng số 24 đơn vị.",
    "Ngày 05/3/2024, Đoàn thanh tra đã công bố.",
]


@pytest.mark.parametrize("name", WRONG)
def test_it_notices(name):
    check, text = WRONG[name]
    assert checks_on(text) == [check]


@pytest.mark.parametrize("text", RIGHT)
def test_it_keeps_quiet_about(text):
    assert remarks_on(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "x" + " " * 5_000 + "y",
        "gồm 12 hồ sơ, " * 1_500,
        "số " * 5_000,
        "1/AB" + " " * 5_000,
        "a." * 10_000,
        "9" * 5_000 + " gồm " + "8" * 5_000,
        "1." * 5_000 + "/" + "2." * 5_000,
        "Sở Nội vụ và " * 2_000,
        "ông An " * 3_000,
    ],
    ids=range(9),
)
def test_hostile_text_is_read_to_its_end(text):
    """What these once cost was hours, or a fault."""
    paper = Paper(
        kind="KL", issuer="TT", symbol="KL", place="H", body=(Paragraph(content.text(text)),)
    )
    proofread(sheets.of_paper(paper))


def test_one_mail_of_an_office_does_not_hide_that_of_a_person():
    assert checks_on("a.b@gmail.com hoặc ubnd@haian.gov.vn") == ["private_data"]


def test_the_reason_shows_the_sum():
    (remark,) = remarks_on(WRONG["the parts fall short of the whole"][1])
    assert remark[1] == "Các phần cộng lại là 554 (132 + 422), không phải 563."


def test_the_total_of_a_table_is_the_sum_of_its_rows():
    rows = (("Sở A", "1.200", "15"), ("Sở B", "300", "5"), ("Tổng cộng", "1.400", "20"))
    cells = tuple(tuple(content.text(cell) for cell in row) for row in rows)
    table = Table((Column("Đơn vị"), Column("Hồ sơ"), Column("Quá hạn")), cells)
    paper = Paper(
        kind="BC", issuer="SỞ", symbol="BC", place="Hải An", body=(table,), year_hint=2024
    )
    (remark,) = proofread(sheets.of_paper(paper))
    assert remark.reason == "Cột 2 cộng lại là 1.500, dòng tổng ghi 1.400."
    assert remark.place == "body/0"


LIVES = "Bà Đỗ Thị Mây ở tại số nhà 12 đường Hoa Sữa, phường Đông Hải."
CASE = Case(
    act="thanh tra",
    decision_number="01",
    decision_symbol="QĐ-TTr",
    decided_on=datetime.date(2024, 1, 24),
    period_from=datetime.date(2022, 1, 1),
    period_to=datetime.date(2024, 1, 10),
    on_site_from=datetime.date(2024, 1, 29),
    on_site_to=datetime.date(2024, 2, 5),
    units=("Phòng Lao động quận Hải Tân",),
    strange_units=("Phòng Kinh tế quận Hải Tân",),
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Thực hiện Quyết định số 01/QĐ-TTr ngày 25/01/2024.",
            "Quyết định của cuộc ký ngày 24/01/2024.",
        ),
        (
            "Từ ngày 29/01/2024 đến ngày 06/02/2024, Đoàn đã tiến hành thanh tra tại Phòng.",
            "Theo mốc đã ghi, đoàn làm việc từ 29/01/2024 đến 05/02/2024.",
        ),
        (
            "Trong thời kỳ thanh tra từ 01/01/2022 đến 31/12/2023, Phòng đã cố gắng.",
            "Thời kỳ theo quyết định từ 01/01/2022 đến 10/01/2024.",
        ),
        (
            "Phòng Kinh tế quận Hải Tân chưa mở sổ.",
            "“Phòng Kinh tế quận Hải Tân” không thuộc cuộc này; chữ còn sót của cuộc khác?",
        ),
    ],
)
def test_the_paper_is_held_against_its_case(text, reason):
    assert remarks_on(text, case=CASE) == [("the_case", reason)]


def test_what_the_case_says_is_right():
    text = (
        "Thực hiện Quyết định số 01/QĐ-TTr ngày 24/01/2024, từ ngày 29/01/2024 đến ngày 05/02/2024"
        " Đoàn đã tiến hành thanh tra; thời kỳ thanh tra từ 01/01/2022 đến 10/01/2024."
    )
    assert remarks_on(text, case=CASE) == []


def test_a_law_that_is_over_or_not_yet_in_force_is_told():
    laws = (
        Law(
            "56/2010/QH12", "Luật Thanh tra", datetime.date(2011, 7, 1), datetime.date(2023, 6, 30)
        ),
        Law(
            "11/2022/QH15", "Luật Thanh tra", datetime.date(2023, 7, 1), datetime.date(2025, 6, 30)
        ),
        Law("84/2025/QH15", "Luật Thanh tra", datetime.date(2025, 7, 1), None),
    )
    text = "Theo Điều 103 Luật Thanh tra năm {}."
    assert checks_on(text.format(2022), laws=laws) == []
    assert checks_on(text.format(2010), laws=laws) == ["the_law"]
    assert checks_on(text.format(2025), laws=laws) == ["the_law"]
    assert remarks_on("Luật số 56/2010/QH12 về thanh tra.", laws=laws)[0][1].startswith(
        "Hết hiệu lực"
    )


def test_words_of_inspection_in_a_check_are_told():
    facts = {"kind": "TB", "title": "THÔNG BÁO", "subject": "Kết luận kiểm tra năm 2024"}
    assert checks_on("Đoàn thanh tra đã làm việc.", **facts) == ["other_words"]
    assert checks_on("Đoàn kiểm tra đã làm việc.", **facts) == []


@pytest.mark.parametrize(
    ("around", "quote"),
    [(0, "số nhà 12"), (3, "… số nhà 12 …"), (9, "… ở tại số nhà 12 đường …"), (99, LIVES)],
)
def test_a_quote_is_cut_between_words(around, quote):
    start = LIVES.index("số nhà")
    assert sheets.quote_of(LIVES, start, start + len("số nhà 12"), around) == quote


def test_private_data_matters_only_where_everybody_reads():
    text = WRONG["a home address"][1]
    assert checks_on(text, kind="BC") == []


def test_the_same_remark_is_made_once_and_stands_at_its_part():
    heading = Section(content.text("KẾT LUẬN"), (Paragraph(content.text("Ngày 31/02/2024.")),))
    paper = Paper(kind="KL", issuer="TT", symbol="KL", place="H", body=(heading,), year_hint=2024)
    (remark,) = proofread(sheets.of_paper(paper))
    assert (remark.check, remark.place) == ("days", "body/0")
