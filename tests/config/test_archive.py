"""A whole case out as .zip and in again: equal, or refused in words."""

import hashlib
import io
import json
import warnings
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.models import User
from config import case_file, tasks
from config.archive import opening, reading, schema, writing
from findings import evidence, minutes, requests
from findings.models import Evidence
from inspections import diary, filing
from inspections.models import Inspection, SheetCount, Unit
from office import journal
from office.models import Job, JournalEntry, Notice, StoredFile
from office.workflow import Problems
from reports import composing
from reports.choices import DocumentKind
from reports.models import Block, Version
from tests.cast import make_person, signed_in
from tests.make.everything import PDF
from tests.make.findings import answer_request, make_minutes, make_request, sign_minutes
from tests.make.inspections import make_entry
from tests.make.reports import make_full_case, make_issued, make_report

KEEPING = "/thanh-tra/2024-001/ho-so/luu-tru/"


@pytest.fixture
def case(db) -> Inspection:
    """Something of every room."""
    inspection, lan = make_full_case(), make_person("lan")
    finding = inspection.findings.order_by("pk").last()
    evidence.attach(finding, [ContentFile(PDF, "so.pdf")], title="Sổ", actor=lan)
    signed = sign_minutes(make_minutes(inspection))
    scan = [ContentFile(PDF + b"\n", "ky.pdf")]
    minutes.attach(signed, scan, is_signed_scan=True, actor=lan)
    entry = make_entry(inspection)
    diary.correct_entry(entry, facts=diary.DayFacts("Sửa."), actor=make_person("minh"))
    answer_request(make_request(inspection, findings=[finding]))
    requests.draft_request(
        inspection, request_facts(inspection), [ContentFile(PDF + b" ", "cv.pdf")], actor=lan
    )
    paper = filing.PaperFacts("Kế hoạch", kept_at="Tủ 3")
    item = filing.file_paper(inspection, paper, None, actor=lan)
    filing.count_sheets(inspection, {f"inspections.casefileitem:{item.pk}": 4}, actor=lan)
    make_issued(make_report(inspection))
    composing.compose(inspection, DocumentKind.CONCLUSION, actor=lan)
    return inspection


def request_facts(inspection) -> requests.RequestFacts:
    unit = inspection.audited_units.get()
    due_on = inspection.milestones.order_by("pk").first().happened_on
    return requests.RequestFacts("information", unit, "Cung cấp sổ.", due_on)


def archive_of(inspection) -> bytes:
    held = io.BytesIO()
    writing.write(inspection, held)
    return held.getvalue()


def data_in(archive: bytes) -> dict:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return json.loads(opened.read("data.json"))


def changed(archive: bytes, *, sums: bool = True, **files: bytes | None) -> io.BytesIO:
    """The same archive with other bytes under some names; `sums` makes the manifest agree."""
    new = {name.replace("__", "."): data for name, data in files.items()}
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        kept = {name: opened.read(name) for name in opened.namelist()} | new
    kept = {name: data for name, data in kept.items() if data is not None}
    if sums and "manifest.json" in kept and "manifest__json" not in files:
        manifest = json.loads(kept["manifest.json"])
        manifest["sha256"] = {
            name: hashlib.sha256(data).hexdigest()
            for name, data in kept.items()
            if name != "manifest.json"
        }
        kept["manifest.json"] = json.dumps(manifest).encode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in kept.items():
            made.writestr(name, data)
    held.seek(0)
    return held


def with_data(archive: bytes, change) -> io.BytesIO:
    data = data_in(archive)
    change(data)
    return changed(archive, data__json=json.dumps(data).encode())


# --- Round trip -----------------------------------------------------------------------------------
def test_every_relation_of_a_case_finds_its_way():
    """A new record that points where no other office can follow must say so in the schema."""
    assert schema.lost_relations() == []
    assert {"findings.minutes", "inspections.diaryentry", "reports.version"} <= set(schema.owned())


def test_a_case_comes_back_equal(case, son):
    first = archive_of(case)
    again = reading.read(io.BytesIO(first), actor=son)
    before, after = data_in(first), data_in(archive_of(again))
    # The code was taken, so the case that came in has the next; all else is as it was.
    assert again.code != case.code
    after = json.loads(json.dumps(after).replace(again.code, case.code))
    assert after["journal"].pop()["verb"] == "import_case"
    assert after["rows"] == before["rows"]
    assert after["journal"] == before["journal"]
    assert len(before["rows"]) >= 25
    assert journal.broken_links() == []
    assert [row.line.title for row in index(again)] == [row.line.title for row in index(case)]
    assert [row.line.sheets for row in index(again)] == [row.line.sheets for row in index(case)]


