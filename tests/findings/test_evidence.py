"""Proof: attached all or none, told by name, withdrawn with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from findings import evidence
from findings.choices import FindingState
from office.models import JournalEntry, StoredFile
from office.workflow import Overtaken, Problems, Refused
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def upload(name="bien-ban.pdf", data=PDF):
    return SimpleUploadedFile(name, data)


def test_one_file_is_called_by_its_title_and_several_get_numbers(lan):
    finding = make_finding(make_running_inspection())
    evidence.attach(finding, [upload()], title="Biên bản làm việc", note="bản sao", actor=lan)
    evidence.attach(
        finding,
        [upload("a.pdf", PDF + b"a"), upload("b.pdf", PDF + b"b")],
        title="Ảnh sổ",
        actor=lan,
    )
    evidence.attach(finding, [upload("Sổ theo dõi 2023.pdf", PDF + b"c")], actor=lan)
    assert [each.title for each in finding.evidence.all()] == [
        "Biên bản làm việc",
        "Ảnh sổ (1)",
        "Ảnh sổ (2)",
        "Sổ theo dõi 2023",
    ]
    assert JournalEntry.objects.filter(verb="attach").count() == 3


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([], "ít nhất một tệp"),
        ([upload("rong.pdf", b"")], "“rong.pdf” rỗng"),
        ([upload("virus.pdf", b"MZ\x90\x00" + b"\x00" * 200)], "không thuộc loại được nhận"),
        ([upload(f"{at}.pdf", PDF + bytes([at])) for at in range(1, 22)], "tối đa 20 tệp"),
    ],
)
def test_a_file_that_is_not_taken_is_told_by_its_name(lan, files, sentence):
    finding = make_finding(make_running_inspection())
    with pytest.raises(Problems, match=sentence):
        evidence.attach(finding, files, actor=lan)


def test_of_several_files_all_are_kept_or_none(lan):
    finding = make_finding(make_running_inspection())
    with pytest.raises(Problems):
        evidence.attach(finding, [upload(), upload("rong.pdf", b"")], actor=lan)
    assert not finding.evidence.exists()


def test_a_file_over_the_limit_is_refused(lan, settings):
    settings.UPLOAD_MAX_MB = 1
    finding = make_finding(make_running_inspection())
    with pytest.raises(Problems, match="tối đa 1 MB"):
        evidence.attach(finding, [upload("to.pdf", PDF + b"x" * (1 << 20))], actor=lan)


def test_the_same_file_is_not_attached_twice_to_a_finding(lan):
    inspection = make_running_inspection()
    first, second = make_finding(inspection), make_finding(inspection)
    (kept,) = evidence.attach(first, [upload()], actor=lan)
    with pytest.raises(Problems, match="đã là chứng cứ"):
        evidence.attach(first, [upload("khac.pdf")], actor=lan)
    evidence.attach(second, [upload()], actor=lan)
    assert StoredFile.objects.count() == 1
    evidence.withdraw(kept, reason="Nhầm tệp.", actor=lan)
    evidence.attach(first, [upload()], actor=lan)


def test_a_path_in_the_name_is_dropped(lan):
    finding = make_finding(make_running_inspection())
    sent = upload()
    sent._name = "..\\..\\etc/mat-khau.pdf"
    (kept,) = evidence.attach(finding, [sent], actor=lan)
    assert kept.file_name == "mat-khau.pdf"


def test_withdrawn_proof_stays_with_its_reason(lan, minh):
    (kept,) = evidence.attach(make_finding(make_running_inspection()), [upload()], actor=lan)
    with pytest.raises(Problems, match="lý do"):
        evidence.withdraw(kept, reason="  ", actor=lan)
    with pytest.raises(Problems, match="500"):
        evidence.withdraw(kept, reason="x" * 501, actor=lan)
    evidence.withdraw(kept, reason="Bản chụp mờ.", actor=minh)
    kept.refresh_from_db()
    assert kept.withdrawn_reason == "Bản chụp mờ."
    with pytest.raises(Overtaken):
        evidence.withdraw(kept, reason="Lần nữa.", actor=lan)


def test_strangers_and_dropped_findings_get_no_proof(lan, quan):
    inspection = make_running_inspection()
    with pytest.raises(Refused):
        evidence.attach(make_finding(inspection), [upload()], actor=quan)
    dropped = make_finding(inspection, state=FindingState.DROPPED)
    with pytest.raises(Refused):
        evidence.attach(dropped, [upload()], actor=lan)
