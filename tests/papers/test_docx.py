"""The Word file of a paper: its words are those of the page, its looks those of NĐ 30/2020."""

import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree

from reports.content import (
    Annex,
    Column,
    Footnote,
    Item,
    Numbered,
    Paper,
    Paragraph,
    Run,
    Section,
    Signer,
    Table,
    text,
)
from reports.rendering import html
from reports.rendering.docx import write
from tests.papers import examples
from tests.papers.trees import papers
from tests.papers.word_reading import MM, WordFile, value, written

PLAIN = Paper(
    kind="KL", issuer="THANH TRA HUYỆN", symbol="KL-TTr", place="An Lão", title="KẾT LUẬN"
)
NAMES = ["conclusion", "decision", "report", "draft_conclusion"]


class _Words(HTMLParser):
    """The words of a page, blocks and cells apart."""

    def __init__(self):
        super().__init__()
        self.shown = ""
        self.is_head = False

    def handle_starttag(self, tag, attrs):
        self.is_head = self.is_head or tag == "title"
        self.shown += "" if tag in {"b", "i"} or dict(attrs).get("class") == "footnote" else " "

    def handle_endtag(self, tag):
        self.is_head = self.is_head and tag != "title"
        self.shown += "" if tag in {"b", "i", "span"} else " "

    def handle_data(self, data):
        self.shown += "" if self.is_head else data


def words_of_page(paper):
    parser = _Words()
    parser.feed(html.page(paper, preview=False))
    return parser.shown.split()


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_words_and_numbers_are_those_of_the_printed_page(name):
    assert written(name).words() == words_of_page(getattr(examples, name)())


@settings(max_examples=50, deadline=None)
@given(papers())
def test_any_paper_has_the_words_and_numbers_of_its_page(paper):
    assert WordFile(write(paper)).words() == words_of_page(paper)


def test_points_carry_vietnamese_letters_and_what_word_can_count_it_counts():
    many = tuple(Numbered(text(f"việc thứ {n}")) for n in range(25))
    file = WordFile(write(replace(PLAIN, body=(Section(text("Các việc"), many),))))
    shown = [line.split()[0] for line in file.lines() if "việc thứ" in line]
    assert shown == [f"{n}." for n in range(1, 26)]

    below = Section(text("Phần"), (Section(text("Các việc"), many),))
    file = WordFile(write(replace(PLAIN, body=(below,))))
    lines = [each for each in file.body.iter(qn("w:p")) if "việc thứ" in file.line(each)]
    assert [file.line(each).split(")")[0] for each in lines][:10] == list("abcdđeghik")
    lists = [value(each, "w:pPr/w:numPr/w:numId") for each in lines]
    # a to d and e are one list; g, h and i another; đ stands alone.
    assert len(set(lists[:4]) | {lists[5]}) == 1
    assert len(set(lists[6:9])) == 1
    assert lists[4] not in {*lists[:4], *lists[5:]}


def test_a_paragraph_put_between_moves_the_numbers_after_it():
    file = WordFile(write(examples.conclusion()))
    first, second = (file.paragraph(words) for words in ("Kết quả thực hiện", "Trách nhiệm quản"))
    assert (file.number(first), file.number(second)) == ("1.", "2.")

    file = WordFile(file.data)
    first = file.paragraph("Kết quả thực hiện")
    first.addprevious(type(first).__deepcopy__(first, {}))
    assert "2. Kết quả thực hiện nhiệm vụ, công vụ" in file.lines()
    assert "3. Trách nhiệm quản lý trong việc cung cấp dịch vụ hành chính công" in file.lines()


def test_what_xml_cannot_hold_does_not_stop_the_paper():
    paper = replace(PLAIN, body=(Paragraph(text("một\x0b\x00 hai\nba\tbốn <&>")),))
    assert WordFile(write(paper)).words()[-5:] == ["một", "hai", "ba", "bốn", "<&>./."]


