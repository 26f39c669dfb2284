"""Documents, days and figures as they are written in running text."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from findings.citations import GROUP, KINDS, UPPER
from reports.proofreading.sheets import Line, Sheet

DAY = r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})"
LONG_DAY = r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
DAYS = (re.compile(rf"(?<![\d/]){DAY}(?![\d/])"), re.compile(LONG_DAY, re.IGNORECASE))
# The first group of a symbol begins with a letter, else “24/01/2024” would be one.
FIRST = rf"(?=[{UPPER}]){GROUP}"
MORE = rf"(?:(?:\s*[-/]\s*|\s(?!(?:UBND|HĐND|CP|TTCP)\b)){GROUP})*"
SYMBOL = rf"\s*/\s*{FIRST}{MORE}|-[{UPPER}]{{2,5}}/[{UPPER}]+"
CITED = re.compile(
    rf"(?:(?P<kind>{'|'.join(KINDS)})\s+(?:liên tịch\s+)?)?(?:(?P<no>số)\s*:?\s*)?"
    rf"(?<![\d/])(?P<first>\d{{1,6}}[a-z]?(?:\s*/\s*\d{{4}}(?=\s*/))?)(?P<symbol>{SYMBOL})"
    rf"(?:\s*,?\s*(?:ban hành\s+)?ngày\s+(?P<date>{DAY}|\d{{1,2}}\s+tháng\s+\d{{1,2}}\s+năm\s+\d{{4}}))?"
    rf"(?:\s+của\s+(?P<issuer>[{UPPER}][^.,;:()\d“”]{{2,120}}?)"
    rf"(?=\s+(?:về|quy định|hướng dẫn|phê duyệt|ban hành|sửa đổi|công bố|đã|trong|và|là)\b|[.,;:()“”]|$))?"
)
KIND = re.compile("|".join(KINDS))
# How far apart the members of one enumeration stand.
NEAR = 60
# Fifteen digits count anything; more of them are an account or hostile.
NUMBER = re.compile(
    r"(?<![\w.,/¤-])(\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(\d{1,6}))?(?![\w/¤]|\.\d|,\d)"
)
# “ngày 15/6” is a day without its year and no share.
SHORT_DAY = re.compile(
    r"(?:ngày|đến|từ|sáng|chiều|tối|trước|sau)\s\d{1,2}/\d{1,2}(?![\d/])", re.IGNORECASE
)
# How far back the word stands that makes an ordinal of a figure.
BEFORE = 60


@dataclass(frozen=True)
class Mention:
    """One document as one place of the paper names it."""

    kind: str
    # "109" or "52/2017".
    first: str
    # "KH-SLĐTBXH", without the spaces that a scan leaves.
    symbol: str
    # None where none is written or the day does not exist.
    dated_on: datetime.date | None
    issuer: str
    quote: str
    place: str

    @property
    def number(self) -> int:
        return int(re.match(r"\d+", self.first)[0])  # type: ignore[index]

    @property
    def key(self) -> str:
        """The same document, however its symbol is hyphenated."""
        return f"{self.first}/{bare(self.symbol)}"


def bare(symbol: str) -> str:
    """A symbol for comparing: no hyphens, ampersands and spaces."""
    return re.sub(r"[-&\s/]", "", symbol)


@lru_cache(maxsize=8)
def mentions(sheet: Sheet) -> tuple[Mention, ...]:
    """Every document that is named by number and symbol, in the order of reading."""
    return tuple(mention for line in sheet.lines for mention in _in_line(line))


def _in_line(line: Line) -> Iterator[Mention]:
    kind = ""
    end = 0
    for found in CITED.finditer(line.text):
        # “các Quyết định: số 52/2017/QĐ-UBND …, số 20/2019/QĐ-UBND” say the kind once.
        between = line.text[end : found.start()]
        said = KIND.findall(between)
        if found["kind"] or said or len(between) > NEAR:
            kind = found["kind"] or (said[-1] if said and between.endswith(": ") else "")
        end = found.end()
        yield Mention(
            kind=kind,
            first=re.sub(r"\s", "", found["first"]),
            symbol=re.sub(r"\s", "", found["symbol"]).removeprefix("/").removeprefix("-"),
            dated_on=next((day for _, day in days_in(found["date"] or "") if day), None),
            issuer=" ".join((found["issuer"] or "").split()),
            quote=" ".join(found[0].split()),
            place=line.place,
        )


def days_in(text: str) -> Iterator[tuple[re.Match[str], datetime.date | None]]:
    """Every written day; None for one that no calendar has."""
    found = [match for form in DAYS for match in form.finditer(text)]
    for match in sorted(found, key=re.Match.start):
        yield match, day_of(match)


def day_of(match: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


# What orders and does not count; “Điều 5, 6 và 7”, but “mức độ 4 và 422 hồ sơ”.
PERIODS = re.compile(
    r"(?:(?:năm|tháng|quý|Điều|khoản|điểm|thứ)\s+(?:\d+,?\s+(?:và\s+)?)*"
    r"|(?:ngày|mức độ|mức|Chương|Phụ lục|khóa|kỳ|Tổ|tổ|ISO|TCVN|giai đoạn|nhiệm kỳ|niên độ|lần thứ|"
    r"số nhà|ngõ|Đề án)\s+(?:\d+,\s*)*)$",
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """The text with documents, days and years struck out, letter for letter: figures are left."""
    kept = text
    years, ranges = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\d{1,6} ?- ?\d{1,6}")
    for form in (CITED, *DAYS, SHORT_DAY, years, ranges):
        kept = form.sub(lambda found: "¤" * len(found[0]), kept)
    return kept


def figure(words: str) -> float:
    """ "4.170" and "49,5" as numbers."""
    return float(words.replace(".", "").replace(",", "."))


def written(value: float, decimals: int = 0) -> str:
    """4170 as "4.170", 49.48 as "49,5"."""
    return f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def counts_in(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Figures of a masked text that count things: no shares, years, ordinals and decimals."""
    for found in NUMBER.finditer(text):
        after = text[found.end() : found.end() + 2]
        if (
            found[2]
            or after.lstrip().startswith("%")
            or PERIODS.search(text[max(0, found.start() - BEFORE) : found.start()])
        ):
            continue
        yield int(found[1].replace(".", "")), found
