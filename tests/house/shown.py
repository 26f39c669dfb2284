"""A browser that is shown the pages of the walk: scripts and styles run as they do for people.

Pages and static files come from a server of this test alone, which answers nothing else; files
are kept by the browser, so that a page costs its own bytes.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders

DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# 1280 px at 400 %: WCAG 1.4.10 wants no scrolling sideways.
NARROWEST = {"width": 320, "height": 700}
KEPT = "public, max-age=31536000, immutable"


class Shelf(ThreadingHTTPServer):
    """What the browser may ask for: pages by their address, and static files."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.pages: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Shelf

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path.startswith("/static/"):
            self._static(unquote(parts.path).removeprefix("/static/"))
        elif self.path in self.server.pages:
            self._say(200, self.server.pages[self.path], "text/html; charset=utf-8", "no-store")
        else:
            # Nothing to show: a part asked for later and a frame stay as they are.
            self._say(204, b"", "text/plain", "no-store")

    def _static(self, name: str) -> None:
        path = finders.find(name)
        if path is None:
            self._say(404, b"", "text/plain", "no-store")
        else:
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            self._say(200, Path(path).read_bytes(), kind, KEPT)

    def _say(self, status: int, body: bytes, kind: str, keeping: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", keeping)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Window:
    """One tab, and the shelf that it reads from."""

    def __init__(self, page, shelf: Shelf):
        self.page, self.shelf = page, shelf
        self.keys = page.context.new_cdp_session(page)

    def show(self, address: str, text: str, size: dict[str, int]) -> None:
        address = address.partition("#")[0]
        self.shelf.pages = {address: text.encode()}
        self.page.set_viewport_size(size)
        self.page.goto(self.shelf.address + address)
        # A script that still puts the editor in the place of a field says so.
        self.page.wait_for_function("!document.querySelector('[aria-busy=true]')")

    def too_wide(self) -> str:
        """What sticks out of the narrowest window, or nothing."""
        self.page.set_viewport_size(NARROWEST)
        return self.page.evaluate(WIDEST)

    def press_tab(self, times: int) -> None:
        """One message a press, where playwright needs two."""
        for _ in range(times):
            self.keys.send("Input.dispatchKeyEvent", TAB)


TAB = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


@contextmanager
def opened_window(chromium) -> Iterator[Window]:
    shelf = Shelf()
    Thread(target=shelf.serve_forever, daemon=True).start()
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    # A form that came back with errors asks before it is left.
    page.on("dialog", lambda dialog: dialog.accept())
    try:
        yield Window(page, shelf)
    finally:
        context.close()
        shelf.shutdown()
        shelf.server_close()


# What scrolls in its own box is none of it.
WIDEST = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return "";
    const scrolls = each => {
        for (let box = each.parentElement; box && box !== document.body; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== "visible") return true;
        return false;
    };
    return document.documentElement.scrollWidth + " px: " + [...document.querySelectorAll("body *")]
        .filter(each => each.getBoundingClientRect().right > width + 1 && !scrolls(each))
        .slice(-3).map(each => each.outerHTML.slice(0, 120)).join(" | ");
}"""
