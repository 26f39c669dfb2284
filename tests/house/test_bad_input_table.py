"""Every form of the house × the bad inputs that it must answer with a sentence, and keep the words.

Each row first sends the form as it should be, which is accepted: so the bad input alone is to
blame. A form without a row fails here; write its row in tests/house/bad_input/.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest
from django.db import connection, transaction
from django.test import Client
from lxml import html

from accounts.access import WRITING
from inspections.models import Unit
from office.models import LegalProvision, LegalStep, Regime
from office.text import nfc
from reports.models import PaperTemplate
from tests.cast import make_person
from tests.house.bad_input import (
    administration,
    amending,
    books,
    casefile,
    entrance,
    findings,
    inspections,
    lists,
    papers,
    people,
    plans,
    recommendations,
    reports,
    requests,
)
from tests.house.bad_input.rows import Bad, Given, Row
from tests.house.browsing import Form, Page, form_of, forms_of
from tests.house.test_bad_input import fingerprint, twin
from tests.house.walk import url_patterns

pytestmark = pytest.mark.django_db

TABLES = (
    *(entrance, plans, inspections, amending, people, findings, requests, recommendations),
    *(reports, casefile, papers, books, lists, administration),
)
ROWS: dict[str, Row] = {name: row for table in TABLES for name, row in table.ROWS.items()}

# A button and nothing else: nobody can type anything wrong, only come too late.
BUTTONS = {
    *("accounts:sign_out", "office:read_all", "office:notice", "office:retry"),
    *("inspections:dismiss", "inspections:remove_sub_team", "inspections:include_unit"),
    *("inspections:remove_unit", "findings:start_outline", "findings:topic_up"),
    *("findings:topic_down", "findings:topic_in", "findings:topic_out", "findings:remove_topic"),
    *("findings:remove_citation", "findings:confirm", "findings:unwaive", "findings:move_up"),
    *("findings:move_down", "recommendations:move_up", "recommendations:move_down"),
    *("recommendations:remove", "reports:ask_for_preview", "reports:retry", "reports:move"),
    *("reports:ask_for_word", "reports:ask_for_word_preview", "reports:ask_for_public_copy"),
    *("reports:remove", "reports:split", "reports:take", "reports:leave", "reports:withdraw"),
    *("reports:insert_topic", "findings:finish_minutes", "findings:detach_file"),
    *("inspections:sign_diary", "inspections:end_keeping", "reports:print_diary"),
    *("reports:print_minutes", "print_index", "print_hand_over", "export_case"),
    *("inspections:need_again", "inspections:start_case", "inspections:restore_item"),
    *("inspections:remove_item", "inspections:remove_outside", "findings:send_request"),
    *("findings:settle_request", "office:check_journal", "office:wake", "pin_filter"),
    *("unpin_filter", "share_filter", "unshare_filter", "remove_filter"),
    *("reports:resolve_comment", "reports:reopen_comment", "reports:print_sheet"),
    *("findings:remove_indicator", "findings:bring_back_entry"),
}
# Sent by the editor and answered as JSON, never as a page: tests/reports/test_writing.py.
BY_SCRIPT = {"reports:autosave", "reports:paste", "reports:keep_quote"}
# Its form stands in the answer to another: tests/reports/test_parts.py.
AFTER_ANOTHER = {"reports:take_part"}
# Led on to the sign-in of the house; it takes nothing itself.
LED_ON = {""}


def test_every_form_has_its_row():
    known = {name.split()[0] for name in ROWS} | BUTTONS | BY_SCRIPT | AFTER_ANOTHER | LED_ON
    missing = {name for _, name, view in url_patterns() if takes_post(view)} - known
    assert missing == set(), "write a row in tests/house/bad_input/, or name it among BUTTONS"


def takes_post(view) -> bool:
    """Whatever is not behind @reads."""
    while view is not None:
        if view.__code__.co_name == "reading":
            return False
        view = getattr(view, "__wrapped__", None)
    return True


@pytest.mark.parametrize("name", ROWS)
def test_bad_input_gets_its_sentence_and_loses_no_word(name, office, forms):
    row = ROWS[name]
    form, root, client = found(name, row, office, forms)
    assert untried_columns(name, row, form, root) == []
    good = filled(form.sent, row.good, root)
    with undone():
        answer = twin(client).post(form.action, good)
        assert answer.status_code == row.accepted, told(answer)
    wrong = []
    for bad in row.bad:
        for htmx in (False, True) if row.also_htmx else (False,):
            with undone():
                attempt = Attempt(form, bad, good, filled(good, bad.sent, root))
                attempt.is_lookup = row.is_lookup
                found_wrong = list(attempt.complaints(twin(client), htmx=htmx))
            wrong += [f"{bad.column} {sorted(bad.sent)}: {each}" for each in found_wrong]
    assert not wrong, "\n".join(wrong)


WITH_A_FILE = [
    name for name, row in ROWS.items() if any(hasattr(each, "seek") for each in row.good.values())
]


@pytest.mark.parametrize("name", WITH_A_FILE)
def test_a_file_that_is_too_large_is_told_at_its_field(name, office, forms, settings):
    """How 200 MB pass by is seen in test_large_files.py; here any file is too much."""
    settings.UPLOAD_MAX_MB = 0
    form, root, client = found(name, ROWS[name], office, forms)
    good, wrong = filled(form.sent, ROWS[name].good, root), []
    for field in form.files & set(good):
        bad = Bad("too large", {}, "lớn hơn 0 MB", field, (413,))
        with undone():
            attempt = Attempt(form, bad, good, filled(good, {}, root))
            wrong += attempt.complaints(twin(client), htmx=False)
    assert not wrong, "\n".join(wrong)


# The revision of a thing that is only being made is empty.
ROWS_THAT_BEGIN = {"findings:record", "findings:recognise_citations", "recommendations:draft"}


def untried_columns(name: str, row: Row, form: Form, root: html.HtmlElement) -> list[str]:
    """A day that no calendar has, a file of another kind, a revision that is old."""
    here = {*form.sent, *form.files}
    days = {*root.xpath("//input[@placeholder='dd/mm/yyyy']/@name")} & here
    tried = {field for bad in row.bad for field in bad.sent}
    no_day = {field for bad in row.bad for field, sent in bad.sent.items() if "31/02" in str(sent)}
    missing = [day for day in days if not any(fnmatchcase(day, each) for each in no_day)]
    missing += form.files - tried
    if {"revision", "seen", "sha256"} & here and name not in ROWS_THAT_BEGIN:
        missing += [] if any(bad.column == "stale" for bad in row.bad) else ["stale"]
    return missing


# --- The form as it stands on its page ------------------------------------------------------------


def found(name: str, row: Row, office, forms) -> tuple[Form, html.HtmlElement, Client]:
    """The form that the row is about, its page, and the browser of who fills it."""
    if not row.page:
        wanted = [each for each in forms if each.name == name.split()[0] and fits(each, row)]
        assert wanted, f"the walk finds no form {name} with {sorted(row.good)}"
        client = office[wanted[0].username]
        return wanted[0], root_of(client.get(wanted[0].page)), client
    client = office.get(row.who) or Client()
    page = row.page.format(**keys())
    answer = client.get(page)
    assert answer.status_code == 200, f"{page}: {answer.status_code}"
    shown = Page(row.who, page, name, 200, answer.content.decode(), root_of(answer))
    wanted = [form for form in all_forms(shown) if form.name == name.split()[0]]
    wanted = [form for form in wanted if fits(form, row)] or wanted
    assert wanted, f"{page} has no form {name}"
    return wanted[-1 if row.is_last else 0], shown.root, client


def all_forms(page: Page) -> Iterator[Form]:
    """Those of the house, and the administrator's own, whose addresses the walk leaves alone."""
    if "/quan-tri/" not in page.path:
        yield from forms_of(page)
        # The look-up that a part of the form asks for while it is written.
        for part in page.root.xpath("//*[@hx-post]"):
            form = next(part.iterancestors("form"))
            yield form_of(page, form, part.get("hx-post"))
        return
    for form in page.root.xpath("//main//form|//div[@id='content']//form"):
        kept = form_of(page, form, form.get("action") or page.path)
        kept.name = page.name
        yield kept


