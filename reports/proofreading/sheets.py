"""A paper as lines with their places: what every check reads, wherever the paper came from."""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from office.text import nfc
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

Severity = Literal["error", "warning", "hint"]


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
    """One law of the library: its number and when it is in force; the day after its end is given."""

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
    # The last day of which this paper can tell: its own date, or the end of its month or year.
    dated_by: datetime.date | None = None
    recipients: tuple[str, ...] = ()
    archive: str = ""
    # Tables as rows of cells, with the place of each.
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = ()
    # The software prints "./.", header and "Lưu" by itself; a file must have written them.
    is_printed_here: bool = True
    case: Case | None = None
    laws: tuple[Law, ...] = ()
    # Words and names that an office has said to be right.
    known: frozenset[str] = field(default_factory=frozenset)

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
        if "kết luận kiểm tra" in head or "kết quả kiểm tra" in head:
            return "kiểm tra"
        return "thanh tra" if "thanh tra" in head.partition(" tại ")[0] else ""


def quote_of(text: str, start: int = 0, end: int | None = None, around: int = 0) -> str:
    """The words from `start` to `end` with some around them, cut at spaces."""
    end = len(text) if end is None else end
    left, right = max(0, start - around), min(len(text), end + around)
    words = " ".join(text[left:right].split())
    return words if len(words) <= 160 else words[:160].rsplit(" ", 1)[0] + "…"


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
    lines: list[Line] = []
    tables: list[tuple[str, tuple[tuple[str, ...], ...]]] = []
    for place, blocks in _placed(paper) if placed is None else placed:
        for block in blocks:
            lines += _lines(block, place)
            tables += _tables(block, place)
    return Sheet(
        tuple(line for line in lines if line.text.strip()),
        kind=paper.kind,
        title=paper.title,
        subject=" ".join(paper.subject),
        symbol=paper.symbol,
        dated_by=paper.issued_on or _end_of(paper.year_hint, paper.month_hint),
        recipients=tuple(each.text for each in paper.recipients),
        archive=paper.archive,
        tables=tuple(tables),
        case=case,
        laws=tuple(laws),
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

KINDS = {
    "KẾT LUẬN": "KL",
    "KẾT LUẬN THANH TRA": "KL",
    "BÁO CÁO": "BC",
    "THÔNG BÁO": "TB",
    "QUYẾT ĐỊNH": "QĐ",
    "KẾ HOẠCH": "KH",
    "TỜ TRÌNH": "TTr",
    "BIÊN BẢN": "BB",
}
NUMBER_LINE = re.compile(r"^Số:\s*(?P<number>\d*)\s*(?:/(?P<symbol>\S+))?")
DATE_LINE = re.compile(
    r"^(?P<place>[^,\d]{2,40}),\s*ngày\s*(?P<day>\d{0,2})\s*tháng\s*(?P<month>\d{0,2})\s*năm\s*"
    r"(?P<year>\d{4})\.?$"
)
RECIPIENTS = re.compile(r"^Nơi nhận\s*:?$", re.IGNORECASE)
MARKS = re.compile(r"^#+\s*|\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
# Headings are shorter.
LONG = 100
MORE = re.compile(r"[^.:;!?…/]$")


def of_text(words: str, *, laws: Iterable[Law] = ()) -> Sheet:
    """A paper that comes as text (also scanned, with Markdown). Places are "dòng 12".

    Header, kind and the list of recipients are recognised by the form of NĐ 30/2020; what is not
    recognised stays empty and is not checked.
    """
    sheet = Sheet((), is_printed_here=False, laws=tuple(laws))
    body: list[Line] = []
    after: list[Line] = []
    is_closed = False
    for at, raw in enumerate(nfc(words).splitlines(), 1):
        text = MARKS.sub("", raw).strip()
        if not text:
            continue
        line = Line(text, f"dòng {at}")
        if RECIPIENTS.match(text) or is_closed:
            is_closed = True
            after.append(line)
        elif not _is_head(text, body, sheet):
            body.append(line)
        else:
            sheet = _with_head(sheet, text)
    return _with_recipients(_with_subject(sheet, _joined(body)), after)


def _is_head(text: str, body: list[Line], sheet: Sheet) -> bool:
    if len(body) > 6:
        return False
    return bool(
        NUMBER_LINE.match(text)
        or DATE_LINE.match(text)
        or (not sheet.kind and text.upper().strip(". ") in KINDS)
    )


def _with_head(sheet: Sheet, text: str) -> Sheet:
    if found := NUMBER_LINE.match(text):
        return replace(sheet, symbol=found["symbol"] or "")
    if found := DATE_LINE.match(text):
        year, month = int(found["year"]), int(found["month"] or 0)
        last = _end_of(year, month if 1 <= month <= 12 else None)
        if found["day"] and last and 1 <= int(found["day"]) <= last.day:
            last = last.replace(day=int(found["day"]))
        return replace(sheet, date_line=text, dated_by=last)
    name = text.upper().strip(". ")
    return replace(sheet, kind=KINDS[name], title=name)


def _joined(lines: list[Line]) -> list[Line]:
    """A sentence that a page break has cut is one line again."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _is_cut(before.text, line.text):
            space = "" if before.text[-1] in "-/" else " "
            joined[-1] = Line(f"{before.text}{space}{line.text}", before.place)
        else:
            joined.append(line)
    return joined


def _is_cut(before: str, after: str) -> bool:
    """A line goes on: it ends without a mark, and what follows begins small or as a figure."""
    if before[-1] in "-/" and before[-2:-1].isupper():
        return True
    goes_on = after[0].islower() or (len(before) > LONG and re.match(r"\d[\d.]*\s\w", after))
    return bool(MORE.search(before) and goes_on)


def _with_subject(sheet: Sheet, body: list[Line]) -> Sheet:
    """The lines between the kind and the first sentence are the trích yếu."""
    cut = next(
        (at for at, line in enumerate(body) if line.text[-1] in ".:;,” /" or len(line.text) > 300),
        0,
    )
    is_subject = bool(sheet.kind) and 0 < cut <= 4
    subject = " ".join(line.text for line in body[:cut]) if is_subject else ""
    return replace(sheet, lines=tuple(body), subject=subject)


def _with_recipients(sheet: Sheet, lines: list[Line]) -> Sheet:
    said = [line.text.lstrip("-–+ ").rstrip("; ") for line in lines if line.text[0] in "-–+"]
    kept = [each for each in said if each.startswith("Lưu")]
    others = tuple(each for each in said if each not in kept)
    return replace(sheet, recipients=others, archive=kept[-1] if kept else "")
