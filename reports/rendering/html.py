"""A paper as HTML: the whole page for the printer and the preview, or blocks for a section."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from reports.content import Block, Numbering, Paper, Recipient
from reports.outline import annex_label
from reports.rendering import wording
from reports.rendering.tree import Writer


@dataclass(frozen=True)
class AnnexPage:
    """An annex ready to print; `name` is its page name in the style sheet."""

    name: str
    label: str
    title: str
    note: str
    landscape: bool
    html: SafeString


def page(paper: Paper, *, preview: bool) -> str:
    """The whole paper as one HTML page.

    The preview names its style sheet and shows sheets of paper on a desk; for the PDF the writer
    brings the style sheet along, because its fonts are the worker's.
    """
    writer = Writer(preview=preview)
    # In the order of reading, because the writer counts the footnotes.
    preamble = writer.blocks(wording.closed_bases(paper.preamble), paper.numbering)
    body = writer.blocks(wording.ended(paper.body), paper.numbering)
    body_notes = SafeString("".join(writer.notes))
    context = {
        **_context(paper, preview=preview),
        "preamble": preamble,
        "body": body,
        "annexes": [_annex(paper, place, writer) for place in range(len(paper.annexes))],
        "notes": body_notes,
        "annex_notes": SafeString("".join(writer.notes).removeprefix(body_notes)),
    }
    return render_to_string(f"official/{paper.template}/page.html", context)


def body_html(blocks: Iterable[Block], numbering: Numbering, *, first_note: int = 1) -> SafeString:
    """Some blocks for a preview in the browser, with their footnotes at the end."""
    writer = Writer(preview=True, first_note=first_note)
    return SafeString(writer.blocks(blocks, numbering) + "".join(writer.notes))


def _context(paper: Paper, *, preview: bool) -> dict[str, object]:
    return {
        "paper": paper,
        "preview": preview,
        "page_title": page_title(paper),
        "parent_lines": paper.issuer_parent.splitlines(),
        "issuer_lines": paper.issuer.splitlines(),
        "subject_lines": [wording.unbroken_end(line) for line in paper.subject],
        "number_line": wording.number_line(paper),
        "date_line": wording.date_line(paper),
        "addressees": _addressees(paper),
        "recipients": _recipients(paper),
    }


def page_title(paper: Paper) -> str:
    """What the reader of a PDF shows as its name: kind, number and subject."""
    number = f"số {paper.number.zfill(2)}/{paper.symbol}" if paper.number else ""
    kind = (paper.title or "Công văn").capitalize()
    return " ".join(filter(None, (kind, number, *paper.subject)))


def _addressees(paper: Paper) -> tuple[str, ...]:
    if len(paper.addressees) == 1:
        return paper.addressees
    return tuple(f"- {line}" for line in wording.closed(paper.addressees))


def _recipients(paper: Paper) -> tuple[str, ...]:
    lines = [f"- {_recipient(recipient)};" for recipient in paper.recipients]
    if paper.archive:
        lines.append(f"- Lưu: {paper.archive.rstrip(' .;')}.")
    elif lines:
        lines[-1] = f"{lines[-1][:-1]}."
    return tuple(lines)


def _recipient(recipient: Recipient) -> str:
    purpose = f" ({recipient.purpose})" if recipient.purpose else ""
    return recipient.text.rstrip(" .;") + purpose


def _annex(paper: Paper, place: int, writer: Writer) -> AnnexPage:
    annex = paper.annexes[place]
    return AnnexPage(
        name=f"annex-{place + 1}",
        label=annex_label(place + 1, len(paper.annexes)),
        title=wording.unbroken_end(annex.title),
        note=wording.unbroken_end(wording.annex_note(paper, annex)),
        landscape=annex.landscape,
        html=writer.blocks(wording.ended(annex.children), annex.numbering),
    )
