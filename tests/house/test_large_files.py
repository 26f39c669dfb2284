"""A file of 200 MB is not kept, is told at its field, and takes nothing else that was typed along."""

from contextlib import contextmanager

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from lxml import html

from tests.house.bad_input.rows import PDF
from tests.house.test_bad_input import twin
from tests.make.everything import WRITTEN

pytestmark = pytest.mark.django_db


class Stream:
    """A body that is made while it is read, so that nothing but the house itself could keep it."""

    def __init__(self, head: bytes, size: int, tail: bytes):
        self.parts = [head, *[b"x" * (1 << 20)] * (size >> 20), tail]
        self.length = sum(len(part) for part in self.parts)
        self.rest = b""

    def read(self, size: int = -1) -> bytes:
        while self.parts and (size < 0 or len(self.rest) < size):
            self.rest += self.parts.pop(0)
        size = len(self.rest) if size < 0 else size
        kept, self.rest = self.rest[:size], self.rest[size:]
        return kept

    def readline(self, size: int = -1) -> bytes:
        """What is left over is thrown away in whatever pieces."""
        return self.read(size if size > 0 else 1 << 20)


@contextmanager
def connection_stays_open():
    """A server lets go of its connection after a request; the walk is still inside its own."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize(
    ("who", "page", "action", "field", "typed"),
    [
        (
            "lan",
            f"/thanh-tra/{WRITTEN}/phat-hien/3/",
            f"/thanh-tra/{WRITTEN}/phat-hien/3/chung-cu/",
            "uploads",
            {"title": "Ảnh sổ theo dõi"},
        ),
        (
            "an",
            "/quan-tri/inspections/unit/import/",
            "/quan-tri/inspections/unit/import/",
            "import_file",
            {"format": "0", "resource": "0"},
        ),
    ],
)
def test_a_file_of_200_mb_passes_by_and_is_told_at_its_field(
    office, settings, who, page, action, field, typed
):
    """Through the whole stack of the server, with its token and its session."""
    settings.UPLOAD_MAX_MB = 50
    browser = twin(office[who])
    token = browser.get(page).cookies["csrftoken"].value
    text = {**typed, "csrfmiddlewaretoken": token}
    head = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in text.items()
    )
    head += f'--b\r\nContent-Disposition: form-data; name="{field}"; filename="anh.pdf"\r\n\r\n'
    body = Stream(head.encode() + PDF, 200 << 20, b"\r\n--b--\r\n")
    said = {}
    environ = {
        **browser._base_environ(PATH_INFO=action, REQUEST_METHOD="POST"),
        "CONTENT_TYPE": "multipart/form-data; boundary=b",
        "CONTENT_LENGTH": str(body.length),
        "wsgi.input": body,
        "HTTP_COOKIE": "; ".join(f"{key}={each.value}" for key, each in browser.cookies.items()),
    }
    with connection_stays_open():
        answer = WSGIHandler()(environ, lambda status, headers: said.update(status=status))
        root = html.document_fromstring(b"".join(answer).decode())
        answer.close()
    assert said["status"].startswith("413")
    (control,) = root.xpath("//input[@name=$name]", name=field)
    told = [root.get_element_by_id(key) for key in control.get("aria-describedby").split()]
    assert any("“anh.pdf” lớn hơn 50 MB" in each.text_content() for each in told)
    assert set(typed.values()) <= {*root.xpath("//input/@value"), *root.xpath("//option/@value")}
    assert body.parts == []
