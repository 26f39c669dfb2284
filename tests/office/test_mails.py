"""Mails: each at most once, whatever happens to the worker or the mail server."""

import datetime
import smtplib

import pytest
from django.core import mail as box
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from office import mails
from office.models import Mail

DAY = datetime.date(2024, 6, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(lan) -> Mail:
    lan.email = "lan@example.vn"
    lan.save()
    mails.keep(lan, kind="digest", day=DAY, subject="Sáng nay", text="Chào Lan", html="<p>Chào</p>")
    return Mail.objects.get()


def test_a_person_has_one_mail_of_a_kind_and_day(waiting, lan):
    assert not mails.keep(lan, kind="digest", day=DAY, subject="Lần hai", text="x")
    assert Mail.objects.get().subject == "Sáng nay"


def test_a_mail_goes_out_as_text_and_html_and_once(waiting):
    assert (mails.send_waiting(), mails.send_waiting()) == (1, 0)
    (sent,) = box.outbox
    assert (sent.subject, sent.to, sent.body) == ("Sáng nay", ["lan@example.vn"], "Chào Lan")
    assert sent.alternatives[0].mimetype == "text/html"
    assert sent.extra_headers["Message-ID"].startswith("<digest-")
    waiting.refresh_from_db()
    assert (waiting.state, bool(waiting.sent_at)) == ("sent", True)


def test_an_absent_server_leaves_the_mail_waiting(waiting, monkeypatch):
    def away(self):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", away)
        assert mails.send_waiting() == 0
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert mails.send_waiting() == 1


def test_a_refused_mail_is_told_and_not_tried_again_by_itself(waiting, monkeypatch):
    def refuse(self, messages):
        raise smtplib.SMTPDataError(554, b"no")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        assert mails.send_waiting() == 0
    waiting.refresh_from_db()
    assert (waiting.state, "SMTPDataError" in waiting.error) == ("failed", True)
    assert mails.send_waiting() == 0
    mails.send_again(Mail.objects.all())
    assert mails.send_waiting() == 1


def test_a_worker_killed_while_sending_sends_nothing_twice(waiting, monkeypatch):
    def die(self, messages):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            mails.send_waiting()
    assert mails.send_waiting() == 0
    Mail.objects.update(claimed_at=timezone.now() - datetime.timedelta(minutes=11))
    assert mails.send_waiting() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error) == ("failed", mails.CUT_OFF)
    assert box.outbox == []
