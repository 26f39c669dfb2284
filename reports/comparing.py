"""What differs between two papers, word by word: two versions, or a report and what came of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reports.content import Block, Chart, Paper, Table, parts, plain, texts, walk

Act = Literal["same", "added", "removed", "changed"]
TOKEN = re.compile(r"\S+\s*")
# Longer lines are shown whole, before and after: comparing them would take minutes.
MOST_TOKENS = 500
# Two lines with this share of common words are one line that was rewritten.
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Words that stand in both, only in the new ("in") or only in the old ("out")."""

    act: Literal["same", "in", "out"]
    words: str


@dataclass(frozen=True)
class Change:
    """One line of the two papers side by side; of "same" lines only their number is told."""

    act: Act
    pieces: tuple[Piece, ...] = ()
    count: int = 1


def compare(old: Paper, new: Paper) -> list[Change]:
    """The changes in the order of the new paper; runs of equal lines are one entry."""
    return _compared(list(_lines(old)), list(_lines(new)))


def _compared(before: list[str], after: list[str]) -> list[Change]:
    found: list[Change] = []
    for act, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            found.append(Change("same", count=i2 - i1))
        else:
            found += _changes(before[i1:i2], after[j1:j2])
    return found


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """The same for a run of text: what one person wrote, and what stood there."""
    return _compared(_text_lines(old), _text_lines(new))


def compare_lines(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """The same for lines that were read from files."""
    return _compared(list(old), list(new))


def _text_lines(blocks: Sequence[Block]) -> list[str]:
    return [line for each in walk(blocks) for line in map(str.strip, _lines_of(each)) if line]


def _lines(paper: Paper) -> Iterator[str]:
    """Every line that a person reads, without numbers that are computed and dates to come."""
    yield from (paper.title, *paper.subject, *paper.addressees, paper.order)
    for part in parts(paper):
        for block in walk(part):
            yield from filter(None, map(str.strip, _lines_of(block)))
    signers = [each for each in (paper.signer, *paper.parties) if each]
    yield from (" ".join((*each.authority, each.name)) for each in signers)
    yield from (f"{each.text} ({each.purpose})" for each in paper.recipients)
    yield paper.archive
    yield from (annex.title for annex in paper.annexes)


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield plain(block.caption)
        yield " | ".join(column.heading for column in block.columns)
        yield from (" | ".join(plain(cell) for cell in row) for row in block.rows)
        return
    if isinstance(block, Chart):
        yield from (f"{bar.label} | {bar.shown}" for bar in block.bars)
        yield block.target_label
    for runs in texts(block):
        yield plain(runs)
        yield from (plain(run.footnote.text) for run in runs if run.footnote)


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Old lines beside the new lines that they became; the rest came in or went out."""
    waiting = list(before)
    sets = {line: frozenset(line.split()) for line in (*before, *after)}
    for line in after:
        at = next((at for at, old in enumerate(waiting) if _is_alike(sets[old], sets[line])), None)
        if at is None:
            yield Change("added", (Piece("in", line),))
            continue
        yield from (Change("removed", (Piece("out", old),)) for old in waiting[:at])
        yield Change("changed", tuple(_pieces(waiting[at], line)))
        del waiting[: at + 1]
    yield from (Change("removed", (Piece("out", old),)) for old in waiting)


def _is_alike(first: frozenset[str], second: frozenset[str]) -> bool:
    return len(first & second) >= ALIKE * max(len(first | second), 1)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if len(before) > MOST_TOKENS or len(after) > MOST_TOKENS:
        yield from (Piece("out", old), Piece("in", new))
        return
    for act, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if act == "equal":
            yield Piece("same", "".join(after[j1:j2]))
            continue
        if i2 > i1:
            yield Piece("out", "".join(before[i1:i2]))
        if j2 > j1:
            yield Piece("in", "".join(after[j1:j2]))
