"""Tables for Excel: real days and numbers, and no text that runs as a formula."""

import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000
# What Excel does not take in the name of a sheet.
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
A4 = 9


def write(
    headings: Sequence[tuple[str, float]],
    rows: Iterable[Sequence[Any]],
    *,
    title: str,
    above: Sequence[str] = (),
    is_official: bool = False,
) -> IO[bytes]:
    """A sheet as a file to read; rows are written as they come, none is kept while it is made.

    `headings` are names with the width of their columns; `above` stands over them, its first line
    bold. An official table has the numbers of its columns, borders, and prints across the page.
    """
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title.translate(NOT_IN_TITLES)[:31])
    line = {"border": 1} if is_official else {}
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1} | line)
    at = _write_above(book, sheet, above)
    for place, (name, width) in enumerate(headings):
        sheet.set_column(place, place, width)
        sheet.write_string(at, place, name, head)
    if is_official:
        at += 1
        for place in range(len(headings)):
            sheet.write_string(at, place, f"({place + 1})", head)
        sheet.repeat_rows(at - 1, at)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(at + 1, 0)
    _write_rows(book, sheet, rows, at + 1, line)
    book.close()
    kept.seek(0)
    return kept


def _write_above(book: Any, sheet: Any, above: Sequence[str]) -> int:
    """The lines over the table; the number of the row where the table begins."""
    bold = book.add_format({"bold": True})
    for number, words in enumerate(above):
        sheet.write_string(number, 0, words, None if number else bold)
    return len(above) + 1 if above else 0


def _write_rows(
    book: Any, sheet: Any, rows: Iterable[Sequence[Any]], begin: int, line: dict[str, int]
) -> None:
    plain = {"text_wrap": True, "valign": "top"} | line
    words = book.add_format(plain)
    day = book.add_format(plain | {"num_format": "dd/mm/yyyy"})
    money = book.add_format(plain | {"num_format": "#,##0"})
    for number, row in enumerate(rows, begin):
        for place, value in enumerate(row):
            if value in (None, ""):
                sheet.write_blank(number, place, None, words)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, Decimal):
                sheet.write_number(number, place, value, money)
            elif isinstance(value, int | float):
                sheet.write_number(number, place, value, words)
            else:
                sheet.write_string(number, place, str(value)[:LONGEST_CELL], words)
