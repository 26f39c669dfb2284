"""What a person wrote as plain lines, told apart for the page: paragraphs, items, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_AFTER_A_MARK = re.compile(r"(?<=[.!?…])\s+")
_RULE = re.compile(r"\|?[\s:|=-]+\d*[\s:|=-]*$")


class Form(StrEnum):
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SUB_ITEM = "sub-item"
    TABLE = "table"


@dataclass(frozen=True)
class Piece:
    """One paragraph, item or table; `head` and `rows` only of a table."""

    form: Form
    words: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its words, sentence by sentence; none of a table.

        A sentence begins with a capital, a figure, a quotation or a bracket: “QĐ. của” is one.
        """
        found: list[str] = []
        for part in _AFTER_A_MARK.split(self.words):
            if found and not (part[:1].isupper() or part[:1].isdigit() or part[:1] in '“("'):
                found[-1] += f" {part}"
            elif part:
                found.append(part)
        return tuple(found)


def pieces(text: str) -> list[Piece]:
    """The text as it is meant: "- " and "+ " begin items, lines with "|" make a table."""
    found: list[Piece] = []
    table: list[str] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("|"):
            table.append(line)
            continue
        found += _table(table)
        table = []
        if line:
            found.append(_words(line))
    return [*found, *_table(table)]


def sentences(text: str) -> list[str]:
    """The sentences of the paragraphs and items, each once, in the order of reading."""
    found = [each for piece in pieces(text) for each in piece.sentences]
    return list(dict.fromkeys(found))


def in_one_line(text: str) -> str:
    """For a list: without line breaks and marks; a table is only mentioned."""
    said = [
        "(kèm bảng)" if piece.form == Form.TABLE else piece.words.lstrip("-+").strip()
        for piece in pieces(text)
    ]
    return " ".join(word for word in said if word)


def _words(line: str) -> Piece:
    for mark, form in (("- ", Form.ITEM), ("– ", Form.ITEM), ("+ ", Form.SUB_ITEM)):
        if line.startswith(mark):
            return Piece(form, line[len(mark) :].strip())
    return Piece(Form.PARAGRAPH, line)


def _table(lines: list[str]) -> Iterator[Piece]:
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    if rows:
        yield Piece(Form.TABLE, head=rows[0], rows=tuple(rows[1:]))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip("|= ").split("|"))
