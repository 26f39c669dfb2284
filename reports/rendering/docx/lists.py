"""Lists that Word counts itself, so that a paragraph put in between moves the numbers after it.

The numbers of a paper come from its tree (`reports.outline`); Word must show the same ones. Each
part of a paper has a list of several levels. Where it would show another number than the tree has,
a list of its own begins there, and what Word cannot count stands as written: its alphabet knows no
"đ)", and goes on with f, j, w and z, which Vietnamese does not have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from reports.content import Numbering
from reports.outline import Scheme, capital, roman
from reports.rendering.docx.markup import Element, el
from reports.rendering.docx.styles import INDENT
from reports.rendering.flow import SIGNS
from reports.rendering.fonts import FAMILY

_PLACE = re.compile(r"%(\d)")
# A level that was jumped over: word processors do not agree on what comes next at it.
_SKIPPED = -1


@dataclass(frozen=True)
class Level:
    """A level of a list as Word shows it: "%2.%3." puts the numbers of two levels."""

    scheme: Scheme
    format: str
    text: str
    start: int = 1


_FORMATS: dict[Scheme, str] = {
    "capital": "upperLetter",
    "roman": "upperRoman",
    "number": "decimal",
    "path": "decimal",
    "letter": "lowerLetter",
    "article": "decimal",
}
_TEXTS: dict[Scheme, str] = {
    "capital": "%1.",
    "roman": "%1.",
    "number": "%1.",
    "letter": "%1)",
    "article": "Điều %1.",
}


def _level(scheme: Scheme, text: str) -> Level:
    return Level(scheme, _FORMATS[scheme], text)


_LEVELS: dict[Numbering, tuple[Level, ...]] = {
    "roman": (
        _level("roman", "%1."),
        _level("number", "%2."),
        _level("path", "%2.%3."),
        _level("letter", "%4)"),
    ),
    "arabic": (
        _level("number", "%1."),
        _level("path", "%1.%2."),
        _level("path", "%1.%2.%3."),
        _level("letter", "%4)"),
    ),
    "article": (
        _level("article", "Điều %1."),
        _level("number", "%2."),
        _level("letter", "%3)"),
    ),
    "parts": (
        _level("capital", "%1."),
        _level("roman", "%2."),
        _level("number", "%3."),
        _level("path", "%3.%4."),
        _level("letter", "%5)"),
    ),
}


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: the number of a list and of its level."""

    number: int
    level: int

    def element(self) -> Element:
        """The property of the paragraph."""
        level, number = el("ilvl", val=str(self.level)), el("numId", val=str(self.number))
        return el("numPr", level, number)


@dataclass
class _List:
    number: int
    levels: tuple[Level, ...]
    counts: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counts = [None] * len(self.levels)

    def offers(self, scheme: Scheme, label: str) -> int | None:
        """The level at which Word would show this label next."""
        for place, level in enumerate(self.levels):
            if level.scheme == scheme and self._next_label(place) == label:
                return place
        return None

    def _next_label(self, place: int) -> str:
        values = [*self.counts[:place], self._next(place)]
        used = [int(digit) - 1 for digit in _PLACE.findall(self.levels[place].text)]
        if any(values[each] in {None, _SKIPPED} for each in used):
            return ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _shown(self.levels[at].format, values[at] or 0)

        return _PLACE.sub(number, self.levels[place].text)

    def _next(self, place: int) -> int | None:
        before = self.counts[place]
        if before == _SKIPPED:
            return None
        return self.levels[place].start if before is None else before + 1

    def take(self, place: int) -> Place:
        """Count a paragraph at that level, as Word will."""
        self.counts[place] = self._next(place)
        for above in range(place):
            if self.counts[above] is None:
                self.counts[above] = _SKIPPED
        for below in range(place + 1, len(self.levels)):
            self.counts[below] = None
        return Place(self.number, place)


class Lists:
    """All lists of one file."""

    def __init__(self) -> None:
        self._all: list[_List] = []
        self._of_part: list[_List] = []
        self._literals: dict[str, Place] = {}
        self._signs = self._add(
            tuple(Level("none", "bullet", sign) for _, sign in sorted(SIGNS.items()))
        )

    def begin(self, numbering: Numbering) -> None:
        """A part of the paper begins: its numbers do too."""
        self._of_part = [self._add(_LEVELS[numbering])]

    def sign(self, level: int) -> Place:
        """The place of an item "-" or "+"."""
        return Place(self._signs.number, level - 1)

    def place(self, scheme: Scheme, label: str) -> Place:
        """The place at which Word shows this label."""
        for each in self._of_part:
            at = each.offers(scheme, label)
            if at is not None:
                return each.take(at)
        start = _start(scheme, label)
        if start is None:
            return self._literal(label)
        own = self._add((Level(scheme, _FORMATS[scheme], _TEXTS[scheme], start),))
        # Before the older ones, which may show the same number by chance.
        self._of_part.insert(1, own)
        return own.take(0)

    def _literal(self, label: str) -> Place:
        if label not in self._literals:
            level = Level("none", "decimal", label)
            self._literals[label] = Place(self._add((level,)).number, 0)
        return self._literals[label]

    def _add(self, levels: tuple[Level, ...]) -> _List:
        added = _List(len(self._all) + 1, levels)
        self._all.append(added)
        return added

    def elements(self) -> Iterator[Element]:
        """What stands in numbering.xml: what lists look like first, then the lists."""
        for each in self._all:
            levels = (_level_element(place, level) for place, level in enumerate(each.levels))
            kind = el("multiLevelType", val="multilevel" if len(each.levels) > 1 else "singleLevel")
            yield el("abstractNum", kind, *levels, abstractNumId=str(each.number))
        for each in self._all:
            looks = el("abstractNumId", val=str(each.number))
            yield el("num", looks, numId=str(each.number))


def _level_element(place: int, level: Level) -> Element:
    face = None
    if level.scheme == "article":
        face = el("rPr", el("b"))
    elif level.format == "bullet":
        face = el("rPr", el("rFonts", ascii=FAMILY, hAnsi=FAMILY, cs=FAMILY))
    return el(
        "lvl",
        el("start", val=str(level.start)),
        el("numFmt", val=level.format),
        # The first line is indented, the number is a word of it.
        el("suff", val="space"),
        el("lvlText", val=level.text),
        el("lvlJc", val="left"),
        el("pPr", el("ind", left="0", firstLine=INDENT)),
        face,
        ilvl=str(place),
    )


def _shown(form: str, value: int) -> str:
    if form == "upperRoman":
        return roman(value)
    if form == "lowerLetter":
        # After z comes aa, then bb.
        return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    if form == "upperLetter":
        return capital(value)
    return str(value)


def _start(scheme: Scheme, label: str) -> int | None:
    """The value at which a list of its own shows this label; None when Word cannot show it."""
    if scheme == "roman":
        return next(value for value in count(1) if f"{roman(value)}." == label)
    if scheme == "capital":
        return ord(label[0]) - ord("A") + 1 if len(label) == 2 else None
    if scheme == "letter":
        sign = label[:-1]
        return ord(sign) - ord("a") + 1 if len(sign) == 1 and sign.isascii() else None
    found = re.search(r"\d+", label)
    return int(found[0]) if found and scheme in _TEXTS else None
