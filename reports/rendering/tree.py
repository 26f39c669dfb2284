"""Blocks to HTML. Flat on purpose: page breaks keep headings and the signature with their text."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString

from reports.content import (
    Block,
    Bound,
    Chart,
    Column,
    Item,
    Numbered,
    Numbering,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
)
from reports.outline import Placed, outline
from reports.rendering import bars
from reports.rendering.flow import (
    SIGNS,
    flat,
    groups,
    heading_kind,
    is_long,
    kept_with_the_last,
    leads,
    widths,
)

_TAG = {1: "h2", 2: "h3", 3: "h4", 4: "h5"}


@dataclass
class Writer:
    """Writes blocks and counts the footnotes of one paper.

    The PDF lets the page place the footnotes (`float: footnote`); browsers cannot, so a preview
    shows marks and gathers the notes in `notes`.
    """

    preview: bool
    notes: list[SafeString] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Block], numbering: Numbering) -> SafeString:
        """The blocks as HTML; all words are escaped."""
        return self.placed(outline(blocks, numbering))

    def placed(self, placed: Iterable[Placed]) -> SafeString:
        """Blocks that have their numbers already: a part of a paper, numbered as in the whole."""
        blocks = list(flat(placed))
        kept = kept_with_the_last(blocks)
        return _join(self._placed(each, keep=place == kept) for place, each in enumerate(blocks))

    def _placed(self, placed: Placed, *, keep: bool) -> SafeString:
        block = placed.block
        match block:
            case Section():
                return self._heading(block, placed)
            case Paragraph():
                return self._paragraph(block.text, block.style, "", keep=keep)
            case Item():
                sign = f"{SIGNS[block.level]} "
                return self._paragraph(block.text, f"item item-{block.level}", sign, keep=keep)
            case Numbered():
                label = escape(placed.label)
                label = SafeString(f"<b>{label}</b>" if placed.scheme == "article" else label)
                return self._paragraph(block.text, "numbered", f"{label} ", keep=keep)
            case Table():
                return self._table(block)
            case Chart():
                return bars.chart(block, self.text(block.caption))
            case Bound():
                return SafeString("")

    def _heading(self, section: Section, placed: Placed) -> SafeString:
        tag = _TAG.get(placed.depth, "h6")
        label = escape(f"{placed.label} ") if placed.label else ""
        kind = heading_kind(placed)
        return SafeString(f'<{tag} class="{kind}">{label}{self.text(section.heading)}</{tag}>\n')

    def _paragraph(self, runs: Text, kind: str, label: str, *, keep: bool) -> SafeString:
        kind = f"{kind} leads" if keep or leads(runs) else kind
        return SafeString(f'<p class="{kind}">{label}{self.text(runs)}</p>\n')

    def text(self, runs: Text) -> SafeString:
        """A text with its faces and footnotes."""
        return _join(self._run(run) for run in runs)

    def _run(self, run: Run) -> SafeString:
        words = escape(run.text)
        if run.italic:
            words = SafeString(f"<i>{words}</i>")
        if run.bold:
            words = SafeString(f"<b>{words}</b>")
        return words + self._footnote(run)

    def _footnote(self, run: Run) -> SafeString:
        if run.footnote is None:
            return SafeString("")
        note = _join(self._run(each) for each in run.footnote.text)
        if not self.preview:
            return SafeString(f'<span class="footnote">{note}</span>')
        number = len(self.notes) + 1
        self.notes.append(SafeString(f'<p class="note"><sup>{number}</sup> {note}</p>\n'))
        return SafeString(f'<sup class="call">{number}</sup>')

    def _table(self, table: Table) -> SafeString:
        above, caption = self._above(table)
        columns = "".join(f'<col class="w-{width}">' for width in widths(table.columns))
        rows = _join(self._row(row, table.columns) for row in table.rows)
        return SafeString(
            f'{above}<table class="data">{caption}<colgroup>{columns}</colgroup>\n'
            f"<thead>{_headings(table.columns)}</thead>\n<tbody>{rows}</tbody></table>\n"
        )

    def _above(self, table: Table) -> tuple[str, str]:
        """What stands over the table, and its caption: the unit is under the name, if it has one."""
        if not table.caption:
            return (f'<p class="unit">{escape(table.unit)}</p>\n' if table.unit else ""), ""
        unit = f'<span class="unit">{escape(table.unit)}</span>' if table.unit else ""
        return "", f"<caption>{self.text(table.caption)}{unit}</caption>"

    def _row(self, row: tuple[Text, ...], columns: tuple[Column, ...]) -> SafeString:
        # A row with a wrong number of cells is refused before the issue; until then it still shows.
        aligns = [column.align for column in columns] + ["left"] * len(row)
        cells = "".join(
            f'<td class="{align}">{self.text(cell)}</td>'
            for cell, align in zip(row, aligns, strict=False)
        )
        opening = '<tr class="long">' if is_long(row) else "<tr>"
        return SafeString(f"{opening}{cells}</tr>\n")


def _headings(columns: tuple[Column, ...]) -> SafeString:
    grouped = groups(columns)
    if not grouped:
        cells = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in columns)
        return SafeString(f"<tr>{cells}</tr>")
    upper, lower = "", ""
    for group, members in grouped:
        names = [escape(column.heading) for column in members]
        if group:
            upper += f'<th scope="colgroup" colspan="{len(names)}">{escape(group)}</th>'
            lower += "".join(f'<th scope="col">{name}</th>' for name in names)
        else:
            upper += "".join(f'<th scope="col" rowspan="2">{name}</th>' for name in names)
    return SafeString(f"<tr>{upper}</tr><tr>{lower}</tr>")


def _join(pieces: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(pieces))
