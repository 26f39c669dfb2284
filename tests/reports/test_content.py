from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from reports.content import (
    ContentError,
    Footnote,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    blocks_from_json,
    blocks_to_json,
    canonical,
    footnotes,
    from_json,
    text,
    to_json,
    words,
)
from tests.papers.trees import papers

PLAIN = Paper(kind="KL", issuer="THANH TRA HUYỆN", symbol="KL-TTr", place="An Lão")


@settings(max_examples=40, deadline=None)
@given(papers())
def test_any_paper_comes_back_from_its_json(paper):
    assert from_json(to_json(paper), Paper) == paper
    assert blocks_from_json(blocks_to_json(paper.body)) == paper.body


def test_equal_papers_have_equal_bytes_and_a_changed_word_changes_them():
    paper = replace(PLAIN, issued_on=date(2024, 3, 5), body=(Paragraph(text("Một câu.")),))
    assert canonical(paper) == canonical(from_json(to_json(paper), Paper))
    assert canonical(paper) != canonical(replace(paper, body=(Paragraph(text("Hai câu.")),)))


def test_a_field_left_at_its_default_is_not_in_the_bytes():
    assert b"draft" not in canonical(PLAIN)
    assert b"draft" in canonical(replace(PLAIN, draft=True))


@pytest.mark.parametrize(
    "data", [{"type": "Script"}, {}, {"type": "Paragraph", "text": [], "colour": "red"}]
)
def test_content_nobody_wrote_is_refused(data):
    with pytest.raises(ContentError):
        from_json(data, Paper)


def test_a_block_is_not_a_paper():
    with pytest.raises(ContentError):
        from_json(to_json(Paragraph(text("Một câu."))), Paper)


def test_footnotes_are_counted_through_headings_paragraphs_and_cells():
    notes = [Footnote(text(f"chú thích {n}")) for n in range(3)]
    body = (
        Section((Run("Mục", footnote=notes[0]),), (Paragraph((Run("Đoạn", footnote=notes[1]),)),)),
        Table(columns=(), rows=(((Run("Ô", footnote=notes[2]),),),)),
    )
    assert list(footnotes(replace(PLAIN, body=body))) == notes


def test_words_are_those_a_person_wrote_without_computed_numbers():
    body = (Section(text("KHÁI QUÁT"), (Paragraph(text("Một câu.")),)),)
    shown = list(words(replace(PLAIN, body=body)))
    assert " ".join(shown) == "THANH TRA HUYỆN KL-TTr An Lão KHÁI QUÁT Một câu."
