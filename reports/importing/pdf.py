"""The words of a PDF with text in it: lines become paragraphs again, by where they stand.

A paragraph begins where a line is indented, or where the line before it ended early; page numbers
go; what is small at the foot of a page is a footnote and comes to its mark; header and signature
stand in two columns and are read one after the other.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reports.importing.faces import RAISED, Piece, faced, table_row
from reports.importing.foot import ITEM, ON_BEHALF
from reports.importing.lines import NOTE_BEGINS, NOTE_ENDS, RECIPIENTS, STARTS, Unreadable
from reports.inline import escaped

MOST_PAGES = 400
BROKEN = "Tệp PDF này hỏng hoặc có mật khẩu, không đọc được."
PICTURES = "Tệp PDF này là ảnh quét, không có chữ để đọc. Hãy dùng bản Word, hoặc PDF có chữ."
# In points. A first line is indented by 1 cm or more; a mark beside words is smaller than they are.
INDENT, EDGE = 12, 60
SMALL = 0.8
# Wider than a stretched space between words: two columns.
GUTTER = 2.2
# A symbol that goes on in the next line: "02/QĐ-", "20/2021/".
BROKEN_WORD = re.compile(r"\w[-/]$")
NAME_OF_NOTE = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True)
class Word:
    """A word in one face; measures in points from the left and the top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass
class Row:
    """Words on one height."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return min(word.top for word in self._tall)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self._tall)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return "".join(
            each.text if is_close else f" {each.text}" for each, is_close in self.parts()
        )

    def parts(self) -> Iterator[tuple[Word, bool]]:
        """Each word, and whether it stands close to the one before, as where the font changes."""
        before: Word | None = None
        for word in self.words:
            yield word, before is None or word.left - before.right < 0.1 * word.size
            before = word

    @property
    def _tall(self) -> list[Word]:
        """Without the marks that are raised."""
        return [word for word in self.words if word.size == self.size]


@dataclass
class Paragraph:
    """Lines that belong together, and where the last of them ends."""

    pieces: list[Piece]
    ends_at: float


@dataclass
class _Page:
    """The room of the text on a page and what stands in it, from the top."""

    left: float
    right: float
    middle: float
    # Rows, and tables as rows of the markup with their height.
    rows: list[Row]
    tables: list[tuple[float, list[str]]]
    notes: dict[str, str] = field(default_factory=dict)


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
            pages = [_read(page) for page in opened.pages[: MOST_PAGES + 1]]
            has_pictures = any(page.images for page in opened.pages)
    except (*broken, RecursionError) as error:
        raise Unreadable(BROKEN) from error
    if len(pages) > MOST_PAGES:
        raise Unreadable(f"Tệp PDF này dài hơn {MOST_PAGES} trang nên không được đọc.")
    if not any(page.rows for page in pages):
        raise Unreadable(PICTURES)
    _take_notes(pages, _usual_size(pages))
    told = ["Hình trong tệp không được nhập."] if has_pictures else []
    return _Assembly().rows(pages), told


# --- A page ---------------------------------------------------------------------------------------


def _read(page: Any) -> _Page:
    tables = [
        (table.bbox, figures)
        for table in page.find_tables()
        if len(figures := list(_table_rows(table))) > 1
    ]
    words = [word for word in _words(page) if not any(_inside(word, bbox) for bbox, _ in tables)]
    rows = [row for row in _in_rows(words) if not _is_page_number(row, page.height)]
    lefts = sorted(row.left for row in rows) or [0.0]
    rights = sorted(row.right for row in rows) or [0.0]
    return _Page(
        lefts[len(lefts) // 20],
        rights[-1 - len(rights) // 20],
        page.width / 2,
        rows,
        [(bbox[1], figures) for bbox, figures in tables],
    )


def _words(page: Any) -> Iterator[Word]:
    upright = page.filter(lambda each: each.get("upright", True))
    for each in upright.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.15):
        left, right, top, bottom, size = (
            float(each[name]) for name in ("x0", "x1", "top", "bottom", "size")
        )
        yield Word(each["text"], left, right, top, bottom, size, each["fontname"])


def _table_rows(table: Any) -> Iterator[str]:
    """Rows of the markup; where a cell goes on there is None."""
    first, *rest = table.extract() or [[]]
    if len(first) < 2:
        return
    names, spread, group = [], False, ""
    for name in first:
        group = group if name is None else _one_line(name)
        spread = spread or name is None
        names.append(group)
    if spread and rest and None in rest[0]:
        under, *rest = rest
        names = [
            name if below is None else f"{name} // {_one_line(below)}"
            for name, below in zip(names, under, strict=True)
        ]
    yield table_row(names)
    for row in rest:
        yield table_row(_one_line(cell) for cell in row)


def _one_line(words: str | None) -> str:
    return escaped(" ".join((words or "").split()))


def _inside(word: Word, bbox: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = bbox
    return left - 1 <= word.left <= right and top - 1 <= word.middle <= bottom + 1


def _in_rows(words: Iterable[Word]) -> list[Row]:
    """Words whose middles lie in the height of a row belong to it, marks that are raised too."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda each: (-each.size, each.top)):
        row = next((each for each in rows if each.top <= word.middle <= each.bottom), None)
        if row is None:
            rows.append(Row([word]))
        else:
            row.words.append(word)
    for row in rows:
        row.words.sort(key=lambda each: each.left)
    return sorted(rows, key=lambda each: each.top)