def index(inspection):
    from inspections import archiving

    return case_file.index_of(inspection, archiving.file_of(inspection))


def test_keys_inside_texts_are_those_of_the_new_rows(case, son):
    again = reading.read(io.BytesIO(archive_of(case)), actor=son)
    item = again.file_items.get()
    assert SheetCount.objects.get(inspection=again).paper == f"inspections.casefileitem:{item.pk}"
    bound = Block.objects.filter(document__inspection=again, data__source="findings")
    topics = {str(pk) for pk in again.topics.values_list("pk", flat=True)}
    assert {row.data["key"] for row in bound} <= topics
    lines = JournalEntry.objects.filter(chain=again.code, verb="file_paper")
    assert lines.get().about == f"inspections.casefileitem:{item.pk}"


def test_the_pages_of_what_came_in_open(case, son):
    again = reading.read(io.BytesIO(archive_of(case)), actor=son)
    client = signed_in(son)
    for page in ("", "van-ban/", "phat-hien/", "ho-so/", "bien-ban/1/", "nhat-ky/", "dien-bien/"):
        assert client.get(f"/thanh-tra/{again.code}/{page}").status_code == 200, page
    proof = Evidence.objects.get(finding__inspection=again)
    where = f"/thanh-tra/{again.code}/phat-hien/{proof.finding.number}/chung-cu/{proof.pk}/tep/"
    assert client.get(where).getvalue() == PDF


def test_who_and_what_another_office_lacks_is_made_without_rights(case, son):
    def rename(data):
        for row in data["shared"]["accounts.user"].values():
            row["username"] = f"xa-{row['username']}"
        for row in data["shared"]["inspections.unit"].values():
            row["name"] = f"{row['name']} (cũ)"

    again = reading.read(with_data(archive_of(case), rename), actor=son)
    stranger = User.objects.get(username="xa-minh")
    assert (stranger.is_active, stranger.full_name) == (False, "Trần Văn Minh")
    assert not stranger.has_usable_password()
    assert again.opened_by == stranger
    assert Unit.objects.filter(name="Thanh tra quận Hải Tân (cũ)").exists()


# --- Refused --------------------------------------------------------------------------------------
def refused(source, actor) -> str:
    before = Inspection.objects.count()
    with pytest.raises(Problems) as told:
        reading.read(source, actor=actor)
    assert Inspection.objects.count() == before
    return str(told.value)


def test_an_archive_that_was_changed_is_refused(case, son):
    archive = archive_of(case)
    data = data_in(archive)
    data["rows"]["findings.finding"]["#1"]["text"] = "Không có sai phạm."
    forged = changed(archive, sums=False, data__json=json.dumps(data).encode())
    assert "đã bị sửa hoặc hỏng" in refused(forged, son)
    assert "không khớp" in refused(changed(archive, manifest__json=b'{"sha256": {}}'), son)


def test_a_version_that_is_not_what_was_approved_is_refused(case, son):
    def forge(data):
        data["rows"]["reports.version"]["#1"]["tree"]["subject"] = ["Khác"]

    assert "không khớp mã SHA-256 của bản đã duyệt" in refused(
        with_data(archive_of(case), forge), son
    )
    assert Version.objects.filter(document__inspection=case).exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "files/x", "files/../a", "a"])
def test_a_name_that_leads_elsewhere_is_refused(case, son, name):
    assert "tệp lạ" in refused(changed(archive_of(case), **{name: b"x"}), son)


def test_a_bomb_is_refused_before_it_is_unpacked(case, son, monkeypatch):
    archive = archive_of(case)
    bomb = b"0" * (3 * 1024 * 1024)
    name = f"files/{hashlib.sha256(bomb).hexdigest()}"
    assert "nén bất thường" in refused(changed(archive, **{name: bomb}), son)
    monkeypatch.setattr(opening, "MOST_BYTES", 1000)
    assert "quá lớn" in refused(io.BytesIO(archive), son)


def test_two_files_of_one_name_are_refused(case, son):
    held = changed(archive_of(case))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(held, "a") as made:
            made.writestr("data.json", b"{}")
    held.seek(0)
    assert "trùng tên" in refused(held, son)


