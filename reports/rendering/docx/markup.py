"""Elements of WordprocessingML in few words; python-docx has a class for some of them only."""

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

__all__ = [
    "Element",
    "begun",
    "bookmark",
    "bordered",
    "cell",
    "el",
    "mm",
    "paragraph",
    "pt",
    "run",
    "table",
    "words_run",
]

# What XML 1.0 cannot hold; a paper shows nothing for it either.
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("[\t\n\r]")


def mm(millimetres: float) -> str:
    """A length in the unit of Word, twentieths of a point."""
    return str(round(millimetres * 1440 / 25.4))


def pt(points: float) -> str:
    """The same from points."""
    return str(round(points * 20))


def el(tag: str, *children: Element | None, **attributes: str) -> Element:
    """<w:tag w:attribute="…"> with its children; None among them is left out."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    element.extend([child for child in children if child is not None])
    return element


def shown(words: str) -> str:
    """Words as XML can hold them; line breaks inside a text are spaces, as on the page."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("", words))


def run(words: str, *face: Element) -> Element:
    """Words in one face."""
    text = el("t")
    text.text = shown(words)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", el("rPr", *face) if face else None, text)


def words_run(words: str, *, bold: bool = False, italic: bool = False) -> Element:
    """Words, bold or italic beyond what the style of their paragraph says."""
    faces = [el(tag) for tag, wanted in (("b", bold), ("i", italic)) if wanted]
    return run(words, *faces)


def paragraph(style: str, *runs: Element, **properties: Element | None) -> Element:
    """A paragraph in a style of ours. What else it needs stands in the order of the schema:
    keep_next, numbering, borders, spacing, indent, align, outline, section.
    """
    order = ("keep_next", "numbering", "borders", "spacing", "indent", "align", "outline")
    inner = [properties.get(name) for name in (*order, "section")]
    return el("p", el("pPr", el("pStyle", val=style), *inner), *runs)


def bordered(**sides: str) -> Element:
    """Borders of a paragraph: the thickness of each side in eighths of a point."""
    lines = (
        el(side, val="single", sz=size, space="0", color="000000") for side, size in sides.items()
    )
    return el("pBdr", *lines)


def cell(width: str, *content: Element, **properties: Element | None) -> Element:
    """A cell of a table: span and merge stand in its properties."""
    span, merge, align = (properties.get(name) for name in ("span", "merge", "align"))
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa"), span, merge, align), *content)


def table(style: str, widths: list[str], rows: list[Element]) -> Element:
    """A table of fixed columns."""
    total = str(sum(int(width) for width in widths))
    properties = el(
        "tblPr",
        el("tblStyle", val=style),
        el("tblW", w=total, type="dxa"),
        el("tblLayout", type="fixed"),
    )
    grid = el("tblGrid", *(el("gridCol", w=width) for width in widths))
    return el("tbl", properties, grid, *rows)


def bookmark(number: int, name: str) -> tuple[Element, Element]:
    """A bookmark around nothing: a place that goes along with the words behind it."""
    return el("bookmarkStart", id=str(number), name=name), el("bookmarkEnd", id=str(number))


def begun(elements: list[Element], place: tuple[Element, Element]) -> list[Element]:
    """The elements with a bookmark where they begin: in the first paragraph, or over a table."""
    if not elements or elements[0].tag != el("p").tag:
        return [*place, *elements]
    for each in reversed(place):
        elements[0].pPr.addnext(each)
    return elements
