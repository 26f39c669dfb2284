"""A paper as HTML: the whole page for the printer and the preview, or blocks for a section."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.content import Paper
from reports.outline import Placed, annex_label
from reports.rendering import wording
from reports.rendering.pieces import AnnexPiece, Part, whole
from reports.rendering.tree import Writer


@dataclass(frozen=True)
class AnnexPage:
    """An annex ready to print; `name` is its page name in the style sheet."""

    name: str
    label: str
    title: str
    note: str
    classes: str
    begins: bool
    html: SafeString


def page(paper: Paper, *, preview: bool, part: Part | None = None) -> str:
    """The paper, or a part of it, as one HTML page.

    The preview names its style sheet and shows sheets of paper on a desk; for the PDF the writer
    brings the style sheet along, because its fonts are the worker's.
    """
    part = part or whole(paper)
    writer = Writer(preview=preview)
    # In the order of reading, because the writer counts the footnotes.
    preamble, body = _main(paper, writer) if part.main else (SafeString(""), SafeString(""))
    body_notes = SafeString("".join(writer.notes))
    context = {
        **_context(paper, preview=preview),
        "preamble": preamble,
        "body": body,
        "main": part.main,
        "annexes": [_annex(paper, piece, writer) for piece in part.annexes],
        "notes": body_notes,
        "annex_notes": SafeString("".join(writer.notes).removeprefix(body_notes)),
    }
    return render_to_string(f"official/{paper.template}/page.html", context)


def _main(paper: Paper, writer: Writer) -> tuple[SafeString, SafeString]:
    preamble = writer.blocks(wording.closed_bases(paper.preamble), paper.numbering)
    return preamble, writer.blocks(wording.ended(paper.body), paper.numbering)


def placed_html(placed: Iterable[Placed]) -> SafeString:
    """A part of a paper for a preview, with the numbers it has in the whole and its footnotes."""
    writer = Writer(preview=True)
    return SafeString(writer.placed(placed) + "".join(writer.notes))


def _context(paper: Paper, *, preview: bool) -> dict[str, object]:
    return {
        "paper": paper,
        "preview": preview,
        "page_title": wording.page_title(paper),
        "parent_lines": paper.issuer_parent.splitlines(),
        "issuer_lines": paper.issuer.splitlines(),
        "subject_lines": wording.subject_lines(paper),
        "number_line": wording.number_line(paper),
        "date_line": wording.date_line(paper),
        "addressees": wording.addressees(paper),
        "recipients": wording.recipients(paper),
    }


def _annex(paper: Paper, piece: AnnexPiece, writer: Writer) -> AnnexPage:
    annex = paper.annexes[piece.place]
    marks = {
        "landscape": annex.landscape,
        "draft": paper.draft,
        "continued": not piece.begins,
    }
    blocks = wording.ended(piece.blocks) if piece.ends else piece.blocks
    return AnnexPage(
        name=piece.name,
        label=annex_label(piece.place + 1, len(paper.annexes)),
        title=wording.unbroken_end(annex.title),
        note=wording.unbroken_end(wording.annex_note(paper, annex)),
        classes=" ".join(mark for mark, marked in marks.items() if marked),
        begins=piece.begins,
        html=writer.blocks(blocks, annex.numbering),
    )
