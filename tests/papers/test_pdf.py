"""The PDF as a file: whole, tagged, archivable, the same every time."""

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from reports.content import (
    Annex,
    Column,
    Footnote,
    Item,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    text,
)
from reports.proof import problems
from reports.rendering import pdf, press
from reports.rendering.fonts import find_fonts
from tests.papers import examples
from tests.papers.reading import missing_words, pages, printed, read

EXAMPLES = ["conclusion", "draft_conclusion", "decision", "report"]
PLAIN = Paper(
    kind="KL", issuer="THANH TRA HUYỆN", symbol="KL-TTr", place="An Lão", title="KẾT LUẬN"
)
ROOT = Path(__file__).resolve().parents[2]


def opened(name):
    return pikepdf.open(io.BytesIO(printed(name)))


def structure(node):
    """Every element of the structure tree below a node."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


def kinds(node):
    return [str(each.S) for each in structure(node)]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_word_of_the_source_stands_inside_the_page(name):
    paper = getattr(examples, name)()
    assert problems(paper) == ()
    assert missing_words(paper, pages(name)) == {}


def test_no_line_is_broken_after_its_dash():
    sentence = "Phòng chưa mở sổ theo dõi đơn theo quy định tại Thông tư số 05/2021/TT-TTCP "
    items = []
    for length in range(1, 300, 6):
        before, marked = (sentence * 4)[:length], "05/2021/TT-TTCP của Thanh tra Chính phủ"
        items += [
            Item((Run(before), Run(marked, bold=True), Run(" ngày 01/10/2021"))),
            Item((Run(before, footnote=Footnote(text("Nguồn"))), Run(marked, italic=True))),
        ]
    shown = read(pdf.write(replace(PLAIN, body=tuple(items))))
    assert not [line for page in shown for line in page.lines if line.text.strip() == "-"]


def test_all_letters_with_their_marks_are_read_back():
    letters = "aăâ eê iy oôơ uư đ áắấ éế íý óốớ úứ àằầ èề ìỳ òồờ ùừ ảẳẩ ẻể ỉỷ ỏổở ủử ãẵẫ ẽễ ĩỹ õỗỡ ũữ ạặậ ẹệ ịỵ ọộợ ụự"
    faces = (Run(letters), Run(letters, bold=True), Run(letters.upper(), italic=True))
    paper = replace(PLAIN, body=tuple(Paragraph((run,)) for run in faces))
    shown = " ".join(read(pdf.write(paper))[0].words)
    assert shown.count(letters) == 2
    assert letters.upper() in shown


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_file_is_archivable_tagged_and_says_its_language_and_title(name):
    with opened(name) as document:
        metadata = document.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert document.Root.Lang == "vi"
        assert document.Root.MarkInfo.Marked
        assert document.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(document.docinfo.Title).startswith(getattr(examples, name)().title.capitalize())
        assert "/JavaScript" not in document.Root
        assert "/OpenAction" not in document.Root


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_font_is_embedded(name):
    with opened(name) as document:
        fonts = [each for each in document.objects if _is_font(each)]
        assert fonts
        assert all("/FontFile2" in each.FontDescriptor for each in fonts)
        assert all("Tinos" in str(each.BaseFont) for each in fonts)


def _is_font(each):
    return isinstance(each, pikepdf.Dictionary) and "/FontDescriptor" in each


def test_headings_are_tagged_in_order_and_tables_have_headings():
    with opened("conclusion") as document:
        tags = kinds(document.Root.StructTreeRoot)
        assert tags.count("/H1") == 3
        assert tags.count("/H2") == 4
        assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3") < tags.index("/H4")
        tables = [each for each in structure(document.Root.StructTreeRoot) if each.S == "/Table"]
        assert tables
        assert all("/TH" in kinds(table) for table in tables)


def test_head_and_signature_are_no_tables():
    with opened("decision") as document:
        assert "/Table" not in kinds(document.Root.StructTreeRoot)


def test_bookmarks_name_the_parts_and_the_annexes():
    with opened("conclusion") as document, document.open_outline() as outline:
        assert [item.title.replace("\N{NO-BREAK SPACE}", " ") for item in outline.root] == [
            "KẾT LUẬN THANH TRA",
            "Phụ lục I Danh sách đơn chưa vào sổ theo dõi",
            "Phụ lục II Thống kê văn bản đã tham mưu",
        ]
        parts = [item.title for item in outline.root[0].children]
        assert parts[0] == "I. KHÁI QUÁT CHUNG"
        assert len(parts) == 4


def test_two_processes_print_the_same_bytes():
    program = (
        "import hashlib, django; django.setup();"
        "from tests.papers.reading import printed;"
        "print(hashlib.sha256(printed('conclusion')).hexdigest())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "config.settings_test", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == hashlib.sha256(printed("conclusion")).hexdigest()


def test_another_version_has_another_identifier():
    changed = replace(examples.decision(), number="02")
    assert pdf.identifier(changed) != pdf.identifier(examples.decision())


def test_thirty_long_footnotes_in_one_paragraph_are_printed_whole():
    runs = tuple(
        Run(f"chỗ{n} ", footnote=Footnote(text(" ".join(f"zq{n}x{k}" for k in range(45)))))
        for n in range(30)
    )
    paper = replace(PLAIN, body=(Paragraph(runs),))
    assert missing_words(paper, read(pdf.write(paper))) == {}


def test_the_longest_footnote_allowed_is_printed_whole_even_in_capitals():
    note = Footnote(text(("NGHIÊNG " * 187).strip()))
    paper = replace(PLAIN, body=(Paragraph((Run("Chỗ này", footnote=note),)),))
    assert problems(paper) == ()
    assert missing_words(paper, read(pdf.write(paper))) == {}


def test_a_footnote_taller_than_its_page_is_refused_with_a_sentence():
    note = Footnote(text("chữ " * 1500))
    paper = replace(PLAIN, body=(Paragraph((Run("Chỗ này", footnote=note),)),))
    assert "Chú thích số 1" in problems(paper)[0]
    with pytest.raises(pdf.FootnoteTooLong, match="Chú thích ở trang"):
        pdf.write(paper)


def test_two_hundred_sections_with_footnotes_are_printed_whole():
    sections = tuple(
        Section(
            text(f"Mục thứ {n}"),
            (
                Paragraph((Run(f"Nội dung m{n}", footnote=Footnote(text(f"Nguồn g{n}"))),)),
                Item(text(f"ý m{n}")),
            ),
        )
        for n in range(200)
    )
    paper = replace(PLAIN, body=(Section(text("KẾT QUẢ"), sections),))
    shown = read(pdf.write(paper))
    assert missing_words(paper, shown) == {}
    assert "200. Mục thứ 199" in shown[-1].text


def test_a_word_of_200_letters_stays_on_the_page():
    word = "x" * 200
    table = Table((Column("A"), Column("B", 9)), ((text(word), text(word)),))
    paper = replace(PLAIN, body=(Paragraph(text(f"Đây là {word}.")), table))
    shown = read(pdf.write(paper))
    assert missing_words(paper, shown) == {}
    assert max(line.right for page in shown for line in page.lines) <= shown[0].width - 40


def test_a_row_taller_than_a_page_is_printed_whole():
    cell = text(" ".join(f"zq{n}" for n in range(1500)))
    paper = replace(PLAIN, body=(Table((Column("A"), Column("B")), ((cell, text("b")),)),))
    assert missing_words(paper, read(pdf.write(paper))) == {}


def test_an_empty_paper_is_printed():
    paper = Paper(kind="KL", issuer="", symbol="", place="")
    assert len(read(pdf.write(paper))) == 1
    with_annex = replace(PLAIN, annexes=(Annex(""),))
    assert len(read(pdf.write(with_annex))) == 2


@pytest.mark.parametrize(
    "address",
    ["https://example.com/a.png", "file:///etc/hostname", "file:///static/../etc/passwd"],
)
def test_a_paper_reads_only_our_own_files(address):
    with pytest.raises(ValueError, match=r"may not read|disallowed"):
        press._fetcher(find_fonts()).fetch(address)


def test_a_paper_reads_its_style_sheet():
    path = ROOT / "static" / "official" / "v1" / "nd30.css"
    assert press._fetcher(find_fonts()).fetch(path.as_uri()).read()
