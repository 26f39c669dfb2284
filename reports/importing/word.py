"""The words of a Word file, a row for each paragraph, as a reader sees them.

Numbers that Word counts become words ("1.1."), a footnote stands where its mark is, tables of
figures become rows of the markup ("| a | b |"). Bold stays; italic stays where it is a part of a
paragraph.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reports.importing.faces import RAISED, Piece, faced, table_row
from reports.importing.foot import ON_BEHALF
from reports.importing.head import DATE, NATION, NUMBER
from reports.importing.lines import NOTE_BEGINS, NOTE_ENDS, RECIPIENTS, Unreadable
from reports.importing.numbering import Counters, W, value_of
from reports.inline import escaped

# What a file may become when it is unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
BROKEN = "Tệp Word này hỏng, không mở được."
_NO_MARK = re.compile(r"(?!)")
# Wrappers whose content is read as if they were not there.
_OPEN = {
    f"{W}{name}" for name in ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple")
}
# Header and signature of a paper stand in tables without lines.
_FRAME = (NATION, NUMBER, DATE, RECIPIENTS, ON_BEHALF, re.compile(r"^ĐẠI DIỆN\b"))
# (mark in the text, what is told of it)
_TOLD = (
    ("drawing", "Hình trong tệp không được nhập."),
    ("txbxContent", "Chữ trong hộp chữ của Word chưa đọc được."),
    ("ins", "Tệp còn chữ thêm có theo dõi thay đổi: đã đọc như chữ thường."),
    ("del", "Tệp còn chữ xóa có theo dõi thay đổi: đã bỏ qua."),
    ("commentReference", "Ghi chú bên lề của Word không được nhập."),
    ("endnoteReference", "Chú thích cuối văn bản của Word chưa đọc được."),
)


def rows_of(content: Any) -> tuple[list[str], list[str]]:
    """The rows of the file, and sentences about what was not read. Raises Unreadable."""
    marked, told = marked_rows(content, _NO_MARK)
    return [row for _, rows in marked for row in rows], told


def marked_rows(
    content: Any, mark: re.Pattern[str]
) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """The same in groups: each begins where a bookmark stands whose name fits `mark`.

    The first group, before any such bookmark, is called "". Raises Unreadable.
    """
    _refuse_bombs(content)
    # A heavy library, wanted seldom.
    import docx
    from docx.opc.exceptions import OpcError

    broken = (KeyError, ValueError, AttributeError, SyntaxError, RuntimeError, zlib.error, OpcError)
    try:
        document = docx.Document(content)
        body = document.element.body
        reader = _Reader(Counters.of(document), _notes(document), bold_styles(document))
        rows = [(name, list(reader.rows(each))) for name, each in _by_mark(body, mark)]
    except (*broken, zipfile.BadZipFile) as error:
        raise Unreadable(BROKEN) from error
    told = [sentence for name, sentence in _TOLD if next(body.iter(f"{W}{name}"), None) is not None]
    return rows, told


def _by_mark(body: Any, mark: re.Pattern[str]) -> Iterator[tuple[str, list[Any]]]:
    name = ""
    held: list[Any] = []
    for child in body:
        names = (each.get(f"{W}name", "") for each in child.iter(f"{W}bookmarkStart"))
        if found := next(filter(mark.fullmatch, names), None):
            yield name, held
            name, held = found, []
        held.append(child)
    yield name, held


def subject_of(content: Any) -> str:
    """The subject among the properties of a file; empty when it has none that can be read.

    Word and LibreOffice keep it when they save. Asked after `rows_of`, which refuses bombs.
    """
    from docx.oxml import parse_xml

    content.seek(0)
    try:
        with zipfile.ZipFile(content) as parts:
            # By its name: LibreOffice 7 writes a relation that python-docx does not know.
            root = parse_xml(parts.read("docProps/core.xml"))
    except (KeyError, SyntaxError, zlib.error, zipfile.BadZipFile):
        return ""
    said = root.find("{http://purl.org/dc/elements/1.1/}subject")
    return (said.text or "") if said is not None else ""


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


def _notes(document: Any) -> dict[str, str]:
    """The words of each footnote by its key; the lines over the notes are none of them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {
                note.get(f"{W}id"): " ".join(
                    words
                    for paragraph in note.iter(f"{W}p")
                    if (words := "".join(_plain(paragraph)).strip())
                )
                for note in root.iter(f"{W}footnote")
                if note.get(f"{W}type") is None
            }
    return {}


def _plain(paragraph: Any) -> Iterator[str]:
    for run in _runs(paragraph):
        yield from (piece.text for piece in _pieces(run, {}))


