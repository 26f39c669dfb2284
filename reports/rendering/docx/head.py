"""Ô 1-5 and 9a: the head in two columns, the title, the addressees, the lines before the articles."""

from collections.abc import Iterator

from reports.content import Paper
from reports.rendering import wording
from reports.rendering.docx.lengths import longest_line
from reports.rendering.docx.markup import Element, bordered, cell, el, mm, paragraph, pt, run, table
from reports.rendering.docx.styles import RED

# The text is 165 mm wide; the shares are those of the PDF.
TEXT = 165.0
LEFT, RIGHT = TEXT * 0.41, TEXT * 0.59
POINTS = 72 / 25.4
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
# A third to a half of the words (ô 2, ô 5a).
_SHARE = 0.4


def head(paper: Paper) -> Element:
    """The two columns at the top of the first page."""
    rows = [
        el("tr", cell(mm(LEFT), *_issuer(paper)), cell(mm(RIGHT), *_nation())),
        el("tr", cell(mm(LEFT), *_number(paper)), cell(mm(RIGHT), *_place_and_date(paper))),
    ]
    return table("BangTrinhBay", [mm(LEFT), mm(RIGHT)], rows)


def _issuer(paper: Paper) -> Iterator[Element]:
    for line in paper.issuer_parent.splitlines():
        yield paragraph("CoQuanChuQuan", run(line))
    lines = paper.issuer.splitlines()
    for line in lines:
        yield paragraph("CoQuanBanHanh", run(line))
    length = longest_line(lines, size=12, room=LEFT * POINTS, caps=True)
    yield rule(length * _SHARE, LEFT)


def _nation() -> Iterator[Element]:
    yield paragraph("QuocHieu", run(NATION))
    yield paragraph("TieuNgu", run(MOTTO))
    yield rule(longest_line([MOTTO], size=13, room=RIGHT * POINTS), RIGHT)


def rule(length: float, room: float, *, after: float = 0) -> Element:
    """A rule of that length in points, in the middle of so many millimetres."""
    side = pt(max(0.0, (room * POINTS - length) / 2))
    spacing = el("spacing", after=pt(after)) if after else None
    indent = el("ind", left=side, right=side)
    return paragraph("DuongKe", borders=bordered(top="6"), spacing=spacing, indent=indent)


def _number(paper: Paper) -> list[Element]:
    lines = [paragraph("SoKyHieu", run(wording.number_line(paper)))] if paper.symbol else []
    if not paper.title:
        lines.append(paragraph("TrichYeuCongVan", run(f"V/v {' '.join(paper.subject)}")))
    if paper.draft:
        frame = el("bdr", val="single", sz="6", space="2", color=RED)
        lines.append(paragraph("DuThao", run("DỰ THẢO", frame)))
    return [*lines, _room()]


def _place_and_date(paper: Paper) -> list[Element]:
    dated = paper.symbol and paper.place
    lines = [paragraph("DiaDanh", run(wording.date_line(paper)))] if dated else []
    return [*lines, _room()]


def _room() -> Element:
    """What parts the head from the title, whatever comes first under it."""
    return paragraph("Dem", spacing=el("spacing", before=pt(11)))


def title(paper: Paper) -> Iterator[Element]:
    """Ô 5a and 9a."""
    if paper.title:
        yield paragraph("Title", run(paper.title))
        yield from _subject(paper)
    lines = wording.addressees(paper)
    if len(lines) == 1:
        yield paragraph("KinhGui", run(f"Kính gửi: {lines[0]}"))
    elif lines:
        yield from _addressees(lines)


def _subject(paper: Paper) -> Iterator[Element]:
    lines = wording.subject_lines(paper)
    if not lines:
        return
    for line in lines:
        yield paragraph("TrichYeu", run(line), keep_next=el("keepNext"))
    room = TEXT - 16
    length = longest_line(lines, size=14, room=room * POINTS)
    yield rule(length * _SHARE, TEXT, after=12)


def _addressees(lines: tuple[str, ...]) -> Iterator[Element]:
    """The call and the first on one line, the others under the first."""
    under = {"left": mm(42), "hanging": "0"}
    for place, line in enumerate(lines):
        first, last = place == 0, place == len(lines) - 1
        runs = [run("Kính gửi:"), el("r", el("tab")), run(line)] if first else [run(line)]
        indent = {"left": mm(42), "hanging": mm(22)} if first else under
        spacing = None if last else el("spacing", after="0")
        yield paragraph(
            "KinhGui",
            *runs,
            spacing=spacing,
            indent=el("ind", **indent),
            align=el("jc", val="left"),
        )


def deciding(paper: Paper) -> Iterator[Element]:
    """ "CHÁNH THANH TRA QUẬN …" above the căn cứ."""
    if paper.deciding:
        yield paragraph("ThamQuyen", run(paper.deciding))


def order(paper: Paper) -> Iterator[Element]:
    """ "QUYẾT ĐỊNH:" between the căn cứ and the articles."""
    if paper.order:
        yield paragraph("Lenh", run(paper.order))
