"""A list taken away as a table: CSV that Excel reads rightly, XLSX with real days and numbers."""

import csv
import datetime
from collections.abc import Iterator, Sequence
from typing import IO, Any

from django.db.models import QuerySet

from office import workbooks
from office.lists import Column

MOST_ROWS = 20_000
TOO_MANY = f"Bảng dừng ở {MOST_ROWS:,} dòng; hãy lọc hẹp hơn để lấy phần còn lại.".replace(",", ".")
# Excel takes a file without this mark for one of its own old alphabet.
BYTE_ORDER_MARK = "\ufeff"
# A text that begins so would run as a formula in somebody's Excel.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500


def csv_lines(columns: Sequence[Column], rows: QuerySet) -> Iterator[str]:
    """The table line by line, as it is read from the database."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([column.label for column in columns])
    for row in _values(columns, rows):
        yield writer.writerow([_as_text(value) for value in row])


def xlsx_file(columns: Sequence[Column], rows: QuerySet, *, title: str) -> IO[bytes]:
    """The table as a workbook."""
    headings = [(column.label, column.width) for column in columns]
    return workbooks.write(headings, _values(columns, rows), title=title)


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
