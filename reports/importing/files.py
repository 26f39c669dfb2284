"""The words of a file that people wrote elsewhere: plain text, or Word."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from office.files import TEXT, WORD


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
        _refuse_bombs(content)
        return "\n".join(_rows_of_word(content))
    raise Unreadable("Chỉ đọc được tệp Word (.docx) và văn bản thuần (.txt).")


# What stands in the parts of a Word file that is not read yet: (part, mark, from how many on).
UNREAD = (
    ("word/footnotes.xml", "<w:footnote ", 3, "Chú thích cuối trang của Word chưa đọc được."),
    ("word/document.xml", "<w:numPr", 1, "Số đánh tự động của Word không phải chữ nên không đọc."),
    ("word/document.xml", "<w:tbl>", 1, "Bảng được đọc thành từng dòng chữ."),
    ("word/document.xml", "<w:drawing", 1, "Hình trong tệp không được nhập."),
    ("word/document.xml", "<w:hyperlink", 1, "Chữ trong liên kết của Word chưa đọc được."),
    ("word/document.xml", "<w:ins ", 1, "Chữ thêm có theo dõi thay đổi chưa đọc được."),
    ("word/document.xml", "<w:sdt>", 1, "Chữ trong ô điều khiển của Word chưa đọc được."),
    ("word/document.xml", "<w:txbxContent", 1, "Chữ trong hộp chữ của Word chưa đọc được."),
)
# What a file may become when it is unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
BROKEN = "Tệp Word này hỏng, không mở được."


def unread_in(content: Any, content_type: str) -> list[str]:
    """Sentences about what a file holds beside its words; nothing is lost in silence."""
    if content_type != WORD:
        return []
    content.seek(0)
    with zipfile.ZipFile(content) as parts:
        names = set(parts.namelist())
        words = {
            name: parts.read(name).decode(errors="replace")
            for name in {part for part, *_ in UNREAD} & names
        }
    return [
        sentence
        for name, mark, least, sentence in UNREAD
        if words.get(name, "").count(mark) >= least
    ]


def _rows_of_word(content: Any) -> list[str]:
    """Paragraphs and cells of tables in the order of the file; bold stays, other faces go."""
    # A heavy library, wanted seldom.
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    broken = (KeyError, ValueError, AttributeError, SyntaxError, RuntimeError, zlib.error, OpcError)
    try:
        return [
            row
            for block in docx.Document(content).iter_inner_content()
            for paragraph in (_paragraphs(block) if isinstance(block, Table) else (block,))
            for row in _marked(paragraph).split("\n")
        ]
    except (*broken, zipfile.BadZipFile) as error:
        raise Unreadable(BROKEN) from error


def _refuse_bombs(content: Any) -> None:
    """A small file that unpacks to gigabytes is not unpacked."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(BROKEN) from error
    if size > MOST_UNPACKED:
        raise Unreadable("Tệp Word này giải nén ra quá lớn nên không được đọc.")
    content.seek(0)


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
