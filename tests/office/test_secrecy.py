"""State secrets stay outside: known by their mark, in a name or in a text that can be read."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile

from office import files, secrecy
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
    ],
)
def test_the_text_of_word_and_excel_is_read(part, body, mark):
    upload = ContentFile(office_file(part, body), "a.docx")
    assert secrecy.stamp_of(upload, WORD) == mark
    assert upload.tell() == 0


def test_a_damaged_file_has_no_text(db):
    assert secrecy.stamp_of(ContentFile(b"PK\x03\x04 broken", "a.docx"), WORD) == ""


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
