"""A table of Excel as an answer."""

from typing import IO

from django.http import FileResponse
from django.utils.text import slugify

from office.text import search_key
from office.workbooks import XLSX


def table_answer(table: IO[bytes], name: str) -> FileResponse:
    """An .xlsx to be saved, under a name that every file system takes."""
    name = f"{slugify(search_key(name))}.xlsx"
    return FileResponse(table, as_attachment=True, filename=name, content_type=XLSX)
