"""The numbers of a paper, computed from the places in its tree: I / 1 / 1.1 / a), Điều, Phụ lục."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from reports.content import Block, Bound, Numbered, Numbering, Paragraph, Run, Section, children

# Phụ lục I mục II NĐ 30/2020: điểm take the letters of the Vietnamese alphabet.
LETTERS = "abcdđeghiklmnopqrstuvxy"

Scheme = Literal["capital", "roman", "number", "path", "letter", "article", "none"]
_SECTION_SCHEMES: dict[Numbering, tuple[Scheme, ...]] = {
    "roman": ("roman", "number", "path", "letter"),
    "arabic": ("number", "path", "path", "letter"),
    "article": ("article", "number", "letter", "none"),
    "parts": ("capital", "roman", "number", "path", "letter"),
}


@dataclass(frozen=True)
class Placed:
    """A block with the number it prints; `depth` counts the sections and numbers around it, from 1."""

    block: Block
    label: str
    scheme: Scheme
    depth: int
    children: "tuple[Placed, ...]"


@dataclass
class _Level:
    """The running numbers among brothers, and the numbers that stand above them."""

    numbering: Numbering
    depth: int
    path: tuple[int, ...]
    above: Scheme = "none"
    counts: dict[Scheme, int] = field(default_factory=dict)

    def next(self, scheme: Scheme) -> int:
        self.counts[scheme] = self.counts.get(scheme, 0) + 1
        return self.counts[scheme]

    def below(self, scheme: Scheme, number: int) -> "_Level":
        # A roman number does not appear in the 1.1. under it; an unnumbered heading changes nothing.
        path = () if scheme in {"capital", "roman", "article"} else self.path
        path = (*path, number) if scheme in {"number", "path"} else path
        return _Level(
            self.numbering, self.depth + 1, path, self.above if scheme == "none" else scheme
        )


def outline(blocks: Iterable[Block], numbering: Numbering) -> tuple[Placed, ...]:
    """The blocks with their numbers; generated blocks count as if they stood in the text."""
    return tuple(_place(blocks, _Level(numbering, 1, ())))


def deepest(numbering: Numbering) -> int:
    """How many levels of headings and numbers there are."""
    return len(_SECTION_SCHEMES[numbering])


def as_written(
    blocks: Iterable[Block], numbering: Numbering, labels: Iterable[str]
) -> tuple[tuple[Block, ...], list[tuple[int, str]]]:
    """The blocks of a paper from elsewhere, so that each prints the number that it had.

    `labels` are its numbers in the order of reading, one for each section and numbered paragraph.
    A number that its place would not give stands as words, and what follows counts without it; of
    each such the place in `labels` and the number that was due come back.
    """
    kept = _Kept(enumerate(labels))
    return tuple(kept.walk(blocks, _Level(numbering, 1, ()))), kept.odd


@dataclass
class _Kept:
    labels: Iterator[tuple[int, str]]
    odd: list[tuple[int, str]] = field(default_factory=list)

    def walk(self, blocks: Iterable[Block], level: _Level) -> Iterator[Block]:
        for block in blocks:
            if not isinstance(block, Section | Numbered):
                yield block
                continue
            place, said = next(self.labels)
            scheme = _scheme(block, level)
            number = level.counts.get(scheme, 0) + 1
            shown = _label(scheme, number, level.path)
            if said.rstrip(".") == shown.rstrip("."):
                level.next(scheme)
                below = level.below(scheme, number)
                yield replace(block, children=tuple(self.walk(block.children, below)))
                continue
            self.odd.append((place, shown))
            words = Run(f"{said} ")
            if isinstance(block, Section):
                inner = tuple(self.walk(block.children, level.below("none", 0)))
                yield Section((words, *block.heading), inner, numbered=False)
            else:
                yield Paragraph((words, *block.text))
                yield from self.walk(block.children, level)


def _place(blocks: Iterable[Block], level: _Level) -> Iterator[Placed]:
    for block in blocks:
        if isinstance(block, Bound):
            inner = tuple(_place(block.children, level))
            yield Placed(block, "", "none", level.depth, inner)
            continue
        scheme = _scheme(block, level)
        number = level.next(scheme) if scheme != "none" else 0
        inner = tuple(_place(children(block), level.below(scheme, number)))
        yield Placed(block, _label(scheme, number, level.path), scheme, level.depth, inner)


def _scheme(block: Block, level: _Level) -> Scheme:
    if isinstance(block, Numbered):
        return _paragraph_scheme(level)
    schemes = _SECTION_SCHEMES[level.numbering]
    if isinstance(block, Section) and block.numbered and level.depth <= len(schemes):
        return schemes[level.depth - 1]
    return "none"


def _paragraph_scheme(level: _Level) -> Scheme:
    # No 1.1. for paragraphs: under "1." stand a), b), c) as in the models of NĐ 30.
    if level.above in {"number", "path", "letter"}:
        return "letter"
    outermost = level.above == "none" and level.numbering == "article"
    return "article" if outermost else "number"


def _label(scheme: Scheme, number: int, path: tuple[int, ...]) -> str:
    match scheme:
        case "capital":
            return f"{capital(number)}."
        case "roman":
            return f"{roman(number)}."
        case "article":
            return f"Điều {number}."
        case "number":
            return f"{number}."
        case "path":
            return ".".join(str(each) for each in (*path, number)) + "."
        case "letter":
            return f"{letter(number)})"
        case "none":
            return ""


def capital(number: int) -> str:
    """A, B, C… Z, then AA: the parts over I, II, III that many offices have."""
    before, place = divmod(number - 1, 26)
    return (capital(before) if before else "") + chr(ord("A") + place)


def roman(number: int) -> str:
    """I, II, III… for parts and annexes."""
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    shown = ""
    for value, sign in signs:
        shown += sign * (number // value)
        number %= value
    return shown


def letter(number: int) -> str:
    """a, b, c, d, đ… y, then aa, ab…"""
    before, place = divmod(number - 1, len(LETTERS))
    return (letter(before) if before else "") + LETTERS[place]


def annex_label(place: int, total: int) -> str:
    """ "Phụ lục" alone, or "Phụ lục I", "Phụ lục II"… when there are several (place counts from 1)."""
    return f"Phụ lục {roman(place)}" if total > 1 else "Phụ lục"
