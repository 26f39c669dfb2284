"""What no file tells: a text that was read gets the looks of the text that it was made from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from reports.content import Block, Column, Numbered, Paragraph, Table, block_lines


def dressed(read: Sequence[Block], before: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as they were read; style and columns are those of the block in the same place."""
    old, new = ([_key(block) for block in blocks] for blocks in (before, read))
    found: list[Block] = []
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        found += _beside(read[j1:j2], before[i1:i2])
    return tuple(found)


def _key(block: Block) -> tuple[str, str]:
    return type(block).__name__, " ".join(block_lines((block,)))


def _beside(read: Sequence[Block], before: Sequence[Block]) -> Iterator[Block]:
    for place, block in enumerate(read):
        yield _dressed(block, before[place]) if place < len(before) else block


def _dressed(block: Block, before: Block) -> Block:
    match block, before:
        case Paragraph(), Paragraph():
            return replace(block, style=before.style)
        case Numbered(), Numbered():
            return replace(block, children=dressed(block.children, before.children))
        case Table(), Table() if len(block.columns) == len(before.columns):
            return replace(block, columns=tuple(_columns(block.columns, before.columns)))
        case _:
            return block


def _columns(read: Iterable[Column], before: Iterable[Column]) -> Iterator[Column]:
    for column, old in zip(read, before, strict=True):
        yield replace(old, heading=column.heading, group=column.group)
