"""The whole Word file: the same bytes for the same paper."""

import datetime
import io
import zipfile
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from reports.content import Annex, Numbering, Paper
from reports.outline import Placed, annex_label
from reports.rendering import wording
from reports.rendering.docx import head, pages, sign, styles
from reports.rendering.docx.blocks import Writer
from reports.rendering.docx.markup import Element, el, paragraph, run, shown

# What python-docx brings along and a paper does not need: a picture, another set of styles…
_KEPT = {
    *(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES),
    *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS),
}
# Files in a zip are dated; ours always alike.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_PARAGRAPH = el("p").tag


def write(paper: Paper) -> bytes:
    """The paper as .docx; FontsMissing when the worker cannot measure the rules under words."""
    document = docx.Document()
    _drop_the_unneeded(document)
    _fill(document.styles.element, styles.elements())
    _fill(document.settings.element, _settings())
    pages.put_headers(document, draft=paper.draft)
    writer = Writer()
    _fill(document.element.body, _body(document, paper, writer))
    _fill(document.part.numbering_part.element, writer.lists.elements())
    writer.notes.attach(document)
    _name(document, paper)
    return _packed(document)


def write_part(
    pieces: Iterable[tuple[str, Iterable[Placed]]],
    numbering: Numbering,
    *,
    told: str,
    mark: str,
    landscape: bool = False,
) -> bytes:
    """A part of a paper as .docx, with the numbers it has in the whole.

    `told` is the line on top that says which part it is; `mark` names it when it comes back, and
    the name of each piece tells then where it begins.
    """
    document = docx.Document()
    _drop_the_unneeded(document)
    _fill(document.styles.element, styles.elements())
    _fill(document.settings.element, _settings())
    pages.put_headers(document, draft=True)
    writer = Writer()
    room = pages.room_of(landscape=landscape)
    grey = run(told, el("i"), el("color", val="767676"))
    elements = [paragraph("KhongThut", grey), *writer.pieces(pieces, numbering, room=room)]
    section = pages.annex_section(landscape=True) if landscape else pages.main_section(document)
    ends = [] if _ends_with_words(elements) else [_end()]
    _fill(document.element.body, [*elements, *ends, section])
    _fill(document.part.numbering_part.element, writer.lists.elements())
    writer.notes.attach(document)
    said = document.core_properties
    said.title, said.language, said.revision = shown(told)[:255], "vi-VN", 1
    said.author = said.last_modified_by = said.comments = ""
    # Word and LibreOffice keep the subject of a file as it is; keywords are cut at commas.
    said.subject = mark
    said.created = said.modified = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 -- Word wants it so
    return _packed(document)


def _body(document: Document, paper: Paper, writer: Writer) -> list[Element]:
    sections = [(_main(paper, writer), pages.main_section(document))]
    for place, annex in enumerate(paper.annexes):
        section = pages.annex_section(landscape=annex.landscape)
        sections.append((_annex(paper, place, annex, writer), section))
    *before, (last, last_section) = sections
    written: list[Element] = []
    for elements, section in before:
        written += _closed(elements, section)
    # A file, too, ends with a paragraph.
    return [*written, *(last if _ends_with_words(last) else [*last, _end()]), last_section]


def _main(paper: Paper, writer: Writer) -> list[Element]:
    room, end = pages.room_of(landscape=False), list(sign.sign(paper))
    preamble = wording.closed_bases(paper.preamble)
    body = wording.ended(paper.body)
    return [
        # LibreOffice puts an empty line of its own over a table that begins a file.
        paragraph("Dem"),
        head.head(paper),
        *head.title(paper),
        *head.deciding(paper),
        *writer.blocks(preamble, paper.numbering, room=room),
        *head.order(paper),
        *writer.blocks(body, paper.numbering, room=room, signed=bool(end)),
        *end,
    ]


def _annex(paper: Paper, place: int, annex: Annex, writer: Writer) -> list[Element]:
    label = annex_label(place + 1, len(paper.annexes))
    room = pages.room_of(landscape=annex.landscape)
    return [
        paragraph("PhuLuc", run(label)),
        paragraph("TenPhuLuc", run(wording.unbroken_end(annex.title))),
        paragraph("KemTheo", run(wording.unbroken_end(wording.annex_note(paper, annex)))),
        *writer.blocks(wording.ended(annex.children), annex.numbering, room=room),
    ]


def _closed(elements: list[Element], section: Element) -> list[Element]:
    """The elements with the end of their section in their last paragraph."""
    if not _ends_with_words(elements):
        return [*elements, _end(section)]
    elements[-1].pPr.append(section)
    return elements


def _ends_with_words(elements: list[Element]) -> bool:
    return bool(elements) and elements[-1].tag == _PARAGRAPH


def _end(section: Element | None = None) -> Element:
    return paragraph("Dem", section=section)


def _fill(element: Element, children: Iterable[Element]) -> None:
    wanted = list(children)
    del element[:]
    element.extend(wanted)


def _settings() -> list[Element]:
    newest = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word"}
    notes = (el("footnote", id=place) for place in ("-1", "0"))
    return [
        el("zoom", percent="100"),
        el("defaultTabStop", val="720"),
        el("characterSpacingControl", val="doNotCompress"),
        el("footnotePr", *notes),
        el("compat", el("compatSetting", **newest, val="15")),
        el("themeFontLang", val="vi-VN"),
        el("decimalSymbol", val=","),
        el("listSeparator", val=";"),
    ]


def _drop_the_unneeded(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, each in relations.items() if each.reltype not in _KEPT]:
            del relations[key]


def _name(document: Document, paper: Paper) -> None:
    """What the file says of itself, without the hour it was made."""
    said = document.core_properties
    # Word takes 255 letters.
    said.title = shown(wording.page_title(paper))[:255]
    said.author = said.last_modified_by = shown(paper.issuer)[:255]
    said.language, said.comments, said.revision = "vi-VN", "", 1
    day = paper.issued_on or datetime.date(1980, 1, 1)
    said.created = said.modified = datetime.datetime.combine(day, datetime.time())


def _packed(document: Document) -> bytes:
    made, packed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(packed, "w") as target:
        for each in source.infolist():
            dated = zipfile.ZipInfo(each.filename, _ZIP_DAY)
            target.writestr(dated, source.read(each), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
