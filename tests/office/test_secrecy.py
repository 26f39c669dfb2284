"""State secrets stay outside: known by their mark, in a name or in a text that can be read."""

import io
import zipfile
import zlib

import pytest
from django.core.files.base import ContentFile

from office import files, pdf_words, secrecy
from office.models import StoredFile
from office.workflow import Problems


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("BÁO CÁO\nMẬT\nVề việc…", "MẬT"),
        ("  TỐI   MẬT  ", "TỐI MẬT"),
        ("[TUYỆT MẬT]", "TUYỆT MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("Công văn số 05/TTr (MẬT) ngày 05/01/2024", "MẬT"),
        ("MẬT", "MẬT"),
        ("Quy định về BẢO MẬT thông tin", ""),
        ("Mật độ dân số là 300 người/km2", ""),
        ("Đơn vị chưa giữ bí mật nhà nước", ""),
        ("QUY CHẾ\nBẢO VỆ BÍ\nMẬT NHÀ NƯỚC", ""),
        ("CÔNG TÁC BẢO\nMẬT", ""),
        ("ỦY BAN NHÂN DÂN\nMẬT", "MẬT"),
        ("Mật", ""),
        ("", ""),
    ],
)
def test_a_stamp_is_told_from_the_words_of_every_day(text, mark):
    assert secrecy.stamp_in(text) == mark


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("bao-cao-MẬT.pdf", "MẬT"),
        ("Báo cáo (tối mật).docx", "TỐI MẬT"),
        ("05_TUYỆT MẬT_2024.pdf", "TUYỆT MẬT"),
        ("cong-van-mat-05.pdf", "MẬT"),
        ("toi_mat.pdf", "TỐI MẬT"),
        ("quy-che-bảo mật.pdf", ""),
        ("doi-mat-khau.pdf", ""),
        ("mật độ xây dựng.xlsx", ""),
        ("bien-ban-lam-viec.pdf", ""),
        ("mat-bang.pdf", ""),
    ],
)
def test_a_name_is_read_with_and_without_accents(name, mark):
    assert secrecy.stamp_in_name(name) == mark


def office_file(part: str, body: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, body)
    return made.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("part", "body", "mark"),
    [
        (
            "word/document.xml",
            "<w:p><w:t>TỐI</w:t><w:t> MẬT</w:t></w:p><w:p>Nội dung</w:p>",
            "TỐI MẬT",
        ),
        ("word/header1.xml", "<w:p>MẬT</w:p>", "MẬT"),
        ("xl/sharedStrings.xml", "<si><t>Tên</t></si><si><t>MẬT</t></si>", "MẬT"),
        ("word/document.xml", "<w:p>Bảo mật thông tin</w:p>", ""),
        (
            "word/document.xml",
            '<w:p w14:paraId="1"><w:r>Số: 05</w:r><w:txbxContent><w:p>MẬT</w:p></w:txbxContent></w:p>',
            "MẬT",
        ),
    ],
)
def test_the_text_of_word_and_excel_is_read(part, body, mark):
    upload = ContentFile(office_file(part, body), "a.docx")
    assert secrecy.stamp_of(upload, WORD) == mark
    assert upload.tell() == 0


def printed(*lines: str, pages_before: int = 0) -> bytes:
    """A PDF with a paragraph for each line, behind so many other pages."""
    from weasyprint import HTML

    others = "<p style='break-after: page'>Trang khác</p>" * pages_before
    return HTML(string=others + "".join(f"<p>{line}</p>" for line in lines)).write_pdf()


def test_the_first_pages_of_a_pdf_are_read():
    of_pdf = [
        (printed("THANH TRA QUẬN", "TỐI MẬT", "Số: 05/BC-TTr"), "TỐI MẬT"),
        (printed("Danh sách", pages_before=2), ""),
        (printed("MẬT", pages_before=2), "MẬT"),
        # Deep in an annex a word alone in a cell is no stamp.
        (printed("MẬT", pages_before=3), ""),
        (printed("Quy chế bảo mật", "Đơn vị chưa giữ bí mật nhà nước"), ""),
    ]
    for data, mark in of_pdf:
        upload = ContentFile(data, "a.pdf")
        assert secrecy.stamp_of(upload, "application/pdf") == mark
        assert upload.tell() == 0


def test_a_damaged_file_has_no_text():
    assert secrecy.stamp_of(ContentFile(b"PK\x03\x04 broken", "a.docx"), WORD) == ""
    whole = printed("Danh sách")
    for data in (whole[: len(whole) // 2], b"%PDF-1.7\n" + b"\xff" * 4000):
        assert secrecy.stamp_of(ContentFile(data, "a.pdf"), "application/pdf") == ""


def test_a_pdf_that_takes_too_long_is_let_go(monkeypatch):
    monkeypatch.setattr(pdf_words, "SECONDS", 0.001)
    assert pdf_words.first_words(printed("MẬT")) == ""


def bomb() -> bytes:
    """A page whose content unpacks to two gigabytes."""
    packer = zlib.compressobj(9)
    begin = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush the packed megabyte stands for itself, as often as it is written.
    megabyte = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = begin + megabyte * 2048 + packer.flush()
    head = """%PDF-1.7
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj
4 0 obj<</Filter/FlateDecode/Length LONG>>stream
""".replace("LONG", str(len(packed)))
    return head.encode() + packed + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"


def test_a_pdf_that_unpacks_to_gigabytes_harms_nobody():
    assert pdf_words.first_words(bomb()) == ""


def test_an_upload_with_a_mark_is_refused_with_a_sentence_and_not_kept(db):
    for upload in (
        ContentFile("MẬT\nDanh sách".encode(), "danh-sach.txt"),
        ContentFile(b"%PDF-1.7\n%%EOF", "bao-cao-MẬT.pdf"),
    ):
        with pytest.raises(Problems, match="không đưa vào phần mềm này"):
            files.put(upload)
    assert not StoredFile.objects.exists()


def test_an_ordinary_upload_is_kept_whole(db):
    stored = files.put(ContentFile("Danh sách công chức".encode(), "danh-sach.txt"))
    assert files.read(stored) == "Danh sách công chức".encode()
