"""A browser without eyes: it follows links, and knows the forms of a page and what they send."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, ResolverMatch, resolve
from lxml import html

from tests.make.everything import (
    ANNOUNCED,
    APPRAISED,
    APPROVED,
    BARE,
    CLOSED,
    CONCLUDING,
    DRAFTED_PLAN,
    IMPORTED,
    ISSUED,
    ISSUED_PLAN,
    KEPT,
    PREPARED,
    SENT_BACK,
    SUBMITTED,
    TO_CLOSE,
    WRITTEN,
)

# Apart from their papers these cases are like the one that is being written.
ON_THEIR_WAY = {SUBMITTED, APPROVED, ISSUED, SENT_BACK, CONCLUDING, APPRAISED, IMPORTED}
# Who walks through which cases: together they come to every page that there is.
WALKS = {
    "lan": {WRITTEN, ISSUED},
    "minh": {
        *(PREPARED, BARE, ANNOUNCED, WRITTEN, SUBMITTED, SENT_BACK, IMPORTED),
        *(DRAFTED_PLAN, ISSUED_PLAN, TO_CLOSE, CLOSED, KEPT),
    },
    "son": {SUBMITTED, APPROVED, ANNOUNCED, CONCLUDING, APPRAISED},
    "ha": {APPROVED, DRAFTED_PLAN},
    "thao": {APPRAISED},
    # The contact of a unit sees no case, only what his unit is asked.
    "binh": set(),
}
PLANS = {DRAFTED_PLAN, ISSUED_PLAN}


@dataclass
class Form:
    """A form as the page of `username` holds it."""

    username: str
    page: str
    action: str
    name: str  # of the URL that takes it
    sent: dict[str, list[str]]  # what an untouched form would send
    typed: set[str] = field(default_factory=set)  # the fields that a person types into
    hidden: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


@dataclass
class Page:
    username: str
    path: str
    name: str
    status: int
    text: str
    root: html.HtmlElement


def browse(clients: dict[str, Client], starts: list[str]) -> Iterator[Page]:
    """Every kind of page that the walkers reach by links, each once a person and case."""
    for username, cases in WALKS.items():
        seen, waiting = set(), [*starts, *(home_of(code) for code in sorted(cases))]
        while waiting:
            path = waiting.pop(0)
            key = key_of(path, cases)
            if path in starts and key is not None:
                key = path
            if key is None or key in seen:
                continue
            seen.add(key)
            answer = clients[username].get(path)
            if answer.status_code == 302:
                waiting.append(urljoin(path, answer.url))
            elif answer.streaming or "html" not in answer["Content-Type"]:
                answer.getvalue()
            else:
                text = answer.content.decode()
                root = html.document_fromstring(text)
                name = match_of(path).view_name
                yield Page(username, path, name, answer.status_code, text, root)
                waiting += links_of(path, root)


def home_of(code: str) -> str:
    return f"/thanh-tra/ke-hoach/{code}/" if code in PLANS else f"/thanh-tra/{code}/"


def match_of(path: str) -> ResolverMatch | None:
    try:
        return resolve(urlsplit(path).path)
    except Resolver404:
        return None


def key_of(path: str, cases: set[str]) -> tuple | None:
    """Pages of one view of one case are alike, apart from what their query asks for."""
    match = match_of(path)
    if match is None or match.namespace == "admin":
        return None
    code = match.kwargs.get("code")
    if code is not None and code not in cases:
        return None
    if code in ON_THEIR_WAY and match.namespace != "reports" and match.view_name != "case":
        return None
    asked = tuple(sorted(part.partition("=")[0] for part in urlsplit(path).query.split("&")))
    return match.view_name, code, asked


def links_of(path: str, root: html.HtmlElement) -> list[str]:
    found = []
    for link in root.iter("a", "iframe"):
        target = urljoin(path, link.get("href") or link.get("src") or "")
        parts = urlsplit(target)
        if not parts.scheme and target.startswith("/"):
            found.append(target.partition("#")[0])
    return found


def forms_of(page: Page) -> Iterator[Form]:
    """The forms that POST, with what their fields hold now; a button may have its own address."""
    for form in page.root.iter("form"):
        if (form.get("method") or "get").lower() != "post":
            continue
        controls = list(_controls(page.root, form))
        buttons = {each.get("formaction") for each in controls if each.get("formaction")}
        for address in (form.get("action") or page.path, *sorted(buttons)):
            action = urljoin(page.path, address).partition("#")[0]
            match = match_of(action)
            if match is None or match.namespace == "admin":
                continue
            yield form_of(page, form, action, match.view_name)


def form_of(page: Page, form: html.HtmlElement, action: str, name: str = "") -> Form:
    """One form with what its fields hold now; `name` is asked of the address when left out."""
    match = match_of(action)
    found = Form(page.username, page.path, action, name or (match.view_name if match else ""), {})
    for control in _controls(page.root, form):
        _note(found, control)
    return found


def _controls(root: html.HtmlElement, form: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield from form.iter("input", "textarea", "select", "button")
    if name := form.get("id"):
        yield from root.xpath("//*[@form=$name]", name=name)


def _note(form: Form, control: html.HtmlElement) -> None:
    name = control.get("name")
    if not name or name == "csrfmiddlewaretoken":
        return
    kind = (control.get("type") or "text").lower() if control.tag == "input" else control.tag
    if kind == "file":
        form.files.add(name)
        return
    kinds = {"text": form.typed, "textarea": form.typed, "password": form.typed}
    kinds.get(kind, form.hidden if kind == "hidden" else set()).add(name)
    form.sent.setdefault(name, []).extend(_values(control, kind))


def _values(control: html.HtmlElement, kind: str) -> list[str]:
    """What an untouched control sends; a button that nobody presses sends nothing."""
    if kind == "select":
        chosen = control.xpath(".//option[@selected]/@value")
        # Where nothing is said the first stands there.
        first = control.xpath(".//option/@value")[:1] if control.get("multiple") is None else []
        return chosen or first
    if kind == "textarea":
        return [control.text or ""]
    if kind in {"button", "submit"} or (
        kind in {"checkbox", "radio"} and control.get("checked") is None
    ):
        return []
    return [control.get("value", "on" if kind in {"checkbox", "radio"} else "")]


def typed_in(root: html.HtmlElement) -> set[str]:
    """Everything that stands in a field of the page."""
    values = {control.get("value") or "" for control in root.iter("input")}
    return values | {(area.text or "").removeprefix("\n") for area in root.iter("textarea")}
