"""The annexes of an existing paper: each begins with "PHỤ LỤC" on a line of its own."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from reports.content import Annex
from reports.importing.body import Body, read_body
from reports.importing.foot import ANNEX
from reports.importing.lines import STARTS, Line

ATTACHED = re.compile(r"^\(?Kèm theo\b", re.IGNORECASE)
# A title seldom has more lines.
LONGEST_TITLE = 3


def read_annexes(lines: Iterable[Line]) -> Iterator[tuple[Annex, Body]]:
    """Each annex, and its text as it was read; what stands before the first one is left out."""
    own: list[Line] | None = None
    for line in lines:
        if ANNEX.match(line.bare):
            if own is not None:
                yield _annex(own)
            own = []
        elif own is not None:
            own.append(line)
    if own is not None:
        yield _annex(own)


def _annex(lines: list[Line]) -> tuple[Annex, Body]:
    title = [line.bare for line in takewhile(_is_title, lines[:LONGEST_TITLE])]
    at, note = len(title), ""
    if at < len(lines) and ATTACHED.match(lines[at].bare):
        note, at = lines[at].bare, at + 1
        # It runs on in lines of its own until its bracket closes.
        while note.count("(") > note.count(")") and at < len(lines):
            note, at = f"{note} {lines[at].bare}", at + 1
    body = read_body(lines[at:])
    blocks = (*body.preamble, *body.blocks)
    return Annex(" ".join(title), blocks, note=note, numbering=body.numbering), body


def _is_title(line: Line) -> bool:
    is_loud = line.is_bold or line.bare == line.bare.upper()
    return is_loud and not STARTS.match(line.bare)
