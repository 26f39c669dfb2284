"""Plain text that keeps the look of its pages (as `pdftotext -layout` writes it), put in order.

Header and signature stand there in two columns beside each other, and lines end where the sheet
did. Text without columns comes back as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.importing.foot import ANNEX, ITEM
from reports.importing.lines import DATED, HIGHEST_ROW, NATION, RECIPIENTS, STARTS, YEAR

GAP = re.compile(r"\S(\s{2,})(?=\S)")
FOOT_GAP = re.compile(r"\S(\s{3,})(?=\S)")
PAGE_NUMBER = re.compile(r"\s*[-–]?\s*\d{1,4}\s*[-–]?\s*")
RECIPIENTS_ROW = re.compile(r"^\s*Nơi nhận\s*:?(?:\s{3,}|\s*$)", re.IGNORECASE)
# In the header a tab is as wide as the sheet is.
TAB = " " * 40
# What ends so near to the edge of the text goes on in the next row.
FULL = 0.8


@dataclass(frozen=True)
class _Cut:
    """The rows of two columns: from one row up to another, the right one beginning at `column`."""

    begins: int
    ends: int
    column: int


def unfolded(words: str) -> str:
    """The words in the order of reading: of two columns first the left one, then the right one."""
    rows = [row.rstrip() for row in _pages(words.replace("\t", TAB))]
    head = _head(rows)
    if head is None:
        return words
    foot = _foot(rows, head.ends)
    left, right = _columns(rows, head, GAP)
    done = [*left, *right]
    done += _paragraphs(rows[head.ends : foot.begins])
    if foot.begins < foot.ends:
        left, right = _columns(rows, foot, FOOT_GAP)
        done += [*_recipients(left), *right]
    return "\n".join([*done, *(row.strip() for row in rows[foot.ends :])])


def _pages(words: str) -> Iterator[str]:
    """The rows without the numbers of the pages."""
    for place, page in enumerate(words.split("\f")):
        rows = page.splitlines()
        said = [at for at, row in enumerate(rows) if row.strip()]
        if place and said and PAGE_NUMBER.fullmatch(rows[said[0]]):
            rows[said[0]] = ""
        if said and len(said) > 1 and PAGE_NUMBER.fullmatch(rows[said[-1]]):
            rows[said[-1]] = ""
        yield from rows


def _head(rows: list[str]) -> _Cut | None:
    for at, row in enumerate(rows[:HIGHEST_ROW]):
        found = NATION.search(row)
        if not found:
            continue
        before = row[: found.start()].rstrip()
        if not before.strip() or found.start() - len(before) < 2:
            return None
        column = len(before) + 2
        return _Cut(0, _head_ends(rows, at, column), column)
    return None


def _head_ends(rows: list[str], at: int, column: int) -> int:
    """Behind the date; where there is none, behind the motto."""
    for place in range(at, min(HIGHEST_ROW, len(rows))):
        if not DATED.search(rows[place]):
            continue
        after = rows[place + 1] if place + 1 < len(rows) else ""
        is_broken = not YEAR.search(rows[place]) and _indent(after) >= column
        return place + 2 if is_broken else place + 1
    return at + 2


def _foot(rows: list[str], begins: int) -> _Cut:
    """From “Nơi nhận” to the annexes or the end."""
    places = [at for at in range(begins, len(rows)) if RECIPIENTS_ROW.match(rows[at])]
    if not places:
        return _Cut(len(rows), len(rows), 0)
    first = places[0]
    later = (at for at in range(first, len(rows)) if ANNEX.match(rows[at].strip()))
    ends = next(later, len(rows))
    starts = [found.end() for row in rows[first:ends] if (found := _last_gap(row, FOOT_GAP))]
    return _Cut(first, ends, min(starts, default=10_000))


def _last_gap(row: str, form: re.Pattern[str]) -> re.Match[str] | None:
    return max(form.finditer(row), key=lambda each: len(each[1]), default=None)


def _columns(rows: list[str], cut: _Cut, form: re.Pattern[str]) -> tuple[list[str], list[str]]:
    left, right = [], []
    for row in rows[cut.begins : cut.ends]:
        gap = _last_gap(row, form)
        if gap:
            left.append(row[: gap.start(1)].strip())
            right.append(row[gap.end() :].strip())
        elif row.strip():
            (right if _indent(row) >= cut.column else left).append(row.strip())
    return left, right


def _recipients(rows: list[str]) -> Iterator[str]:
    """A recipient that runs on is one row."""
    held = ""
    for row in rows:
        if held and not ITEM.match(row) and not RECIPIENTS.match(held):
            held = f"{held} {row}"
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def _paragraphs(rows: list[str]) -> Iterator[str]:
    """Rows that end at the edge of the text go on in the next one, unless that is indented."""
    widest = max((len(row) for row in rows), default=0)
    margin = min((_indent(row) for row in rows if row.strip()), default=0)
    held = ""
    is_full = False
    for row in rows:
        text = row.strip()
        goes_on = is_full and text and _indent(row) <= margin + 1 and not STARTS.match(text)
        if goes_on:
            held = f"{held} {text}"
        else:
            yield held
            held = text
        # A page that ends within a sentence leaves blank rows.
        is_full = len(row) > FULL * widest if text else is_full and held[-1:] not in ".;:!?/"
    yield held


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())