def _is_page_number(row: Row, height: float) -> bool:
    at_edge = row.top < EDGE or row.bottom > height - EDGE
    return at_edge and re.fullmatch(r"[-–]?\s*\d{1,4}\s*[-–]?", row.text) is not None


def _usual_size(pages: list[_Page]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for row in page.rows:
            for word in row.words:
                sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0]


def _take_notes(pages: list[_Page], size: float) -> None:
    """Footnotes go from the rows of their page to its notes; `size` is that of the text.

    What stands small above the first mark goes on from the page before.
    """
    last: tuple[_Page, str] | None = None
    for page in pages:
        at = len(page.rows)
        while at and page.rows[at - 1].size < size - 0.9 and _touches(page.rows, at):
            at -= 1
        while last is None and at < len(page.rows) and not _note_mark(page.rows[at]):
            at += 1
        for row in page.rows[at:]:
            mark = _note_mark(row)
            if mark:
                last = (page, mark)
            if last is not None:
                _add_to_note(*last, Row(row.words[1:]) if mark else row)
        del page.rows[at:]


def _touches(rows: list[Row], at: int) -> bool:
    """No room, as that of a table, lies between a row and the one before it."""
    return at == len(rows) or rows[at].top - rows[at - 1].bottom < rows[at].size


def _add_to_note(page: _Page, mark: str, row: Row) -> None:
    said = page.notes.get(mark, "")
    space = "" if not said or BROKEN_WORD.search(said) else " "
    page.notes[mark] = f"{said}{space}{row.text}"


# --- Pages together -------------------------------------------------------------------------------


@dataclass
class _Assembly:
    """Puts the rows of all pages together."""

    done: list[str] = field(default_factory=list)
    open: Paragraph | None = None
    # Of the columns of the table above, when nothing stands between.
    names: str = ""

    def rows(self, pages: list[_Page]) -> list[str]:
        for page in pages:
            self._page(page)
        self._close()
        return self.done

    def _page(self, page: _Page) -> None:
        foot = self._foot_begins(page.rows)
        body, behind = page.rows[:foot], page.rows[foot:]
        tables = sorted(page.tables)
        before: Row | None = None
        for row in body:
            while tables and tables[0][0] < row.top:
                self._table(tables.pop(0)[1])
            segments = _segments(row)
            if len(segments) > 1:
                for each in segments:
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
            for segment in _segments(row):
                if RECIPIENTS.match(segment.text) or (
                    ON_BEHALF.match(segment.text) and segment is not row
                ):
                    return at
        return len(rows)

    def _take(self, row: Row, before: Row | None, page: _Page) -> None:
        if self._begins_anew(row, before, page):
            self._close()
        self._add(row, page)

    def _begins_anew(self, row: Row, before: Row | None, page: _Page) -> bool:
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

    def _add(self, row: Row, page: _Page) -> None:
        pieces = list(self._pieces(row, page))
        self.names = ""
        if self.open is None:
            self.open = Paragraph(pieces, row.right)
        else:
            space = "" if BROKEN_WORD.search(self._said()) else " "
            self.open.pieces += [Piece(space), *pieces]
            self.open.ends_at = row.right

    def _pieces(self, row: Row, page: _Page) -> Iterator[Piece]:
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

    def _foot(self, rows: list[Row], page: _Page) -> None:
        """The left column, then the right one; a line that runs on is joined to its own."""
        self._close()
        columns: tuple[list[Row], list[Row]] = ([], [])
        for row in rows:
            for each in _segments(row):
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


def _segments(row: Row) -> list[Row]:
    """A row of one column is one segment."""
    found = [Row([row.words[0]])]
    for word in row.words[1:]:
        if word.left - found[-1].right > GUTTER * row.size:
            found.append(Row([word]))
        else:
            found[-1].words.append(word)
    return found


def _note_mark(row: Row) -> str:
    first = row.words[0]
    is_mark = NAME_OF_NOTE.match(first.text) and first.size < SMALL * row.size
    return first.text if is_mark and len(row.words) > 1 else ""


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
