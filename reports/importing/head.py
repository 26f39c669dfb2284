"""Header, kind and trích yếu of an existing paper: components 1 to 5 of Phụ lục I NĐ 30/2020."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reports.importing.lines import STARTS, Line

# Abbreviations of Phụ lục III by the words above the trích yếu.
KINDS = {
    "KẾT LUẬN": "KL",
    "KẾT LUẬN THANH TRA": "KL",
    "BÁO CÁO": "BC",
    "THÔNG BÁO": "TB",
    "QUYẾT ĐỊNH": "QĐ",
    "KẾ HOẠCH": "KH",
    "TỜ TRÌNH": "TTr",
    "BIÊN BẢN": "BB",
    "CHỈ THỊ": "CT",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
}
NUMBER = re.compile(r"^Số:\s*(?P<number>\d*[a-z]?)\s*(?:/\s*(?P<symbol>\S+))?$")
DATE = re.compile(
    r"^(?P<place>[^,\d]{2,40}),\s*ngày\s*(?P<day>\d{0,2})\s*tháng\s*(?P<month>\d{0,2})\s*năm\s*"
    r"(?P<year>\d{4})\.?$"
)
NATION = re.compile(r"^(?:CỘNG H[ÒO]A|Độc lập)", re.IGNORECASE)
# What a narrow column breaks, and what it looks like when it is whole.
BROKEN = re.compile(r"^CỘNG H[ÒO]A\b|^Độc lập\b|,\s*ngày\s*\d{0,2}\s*(?:tháng|$)", re.IGNORECASE)
WHOLE = re.compile(r"VIỆT NAM|Hạnh phúc|năm\s*\d{4}", re.IGNORECASE)
SYMBOL = re.compile(r"\S+/\S+")
ADDRESSED = re.compile(r"^Kính gửi\s*:\s*", re.IGNORECASE)
ABOUT = re.compile(r"^V/v\s+")
# The lines above the kind are short; a trích yếu seldom has more than four lines.
HIGHEST, LONGEST_SUBJECT = 14, 4
MOST_PIECES = 3


@dataclass
class Head:
    """What was recognised; empty where the paper does not say it."""

    kind: str = ""
    title: str = ""
    subject: list[str] = field(default_factory=list)
    letterhead: list[Line] = field(default_factory=list)
    number: str = ""
    symbol: str = ""
    place: str = ""
    date_line: str = ""
    motto: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    addressees: list[str] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        """The office: of several lines those that are bold, else the last."""
        return "\n".join(line.bare for line in self.letterhead[self._parents :])

    @property
    def parent(self) -> str:
        """What stands over the office, line by line."""
        return "\n".join(line.bare for line in self.letterhead[: self._parents])

    @property
    def _parents(self) -> int:
        """How many lines stand over the office."""
        bold = [line.is_bold for line in self.letterhead]
        return bold.index(True) if True in bold else max(len(bold) - 1, 0)

    @property
    def dated_on(self) -> datetime.date | None:
        """The day, when all of it is written and a calendar has it."""
        if self.day and self.month and self.year and self.day <= self._last_day:
            return datetime.date(self.year, self.month, self.day)
        return None

    @property
    def dated_by(self) -> datetime.date | None:
        """The last day of which the paper can tell: its own, or the end of its month or year."""
        if self.year is None:
            return None
        return self.dated_on or datetime.date(self.year, self.month or 12, self._last_day)

    @property
    def _last_day(self) -> int:
        return calendar.monthrange(self.year or 2000, self.month or 12)[1]


def read_head(lines: list[Line]) -> tuple[Head, list[Line]]:
    """The head, and the lines that follow it."""
    head, at = Head(), 0
    lines = list(_whole(lines))
    for at, line in enumerate(lines[:HIGHEST]):  # noqa: B007 -- where the head ends is the answer
        if not _takes(head, line):
            break
    else:
        at = len(lines[:HIGHEST])
    rest = lines[at:]
    if head.kind:
        head.subject, rest = _subject(rest)
    while rest and ADDRESSED.match(rest[0].bare):
        head.addressees.append(ADDRESSED.sub("", rest[0].bare).rstrip("."))
        rest = rest[1:]
    if head.kind and rest and DATE.match(rest[0].bare):
        _take_date(head, rest.pop(0).bare)
    return head, rest


def _whole(lines: list[Line]) -> Iterator[Line]:
    """The name of the nation, the motto and the date are one line each, however narrow their column."""
    waiting = [*lines[:HIGHEST]]
    while waiting:
        line = waiting.pop(0)
        pieces = 1
        while (
            waiting
            and pieces < MOST_PIECES
            and BROKEN.search(line.bare)
            and not WHOLE.search(line.bare)
        ):
            line = replace(line, text=f"{line.bare} {waiting.pop(0).bare}")
            pieces += 1
        yield line
    yield from lines[HIGHEST:]


def _takes(head: Head, line: Line) -> bool:
    """Put one line of the head where it belongs; False for the first line that is none."""
    text = line.bare
    name = text.upper().strip(". ")
    if head.kind or STARTS.match(text):
        return False
    if found := NUMBER.match(text):
        head.number, head.symbol = found["number"], found["symbol"] or ""
    elif DATE.match(text):
        _take_date(head, text)
    elif name in KINDS and text == text.upper():
        head.kind, head.title = KINDS[name], name
    elif NATION.match(text) or ABOUT.match(text):
        head.subject += [text] if ABOUT.match(text) else []
        head.motto = text if text.casefold().startswith("độc lập") else head.motto
    elif _is_loud(text):
        head.letterhead.append(line)
    else:
        return False
    return True


def _is_loud(text: str) -> bool:
    """In capitals, whatever letters a symbol in it has: "… THEO QUYẾT ĐỊNH SỐ 01/QĐ-TTr"."""
    words = SYMBOL.sub("", text)
    has_letters = re.search(r"[^\W\d_]", words) is not None
    return has_letters and words == words.upper() and len(text) < 80


def _take_date(head: Head, text: str) -> None:
    found = DATE.match(text)
    assert found is not None  # noqa: S101 -- the caller has matched it
    month = int(found["month"] or 0)
    head.date_line, head.place = text, found["place"].strip()
    head.day = int(found["day"]) if found["day"] else None
    head.month = month if 1 <= month <= 12 else None
    head.year = int(found["year"]) or None


def _subject(lines: list[Line]) -> tuple[list[str], list[Line]]:
    """The lines between the kind and the first sentence."""
    said: list[str] = []
    is_bold = bool(lines) and lines[0].is_bold
    for at, line in enumerate(lines[: LONGEST_SUBJECT + 1]):
        ends = at == LONGEST_SUBJECT or (at and line.gap) or (is_bold and not line.is_bold)
        # Who decides stands in capitals under the trích yếu.
        is_louder = at and _is_loud(line.bare) and not _is_loud(said[0])
        if ends or is_louder or _is_no_subject(line, is_bold=is_bold):
            return said, lines[at:]
        said.append(line.bare)
    return said, lines[len(said) :]


def _is_no_subject(line: Line, *, is_bold: bool) -> bool:
    """A sentence, a heading, or to whom the paper goes; a comma may end a line that is bold."""
    marks = ".:;" if is_bold else ".:;,"
    is_sentence = line.bare[-1:] in marks or len(line.bare) > 300
    return bool(is_sentence or ADDRESSED.match(line.bare) or STARTS.match(line.bare))
