"""The words of a PDF with text in it: lines become paragraphs again, by where they stand.

A paragraph begins where a line is indented, or where the line before it ended early; page numbers
go; what is small at the foot of a page is a footnote and comes to its mark; header and signature
stand in two columns and are read one after the other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reports.importing.faces import RAISED, Piece, faced
from reports.importing.foot import ITEM, ON_BEHALF
from reports.importing.lines import NOTE_BEGINS, NOTE_ENDS, RECIPIENTS, STARTS, Unreadable
from reports.importing.pages import (
    BROKEN_WORD,
    NAME_OF_NOTE,
    SMALL,
    Page,
    Row,
    head_of,
    read,
    segments,
    take_notes,
    usual_size,
)

MOST_PAGES = 200
BROKEN = "Tệp PDF này hỏng hoặc có mật khẩu, không đọc được."
PICTURES = "Tệp PDF này là ảnh quét, không có chữ để đọc. Hãy dùng bản Word, hoặc PDF có chữ."
# In points: a first line is indented by 1 cm or more.
INDENT = 12


@dataclass
class Paragraph:
    """Lines that belong together, and where the last of them ends."""

    pieces: list[Piece]
    ends_at: float


def rows_of(content: Any) -> tuple[list[str], list[str]]:
    """The rows of the file, and sentences about what was not read. Raises Unreadable."""
    # A heavy library, wanted seldom.
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    broken = (PSException, PdfminerException, ValueError, LookupError, TypeError, AttributeError)
    content.seek(0)
    try:
        with pdfplumber.open(content) as opened:
            pages = [read(page) for page in opened.pages[: MOST_PAGES + 1]]
            has_pictures = any(page.images for page in opened.pages)
    except (*broken, RecursionError) as error:
        raise Unreadable(BROKEN) from error
    if len(pages) > MOST_PAGES:
        raise Unreadable(f"Tệp PDF này dài hơn {MOST_PAGES} trang nên không được đọc.")
    if not any(page.rows for page in pages):
        raise Unreadable(PICTURES)
    take_notes(pages, usual_size(pages))
    told = ["Hình trong tệp không được nhập."] if has_pictures else []
    return _Assembly().rows(pages), told


@dataclass
class _Assembly:
    """Puts the rows of all pages together."""

    done: list[str] = field(default_factory=list)
    open: Paragraph | None = None
    # Of the columns of the table above, when nothing stands between.
    names: str = ""

    def rows(self, pages: list[Page]) -> list[str]:
        self._head(pages[0])
        for page in pages:
            self._page(page)
        self._close()
        return self.done

    def _head(self, page: Page) -> None:
        """The two columns over the kind, the left one first: their rows need not be level."""
        cut = head_of(page.rows)
        if cut is None:
            return
        rows, page.rows = page.rows[: cut.ends], page.rows[cut.ends :]
        for column in cut.columns(rows):
            for row in column:
                self._add(row, page)
                self._close()

    def _page(self, page: Page) -> None:
        foot = self._foot_begins(page.rows)
        body, behind = page.rows[:foot], page.rows[foot:]
        tables = sorted(page.tables)
        before: Row | None = None
        for row in body:
            while tables and tables[0][0] < row.top:
                self._table(tables.pop(0)[1])
            columns = segments(row)
            if len(columns) > 1:
                for each in columns:
                    self._close()
                    self._add(each, page)
                self._close()
            else:
                self._take(row, before, page)
            before = row
        for _, table in tables:
            self._table(table)
        if behind:
            self._foot(behind, page)

    def _foot_begins(self, rows: list[Row]) -> int:
        """Where recipients and signer begin: their first lines are level with each other."""
        for at, row in enumerate(rows):
            for segment in segments(row):
                if RECIPIENTS.match(segment.text) or (
                    ON_BEHALF.match(segment.text) and segment is not row
                ):
                    return at
        return len(rows)

    def _take(self, row: Row, before: Row | None, page: Page) -> None:
        if self._begins_anew(row, before, page):
            self._close()
        self._add(row, page)

    def _begins_anew(self, row: Row, before: Row | None, page: Page) -> bool:
        if self.open is None or row.left > page.left + INDENT:
            return True
        # A line that ended early was the last of its paragraph.
        first = row.words[0]
        room = page.right - self.open.ends_at
        if room > first.right - first.left + row.size:
            return True
        if before is not None and row.top - before.bottom > 1.5 * row.size:
            return True
        return bool(STARTS.match(row.text)) and self._said()[-1:] in ".;:"

    def _said(self) -> str:
        """The words of the open paragraph."""
        return "".join(piece.text for piece in self.open.pieces).rstrip() if self.open else ""

    def _add(self, row: Row, page: Page) -> None:
        pieces = list(self._pieces(row, page))
        self.names = ""
        if self.open is None:
            self.open = Paragraph(pieces, row.right)
        else:
            space = "" if BROKEN_WORD.search(self._said()) else " "
            self.open.pieces += [Piece(space), *pieces]
            self.open.ends_at = row.right

    def _pieces(self, row: Row, page: Page) -> Iterator[Piece]:
        for word, is_close in row.parts():
            text = word.text
            bold, italic = ("bold" in word.font.lower()), ("italic" in word.font.lower())
            is_raised = word.size < SMALL * row.size and word.middle < (row.top + row.bottom) / 2
            if is_raised and NAME_OF_NOTE.match(text) and text in page.notes:
                yield Piece(f"{NOTE_BEGINS}{page.notes.pop(text)}{NOTE_ENDS}")
            else:
                shown = text.translate(RAISED) if is_raised else text
                yield Piece(shown if is_close else f" {shown}", bold, italic)

    def _table(self, rows: list[str]) -> None:
        self._close()
        names, *figures = rows
        # On the next page its names stand once more.
        self.done += figures if names == self.names else rows
        self.names = names

    def _foot(self, rows: list[Row], page: Page) -> None:
        """The left column, then the right one; a line that runs on is joined to its own."""
        self._close()
        columns: tuple[list[Row], list[Row]] = ([], [])
        for row in rows:
            for each in segments(row):
                columns[each.left > 0.8 * page.middle].append(each)
        left, right = columns
        for row in left:
            text = row.text
            if not (ITEM.match(text) or RECIPIENTS.match(text) or self.open is None):
                self._add(row, page)
                continue
            self._close()
            self._add(row, page)
            if RECIPIENTS.match(text):
                self._close()
        for row in right:
            self._close()
            self._add(row, page)
        self._close()

    def _close(self) -> None:
        if self.open is not None:
            self.done.append(faced(_merged(self.open.pieces)))
            self.open = None


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one face as one piece; blanks take the face before them."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and (
            not piece.text.strip() or (piece.bold, piece.italic) == (last.bold, last.italic)
        ):
            found[-1] = Piece(last.text + piece.text, last.bold, last.italic)
        else:
            found.append(piece)
    return found
