"""The lines of a finding as blocks of a paper: items, tables, points of the conclusion."""

from collections.abc import Iterable

from findings.models import Finding
from reports.composing.words import capital
from reports.content import Block, Item, Paragraph, text
from reports.markup import MarkupError, parse


def blocks_of(lines: list[str]) -> Iterable[Block]:
    """As people write: "- " and "+ " begin items; the first line of a finding is an item."""
    rows: list[str] = []
    for place, line in enumerate(lines):
        if line.startswith("|"):
            rows.append(line)
            continue
        yield from _table(rows)
        rows = []
        mark, rest = line[:2], line[2:].strip()
        if mark in {"- ", "– "} or place == 0:
            yield Item(text(rest if mark in {"- ", "– ", "+ "} else line), 1)
        elif mark == "+ ":
            yield Item(text(rest), 2)
        else:
            yield Paragraph(text(line))
    yield from _table(rows)


def _table(rows: list[str]) -> Iterable[Block]:
    """Lines of a table as people write them; what is no table stays as it was written."""
    if not rows:
        return
    try:
        yield from parse("\n".join(rows))
    except MarkupError:
        yield from (Paragraph(text(row)) for row in rows)


def is_long(finding: Finding) -> bool:
    """Without a summary, and written in several lines: no sentence for the conclusion."""
    lines = [line for line in finding.text.splitlines() if line.strip()]
    return not finding.summary.strip() and len(lines) > 1


def point(finding: Finding) -> Iterable[Block]:
    """One point of the conclusion: the summary, or the text line by line under its first line."""
    if not is_long(finding):
        yield Item(text(sentence(finding.conclusion_text)), 1)
        return
    lines = [line.strip() for line in finding.text.splitlines() if line.strip()]
    for place, block in enumerate(blocks_of(lines)):
        words = getattr(block, "text", None)
        yield block if words is None or not place else Item(words, 2)


def sentence(words: str) -> str:
    words = capital(" ".join(words.split()).removeprefix("- "))
    return words if words.endswith((".", "!", "?", ":", ";")) else f"{words}."
