"""An existing paper becomes a draft: its text, its header, what was doubtful, and the original."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from office.files import WORD
from office.models import JournalEntry
from office.workflow import Problems, Refused
from reports import taking_in
from reports.choices import BlockKind, DocumentKind, DocumentState
from reports.content import Table, block_lines, plain, walk
from reports.drafts import tree
from reports.importing import recognise
from reports.importing.files import words_of
from reports.importing.lines import Unreadable
from reports.importing.word import MOST_UNPACKED
from reports.models import Block, Document, ImportedFile
from reports.rendering import fonts, pdf
from tests.cast import make_person, signed_in
from tests.make.reports import make_full_case, make_report
from tests.office.test_secrecy import bomb
from tests.reports.test_importing import REPORT

pytestmark = pytest.mark.django_db


def as_text(words: str = REPORT) -> SimpleUploadedFile:
    return SimpleUploadedFile("bao-cao.txt", words.encode())


def as_word(words: str = REPORT) -> SimpleUploadedFile:
    """Each row a paragraph; what is between stars is bold."""
    written = docx.Document()
    for row in filter(None, words.splitlines()):
        paragraph = written.add_paragraph()
        for at, piece in enumerate(row.split("**")):
            paragraph.add_run(piece).bold = at % 2 == 1
    kept = io.BytesIO()
    written.save(kept)
    return SimpleUploadedFile("bao-cao.docx", kept.getvalue())


def take(upload, *, by="lan", kind=DocumentKind.RESULT_REPORT) -> Document:
    return taking_in.take_in(make_full_case(), kind, upload=upload, actor=make_person(by))


@pytest.mark.parametrize("made", [as_text, as_word])
def test_the_draft_says_what_the_file_says(made):
    document = take(made())
    paper = tree(document)
    lines = list(block_lines(paper.body))
    assert "Mỗi phòng một đầu mối." in lines
    assert "Kế hoạch số 12/KH-TTr ngày 05/01/2024." in lines
    assert not any("03 đơn" in line for line in lines)
    assert document.subject == "Kết quả rà soát thủ tục"
    assert document.recipients == "Như trên\nVăn phòng (để theo dõi)"
    assert document.addressees == "Ủy ban nhân dân quận"
    assert (document.archive, document.state) == ("VT", DocumentState.DRAFT)
    # The letterhead and the book are those of the team.
    assert document.symbol == "BC-ĐTTr"


def test_headings_are_rows_that_are_edited_apart():
    document = take(as_text())
    headings = Block.objects.filter(document=document, kind=BlockKind.SECTION)
    assert [row.data["heading"] for row in headings.order_by("pk")] == [
        "TÌNH HÌNH",
        "KIẾN NGHỊ",
        "Việc chỉ đạo",
        "Về phân công",
    ]


def test_the_original_stays_byte_for_byte_and_the_journal_tells(lan):
    upload = as_word()
    document = take(upload)
    imported = ImportedFile.objects.get(document=document)
    answer = signed_in(lan).get(f"{document.get_absolute_url()}ban-goc/")
    upload.seek(0)
    assert b"".join(answer.streaming_content) == upload.read()
    assert "Nhập" in JournalEntry.objects.latest("pk").sentence
    assert "Bản gốc mang số 05/BC-TTr; số được ghi khi ban hành." in imported.doubts
    assert any("PHÓ CHÁNH THANH TRA" in doubt for doubt in imported.doubts)


def test_what_is_doubtful_stands_over_the_draft(lan):
    document = take(as_text(REPORT.replace("II. KIẾN NGHỊ", "III. KIẾN NGHỊ")))
    page = signed_in(lan).get(f"{document.get_absolute_url()}sua/").content.decode()
    assert "theo thứ tự phải là “II.”" in page
    assert "bao-cao.txt" in page


def test_the_draft_keeps_how_the_file_counts(lan):
    words = "I. TÌNH HÌNH", "II. KIẾN NGHỊ"
    in_parts = REPORT.replace(words[0], f"A. CHUNG\n\n{words[0]}").replace(words[1], "C. SAU")
    document = take(as_text(in_parts.replace("C. SAU", "B. KẾT LUẬN\n\nD. SAU")))
    assert (document.numbering, tree(document).numbering) == ("parts", "parts")
    page = signed_in(lan).get(f"{document.get_absolute_url()}sua/").content.decode()
    assert '<span class="tabular">A.</span> CHUNG' in page
    # What is out of order stands as words, and the machine puts no number before it.
    assert ">D. SAU</a>" in page


def in_word(written) -> SimpleUploadedFile:
    kept = io.BytesIO()
    written.save(kept)
    return SimpleUploadedFile("bao-cao.docx", kept.getvalue())


def rows(written) -> list[str]:
    return words_of(in_word(written), WORD).text.splitlines()


def test_what_of_a_word_file_is_not_read_is_told():
    written = docx.Document(as_word())
    picture = io.BytesIO()
    Image.new("RGB", (1, 1)).save(picture, "PNG")
    written.add_picture(picture)
    written.add_paragraph()._p.append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    document = take(in_word(written))
    doubts = ImportedFile.objects.get(document=document).doubts
    assert "Hình trong tệp không được nhập." in doubts
    assert any("chữ xóa" in doubt for doubt in doubts)


def test_numbers_that_word_counts_are_read():
    written = docx.Document()
    for words, style in (("Một", "List Number"), ("Hai", "List Number"), ("gạch", "List Bullet")):
        written.add_paragraph(words, style=style)
    assert rows(written) == ["1. Một", "2. Hai", "- gạch"]


def test_words_in_links_and_tracked_changes_are_read_and_what_was_deleted_is_not():
    written = docx.Document()
    paragraph = written.add_paragraph("Theo ")
    for around, words in (("hyperlink", "Nghị định 30"), ("ins", " còn hiệu lực"), ("del", " cũ")):
        inside = f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"
        paragraph._p.append(parse_xml(f"<w:{around} {nsdecls('w')}>{inside}</w:{around}>"))
    assert rows(written) == ["Theo Nghị định 30 còn hiệu lực"]


def test_figures_raised_by_hand_stay_raised():
    written = docx.Document()
    written.add_paragraph("Diện tích 120 m").add_run("2").font.superscript = True
    assert rows(written) == ["Diện tích 120 m²"]


def test_a_table_is_read_as_a_table_and_its_merged_cells_once():
    written = docx.Document()
    written.add_paragraph("Kết quả giải quyết như sau:")
    table = written.add_table(4, 3)
    for at, words in enumerate(("Đơn vị", "Hồ sơ", "", "", "Đúng hạn", "Quá hạn")):
        table.cell(at // 3, at % 3).text = words
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Hồ sơ"
    table.cell(2, 0).text, table.cell(2, 1).text, table.cell(3, 2).text = "Phòng A", "3|4", "7"
    table.cell(2, 0).merge(table.cell(3, 0))
    read = recognise(words_of(in_word(written), WORD).text).paper
    (found,) = (block for block in walk(read.body) if isinstance(block, Table))
    assert [(each.group, each.heading) for each in found.columns] == [
        ("", "Đơn vị"),
        ("Hồ sơ", "Đúng hạn"),
        ("Hồ sơ", "Quá hạn"),
    ]
    assert [[plain(cell) for cell in row] for row in found.rows] == [
        ["Phòng A", "3|4", ""],
        ["", "", "7"],
    ]


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64), "Chỉ đọc được"),
        (SimpleUploadedFile("hong.docx", b"PK\x03\x04" + b"0" * 64), "được nhận|Chỉ đọc|hỏng"),
        (SimpleUploadedFile("hong.pdf", b"%PDF-1.7\n" + b"0" * 64), "hỏng hoặc có mật khẩu"),
        (SimpleUploadedFile("rong.txt", b" \n"), "Không thấy nội dung"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_nothing_is_made(upload, sentence):
    with pytest.raises(Problems, match=sentence):
        take(upload)
    assert not Document.objects.exists()


def damaged(name: str, content: bytes) -> SimpleUploadedFile:
    """A Word file of which one part is something else."""
    kept = io.BytesIO()
    with zipfile.ZipFile(as_word()) as good, zipfile.ZipFile(kept, "w") as made:
        for part in good.namelist():
            made.writestr(part, content if part == name else good.read(part))
    return SimpleUploadedFile("hong.docx", kept.getvalue())


@pytest.mark.parametrize("content", [b"", b"<a/>", b"<w:document", b"\x00" * 50])
@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_damaged_word_file_is_told_in_words(name, content):
    with pytest.raises(Problems, match=r"hỏng|được nhận|Không thấy"):
        take(damaged(name, content))


def test_a_word_file_that_unpacks_to_gigabytes_is_not_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * (MOST_UNPACKED + 1))
    with pytest.raises(Unreadable, match="quá lớn"):
        words_of(bomb, WORD)


def test_a_trich_yeu_of_two_lines_in_word_stays_the_trich_yeu():
    words = REPORT.replace("thủ tục\n", "thủ tục\n\ntại Sở Nội vụ\n", 1)
    assert take(as_word(words)).subject == "Kết quả rà soát thủ tục\ntại Sở Nội vụ"


def test_only_the_team_takes_papers_in(quan):
    with pytest.raises(Refused):
        take(as_text(), by="quan")


def test_the_page_takes_a_file_and_leads_to_the_draft(lan):
    case = make_full_case()
    client = signed_in(lan)
    page = f"/thanh-tra/{case.code}/van-ban/nhap/"
    assert page in client.get(f"/thanh-tra/{case.code}/van-ban/").content.decode()
    answer = client.post(page, {"kind": "BC", "upload": as_word()})
    document = Document.objects.get()
    assert answer.url == f"{document.get_absolute_url()}sua/"
    # A second report is not offered.
    assert 'value="BC"' not in client.get(page).content.decode()


def test_a_paper_that_was_composed_has_no_original(lan):
    document = make_report()
    assert signed_in(lan).get(f"{document.get_absolute_url()}ban-goc/").status_code == 404


def as_pdf(words: str = REPORT) -> SimpleUploadedFile:
    data = pdf.write(recognise(words).paper, fonts=fonts._tinos())
    return SimpleUploadedFile("bao-cao.pdf", data)


def test_a_pdf_with_words_becomes_a_draft():
    lines = list(block_lines(tree(take(as_pdf())).body))
    assert "Mỗi phòng một đầu mối." in lines
    assert "Kế hoạch số 12/KH-TTr ngày 05/01/2024." in lines


def test_a_scanned_pdf_says_that_it_has_no_words():
    kept = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(kept, "PDF")
    with pytest.raises(Problems, match="ảnh quét"):
        take(SimpleUploadedFile("quet.pdf", kept.getvalue()))


def test_a_pdf_that_unpacks_to_gigabytes_is_refused_with_a_sentence():
    with pytest.raises(Problems, match=r"phức tạp|ảnh quét|hỏng"):
        take(SimpleUploadedFile("bom.pdf", bomb()))
    assert not Document.objects.exists()


def test_an_annex_is_taken_in_as_an_annex():
    words = f"{REPORT}\nPHỤ LỤC I\nDANH SÁCH ĐƠN VỊ\n(Kèm theo Báo cáo\nsố 05)\n\nPhòng Nội vụ.\n"
    document = take(as_text(words))
    (annex,) = tree(document).annexes
    assert annex.title == "DANH SÁCH ĐƠN VỊ"
    assert list(block_lines(annex.children)) == ["Phòng Nội vụ."]
