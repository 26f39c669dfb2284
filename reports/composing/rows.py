"""Rows of a draft before they have a place in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports.choices import BlockKind
from reports.content import Block as Content
from reports.content import blocks_to_json
from reports.models import Block, Document


@dataclass(frozen=True)
class Row:
    """One row with the rows under it."""

    kind: str
    data: dict[str, Any]
    children: "tuple[Row, ...]" = ()


Parts = Iterable[tuple[str, tuple[Row, ...]]]


def section(heading: str, *children: Row) -> Row:
    return Row(BlockKind.SECTION, {"heading": heading}, children)


def text_row(*blocks: Content) -> Row:
    """A run of text; without blocks a place to write."""
    return Row(BlockKind.TEXT, {"blocks": blocks_to_json(blocks)})


def annex(title: str, *children: Row, landscape: bool = False) -> Row:
    return Row(BlockKind.ANNEX, {"title": title, "landscape": landscape}, children)


def bound(source: str, key: str = "") -> Row:
    """Content that follows the case until somebody edits it (reports.composing.bound fills it)."""
    data = {"source": source, "key": key, "blocks": [], "is_edited": False}
    return Row(BlockKind.BOUND, data)


def plant(document: Document, parts: Parts, *, actor: Any) -> None:
    """Write the rows of each part: one query a level, however many rows there are."""
    level: list[tuple[Block | None, str, tuple[Row, ...]]] = [
        (None, part, rows) for part, rows in parts
    ]
    while level:
        made = [
            (
                Block(
                    document=document,
                    parent=parent,
                    part=part,
                    position=position,
                    kind=row.kind,
                    data=row.data,
                    changed_by=actor,
                ),
                row,
            )
            for parent, part, rows in level
            for position, row in enumerate(rows, 1)
        ]
        Block.objects.bulk_create(block for block, _ in made)
        level = [(block, block.part, row.children) for block, row in made if row.children]


def copied(document: Document, part: str) -> tuple[Row, ...]:
    """The rows of another paper, to go on with."""
    under: dict[int | None, list[Block]] = {}
    for block in Block.objects.filter(document=document, part=part).order_by("position", "pk"):
        under.setdefault(block.parent_id, []).append(block)

    def copy(parent: int | None) -> tuple[Row, ...]:
        return tuple(
            Row(block.kind, dict(block.data), copy(block.pk)) for block in under.get(parent, [])
        )

    return copy(None)


def without_closing(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The report of a team ends with words to the one who decides; they are not his own."""
    last = max((at for at, row in enumerate(rows, 1) if row.kind != BlockKind.TEXT), default=0)
    return rows[:last]
