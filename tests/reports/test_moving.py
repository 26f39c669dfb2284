"""Where a part of a draft may be put: by the rule, by a form, and by dragging it in the outline."""

import pytest
from playwright.sync_api import expect

from office.models import JournalEntry
from office.workflow import Overtaken, Problems
from reports import editing
from reports.choices import BlockKind
from reports.models import Block
from tests.browser import sign_in
from tests.cast import PASSWORD, make_person, signed_in
from tests.make.reports import make_report
from tests.reports.pages import url

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan():
    return make_person("lan")


@pytest.fixture
def report(lan):
    """A: B (C), D; and an annex with E."""
    document = make_report()
    Block.objects.filter(document=document).delete()
    add = lambda name, under=None: editing.add(  # noqa: E731 -- said in one line
        document, BlockKind.SECTION, actor=lan, under=under, heading=name
    )
    first = add("A")
    second = add("B", first)
    add("C", second)
    add("D", first)
    annex = editing.add(document, BlockKind.ANNEX, actor=lan, title="Phụ", landscape=False)
    add("E", annex)
    return document


def row(document, name) -> Block:
    title = {"title": "Phụ"} if name == "Phụ" else {"heading": name}
    return Block.objects.get(document=document, data__contains=title)


def told(document, parent=None) -> list:
    """Names in their order, each with what stands under it."""
    rows = Block.objects.filter(document=document, parent=parent).order_by("part", "position")
    return [(each.data.get("heading") or each.data["title"], told(document, each)) for each in rows]


ANNEX = ("Phụ", [("E", [])])


@pytest.mark.parametrize(
    ("name", "where", "beside", "after"),
    [
        ("D", "before", "B", [("A", [("D", []), ("B", [("C", [])])]), ANNEX]),
        ("B", "after", "D", [("A", [("D", []), ("B", [("C", [])])]), ANNEX]),
        ("C", "into", "D", [("A", [("B", []), ("D", [("C", [])])]), ANNEX]),
        ("B", "after", "A", [("A", [("D", [])]), ("B", [("C", [])]), ANNEX]),
    ],
)
def test_a_section_is_put_beside_or_into_another(report, lan, name, where, beside, after):
    moved = editing.put(row(report, name), where, row(report, beside).pk, actor=lan)
    found = told(report)
    assert sorted(found) == sorted(after)
    assert [each for each in found if each[0] != "Phụ"] == after[:-1]
    assert f"“{name}”" in JournalEntry.objects.latest("pk").sentence
    positions = Block.objects.filter(document=report, parent=moved.parent, part=moved.part)
    assert sorted(positions.values_list("position", flat=True)) == list(
        range(1, len(positions) + 1)
    )


@pytest.mark.parametrize(
    ("name", "where", "beside", "said"),
    [
        ("A", "into", "C", "trong chính nó"),
        ("A", "before", "C", "trong chính nó"),
        ("A", "into", "A", "trong chính nó"),
        ("A", "after", "E", "trong cùng một phần"),
        ("A", "after", "Phụ", "Phụ lục chỉ đứng cạnh phụ lục"),
        ("Phụ", "into", "A", "Phụ lục chỉ đứng cạnh phụ lục"),
    ],
)
def test_what_cannot_stand_there_is_refused_in_words(report, lan, name, where, beside, said):
    before = told(report)
    with pytest.raises(Problems, match=said):
        editing.put(row(report, name), where, row(report, beside).pk, actor=lan)
    assert told(report) == before


def test_no_heading_comes_deeper_than_the_paper_counts(report, lan):
    deep = row(report, "C")
    for name in "FG":
        deep = editing.add(report, BlockKind.SECTION, actor=lan, under=deep, heading=name)
    with pytest.raises(Problems, match="4 cấp"):
        editing.put(row(report, "D"), "into", row(report, "G").pk, actor=lan)
    with pytest.raises(Problems, match="4 cấp"):
        editing.put(row(report, "B"), "into", row(report, "D").pk, actor=lan)


def test_a_place_that_is_gone_is_told(report, lan):
    gone = row(report, "D")
    key = gone.pk
    gone.delete()
    with pytest.raises(Overtaken, match="vừa bị xóa"):
        editing.put(row(report, "B"), "after", key, actor=lan)
    answer = signed_in(lan).post(
        url("move", report, row(report, "B").pk), {"where": "after", "beside": key}
    )
    assert answer.status_code == 302
    wrong = {"where": "beside", "beside": key}
    assert signed_in(lan).post(url("move", report, row(report, "B").pk), wrong).status_code == 404


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_section_is_dragged_in_the_outline(tab, report):
    sign_in(tab, "lan", PASSWORD)
    tab.goto(url("edit", report))
    entry = {name: tab.locator("[data-outline] li", has_text=name).first for name in ("B", "D")}
    box = entry["B"].bounding_box()
    entry["D"].drag_to(entry["B"], target_position={"x": 30, "y": box["height"] * 0.1})
    expect(tab.locator("[data-outline] [aria-current]")).to_contain_text("D")
    assert told(report, row(report, "A")) == [("D", []), ("B", [("C", [])])]
