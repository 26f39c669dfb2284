"""Blocks to HTML. Flat on purpose: page breaks keep headings and the signature with their text."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString

from reports.content import (
    Block,
    Bound,
    Column,
    Item,
    Numbered,
    Numbering,
    Paragraph,
    Run,
    Section,
    Table,
    Text,
    block_lines,
    plain,
)
from reports.outline import Placed, Scheme, outline

# A row up to this many characters in one cell stays on one page.
_LONGEST_WHOLE_CELL = 700
# Shorter than a line: the paragraph before it must come along to the page of the signature.
_SHORT_LAST_WORDS = 80
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
        flat = list(_flat(placed))
        kept = _kept_with_the_last(flat)
        return _join(self._placed(each, keep=place == kept) for place, each in enumerate(flat))

    def _placed(self, placed: Placed, *, keep: bool) -> SafeString:
        block = placed.block
        match block:
            case Section():
                return self._heading(block, placed)
            case Paragraph():
                return self._paragraph(block.text, block.style, "", keep=keep)
            case Item():
                sign = "- " if block.level == 1 else "+ "
                return self._paragraph(block.text, f"item item-{block.level}", sign, keep=keep)
            case Numbered():
                label = escape(placed.label)
                label = SafeString(f"<b>{label}</b>" if placed.scheme == "article" else label)
                return self._paragraph(block.text, "numbered", f"{label} ", keep=keep)
            case Table():
                return self._table(block)
            case Bound():
                return SafeString("")

    def _heading(self, section: Section, placed: Placed) -> SafeString:
        tag = _TAG.get(placed.depth, "h6")
        label = escape(f"{placed.label} ") if placed.label else ""
        kind = _heading_class(placed.scheme)
        return SafeString(f'<{tag} class="{kind}">{label}{self.text(section.heading)}</{tag}>\n')

    def _paragraph(self, runs: Text, kind: str, label: str, *, keep: bool) -> SafeString:
        leads = keep or plain(runs).rstrip().endswith(":")
        kind = f"{kind} leads" if leads else kind
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
        caption = f"<caption>{self.text(table.caption)}</caption>" if table.caption else ""
        unit = f'<p class="unit">{escape(table.unit)}</p>\n' if table.unit else ""
        columns = "".join(f'<col class="w-{width}">' for width in widths(table.columns))
        rows = _join(self._row(row, table.columns) for row in table.rows)
        return SafeString(
            f'{unit}<table class="data">{caption}<colgroup>{columns}</colgroup>\n'
            f"<thead>{_headings(table.columns)}</thead>\n<tbody>{rows}</tbody></table>\n"
        )

    def _row(self, row: tuple[Text, ...], columns: tuple[Column, ...]) -> SafeString:
        # A row with a wrong number of cells is refused before the issue; until then it still shows.
        aligns = [column.align for column in columns] + ["left"] * len(row)
        cells = "".join(
            f'<td class="{align}">{self.text(cell)}</td>'
            for cell, align in zip(row, aligns, strict=False)
        )
        opening = '<tr class="long">' if is_long(row) else "<tr>"
        return SafeString(f"{opening}{cells}</tr>\n")


def widths(columns: tuple[Column, ...]) -> list[int]:
    """Whole percents that sum to 100, each at least 1, in the proportion of the columns' widths.

    The style sheet has a class for each of them, because the preview allows no inline styles.
    """
    total = sum(max(column.width, 1) for column in columns) or 1
    shares = [max(1, round(100 * max(column.width, 1) / total)) for column in columns]
    if shares:
        widest = shares.index(max(shares))
        shares[widest] = max(1, shares[widest] + 100 - sum(shares))
    return shares


def is_long(row: tuple[Text, ...]) -> bool:
    """Whether a row may go over two pages."""
    return any(len(plain(cell)) > _LONGEST_WHOLE_CELL for cell in row)


def _headings(columns: tuple[Column, ...]) -> SafeString:
    if not any(column.group for column in columns):
        cells = "".join(f'<th scope="col">{escape(column.heading)}</th>' for column in columns)
        return SafeString(f"<tr>{cells}</tr>")
    upper, lower = "", ""
    for group, members in groupby(columns, key=lambda column: column.group):
        names = [escape(column.heading) for column in members]
        if group:
            upper += f'<th scope="colgroup" colspan="{len(names)}">{escape(group)}</th>'
            lower += "".join(f'<th scope="col">{name}</th>' for name in names)
        else:
            upper += "".join(f'<th scope="col" rowspan="2">{name}</th>' for name in names)
    return SafeString(f"<tr>{upper}</tr><tr>{lower}</tr>")


def _heading_class(scheme: Scheme) -> str:
    return {"roman": "part", "article": "article", "letter": "point"}.get(scheme, "clause")


def _flat(placed: Iterable[Placed]) -> Iterable[Placed]:
    for each in placed:
        if not isinstance(each.block, Bound):
            yield each
        yield from _flat(each.children)


def _kept_with_the_last(flat: list[Placed]) -> int | None:
    """The place of the block before a last one that is shorter than two lines."""
    if len(flat) < 2 or isinstance(flat[-1].block, Table):
        return None
    last = " ".join(block_lines((flat[-1].block,)))
    return len(flat) - 2 if len(last) < _SHORT_LAST_WORDS else None


def _join(pieces: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(pieces))
