"""WeasyPrint at work: a part of a paper is laid out on pages and written as tagged PDF/A-3a."""

import hashlib
import logging
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from pydyf import PDF, Dictionary
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.content import Paper, canonical
from reports.rendering.fonts import Fonts
from reports.rendering.html import page
from reports.rendering.pieces import Part

# Eight lines for each paper tell a worker's log nothing.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

# The strictest variant that WeasyPrint writes with tags for tables and headings.
VARIANT = "pdf/a-3a"


class FootnoteTooLong(Exception):
    """A footnote runs off its page: the paper is not printed. Its sentence is for the writer."""


def lay_out(paper: Paper, part: Part, fonts: Fonts) -> Document:
    """The part on its pages; FootnoteTooLong when words would be lost."""
    rules = "\n".join(_rules(paper, part))
    document = HTML(
        string=page(paper, preview=False, part=part), url_fetcher=_fetcher(fonts)
    ).render(
        stylesheets=[_sheet(paper.template, fonts), _css(rules, fonts)],
        font_config=font_configuration(fonts),
        pdf_variant=VARIANT,
    )
    _refuse_lost_footnotes(document)
    return document


def written(document: Document, paper: Paper, *, ids: str = "") -> bytes:
    """The pages as a file. `ids` keeps the names of heading cells apart when parts are joined."""

    def name_cells(_document: Document, file: PDF) -> None:
        for each in file.objects:
            if ids and isinstance(each, Dictionary) and "ID" in each:
                # The cells of the column hold the same string, so they follow.
                each["ID"].string = f"{ids}-{each['ID'].string}"

    with warnings.catch_warnings():
        # WeasyPrint 70 leaves its colour profile to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        shown: bytes = document.write_pdf(
            finisher=name_cells, pdf_variant=VARIANT, pdf_identifier=identifier(paper)
        )
    return shown


def _refuse_lost_footnotes(document: Document) -> None:
    for number, printed in enumerate(document.pages, 1):
        box = printed._page_box  # noqa: SLF001 -- WeasyPrint tells of a lost footnote nowhere else
        bottom = box.content_box_y() + box.height
        for area in box.children:
            notes = area.children if isinstance(area, FootnoteAreaBox) else []
            if any(note.position_y + note.margin_height() > bottom + 1 for note in notes):
                raise FootnoteTooLong(
                    f"Chú thích ở trang {number} quá dài nên không in hết được ở chân trang; "
                    "hãy rút gọn hoặc chuyển thành phụ lục."
                )


def identifier(paper: Paper) -> bytes:
    """The PDF's identifier, from the content alone."""
    return hashlib.sha256(canonical(paper)).hexdigest()[:32].encode()


@cache
def font_configuration(fonts: Fonts) -> FontConfiguration:
    """One for the life of the process: a new one costs as much as eight pages with web fonts."""
    del fonts
    return FontConfiguration()


@cache
def _sheet(template: str, fonts: Fonts) -> CSS:
    path = settings.BASE_DIR / "static" / "official" / template / "nd30.css"
    # The sheet's first family may be a look-alike of the system: the worker's files are named here.
    faces = "".join(
        _face(fonts, file, face) for file, face in zip(fonts.files(), _FACES, strict=True)
    )
    family = f'"{fonts.family}"'
    source = path.read_text() + (
        f"{faces}html, .print .footnote, .footnote::footnote-call {{ font-family: {family} }}"
        f"@page {{ @top-center {{ font-family: {family} }} }}"
    )
    return _css(source, fonts, base=path)


_FACES = ("", "font-weight: bold;", "font-style: italic;", "font-weight: bold; font-style: italic;")


def _face(fonts: Fonts, file: Path, face: str) -> str:
    return f'@font-face {{ font-family: "{fonts.family}"; {face} src: url("{file.as_uri()}"); }}\n'


def _rules(paper: Paper, part: Part) -> Iterator[str]:
    """Page names: each annex counts its own pages, and a draft carries its mark on each."""
    for piece in part.annexes:
        name, size = piece.name, ""
        if paper.annexes[piece.place].landscape:
            size = "size: A4 landscape; margin: 20mm;"
        yield f".{name} {{ page: {name}; }} @page {name} {{ {size} }}"
        # WeasyPrint 70 restarts the counter only this way: not on an element, not at NAME:first.
        yield f"@page :nth(1 of {name}) {{ counter-reset: page {piece.first_page}; }}"
    if paper.draft:
        mark = (settings.BASE_DIR / "static" / "official" / paper.template / "draft.svg").as_uri()
        yield f'@page {{ background: url("{mark}") center / 150mm no-repeat; }}'


def _css(source: str, fonts: Fonts, *, base: Path | None = None) -> CSS:
    return CSS(
        string=source,
        base_url=base.as_uri() if base else None,
        font_config=font_configuration(fonts),
        url_fetcher=_fetcher(fonts),
    )


@cache
def _fetcher(fonts: Fonts) -> "OwnFiles":
    return OwnFiles(settings.BASE_DIR / "static", fonts)


class OwnFiles(URLFetcher):
    """Reads our static files and the worker's faces, and nothing else."""

    def __init__(self, folder: Path, fonts: Fonts) -> None:
        super().__init__(allowed_protocols={"file"})
        self.folder = folder.resolve()
        self.fonts = fonts

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at the address; ValueError for any other address."""
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        ours = path.is_relative_to(self.folder) or path in self.fonts.files()
        if parts.scheme != "file" or parts.netloc or not ours:
            raise ValueError(f"A paper may not read {url}.")
        return super().fetch(url, headers)
