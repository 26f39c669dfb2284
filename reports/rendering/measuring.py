"""How high a row of a table will be, found without laying it out: words are measured once each.

WeasyPrint takes some 10 ms for a row, because it lays every cell out as a page of its own. To know
where pages end it is enough to know how many lines each cell takes.
"""

import re
from functools import cache
from itertools import pairwise
from typing import Any

from weasyprint.text.line_break import get_log_attrs, split_first_line

from reports.content import Text, plain

_SPACES = re.compile(r"[ \t\n\r\f]+")
_FIGURES = re.compile(r"[0-9.,/]+")
# Closer than this to the edge, WeasyPrint itself is asked.
_DOUBT = 0.1


class Ruler:
    """Measures texts in the faces of one table cell; `style` is WeasyPrint's for its words."""

    def __init__(self, style: Any) -> None:
        self.styles = {
            (bold, italic): _face(style, bold=bold, italic=italic)
            for bold in (False, True)
            for italic in (False, True)
        }
        self.width = cache(self._width)
        self.gap = cache(self._gap)

    def lines(self, text: Text, room: float) -> int:
        """The number of lines that the text takes in a cell with that much room, in px."""
        words = _SPACES.sub(" ", plain(text)).strip()
        if not words:
            return 0
        if len({(run.bold, run.italic) for run in text}) > 1:
            return self._lines_of_faces(text, room)
        face = (text[0].bold, text[0].italic)
        if self._straight(words, face) < room - _DOUBT:
            return 1
        return self._broken(words, face, room)

    def _straight(self, words: str, face: tuple[bool, bool]) -> float:
        """The width on one line; a space is measured with the letters at its sides (kerning)."""
        pieces = words.split(" ")
        return sum(self.width(piece, face) for piece in pieces) + sum(
            self.gap(before[-1:], after[:1], face) for before, after in pairwise(pieces)
        )

    def _gap(self, left: str, right: str, face: tuple[bool, bool]) -> float:
        both = self.width(f"{left} {right}", face)
        return both - self.width(left, face) - self.width(right, face)

    def _broken(self, words: str, face: tuple[bool, bool], room: float) -> int:
        lines, used, before = 1, 0.0, ""
        for piece in _pieces(words):
            core = piece.rstrip(" ")
            gap = self.gap(before[-2:-1], core[:1], face) if before.endswith(" ") else 0.0
            width = self.width(core, face)
            if abs(used + gap + width - room) < _DOUBT or width > room - _DOUBT:
                return self._asked(words, face, room)
            if used + gap + width > room:
                lines, used = lines + 1, width
            else:
                used += gap + width
            before = piece
        return lines

    def _asked(self, words: str, face: tuple[bool, bool], room: float) -> int:
        lines = 0
        rest: bytes | None = words.encode()
        while rest:
            _, _, resume, *_ = split_first_line(
                rest.decode(), self.styles[face], None, room, 0, is_line_start=True
            )
            rest = rest[resume:] if resume else None
            lines += 1
        return lines

    def _lines_of_faces(self, text: Text, room: float) -> int:
        """Several faces: words of both are set one after the other, as wide as they are bold."""
        words = _SPACES.sub(" ", plain(text)).strip()
        bold = any(run.bold for run in text)
        return self._broken(words, (bold, False), room)

    def _width(self, words: str, face: tuple[bool, bool]) -> float:
        if not words:
            return 0.0
        if len(words) > 2 and _FIGURES.fullmatch(words):
            # Every figure is another word, but made of the same few pairs.
            pairs = sum(self.width(words[at : at + 2], face) for at in range(len(words) - 1))
            return pairs - sum(self.width(sign, face) for sign in words[1:-1])
        width: float = split_first_line(words, self.styles[face], None, None, 0)[3]
        return width


def _face(style: Any, *, bold: bool, italic: bool) -> Any:
    face = style.copy()
    face["font_weight"] = 700 if bold else 400
    face["font_style"] = "italic" if italic else "normal"
    # A copy measures as a line of its own: no first-line indent, no caches of the original.
    return face


def _pieces(words: str) -> list[str]:
    """The words between the places where a line may end, each with the space after it."""
    marks = get_log_attrs(words, "vi")
    cuts = [place for place in range(1, len(words)) if marks[place].is_line_break]
    return [words[a:b] for a, b in zip([0, *cuts], [*cuts, len(words)], strict=True)]