def fits(form: Form, row: Row) -> bool:
    names = {*form.sent, *form.files}
    return {named(name, form.sent) for name in row.good if not name[-1].isdigit()} <= names


def keys() -> dict[str, int]:
    """What the pages of the administrator are about."""
    return {
        "unit": Unit.objects.get(name="Phòng Lao động quận Hải Tân").pk,
        "free": Unit.objects.get(name="Phòng Kinh tế quận Hải Tân").pk,
        "issuer": Unit.objects.get(name="Thanh tra quận Hải Tân").pk,
        "regime": Regime.objects.get(code="thanh-tra-2025").pk,
        "provision": LegalProvision.objects.order_by("pk").values_list("pk", flat=True)[0],
        "step": LegalStep.objects.get(regime__code="thanh-tra-2025", code="publish").pk,
        "template": PaperTemplate.objects.get(kind="BC", case_kind="inspection").pk,
        "lan": make_person("lan").pk,
        "huong": make_person("huong").pk,
    }


def filled(sent: dict[str, list], given: dict[str, Given], root) -> dict[str, list]:
    """What is sent when these fields are given these values instead."""
    values = {}
    for each in (one for kept in sent.values() for one in kept if hasattr(one, "seek")):
        # The last who read the file left it at its end.
        each.seek(0)
    for wanted, value in given.items():
        name = named(wanted, sent)
        each = value if isinstance(value, list) else [value]
        values[name] = [chosen(one, root, name) for one in each]
        if hasattr(value, "seek"):
            value.seek(0)
    return sent | values


