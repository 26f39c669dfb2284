"""One paper in the three forms that the engines take: tree, HTML with its style sheet, Word."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from reports.content import (
    Block,
    Item,
    Json,
    Numbered,
    Paper,
    Paragraph,
    Section,
    Table,
    plain,
    to_json,
    walk,
)
from reports.rendering import html
from reports.rendering.fonts import Fonts, find_fonts

# Of a line of text, in the units of Word (165 mm).
WIDTH = 165 * 36_000
FACES = ("", "font-weight: bold;", "font-style: italic;", "font-weight: bold; font-style: italic;")


@dataclass(frozen=True)
class Subject:
    """A paper to render; `name` is also the name of its files in `folder`."""

    name: str
    folder: Path
    tree: Json
    html: str
    css: str

    @property
    def html_file(self) -> Path:
        return self.folder / f"{self.name}.html"

    @property
    def docx_file(self) -> Path:
        return self.folder / f"{self.name}.docx"


def prepare(name: str, paper: Paper, folder: Path) -> Subject:
    """The paper in all forms, with the files that other programs read."""
    shown, css = html.page(paper, preview=False), style(paper)
    subject = Subject(name, folder, to_json(paper), shown, css)
    subject.html_file.write_text(shown.replace("</head>", f"<style>{css}</style></head>"))
    _write_docx(paper, subject.docx_file)
    return subject


def style(paper: Paper) -> str:
    """The official style sheet with the worker's faces and a page name for each annex."""
    sheet = settings.BASE_DIR / "static" / "official" / paper.template / "nd30.css"
    fonts = find_fonts()
    pages = "".join(
        f".annex-{place} {{ page: annex-{place}; }}"
        f"@page :nth(1 of annex-{place}) {{ counter-reset: page 1; }}"
        for place in range(1, len(paper.annexes) + 1)
    )
    family = f'html, .print .footnote {{ font-family: "{fonts.family}"; }}'
    # The sheet's own faces are relative to its folder, so they are named here by their whole path.
    return sheet.read_text().replace("../../vendor", _vendor()) + _faces(fonts) + family + pages


def _vendor() -> str:
    return (settings.BASE_DIR / "static" / "vendor").as_uri()


def _faces(fonts: Fonts) -> str:
    return "".join(
        f'@font-face {{ font-family: "{fonts.family}"; {face} src: url("{file.as_uri()}"); }}\n'
        for file, face in zip(fonts.files(), FACES, strict=True)
    )


def _write_docx(paper: Paper, path: Path) -> None:
    """The same words as a plain Word file: no header block, footnotes after their paragraph."""
    import docx

    document = docx.Document()
    _lay_out(document, docx.shared)
    for line in (paper.issuer, paper.title, *paper.subject):
        document.add_paragraph(line)
    for block in walk(paper.body):
        _add(document, block)
    for annex in paper.annexes:
        document.add_page_break()
        document.add_paragraph(annex.title)
        for block in walk(annex.children):
            _add(document, block)
    document.save(str(path))


def _lay_out(document: Any, units: Any) -> None:
    """Nearly the page of the official paper, so that pages can be compared."""
    page, normal = document.sections[0], document.styles["Normal"]
    page.page_width, page.page_height = units.Mm(210), units.Mm(297)
    page.left_margin, page.right_margin = units.Mm(30), units.Mm(15)
    page.top_margin = page.bottom_margin = units.Mm(20)
    normal.font.name, normal.font.size = "Times New Roman", units.Pt(14)
    normal.paragraph_format.space_after = units.Pt(6)
    normal.paragraph_format.line_spacing = units.Pt(18)
    cell = document.styles.add_style("Cell", normal.type)
    cell.base_style, cell.font.size = normal, units.Pt(12)
    cell.paragraph_format.space_after, cell.paragraph_format.line_spacing = units.Pt(0), 1.2


def _add(document: Any, block: Block) -> None:
    match block:
        case Section():
            document.add_paragraph().add_run(plain(block.heading)).bold = True
        case Item():
            document.add_paragraph(f"- {plain(block.text)}")
        case Paragraph() | Numbered():
            document.add_paragraph(plain(block.text))
            for run in block.text:
                if run.footnote:
                    document.add_paragraph(plain(run.footnote.text))
        case Table():
            _add_table(document, block)


def _add_table(document: Any, table: Table) -> None:
    words = [tuple(column.heading for column in table.columns)]
    words += [tuple(plain(cell) for cell in row) for row in table.rows]
    made = document.add_table(rows=len(words), cols=len(table.columns), style="Table Grid")
    made.autofit = False
    whole = sum(column.width for column in table.columns)
    for shown, column in zip(made.columns, table.columns, strict=True):
        shown.width = WIDTH * column.width // whole
    for row, line in zip(made.rows, words, strict=True):
        for cell, word in zip(row.cells, line, strict=True):
            cell.text = word
            cell.paragraphs[0].style = "Cell"