# --- Looks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "size", "marks", "align"),
    [
        ("CỘNG HÒA", 12, {"b", "caps"}, "center"),
        ("Độc lập", 13, {"b"}, "center"),
        ("QUẬN ĐỒ SƠN", 12, {"caps"}, "center"),
        ("THANH TRA QUẬN", 12, {"b", "caps"}, "center"),
        ("Số: 01/KL-TTr", 13, set(), "center"),
        ("Đồ Sơn, ngày", 13, {"i"}, "center"),
        ("KẾT LUẬN THANH TRA", 14, {"b", "caps"}, "center"),
        ("Việc thực hiện nhiệm vụ, công vụ và công tác", 14, {"b"}, "center"),
        ("KHÁI QUÁT CHUNG", 14, {"b", "caps"}, "both"),
        ("Kết quả thực hiện", 14, {"b"}, "both"),
        ("Năm 2023, Phòng được giao", 14, set(), "both"),
        ("Nơi nhận:", 12, {"b", "i"}, None),
        ("- Thanh tra thành phố", 11, set(), None),
        ("CHÁNH THANH TRA", 14, {"b", "caps"}, "center"),
        ("Đỗ Hải Đăng", 14, {"b"}, "center"),
        ("Hồ sơ giải quyết theo năm", 13, {"b"}, "center"),
        ("Đơn vị tính: hồ sơ", 13, {"i"}, "right"),
        ("Phụ lục II", 14, {"b"}, "center"),
        ("Danh sách đơn", 14, {"b", "caps"}, "center"),
    ],
)
def test_each_component_has_its_size_face_and_place(words, size, marks, align):
    file = written("conclusion")
    if words == "Phụ lục II":
        file.paragraph(words)
    assert file.face(words) == (size, marks)
    assert file.look(words, "w:jc") == align


def test_the_text_is_times_new_roman_14_in_vietnamese():
    file = written("conclusion")
    defaults = file.document.styles.element.find(qn("w:docDefaults"))
    assert value(defaults, ".//w:rFonts", "ascii") == "Times New Roman"
    assert value(defaults, ".//w:sz") == "28"
    assert value(defaults, ".//w:lang") == "vi-VN"
    said = file.document.core_properties
    assert (said.language, said.author) == ("vi-VN", "THANH TRA QUẬN")
    assert said.title.startswith("Kết luận thanh tra số 01/KL-TTr Việc thực hiện nhiệm vụ")


def test_paragraphs_are_justified_indented_and_six_points_apart():
    file, words = written("conclusion"), "Năm 2023, Phòng được giao"
    assert float(file.look(words, "w:ind", "firstLine")) == pytest.approx(12.7 * MM, abs=1)
    assert file.look(words, "w:spacing", "before") == "120"
    # 268 of 240 is 1.12 of single spacing.
    assert file.look(words, "w:spacing", "line") == "268"


def test_căn_cứ_are_italic_and_articles_bold():
    file = written("decision")
    assert file.face("Căn cứ Luật Thanh tra") == (14, {"i"})
    assert file.line(file.paragraph("Thành lập Đoàn")).startswith("Điều 2. Thành lập")
    number = value(file.paragraph("Thành lập Đoàn"), "w:pPr/w:numPr/w:numId")
    assert file.numbers.levels[number][0].find(qn("w:rPr")).find(qn("w:b")) is not None


@pytest.mark.parametrize("name", ["conclusion", "decision"])
def test_the_rules_under_issuer_and_motto_have_their_lengths(name):
    file = written(name)
    cells = file.body.find(qn("w:tbl")).findall(f".//{qn('w:tc')}")
    lengths = []
    for cell in cells[:2]:
        (rule,) = (p for p in cell.findall(qn("w:p")) if value(p, "w:pPr/w:pBdr/w:top", "sz"))
        sides = sum(int(value(rule, "w:pPr/w:ind", side)) for side in ("left", "right"))
        lengths.append((int(value(cell, "w:tcPr/w:tcW", "w")) - sides) / 20)
    # As measured on the printed page by pdfplumber: 109.9 and 158.9 points of words.
    assert lengths[0] == pytest.approx(43.9, abs=1)
    assert lengths[1] == pytest.approx(158.9, abs=1)


def test_a_single_addressee_stands_on_the_line_and_several_below_one_another():
    assert "Kính gửi: Chánh Thanh tra quận Đồ Sơn" in written("report").lines()
    several = replace(PLAIN, addressees=("Ủy ban nhân dân quận", "Sở Nội vụ"))
    lines = WordFile(write(several)).lines()
    assert [line for line in lines if line.endswith((";", "vụ."))] == [
        "Kính gửi: - Ủy ban nhân dân quận;",
        "- Sở Nội vụ.",
    ]


