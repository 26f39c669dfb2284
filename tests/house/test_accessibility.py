"""Every page of the house against WCAG 2.2 AA (axe), on a desk and on a telephone, and by Tab alone.

The pages are walked first, then shown to a browser that asks nobody but this test: scripts and
styles run as they do for people, and no page waits for the database.
"""

from collections.abc import Iterator
from urllib.parse import urljoin

import pytest

from tests.browser import AXE, barriers
from tests.house.bad_input.rows import Row
from tests.house.browsing import Page
from tests.house.shown import DESK, TELEPHONE, Window, opened_window
from tests.house.tabbing import faults_of_tabbing
from tests.house.test_bad_input import twin
from tests.house.test_bad_input_table import ROWS, filled, found, keys, undone

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci"),
    # The office and its walk cost as much as a third of the pages: one process builds them.
    pytest.mark.xdist_group("accessibility"),
]
SIZES = {"desk": DESK, "telephone": TELEPHONE}


@pytest.fixture(scope="module")
def window(chromium) -> Iterator[Window]:
    with opened_window(chromium) as opened:
        yield opened


def looks_of(page: Page) -> set[tuple]:
    """The pieces that may be a barrier: in pages of this kind, and in this dress anywhere."""
    found: set[tuple] = set()
    for each in page.root.iter("*"):
        dress = each.get("class") or ""
        found.add((str(each.tag), dress))
        found.add((page.name, str(each.tag), dress.partition(" ")[0], each.get("type")))
    return found


def telling(pages: list[Page]) -> Iterator[Page]:
    """Of the pages, the longest first, each that shows a piece which none before it showed."""
    seen: set[tuple] = set()
    for page in sorted(pages, key=lambda each: -len(each.text)):
        if page.status == 200 and not looks_of(page) <= seen:
            seen |= looks_of(page)
            yield page


def one_of_each_kind(pages: list[Page]) -> list[Page]:
    shown = sorted((each for each in pages if each.status == 200), key=lambda each: len(each.text))
    return list({page.name: page for page in shown}.values())


def faults_of(window: Window, address: str, text: str, sizes=SIZES) -> Iterator[str]:
    window.show(address, text, next(iter(sizes.values())))
    window.page.add_script_tag(url="/static/vendor/axe/axe.min.js")
    for name, size in sizes.items():
        window.page.set_viewport_size(size)
        yield from (f"{name}: {each}" for each in barriers(window.page))
    if wide := window.too_wide():
        yield f"scrolls sideways at 320 px: {wide}"


def test_no_page_has_a_barrier(window, pages):
    wrong = {
        f"{page.username} {page.path} {fault}"
        for page in telling(pages)
        for fault in faults_of(window, page.path, page.text)
    }
    assert not wrong, "\n".join(sorted(wrong))


def test_every_page_is_walked_with_tab_alone(window, pages):
    """All is reached, in sight and marked while it has the focus, and the page is left again."""
    wrong = []
    for page in one_of_each_kind(pages):
        window.show(page.path, page.text, DESK)
        wrong += [f"{page.username} {page.path} {fault}" for fault in faults_of_tabbing(window)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [name for name in ROWS if not name.startswith("admin:")])
def test_no_page_of_errors_has_a_barrier(window, name, office, forms):
    """The whole form is wrong at once: every sentence stands at its field."""
    text, address = answer_to_all_that_is_bad(name, office, forms)
    if ROWS[name].is_lookup or "</html>" not in text:
        pytest.skip("answers a part of a page")
    told = list(faults_of(window, address, text, {"telephone": TELEPHONE}))
    assert not told, "\n".join(told)


def answer_to_all_that_is_bad(name: str, office, forms) -> tuple[str, str]:
    row: Row = ROWS[name]
    form, root, client = found(name, row, office, forms)
    sent = filled(form.sent, row.good, root)
    for bad in row.bad:
        if bad.at and not bad.is_second:
            sent |= filled(sent, bad.sent, root)
    with undone():
        answer = twin(client).post(form.action, sent)
    return answer.content.decode(), form.action


# Of Django's admin a page of each kind: lists with a search and with years, forms with fields in
# which one searches (select2) and with rows, acts of our own.
ADMINISTRATION = [
    "/quan-tri/",
    "accounts/user/{lan}/change/",
    "inspections/unit/",
    "inspections/unit/add/",
    "inspections/unit/{unit}/change/",
    "inspections/unit/{unit}/doi-ten/",
    "inspections/unit/{unit}/history/",
    "inspections/unit/import/",
    "inspections/unit/sap-nhap/",
    "office/holiday/add/",
    "office/legaldocument/",
    "office/regime/{regime}/change/",
]


@pytest.mark.parametrize("name", ADMINISTRATION)
def test_no_page_of_the_administrator_has_a_barrier(window, office, name):
    address = urljoin("/quan-tri/", name.format(**keys()))
    answer = office["an"].get(address)
    assert answer.status_code == 200, answer
    told = list(faults_of(window, address, answer.content.decode()))
    assert not told, "\n".join(told)
