"""Uploads are scanned where there is a scanner; until it has answered they stay closed."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from office import files, scanning
from office.models import Job, StoredFile
from tests.clamd import HARMFUL, NAME, nobody, real_clamd, stand_in
from tests.workers import empty_broker, until, worker

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"
Scan = StoredFile.Scan


def upload(data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("to-trinh.pdf", data)


@pytest.mark.parametrize("scanner", [real_clamd, stand_in])
def test_the_scanner_names_what_it_finds(settings, tmp_path, scanner):
    with scanner(tmp_path) as settings.CLAMD_ADDRESS:
        assert scanning.find_malware(io.BytesIO(PDF)) == ""
        assert scanning.find_malware(io.BytesIO(HARMFUL)).startswith(NAME)
        # Larger than one portion of the protocol.
        assert scanning.find_malware(io.BytesIO(b"a" * 700_000)) == ""


def test_a_scanner_that_is_away_is_no_verdict(settings):
    settings.CLAMD_ADDRESS = nobody()
    with pytest.raises(scanning.ScannerAway):
        scanning.find_malware(io.BytesIO(PDF))


@pytest.mark.django_db
def test_without_a_scanner_an_upload_is_open_and_says_that_it_was_not_scanned(settings):
    settings.CLAMD_ADDRESS = ""
    stored = files.put(upload())
    assert files.why_closed(stored) == ""
    assert stored.get_scan_display() == "chưa quét"
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_an_upload_waits_for_the_scanner_and_is_scanned_once(settings):
    settings.CLAMD_ADDRESS = nobody()
    stored = files.put(upload())
    files.put(upload())
    assert "đang chờ quét" in files.why_closed(stored)
    assert Job.objects.filter(kind="office.scan_file").count() == 1


@pytest.mark.django_db
def test_a_file_in_quarantine_names_its_malware_and_stays_closed(settings):
    settings.CLAMD_ADDRESS = nobody()
    stored = files.put(upload())
    files.note_scan(stored, NAME)
    assert NAME in files.why_closed(stored)
    settings.CLAMD_ADDRESS = ""
    assert NAME in files.why_closed(stored)


@pytest.mark.django_db
def test_files_kept_before_there_was_a_scanner_are_scanned_by_the_clock(settings):
    settings.CLAMD_ADDRESS = ""
    stored = files.put(upload())
    settings.CLAMD_ADDRESS = nobody()
    assert files.scan_what_waits() == 1
    Job.objects.update(state=Job.State.FAILED)
    # The scanner was away: the next tick of the clock asks again.
    assert files.scan_what_waits() == 1
    assert Job.objects.get().state == Job.State.WAITING
    files.note_scan(stored, "")
    assert files.scan_what_waits() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_scans_what_was_uploaded(settings, tmp_path, monkeypatch):
    empty_broker()
    with stand_in(tmp_path) as settings.CLAMD_ADDRESS:
        monkeypatch.setenv("CLAMD_ADDRESS", settings.CLAMD_ADDRESS)
        with worker(tmp_path, "one"):
            good, bad = files.put(upload()), files.put(upload(HARMFUL))
            until(lambda: not Job.objects.exclude(state=Job.State.DONE).exists(), "both scanned")
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.scan, bad.scan, bad.malware) == (Scan.CLEAN, Scan.INFECTED, NAME)