def named(wanted: str, sent) -> str:
    """“note_*” is the first field of that kind."""
    return next((name for name in sent if fnmatchcase(name, wanted)), wanted)


def chosen(value, root, name):
    if callable(value):
        return value(root, name)
    return value.format(**keys()) if isinstance(value, str) and KEY.fullmatch(value) else value


KEY = re.compile(r"\{\w+\}")


def root_of(answer) -> html.HtmlElement:
    return html.document_fromstring(answer.content.decode())


def told(answer) -> str:
    """What the page says against it, for who reads the failure."""
    if answer.status_code == 302:
        return f"302 {answer.url}"
    said = root_of(answer).xpath("//*[@role='alert' or contains(@class, 'error')]")
    return f"{answer.status_code} " + " | ".join(" ".join(e.text_content().split()) for e in said)


# --- One bad input --------------------------------------------------------------------------------


class undone:  # noqa: N801 -- reads as the statement it is
    """What is done inside the block is taken back at its end."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*error)


class Attempt:
    """The form sent with one bad input, and what is wrong about the answer."""

    def __init__(self, form: Form, bad: Bad, good: dict[str, list], sent: dict[str, list]):
        self.form, self.bad, self.good, self.sent = form, bad, good, sent
        self.at = bad.at and named(bad.at, sent)
        self.is_lookup = False
        self.has_written = False

    def complaints(self, client: Client, *, htmx: bool) -> Iterator[str]:
        if self.bad.is_second:
            client.post(self.form.action, self.good)
        headers = {"hx-request": "true"} if htmx else {}
        with connection.execute_wrapper(self._watch):
            answer = client.post(self.form.action, self.sent, headers=headers)
        if answer.status_code not in self.bad.statuses:
            yield f"answers {told(answer)}"
            return
        # What a rule began before it refused was rolled back, which a hash of the rows would tell.
        if self.has_written and self.before != fingerprint():
            yield "is written although it is refused"
        self.root = root_of(answer)
        if not any(self.bad.says in said for said in self._said()):
            yield f"does not say “{self.bad.says}” at {self.bad.at}: {list(self._said())}; {told(answer)}"
        # Of a page that only tells the browser keeps the words (static/js/rescue.js).
        waits = self.root.xpath("//*[@data-keeps-typed or @class='error-page']")
        if not self.is_lookup and not (waits and self.bad.is_second):
            yield from self._lost(Page("", self.form.page, "", 200, "", self.root))

    def _watch(self, execute, sql, params, many, context):
        """Before the first statement that writes, how the rows were."""
        word = sql.lstrip("( \n").split(" ", 1)[0].upper()
        if word in WRITING and "django_session" not in sql and not self.has_written:
            self.has_written = True
            self.before = fingerprint()
        return execute(sql, params, many, context)

    def _said(self) -> Iterator[str]:
        """The sentences that belong to the field, as a screen reader finds them."""
        if not self.at:
            alerts = self.root.xpath(
                "//*[@role='alert']|//*[contains(@class, 'errorlist')]|//*[@class='error-reason']"
                "|//*[contains(@class, 'offer-doubt')]"
            )
            yield from (words(each) for each in alerts)
            return
        controls = self.root.xpath("//*[@name=$name or @id=$id]", name=self.at, id=f"id_{self.at}")
        for control in controls:
            for each in (control, *control.iterancestors("fieldset")):
                for key in (each.get("aria-describedby") or "").split():
                    yield from (words(said) for said in self.root.xpath("//*[@id=$id]", id=key))

    def _lost(self, page: Page) -> Iterator[str]:
        """Everything that was sent stands in the form again, apart from what cannot stand there."""
        shown = self._shown(page)
        secret = set(self.root.xpath("//input[@type='password']/@name"))
        buttons = set(self.root.xpath("//button/@name"))
        unkeepable = {*self.form.hidden, *self.form.files, *secret, *buttons}
        # What was left out, or is not offered, no list can show again.
        if self.bad.column in {"invented id", "empty"}:
            unkeepable |= {named(each, self.sent) for each in self.bad.sent}
        for name in set(self.sent) & set(shown) - unkeepable:
            if plain(shown[name]) != plain(self.sent[name]):
                yield f"loses “{name}”: {plain(self.sent[name])} is now {plain(shown[name])}"
        typed = self.form.typed & set(self.sent) - secret
        for name in typed - set(shown):
            if self.sent[name] != [""]:
                yield f"takes the field “{name}” away"

    def _shown(self, page: Page) -> dict[str, list]:
        for form in self.root.iter("form"):
            kept = form_of(page, form, self.form.action)
            if self.at in kept.sent or self.form.typed & set(kept.sent):
                mine = form.get("action") or self.form.page
                if len(self.root.xpath("//form")) < 2 or mine.split("#")[0] in self._addresses():
                    return kept.sent
        return {}

    def _addresses(self) -> set[str]:
        return {self.form.action, self.form.page, self.form.page.partition("?")[0], ""}


def plain(values: list) -> list[str]:
    """As the form spells it: one form of Unicode, no blanks around; a box unticked sends nothing."""
    kept = [nfc(str(value)).replace("\r\n", "\n").strip() for value in values]
    return [value for value in kept if value]


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- Buttons --------------------------------------------------------------------------------------


def test_a_button_pressed_for_an_invented_thing_finds_nothing(office, forms):
    wrong = []
    for form in forms:
        path = re.sub(r"/\d+/(?=\D*$)", "/999999/", form.action)
        if form.name in BUTTONS and path != form.action:
            with undone():
                status = twin(office[form.username]).post(path, form.sent).status_code
            if status != 404:
                wrong.append(f"{path}: {status}")
    assert not wrong, "\n".join(wrong)


def test_a_button_pressed_twice_is_answered_in_words(office, forms):
    wrong = []
    for form in forms:
        if form.name not in BUTTONS:
            continue
        with undone():
            client = twin(office[form.username])
            client.post(form.action, form.sent)
            again = client.post(form.action, form.sent)
        if again.status_code not in {302, 403, 404, 409, 422}:
            wrong.append(f"{form.name}: {again.status_code}")
        elif again.status_code != 302 and not root_of(again).xpath("//h1"):
            wrong.append(f"{form.name}: {again.status_code} without a word")
    assert not wrong, "\n".join(wrong)
