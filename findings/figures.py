"""Figures as papers write them: 4.170 and 49,5%; read from what was typed or pasted, and back.

Percentages are rounded half up to one decimal, as offices do; a share that misses 100 % (or shows
0 % though there is something) by less than that is told with two, so that no rounding hides it.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

_PLAIN = re.compile(r"\d+(?:,\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?")
# numeric(18, 4) in the database.
_LARGEST = Decimal(10) ** 14
HUNDRED = Decimal(100)


class NotAFigure(ValueError):
    """The words cannot be read as a number; the message is for the person who typed them."""


def read(typed: str) -> Decimal | None:
    """“4.170”, “4 170”, “49,5%” as a number; None for nothing (also “-”). Raises NotAFigure."""
    words = typed.replace("\u00a0", " ").replace("\u202f", " ").strip().removesuffix("%").strip()
    if words in {"", "-", "–", "—"}:
        return None
    if words.startswith(("-", "−")):
        raise NotAFigure(f"“{typed.strip()[:40]}” là số âm.")
    if not (_PLAIN.fullmatch(words) or _GROUPED.fullmatch(words)):
        raise NotAFigure(
            f"“{typed.strip()[:40]}” không đọc được là số; viết như 4.170 hoặc 49,5 (dấu chấm ngăn"
            " hàng nghìn, dấu phẩy ngăn phần lẻ)."
        )
    decimals = words.partition(",")[2]
    if len(decimals) > 4:
        raise NotAFigure(f"“{typed.strip()[:40]}” có hơn 4 chữ số sau dấu phẩy.")
    value = Decimal(words.replace(".", "").replace(" ", "").replace(",", "."))
    if value >= _LARGEST:
        raise NotAFigure(f"“{typed.strip()[:40]}” lớn quá.")
    return value


def written(value: Decimal | None) -> str:
    """4170 as 4.170, 49.5 as 49,5; nothing as “”."""
    if value is None:
        return ""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped


def counted(value: Decimal | None) -> str:
    """In running text a count of 1 to 9 gets a leading 0: 05 hồ sơ."""
    shown = written(value)
    return f"0{shown}" if len(shown) == 1 and shown != "0" else shown


def percent(value: Decimal, against: Decimal | None = None) -> str:
    """A percentage for a paper: 98,7%; 100%; 99,98% where one decimal would say 100.

    Nor may rounding show the target (`against`) of a value that misses it.
    """
    for places in ("0.1", "0.01", "0.0001"):
        rounded = value.quantize(Decimal(places), ROUND_HALF_UP)
        if rounded not in {HUNDRED, Decimal(0), against} or rounded == value:
            break
    return f"{written(rounded)}%"


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole` in percent, unrounded; None where there is nothing to take a share of."""
    return part * HUNDRED / whole if whole else None
