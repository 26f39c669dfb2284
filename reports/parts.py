"""One part of a draft as a file of its own: written on in Word, away from the office."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reports import content
from reports.choices import BlockPart
from reports.content import Block as Content
from reports.content import Numbering
from reports.drafts import Node, blocks_of, nodes_of, refresh
from reports.kinds import numbering_of
from reports.models import Block, Document
from reports.outline import Placed, annex_label, outline
from reports.pane import LOOSE, PREAMBLE

IN_THE_FILE_ONLY = "(dòng này không thuộc văn bản)"
# Where a section goes on beneath its heading.
_HOLDERS = {"section", "annex"}


@dataclass(frozen=True)
class Piece:
    """A row of the draft with its blocks; what stands in a section follows as pieces of its own."""

    row: Block
    placed: tuple[Placed, ...]

    @property
    def mark(self) -> str:
        """The name of the bookmark where it begins in the file (see reports.parts_back)."""
        return f"mb_{self.row.pk}_{self.row.revision}"


@dataclass(frozen=True)
class Part:
    """A part with everything beneath it, as it stands now."""

    key: str
    name: str
    numbering: Numbering
    pieces: tuple[Piece, ...]
    annex: Block | None = None

    @property
    def rows(self) -> tuple[Block, ...]:
        return (*([self.annex] if self.annex else []), *(piece.row for piece in self.pieces))

    @property
    def blocks(self) -> tuple[Content, ...]:
        return tuple(each.block for piece in self.pieces for each in piece.placed)

    @property
    def landscape(self) -> bool:
        return self.annex is not None and bool(self.annex.data.get("landscape"))


def part_of(document: Document, key: str) -> Part | None:
    """The preamble, the loose text, a section or an annex; None when there is no such part.

    `key` is that of the outline beside the editor (see reports.pane).
    """
    roots = nodes_of(document)
    refresh(document, [node for nodes in roots.values() for node in nodes])
    if key == PREAMBLE:
        return _named(key, "Mở đầu", roots[BlockPart.PREAMBLE], outline_as="roman")
    numbering = numbering_of(document)
    body = roots[BlockPart.BODY]
    if key == LOOSE:
        loose = {id(node) for node in body if node.row.kind not in _HOLDERS}
        return _among(key, "Các điều, lời kết", body, loose, numbering)
    found = _section(key, body, numbering)
    annexes = roots[BlockPart.ANNEX]
    for place, node in enumerate(annexes, 1):
        inside: Numbering = node.row.data.get("numbering", "roman")
        if str(node.row.pk) == key:
            label = annex_label(place, len(annexes))
            name = f"{label} {node.row.data['title']}".strip()
            return _named(key, name, node.children, outline_as=inside, annex=node.row)
        found = found or _section(key, node.children, inside)
    return found


def _named(
    key: str, name: str, nodes: list[Node], *, outline_as: Numbering, annex: Block | None = None
) -> Part:
    placed = outline(blocks_of(nodes), outline_as)
    return Part(key, name, outline_as, tuple(_pieces(nodes, placed)), annex)


def _among(
    key: str, name: str, nodes: list[Node], wanted: set[int], numbering: Numbering
) -> Part | None:
    """Those of the nodes, with the numbers that they have among their brothers."""
    placed = _beside(nodes, outline(blocks_of(nodes), numbering))
    kept = [
        piece for node, blocks in placed if id(node) in wanted for piece in _pieces([node], blocks)
    ]
    return Part(key, name, numbering, tuple(kept)) if kept else None


def _pieces(nodes: list[Node], placed: tuple[Placed, ...]) -> Iterable[Piece]:
    for node, blocks in _beside(nodes, placed):
        if node.row.kind == "section":
            (section,) = blocks
            yield Piece(node.row, (replace(section, children=()),))
            yield from _pieces(node.children, section.children)
        else:
            yield Piece(node.row, blocks)


def _beside(
    nodes: list[Node], placed: tuple[Placed, ...]
) -> Iterable[tuple[Node, tuple[Placed, ...]]]:
    """Each row with the blocks that came of it: a run of text gives as many as it holds."""
    at = 0
    for node in nodes:
        many = len(blocks_of([node]))
        yield node, placed[at : at + many]
        at += many


def _section(key: str, nodes: list[Node], numbering: Numbering) -> Part | None:
    return _inside(key, nodes, outline(blocks_of(nodes), numbering), numbering)


def _inside(
    key: str, nodes: list[Node], placed: tuple[Placed, ...], numbering: Numbering
) -> Part | None:
    for node, blocks in _beside(nodes, placed):
        if node.row.kind != "section":
            continue
        if str(node.row.pk) == key:
            heading = content.plain(content.text(node.row.data["heading"]))
            name = f"{blocks[0].label} {heading}".strip()
            return Part(key, name, numbering, tuple(_pieces([node], blocks)))
        if found := _inside(key, node.children, blocks[0].children, numbering):
            return found
    return None


def mark_of(document: Document, part: Part) -> str:
    """What the file carries in its properties: which paper and which part it is."""
    return f"minhbach {document.pk} {part.key}"


def told_of(document: Document, part: Part) -> str:
    """The line on top of the file, for people; it is left out when the file comes back."""
    return f"Phần “{part.name}” của dự thảo {document} {IN_THE_FILE_ONLY}"


def write(document: Document, part: Part) -> bytes:
    """The part as it stands now as a .docx, a bookmark at each row."""
    # A heavy library, wanted seldom.
    from reports.rendering import docx  # noqa: PLC0415 -- see above

    return docx.write_part(
        [(piece.mark, piece.placed) for piece in part.pieces],
        part.numbering,
        told=told_of(document, part),
        mark=mark_of(document, part),
        landscape=part.landscape,
    )
