"""Ô 7 and 9b: Nơi nhận level with the signer; both sides of a biên bản beside one another."""

from collections.abc import Iterator

from reports.content import Paper, Signer
from reports.rendering import wording
from reports.rendering.docx.head import TEXT
from reports.rendering.docx.markup import Element, cell, el, mm, paragraph, pt, run, table

_LEFT, _RIGHT = TEXT * 0.45, TEXT * 0.55
_HALF = TEXT / 2


def sign(paper: Paper) -> Iterator[Element]:
    """The end of the paper: both sides, then ô 9b and 7; nothing where nobody signs or receives."""
    recipients = wording.recipients(paper)
    if paper.parties:
        yield _gap()
        pairs = [paper.parties[at : at + 2] for at in range(0, len(paper.parties), 2)]
        rows = [
            _whole_row(*(cell(mm(_HALF), *_signer(each)) for each in _both(pair))) for pair in pairs
        ]
        yield table("BangTrinhBay", [mm(_HALF), mm(_HALF)], rows)
    if paper.signer or recipients:
        yield _gap()
        cells = (
            cell(mm(_LEFT), *_recipients(recipients)),
            cell(mm(_RIGHT), *_signer(paper.signer)),
        )
        yield table("BangTrinhBay", [mm(_LEFT), mm(_RIGHT)], [_whole_row(*cells)])


def _gap() -> Element:
    """Room above, on the same page: a signature never stands alone."""
    return paragraph("Dem", keep_next=el("keepNext"), spacing=el("spacing", before=pt(11)))


def _whole_row(*cells: Element) -> Element:
    return el("tr", el("trPr", el("cantSplit")), *cells)


def _both(pair: tuple[Signer, ...]) -> tuple[Signer | None, Signer | None]:
    return pair[0], pair[1] if len(pair) > 1 else None


def _recipients(lines: tuple[str, ...]) -> list[Element]:
    if not lines:
        return [paragraph("DanhSachNoiNhan")]
    call = paragraph("NoiNhan", run("Nơi nhận:"))
    return [call, *(paragraph("DanhSachNoiNhan", run(line)) for line in lines)]


def _signer(signer: Signer | None) -> list[Element]:
    if signer is None:
        return [paragraph("HoTen")]
    authority = [paragraph("ChucVu", run(line)) for line in signer.authority]
    post = [paragraph("ChucVu", run(signer.other_post))] if signer.other_post else []
    return [*authority, paragraph("ChoKy"), *post, paragraph("HoTen", run(signer.name))]