def test_a_letter_has_no_title_and_its_subject_under_the_number():
    file = WordFile(write(replace(PLAIN, title="", subject=("đôn đốc thực hiện",))))
    assert file.face("V/v đôn đốc")[0] == 12
    assert "Title" not in {paragraph.style for paragraph in file.body.iter(qn("w:p"))}


def test_a_draft_is_marked_on_every_page_and_its_number_and_day_are_blank():
    file = written("draft_conclusion")
    section = file.document.sections[0]
    for header in (section.header, section.first_page_header):
        assert 'string="DỰ THẢO"' in etree_text(header.part.element)
    assert "DỰ THẢO" in file.lines()
    assert "Số:\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" in file.line(file.paragraph("Số:"))
    assert "string=" not in etree_text(
        written("conclusion").document.sections[0].header.part.element
    )


def etree_text(element):
    return etree.tostring(element, encoding="unicode")


# --- Notes, tables, sections ----------------------------------------------------------------------


def test_footnotes_are_real_and_numbered_through_the_paper():
    file = written("conclusion")
    marks = [each.get(qn("w:id")) for each in file.body.iter(qn("w:footnoteReference"))]
    assert marks == ["1", "2"]
    assert set(file.notes) == {"-1", "0", "1", "2"}
    assert "Quyết định số 245/QĐ-UBND" in file._text(file.notes["1"])
    assert value(file.notes["1"], "w:p/w:pPr/w:pStyle") == "FootnoteText"
    assert file.of_style("FootnoteText", "w:sz") == "22"


def test_footnotes_stand_in_cells_captions_headings_and_annexes_too():
    note = Footnote((Run("nguồn "), Run("chính", bold=True)))
    noted = (Run("Lời", footnote=note),)
    table = Table((Column("Tên"),), ((noted,),), caption=noted)
    paper = replace(
        PLAIN, body=(Section(noted, (table,)),), annexes=(Annex("Tên", (Item(noted),)),)
    )
    file = WordFile(write(paper))
    assert len(list(file.body.iter(qn("w:footnoteReference")))) == 4
    assert set(file.notes) == {"-1", "0", "1", "2", "3", "4"}


def test_a_table_repeats_its_grouped_headings_and_fills_the_line():
    file = written("conclusion")
    table = next(t for t in file.body.iter(qn("w:tbl")) if "Trực tuyến" in file._text(t))
    rows = table.findall(qn("w:tr"))
    assert [value(row, "w:trPr/w:tblHeader", "val") is None for row in rows] == [True] * len(rows)
    assert [bool(row.xpath("w:trPr/w:tblHeader")) for row in rows] == [True, True, *[False] * 4]
    assert [value(tc, "w:tcPr/w:gridSpan") for tc in rows[0].findall(qn("w:tc"))] == [
        None,
        "2",
        None,
    ]
    merges = [bool(tc.xpath("w:tcPr/w:vMerge")) for tc in rows[1].findall(qn("w:tc"))]
    assert merges == [True, False, False, True]
    widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
    assert sum(widths) == pytest.approx(165 * MM, abs=3)
    assert value(table, "w:tblPr/w:tblLayout", "type") == "fixed"


def test_short_rows_stay_whole_and_long_ones_may_break():
    rows = ((text("ngắn"),), (text("dài " * 400),))
    file = WordFile(write(replace(PLAIN, body=(Table((Column("Tên"),), rows),))))
    table = file.body.findall(qn("w:tbl"))[-1]
    whole = [bool(row.xpath("w:trPr/w:cantSplit")) for row in table.findall(qn("w:tr"))]
    assert whole == [True, True, False]


