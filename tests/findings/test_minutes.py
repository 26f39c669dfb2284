"""Minutes: written, fixed for signing, signed or refused, locked when nobody is missing."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings import minutes as rules
from findings.choices import MinutesState, Side
from findings.minutes import PartyFacts, SignatureFacts
from findings.models import Minutes
from inspections.models import Inspection
from office.models import JournalEntry
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person, signed_in
from tests.findings.test_evidence import PDF
from tests.make.findings import make_minutes, sign_minutes
from tests.make.inspections import make_inspection, make_running_inspection

DAY = datetime.date(2024, 1, 30)
CASE = "/thanh-tra/2024-001/bien-ban/"


@pytest.fixture
def case(db) -> Inspection:
    return make_running_inspection()


def page(answer):
    return answer.content.decode()


def sheet(**typed):
    """What the form of minutes sends."""
    return {
        "act": "save",
        "kind": "working",
        "place": "Trụ sở Phòng",
        "opened_on": "30/01/2024",
        "opened_time": "8h30",
        "closed_on": "",
        "closed_time": "11 giờ 00",
        "content": "Đoàn kiểm tra sổ.",
        "copies": "2",
        "p-TOTAL_FORMS": "2",
        "p-INITIAL_FORMS": "0",
        "p-0-side": "team",
        "p-0-name": "Nguyễn Thị Lan",
        "p-0-post": "Thành viên",
        "p-1-side": "unit",
        "p-1-name": "Hoàng Văn Bình",
        "p-1-post": "Phó Trưởng phòng",
    } | typed


# --- Rules ----------------------------------------------------------------------------------------
def test_minutes_are_locked_when_everybody_has_signed(case, lan):
    minutes = sign_minutes(make_minutes(case))
    assert minutes.state == MinutesState.SIGNED
    with pytest.raises(Refused):
        rules.record_signatures(minutes, [], revision=minutes.revision, actor=lan)
    with pytest.raises(Overtaken, match="Đã ký đủ"):
        rules.reopen(minutes, reason="Sửa.", actor=make_person("minh"))
    assert JournalEntry.objects.filter(verb="seal").count() == 1


def test_one_missing_signature_keeps_them_open_and_is_named(case):
    minutes = sign_minutes(make_minutes(case), besides=Side.TEAM)
    assert minutes.state == MinutesState.SIGNING
    assert rules.missing_signatures(minutes.parties.all()) == ["Chưa ký: Nguyễn Thị Lan."]


def test_a_unit_that_refuses_needs_a_witness_or_the_commune(case, lan):
    minutes = make_minutes(case)
    rules.finish(minutes, actor=lan)
    ours, theirs = minutes.parties.order_by("position")
    said = [SignatureFacts(ours.pk, DAY), SignatureFacts(theirs.pk, None, "Không đồng ý nội dung.")]
    assert not rules.record_signatures(minutes, said, revision=1, actor=lan)
    (sentence,) = rules.missing_signatures(minutes.parties.all())
    assert "điểm a khoản 3 Điều 15 Nghị định số 217/2025/NĐ-CP" in sentence
    facts = PartyFacts(Side.COMMUNE, "Lý Văn Tâm", "Công chức phường")
    witness = rules.add_witness(minutes, facts, actor=lan)
    minutes.refresh_from_db()
    signed = [SignatureFacts(witness.pk, DAY)]
    assert rules.record_signatures(minutes, signed, revision=minutes.revision, actor=lan)
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED


def test_only_witnesses_come_in_while_signatures_are_gathered(case, lan):
    minutes = make_minutes(case)
    rules.finish(minutes, actor=lan)
    with pytest.raises(Problems, match="người chứng kiến"):
        rules.add_witness(minutes, PartyFacts(Side.UNIT, "Ai đó"), actor=lan)


def test_nobody_signs_minutes_that_say_nothing(case, lan):
    minutes = make_minutes(case, content="", closed_at=None, parties=[])
    with pytest.raises(Problems) as told:
        rules.finish(minutes, actor=lan)
    assert [problem.text for problem in told.value.problems] == [
        "Chưa ghi giờ kết thúc.",
        "Biên bản chưa có nội dung.",
        "Chưa ghi người của đoàn tham gia.",
        "Chưa ghi người đại diện đơn vị.",
    ]


def test_reopening_takes_the_signatures_away(case, lan):
    minutes = sign_minutes(make_minutes(case), besides=Side.UNIT)
    rules.reopen(minutes, reason="Ghi sai giờ.", actor=lan)
    assert not minutes.parties.filter(signed_on__isnull=False).exists()
    with pytest.raises(Problems, match="lý do"):
        rules.drop(minutes, reason=" ", actor=lan)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"day": datetime.date(2024, 1, 2)}, "trước ngày ký quyết định 24/01/2024"),
        ({"day": datetime.date(2099, 1, 2)}, "chưa tới"),
    ],
)
def test_minutes_lie_within_the_case(case, facts, sentence):
    with pytest.raises(Problems, match=sentence):
        make_minutes(case, **facts)


def test_a_signature_is_not_older_than_the_minutes(case, lan):
    minutes = make_minutes(case)
    rules.finish(minutes, actor=lan)
    party = minutes.parties.first()
    early = [SignatureFacts(party.pk, datetime.date(2024, 1, 1))]
    with pytest.raises(Problems, match="không thể ký trước ngày lập"):
        rules.record_signatures(minutes, early, revision=1, actor=lan)


def test_the_second_who_writes_signatures_is_told(case, lan):
    minutes = make_minutes(case)
    rules.finish(minutes, actor=lan)
    party = minutes.parties.first()
    rules.record_signatures(minutes, [SignatureFacts(party.pk, DAY)], revision=1, actor=lan)
    with pytest.raises(Overtaken):
        rules.record_signatures(minutes, [], revision=1, actor=lan)


def test_signed_minutes_still_take_their_scan_and_lose_no_file(case, lan):
    minutes = sign_minutes(make_minutes(case))
    upload = SimpleUploadedFile("ban-ky.pdf", PDF)
    (kept,) = rules.attach(minutes, [upload], is_signed_scan=True, actor=lan)
    with pytest.raises(Refused):
        rules.detach(kept, actor=lan)
    with pytest.raises(Problems, match="đã có tệp"):
        rules.attach(minutes, [SimpleUploadedFile("x.pdf", PDF)], is_signed_scan=True, actor=lan)


# --- Pages ----------------------------------------------------------------------------------------
def test_minutes_are_written_by_hand_as_people_write_hours(case, lan):
    answer = signed_in(lan).post(f"{CASE}lap/", sheet())
    minutes = Minutes.objects.get()
    assert answer.url == f"{CASE}1/"
    assert f"{minutes.opened_at:%H:%M}" == "01:30"  # 8:30 in Vietnam
    assert [party.side for party in minutes.parties.all()] == ["team", "unit"]
    body = page(signed_in(lan).get(f"{CASE}1/"))
    assert "11:00 30/01/2024" in body


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"place": ""}, "Hãy ghi địa điểm"),
        ({"opened_time": "25:00"}, "giờ:phút"),
        ({"opened_time": "sáng"}, "giờ:phút"),
        ({"opened_on": "31/02/2024"}, "không có trong lịch"),
        ({"closed_time": "7h"}, "đứng trước giờ bắt đầu"),
        ({"closed_time": "", "closed_on": "31/01/2024"}, "Hãy ghi giờ kết thúc"),
        ({"unit": "999999"}, "không thuộc cuộc"),
        ({"kind": "khac"}, "Không có loại biên bản này"),
        ({"copies": "0"}, "ít nhất 1 bản"),
        ({"p-1-name": ""}, "Hãy ghi họ và tên"),
        ({"content": "Đ" * 50_001}, "tối đa 50000"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(case, lan, typed, sentence):
    answer = signed_in(lan).post(f"{CASE}lap/", sheet(**typed))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Nguyễn Thị Lan" in page(answer)
    assert not Minutes.objects.exists()


def test_more_rows_lose_nothing_and_save_nothing(case, lan):
    answer = signed_in(lan).post(f"{CASE}lap/", sheet(act="more", place=""))
    assert answer.status_code == 200
    assert 'name="p-3-name"' in page(answer)
    assert "Hãy ghi địa điểm" not in page(answer)
    assert not Minutes.objects.exists()


def test_a_stale_form_shows_both_texts(case, lan, minh):
    minutes = make_minutes(case)
    signed_in(minh).post(f"{CASE}1/sua/", sheet(revision=1, content="Minh viết."))
    answer = signed_in(lan).post(f"{CASE}1/sua/", sheet(revision=1, content="Lan viết."))
    assert answer.status_code == 409
    assert "Minh viết." in page(answer)
    assert "Lan viết." in page(answer)
    minutes.refresh_from_db()
    assert minutes.content == "Minh viết."


def test_signatures_are_written_on_the_page(case, lan):
    minutes = make_minutes(case)
    client = signed_in(lan)
    client.post(f"{CASE}1/chot/")
    ours, theirs = minutes.parties.order_by("position")
    wrong = {f"s{ours.pk}-signed_on": "30/01/2024", f"s{ours.pk}-refused_reason": "Không."}
    answer = client.post(f"{CASE}1/chu-ky/", wrong | {"revision": 1})
    assert answer.status_code == 422
    assert "Hoặc ghi ngày ký" in page(answer)
    said = {f"s{party.pk}-signed_on": "30/01/2024" for party in (ours, theirs)}
    client.post(f"{CASE}1/chu-ky/", said | {"revision": 1})
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.SIGNED
    assert "Đã ký đủ" in page(client.get(CASE))


def test_a_file_is_given_back_as_it_came(case, lan):
    minutes = make_minutes(case)
    client = signed_in(lan)
    client.post(f"{CASE}1/tep/", {"uploads": SimpleUploadedFile("so.pdf", PDF)})
    kept = minutes.files.get()
    assert client.get(f"{CASE}1/tep/{kept.pk}/").getvalue() == PDF
    client.post(f"{CASE}1/tep/{kept.pk}/bo/")
    assert not minutes.files.exists()
    answer = client.post(f"{CASE}1/tep/", {"uploads": SimpleUploadedFile("x.exe", b"MZ\x90\x00")})
    assert answer.status_code == 422
    assert "không thuộc loại được nhận" in page(answer)


@pytest.mark.parametrize("path", ["", "1/"])
@pytest.mark.parametrize(
    ("username", "status"),
    [("lan", 200), ("minh", 200), ("son", 200), ("ha", 200), ("quan", 404), ("binh", 404)],
)
def test_who_reads_minutes(case, username, status, path):
    make_minutes(case)
    assert signed_in(make_person(username)).get(CASE + path).status_code == status


@pytest.mark.parametrize("path", ["lap/", "1/sua/", "1/chu-ky/", "1/tep/", "1/huy/"])
def test_who_is_not_in_the_team_writes_no_minutes(case, son, path):
    make_minutes(case)
    assert signed_in(son).post(CASE + path).status_code == 403


def test_a_case_without_decision_has_no_minutes(db, minh):
    make_inspection("2024-009")
    assert signed_in(minh).get("/thanh-tra/2024-009/bien-ban/lap/").status_code == 403


def test_three_minutes_cost_no_more_queries_than_one(case, lan, django_assert_max_num_queries):
    client = signed_in(lan)
    make_minutes(case)
    client.get(CASE)
    with CaptureQueriesContext(connection) as one:
        client.get(CASE)
    make_minutes(case)
    make_minutes(case)
    with django_assert_max_num_queries(len(one)):
        client.get(CASE)
