"""Tables that come in as .xlsx, read with the place of each fault in words.

Nothing here knows what the rows mean; a room gives the headings and judges each value.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from django.core.files.base import File
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from office.text import nfc, search_key
from office.workflow import Problem, Problems

MOST_ROWS = 5000
# A small file may unpack to gigabytes; a table of the office never does.
LARGEST_UNPACKED = 100 * 1024 * 1024
# Titles and notes may stand above the headings.
HEADINGS_WITHIN = 15
DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")


@dataclass
class Line:
    """One row of the sheet, by the keys of the columns, with what is wrong in it."""

    number: int
    values: dict[str, Any]
    faults: list[str] = field(default_factory=list)

    def text(self, key: str) -> str:
        """The words of a cell; a whole number without its “.0”."""
        value = self.values.get(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, datetime.datetime | datetime.date):
            value = f"{value:%d/%m/%Y}"
        return " ".join(nfc(str(value)).split()) if value is not None else ""

    def lines(self, key: str) -> str:
        """The words of a cell with its line breaks, or what “;” parts, one a line."""
        value = nfc(str(self.values.get(key) or ""))
        parts = (" ".join(part.split()) for part in re.split(r"[\n;]", value))
        return "\n".join(part for part in parts if part)

    def whole(self, key: str, heading: str, *, least: int, most: int) -> int | None:
        """A whole number in bounds; a fault when the cell holds something else."""
        typed = self.text(key)
        if not typed:
            return None
        if typed.isascii() and typed.isdecimal() and least <= int(typed[:9]) <= most:
            return int(typed)
        self.faults.append(f"{heading}: “{typed[:40]}” không phải số từ {least} đến {most}.")
        return None

    def day(self, key: str, heading: str) -> datetime.date | None:
        """A day as Excel keeps it or as people write it; a fault when there is no such day."""
        value = self.values.get(key)
        if isinstance(value, datetime.datetime):
            return value.date()
        if value in (None, "") or isinstance(value, datetime.date):
            return value or None
        typed = self.text(key)
        found = DATE.fullmatch(typed)
        if found:
            day, month, year = (int(part) for part in found.groups())
            if 1900 <= year <= 2100:
                try:
                    return datetime.date(year, month, day)
                except ValueError:
                    pass
        self.faults.append(
            f"{heading}: “{typed[:40]}” không phải ngày có thật; hãy ghi như 05/07/2025."
        )
        return None


def read(upload: File, columns: Mapping[str, str], *, needed: Iterable[str]) -> list[Line]:
    """The rows under the headings of the first sheet, empty ones left out.

    `columns` is key → heading; headings are found without accents, in any order, and headings that
    nobody asked for are passed over. Raises Problems when the file is no table, lacks a `needed`
    column, or is too long.
    """
    rows = _rows(upload)
    places: dict[str, int] = {}
    for number, row in rows:
        places = _places(row, columns)
        if all(key in places for key in needed):
            break
        if number >= HEADINGS_WITHIN:
            break
    missing = [columns[key] for key in needed if key not in places]
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        raise Problems([Problem(f"Không tìm thấy cột {names} trong {HEADINGS_WITHIN} dòng đầu.")])
    lines = list(_lines(rows, places))
    if not lines:
        raise Problems([Problem("Tệp không có dòng nào dưới hàng tên cột.")])
    return lines


def _lines(rows: Iterator[tuple[int, Sequence[Any]]], places: dict[str, int]) -> Iterator[Line]:
    for number, row in rows:
        if number > MOST_ROWS:
            raise Problems([Problem(f"Tệp dài quá {MOST_ROWS:,} dòng.".replace(",", "."))])
        values = {key: row[at] if at < len(row) else None for key, at in places.items()}
        if any(value not in (None, "") for value in values.values()):
            yield Line(number, values)


def _rows(upload: File) -> Iterator[tuple[int, Sequence[Any]]]:
    upload.seek(0)
    data = io.BytesIO(upload.read())
    try:
        with zipfile.ZipFile(data) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise Problems([Problem("Tệp giải nén ra quá lớn nên không được đọc.")])
        book = load_workbook(data, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the file says of its own size may be a lie.
        sheet.reset_dimensions()
        yield from enumerate(sheet.iter_rows(values_only=True, max_col=40), start=1)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ParseError, IndexError) as error:
        raise Problems([Problem("Tệp này không phải bảng Excel (.xlsx) đọc được.")]) from error


def _places(row: Sequence[Any], columns: Mapping[str, str]) -> dict[str, int]:
    """Key of each heading that stands in this row → its place."""
    here = {search_key(nfc(str(cell))): at for at, cell in enumerate(row) if cell is not None}
    wanted = {key: search_key(heading) for key, heading in columns.items()}
    return {key: here[words] for key, words in wanted.items() if words in here}
