"""Numbers of one book that do not rise with their days: one of the two is mistyped."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.proofreading.mentions import Mention, bare, mentions
from reports.proofreading.sheets import Remark, Sheet

# Điều 15 NĐ 30/2020: numbers run from 01 on the first to the last of the year.
SOURCE = "Điều 15 Nghị định số 30/2020/NĐ-CP"
# Offices of one name are many, so their books are told apart by the whole symbol.
SHARED = {"UBND", "HĐND", "TTr", "VP"}
# How many times slower before and faster after than the book usually runs.
ODD_PACE = 8


def check(sheet: Sheet) -> Iterator[Remark]:
    for rows in _books(mentions(sheet)):
        reported = set()
        for before, after in _falling(rows):
            reported |= {before.key, after.key}
            yield Remark(
                "series",
                "warning",
                f"{after.quote} / {before.quote}",
                f"Số {after.first} ngày {after.dated_on:%d/%m/%Y} lớn hơn số {before.first} nhưng mang"
                f" ngày sớm hơn ({before.dated_on:%d/%m/%Y}); một trong hai ghi nhầm.",
                SOURCE,
                after.place,
            )
        yield from _odd_paces([row for row in rows if row.key not in reported])


def _books(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Dated mentions of one book and year, by number; a document is there once."""
    books: dict[tuple[str, str, int], dict[str, Mention]] = defaultdict(dict)
    for mention in found:
        # “52/2017/QĐ-UBND” counts in the book of normative documents.
        if mention.dated_on and "/" not in mention.first:
            books[(*_book_of(mention), mention.dated_on.year)].setdefault(mention.key, mention)
    for rows in books.values():
        if len(rows) > 1:
            yield sorted(rows.values(), key=lambda row: row.number)


def _book_of(mention: Mention) -> tuple[str, str]:
    """Công văn (issuer first, then the room that drafted) share one book; kinds have their own."""
    first, _, rest = mention.symbol.partition("-")
    is_letter = mention.kind in {"Công văn", ""} and first not in SHARED and len(first) > 3
    return (mention.issuer, bare(first) if is_letter and rest else mention.symbol)


def _falling(rows: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Neighbours of which the higher number is older: (lower number, higher number)."""
    for lower, higher in pairwise(rows):
        if lower.number < higher.number and _day(higher) < _day(lower):
            yield lower, higher


def _odd_paces(rows: list[Mention]) -> Iterator[Remark]:
    """A number that lies between its neighbours, on a day at which the book was elsewhere."""
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        usual = _pace(before, after)
        slow, fast = _pace(before, row), _pace(row, after)
        if len(rows) >= 4 and (
            (slow * ODD_PACE < usual and fast > usual * ODD_PACE)
            or (slow > usual * ODD_PACE and fast * ODD_PACE < usual)
        ):
            share = (row.number - before.number) / (after.number - before.number)
            likely = _day(before) + (_day(after) - _day(before)) * share
            yield Remark(
                "series",
                "warning",
                row.quote,
                f"Số {row.first} ngày {row.dated_on:%d/%m/%Y} không khớp nhịp sổ: số {before.first} ngày"
                f" {before.dated_on:%d/%m/%Y}, số {after.first} ngày {after.dated_on:%d/%m/%Y};"
                f" theo nhịp đó số {row.first} vào khoảng tháng {likely:%m/%Y}.",
                SOURCE,
                row.place,
            )


def _pace(first: Mention, second: Mention) -> float:
    """Numbers a day; a day is the least that passes."""
    days = max((_day(second) - _day(first)).days, 1)
    return (second.number - first.number) / days


def _day(mention: Mention) -> datetime.date:
    assert mention.dated_on is not None  # noqa: S101 -- only dated ones are in a book
    return mention.dated_on
