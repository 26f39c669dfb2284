"""What makes WeasyPrint slow or loses tags stays out of the style sheets and templates."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHEETS = sorted((ROOT / "static" / "official").glob("*/*.css"))
TEMPLATES = sorted((ROOT / "templates" / "official").rglob("*.html"))
WRITER = ROOT / "reports" / "rendering" / "tree.py"


def rules(sheet):
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)


def test_there_is_something_to_watch():
    assert SHEETS
    assert TEMPLATES


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_tables_have_fixed_columns(sheet):
    assert "table-layout: fixed" in rules(sheet)
    assert "table-layout: auto" not in rules(sheet)
    assert "border-collapse: separate" not in rules(sheet)


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
@pytest.mark.parametrize("word", ["grid", "woff", "@import", "http:", "https:", "hyphens"])
def test_a_slow_or_foreign_thing_is_absent(sheet, word):
    assert word not in rules(sheet)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_head_and_signature_are_no_tables_and_nothing_is_styled_in_place(template):
    source = template.read_text()
    assert "<table" not in source
    assert "style=" not in source
    assert "<style" not in source
    assert "<script" not in source


def test_rows_and_cells_carry_no_ids_and_columns_their_widths():
    source = WRITER.read_text()
    assert " id=" not in source
    assert "style=" not in source
    assert "<colgroup>" in source


@pytest.mark.parametrize("sheet", SHEETS, ids=str)
def test_every_width_of_a_column_has_its_class(sheet):
    for share in range(1, 101):
        assert f".w-{share} {{ width: {share}%; }}" in rules(sheet)
