"""Reminders: before the day, after it, to those above; each rung once, and never while put off."""

import datetime
import threading

import pytest
from django.db import connection

from office import numbering, reminders
from office.models import Notice, NoticeSettings, Reminder, Snooze
from office.notices import snooze
from office.reminders import Due
from office.workflow import Problems
from tests.cast import make_person
from tests.make.office import make_register

DUE_ON = datetime.date(2024, 6, 20)


def due(**facts) -> Due:
    defaults = {
        "key": "2024-001:on_site:20240620",
        "text": "Kết thúc thanh tra trực tiếp",
        "due_on": DUE_ON,
        "url": "/thanh-tra/2024-001/moc/",
        "chain": "2024-001",
        "doers": (make_person("lan"),),
        "leaders": (make_person("minh"),),
        "heads": (make_person("son"),),
    }
    return Due(**(defaults | facts))


def told(days: int, *dues: Due) -> list[tuple[str, str]]:
    """Remind so many days after the due date; who was told now, and what."""
    before = set(Notice.objects.values_list("pk", flat=True))
    reminders.remind(dues or [due()], today=DUE_ON + datetime.timedelta(days=days))
    new = Notice.objects.exclude(pk__in=before).order_by("pk").select_related("person")
    return [(each.person.username, each.text) for each in new]


pytestmark = pytest.mark.django_db


def test_who_does_it_is_told_seven_three_and_one_day_before():
    heard = [day for day in range(-10, 1) if told(day)]
    assert heard == [-7, -3, -1]
    (text, *_) = Notice.objects.order_by("pk").values_list("text", flat=True)
    assert text == "2024-001: Kết thúc thanh tra trực tiếp: còn 7 ngày, hạn 20/6/2024."


def test_who_does_it_is_told_when_it_is_late_then_the_leader_then_the_chief():
    heard = {day: [name for name, _ in told(day)] for day in range(1, 10)}
    assert {day: names for day, names in heard.items() if names} == {
        1: ["lan"],
        3: ["minh"],
        7: ["son"],
    }
    last = Notice.objects.order_by("-pk").first()
    assert (last.kind, "trễ 7 ngày" in last.text) == (Notice.Kind.ESCALATED, True)


def test_a_clock_that_was_down_tells_only_the_nearest_rung():
    assert [name for name, _ in told(-2)] == ["lan"]
    assert Reminder.objects.get().rung == "before-3"


def test_the_clock_may_strike_twice():
    assert told(-7)
    assert told(-7) == []


def test_a_run_that_is_cut_off_tells_everybody_once_afterwards(monkeypatch):
    def die(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(reminders, "notify", die)
        with pytest.raises(KeyboardInterrupt):
            told(-7)
    assert not Reminder.objects.exists()
    assert [name for name, _ in told(-7)] == ["lan"]


def test_a_moved_day_begins_anew():
    told(-7)
    later = due(key="2024-001:on_site:20240720", due_on=DUE_ON + datetime.timedelta(days=30))
    assert told(-7, later) == []
    assert told(23, later)


def test_what_is_put_off_is_told_again_on_its_day_and_to_nobody_else_less():
    told(-7)
    notice = Notice.objects.get()
    snooze(notice, days=7, today=DUE_ON - datetime.timedelta(days=7))
    assert [told(day) for day in range(-6, 0)] == [[]] * 6
    assert [name for name, _ in told(0)] == ["lan"]
    assert told(0) == []
    assert [name for name, _ in told(3)] == ["lan", "minh"]


def test_a_notice_that_does_not_come_again_is_not_put_off(lan):
    with pytest.raises(Problems, match="không cần hoãn"):
        snooze(Notice.objects.create(person=lan, text="Đã duyệt."), days=3, today=DUE_ON)
    notice = Notice.objects.create(person=lan, text="Nhắc.", about="x")
    with pytest.raises(Problems, match="1, 3, 7 hoặc 14"):
        snooze(notice, days=400, today=DUE_ON)
    assert not Snooze.objects.exists()


def test_who_wants_no_deadlines_in_the_app_gets_none_but_what_is_escalated(lan, minh):
    for person in (lan, minh):
        NoticeSettings.objects.create(person=person, muted=["deadline", "escalated"])
    assert told(-7) == []
    assert [name for name, _ in told(3)] == ["minh"]


def test_a_kept_number_is_a_deadline_of_who_keeps_it(ha):
    register = make_register(year=datetime.date.today().year)  # noqa: DTZ011 -- any day of this year
    until = datetime.date(register.year, 12, 31)
    entry = numbering.reserve_number(
        register, symbol="QĐ-TTr", taken_for="Quyết định", until=until, actor=ha
    )
    (kept,) = reminders.dues_of_reserved_numbers()
    assert (kept.doers, kept.due_on) == ((ha,), until)
    numbering.void_number(entry, reason="Thôi.", actor=ha)
    assert reminders.dues_of_reserved_numbers() == []


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_tell_everybody_once():
    one = due()
    start = threading.Barrier(2)

    def run() -> None:
        try:
            start.wait(10)
            reminders.remind([one], today=DUE_ON + datetime.timedelta(days=7))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    names = sorted(Notice.objects.order_by("pk").values_list("person__username", flat=True))
    assert names == ["lan", "minh", "son"]
