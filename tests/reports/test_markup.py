from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.content import (
    Bound,
    Column,
    Footnote,
    Item,
    Numbered,
    Paragraph,
    Run,
    Section,
    Table,
    text,
)
from reports.inline import MarkupError, tidy
from reports.markup import parse, write
from tests.papers.trees import runs, words


def tidied(footnotes=True):
    """Texts as the editor keeps them: no empty runs, faces joined, notes tidy too."""

    def whole(text):
        notes = (
            replace(r, footnote=Footnote(tidy(r.footnote.text)) if r.footnote else None)
            for r in text
        )
        return tidy(tuple(notes))

    return runs(footnotes=footnotes).map(whole).filter(bool)


def columns():
    name = words.map(str.strip).filter(bool)
    align = st.sampled_from(["left", "center", "right", "justify"])
    return st.builds(Column, name, st.integers(1, 99), align, st.just("") | name)


def tables():
    def with_rows(cells):
        row = st.tuples(*[st.just(()) | tidied()] * len(cells))
        return st.builds(
            Table,
            st.just(cells),
            st.lists(row, max_size=3).map(tuple),
            caption=st.just(()) | tidied(),
            unit=st.just("") | words.map(str.strip).filter(bool),
        )

    return st.lists(columns(), min_size=1, max_size=3).map(tuple).flatmap(with_rows)


def leaves():
    return st.one_of(
        st.builds(Paragraph, tidied(), st.sampled_from(["body", "basis", "lead"])),
        st.builds(Item, tidied(), st.sampled_from([1, 2])),
        st.builds(
            Bound, st.sampled_from(["findings", "units"]), st.sampled_from(["", "1.2", "a-b"])
        ),
        tables(),
    )


def lists_of(blocks):
    return st.lists(blocks, max_size=3).map(tuple)


def sections(depth):
    points = st.builds(Numbered, tidied(), lists_of(leaves()))
    numbers = st.builds(
        lambda words, first, under: Numbered(words, first + under),
        tidied(),
        lists_of(leaves()),
        lists_of(points),
    )
    content = leaves() | numbers
    if depth:
        inner = sections(depth - 1)
        section = st.builds(Section, tidied(), inner, numbered=st.booleans())
        content = content | section
    return lists_of(content)


def test_a_note_whose_words_were_only_a_space_keeps_no_face():
    blocks = parse("* ^[Chú thích.]*")
    assert blocks == (Paragraph((Run("", footnote=Footnote(text("Chú thích."))),)),)
    italic = Run(" ", italic=True, footnote=Footnote(text("Chú thích.")))
    assert tidy((italic,)) == blocks[0].text


@settings(max_examples=100, deadline=None)
@given(sections(3))
def test_whatever_is_written_reads_back_as_it_was(blocks):
    assert parse(write(blocks)) == blocks


@settings(max_examples=100, deadline=None)
@given(st.text("ab1. #-+>|*^[]{}\\\n/)", max_size=60) | st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_with_its_line(typed):
    try:
        blocks = parse(typed)
    except MarkupError as error:
        told = error
    else:
        assert parse(write(blocks)) == blocks
        return
    assert 1 <= told.line <= len(typed) + 1
    assert told.sentence


def test_a_section_as_a_person_types_it():
    typed = """
Phòng đã ban hành **05** thông báo^[Có danh sách.], trong đó
có *hai* thông báo sửa đổi:
- Thông báo đầu năm;
+ quý I
# Việc tiếp nhận đơn
Đơn chưa được ghi sổ.
"""
    assert parse(typed) == (
        Paragraph(
            (
                Run("Phòng đã ban hành "),
                Run("05", bold=True),
                Run(" thông báo", footnote=Footnote(text("Có danh sách."))),
                Run(", trong đó có "),
                Run("hai", italic=True),
                Run(" thông báo sửa đổi:"),
            )
        ),
        Item(text("Thông báo đầu năm;")),
        Item(text("quý I"), level=2),
        Section(text("Việc tiếp nhận đơn"), (Paragraph(text("Đơn chưa được ghi sổ.")),)),
    )


def test_numbers_are_read_as_places_and_not_kept():
    assert parse("1. Một\na) Điểm\nb) Điểm nữa\n7. Hai") == (
        Numbered(text("Một"), (Numbered(text("Điểm")), Numbered(text("Điểm nữa")))),
        Numbered(text("Hai")),
    )
    assert parse("a) Điểm\nb) Điểm nữa") == (Numbered(text("Điểm")), Numbered(text("Điểm nữa")))


def test_a_line_of_signs_alone_goes_back_out_of_the_heading():
    assert parse("# Mục\n\n#\n\nLời kết.") == (Section(text("Mục")), Paragraph(text("Lời kết.")))


def test_a_pasted_bullet_is_an_item():
    assert parse("• Một\n– Hai") == (Item(text("Một")), Item(text("Hai")))


def test_letters_typed_with_separate_marks_are_joined_and_control_characters_dropped():
    assert parse("Ke\u0302\u0301t qua\u0309\u0000\u200b") == (Paragraph(text("Kết quả")),)


def test_a_table_as_a_person_types_it():
    typed = """|= Hồ sơ theo năm
|% Đơn vị tính: hồ sơ
| Năm | Đã giải quyết // Trực tuyến | Đã giải quyết // Liên thông |
|:-:|--30--|--:|
| 2022 | 0 | **228** |"""
    assert parse(typed) == (
        Table(
            (
                Column("Năm", 1, "center"),
                Column("Trực tuyến", 30, "left", "Đã giải quyết"),
                Column("Liên thông", 1, "right", "Đã giải quyết"),
            ),
            ((text("2022"), text("0"), (Run("228", bold=True),)),),
            caption=text("Hồ sơ theo năm"),
            unit="Đơn vị tính: hồ sơ",
        ),
    )


@pytest.mark.parametrize(
    ("typed", "line", "sentence"),
    [
        ("Một\n\nhai **ba", 3, "Dấu ** mở mà chưa đóng"),
        ("chú thích^[dở dang", 1, "chưa đóng bằng ]"),
        ("a^[b^[c]]", 1, "không đặt thêm chú thích khác"),
        ("## Mục con", 1, "Đề mục cấp 2 phải nằm trong một đề mục cấp 1."),
        ("| a | b |\n| 1 |", 2, "Dòng này có 1 ô, bảng có 2 cột."),
        ("| a | b", 1, "mở và đóng bằng dấu |"),
        ("|= Tên bảng", 1, "chưa có dòng tên cột"),
        ("{{findings}}", 1, "{{nguồn|khóa}}"),
        ("#* ", 1, "Đề mục chưa có tên."),
    ],
)
def test_wrong_marks_are_told_with_their_line(typed, line, sentence):
    with pytest.raises(MarkupError) as told:
        parse(typed)
    assert told.value.line == line
    assert sentence in told.value.sentence
