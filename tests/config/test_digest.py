"""The morning mail: one a person, on working days, with what waits and what was told."""

import datetime

import pytest
from django.core import mail as box

from accounts.models import User
from config import digest
from config.schedule import keep_digests, remind
from office import mails
from office.models import Holiday, Mail, Notice, NoticeSettings, Reminder
from office.notices import notify
from tests.cast import PEOPLE, make_person
from tests.make.inspections import make_running_inspection
from tests.make.office import make_time_limit
from tests.make.reports import make_full_case, make_report, make_submitted

pytestmark = pytest.mark.django_db
# Monday, seven o'clock in Vietnam.
MORNING = datetime.datetime(2024, 6, 3, 0, 0, tzinfo=datetime.UTC)


@pytest.fixture
def office():
    make_submitted(make_report(make_full_case()))
    for name in PEOPLE:
        make_person(name)
        User.objects.filter(username=name).update(email=f"{name}@example.vn")
    Notice.objects.all().delete()


def to(name: str) -> Mail:
    return Mail.objects.get(person__username=name)


def test_who_has_something_to_do_gets_one_mail_and_nobody_else(office):
    digest.keep_digests(MORNING)
    assert "son" in set(Mail.objects.values_list("person__username", flat=True))
    assert not Mail.objects.filter(person__username__in=("binh", "quan")).exists()
    text = to("son").text
    assert "CHỜ TÔI DUYỆT (1)" in text
    assert "http://localhost:8000/thanh-tra/2024-001/" in text
    assert "Phạm Hồng Sơn" in text


def test_called_again_nobody_gets_a_second_one(office):
    first = digest.keep_digests(MORNING)
    assert first
    assert digest.keep_digests(MORNING + datetime.timedelta(minutes=10)) == 0
    mails.send_waiting()
    mails.send_waiting()
    assert len(box.outbox) == Mail.objects.count() == first


def test_one_broken_desk_keeps_nobody_else_from_his_mail(office, monkeypatch):
    given = digest.piles_for

    def piles_for(person, today):
        if person.username == "minh":
            raise RuntimeError
        return given(person, today)

    monkeypatch.setattr(digest, "piles_for", piles_for)
    digest.keep_digests(MORNING)
    assert to("son")
    monkeypatch.setattr(digest, "piles_for", given)
    digest.keep_digests(MORNING)
    assert Mail.objects.filter(person__username="son").count() == 1


def test_it_comes_at_seven_on_working_days(office, settings):
    hour, day = datetime.timedelta(hours=1), datetime.timedelta(days=1)
    assert digest.keep_digests(MORNING - hour) == 0
    assert digest.keep_digests(MORNING - day) == 0
    Holiday.objects.create(day=datetime.date(2024, 6, 3), name="Nghỉ bão")
    assert digest.keep_digests(MORNING) == 0
    settings.DIGEST_ON_WORKING_DAYS = False
    assert digest.keep_digests(MORNING)


def test_who_wants_none_or_has_no_address_gets_none(office):
    NoticeSettings.objects.create(person=make_person("son"), has_digest=False)
    User.objects.filter(username="huong").update(email="")
    digest.keep_digests(MORNING)
    assert not Mail.objects.filter(person__username__in=("son", "huong")).exists()


def test_what_was_told_and_not_read_is_in_it_unless_unwanted(office, quan):
    notify([quan], "Bạn được cử vào đoàn.", url="/thanh-tra/", kind=Notice.Kind.NEWS)
    notify([quan], "Sắp đến hạn.", kind=Notice.Kind.DEADLINE)
    Notice.objects.update(created_at=MORNING - datetime.timedelta(hours=2))
    NoticeSettings.objects.create(person=quan, unmailed=["deadline"])
    digest.keep_digests(MORNING)
    assert "Bạn được cử vào đoàn." in to("quan").text
    assert "http://localhost:8000/thanh-tra/" in to("quan").html
    assert "Sắp đến hạn." not in to("quan").text


def test_what_stands_in_the_mail_is_text(office, quan):
    notify([quan], "<script>alert(1)</script>")
    Notice.objects.update(created_at=MORNING - datetime.timedelta(hours=2))
    digest.keep_digests(MORNING)
    assert "<script>" not in to("quan").html
    assert "<script>alert(1)</script>" in to("quan").text


def test_the_clock_reminds_of_every_late_case_once():
    inspection = make_running_inspection()
    make_time_limit(inspection.regime, "on_site", 45, counted_from="announced")
    assert remind() > 0
    assert set(Reminder.objects.values_list("person__username", flat=True)) >= {"minh"}
    assert remind() == 0
    assert keep_digests() >= 0
