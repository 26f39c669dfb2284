"""A real browser for tests: Chromium of the machine, driven by playwright."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.signals import request_finished, request_started

from tests.workers import until

AXE = Path(__file__).resolve().parents[1] / "static/vendor/axe/axe.min.js"
RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]  # the last is no law

# What stands in a frame is a page of its own; without `preload` no style sheet is read again.
RUN = """rules => axe.run(document, {
    runOnly: rules, resultTypes: ["violations"], iframes: false, preload: false,
})"""

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """One browser for all tests; skipped with the reason where the machine has none."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        pytest.skip("this machine has no chromium on its PATH")
    # playwright keeps an event loop in this thread, which Django would take for async code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, live_server) -> Iterator:
    """A fresh window at live_server; a message on its console or an error in a script fails."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    close(context)
    # An expected 4xx is told on the console too; what matters are scripts and the content policy.
    assert [fault for fault in faults if not fault.startswith("Failed to load resource")] == []


def close(context) -> None:
    """Close the windows and let live_server finish what they asked of it.

    A page asks on its own (who else writes here, what is still being made); a request that
    still reads when the tables are emptied would stop that, and every test after it.
    """
    context.close()
    until(lambda: not UNDER_WAY, "the last answers to a closed window")


UNDER_WAY: set[int] = set()  # the threads of live_server that answer a request just now


def _begins(**_about) -> None:
    if threading.current_thread() is not threading.main_thread():  # not a test's own client
        UNDER_WAY.add(threading.get_ident())


def _ends(**_about) -> None:
    UNDER_WAY.discard(threading.get_ident())


request_started.connect(_begins)
request_finished.connect(_ends)


def barriers(page) -> list[str]:
    """What axe finds against WCAG 2.2 AA: the rule, where, and what would mend it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    # A paper in a frame has the headings and parts that the decree gives it.
    is_paper = page.evaluate("document.documentElement.classList.contains('preview')")
    rules = RULES[:-1] if is_paper else RULES
    found = page.evaluate(RUN, rules)
    return [
        f"{each['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def sign_in(tab, username: str, password: str) -> None:
    if "/tai-khoan/dang-nhap/" not in tab.url:
        tab.goto("/tai-khoan/dang-nhap/")
    tab.fill("[name=username]", username)
    tab.fill("[name=password]", password)
    tab.click("main button[type=submit]")
    tab.wait_for_load_state()
