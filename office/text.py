"""Vietnamese text: one form of Unicode, search keys, dates and numbers as papers write them."""

import datetime
import unicodedata

STROKES = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """One spelling for one letter, without control characters (tab and line break stay)."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        letter for letter in composed if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )


def search_key(text: str) -> str:
    """Lower case, without accents: “Đồ Sơn” is found by “do son”."""
    bare = unicodedata.normalize("NFD", text.translate(STROKES))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()


def short_date(day: datetime.date) -> str:
    """05/02/2024 and 05/7/2023: NĐ 30 wants a 0 before days under 10 and months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def full_date(day: datetime.date) -> str:
    """“14 tháng 11 năm 2022”, “05 tháng 02 năm 2024”."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def number_text(value: int) -> str:
    """4170 is written 4.170; a count below 10 gets a leading 0."""
    if 0 <= value < 10:
        return f"{value:02d}"
    return f"{value:,}".replace(",", ".")
