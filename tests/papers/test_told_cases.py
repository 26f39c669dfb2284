"""Each kind of source document as a told case: numbering, footnotes, annexes, recipients, signature."""

import re

import pytest
from django.db import transaction

from reports.content import Chart, Section, Table, block_lines, footnotes, plain, texts, walk
from reports.outline import outline
from reports.rendering import docx, fonts, html, pdf
from tests.papers.reading import read
from tests.papers.told import tell_everything

pytestmark = pytest.mark.django_db
CONCLUSION, REPORT = "KL", "BC"


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker):
    """Every paper of every told case; the database forgets them again."""
    with django_db_blocker.unblock(), transaction.atomic():
        papers = tell_everything()
        transaction.set_rollback(True)
    return papers


@pytest.fixture(scope="module")
def printed(told):
    """The pages of a paper, printed once."""
    kept = {}

    def pages(*name):
        if name not in kept:
            kept[name] = list(read(pdf.write(told[name], fonts=fonts._tinos())))
        return kept[name]

    return pages


def labels(blocks, numbering, depth=1):
    """The numbers of the headings and numbered paragraphs down to a depth."""
    found = []
    for placed in blocks if depth < 9 else ():
        found += [placed.label] if placed.label else []
        found += labels(placed.children, numbering, depth + 1)
    return found


def numbers(paper):
    return labels(outline(paper.body, paper.numbering), paper.numbering)


def body(paper):
    return "\n".join(block_lines(paper.body))


def test_000_one_unit_is_concluded_under_roman_numbers_without_annex(told):
    paper = told["division", CONCLUSION]
    assert [each for each in numbers(paper) if each.rstrip(".") in {"I", "II", "III", "IV"}] == [
        *("I.", "II.", "III.", "IV."),
    ]
    assert "2.1." in numbers(paper)
    assert not paper.annexes
    # The fault of the source is kept and is for proofreading to tell.
    assert "563" in body(paper)


