"""Proof in the browser: attached, looked at, refused, withdrawn, replaced."""

import resource
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from findings import evidence
from findings.models import Finding
from tests.cast import signed_in
from tests.findings.pages import CASE, page
from tests.findings.test_evidence import PDF
from tests.make.findings import make_finding
from tests.make.inspections import (
    make_running_inspection,
)


def attach(client, *files, **typed):
    return client.post(f"{CASE}/phat-hien/1/chung-cu/", {"uploads": list(files), **typed})


def test_proof_is_attached_and_opened_by_the_team_only(lan, quan):
    make_finding(make_running_inspection())
    answer = attach(signed_in(lan), SimpleUploadedFile("Sổ theo dõi.pdf", PDF), title="Sổ")
    assert answer.status_code == 302
    proof = Finding.objects.get().evidence.get()
    path = f"{CASE}/phat-hien/1/chung-cu/{proof.pk}/tep/"
    opened = signed_in(lan).get(path)
    assert b"".join(opened.streaming_content) == PDF
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"].startswith("inline")
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["X-Content-Type-Options"] == "nosniff"
    saved = signed_in(lan).get(path, {"tai-ve": "1"})
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved.streaming_content) == PDF
    assert signed_in(quan).get(path).status_code == 404


def test_what_is_neither_pdf_nor_picture_is_saved_and_not_shown(lan):
    make_finding(make_running_inspection())
    page_in_disguise = b"<!doctype html><script>alert(1)</script>"
    attach(signed_in(lan), SimpleUploadedFile("trang.html", page_in_disguise))
    proof = Finding.objects.get().evidence.get()
    opened = signed_in(lan).get(f"{CASE}/phat-hien/1/chung-cu/{proof.pk}/tep/")
    assert opened["Content-Disposition"].startswith("attachment")
    assert opened["Content-Type"] == "text/plain"
    assert "sandbox" in opened["Content-Security-Policy"]
    assert b"".join(opened.streaming_content) == page_in_disguise


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("rong.pdf", b"", "“rong.pdf” rỗng"),
        ("may.exe", b"MZ\x90\x00" + b"\x00" * 100, "không thuộc loại được nhận"),
        ("gia.pdf", b"\x7fELF" + b"\x00" * 100, "không thuộc loại được nhận"),
    ],
)
def test_a_refused_file_is_told_at_the_field_and_the_title_is_kept(lan, name, data, sentence):
    make_finding(make_running_inspection())
    answer = attach(
        signed_in(lan), SimpleUploadedFile(name, data), title="Biên bản số 3", note="bản sao"
    )
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert 'value="Biên bản số 3"' in page(answer)


def test_no_file_at_all_is_told(lan):
    make_finding(make_running_inspection())
    answer = attach(signed_in(lan), title="Quên chọn tệp")
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một tệp." in page(answer)
    assert "Quên chọn tệp" in page(answer)


class _Long:
    """The body of a form with a file of 200 MB between two fields; it watches our memory."""

    BOUNDARY = "ranh-gioi"
    FILE_SIZE = 200 * 1024 * 1024

    def __init__(self):
        self.head = self._part('name="title"', "Đĩa quay toàn cảnh\r\n") + self._part(
            'name="uploads"; filename="quay.pdf"', "%PDF-1.7 "
        )
        self.tail = (
            b"\r\n"
            + self._part('name="note"', "chép từ máy quay\r\n")
            + f"--{self.BOUNDARY}--\r\n".encode()
        )
        self.size = len(self.head) + self.FILE_SIZE + len(self.tail)
        self.left, self.at_first, self.at_most = self.FILE_SIZE, _memory(), 0

    def _part(self, names, value):
        lines = f"--{self.BOUNDARY}\r\nContent-Disposition: form-data; {names}\r\n\r\n{value}"
        return lines.encode()

    def read(self, size=-1):
        self.at_most = max(self.at_most, _memory() - self.at_first)
        if self.head:
            given, self.head = self.head[:size], self.head[size:]
        elif self.left:
            given = b"x" * min(size, self.left)
            self.left -= len(given)
        else:
            given, self.tail = self.tail[:size], self.tail[size:]
        return given

    readline = read


def _memory():
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_a_file_of_200_mb_is_refused_without_being_kept_and_nothing_typed_is_lost(lan):
    make_finding(make_running_inspection())
    body = _Long()
    # Some data, so that the client sends headers of a body at all; then the body is replaced.
    answer = signed_in(lan).generic(
        "POST",
        f"{CASE}/phat-hien/1/chung-cu/",
        b"-",
        content_type=f"multipart/form-data; boundary={body.BOUNDARY}",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(body.size)},
    )
    assert answer.status_code == 413
    assert "“quay.pdf” lớn hơn 50 MB" in page(answer)
    assert "Đĩa quay toàn cảnh" in page(answer)
    assert "chép từ máy quay" in page(answer)
    assert body.at_most < 40 * 1024 * 1024
    assert not Finding.objects.get().evidence.exists()


def test_proof_is_withdrawn_with_a_reason(lan):
    finding = make_finding(make_running_inspection())
    (proof,) = evidence.attach(finding, [SimpleUploadedFile("a.pdf", PDF)], actor=lan)
    client, path = signed_in(lan), f"{CASE}/phat-hien/1/chung-cu/{proof.pk}/rut/"
    assert client.get(path).status_code == 200
    assert "Cần ghi lý do." in page(client.post(path, {"reason": ""}))
    assert client.post(path, {"reason": "Bản chụp mờ."}).status_code == 302
    shown = page(client.get(f"{CASE}/phat-hien/1/"))
    assert "Bản chụp mờ." in shown
    assert client.post(path, {"reason": "Lần nữa."}).status_code == 403


def test_proof_is_looked_at_pointed_and_replaced_in_the_browser(lan):
    finding = make_finding(make_running_inspection(), "Chưa mở sổ. Có 03 đơn chưa vào sổ.")
    (first,) = evidence.attach(
        finding, [SimpleUploadedFile("so.pdf", PDF)], title="Trích sổ", actor=lan
    )
    page = f"{finding.get_absolute_url()}chung-cu/{first.pk}/"
    client = signed_in(lan)
    looked = client.get(page).content.decode()
    assert first.file.sha256 in looked
    assert "<iframe" in looked

    refused = client.post(f"{page}cau/", {"sentence": "Câu bịa."})
    assert refused.status_code == 422
    assert "không còn trong nội dung" in refused.content.decode()
    client.post(f"{page}cau/", {"sentence": "Có 03 đơn chưa vào sổ."})
    assert "Chứng cứ của câu này" in client.get(finding.get_absolute_url()).content.decode()

    nothing = client.post(f"{page}ban-moi/", {"note": "bản có dấu"})
    assert nothing.status_code == 422
    assert "Hãy chọn tệp của bản mới." in nothing.content.decode()
    assert "bản có dấu" in nothing.content.decode()
    newer = client.post(f"{page}ban-moi/", {"uploads": SimpleUploadedFile("b.pdf", PDF + b"2")})
    assert newer.status_code == 302
    assert "đã có bản mới hơn" in client.get(page).content.decode()
    assert client.post(f"{page}ban-moi/", {}).status_code == 403
