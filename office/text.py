"""Vietnamese text: one form of Unicode, search keys, dates and numbers as papers write them."""

import datetime
import re
import unicodedata

# Ð (eth) looks like Đ and stands for it in texts of older keyboards.
STROKES = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
# Word writes a soft line break as \x0b; dropping it would join two words.
LINE_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Zero-width space, word joiner, byte order mark, soft hyphen: nobody sees them, searches stumble.
INVISIBLE = "\u200b\u2060\ufeff\u00ad"


def nfc(text: str) -> str:
    """One spelling for one letter; every line break is \\n; control and unseen characters go."""
    seen = "".join(filter(_is_seen, LINE_BREAK.sub("\n", text)))
    return unicodedata.normalize("NFC", seen)


def _is_seen(letter: str) -> bool:
    return letter in "\n\t" or (letter not in INVISIBLE and unicodedata.category(letter) != "Cc")


def search_key(text: str) -> str:
    """Lower case, without accents, single spaces: “Đồ Sơn” is found by “do son”."""
    bare = unicodedata.normalize("NFD", text.translate(STROKES).lower())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(plain.split())


def row_key(text: str) -> int | None:
    """The key of a row in what a browser sent, None when it cannot be one.

    "²" is a digit that is no number, and no key is longer than 18 digits.
    """
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 18 else None


def shortened(text: str, most: int = 220) -> str:
    """The beginning for a line of a list, cut between words."""
    line = " ".join(text[: 3 * most].split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0]}…"


def short_date(day: datetime.date) -> str:
    """05/02/2024 and 05/7/2023: NĐ 30 wants a 0 before days under 10 and months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def full_date(day: datetime.date) -> str:
    """“14 tháng 11 năm 2022”, “05 tháng 02 năm 2024”."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d} tháng {month} năm {day.year}"


def number_text(value: int) -> str:
    """4170 is written 4.170; a count of 1 to 9 gets a leading 0, none is plain 0."""
    if 0 < value < 10:
        return f"{value:02d}"
    return f"{value:,}".replace(",", ".")
