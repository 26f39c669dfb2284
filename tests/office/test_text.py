"""Vietnamese text: one spelling, search without accents, dates and numbers as NĐ 30 writes them."""

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.text import full_date, nfc, number_text, search_key, short_date

DECOMPOSED = unicodedata.normalize("NFD", "Quyết định thanh tra quận Đồ Sơn")
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_letters_typed_in_two_parts_become_one_letter():
    assert nfc(DECOMPOSED) == "Quyết định thanh tra quận Đồ Sơn"


def test_tab_and_line_break_stay():
    assert nfc("Mục 1\tNội dung\nMục 2") == "Mục 1\tNội dung\nMục 2"


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_separates_the_words(line_break):
    assert nfc(f"Thanh tra{line_break}quận") == "Thanh tra\nquận"


@pytest.mark.parametrize(
    "invisible", ["\x00", "\x07", "\x1b", "\ufeff", "\u200b", "\u2060", "\xad"]
)
def test_what_nobody_can_see_is_dropped(invisible):
    assert nfc(f"Thanh{invisible} tra") == "Thanh tra"


@given(words)
def test_cleaning_twice_is_cleaning_once(text):
    assert nfc(nfc(text)) == nfc(text)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Đồ Sơn", "do son"),
        ("Ủy ban nhân dân", "uy ban nhan dan"),
        ("Uỷ ban nhân dân", "uy ban nhan dan"),
        ("Hòa Bình", "hoa binh"),
        ("Hoà Bình", "hoa binh"),
        ("Đắk Lắk", "dak lak"),
        (DECOMPOSED, "quyet dinh thanh tra quan do son"),
    ],
)
def test_a_name_is_found_without_accents(written, typed):
    assert search_key(written) == typed


def test_the_letter_eth_is_read_as_the_vietnamese_letter_it_looks_like():
    assert search_key("Ðồ Sơn") == "do son"


def test_a_name_copied_with_a_hard_space_is_found_with_a_plain_one():
    assert search_key("Sở\u00a0Nội  vụ ") == "so noi vu"


@given(words)
def test_a_search_key_searches_for_itself(text):
    assert search_key(search_key(text)) == search_key(text)


@given(words)
def test_composed_and_decomposed_text_are_found_alike(text):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert search_key(composed) == search_key(decomposed)


@pytest.mark.parametrize(
    ("day", "short", "full"),
    [
        ((2024, 2, 5), "05/02/2024", "05 tháng 02 năm 2024"),
        ((2024, 1, 29), "29/01/2024", "29 tháng 01 năm 2024"),
        ((2023, 7, 5), "05/7/2023", "05 tháng 7 năm 2023"),
        ((2024, 3, 1), "01/3/2024", "01 tháng 3 năm 2024"),
        ((2022, 11, 14), "14/11/2022", "14 tháng 11 năm 2022"),
    ],
)
def test_days_below_10_and_the_first_two_months_get_a_zero(day, short, full):
    assert short_date(datetime.date(*day)) == short
    assert full_date(datetime.date(*day)) == full


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (1, "01"),
        (9, "09"),
        (10, "10"),
        (91, "91"),
        (999, "999"),
        (4170, "4.170"),
        (1_234_567, "1.234.567"),
        (-5, "-5"),
        (-4170, "-4.170"),
    ],
)
def test_counts_are_written_as_papers_write_them(value, written):
    assert number_text(value) == written
