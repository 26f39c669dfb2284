"""What every writer of blocks keeps to: their order, what stays together, the shares of columns."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from reports.content import Bound, Chart, Column, Table, Text, block_lines, plain
from reports.outline import Placed, Scheme

HeadingKind = Literal["part", "clause", "article", "point"]

# How the two levels of an enumeration begin.
SIGNS = {1: "-", 2: "+"}
# A row up to this many characters in one cell stays on one page.
_LONGEST_WHOLE_CELL = 700
# Shorter than a line: the paragraph before it must come along to the page of the signature.
_SHORT_LAST_WORDS = 80


def flat(placed: Iterable[Placed]) -> Iterator[Placed]:
    """The blocks in the order of reading; generated ones stand where they were generated."""
    for each in placed:
        if not isinstance(each.block, Bound):
            yield each
        yield from flat(each.children)


def kept_with_the_last(blocks: list[Placed]) -> int | None:
    """The place of the block before a last one that is shorter than two lines."""
    if len(blocks) < 2 or isinstance(blocks[-1].block, Table | Chart):
        return None
    last = " ".join(block_lines((blocks[-1].block,)))
    return len(blocks) - 2 if len(last) < _SHORT_LAST_WORDS else None


def leads(runs: Text) -> bool:
    """Whether a paragraph announces the next one, so that no page ends between them."""
    return plain(runs).rstrip().endswith(":")


def heading_kind(placed: Placed) -> HeadingKind:
    """How a heading looks, by the kind of its number: I. in capitals, a) not bold."""
    if placed.scheme == "roman" and placed.depth > 1:
        # Under A. it is no part of its own.
        return "clause"
    kinds: dict[Scheme, HeadingKind] = {
        "capital": "part",
        "roman": "part",
        "article": "article",
        "letter": "point",
    }
    return kinds.get(placed.scheme, "clause")


def widths(columns: tuple[Column, ...]) -> list[int]:
    """Whole percents that sum to 100, each at least 1, in the proportion of the columns' widths.

    The style sheet has a class for each of them, because the preview allows no inline styles.
    """
    total = sum(max(column.width, 1) for column in columns) or 1
    shares = [max(1, round(100 * max(column.width, 1) / total)) for column in columns]
    if shares:
        widest = shares.index(max(shares))
        shares[widest] = max(1, shares[widest] + 100 - sum(shares))
    return shares


def is_long(row: tuple[Text, ...]) -> bool:
    """Whether a row may go over two pages."""
    return any(len(plain(cell)) > _LONGEST_WHOLE_CELL for cell in row)


def groups(columns: tuple[Column, ...]) -> list[tuple[str, list[Column]]]:
    """The columns under their common headings, "" where a column stands alone.

    Empty when no column has one: the table then has a single row of headings.
    """
    if not any(column.group for column in columns):
        return []
    by_group = groupby(columns, key=lambda column: column.group)
    return [(group, list(members)) for group, members in by_group]