def test_two_tables_that_follow_one_another_do_not_become_one():
    table = Table((Column("Tên"),), ((text("a"),),))
    file = WordFile(write(replace(PLAIN, body=(table, table))))
    tags = [child.tag for child in file.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in list(pairwise(tags))


def test_rows_with_a_wrong_number_of_cells_still_show():
    rows = ((text("một"),), tuple(text(word) for word in ("một", "hai", "ba")))
    paper = replace(PLAIN, body=(Table((Column("A"), Column("B")), rows), Table(())))
    assert "ba" in WordFile(write(paper)).words()


def test_annexes_begin_their_own_pages_counted_from_one_and_may_lie_across():
    main, first, second = written("conclusion").document.sections
    assert [round(each.page_width.mm) for each in (main, first, second)] == [210, 210, 297]
    for section in (main, first):
        sides = ("top_margin", "right_margin", "bottom_margin", "left_margin")
        margins = [round(getattr(section, side).mm) for side in sides]
        assert margins == [20, 15, 20, 30]
    starts = [
        value(section, "w:pgNumType", "start")
        for section in written("conclusion").body.iter(qn("w:sectPr"))
    ]
    assert starts == [None, "1", "1"]
    assert second.start_type is not None


def test_the_page_number_stands_in_the_middle_on_top_from_page_two():
    file = written("conclusion")
    main, annex, _ = file.document.sections
    assert main.different_first_page_header_footer
    assert not annex.different_first_page_header_footer
    assert main.first_page_header.paragraphs[0].text == ""
    (number,) = main.header.paragraphs
    assert "PAGE" in etree_text(number._p)
    assert (file.of_style("Header", "w:jc"), file.of_style("Header", "w:sz")) == ("center", "26")
    assert annex.header.is_linked_to_previous


def test_nơi_nhận_is_level_with_the_signer_and_the_last_words_come_along():
    file = written("conclusion")
    recipients = file.paragraph("Nơi nhận:").getparent()
    signer = file.paragraph("CHÁNH THANH TRA").getparent()
    assert recipients.getparent() is signer.getparent()
    assert recipients.index(file.paragraph("Nơi nhận:")) == signer.index(
        file.paragraph("CHÁNH THANH TRA")
    )
    assert file.paragraph("Trên đây là").xpath("w:pPr/w:keepNext")
    assert recipients.getparent().xpath("w:trPr/w:cantSplit")


def test_both_sides_of_minutes_stand_beside_one_another():
    sides = tuple(Signer((f"ĐẠI DIỆN {n}",), f"Người {n}") for n in range(3))
    file = WordFile(write(replace(PLAIN, body=(Paragraph(text("Xong.")),), parties=sides)))
    rows = file.body.findall(qn("w:tbl"))[-1].findall(qn("w:tr"))
    shown = [[file._text(cell) for cell in row.findall(qn("w:tc"))] for row in rows]
    assert shown == [["ĐẠI DIỆN 0Người 0", "ĐẠI DIỆN 1Người 1"], ["ĐẠI DIỆN 2Người 2", ""]]


def test_headings_are_word_headings_so_that_they_can_be_walked():
    file = written("conclusion")
    levels = {
        words: file.look(words, "w:outlineLvl")
        for words in ("KHÁI QUÁT CHUNG", "Kết quả thực hiện", "Việc quán triệt", "Phụ lục II")
    }
    assert list(levels.values()) == ["0", "1", "2", "0"]


# --- The file -------------------------------------------------------------------------------------


def test_the_same_paper_gives_the_same_bytes_in_any_process():
    script = (
        "import django, sys; django.setup()\n"
        "from reports.rendering.docx import write\n"
        "from tests.papers import examples\n"
        "sys.stdout.buffer.write(write(examples.conclusion()))\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "config.settings_test", "PYTHONHASHSEED": "7"},
    ).stdout
    assert made == write(examples.conclusion()) == written("conclusion").data


def test_the_file_holds_no_hour_and_nothing_a_paper_does_not_need():
    with zipfile.ZipFile(io.BytesIO(written("conclusion").data)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in file.namelist() if "thumbnail" in name or "custom" in name]
    assert str(written("conclusion").document.core_properties.created)[:10] == "2024-03-05"


@settings(max_examples=20, deadline=None)
@given(papers())
def test_every_style_list_and_note_that_is_named_exists(paper):
    file = WordFile(write(paper))
    for element in file.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
        assert element.get(qn("w:val")) in file.styles
    for element in file.body.iter(qn("w:numId")):
        assert element.get(qn("w:val")) in file.numbers.levels
    for element in file.body.iter(qn("w:tc")):
        assert element[-1].tag == qn("w:p")
    assert file.body[-1].tag == qn("w:sectPr")
    assert file.body[-2].tag == qn("w:p")
