"""A Word file read back as Word reads it: styles with what they inherit, numbers of lists, notes."""

import io
import re
from collections import defaultdict
from functools import cache

import docx
from docx.oxml.ns import qn
from lxml import etree

from reports.rendering.docx import write
from tests.papers import examples

MM = 1440 / 25.4
_PLACE = re.compile(r"%(\d)")


@cache
def written(name):
    """An example as a Word file, read once."""
    return WordFile(write(getattr(examples, name)()))


def value(element, path, name="val"):
    """The attribute of the first element at that path, or None."""
    found = at(element, path)
    return found[0].get(qn(f"w:{name}")) if found else None


def at(element, path):
    """The elements at that path."""
    return _path(path)(element) if element is not None else []


@cache
def _path(path):
    return etree.XPath(path, namespaces={"w": _SPACE})


_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class WordFile:
    def __init__(self, data):
        self.data = data
        self.document = docx.Document(io.BytesIO(data))
        self.body = self.document.element.body
        self.numbers = _Numbers(self.document.part.numbering_part.element)
        self.notes = {
            note.get(qn("w:id")): note for note in self.part("footnotes").iter(qn("w:footnote"))
        }
        self.styles = {
            style.get(qn("w:styleId")): style
            for style in self.document.styles.element.findall(qn("w:style"))
        }

    def part(self, name):
        """The XML of a part beside the text."""
        (part,) = (
            part
            for part in self.document.part.package.iter_parts()
            if part.partname == f"/word/{name}.xml"
        )
        return etree.fromstring(part.blob)

    # --- Text, in the order of reading ---

    def lines(self):
        """Every paragraph with its number before it and its footnotes where their marks stand."""
        return [self.line(paragraph) for paragraph in self.body.iter(qn("w:p"))]

    def words(self):
        return " ".join(self.lines()).split()

    def line(self, paragraph):
        number = self.number(paragraph)
        return f"{number} {self._text(paragraph)}" if number else self._text(paragraph)

    def number(self, paragraph):
        """Numbers go on from paragraph to paragraph: the first that is asked for counts them all."""
        if paragraph not in self.numbers.shown:
            for each in self.body.iter(qn("w:p")):
                self.numbers.of(each)
        return self.numbers.of(paragraph)

    def _text(self, element):
        shown = ""
        for each in element.iter(qn("w:t"), qn("w:tab"), qn("w:footnoteReference")):
            if each.tag == qn("w:t"):
                shown += each.text or ""
            elif each.tag == qn("w:tab"):
                shown += " "
            else:
                shown += self._text(self.notes[each.get(qn("w:id"))]).removeprefix(" ")
        return shown

    # --- Looks ---

    def paragraph(self, start):
        """The one paragraph whose words begin so."""
        found = [each for each in self.body.iter(qn("w:p")) if self._text(each).startswith(start)]
        assert len(found) == 1, [self._text(each) for each in found]
        return found[0]

    def look(self, start, path, name="val"):
        """A property of a paragraph or of its words: its own, or what its style says."""
        paragraph = self.paragraph(start)
        own = value(paragraph, f"w:pPr/{path}", name)
        return own if own is not None else self.of_style(paragraph.style, path, name)

    def of_style(self, style, path, name="val"):
        while style is not None:
            element = self.styles[style]
            found = at(element, f"w:pPr/{path} | w:rPr/{path}")
            said = [each.get(qn(f"w:{name}")) for each in found]
            if found and (said[0] is not None or name == "val"):
                return said[0] if said[0] is not None else "1"
            based = element.find(qn("w:basedOn"))
            style = based.get(qn("w:val")) if based is not None else None
        return None

    def face(self, start):
        """Size in points and which of bold, italic and capitals a paragraph's style gives."""
        paragraph = self.paragraph(start)
        marks = {
            tag
            for tag in ("b", "i", "caps")
            if self.of_style(paragraph.style, f"w:{tag}") not in {None, "0"}
        }
        return int(self.of_style(paragraph.style, "w:sz") or 28) / 2, marks


class _Numbers:
    """Counts lists by the rules of ECMA-376, 17.9: a higher level starts the lower ones anew."""

    def __init__(self, numbering):
        looks = {
            each.get(qn("w:abstractNumId")): each.findall(qn("w:lvl"))
            for each in numbering.findall(qn("w:abstractNum"))
        }
        self.levels = {
            each.get(qn("w:numId")): looks[each.find(qn("w:abstractNumId")).get(qn("w:val"))]
            for each in numbering.findall(qn("w:num"))
        }
        self.counts = defaultdict(dict)
        self.shown = {}

    def of(self, paragraph):
        if paragraph not in self.shown:
            number = value(paragraph, "w:pPr/w:numPr/w:numId")
            level = value(paragraph, "w:pPr/w:numPr/w:ilvl")
            self.shown[paragraph] = self._count(number, int(level)) if number else ""
        return self.shown[paragraph]

    def _count(self, number, place):
        levels, counts = self.levels[number], self.counts[number]
        start = int(value(levels[place], "w:start"))
        counts[place] = counts[place] + 1 if place in counts else start
        for lower in [each for each in counts if each > place]:
            del counts[lower]

        def figure(match):
            at = int(match[1]) - 1
            return _figure(value(levels[at], "w:numFmt"), counts[at])

        return _PLACE.sub(figure, value(levels[place], "w:lvlText"))


def _figure(form, number):
    if form == "upperLetter":
        return chr(ord("A") + number - 1)
    if form == "upperRoman":
        signs = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL"}
        shown = ""
        for worth, sign in (signs | {10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}).items():
            shown += sign * (number // worth)
            number %= worth
        return shown
    return chr(96 + number) if form == "lowerLetter" else str(number)
