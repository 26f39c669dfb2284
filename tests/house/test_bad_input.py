"""Whatever is sent to a form, nobody sees a fault of ours, and an error loses nothing."""

import copy
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from lxml import html

from accounts.access import WRITING
from office.text import nfc
from tests.house.browsing import Form, typed_in
from tests.house.walk import url_patterns
from tests.make.everything import WRITTEN

pytestmark = pytest.mark.django_db

GARBAGE = {
    "too long": "Đ" * 10_000,
    "no such day": "31/02/2024",
    "negative": "-1",
    "too large a number": "9" * 20,
    "a digit that is no number": "²",
    "more digits than Python reads": "9" * 5000,
    "odd letters": "ảạ\x00\u200b<script>alert(1)</script>",
}
# The text once more, as the editor writes it; where it is sent it stands for the typed one.
WRITTEN_BY_SCRIPT = {"html"}
BODIES = {
    "JSON": ("application/json", b'{"a": 1}'),
    "no UTF-8": ("application/x-www-form-urlencoded", b"text=%ff%fe\xff&revision=%00"),
    "broken multipart": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disp"),
    "an alphabet nobody knows": ("application/x-www-form-urlencoded; charset=foo", b"text=a"),
}
ENGLISH = re.compile(
    r"This field|Enter a|Select a valid|Ensure|is required|Invalid|already exists|must be|Traceback"
)
# The sign-in is for strangers; the others are asked for by a script, or stand behind a button
# that no case of this office shows.
ELSEWHERE = {
    *("accounts:sign_in", "findings:recognise_citations", "office:retry"),
    *("findings:unwaive", "findings:bring_back_entry"),
    # Sent by the editor and answered as JSON: tests/reports/test_writing.py.
    *("reports:autosave", "reports:paste", "reports:keep_quote"),
    # Its form stands in the answer to another: tests/reports/test_parts.py.
    "reports:take_part",
}


def variants(form: Form) -> dict[str, dict[str, list[str]]]:
    """What is sent instead of a well filled form, each once."""
    found: dict[str, dict[str, list[str]]] = {}
    for called, data in _variants(form):
        if data not in found.values():
            found[called] = data
    return found


def _variants(form: Form) -> Iterator[tuple[str, dict[str, list[str]]]]:
    chosen = set(form.sent) - form.typed - WRITTEN_BY_SCRIPT
    yield "nothing", {}
    yield "untouched", form.sent
    yield "hidden fields are missing", _without(form, form.hidden)
    yield "each value twice", {name: [*values, *values, "x"] for name, values in form.sent.items()}
    yield "nothing typed", form.sent | {name: [""] for name in form.typed}
    for called, word in GARBAGE.items():
        yield f"typed: {called}", form.sent | {name: [word] for name in form.typed}
    for called in ("negative", "too large a number", "a digit that is no number"):
        word = GARBAGE[called]
        yield f"chosen: {called}", form.sent | {name: [word] for name in chosen}
    yield "unknown ids", form.sent | {name: ["999999"] for name in chosen}


def _without(form: Form, names: set[str]) -> dict[str, list[str]]:
    return {name: values for name, values in form.sent.items() if name not in names}


# --- Every form ----------------------------------------------------------------------------------


def test_every_url_that_takes_a_form_was_found(office, forms):
    """Otherwise the tests below would walk past it."""
    found = {form.name for form in forms}
    takes_post = {name for _, name, view in url_patterns() if _takes_post(view)}
    assert takes_post - found - ELSEWHERE == set()


def _takes_post(view) -> bool:
    """Behind @writes or @shows_form."""
    while view is not None:
        if view.__code__.co_name in {"writing", "form"}:
            return True
        view = getattr(view, "__wrapped__", None)
    return False


def test_nothing_that_is_sent_breaks_a_form(office, forms):
    wrong = []
    for form in forms:
        for called, data in variants(form).items():
            with Sent(office[form.username], form, data) as sent:
                wrong += [f"{form.name} ({called}): {each}" for each in sent.complaints()]
    assert not wrong, "\n".join(wrong)


def test_no_body_breaks_a_form(office, forms):
    wrong = []
    for form in {form.name: form for form in forms}.values():
        for called, (content_type, body) in BODIES.items():
            with Sent(office[form.username], form, body, content_type) as sent:
                wrong += [f"{form.name} ({called}): {each}" for each in sent.complaints()]
    assert not wrong, "\n".join(wrong)


BEFORE: list[tuple[str, str]] = []