@dataclass
class _Reader:
    counters: Counters
    notes: dict[str, str]
    # Styles of paragraphs that are bold.
    bold: set[str]

    def rows(self, parent: Iterable[Any]) -> Iterator[str]:
        """Paragraphs and tables in the order of the file."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _OPEN:
                yield from self.rows(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        style = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        pieces = [
            piece
            for run in _runs(paragraph)
            for piece in _pieces(run, self.notes, bold=style in self.bold)
        ]
        label = self.counters.label(paragraph)
        for at, row in enumerate(faced(pieces).split("\n")):
            yield f"{label} {row}".strip() if at == 0 and row.strip() else row

    def _table(self, table: Any) -> Iterator[str]:
        grid = [list(_cells(row)) for row in table.iter(f"{W}tr") if _own(row, table)]
        lines = [line for row in grid for cell in row for line in self._lines(cell.element)]
        width = max((cell.at + cell.span for row in grid for cell in row), default=0)
        is_frame = any(form.match(line) for form in _FRAME for line in lines)
        if is_frame or len(grid) < 2 or width < 2:
            for row in grid:
                for cell in row:
                    if not cell.goes_on:
                        yield from self.rows(cell.element)
            return
        yield from _as_markup(grid, width, self)

    def _lines(self, cell: Any) -> list[str]:
        return ["".join(_plain(paragraph)).strip() for paragraph in cell.iter(f"{W}p")]

    def words_in(self, cell: Any) -> str:
        """A cell as one line of the markup."""
        return escaped(" ".join(line for line in self._lines(cell) if line))


@dataclass(frozen=True)
class _Cell:
    element: Any
    at: int
    span: int
    # The lower part of a cell that reaches over several rows.
    goes_on: bool


def _own(row: Any, table: Any) -> bool:
    """A row of this table, not of one inside it."""
    return next(row.iterancestors(f"{W}tbl")) is table


def _cells(row: Any) -> Iterator[_Cell]:
    at = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        wide = max(int(span.get(f"{W}val", 1)), 1) if span is not None else 1
        goes_on = merge is not None and merge.get(f"{W}val") != "restart"
        yield _Cell(cell, at, wide, goes_on)
        at += wide


def _as_markup(grid: list[list[_Cell]], width: int, reader: _Reader) -> Iterator[str]:
    """Names of columns, then rows; two rows of names where a name stands over several columns."""
    names, rest = _filled(grid[0], width, reader, spread=True), grid[1:]
    spread = {at for cell in grid[0] if cell.span > 1 for at in range(cell.at, cell.at + cell.span)}
    if spread and rest:
        under, rest = _filled(rest[0], width, reader), rest[1:]
        names = [
            f"{name} // {under[at]}" if at in spread and under[at] else name
            for at, name in enumerate(names)
        ]
    yield table_row(names)
    for row in rest:
        yield table_row(_filled(row, width, reader))


def _filled(row: list[_Cell], width: int, reader: _Reader, *, spread: bool = False) -> list[str]:
    """The words of each column; of a cell over several in the first of them, or spread in all."""
    words = [""] * width
    for cell in row:
        if not cell.goes_on:
            last = cell.at + (cell.span if spread else 1)
            words[cell.at : last] = [reader.words_in(cell.element)] * (last - cell.at)
    return words


def _runs(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        elif child.tag in _OPEN:
            yield from _runs(child)


def bold_styles(document: Any) -> set[str]:
    """The styles whose words are bold, by themselves or by the style they rest on."""
    rows = {each.get(f"{W}styleId"): each for each in document.styles.element.iter(f"{W}style")}

    def is_bold(key: str | None, seen: frozenset[str | None] = frozenset()) -> bool:
        if key not in rows or key in seen:
            return False
        own = rows[key].find(f"{W}rPr/{W}b")
        based = value_of(rows[key].find(f"{W}basedOn"))
        return _is_on(own) if own is not None else is_bold(based, seen | {key})

    return {key for key in rows if is_bold(key)}


def _pieces(run: Any, notes: dict[str, str], *, bold: bool = False) -> Iterator[Piece]:
    """What a run shows; a footnote stands where its mark is. `bold` is how its style looks."""
    look = run.find(f"{W}rPr")
    raised = look is not None and value_of(look.find(f"{W}vertAlign")) == "superscript"
    if look is not None and (own := look.find(f"{W}b")) is not None:
        bold = _is_on(own)
    italic = look is not None and _is_on(look.find(f"{W}i"))
    for child in run:
        name = child.tag.removeprefix(W)
        if name == "t":
            text = child.text or ""
            yield Piece(text.translate(RAISED) if raised else text, bold, italic)
        elif name in {"tab", "ptab"}:
            yield Piece(" ", bold, italic)
        elif name in {"br", "cr"}:
            yield Piece("\n")
        elif name == "noBreakHyphen":
            yield Piece("-", bold, italic)
        elif name == "footnoteReference" and (note := notes.get(child.get(f"{W}id"))):
            yield Piece(f"{NOTE_BEGINS}{note}{NOTE_ENDS}")


def _is_on(element: Any) -> bool:
    return element is not None and value_of(element) not in {"0", "false", "off"}