def test_001_a_department_cites_in_four_footnotes_and_annexes_its_figures(told, printed):
    paper = told["department", REPORT]
    notes = [plain(note.text) for note in footnotes(paper)]
    assert len(notes) == 4
    assert notes[0].count("Kế hoạch số") == 11
    assert notes[1].count("Công văn số") == 7
    (annex,) = paper.annexes
    tables = [block for block in walk(annex.children) if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [5, 5]
    assert plain(tables[1].rows[-1][-1]) == "12,3%"
    assert numbers(paper)[-3:] == ["2.", "a)", "b)"]
    assert "Bộ Nội vụ" in body(paper).partition("Kiến nghị, đề xuất")[2]
    # The marks stand in the text and the notes at the foot of the first pages.
    first = " ".join(line.text for page in printed("department", REPORT)[:3] for line in page.lines)
    for number in ("106/KH-SNV", "529/SNV-VP", "336/BC-SNV"):
        assert number in first


def test_001_the_department_reports_the_same_to_the_city_in_its_own_name(told):
    paper, of_team = told["department", "office_report"], told["department", REPORT]
    assert (paper.symbol, paper.number) == ("BC-SNV", "01")
    assert paper.issuer == "SỞ NỘI VỤ"
    assert paper.signer.authority == ("GIÁM ĐỐC",)
    assert paper.addressees == ("Ủy ban nhân dân thành phố Hải An",)
    assert "Báo cáo kết quả kiểm tra số 01/BC-ĐKT ngày 12/11/2025" in "\n".join(
        block_lines(paper.preamble)
    )
    # Its words without the last, which are those to the one who decides.
    assert list(block_lines(paper.body[:-1])) == list(block_lines(of_team.body[:-1])) != []
    assert paper.annexes == of_team.annexes
    assert len(list(footnotes(paper))) == 4


def test_002_many_communes_stand_in_an_annex_and_a_deputy_signs_for_the_leader(told, printed):
    paper = told["communes", REPORT]
    assert paper.addressees == ("Ủy ban nhân dân thành phố Hải An",)
    (annex,) = paper.annexes
    (table,) = (block for block in walk(annex.children) if isinstance(block, Table))
    assert len(table.rows) == 23
    # What is common stands in the body alone.
    assert "tự kiểm tra còn hình thức" in body(paper)
    assert plain(table.rows[0][2]) == "Không có hạn chế riêng."
    row = next(plain(row[2]) for row in table.rows if "An Đông" in plain(row[1]))
    assert "chậm 10 ngày" in row
    left = "\n".join(block_lines(annex.children))
    assert re.search(r"Không tiến hành kiểm tra tại 02 đơn vị: .*Quang Trung.*thành phố đã", left)
    assert "Đối với 23 đơn vị được kiểm tra" in body(paper)
    assert "báo cáo kết quả về Ủy ban nhân dân thành phố Hải An qua Sở Nội vụ" in body(paper)
    assert paper.signer.authority == ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN")
    lines = [line.text for page in printed("communes", REPORT) for line in page.lines]
    foot = [line for line in lines if line.isupper() or "Nguyễn Thị Lan" in line]
    order = ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN", "PHÓ CHÁNH VĂN PHÒNG", "Nguyễn Thị Lan")
    places = [next(n for n, line in enumerate(lines) if part in line) for part in order]
    assert foot
    assert places == sorted(places)


def test_003_a_spoken_conclusion_begins_at_1_and_names_its_chair(told, printed):
    paper = told["spoken", CONCLUSION]
    assert paper.title == "THÔNG BÁO"
    assert numbers(paper) == ["1.", "2.", "3."]
    assert "Phạm Hồng Sơn, người chủ trì, kết luận như sau:" in "\n".join(
        block_lines(paper.preamble)
    )
    assert {each.purpose for each in paper.recipients if each.purpose} == {
        *("để báo cáo", "để thực hiện", "để phối hợp"),
    }
    text = body(paper)
    for figure in ("80/91", "4.170/4.226", "98,7%", "3.812"):
        assert figure in text
    assert not paper.annexes
    lines = [line.text for page in printed("spoken", CONCLUSION) for line in page.lines]
    assert any(line.startswith("1. Đánh giá chung") for line in lines)


def test_004_four_departments_are_compared_with_a_target_in_table_and_chart(told, printed):
    paper = told["digital", CONCLUSION]
    text = body(paper)
    assert "mức phải đạt 100% theo khoản 3 Công văn số 4842/UBND-KSTT" in text
    assert "10/1.250 hồ sơ (0,8%)" in text
    assert "Trách nhiệm: ông Lý Quốc Bảo, Chánh Văn phòng Sở" in text
    blocks = list(walk(paper.body))
    charts = [block for block in blocks if isinstance(block, Chart)]
    assert [len(chart.bars) for chart in charts] == [4, 4]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert plain(tables[0].rows[1][-1]) == "Chưa đạt"
    demands = next(
        block
        for block in paper.body
        if isinstance(block, Section) and block.heading and plain(block.heading) == "KIẾN NGHỊ"
    )
    heads = "\n".join(block_lines((demands,)))
    assert heads.count("Đối với Giám đốc Sở") == 4
    assert "<svg" in html.page(paper, preview=False)
    assert docx.write(paper)
    # The words of the chart are words of the page, as those of the table are.
    words = [word for page in printed("digital", CONCLUSION) for word in page.words]
    assert [words.count(share) for share in ("69%", "31,2%")] == [2, 2]


def cited_in(paper):
    runs = (run for block in walk(paper.body) for words in texts(block) for run in words)
    return [run.text for run in runs if run.cites]


def test_004_names_the_document_of_its_target_in_full_once_in_each_paper(told):
    short = "Công văn số 4842/UBND-KSTT"
    full = f"{short} ngày 20/8/2025 của UBND thành phố Hải An về việc giao chỉ tiêu"
    (in_report,) = cited_in(told["digital", REPORT])
    # The conclusion begins with the words of the report, so what is added to it is in short.
    first, second = cited_in(told["digital", CONCLUSION])
    assert in_report == first
    assert first.startswith(full)
    assert second == short


def test_every_told_paper_says_how_it_is_signed_and_where_it_goes(told):
    for name, paper in told.items():
        signs = paper.parties or (paper.signer,)
        assert all(each.name for each in signs), name
        assert paper.recipients, name
        assert paper.archive, name
