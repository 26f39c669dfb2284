"""How long words are in Times New Roman, so that a rule under them has its length by the decree.

Tinos and Times New Roman have the same widths, so every worker writes the same file.
"""

from functools import cache

from fontTools.ttLib import TTFont

from reports.rendering.fonts import find_fonts


def longest_line(lines: list[str], *, size: float, room: float, caps: bool = False) -> float:
    """The length in points of the longest bold line, when lines longer than the room are broken."""
    whole = [line.upper() if caps else line for line in lines]
    return max((_longest(line.split(), size, room) for line in whole), default=0.0)


def _longest(words: list[str], size: float, room: float) -> float:
    longest, line = 0.0, ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and bold_length(longer, size) > room:
            longer = word
        line = longer
        longest = max(longest, bold_length(line, size))
    return min(longest, room)


def bold_length(words: str, size: float) -> float:
    """The length of bold words in points; no pairs are kerned, as in Word."""
    return sum(_width(letter) for letter in words) * size


@cache
def _width(letter: str) -> float:
    letters, widths, em = _face()
    return widths.get(letters.get(ord(letter), ".notdef"), 0) / em


@cache
def _face() -> tuple[dict[int, str], dict[str, int], int]:
    with TTFont(find_fonts().bold) as font:
        widths = {name: width for name, (width, _) in font["hmtx"].metrics.items()}
        return dict(font.getBestCmap()), widths, font["head"].unitsPerEm
