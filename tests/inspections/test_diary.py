"""The diary of the team: one entry a day, signed, never changed."""

import datetime

import pytest
from django.db import Error, connection, transaction
from django.db.models import F

from inspections import diary
from inspections.diary import DayFacts, days_without_entry
from inspections.models import DiaryEntry, DiarySignature, Inspection
from office.models import JournalEntry, Notice
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person, signed_in
from tests.make.inspections import (
    ANNOUNCED_ON,
    make_entry,
    make_inspection,
    make_running_inspection,
)

PAGE = "/thanh-tra/2024-001/nhat-ky/"
FACTS = DayFacts("Làm việc với bộ phận một cửa.")


@pytest.fixture
def case(db) -> Inspection:
    return make_running_inspection()


def page(answer):
    return answer.content.decode()


def test_a_day_has_one_entry_and_the_second_writer_is_told_who_wrote_it(case, minh, lan):
    diary.name_keeper(case, person=lan, may_sign=False, actor=minh)
    diary.write_entry(case, day=ANNOUNCED_ON, facts=FACTS, actor=lan)
    with pytest.raises(Overtaken, match="Nguyễn Thị Lan đã ghi nhật ký ngày 29/01/2024"):
        diary.write_entry(case, day=ANNOUNCED_ON, facts=FACTS, actor=minh)
    assert Notice.objects.filter(person=minh, text__contains="chờ bạn ký").count() == 1


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("model", [DiaryEntry, DiarySignature])
def test_the_database_refuses_to_change_what_was_written(case, minh, change, model):
    entry = make_entry(case)
    diary.sign_entries(case, [entry.pk], actor=minh)
    rows = model.objects.all()
    acts = {
        "update": lambda: rows.update(id=F("id")),
        "delete": lambda: rows._raw_delete("default"),
    }
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        acts[change]()


def test_a_correction_points_to_the_first_entry_and_is_signed_too(case, minh):
    entry = make_entry(case)
    first = diary.correct_entry(entry, facts=DayFacts("Công bố tại trụ sở UBND."), actor=minh)
    second = diary.correct_entry(first, facts=DayFacts("Công bố lúc 8 giờ."), actor=minh)
    assert (first.corrects, second.corrects) == (entry, entry)
    assert diary.sign_entries(case, [entry.pk, first.pk], actor=minh) == 2
    body = page(signed_in(minh).get(PAGE))
    assert body.count("Trần Văn Minh ký") == 2
    assert "Công bố quyết định." in body
    assert "Công bố lúc 8 giờ." in body


def test_what_is_signed_stays_signed_and_the_second_is_told(case, minh):
    entry = make_entry(case)
    diary.sign_entries(case, [entry.pk], actor=minh)
    with pytest.raises(Overtaken, match="đã được ký"):
        diary.sign_entries(case, [entry.pk], actor=minh)
    assert JournalEntry.objects.filter(verb="sign_diary").count() == 1


def test_only_the_leader_and_whom_he_named_write_and_sign(case, minh, lan, son):
    entry = make_entry(case)
    for who in (lan, son):
        with pytest.raises(Refused):
            diary.write_entry(case, day=datetime.date(2024, 1, 30), facts=FACTS, actor=who)
    keeper = diary.name_keeper(case, person=lan, may_sign=False, actor=minh)
    diary.write_entry(case, day=datetime.date(2024, 1, 30), facts=FACTS, actor=lan)
    with pytest.raises(Refused, match="giao ký thay"):
        diary.sign_entries(case, [entry.pk], actor=lan)
    diary.end_keeping(keeper, actor=minh)
    diary.name_keeper(case, person=lan, may_sign=True, actor=minh)
    assert diary.sign_entries(case, [entry.pk], actor=lan) == 1
    with pytest.raises(Problems, match="đang được giao"):
        diary.name_keeper(case, person=lan, may_sign=True, actor=minh)
    with pytest.raises(Problems, match="không ở trong đoàn"):
        diary.name_keeper(case, person=make_person("quan"), may_sign=True, actor=minh)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (datetime.date(2024, 1, 23), "bắt đầu từ ngày ký quyết định 24/01/2024"),
        (datetime.date(2099, 1, 1), "chưa tới"),
    ],
)
def test_a_day_that_is_not_of_the_case_is_refused_at_its_field(case, minh, day, sentence):
    answer = signed_in(minh).post(f"{PAGE}ghi/", {"day": f"{day:%d/%m/%Y}", "work": "Đã làm."})
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Đã làm." in page(answer)


def test_a_case_without_decision_has_no_diary(db, minh):
    make_inspection("2024-009")
    answer = signed_in(minh).post("/thanh-tra/2024-009/nhat-ky/ghi/", {"work": "x"})
    assert answer.status_code == 403


def test_working_days_without_entry_are_named(case):
    # 29/01/2024 is a Monday; 03 and 04/02 are the weekend.
    today = datetime.date(2024, 2, 5)
    written = [datetime.date(2024, 1, 29), datetime.date(2024, 2, 1)]
    assert days_without_entry(case, written, today=today) == [
        datetime.date(2024, 1, 30),
        datetime.date(2024, 1, 31),
        datetime.date(2024, 2, 2),
        datetime.date(2024, 2, 5),
    ]


def test_the_page_writes_signs_and_names_a_keeper(case, minh, lan):
    client = signed_in(minh)
    client.post(f"{PAGE}ghi/", {"day": "30/01/2024", "work": "Kiểm tra sổ.", "met": "Văn phòng"})
    entry = DiaryEntry.objects.get()
    assert "Chưa ký" in page(signed_in(lan).get(PAGE))
    client.post(f"{PAGE}ky/", {"entry": entry.pk})
    assert entry.signature.signed_by == minh
    client.post(f"{PAGE}nguoi-ghi/", {"person": lan.pk, "may_sign": "on"})
    keeper = case.diary_keepers.get()
    assert (keeper.person, keeper.may_sign) == (lan, True)
    client.post(f"{PAGE}nguoi-ghi/{keeper.pk}/thoi/")
    keeper.refresh_from_db()
    assert keeper.ended_at
    client.post(f"{PAGE}{entry.pk}/dinh-chinh/", {"work": "Kiểm tra sổ và hồ sơ."})
    assert entry.corrections.get().work == "Kiểm tra sổ và hồ sơ."


@pytest.mark.parametrize(
    ("username", "status"),
    [("lan", 200), ("minh", 200), ("son", 200), ("ha", 200), ("quan", 404), ("binh", 404)],
)
def test_who_reads_the_diary(case, username, status):
    assert signed_in(make_person(username)).get(PAGE).status_code == status


def test_three_entries_cost_no_more_queries_than_one(case, minh, django_assert_max_num_queries):
    from django.test.utils import CaptureQueriesContext

    client = signed_in(minh)
    make_entry(case)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for day in (30, 31):
        make_entry(case, datetime.date(2024, 1, day))
    with django_assert_max_num_queries(len(one)):
        client.get(PAGE)
