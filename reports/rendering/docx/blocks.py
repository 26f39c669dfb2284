"""Blocks as paragraphs and tables, in the order of reading."""

from collections.abc import Iterable, Iterator

from reports.content import (
    Block,
    Bound,
    Chart,
    Item,
    Numbered,
    Numbering,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
)
from reports.outline import Placed, outline
from reports.rendering.docx.footnotes import Footnotes
from reports.rendering.docx.lists import Lists
from reports.rendering.docx.markup import Element, begun, bookmark, el, paragraph, words_run
from reports.rendering.docx.tables import bar_table, data_table
from reports.rendering.flow import flat, heading_kind, kept_with_the_last, leads

_PARAGRAPHS = {"body": "BodyText", "basis": "CanCu", "lead": "KhongThut"}
_DEEPEST_HEADING = 6


class Writer:
    """Writes blocks; the notes and lists of the whole paper go on from part to part."""

    def __init__(self) -> None:
        self.notes = Footnotes()
        self.lists = Lists()

    def blocks(
        self, blocks: Iterable[Block], numbering: Numbering, *, room: float, signed: bool = False
    ) -> list[Element]:
        """The blocks on a page with so many millimetres for text.

        When they are `signed`, their last words come along to the page of the signature.
        """
        return self.placed(outline(blocks, numbering), numbering, room=room, signed=signed)

    def placed(
        self, blocks: Iterable[Placed], numbering: Numbering, *, room: float, signed: bool = False
    ) -> list[Element]:
        """The same of blocks that have their numbers already."""
        self.lists.begin(numbering)
        placed = list(flat(blocks))
        kept = {kept_with_the_last(placed), len(placed) - 1 if signed else None}
        return [
            element
            for place, each in enumerate(placed)
            for element in self._placed(each, keep=place in kept, room=room)
        ]

    def pieces(
        self, pieces: Iterable[tuple[str, Iterable[Placed]]], numbering: Numbering, *, room: float
    ) -> list[Element]:
        """Blocks in groups, each of which begins with a bookmark of its name."""
        self.lists.begin(numbering)
        rows = [(name, list(flat(placed))) for name, placed in pieces]
        last = kept_with_the_last([each for _, placed in rows for each in placed])
        found: list[Element] = []
        place = 0
        for number, (name, placed) in enumerate(rows, 1):
            written: list[Element] = []
            for each in placed:
                written += self._placed(each, keep=place == last, room=room)
                place += 1
            found += begun(written, bookmark(number, name))
        return found

    def _placed(self, placed: Placed, *, keep: bool, room: float) -> Iterator[Element]:
        block = placed.block
        match block:
            case Section():
                yield self._heading(block, placed)
            case Paragraph():
                yield self._paragraph(_PARAGRAPHS[block.style], block.text, keep=keep)
            case Item():
                style = "ListBullet" if block.level == 1 else "ListBullet2"
                sign = self.lists.sign(block.level).element()
                yield self._paragraph(style, block.text, sign, keep=keep)
            case Numbered():
                number = self._number(placed)
                yield self._paragraph("ListNumber", block.text, number, keep=keep)
            case Table():
                yield from data_table(block, self.text, room=room)
            case Chart():
                yield from bar_table(block, self.text, room=room)
            case Bound():
                pass

    def _number(self, placed: Placed) -> Element | None:
        if not placed.label:
            return None
        return self.lists.place(placed.scheme, placed.label).element()

    def _heading(self, section: Section, placed: Placed) -> Element:
        kind, level = heading_kind(placed), min(placed.depth, _DEEPEST_HEADING)
        style = {"part": "DeMucHoa", "point": "DiemTieuDe"}.get(kind, f"Heading{level}")
        return paragraph(
            style,
            *self.text(section.heading),
            numbering=self._number(placed),
            # The two styles by kind stand at any depth.
            outline=el("outlineLvl", val=str(level - 1)),
        )

    def _paragraph(
        self, style: str, runs: Text, number: Element | None = None, *, keep: bool
    ) -> Element:
        together = el("keepNext") if keep or leads(runs) else None
        return paragraph(style, *self.text(runs), keep_next=together, numbering=number)

    def text(self, runs: Text) -> Iterator[Element]:
        """A text with its faces and the marks of its footnotes."""
        for each in runs:
            yield from self._run(each)

    def _run(self, each: Run) -> Iterator[Element]:
        if each.text:
            yield words_run(each.text, bold=each.bold, italic=each.italic)
        if each.footnote:
            yield self.notes.add(each.footnote)
