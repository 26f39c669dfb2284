"""The numbers that Word counts itself, as the words it shows: "I.", "1.1.", "a)", "-"."""

import re
from dataclasses import dataclass, field
from typing import Any

from reports.outline import roman

# The namespace of the words of a file.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = re.compile(r"%(\d)")
# A file may ask for any value, and each thousand is a letter.
LARGEST = 3999
# Signs of the second level.
SMALLER = {"+", "o"}


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and looks."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(frozen=True)
class Numbered:
    """A list as paragraphs name it: the looks it has, and where it starts anew."""

    looks: str
    starts: dict[int, int]


@dataclass
class Counters:
    """Counts along while the paragraphs of a file are read in order."""

    lists: dict[str, Numbered] = field(default_factory=dict)
    looks: dict[str, dict[int, Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, document: Any) -> "Counters":
        """The lists and the styles of a file opened by python-docx."""
        counters = cls()
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            # A file without lists has no such part.
            numbering = ()
        for each in numbering:
            if each.tag == f"{W}abstractNum":
                key = each.get(f"{W}abstractNumId")
                counters.looks[key] = {
                    int(level.get(f"{W}ilvl")): _level(level) for level in each.iter(f"{W}lvl")
                }
            elif each.tag == f"{W}num":
                counters.lists[each.get(f"{W}numId")] = _list(each)
        for style in document.styles.element.iter(f"{W}style"):
            counters.styles[style.get(f"{W}styleId")] = (
                *_named(style.find(f"{W}pPr")),
                value_of(style.find(f"{W}basedOn")),
            )
        return counters

    def label(self, paragraph: Any) -> str:
        """What Word shows before this paragraph; "" where it shows nothing."""
        number, level = self._place(paragraph)
        known = self.lists.get(number or "")
        if known is None:
            return ""
        looks = self.looks.get(known.looks, {})
        look = looks.get(level)
        if look is None:
            return ""
        if look.format == "bullet":
            return "+" if level or look.text.strip() in SMALLER else "-"
        self._count(number or "", known, level, look)
        return PLACE.sub(lambda found: self._shown(known, int(found[1]) - 1), look.text).strip()

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level: of the paragraph itself, or of its style."""
        properties = paragraph.find(f"{W}pPr")
        number, level = _named(properties)
        style = value_of(properties.find(f"{W}pStyle")) if properties is not None else None
        seen: set[str] = set()
        while number is None and style in self.styles and style not in seen:
            seen.add(style)
            number, of_style, style = self.styles[style]
            level = level or of_style
        return number, int(level or 0)

    def _count(self, number: str, known: Numbered, level: int, look: Level) -> None:
        counts = self.counts.setdefault(known.looks, {})
        start = known.starts.get(level, look.start)
        if level in known.starts and (number, level) not in self.begun:
            self.begun.add((number, level))
            counts.pop(level, None)
        counts[level] = counts[level] + 1 if level in counts else start
        for below in [each for each in counts if each > level]:
            del counts[below]

    def _shown(self, known: Numbered, level: int) -> str:
        look = self.looks[known.looks].get(level, Level())
        value = self.counts[known.looks].get(level, known.starts.get(level, look.start))
        return shown(look.format, value)


def shown(form: str, value: int) -> str:
    """A number in the format of Word of that name."""
    match form:
        case "upperRoman":
            return roman(min(value, LARGEST))
        case "lowerRoman":
            return roman(min(value, LARGEST)).lower()
        case "lowerLetter" | "upperLetter":
            # After z comes aa, then bb.
            letters = chr(ord("a") + (value - 1) % 26) * ((min(value, LARGEST) - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "decimalZero":
            return f"{value:02}"
        case "none":
            return ""
        case _:
            return str(value)


def _level(level: Any) -> Level:
    start = value_of(level.find(f"{W}start"))
    return Level(
        value_of(level.find(f"{W}numFmt")) or "decimal",
        value_of(level.find(f"{W}lvlText")) or "",
        int(start) if start else 1,
    )


def _list(number: Any) -> Numbered:
    starts = {
        int(each.get(f"{W}ilvl")): int(value_of(each.find(f"{W}startOverride")) or 1)
        for each in number.iter(f"{W}lvlOverride")
        if each.find(f"{W}startOverride") is not None
    }
    return Numbered(value_of(number.find(f"{W}abstractNumId")) or "", starts)


def _named(properties: Any) -> tuple[str | None, str | None]:
    """(list, level) as the properties of a paragraph or a style name them."""
    if properties is None:
        return None, None
    return (
        value_of(properties.find(f"{W}numPr/{W}numId")),
        value_of(properties.find(f"{W}numPr/{W}ilvl")),
    )


def value_of(element: Any) -> str | None:
    """What an element of Word says in its attribute `val`; None where there is no element."""
    return None if element is None else element.get(f"{W}val")
