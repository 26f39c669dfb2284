from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from reports.content import Annex, Column, Footnote, Paper, Paragraph, Recipient, Run, text
from reports.outline import outline
from reports.rendering import html, wording
from reports.rendering.flow import widths
from tests.papers import examples
from tests.papers.trees import papers

GOLDEN = Path(__file__).parent / "golden"
PLAIN = Paper(
    kind="KL", issuer="THANH TRA HUYỆN", symbol="KL-TTr", place="An Lão", title="KẾT LUẬN"
)


@pytest.mark.parametrize("name", ["conclusion", "decision", "report"])
def test_the_page_is_the_one_that_was_looked_at(name):
    """After a wanted change: `python -m tests.papers.golden`, then look at the difference."""
    shown = html.page(getattr(examples, name)(), preview=False)
    assert shown == (GOLDEN / f"{name}.html").read_text()


@settings(max_examples=60, deadline=None)
@given(papers())
def test_any_paper_becomes_a_page_and_a_preview(paper):
    for preview in (True, False):
        shown = html.page(paper, preview=preview)
        assert shown.count("<p") == shown.count("</p>")
        assert "style=" not in shown.replace("&quot;", "")
        for block in paper.body:
            assert html.placed_html(outline((block,), paper.numbering)) is not None


def test_what_a_person_wrote_is_escaped_everywhere():
    attack = "<script>alert('x')</script>"
    note = Footnote(text(attack))
    paper = replace(
        PLAIN,
        issuer=attack,
        subject=(attack,),
        addressees=(attack, attack),
        body=(Paragraph((Run(attack, bold=True, footnote=note),)),),
        annexes=(Annex(attack, note=attack),),
        recipients=(Recipient(attack, attack),),
        archive=attack,
    )
    for preview in (True, False):
        shown = html.page(paper, preview=preview)
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown


def test_a_preview_shows_footnotes_as_marks_with_the_notes_below():
    runs = (Run("Một", footnote=Footnote(text("Nguồn A"))), Run(" hai."))
    shown = html.placed_html(outline((Paragraph(runs),), "roman"))
    assert 'Một<sup class="call">1</sup> hai.' in shown
    assert '<p class="note"><sup>1</sup> Nguồn A</p>' in shown


def test_a_preview_counts_the_footnotes_of_body_and_annexes_in_one_row():
    runs = (Run("x", footnote=Footnote(text("Nguồn"))),)
    paper = replace(PLAIN, body=(Paragraph(runs),), annexes=(Annex("T", (Paragraph(runs),)),))
    shown = html.page(paper, preview=True)
    assert shown.index("<sup>1</sup> Nguồn") < shown.index('class="sheet annex')
    assert shown.index('class="sheet annex') < shown.index("<sup>2</sup> Nguồn")


def test_two_addressees_stand_each_on_its_line():
    paper = replace(PLAIN, addressees=("Chánh Thanh tra", "UBND huyện"))
    shown = html.page(paper, preview=False)
    assert "<p>- Chánh Thanh tra;</p><p>- UBND huyện.</p>" in shown


def test_a_letter_has_its_subject_under_the_number():
    paper = replace(PLAIN, kind="CV", title="", subject=("đôn đốc thực hiện kết luận",))
    shown = html.page(paper, preview=False)
    assert '<p class="about">V/v đôn đốc thực hiện kết luận</p>' in shown
    assert "<h1" not in shown


def test_without_an_archive_line_the_last_recipient_ends_with_a_point():
    paper = replace(PLAIN, recipients=(Recipient("Như trên"), Recipient("UBND huyện.")))
    shown = html.page(paper, preview=False)
    assert "- Như trên;" in shown
    assert "- UBND huyện." in shown


@pytest.mark.parametrize(
    "shares", [(1,), (1, 1, 1), (5, 95), (1, 1000), tuple(range(1, 31)), (0, 3)]
)
def test_widths_are_whole_percents_of_the_whole(shares):
    shown = widths(tuple(Column("x", share) for share in shares))
    assert sum(shown) == 100
    assert min(shown) >= 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Đã xong.", "Đã xong./."),
        ("Đã xong", "Đã xong./."),
        ("Đã xong./.", "Đã xong./."),
        ("Đã xong;", "Đã xong./."),
        ("", "./."),
    ],
)
def test_the_end_mark_takes_the_place_of_the_last_point(words, shown):
    (block,) = wording.ended((Paragraph(text(words)),))
    assert "".join(run.text for run in block.text).replace(wording.NBSP, " ") == shown


def test_the_end_mark_follows_the_mark_of_a_last_footnote():
    runs = (Run("Đã xong.", footnote=Footnote(text("Nguồn"))),)
    (block,) = wording.ended((Paragraph(runs),))
    assert [run.text for run in block.text] == ["Đã xong", "./."]
