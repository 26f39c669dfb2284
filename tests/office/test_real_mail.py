"""Mails through a real SMTP conversation, and the clock that wakes them."""

import datetime
import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator

import pytest
import time_machine

from config.celery import app
from office import mails
from office.models import Mail

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 6, 3)
VIETNAM = datetime.timezone(datetime.timedelta(hours=7))


class Talk(socketserver.StreamRequestHandler):
    """The few words of SMTP that a client needs (RFC 5321); nobody@ is refused."""

    def handle(self) -> None:
        self.say("220 thu.example.vn")
        while line := self.rfile.readline().decode().strip():
            word = line.split(":")[0].split()[0].upper()
            if word == "DATA":
                self.say("354 go on")
                self.take_message()
            elif word == "RCPT" and "nobody@" in line:
                self.say("550 no such user")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 thu.example.vn")

    def take_message(self) -> None:
        rows = []
        while (row := self.rfile.readline()) != b".\r\n":
            rows.append(row.removeprefix(b"."))
        self.server.received.append(b"".join(rows))
        self.say("250 taken")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class Office(socketserver.ThreadingTCPServer):
    """A mail server on a port of its own; what came in stands in `received`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.received: list[bytes] = []


@pytest.fixture
def post_office(settings) -> Iterator[Office]:
    with Office() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()
        thread.join()


def keep(person, address: str) -> Mail:
    person.email = address
    person.save()
    text = "Chào Lan, hôm nay có 02 việc đến hạn.\n.Dòng bắt đầu bằng dấu chấm."
    mails.keep(
        person, kind="digest", day=DAY, subject="Việc sáng nay", text=text, html="<p>Chào Lan</p>"
    )
    return Mail.objects.get(person=person)


def test_what_the_server_takes_is_the_mail_with_its_marks(post_office, lan):
    mail = keep(lan, "lan@example.vn")

    assert mails.send_waiting() == 1

    (raw,) = post_office.received
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Subject"] == "Việc sáng nay"
    assert message["To"] == "lan@example.vn"
    assert message["Message-ID"].startswith("<digest-")
    assert "02 việc đến hạn." in message.get_body(("plain",)).get_content()
    assert "\n.Dòng bắt đầu" in message.get_body(("plain",)).get_content()
    assert "<p>Chào Lan</p>" in message.get_body(("html",)).get_content()
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_an_address_that_the_server_does_not_know_fails_and_the_others_go_out(
    post_office, lan, minh
):
    wrong, right = keep(lan, "nobody@example.vn"), keep(minh, "minh@example.vn")

    assert mails.send_waiting() == 1

    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, right.state) == ("failed", "sent")
    assert "550" in wrong.error


def test_a_server_that_is_gone_leaves_them_waiting(post_office, lan):
    mail = keep(lan, "lan@example.vn")
    post_office.shutdown()
    post_office.server_close()

    assert mails.send_waiting() == 0

    mail.refresh_from_db()
    assert mail.state == "waiting"


@pytest.mark.parametrize(
    ("name", "last", "now", "minutes"),
    [
        # At seven the digest is woken by the same entry as every ten minutes.
        ("keep-digests", (6, 50), (6, 55), 5),
        ("keep-digests", (7, 0), (7, 1), 9),
        ("remind", (5, 30), (6, 0), 30),
        # Not at night: from half past eight in the evening to half past five.
        ("remind", (20, 30), (21, 0), 8 * 60 + 30),
        ("verify-journal", (2, 15), (3, 0), 23 * 60 + 15),
    ],
)
def test_the_clock_goes_by_the_hours_of_vietnam(name, last, now, minutes):
    def at(hour: int, minute: int) -> datetime.datetime:
        return datetime.datetime(2026, 11, 24, hour, minute, tzinfo=VIETNAM)

    schedule = app.conf.beat_schedule[name]["schedule"]
    schedule.app = app
    with time_machine.travel(at(*now), tick=False):
        left = schedule.remaining_estimate(at(*last))

    assert left == datetime.timedelta(minutes=minutes)
