"""Templates: each is used, and each loads only what it uses."""

import re

import pytest
from django.conf import settings
from django.template import engines
from django.template.base import Lexer

from tests.house.walk import BASE_DIR, ROOMS, texts

FOLDERS = [BASE_DIR / "templates", *(BASE_DIR / room / "templates" for room in ROOMS)]
# Names that Django and libraries ask for by themselves.
ASKED_FOR_BY_LIBRARIES = (
    r"^(400|403|403_csrf|404|500)\.html$",
    r"^(account|admin|allauth|bootstrap5|django|import_export|registration|widgets)/",
)


def templates():
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in {".html", ".txt", ".xml", ".svg"}:
                yield path.relative_to(folder).as_posix(), path


TEMPLATES = list(templates())
NAMES = [name for name, _ in TEMPLATES]


def named_in():
    """All texts in which a template may be named."""
    return "\n".join(text for _, text in texts(".py", ".html", ".txt"))


def test_every_template_is_named_somewhere():
    everywhere = named_in()
    unused = []
    for name, _ in TEMPLATES:
        if any(re.search(pattern, name) for pattern in ASKED_FOR_BY_LIBRARIES):
            continue
        # A page may be named with its kind in the middle: f"reports/{kind}.html".
        start, end = name.split("/")[0], name.rsplit("/", 1)[-1]
        computed = rf"f\"{start}/[^\"]*\{{[^\"]*(\{{\w+\}}|{re.escape(end)})"
        if name not in everywhere and not re.search(computed, everywhere):
            unused.append(name)
    assert not unused


@pytest.mark.parametrize(("name", "path"), TEMPLATES, ids=NAMES)
def test_the_template_compiles(name, path):
    engines["django"].from_string(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "path"), TEMPLATES, ids=NAMES)
def test_the_template_uses_what_it_loads(name, path):
    words = [token.contents for token in Lexer(path.read_text(encoding="utf-8")).tokenize()]
    libraries = engines["django"].engine.template_libraries
    for content in words:
        if not content.startswith("load "):
            continue
        for library in content.split()[1:]:
            if library == "from":
                break
            known = libraries.get(library)
            assert known, f"{name} loads {library}, which does not exist"
            tags = any(word.split()[0] in known.tags for word in words if word.split())
            filters = any(f"|{each}" in word for each in known.filters for word in words)
            assert tags or filters, f"{name} loads {library} for nothing"


@pytest.mark.parametrize(("name", "path"), TEMPLATES, ids=NAMES)
def test_the_template_keeps_the_content_policy(name, path):
    """No script, style or handler inside the page, nothing from another host."""
    text = path.read_text(encoding="utf-8")
    if name.startswith("official/"):
        return  # papers are rendered by WeasyPrint and carry their style
    assert not re.search(r"\son[a-z]+=\"", text), "an event handler in an attribute"
    assert not re.search(r"\sstyle=\"", text), "a style in an attribute"
    assert not re.search(r"<(script|style)(?![^>]*(nonce|src)=)[^>]*>", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text), "something from another host"


def test_the_folders_of_templates_are_the_ones_that_django_reads():
    assert settings.TEMPLATES[0]["DIRS"] == [BASE_DIR / "templates"]


def test_keys_are_printed_without_separators():
    """A unit's key 3810 printed as 3.810 in a checkbox comes back as another unit or none."""
    source = "{% load humanize %}{{ key }} {{ amount|intcomma }}"
    page = engines["django"].from_string(source)
    assert page.render({"key": 3810, "amount": 1_250_000}) == "3810 1.250.000"


@pytest.mark.parametrize(("name", "path"), TEMPLATES, ids=NAMES)
def test_the_template_prints_no_words_as_markup(name, path):
    """What is markup says so itself (SafeString); help and labels may hold words of people."""
    words = path.read_text(encoding="utf-8")
    raw = re.findall(r"\|\s*safe(?:seq)?\b", words)
    if path.suffix == ".html":
        raw += re.findall(r"autoescape off", words)
    assert raw == []
