"""Footnotes of the Word file: Word numbers them and sets them at the foot of their page."""

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from reports.content import Footnote
from reports.rendering.docx.markup import Element, el, paragraph, run, words_run

# The line over the notes, and over those that go on from the page before.
_LINES = (("separator", "-1"), ("continuationSeparator", "0"))


def _mark() -> Element:
    return el("rPr", el("rStyle", val="FootnoteReference"))


class Footnotes:
    """Collects the notes of one paper while its blocks are written."""

    def __init__(self) -> None:
        self._notes: list[Element] = []

    def add(self, note: Footnote) -> Element:
        """Keep a note; its mark comes back, to stand right after its words."""
        number = str(len(self._notes) + 1)
        words = [words_run(each.text, bold=each.bold, italic=each.italic) for each in note.text]
        text = paragraph("FootnoteText", el("r", _mark(), el("footnoteRef")), run(" "), *words)
        self._notes.append(el("footnote", text, id=number))
        return el("r", _mark(), el("footnoteReference", id=number))

    def attach(self, document: Document) -> None:
        """Put the notes beside the text: python-docx has no word for them."""
        lines = (el("footnote", _line(name), type=name, id=place) for name, place in _LINES)
        notes = el("footnotes", *lines, *self._notes)
        name = PackURI("/word/footnotes.xml")
        part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, notes, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _line(name: str) -> Element:
    return paragraph("FootnoteText", el("r", el(name)))
