"""The words of a file that people wrote elsewhere: plain text, or Word."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"


class Unreadable(ValueError):
    """A file whose words cannot be read; the sentence is for the person."""


def words_of(content: Any, content_type: str) -> str:
    """The words of a file by its type, a row for each paragraph. Raises Unreadable."""
    content.seek(0)
    if content_type == TEXT:
        try:
            return content.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable("Tệp không phải chữ UTF-8.") from error
    if content_type == WORD:
        return "\n\n".join(_rows_of_word(content))
    raise Unreadable("Chỉ đọc được tệp Word (.docx) và văn bản thuần (.txt).")


# What stands in the parts of a Word file that is not read yet: (part, mark, from how many on).
UNREAD = (
    ("word/footnotes.xml", "<w:footnote ", 3, "Chú thích cuối trang của Word chưa đọc được."),
    ("word/document.xml", "<w:numPr", 1, "Số đánh tự động của Word không phải chữ nên không đọc."),
    ("word/document.xml", "<w:tbl>", 1, "Bảng được đọc thành từng dòng chữ."),
    ("word/document.xml", "<w:drawing", 1, "Hình trong tệp không được nhập."),
)


def unread_in(content: Any, content_type: str) -> list[str]:
    """Sentences about what a file holds beside its words; nothing is lost in silence."""
    if content_type != WORD:
        return []
    content.seek(0)
    with zipfile.ZipFile(content) as parts:
        names = set(parts.namelist())
        return [
            sentence
            for name, mark, least, sentence in UNREAD
            if name in names and parts.read(name).decode(errors="replace").count(mark) >= least
        ]


def _rows_of_word(content: Any) -> Iterator[str]:
    """Paragraphs and cells of tables in the order of the file; bold stays, other faces go."""
    # A heavy library, wanted seldom.
    import docx
    from docx.table import Table

    try:
        document = docx.Document(content)
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Unreadable("Tệp Word này hỏng, không mở được.") from error
    for block in document.iter_inner_content():
        for paragraph in _paragraphs(block) if isinstance(block, Table) else (block,):
            yield from filter(None, map(str.strip, _marked(paragraph).split("\n")))


def _paragraphs(table: Any) -> Iterator[Any]:
    """A header or a signature is a table without lines: its cells are read one after another."""
    for row in table.rows:
        at = 0
        while at < len(row.cells):
            yield from row.cells[at].paragraphs
            # A merged cell comes once for each column.
            at += row.cells[at].grid_span


def _marked(paragraph: Any) -> str:
    runs = paragraph.runs
    whole = "".join(
        f"**{run.text}**" if run.bold and run.text.strip() else run.text for run in runs
    )
    return re.sub(r"\*\*\*\*", "", whole)
