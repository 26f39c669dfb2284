"""The HTML of the editor and the blocks are two forms of one thing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reports import rich_text
from reports.content import Column, Footnote, Item, Numbered, Paragraph, Run, Section, Table, text
from tests.reports.test_markup import lists_of, tables, tidied


def texts():
    return tidied().filter(lambda runs: all(r.footnote is None or r.footnote.text for r in runs))


def lines():
    styles = st.sampled_from(["body", "basis", "lead"])
    return st.one_of(
        st.builds(Paragraph, texts(), styles),
        st.builds(Item, texts(), st.sampled_from([1, 2])),
        tables(),
    )


def runs_of_text():
    points = st.builds(Numbered, texts(), lists_of(lines()))
    numbers = st.builds(Numbered, texts(), lists_of(lines() | points))
    return lists_of(lines() | numbers)


@settings(max_examples=150, deadline=None)
@given(runs_of_text())
def test_what_the_editor_can_hold_comes_back_as_it_was(blocks):
    assert rich_text.can_hold(blocks)


@settings(max_examples=100, deadline=None)
@given(st.text("<>/=\"' pbtrhdemsuln12-+.)#ab&;ệ", max_size=120))
def test_whatever_a_browser_sends_is_read(html):
    blocks = rich_text.read(html)

    assert rich_text.read(rich_text.write(blocks)) == blocks
    assert not any(isinstance(block, Section) for block in blocks)


def test_what_would_not_come_back_stays_with_the_signs():
    column = Column("Thu // chi")
    deep = Numbered(text("1"), (Numbered(text("a"), (Numbered(text("x"), (Item(text("y")),)),)),))

    assert not rich_text.can_hold((Section(text("Đề mục")),))
    assert not rich_text.can_hold((Table((column,)),))
    assert not rich_text.can_hold((deep,))
    assert not rich_text.can_hold((Paragraph((Run("a", footnote=Footnote(())),)),))
    assert rich_text.can_hold((Table((Column("chi", group="Thu"),)), Item(text("ý"), 2)))
