"""Keeping bytes: by hash, typed by content, scanned, never overwritten."""

import hashlib

import filetype
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from office import jobs, scanning, secrecy
from office.models import Job, StoredFile
from office.workflow import Problem, Problems

PDF, TEXT = "application/pdf", "text/plain"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ACCEPTED = {
    PDF: "PDF",
    WORD: "Word (.docx)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel (.xlsx)",
    "image/jpeg": "ảnh JPEG",
    "image/png": "ảnh PNG",
    "application/zip": "ZIP",
    TEXT: "văn bản thuần (.txt)",
}
MARKED = (
    "Tệp “{name}” mang dấu độ mật “{mark}” nên không được nhận: nội dung bí mật nhà nước không đưa vào"
    " phần mềm này. Hãy ghi số, ngày và nơi lưu bản giấy ở trang “Tài liệu mật”."
)
CHUNK = 1024 * 1024


def content_type_of(head: bytes) -> str:
    """The type by the first bytes, whatever the name says; empty when nobody knows it."""
    kind = filetype.guess(head)
    if kind:
        return kind.mime
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A letter cut in two by the end of the head is not a wrong letter.
        if error.start < len(head) - 3:
            return ""
    return "" if b"\x00" in head else TEXT


def check(upload: File) -> str:
    """The content type of an upload, or Problems saying why it is not taken."""
    limit = settings.UPLOAD_MAX_MB
    if not upload.size:
        raise Problems([Problem(f"Tệp “{upload.name}” rỗng.")])
    if upload.size > limit * 1024 * 1024:
        raise Problems(
            [
                Problem(
                    f"Tệp “{upload.name}” nặng {upload.size / 1024 / 1024:.0f} MB; mỗi tệp tối đa"
                    f" {limit} MB. Hãy nén hoặc tách thành nhiều tệp."
                )
            ]
        )
    upload.seek(0)
    kind = content_type_of(upload.read(8192))
    upload.seek(0)
    if kind not in ACCEPTED:
        names = ", ".join(sorted(ACCEPTED.values()))
        raise Problems(
            [
                Problem(
                    f"Tệp “{upload.name}” không thuộc loại được nhận. Các loại được nhận: {names}."
                )
            ]
        )
    if mark := secrecy.stamp_of(upload, kind):
        raise Problems([Problem(MARKED.format(name=upload.name, mark=mark))])
    return kind


def put(upload: File) -> StoredFile:
    """Keep an upload; the same bytes are kept once. Raises Problems as `check` does."""
    kind = check(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks(CHUNK):
        digest.update(chunk)
    upload.seek(0)
    stored = _keep(upload, digest.hexdigest(), upload.size, kind)
    ask_for_scan(stored)
    return stored


def put_bytes(data: bytes, content_type: str) -> StoredFile:
    """Keep bytes that our own worker made."""
    return _keep(ContentFile(data), hashlib.sha256(data).hexdigest(), len(data), content_type)


def put_made(content: File, content_type: str) -> StoredFile:
    """Keep a file that our own worker made, however large: it is never whole in memory."""
    digest = hashlib.sha256()
    for chunk in content.chunks(CHUNK):
        digest.update(chunk)
    content.seek(0)
    return _keep(content, digest.hexdigest(), content.size, content_type)


def _keep(content: File, sha256: str, size: int, kind: str) -> StoredFile:
    stored, _ = StoredFile.objects.get_or_create(
        sha256=sha256, defaults={"size": size, "content_type": kind}
    )
    # The row may have come from a transaction whose file write was cut off: write when missing.
    if not default_storage.exists(stored.path):
        default_storage.save(stored.path, content)
    return stored


# --- Scanning for malware -------------------------------------------------------------------------


def ask_for_scan(stored: StoredFile) -> None:
    """Have a kept file scanned, where there is a scanner; asking twice scans once."""
    if not scanning.is_on() or stored.scan != StoredFile.Scan.NOT_SCANNED:
        return
    job = jobs.ask(
        "office.scan_file",
        key=f"scan:{stored.pk}",
        title="Quét mã độc",
        payload={"file": stored.pk},
        queue="preview",
    )
    if job.state == Job.State.FAILED:
        jobs.retry(job)


def scan_what_waits(most: int = 500) -> int:
    """Woken by the clock: files kept while the scanner was away, or before there was one."""
    if not scanning.is_on():
        return 0
    waiting = StoredFile.objects.filter(scan=StoredFile.Scan.NOT_SCANNED).order_by("pk")[:most]
    for stored in waiting:
        ask_for_scan(stored)
    return len(waiting)


def look_for_malware(stored: StoredFile) -> str:
    """What the scanner finds in a kept file, "" when nothing. Raises scanning.ScannerAway."""
    with open_file(stored) as source:
        return scanning.find_malware(source)


def note_scan(stored: StoredFile, found: str) -> None:
    """Keep the scanner's answer; a file with malware is in quarantine: kept, never opened."""
    stored.scan = StoredFile.Scan.INFECTED if found else StoredFile.Scan.CLEAN
    stored.malware = found[:200]
    stored.save(update_fields=["scan", "malware"])


def why_closed(stored: StoredFile) -> str:
    """Why an upload may not be opened now, in a sentence; "" when it may."""
    if stored.scan == StoredFile.Scan.INFECTED:
        return (
            f"Tệp bị cách ly vì có mã độc ({stored.malware}). Hãy báo quản trị và nộp lại bản sạch."
        )
    if scanning.is_on() and stored.scan == StoredFile.Scan.NOT_SCANNED:
        return "Tệp đang chờ quét mã độc; hãy mở lại sau ít phút."
    return ""


def open_file(stored: StoredFile) -> File:
    return default_storage.open(stored.path, "rb")


def read(stored: StoredFile) -> bytes:
    """The bytes, checked against their hash: a damaged store is found on reading."""
    with open_file(stored) as source:
        data = source.read()
    if hashlib.sha256(data).hexdigest() != stored.sha256:
        raise Problems([Problem("Tệp lưu bị hỏng: nội dung không khớp mã băm. Hãy báo quản trị.")])
    return data
