"""Tables of figures: headings repeated on every page, grouped headings, short rows whole."""

from collections.abc import Callable, Iterator
from itertools import accumulate

from reports.content import Chart, Column, Run, Table, Text
from reports.rendering.docx.markup import Element, cell, el, mm, paragraph, pt, run, table
from reports.rendering.flow import groups, is_long, widths

_ALIGNS = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_MIDDLE = {"val": "center"}
Words = Callable[[Text], Iterator[Element]]


def data_table(block: Table, text: Words, *, room: float) -> Iterator[Element]:
    """A table as wide as the text, with its name and unit above; `text` writes the words."""
    if block.caption:
        yield paragraph("TenBang", *text(block.caption))
    if block.unit:
        yield paragraph("DonViTinh", run(block.unit))
    if not block.columns:
        return
    if not (block.unit or block.caption):
        # Room above; and Word makes one table of two that touch.
        yield paragraph("Dem", keep_next=el("keepNext"), spacing=el("spacing", before=pt(5)))
    shares = _shares(block.columns, room)
    rows = [_row(row, block.columns, shares, text) for row in block.rows]
    yield table("BangSoLieu", shares, [*_headings(block.columns, shares), *rows])


def bar_table(chart: Chart, text: Words, *, room: float) -> Iterator[Element]:
    """A chart as its words: a drawing of ours could not be edited in Word."""
    if chart.caption:
        yield paragraph("TenBang", *text(chart.caption))
    columns = (Column("", 3), Column("", 1, "right"))
    shares = _shares(columns, room)
    rows = [
        _row(((Run(bar.label),), (Run(bar.shown),)), columns, shares, text) for bar in chart.bars
    ]
    if rows:
        yield table("BangSoLieu", shares, rows)
    if chart.target_label:
        yield paragraph("DonViTinh", run(chart.target_label))


def _shares(columns: tuple[Column, ...], room: float) -> list[str]:
    """Widths whose sum is exactly the room."""
    ends = [int(mm(room * share / 100)) for share in accumulate(widths(columns))]
    return [str(end - begin) for begin, end in zip([0, *ends], ends, strict=False)]


def _row(
    row: tuple[Text, ...], columns: tuple[Column, ...], shares: list[str], text: Words
) -> Element:
    # A row with a wrong number of cells is refused before the issue; until then it still shows.
    missing = max(0, len(row) - len(columns))
    aligns = [_ALIGNS[column.align] for column in columns] + ["left"] * missing
    cells = (
        cell(share, paragraph("OBang", *text(words), align=el("jc", val=align)))
        for words, share, align in zip(row, [*shares, *["0"] * missing], aligns, strict=False)
    )
    whole = None if is_long(row) else el("trPr", el("cantSplit"))
    return el("tr", whole, *cells)


def _headings(columns: tuple[Column, ...], shares: list[str]) -> list[Element]:
    grouped = groups(columns)
    if not grouped:
        cells = (
            _heading(column.heading, share) for column, share in zip(columns, shares, strict=True)
        )
        return [_heading_row(*cells)]
    upper, lower, rest = [], [], list(shares)
    for group, members in grouped:
        own, rest = rest[: len(members)], rest[len(members) :]
        if group:
            whole = str(sum(int(share) for share in own))
            upper.append(_heading(group, whole, span=el("gridSpan", val=str(len(own)))))
            lower += [
                _heading(each.heading, share) for each, share in zip(members, own, strict=True)
            ]
        else:
            for each, share in zip(members, own, strict=True):
                upper.append(_heading(each.heading, share, merge=el("vMerge", val="restart")))
                lower.append(_heading("", share, merge=el("vMerge")))
    return [_heading_row(*upper), _heading_row(*lower)]


def _heading_row(*cells: Element) -> Element:
    return el("tr", el("trPr", el("cantSplit"), el("tblHeader")), *cells)


def _heading(words: str, width: str, **properties: Element) -> Element:
    content = paragraph("DauCot", *([run(words)] if words else []))
    return cell(width, content, align=el("vAlign", **_MIDDLE), **properties)
