"""The words of a file that people wrote elsewhere: plain text, Word, or PDF with text in it."""

from dataclasses import dataclass
from typing import Any

from office.files import PDF, TEXT, WORD
from reports.importing import apart, word
from reports.importing.columns import unfolded
from reports.importing.lines import Unreadable


@dataclass(frozen=True)
class Words:
    """A row for each paragraph, and sentences about what the file holds beside them."""

    text: str
    unread: tuple[str, ...] = ()


def words_of(content: Any, content_type: str) -> Words:
    """The words of a file by its type. Raises Unreadable."""
    content.seek(0)
    if content_type == TEXT:
        return Words(unfolded(_plain(content)))
    read = {WORD: word.rows_of, PDF: apart.rows_of}.get(content_type)
    if read is None:
        raise Unreadable("Chỉ đọc được tệp Word (.docx), PDF và văn bản thuần (.txt).")
    rows, unread = read(content)
    return Words("\n".join(rows), tuple(unread))


def _plain(content: Any) -> str:
    try:
        return content.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("Tệp không phải chữ UTF-8.") from error
