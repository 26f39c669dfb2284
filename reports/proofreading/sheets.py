"""A paper as lines with their places: what every check reads, wherever the paper came from."""

import calendar
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reports.content import (
    Block,
    Bound,
    Paper,
    Table,
    block_lines,
    children,
    plain,
    texts,
)
from reports.importing.foot import read_foot, split_foot
from reports.importing.head import read_head
from reports.importing.lines import joined, lines_of
from reports.masking import is_marked, masked_blocks

Severity = Literal["error", "warning", "hint"]
LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Remark:
    """One thing that is noticed. `place` is the place of the line that holds the quoted words."""

    check: str
    severity: Severity
    quote: str
    reason: str
    # The article or the rule that says so; empty where plain arithmetic does.
    source: str = ""
    place: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph, item, heading, cell or footnote."""

    text: str
    place: str = ""


@dataclass(frozen=True)
class Case:
    """What the records say; a paper that comes as a file has none of it."""

    # "thanh tra" or "kiểm tra".
    act: str
    decision_number: str = ""
    decision_symbol: str = ""
    decided_on: datetime.date | None = None
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    on_site_from: datetime.date | None = None
    on_site_to: datetime.date | None = None
    # Names and short names of who is audited, issues, signs or is written to.
    units: tuple[str, ...] = ()
    # Names of the units of other cases of the same office: what a copied text leaves behind.
    strange_units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Law:
    """One law of the library: its number, and its first and last day in force."""

    number: str
    title: str
    in_force_from: datetime.date | None
    in_force_to: datetime.date | None
    replaced_by: str = ""


@dataclass(frozen=True)
class Sheet:
    """A paper to be read."""

    lines: tuple[Line, ...]
    # Abbreviation of the kind (Phụ lục III NĐ 30/2020), and the words under it.
    kind: str = ""
    title: str = ""
    subject: str = ""
    symbol: str = ""
    # The line of place and date as it stands; empty where the software prints it.
    date_line: str = ""
    # The national motto as a file writes it.
    motto: str = ""
    # The last day of which this paper can tell: its own date, or the end of its month or year.
    dated_by: datetime.date | None = None
    recipients: tuple[str, ...] = ()
    archive: str = ""
    # Tables as rows of cells, with the place of each.
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    # The lines without what was marked as data of a private person, where anything was.
    masked_lines: tuple[Line, ...] | None = None
    # The software prints "./.", header and "Lưu" by itself; a file must have written them.
    is_printed_here: bool = True
    case: Case | None = None
    laws: tuple[Law, ...] = ()

    @property
    def public_lines(self) -> tuple[Line, ...]:
        """What everybody may read of it."""
        return self.lines if self.masked_lines is None else self.masked_lines

    @property
    def is_published(self) -> bool:
        """Conclusions and notices of them are read by everybody (Điều 79 Luật Thanh tra 2022)."""
        return self.kind in {"KL", "TB"}

    @property
    def act(self) -> str:
        """Thanh tra or kiểm tra, by the case or by its own words; empty where it is neither."""
        if self.case:
            return self.case.act
        head = f"{self.title} {self.subject}".casefold()
        if "thanh tra, kiểm tra" in head:
            return ""
        if "kết luận kiểm tra" in head or "kết quả kiểm tra" in head:
            return "kiểm tra"
        return "thanh tra" if "thanh tra" in head.partition(" tại ")[0] else ""


def quote_of(text: str, start: int = 0, end: int | None = None, around: int = 0) -> str:
    """The words from `start` to `end` with at most so many letters around them, whole words."""
    end = len(text) if end is None else end
    left, right = max(0, start - around), min(len(text), end + around)
    if around and left:
        # Behind the first space, or nothing of it.
        left = text.find(" ", left, start) + 1 or start
    if around and right < len(text):
        right = max(text.rfind(" ", end, right + 1), end)
    before, after = "… " if around and left else "", " …" if around and right < len(text) else ""
    words = f"{before}{' '.join(text[left:right].split())}{after}"
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]}…"


# --- From a tree ----------------------------------------------------------------------------------


def of_paper(
    paper: Paper,
    *,
    placed: Iterable[tuple[str, Iterable[Block]]] | None = None,
    case: Case | None = None,
    laws: Iterable[Law] = (),
) -> Sheet:
    """A paper of this software.

    `placed` are its blocks with the place of each run of them; without it places are the parts at
    the top: "preamble/0", "body/2", "annex/0".
    """
    found = _placed(paper) if placed is None else placed
    kept = [(place, tuple(blocks)) for place, blocks in found]
    return Sheet(
        _lines_of(kept),
        kind=paper.kind,
        title=paper.title,
        subject=" ".join(paper.subject),
        symbol=paper.symbol,
        dated_by=paper.issued_on or _end_of(paper.year_hint, paper.month_hint),
        recipients=tuple(each.text for each in paper.recipients),
        archive=paper.archive,
        tables=tuple(
            table for place, blocks in kept for block in blocks for table in _tables(block, place)
        ),
        masked_lines=(
            _lines_of((place, masked_blocks(blocks)) for place, blocks in kept)
            if is_marked(paper)
            else None
        ),
        case=case,
        laws=tuple(laws),
    )


def _lines_of(placed: Iterable[tuple[str, Iterable[Block]]]) -> tuple[Line, ...]:
    lines = (line for place, blocks in placed for block in blocks for line in _lines(block, place))
    return tuple(
        Line(" ".join(line.text.split()), line.place) for line in lines if line.text.strip()
    )


def _placed(paper: Paper) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for name, blocks in (("preamble", paper.preamble), ("body", paper.body)):
        yield from ((f"{name}/{at}", (block,)) for at, block in enumerate(blocks))
    yield from ((f"annex/{at}", annex.children) for at, annex in enumerate(paper.annexes))


def _lines(block: Block, place: str) -> Iterator[Line]:
    if isinstance(block, Table):
        yield from (Line(line, place) for line in block_lines((block,)))
        return
    if not isinstance(block, Bound):
        for runs in texts(block):
            yield Line(plain(runs), place)
            yield from (Line(plain(run.footnote.text), place) for run in runs if run.footnote)
    for child in children(block):
        yield from _lines(child, place)


def _tables(block: Block, place: str) -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    if isinstance(block, Table):
        yield place, tuple(tuple(plain(cell) for cell in row) for row in block.rows)
    for child in children(block):
        yield from _tables(child, place)


def _end_of(year: int | None, month: int | None) -> datetime.date | None:
    if year is None:
        return None
    month = month or 12
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


# --- From the words of a file ---------------------------------------------------------------------


def of_text(words: str, *, laws: Iterable[Law] = ()) -> Sheet:
    """A paper that comes as text (also scanned, with Markdown). Places are "dòng 12".

    Header, kind and the list of recipients are recognised by the form of NĐ 30/2020
    (reports.importing); what is not recognised stays empty and is not checked.
    """
    head, rest = read_head(lines_of(words))
    text, behind = split_foot(rest)
    foot, _ = read_foot(behind)
    return Sheet(
        tuple(
            Line(words, f"dòng {line.row}")
            for line in joined(text)
            for words in (line.bare, *line.notes)
        ),
        kind=head.kind,
        title=head.title,
        subject=" ".join(head.subject),
        symbol=head.symbol,
        date_line=head.date_line,
        motto=head.motto,
        dated_by=head.dated_by,
        recipients=tuple(each.text for each in foot.recipients),
        archive=foot.archive_line,
        is_printed_here=False,
        laws=tuple(laws),
    )
