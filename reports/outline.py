"""The numbers of a paper, computed from the places in its tree: I / 1 / 1.1 / a), Điều, Phụ lục."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from reports.content import Block, Bound, Numbered, Numbering, Section, children

# Phụ lục I mục II NĐ 30/2020: điểm take the letters of the Vietnamese alphabet.
LETTERS = "abcdđeghiklmnopqrstuvxy"
DEEPEST = 4

Scheme = Literal["roman", "number", "path", "letter", "article", "none"]
_SECTION_SCHEMES: dict[Numbering, tuple[Scheme, ...]] = {
    "roman": ("roman", "number", "path", "letter"),
    "arabic": ("number", "path", "path", "letter"),
    "article": ("article", "number", "letter", "none"),
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
        path = () if scheme in {"roman", "article"} else self.path
        path = (*path, number) if scheme in {"number", "path"} else path
        return _Level(
            self.numbering, self.depth + 1, path, self.above if scheme == "none" else scheme
        )


def outline(blocks: Iterable[Block], numbering: Numbering) -> tuple[Placed, ...]:
    """The blocks with their numbers; generated blocks count as if they stood in the text."""
    return tuple(_place(blocks, _Level(numbering, 1, ())))


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
    if isinstance(block, Section) and block.numbered and level.depth <= DEEPEST:
        return _SECTION_SCHEMES[level.numbering][level.depth - 1]
    return "none"


def _paragraph_scheme(level: _Level) -> Scheme:
    # No 1.1. for paragraphs: under "1." stand a), b), c) as in the models of NĐ 30.
    if level.above in {"number", "path", "letter"}:
        return "letter"
    outermost = level.above == "none" and level.numbering == "article"
    return "article" if outermost else "number"


def _label(scheme: Scheme, number: int, path: tuple[int, ...]) -> str:
    match scheme:
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
