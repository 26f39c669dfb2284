"""A printed paper read back: lines with their place, size and face, and the rules between them."""

import io
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pdfplumber

from reports.content import words
from reports.rendering import fonts, pdf
from tests.papers import examples

MM = 72 / 25.4
A4 = (595.28, 841.89)


@dataclass(frozen=True)
class Line:
    """Words on one height, in points from the left and the top of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    faces: frozenset[str]

    @property
    def middle(self):
        return (self.left + self.right) / 2

    @property
    def width(self):
        return self.right - self.left


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]
    # Horizontal rules as (left, right, top).
    rules: tuple[tuple[float, float, float], ...]
    words: tuple[str, ...]

    def line(self, start):
        """The one line that begins with these words."""
        (line,) = (line for line in self.lines if line.text.startswith(start))
        return line

    def rule_under(self, line, *, within=8):
        """The rule just under a line."""
        (rule,) = {
            (round(left, 1), round(right, 1))
            for left, right, top in self.rules
            if -1 < top - line.bottom < within and left < line.right and right > line.left
        }
        return rule

    @property
    def text(self):
        return "\n".join(line.text for line in self.lines)


def read(data):
    """The pages of a PDF."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        return tuple(_page(page) for page in document.pages)


@cache
def printed(name):
    """The bytes of an example, printed once, in Tinos whatever this machine has."""
    return pdf.write(getattr(examples, name)(), fonts=fonts._tinos())


@cache
def pages(name):
    """The pages of an example, read once."""
    return read(printed(name))


def _page(page):
    inside = page.crop((0, 0, page.width, page.height))
    words = inside.extract_words(extra_attrs=["fontname", "size"], keep_blank_chars=True)
    lines = sorted((_line(word) for word in words), key=lambda line: (line.top, line.left))
    return Page(
        width=page.width,
        height=page.height,
        lines=tuple(_joined(lines)),
        rules=tuple((r["x0"], r["x1"], r["top"]) for r in page.rects if r["height"] < 1.5),
        words=tuple(word["text"] for word in inside.filter(_is_no_mark).extract_words()),
    )


def _is_no_mark(thing):
    """Marks of footnotes are computed; the source has no word for them."""
    return thing["object_type"] != "char" or thing["size"] > 9.5


def _line(word):
    return Line(
        word["text"].replace("\N{NO-BREAK SPACE}", " "),
        word["x0"],
        word["x1"],
        word["top"],
        word["bottom"],
        round(word["size"], 1),
        frozenset({word["fontname"].split("+")[-1]}),
    )


def _joined(lines):
    """Words of several faces on one height with no more than a space between them."""
    joined = []
    for line in lines:
        before = joined[-1] if joined else None
        gap = line.left - before.right if before else 0
        if before and abs(before.bottom - line.bottom) < 5 and -1 < gap < 12:
            joined[-1] = Line(
                f"{before.text} {line.text}" if gap > 2 else before.text + line.text,
                before.left,
                line.right,
                before.top,
                before.bottom,
                before.size,
                before.faces | line.faces,
            )
        else:
            joined.append(line)
    return joined


def missing_words(paper, printed_pages):
    """Words of the source that stand nowhere inside the page boxes, as often as they are missing."""
    wanted = Counter(word.casefold() for word in words(paper))
    found = Counter(word.casefold() for page in printed_pages for word in page.words)
    # A long number may go over two lines; then it is found when the lines are put together.
    together = "".join(word.casefold() for page in printed_pages for word in page.words)
    return {
        word: count
        for word, count in (wanted - found).items()
        if together.count(word) < wanted[word]
    }