def test_damaged_bytes_are_refused(case, son):
    archive = bytearray(archive_of(case))
    assert "không phải hồ sơ" in refused(io.BytesIO(bytes(archive[: len(archive) // 2])), son)
    assert "không phải hồ sơ" in refused(io.BytesIO(b"PK"), son)
    archive[200] ^= 0xFF
    assert refused(io.BytesIO(bytes(archive)), son)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(schema=2),
        lambda data: data["rows"].update({"accounts.rolegrant": {"#1": {}}}),
        lambda data: data["shared"].update({"office.holiday": {"#1": {}}}),
        lambda data: data["rows"]["findings.finding"]["#1"].pop("text"),
        lambda data: data["rows"]["findings.finding"]["#1"].update(kind="khác"),
        lambda data: data["rows"]["findings.finding"]["#1"].update(topic={"row": ["x", "#1"]}),
        lambda data: data["rows"]["findings.finding"]["#1"].update(topic=None),
        lambda data: data["rows"]["findings.topic"]["#1"].update(
            parent={"row": ["findings.topic", "#1"]}
        ),
        lambda data: data["rows"]["inspections.inspection"]["#1"].update(code="<b>"),
        lambda data: data["rows"].pop("inspections.inspection"),
        lambda data: data.pop("journal"),
        lambda data: data.update(rows=[1]),
    ],
)
def test_data_that_do_not_fit_are_refused_and_leave_nothing(case, son, change):
    units = Unit.objects.count()
    assert refused(with_data(archive_of(case), change), son)
    assert Unit.objects.count() == units


# --- Commands and pages ---------------------------------------------------------------------------
def test_the_commands_write_and_read(case, son, tmp_path):
    path = tmp_path / "ho-so.zip"
    call_command("export_case", case.code, out=path)
    call_command("import_case", path, by="son")
    assert Inspection.objects.count() == 2
    with pytest.raises(CommandError, match="Không có cuộc"):
        call_command("export_case", "2099-999", out=path)
    path.write_bytes(b"PK")
    with pytest.raises(CommandError, match="không phải hồ sơ"):
        call_command("import_case", path)


def test_a_worker_writes_the_archive_and_it_is_taken_home(case, minh):
    client = signed_in(minh)
    address = client.post(f"{KEEPING}xuat/").url
    assert client.post(f"{KEEPING}xuat/").url == address
    job = Job.objects.get(kind="config.export_case")
    tasks.export_case(str(job.pk))
    assert "Tải 2024-001.zip" in client.get(address).content.decode()
    taken = b"".join(client.get(f"{address}tep/").streaming_content)
    assert data_in(taken)["code"] == "2024-001"
    assert signed_in(make_person("son")).get(address).status_code == 404


def test_a_worker_reads_the_archive_and_tells_who_handed_it_in(case, son):
    upload = SimpleUploadedFile("ho-so.zip", archive_of(case))
    signed_in(son).post("/ho-so/nhap/", {"upload": upload})
    job = Job.objects.get(kind="config.import_case")
    tasks.import_case(str(job.pk))
    tasks.import_case(str(job.pk))
    assert Inspection.objects.count() == 2
    notice = Notice.objects.get(person=son, text__contains="Đã nhập")
    assert signed_in(son).get(notice.url).status_code == 200


def test_a_bad_archive_ends_its_job_in_words(case, son):
    upload = SimpleUploadedFile("ho-so.zip", changed(archive_of(case), a=b"x").getvalue())
    signed_in(son).post("/ho-so/nhap/", {"upload": upload})
    job = Job.objects.get(kind="config.import_case")
    tasks.import_case(str(job.pk))
    job.refresh_from_db()
    assert (job.state, "tệp lạ" in job.error) == (Job.State.FAILED, True)
    assert Inspection.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Hãy chọn tệp hồ sơ"),
        ({"upload": SimpleUploadedFile("x.exe", b"MZ\x90\x00")}, "không thuộc loại được nhận"),
    ],
)
def test_what_is_no_archive_is_told_at_the_field(db, son, sent, sentence):
    answer = signed_in(son).post("/ho-so/nhap/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("username", "out", "into"),
    [
        *[("minh", 302, 403), ("lan", 403, 403), ("son", 302, 200), ("huong", 302, 200)],
        *[("ha", 403, 403), ("quan", 404, 403), ("binh", 404, 403), ("an", 404, 200)],
    ],
)
def test_who_takes_a_case_out_and_brings_one_in(case, username, out, into):
    client = signed_in(make_person(username))
    assert client.post(f"{KEEPING}xuat/").status_code == out
    assert client.get("/ho-so/nhap/").status_code == into


def test_every_file_of_the_case_is_in_the_archive(case):
    with zipfile.ZipFile(io.BytesIO(archive_of(case))) as opened:
        names = {name[6:] for name in opened.namelist() if name.startswith("files/")}
    kept = StoredFile.objects.filter(sha256__in=names)
    assert kept.count() == len(names) == 3
