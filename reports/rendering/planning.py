"""Where the pages of a long annex end, found before it is printed, so that parts of it can be
printed side by side.

A probe of the first rows tells where the table begins on its first and on a following page, how
wide the cells are and how high a line is; the rest is arithmetic. A plan that the probe itself
contradicts is not used, and a part that fills other pages than planned sends the paper back to be
printed whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from reports.content import Annex, Block, Numbered, Paper, Section, Table, Text, block_lines, walk
from reports.rendering.flow import is_long
from reports.rendering.fonts import Fonts
from reports.rendering.measuring import Ruler
from reports.rendering.pieces import AnnexPiece, Part, whole, whole_annex
from reports.rendering.press import lay_out

# A table this long is worth the parts; one part keeps a process under 150 MB.
LONG_TABLE = 200
ROWS_IN_A_PART = 260
_PROBE_ROWS = 42
_ROWS_OF_A_PAGE_OF_PROSE = 5
_LETTERS_OF_A_PAGE = 2500


def has_long_annex(paper: Paper) -> bool:
    """Whether a plan is worth making."""
    return any(_long_table(annex) is not None for annex in paper.annexes)


def plan_parts(paper: Paper, fonts: Fonts) -> tuple[Part, ...]:
    """The paper in parts of whole pages, in their order; one part when it is not worth it."""
    parts: list[Part] = []
    together: list[AnnexPiece] = []
    for place, annex in enumerate(paper.annexes):
        pieces = _plan_annex(paper, place, fonts) if _long_table(annex) is not None else []
        if not pieces:
            together.append(whole_annex(paper, place))
            continue
        if together or not parts:
            parts.append(_together(paper, together, main=not parts))
        parts.extend(pieces)
        together = []
    if not parts or _notes_come_later(paper, parts):
        return (whole(paper),)
    if together:
        parts.append(_together(paper, together, main=False))
    return tuple(parts)


def _together(paper: Paper, pieces: list[AnnexPiece], *, main: bool) -> Part:
    blocks = [block for piece in pieces for block in piece.blocks]
    blocks += [*paper.preamble, *paper.body] if main else []
    letters = sum(len(line) for line in block_lines(blocks))
    weight = _ROWS_OF_A_PAGE_OF_PROSE * (1 + letters // _LETTERS_OF_A_PAGE)
    return Part(main=main, annexes=tuple(pieces), weight=weight)


def _notes_come_later(paper: Paper, parts: list[Part]) -> bool:
    """Footnotes count through the paper, so only the first part may hold any."""
    first = {piece.place for piece in parts[0].annexes}
    return any(
        run.footnote
        for place, annex in enumerate(paper.annexes)
        if place not in first
        for block in walk(annex.children)
        for runs in _texts(block)
        for run in runs
    )


def _texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Table):
        yield block.caption
        for row in block.rows:
            yield from row
    elif isinstance(block, Section):
        yield block.heading
    elif hasattr(block, "text"):
        yield block.text


def _long_table(annex: Annex) -> int | None:
    """The place of the one long table that can be cut: nothing numbered may follow it."""
    for place, block in enumerate(annex.children):
        if isinstance(block, Table) and len(block.rows) > LONG_TABLE:
            after = annex.children[place + 1 :]
            numbered = any(isinstance(each, Section | Numbered) for each in walk(after))
            whole_rows = all(len(row) == len(block.columns) for row in block.rows)
            long = any(is_long(row) for row in block.rows)
            return place if whole_rows and not numbered and not long else None
    return None


# --- One long annex -------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Probe:
    """What the first rows tell: measures in px, pages counted from 0."""

    first_page: int
    first_row: float
    following_row: float
    bottom: float
    rooms: tuple[float, ...]
    line: float
    around: float
    ruler: Ruler
    # The page of each row of the probe.
    pages: tuple[int, ...]


def _plan_annex(paper: Paper, place: int, fonts: Fonts) -> list[Part]:
    annex = paper.annexes[place]
    at = _long_table(annex)
    if at is None:
        return []
    before, table, after = annex.children[:at], annex.children[at], annex.children[at + 1 :]
    assert isinstance(table, Table)  # noqa: S101 -- for the type checker
    sample = replace(table, rows=table.rows[:_PROBE_ROWS])
    piece = AnnexPiece(place, (*before, sample), ends=False)
    probe = _read(lay_out(paper, Part(main=False, annexes=(piece,)), fonts))
    if probe is None:
        return []
    pages = list(_pages_of_rows(table.rows, probe))
    if tuple(pages[: len(probe.pages)]) != probe.pages:
        return []
    return list(_cut(place, before, table, after, pages))


def _pages_of_rows(rows: Sequence[tuple[Text, ...]], probe: _Probe) -> Iterator[int]:
    page, top = probe.first_page, probe.first_row
    for row in rows:
        lines = max(
            probe.ruler.lines(cell, room) for cell, room in zip(row, probe.rooms, strict=True)
        )
        height = lines * probe.line + probe.around
        if top + height > probe.bottom + 0.01:
            page, top = page + 1, probe.following_row
        top += height
        yield page


def _cut(
    place: int, before: tuple[Block, ...], table: Table, after: tuple[Block, ...], pages: list[int]
) -> Iterator[Part]:
    """Parts of about equal length, each ending with the last row of a page."""
    count = max(2, -(-len(pages) // ROWS_IN_A_PART))
    starts = [0]
    for number in range(1, count):
        wanted = len(pages) * number // count
        start = next((row for row in range(wanted, len(pages)) if pages[row] != pages[row - 1]), 0)
        if start > starts[-1]:
            starts.append(start)
    for start, end in zip(starts, [*starts[1:], len(pages)], strict=True):
        first, last = start == 0, end == len(pages)
        rows = table.rows[start:end]
        blocks = (*before, replace(table, rows=rows)) if first else (_continued(table, rows),)
        first_page = 0 if first else pages[start]
        piece = AnnexPiece(
            place, blocks + after if last else blocks, first, last, first_page=first_page + 1
        )
        expected = None if last else pages[end - 1] + 1 - first_page
        yield Part(main=False, annexes=(piece,), pages=expected, weight=len(rows))


def _continued(table: Table, rows: tuple[tuple[Text, ...], ...]) -> Table:
    return replace(table, rows=rows, caption=(), unit="")


def _read(document: Document) -> _Probe | None:
    rows = list(_rows(document))[-_PROBE_ROWS:]
    starts: dict[int, float] = {}
    for page, row in rows:
        starts.setdefault(page, row.position_y)
    words = next((box for _, row in rows for box in row.descendants() if _is_words(box)), None)
    if len(rows) < _PROBE_ROWS or len(starts) < 2 or words is None:
        return None
    line = next(box.height for box in rows[0][1].descendants() if isinstance(box, boxes.LineBox))
    # Padding and borders: the same around every row.
    around = {round(row.height - _lines(row) * line, 1) for _, row in rows}
    first = min(starts)
    page = document.pages[first]._page_box  # noqa: SLF001 -- the places of rows are told nowhere else
    if len(around) > 1:
        return None
    return _Probe(
        first_page=first,
        first_row=starts[first],
        following_row=starts[first + 1],
        bottom=page.content_box_y() + page.height,
        rooms=tuple(cell.width for cell in rows[0][1].children),
        line=line,
        around=rows[0][1].height - _lines(rows[0][1]) * line,
        ruler=Ruler(words.style),
        pages=tuple(page for page, _ in rows),
    )


def _lines(row: Any) -> int:
    """The lines of the fullest cell."""
    return max(
        sum(isinstance(box, boxes.LineBox) for box in cell.descendants()) for cell in row.children
    )


def _rows(document: Document) -> Iterator[tuple[int, Any]]:
    """The rows of table bodies with the number of their page."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():  # noqa: SLF001 -- see above
            if isinstance(box, boxes.TableRowGroupBox) and box.element_tag == "tbody":
                yield from ((number, row) for row in box.children)


def _is_words(box: Any) -> bool:
    return isinstance(box, boxes.TextBox)
