"""A list taken away as a table: CSV that Excel reads rightly, XLSX with real days and numbers."""

import csv
import datetime
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.db.models import QuerySet

from office.lists import Column

MOST_ROWS = 20_000
TOO_MANY = f"Bảng dừng ở {MOST_ROWS:,} dòng; hãy lọc hẹp hơn để lấy phần còn lại.".replace(",", ".")
# Excel takes a file without this mark for one of its own old alphabet.
BYTE_ORDER_MARK = "\ufeff"
# A text that begins so would run as a formula in somebody's Excel.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500
LONGEST_CELL = 32_000


def csv_lines(columns: Sequence[Column], rows: QuerySet) -> Iterator[str]:
    """The table line by line, as it is read from the database."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([column.label for column in columns])
    for row in _values(columns, rows):
        yield writer.writerow([_as_text(value) for value in row])


def xlsx_file(columns: Sequence[Column], rows: QuerySet, *, title: str) -> IO[bytes]:
    """The table as a workbook in a file that goes away when it is closed."""
    kept = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    book = xlsxwriter.Workbook(
        kept, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(title[:31])
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        datetime.date: book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        int: book.add_format({"num_format": "#,##0", "valign": "top"}),
        str: book.add_format({"text_wrap": True, "valign": "top"}),
    }
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, head)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(_values(columns, rows), 1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)
    book.close()
    kept.seek(0)
    return kept


# --- Inside ---------------------------------------------------------------------------------------


class _Echo:
    """csv wants a file; this one gives each line back."""

    def write(self, line: str) -> str:
        return line


def _values(columns: Sequence[Column], rows: QuerySet) -> Iterator[list[Any]]:
    """The cells of each row; after the last row that is taken, the sentence that says so."""
    for number, row in enumerate(rows[: MOST_ROWS + 1].iterator(chunk_size=CHUNK)):
        if number == MOST_ROWS:
            yield [TOO_MANY]
            return
        yield [column.value(row) for column in columns]


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _write(sheet: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if value in (None, ""):
        return
    if isinstance(value, datetime.date):
        sheet.write_datetime(row, column, value, formats[datetime.date])
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, int(value), formats[int])
    else:
        sheet.write_string(row, column, str(value)[:LONGEST_CELL], formats[str])
