"""Proof: attached all or none, told by name, withdrawn with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from findings import evidence
from findings.choices import FindingState
from office import files
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


# --- Versions -------------------------------------------------------------------------------------


def attached(lan, text="Phòng chưa mở sổ theo dõi đơn. Có 03 đơn chưa vào sổ."):
    finding = make_finding(make_running_inspection(), text)
    return finding, evidence.attach(finding, [upload()], title="Trích sổ", actor=lan)[0]


def test_a_newer_version_stands_and_the_older_one_is_kept_behind_it(lan):
    finding, first = attached(lan)
    second = evidence.replace(first, upload("co-dau.pdf", PDF + b"2"), actor=lan)
    third = evidence.replace(second, upload("moi.pdf", PDF + b"3"), actor=lan)
    assert [each.version for each in evidence.versions_of(first)] == [3, 2, 1]
    assert list(finding.evidence.standing()) == [third]
    assert third.title == "Trích sổ"


def test_of_two_who_hand_in_a_new_version_the_second_is_told(lan):
    _, first = attached(lan)
    evidence.replace(first, upload("co-dau.pdf", PDF + b"2"), actor=lan)
    with pytest.raises(Overtaken, match="thay bằng bản khác"):
        evidence.replace(first, upload("khac.pdf", PDF + b"3"), actor=lan)


def test_the_same_bytes_are_no_new_version(lan):
    _, first = attached(lan)
    with pytest.raises(Problems, match="đã là chứng cứ"):
        evidence.replace(first, upload("lai-the.pdf"), actor=lan)


def test_a_withdrawn_newest_version_proves_nothing_and_brings_no_older_one_back(lan):
    finding, first = attached(lan)
    second = evidence.replace(first, upload("co-dau.pdf", PDF + b"2"), actor=lan)
    evidence.withdraw(second, reason="nhầm tệp", actor=lan)
    assert not finding.evidence.standing().exists()


def test_proof_in_quarantine_proves_nothing(lan):
    finding, first = attached(lan)
    files.note_scan(first.file, "MinhBach.Test")
    assert not finding.evidence.standing().exists()


# --- The sentence that is proved ------------------------------------------------------------------


def test_proof_points_to_a_sentence_and_the_text_shows_it_there(lan):
    finding, first = attached(lan)
    evidence.point_to(first, sentence="Có 03 đơn chưa vào sổ.", actor=lan)
    (piece,) = evidence.proved_pieces(finding, finding.evidence.all())
    assert [(each.words, len(each.proofs)) for each in piece.sentences] == [
        ("Phòng chưa mở sổ theo dõi đơn.", 0),
        ("Có 03 đơn chưa vào sổ.", 1),
    ]


def test_proof_cannot_point_to_a_sentence_that_is_not_there(lan):
    _, first = attached(lan)
    with pytest.raises(Problems, match="không còn trong nội dung"):
        evidence.point_to(first, sentence="Câu bịa.", actor=lan)


def test_a_newer_version_proves_the_same_sentence(lan):
    _, first = attached(lan)
    evidence.point_to(first, sentence="Có 03 đơn chưa vào sổ.", actor=lan)
    newer = evidence.replace(
        evidence.versions_of(first)[0], upload("co-dau.pdf", PDF + b"2"), actor=lan
    )
    assert newer.sentence == "Có 03 đơn chưa vào sổ."
