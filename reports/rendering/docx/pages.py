"""Sections, page numbers and the mark of a draft."""

from docx.document import Document
from docx.oxml import parse_xml

from reports.rendering.docx.markup import Element, el, mm, paragraph

_A4 = (210.0, 297.0)
# Between the edge of the paper and the page number.
_HEADER = 10


def put_headers(document: Document, *, draft: bool) -> None:
    """The page number on top from page 2; the mark of a draft on every page."""
    first, later = document.sections[0].first_page_header, document.sections[0].header
    first.is_linked_to_previous = later.is_linked_to_previous = False
    for header, numbered in ((first, False), (later, True)):
        element = header.part.element
        del element[:]
        runs = [_draft_mark()] if draft else []
        element.append(paragraph("Header", *runs, *(_page_number() if numbered else [])))


def main_section(document: Document) -> Element:
    """The section of the paper itself, with its headers; annexes take the later one over."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    found: Element = document.element.body.sectPr
    for part in found.xpath("w:pgSz | w:pgMar | w:cols | w:docGrid | w:type"):
        found.remove(part)
    title_page = found.xpath("w:titlePg")[0]
    for part in _page(_A4, (20, 15, 20, 30)):
        title_page.addprevious(part)
    return found


def annex_section(*, landscape: bool) -> Element:
    """A section of its own pages, counted from 1."""
    size, margins = (_A4[::-1], (20, 20, 20, 20)) if landscape else (_A4, (20, 15, 20, 30))
    return el("sectPr", el("type", val="nextPage"), *_page(size, margins), _numbers_from_one())


def room_of(*, landscape: bool) -> float:
    """The millimetres that a line has."""
    return 257.0 if landscape else 165.0


def _numbers_from_one() -> Element:
    return el("pgNumType", start="1")


def _page(size: tuple[float, float], margins: tuple[int, int, int, int]) -> tuple[Element, Element]:
    names = dict(zip(("top", "right", "bottom", "left"), map(mm, margins), strict=True))
    across = {"orient": "landscape"} if size[0] > size[1] else {}
    return (
        el("pgSz", w=mm(size[0]), h=mm(size[1]), **across),
        el("pgMar", **names, header=mm(_HEADER), footer=mm(_HEADER), gutter="0"),
    )


def _page_number() -> list[Element]:
    """A field that Word fills. python-docx has no word for fields."""
    code = el("instrText")
    code.text = "PAGE"
    number = el("t")
    number.text = "1"
    inner = (
        el("fldChar", fldCharType="begin"),
        code,
        el("fldChar", fldCharType="separate"),
        number,
        el("fldChar", fldCharType="end"),
    )
    return [el("r", each) for each in inner]


def _draft_mark() -> Element:
    """ "DỰ THẢO" across the page, behind the words, as Word itself makes a watermark."""
    return parse_xml(_MARK)


_MARK = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr>
<w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
  path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas>
<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/>
</v:formulas>
<v:path textpathok="t" o:connecttype="custom"
  o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/>
<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
<o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype>
<v:shape id="DuThao" o:spid="_x0000_s2049" type="#_x0000_t136" o:allowincell="f"
  fillcolor="#eceef0" stroked="f" style="position:absolute;margin-left:0;margin-top:0;\
width:482pt;height:96pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
mso-position-vertical:center;mso-position-vertical-relative:margin">
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold"
  string="DỰ THẢO"/>
</v:shape>
</w:pict>
</w:r>
"""
