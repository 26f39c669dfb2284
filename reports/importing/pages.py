"""The pages of a PDF as rows of words and tables of figures, by where they stand.

What is small at the foot of a page is a footnote; page numbers go.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reports.importing.faces import table_row
from reports.importing.lines import DATED, HIGHEST_ROW, NATION, YEAR
from reports.inline import escaped

# In points: what stands so near to the end of a sheet may be its number.
EDGE = 60
# A mark beside words is smaller than they are.
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
class Page:
    """The room of the text on a page and what stands in it, from the top."""

    left: float
    right: float
    middle: float
    # Rows, and tables as rows of the markup with their height.
    rows: list[Row]
    tables: list[tuple[float, list[str]]]
    notes: dict[str, str] = field(default_factory=dict)


def read(page: Any) -> Page:
    tables = [
        (table.bbox, figures)
        for table in page.find_tables()
        if len(figures := list(_table_rows(table))) > 1
    ]
    words = [word for word in _words(page) if not any(_inside(word, bbox) for bbox, _ in tables)]
    rows = [row for row in _in_rows(words) if not _is_page_number(row, page.height)]
    lefts = sorted(row.left for row in rows) or [0.0]
    rights = sorted(row.right for row in rows) or [0.0]
    return Page(
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


def usual_size(pages: list[Page]) -> float:
    sizes = Counter[float]()
    for page in pages:
        for row in page.rows:
            for word in row.words:
                sizes[round(word.size, 1)] += len(word.text)
    return sizes.most_common(1)[0][0]


def take_notes(pages: list[Page], size: float) -> None:
    """Footnotes go from the rows of their page to its notes; `size` is that of the text.

    What stands small above the first mark goes on from the page before.
    """
    last: tuple[Page, str] | None = None
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


def _add_to_note(page: Page, mark: str, row: Row) -> None:
    said = page.notes.get(mark, "")
    space = "" if not said or BROKEN_WORD.search(said) else " "
    page.notes[mark] = f"{said}{space}{row.text}"


def segments(row: Row) -> list[Row]:
    """A row of one column is one segment."""
    found = [Row([row.words[0]])]
    for word in row.words[1:]:
        if word.left - found[-1].right > GUTTER * row.size:
            found.append(Row([word]))
        else:
            found[-1].words.append(word)
    return found


@dataclass(frozen=True)
class Head:
    """The rows over the kind stand in two columns: up to which row, and where the right one begins."""

    ends: int
    border: float

    def columns(self, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """The left column and the right one, from the top."""
        left: list[Row] = []
        right: list[Row] = []
        for row in rows:
            for column, is_right in ((left, False), (right, True)):
                words = [each for each in row.words if (each.left >= self.border) == is_right]
                if words:
                    column.append(Row(words))
        return left, right


def head_of(rows: list[Row]) -> Head | None:
    """Where the nation stands beside the office (ô số 1 và 2, Phụ lục I NĐ 30/2020), or None."""
    named = ((at, left) for at, row in enumerate(rows[:HIGHEST_ROW]) if (left := _nation(row)))
    at, first = next(named, (None, 0.0))
    if at is None:
        return None
    # Other lines of the right column may be wider than its first.
    beside = [each.right for each in rows[at].words if each.right < first]
    border = (max(beside) + first) / 2 if beside else first - 4 * rows[at].size
    for place in range(at, min(HIGHEST_ROW, len(rows))):
        said = " ".join(each.text for each in rows[place].words if each.left >= border)
        if not DATED.search(said):
            continue
        ends = place + 1
        while not YEAR.search(said) and ends < len(rows) and rows[ends].left >= border:
            said, ends = f"{said} {rows[ends].text}", ends + 1
        return Head(ends, border)
    return Head(at + 2, border)


def _nation(row: Row) -> float:
    """Where “CỘNG HÒA” begins in a row; 0 where it does not stand."""
    for one, two in pairwise(row.words):
        if NATION.fullmatch(f"{one.text} {two.text}"):
            return one.left
    return 0.0


def _note_mark(row: Row) -> str:
    first = row.words[0]
    is_mark = NAME_OF_NOTE.match(first.text) and first.size < SMALL * row.size
    return first.text if is_mark and len(row.words) > 1 else ""
