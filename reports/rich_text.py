"""A run of text as the HTML of the editor in the browser, and back.

One block is one paragraph with its sign as a class, so that nothing depends on how a browser nests
lists; what stands under a number says so with `data-in` (how many numbers are around it).

    <p>đoạn</p> <p class="basis|lead|item|item-2|number" data-in="1">…</p>
    <p class="caption">Tên bảng</p> <p class="unit">Đơn vị tính: đồng</p>
    <table data-in="1"><tr><th data-width="60" data-align="right">Nhóm // Tên cột</th>…</tr>…</table>
    <strong>, <em>, <span class="private">dữ liệu cá nhân</span>,
    <span class="note" data-note="1">chú thích</span>, <span class="cite" data-cites="c:17">…</span>

The browser is never trusted: what it sends is cleaned by nh3 and read tolerantly; unknown marks
vanish, their words stay. `read(write(blocks)) == blocks` wherever `can_hold(blocks)`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser
from typing import Any, cast

import nh3

from reports.content import (
    CITES,
    Align,
    Block,
    Bound,
    Column,
    Footnote,
    Item,
    Numbered,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    plain,
    walk,
)
from reports.inline import cleaned, tidy

# A khoản and the điểm under it (Phụ lục I NĐ 30/2020); deeper ones cannot be typed either.
DEEPEST = 2
WIDEST = 99
# More marks than any run of text has; reading them would keep a worker busy for a minute.
MOST_MARKS = 60_000
ALIGNS = ("left", "center", "right", "justify")
_GROUP = " // "
_KINDS: dict[str, Block] = {
    "": Paragraph(()),
    "basis": Paragraph((), "basis"),
    "lead": Paragraph((), "lead"),
    "item": Item(()),
    "item-2": Item((), 2),
    "number": Numbered(()),
}
_TAGS = {"p", "strong", "b", "em", "i", "span", "br", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {"*": {"class", "data-in", "data-note", "data-cites", "data-width", "data-align"}}


def can_hold(blocks: tuple[Block, ...]) -> bool:
    """Whether the editor gives these blocks back as they are; others are edited as markup."""
    if any(isinstance(block, Section | Bound) for block in walk(blocks)):
        return False
    return read(write(blocks)) == blocks


def is_too_long(html: str) -> bool:
    """Whether there is more than one run of text can be."""
    return html.count("<") > MOST_MARKS


# --- From blocks to HTML --------------------------------------------------------------------------


def write(blocks: Iterable[Block]) -> str:
    """The HTML that `read` reads back; Section and Bound have no form in it and are left out."""
    return "".join(_written(blocks, 0))


def _written(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _written_table(block, depth)
        elif isinstance(block, Paragraph | Item | Numbered):
            yield _paragraph(_kind_of(block), depth, _words(block.text))
        if isinstance(block, Numbered):
            yield from _written(block.children, depth + 1)


def _kind_of(block: Block) -> str:
    match block:
        case Paragraph(style="body"):
            return ""
        case Paragraph():
            return block.style
        case Item(level=2):
            return "item-2"
        case Item():
            return "item"
        case _:
            return "number"


def _paragraph(kind: str, depth: int, words: str) -> str:
    sign = f' class="{kind}"' if kind else ""
    return f"<p{sign}{_inside(depth)}>{words}</p>"


def _inside(depth: int) -> str:
    return f' data-in="{depth}"' if depth else ""


def _written_table(table: Table, depth: int) -> Iterator[str]:
    if table.caption:
        yield _paragraph("caption", depth, _words(table.caption))
    if table.unit:
        yield _paragraph("unit", depth, escape(table.unit))
    yield f"<table{_inside(depth)}><tbody><tr>"
    for column in table.columns:
        name = f"{column.group}{_GROUP}{column.heading}" if column.group else column.heading
        facts = f'data-width="{column.width}" data-align="{column.align}"'
        yield f"<th {facts}><p>{escape(name)}</p></th>"
    yield "</tr>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td><p>{_words(cell)}</p></td>' for cell in row)}</tr>"
    yield "</tbody></table>"


def _words(runs: Text) -> str:
    written = ""
    for number, run in enumerate(runs, 1):
        written += _faced(run)
        if run.footnote:
            inside = "".join(map(_faced, run.footnote.text))
            # The number only keeps two notes side by side apart.
            written += f'<span class="note" data-note="{number}">{inside}</span>'
    return written


def _faced(run: Run) -> str:
    words = escape(run.text)
    if run.cites and words:
        words = f'<span class="cite" data-cites="{escape(run.cites)}">{words}</span>'
    words = f"<em>{words}</em>" if run.italic and words else words
    words = f"<strong>{words}</strong>" if run.bold and words else words
    return f'<span class="private">{words}</span>' if run.private and words else words


# --- From HTML to blocks --------------------------------------------------------------------------


def read(html: str) -> tuple[Block, ...]:
    """The blocks of what the editor sent. Never fails: what has no place is left out."""
    reader = Reader()
    reader.feed(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES))
    return folded(reader.finished())


@dataclass(frozen=True)
class Face:
    """How words stand: their face, and the footnote they belong to (None: the text itself)."""

    bold: bool = False
    italic: bool = False
    note: Any = None
    private: bool = False
    cites: str = ""


@dataclass
class Line:
    """One paragraph or table on its way to a block; `depth` is the number of numbers around it."""

    kind: str = ""
    depth: int = 0
    words: list[tuple[str, Face]] = field(default_factory=list)
    table: Table | None = None

    @property
    def text(self) -> Text:
        return text_of(self.words)


@dataclass
class _Grid:
    """A table being read: its rows of cells, and what its first row says of the columns."""

    depth: int
    rows: list[list[list[tuple[str, Face]]]] = field(default_factory=list)
    facts: list[dict[str, str]] = field(default_factory=list)


class Reader(HTMLParser):
    """HTML to lines. What came through nh3 is well formed; other signs than ours are in `pasting`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.line = Line()
        self.faces: list[tuple[str, Face]] = [("", Face())]
        self.grid: _Grid | None = None
        self.notes = 0

    def finished(self) -> list[Line]:
        """Every line, after the last word."""
        self.close()
        self.end_table()
        self.begin(Line())
        return self.lines

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        match tag:
            case "table":
                self.begin_table(facts)
            case "tr" if self.grid:
                self.grid.rows.append([])
            case "td" | "th" if self.grid:
                self.begin_cell(facts)
            case "br":
                self.handle_data(" ")
            case "p":
                self.begin_paragraph(tag, facts)
            case _:
                self.faces.append((tag, self.face_in(tag, facts)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.end_table()
        elif tag == "p":
            self.end_paragraph()
        elif self.faces[-1][0] == tag:
            self.faces.pop()

    def handle_data(self, data: str) -> None:
        self.say(re.sub(r"[\r\n\t]+", " ", cleaned(data)))

    def say(self, words: str, *, note: Any = None) -> None:
        """Words in the face of this place, in the open cell or line."""
        face = self.faces[-1][1]
        said = (words, replace(face, note=note) if note else face)
        self.place().append(said)

    def place(self) -> list[tuple[str, Face]]:
        """The words of the open cell or line; between two cells nothing is kept."""
        if self.grid is None:
            return self.line.words
        return self.grid.rows[-1][-1] if self.grid.rows and self.grid.rows[-1] else []

    def face_in(self, tag: str, facts: dict[str, str]) -> Face:
        face = self.faces[-1][1]
        match tag:
            case "strong" | "b":
                return replace(face, bold=True)
            case "em" | "i":
                return replace(face, italic=True)
            case "span" if facts.get("class") == "private":
                return replace(face, private=True)
            case "span" if facts.get("class") == "cite":
                key = facts.get("data-cites", "")
                return replace(face, cites=key if CITES.fullmatch(key) else "")
            case "span" if facts.get("class") == "note":
                return replace(face, note=facts.get("data-note") or self._another())
        return face

    def _another(self) -> str:
        self.notes += 1
        return f"alone {self.notes}"

    def begin_paragraph(self, _tag: str, facts: dict[str, str]) -> None:
        if self.grid:
            # A cell is one text: its paragraphs are words behind each other.
            self.say(" ")
            return
        kind = facts.get("class", "")
        kind = kind if kind in _KINDS or kind in {"caption", "unit"} else ""
        self.begin(Line(kind, _number(facts.get("data-in", ""), most=DEEPEST)))

    def end_paragraph(self) -> None:
        if not self.grid:
            self.begin(Line())

    def begin(self, line: Line) -> None:
        """Keep the line that ends here, if it has words, and go on with another."""
        if self.line.table or self.line.text:
            self.lines.append(self.line)
        self.line = line

    def begin_table(self, facts: dict[str, str]) -> None:
        self.begin(Line())
        self.grid = _Grid(_number(facts.get("data-in", ""), most=DEEPEST))

    def begin_cell(self, facts: dict[str, str]) -> None:
        assert self.grid is not None  # noqa: S101 -- asked by the caller
        if not self.grid.rows:
            self.grid.rows.append([])
        if len(self.grid.rows) == 1:
            self.grid.facts.append(facts)
        self.grid.rows[-1].append([])

    def end_table(self) -> None:
        if self.grid is None:
            return
        grid, self.grid = self.grid, None
        if table := _table(grid):
            self.line = Line("table", grid.depth, table=table)
            self.begin(Line())


def _number(value: str, *, most: int, least: int = 0) -> int:
    return min(max(int(value), least), most) if value.isascii() and value.isdigit() else least


def _table(grid: _Grid) -> Table | None:
    rows = [[text_of(cell) for cell in row] for row in grid.rows if row]
    if not rows:
        return None
    wide = max(map(len, rows))
    rows = [row + [()] * (wide - len(row)) for row in rows]
    facts = grid.facts + [{}] * (wide - len(grid.facts))
    columns = tuple(_column(plain(name), fact) for name, fact in zip(rows[0], facts, strict=True))
    return Table(columns, tuple(tuple(row) for row in rows[1:]))


def _column(name: str, facts: dict[str, str]) -> Column:
    group, between, heading = name.partition(_GROUP)
    width = _number(facts.get("data-width", "")[:3], least=1, most=WIDEST)
    align = facts.get("data-align", "left")
    align = align if align in ALIGNS else "left"
    if not between:
        group, heading = "", name
    return Column(heading.strip(), width, cast("Align", align), group.strip())


def text_of(words: list[tuple[str, Face]]) -> Text:
    """Words with their faces as a tidy text; what belongs to one footnote becomes one."""
    runs: list[Run] = []
    note: Any = None
    inside: list[Run] = []
    for said, face in [*words, ("", Face())]:
        if face.note != note:
            _attach(runs, inside)
            note, inside = face.note, []
        run = Run(said, face.bold, face.italic, private=face.private, cites=face.cites)
        (runs if face.note is None else inside).append(run)
    return tidy(tuple(runs))


def _attach(runs: list[Run], inside: list[Run]) -> None:
    """A footnote hangs on the words before it."""
    words = tidy(tuple(inside))
    if not words:
        return
    if runs and runs[-1].text and runs[-1].footnote is None:
        runs[-1] = replace(runs[-1], footnote=Footnote(words))
    else:
        runs.append(Run("", footnote=Footnote(words)))


# --- Lines to the tree ----------------------------------------------------------------------------


@dataclass
class _Open:
    block: Numbered | None = None
    children: list[Block] = field(default_factory=list)


def folded(lines: Iterable[Line]) -> tuple[Block, ...]:
    """The tree: each line goes into the numbers that are still open at its depth."""
    stack = [_Open()]
    names: list[Line] = []
    for line in lines:
        if line.kind in {"caption", "unit"}:
            names.append(line)
            continue
        _close(stack, line.depth)
        if line.table:
            named = {name.kind: name for name in names}
            stack[-1].children.append(_named(line.table, named))
            names = [name for name in names if named[name.kind] is not name]
        # A name whose table is gone stays as words.
        stack[-1].children += [Paragraph(name.text) for name in names]
        names = []
        if not line.table:
            _add(stack, line)
    stack[-1].children += [Paragraph(name.text) for name in names]
    _close(stack, 0)
    return tuple(stack[0].children)


def _named(table: Table, names: dict[str, Line]) -> Table:
    caption = names["caption"].text if "caption" in names else ()
    unit = plain(names["unit"].text) if "unit" in names else ""
    return replace(table, caption=caption, unit=unit)


def _add(stack: list[_Open], line: Line) -> None:
    block = replace(cast("Paragraph", _KINDS[line.kind]), text=line.text)
    if isinstance(block, Numbered) and len(stack) <= DEEPEST:
        stack.append(_Open(block))
    else:
        stack[-1].children.append(block)


def _close(stack: list[_Open], depth: int) -> None:
    while len(stack) - 1 > depth:
        closed = stack.pop()
        assert closed.block is not None  # noqa: S101 -- only the bottom has none
        stack[-1].children.append(replace(closed.block, children=tuple(closed.children)))