class Sent:
    """One POST and what came of it; the database is as before when the block ends."""

    def __init__(self, client: Client, form: Form, data, content_type: str = ""):
        self.client = twin(client)
        self.form, self.data = form, data
        self.content_type = content_type

    def __enter__(self) -> "Sent":
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.has_written = False
        # Everything is taken back each time, so all begin with the same rows.
        before = BEFORE or BEFORE.extend(fingerprint()) or BEFORE
        with connection.execute_wrapper(self._watch):
            self.fault = self._post()
        self.has_changed = self.has_written and before != fingerprint()
        return self

    def _post(self) -> str:
        try:
            if self.content_type:
                sent = (self.form.action, self.data, self.content_type)
                self.answer = self.client.generic("POST", *sent)
            else:
                self.answer = self.client.post(self.form.action, self.data)
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:300]
        return ""

    def _watch(self, execute, sql, params, many, context):
        word = sql.lstrip("( \n").split(" ", 1)[0].upper()
        self.has_written |= word in WRITING and "django_session" not in sql
        return execute(sql, params, many, context)

    def __exit__(self, *error) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*error)

    def complaints(self) -> Iterator[str]:
        if self.fault:
            yield self.fault
            return
        status = self.answer.status_code
        if status not in {200, 204, 302, 400, 403, 404, 405, 409, 413, 422}:
            yield f"answers {status}"
        if status != 302 and self.has_changed:
            yield f"answers {status} and writes"
        if status == 302:
            yield from self._complaints_about_next_page()
        if status in {200, 409, 422}:
            yield from self._complaints_about_page()

    def _complaints_about_next_page(self) -> Iterator[str]:
        if not self.answer.url.startswith("/"):
            yield f"leads to {self.answer.url}"
            return
        try:
            status = self.client.get(self.answer.url).status_code
        except Exception as error:
            yield f"then {self.answer.url}: {type(error).__name__}: {error}"[:300]
            return
        if status not in {200, 302}:
            yield f"then {self.answer.url} answers {status}"

    def _complaints_about_page(self) -> Iterator[str]:
        text = self.answer.content.decode()
        if "<script>alert" in text:
            yield "runs a script that was typed"
        root = html.document_fromstring(text)
        words = " ".join(root.text_content().split())
        if english := ENGLISH.search(words):
            yield f"speaks English: …{words[max(english.start() - 30, 0) : english.end() + 40]}…"
        alerts = root.xpath("//*[@role='alert'][normalize-space()]")
        if self.answer.status_code in {409, 422} and not alerts:
            yield "refuses without a sentence"
        if isinstance(self.data, dict) and self.data:
            shown = {nfc(each).strip() for each in typed_in(root)}
            yield from (f"loses what was typed in “{name}”" for name in self._lost(root, shown))

    def _lost(self, root, shown: set[str]) -> list[str]:
        password = set(root.xpath("//input[@type='password']/@name"))
        here = set(root.xpath("//input/@name|//textarea/@name")) - password
        return [
            name
            for name in self.form.typed & here & set(self.data)
            if not shown.intersection(nfc(value).strip() for value in self.data[name])
        ]


def twin(client: Client) -> Client:
    """The same person at another browser: what signs one out leaves the other signed in."""
    other = Client()
    other.cookies = copy.deepcopy(client.cookies)
    return other


def fingerprint() -> list[tuple[str, str]]:
    """One hash for the rows of each table, whatever they are."""
    tables = sorted(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label not in {"sessions", "contenttypes"}
    )
    asked = " UNION ALL ".join(
        f"SELECT '{table}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"  # noqa: S608 -- names of our own tables
        f' FROM "{table}" t'
        for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return sorted(cursor.fetchall())


# --- Every address -------------------------------------------------------------------------------

QUERIES = {
    *("trang", "phan", "q", "tim", "trang_thai", "loai", "cua_toi", "trang-thai", "don-vi"),
    *("noi-dung", "phat-hien", "law_words", "unit_words", "provisions", "units", "next"),
    *("tai-ve", "ban-hanh", "het-phien", "sau", "truoc", "xep", "han", "han-tu", "han-den", "nam"),
    *("cuoc", "cuoc-o", "co-quan", "nguoi", "nguoi-ghi", "nguoi-ky", "nguoi-soan", "muc-do"),
    *("so-tien", "tu", "den", "ky-tu", "ky-den", "cua-toi", "chung", "chua-kien-nghi"),
    *("chua-chung-cu", "giay-to", "loai"),
}


def test_no_query_breaks_a_page(office, pages):
    wrong = []
    for page in {page.name: page for page in pages}.values():
        path = page.path.partition("?")[0]
        for called, word in GARBAGE.items():
            try:
                answer = office[page.username].get(path, dict.fromkeys(QUERIES, word))
            except Exception as error:
                wrong.append(f"{path} ({called}): {type(error).__name__}: {error}"[:300])
                continue
            if answer.status_code not in {200, 302, 403, 404}:
                wrong.append(f"{path} ({called}): answers {answer.status_code}")
            if not answer.streaming and "<script>alert" in answer.content.decode():
                wrong.append(f"{path} ({called}): runs a script of the address")
    assert not wrong, "\n".join(wrong)


ODD_PARTS = {"int": [str(2**63), "9" * 40], "slug": ["x" * 3000, "-"]}


def test_no_invented_part_of_an_address_breaks_a_page(office):
    wrong = []
    for route, _, _ in url_patterns():
        for path in odd_paths(route):
            for ask in ("get", "post"):
                try:
                    status = getattr(office["minh"], ask)(path).status_code
                except Exception as error:
                    wrong.append(f"{ask} {path}: {type(error).__name__}: {error}"[:300])
                    continue
                if status not in {302, 403, 404, 405}:
                    wrong.append(f"{ask} {path[:120]}: answers {status}")
    assert not wrong, "\n".join(wrong)


def odd_paths(route: str) -> Iterator[str]:
    """The route with one odd part at a time; the case is a real one unless it is the odd part."""
    known = {"code": WRITTEN, "kind": "bao-cao", "job_id": "00000000-0000-4000-8000-000000000000"}
    parts = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    for kind, odd_name in parts:
        for odd in ODD_PARTS.get(kind, []):
            path = route
            for each, name in parts:
                value = odd if name == odd_name else known.get(name, "1")
                path = path.replace(f"<{each}:{name}>", value)
            yield f"/{path}"
