from dataclasses import replace

import pytest

from reports.content import (
    Annex,
    Column,
    Footnote,
    Paper,
    Paragraph,
    Run,
    Section,
    Table,
    text,
)
from reports.proof import LONGEST_FOOTNOTE, problems

GOOD = Paper(kind="KL", issuer="THANH TRA HUYỆN", symbol="KL-TTr", place="An Lão")


def with_body(*blocks):
    return replace(GOOD, body=blocks)


def noted(*lengths):
    notes = tuple(Run("x", footnote=Footnote(text("n" * length))) for length in lengths)
    return Paragraph(notes)


def test_a_good_paper_has_no_problem():
    body = Section(text("KHÁI QUÁT"), (noted(LONGEST_FOOTNOTE),))
    assert problems(with_body(body)) == ()


def test_a_footnote_too_long_for_its_page_is_named_by_its_number():
    (sentence,) = problems(with_body(noted(3), noted(LONGEST_FOOTNOTE + 1)))
    assert sentence.startswith("Chú thích số 2 dài 1.501 ký tự")
    assert "chuyển thành phụ lục" in sentence


def test_an_empty_footnote_is_named():
    assert problems(with_body(noted(0))) == ("Chú thích số 1 chưa có nội dung.",)


def test_an_empty_heading_is_named_by_what_follows_it():
    (sentence,) = problems(with_body(Section((), (Paragraph(text("Phòng đã phân công.")),))))
    assert sentence == "Có tiêu đề mục để trống, đứng trước “Phòng đã phân công.”."


def test_a_row_with_a_cell_too_few_is_named():
    columns = (Column("Năm"), Column("Số hồ sơ"))
    rows = ((text("2022"), text("228")), (text("2023"),))
    (sentence,) = problems(with_body(Table(columns, rows, caption=text("Hồ sơ liên thông"))))
    assert sentence == "Bảng “Hồ sơ liên thông”: dòng 2 có 1 ô, cần 2 ô."


def test_a_table_needs_names_of_columns():
    assert problems(with_body(Table((Column(" "),), caption=text("Hồ sơ"))))
    assert problems(with_body(Table((), caption=text("Hồ sơ"))))


def test_a_heading_five_levels_deep_is_named():
    deep = Section(text("Quá sâu"))
    for _ in range(4):
        deep = Section(text("Mục"), (deep,))
    (sentence,) = problems(with_body(deep))
    assert "“Quá sâu”" in sentence


@pytest.mark.parametrize(
    ("reference", "missing"),
    [
        ("(Kèm theo Phụ lục I, Phụ lục II)", []),
        ("Số liệu ở các phụ lục I và II.", []),
        ("Số liệu ở Phụ lục II.", ["Phụ lục I"]),
        ("Không có số liệu.", ["Phụ lục I", "Phụ lục II"]),
    ],
)
def test_every_annex_is_referred_to_in_the_text(reference, missing):
    annexes = (Annex("Hồ sơ"), Annex("Cán bộ"))
    paper = replace(with_body(Paragraph(text(reference))), annexes=annexes)
    assert [s.split("đến ")[1].split(" (")[0] for s in problems(paper)] == missing


def test_a_single_annex_is_referred_to_without_a_number():
    paper = replace(with_body(Paragraph(text("(Có phụ lục kèm theo)"))), annexes=(Annex("Hồ sơ"),))
    assert problems(paper) == ()


def test_an_annex_needs_a_title():
    paper = replace(with_body(Paragraph(text("(Có phụ lục kèm theo)"))), annexes=(Annex(" "),))
    assert problems(paper) == ("Phụ lục chưa có tên.",)
