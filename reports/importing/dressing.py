"""What no file tells: a text that was read gets the looks of the text that it was made from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from reports.content import (
    Block,
    Column,
    Footnote,
    Item,
    Numbered,
    Paragraph,
    Run,
    Table,
    Text,
    block_lines,
    plain,
)
from reports.inline import tidy


def dressed(read: Sequence[Block], before: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as they were read; style, columns and marks are those of the block in that place."""
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
            return replace(block, text=_marked(block.text, before.text), style=before.style)
        case Item(), Item():
            return replace(block, text=_marked(block.text, before.text))
        case Numbered(), Numbered():
            inside = dressed(block.children, before.children)
            return replace(block, text=_marked(block.text, before.text), children=inside)
        case Table(), Table() if len(block.columns) == len(before.columns):
            return _dressed_table(block, before)
        case _:
            return block


def _dressed_table(read: Table, before: Table) -> Table:
    rows = list(read.rows)
    for at, (row, old) in enumerate(zip(read.rows, before.rows, strict=False)):
        rows[at] = tuple(map(_marked, row, old))
    columns = tuple(_columns(read.columns, before.columns))
    caption = _marked(read.caption, before.caption)
    return replace(read, columns=columns, rows=tuple(rows), caption=caption)


def _marked(read: Text, before: Text) -> Text:
    """Data of persons and citations, marked again where the same words stand in the same order."""
    words, found, place = plain(read), [], 0
    for old in before:
        if not (old.private or old.cites):
            continue
        # “Nguyễn Văn A” does not stand in “Nguyễn Văn An”; a blank may be marked with its word.
        whole = rf"(?:\b|(?=\W)){re.escape(old.text)}(?:\b|(?<=\W))"
        if match := re.compile(whole).search(words, place):
            place = match.end()
            found.append((match.start(), place, old))
    notes = [run.footnote for run in before if run.footnote]
    return tidy(tuple(_with_notes(_cut(read, found), notes)))


def _cut(read: Text, marks: Sequence[tuple[int, int, Run]]) -> Iterator[Run]:
    """The runs, parted where a mark begins or ends; a footnote stays behind the last piece."""
    begin = 0
    for run in read:
        end = begin + len(run.text)
        inside = {at for first, last, _ in marks for at in (first, last) if begin < at < end}
        cuts = [begin, *sorted(inside), end]
        for first, last in pairwise(cuts):
            mark = next((old for at, to, old in marks if at <= first < to), Run(""))
            note = run.footnote if last == end else None
            said = run.text[first - begin : last - begin]
            yield replace(run, text=said, private=mark.private, cites=mark.cites, footnote=note)
        begin = end


def _with_notes(runs: Iterable[Run], before: Sequence[Footnote]) -> Iterator[Run]:
    waiting = iter(before)
    for run in runs:
        old = next(waiting, None) if run.footnote else None
        if run.footnote and old:
            yield replace(run, footnote=Footnote(_marked(run.footnote.text, old.text)))
        else:
            yield run


def _columns(read: Iterable[Column], before: Iterable[Column]) -> Iterator[Column]:
    for column, old in zip(read, before, strict=True):
        yield replace(old, heading=column.heading, group=column.group)
