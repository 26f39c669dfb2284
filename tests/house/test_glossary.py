"""One word for one thing: records and states stand in GLOSSARY.md with the label of the screen."""

import re

import pytest
from django.db.models import Choices

from tests.house.walk import BASE_DIR, ROOMS, own_models

ROW = re.compile(r"^\|([^|]*)\|([^|]*)\|([^|]*)\|$", re.MULTILINE)


def glossary():
    """identifier or stored word → the Vietnamese words given to it.

    Rows are `identifier` | words | note, or where | `stored` | shown.
    """
    found = {}
    for cells in ROW.findall((BASE_DIR / "GLOSSARY.md").read_text(encoding="utf-8")):
        first, second, third = (cell.strip() for cell in cells)
        name, words = (second, third) if second.startswith("`") else (first, second)
        found.setdefault(name.strip("`"), []).append(words)
    return found


GLOSSARY = glossary()


def choices():
    """Every set of stored words of ours, wherever it is written."""
    pending, seen = list(Choices.__subclasses__()), {}
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__.split(".")[0] in ROOMS and len(kind):
            seen[f"{kind.__module__}.{kind.__qualname__}"] = kind
    return seen


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_the_record_stands_in_the_glossary_with_its_name(model):
    name = model.__name__
    assert name in GLOSSARY, f"GLOSSARY.md has no row for {name}"
    assert str(model._meta.verbose_name) in GLOSSARY[name]


@pytest.mark.parametrize("kind", choices().values(), ids=choices().keys())
def test_every_stored_word_stands_in_the_glossary_with_its_label(kind):
    for member in kind:
        assert str(member.label) in GLOSSARY.get(str(member.value), []), (
            f"GLOSSARY.md: `{member.value}` of {kind.__qualname__} is not “{member.label}”"
        )


def test_stored_words_are_ascii_or_the_symbol_printed_on_paper():
    for kind in choices().values():
        for value in kind.values:
            assert re.fullmatch(r"[a-z0-9_.-]*|[A-ZĐ]+", str(value)), (
                f"{kind.__qualname__}: {value}"
            )
