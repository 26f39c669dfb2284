import pytest

from reports.content import Bound, Numbered, Paragraph, Section, text
from reports.outline import annex_label, letter, outline, roman


def labels(blocks, numbering):
    shown = []

    def gather(placed):
        for each in placed:
            if each.label:
                shown.append(each.label)
            gather(each.children)

    gather(outline(blocks, numbering))
    return shown


def section(*children, numbered=True):
    return Section(text("Tiêu đề"), children, numbered=numbered)


def numbered(*children):
    return Numbered(text("Nội dung"), children)


def test_a_report_is_numbered_in_roman_then_1_then_1_1_then_a():
    tree = (section(), section(section(section(section()), section()), section()))
    assert labels(tree, "roman") == ["I.", "II.", "1.", "1.1.", "a)", "1.2.", "2."]


def test_a_notice_begins_at_1():
    tree = (section(section(section())), section(numbered()))
    assert labels(tree, "arabic") == ["1.", "1.1.", "1.1.1.", "2.", "a)"]


def test_a_decision_has_articles_clauses_and_points():
    tree = (numbered(), section(numbered(numbered(), numbered()), numbered()))
    assert labels(tree, "article") == ["Điều 1.", "Điều 2.", "1.", "a)", "b)", "2."]


def test_a_numbered_paragraph_and_a_section_count_together():
    assert labels((section(numbered(), section()),), "roman") == ["I.", "1.", "2."]


def test_points_under_a_subsection_are_letters():
    tree = (section(section(section(numbered(), numbered()))),)
    assert labels(tree, "roman") == ["I.", "1.", "1.1.", "a)", "b)"]


def test_generated_blocks_count_as_if_they_stood_in_the_text():
    tree = (section(numbered(), Bound("findings", "1", (numbered(),)), numbered()),)
    assert labels(tree, "roman") == ["I.", "1.", "2.", "3."]


def test_an_unnumbered_heading_and_a_paragraph_take_no_number():
    tree = (section(numbered=False), Paragraph(text("Lời dẫn")), section())
    assert labels(tree, "roman") == ["I."]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "a"), (5, "đ"), (7, "g"), (23, "y"), (24, "aa"), (46, "ay")]
)
def test_points_take_the_letters_of_the_vietnamese_alphabet(number, shown):
    assert letter(number) == shown


@pytest.mark.parametrize(("number", "shown"), [(1, "I"), (4, "IV"), (9, "IX"), (48, "XLVIII")])
def test_roman_numbers(number, shown):
    assert roman(number) == shown


def test_a_single_annex_has_no_number():
    assert annex_label(1, 1) == "Phụ lục"
    assert annex_label(2, 3) == "Phụ lục II"
