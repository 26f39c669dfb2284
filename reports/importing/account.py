"""An account of a paper, such as a news item of its office: what paper it was, and what it says.

The paper itself is not at hand. What the account tells of it is kept as told: which paper, when and
where the team worked, what was found at which unit, what was asked of whom. The furniture of the
page it came from (address, buttons, other news) is left out.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from findings.citations import recognise as recognise_citation
from office.text import nfc
from office.workflow import Problems
from reports.importing.asked import NAME, WHO_ENDS, Asked, timed
from reports.importing.lines import HIGHEST_ROW, RECIPIENTS

# What a paper begins with: the nation, its motto, its own number.
HEAD = re.compile(r"CỘNG\s+(?:HÒA|HOÀ|HOA)|Độc\s+lập\s*[-–]|^\W*Số\s*:", re.IGNORECASE)
# Where the news item ends and the page around it begins.
FURNITURE = re.compile(
    r"^(?:copy link|sao chép liên kết|chia sẻ|in bài|\(?\d*\)? ?bình luận|nổi bật|đừng bỏ lỡ|"
    r"tin (?:liên quan|cùng chuyên mục|khác|bài khác)|bài (?:liên quan|viết khác)|xem thêm|từ khóa|"
    r"tags?\b|powered by|bản quyền|©)",
    re.IGNORECASE,
)
SOURCE = re.compile(r"https?://\S+")
TAKEN_FROM = re.compile(r"^(?:Theo|Nguồn)\s*:?\s+\S+$")
DAY = r"(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:(?:\s*[/.-]\s*|\s+năm\s+)(\d{4}))?"
PUBLISHED = re.compile(rf"^(?:\D{{0,40}}\s)?{DAY}(?:\D+\d{{1,2}}:\d{{2}}.*)?$")
LONGEST_DATE_LINE = 60
HIGHEST_DATE = 6
BUTTONS_ABOVE = 4
# The paper that it tells of; the news names it in its first paragraphs.
PAPER = re.compile(
    r"(?:(?:thông báo )?kết luận(?: thanh tra| kiểm tra)?|báo cáo kết quả (?:thanh|kiểm) tra)"
    r"(?:\s+\w+){0,3}?\s+số\s*:?\s*\d",
    re.IGNORECASE,
)
PARAGRAPHS_BEFORE_THE_PAPER = 10
ISSUED_IT = re.compile(
    r"(?P<issuer>[A-ZĐ][^,.;:“”]{2,120}?)\s+(?:(?:đã|vừa|mới)\s+)*"
    r"(?:công khai|ban hành|công bố|thông báo|ký|có)\s*(?:\S+\s+){0,2}$"
)
# When and where the team worked.
ON_SITE = re.compile(
    rf"[Tt]ừ\s+(?:ngày\s+)?{DAY}\s*(?:,\s*)?(?:đến|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{DAY}"
)
WORKED = re.compile(r"\b(?:tiến hành|làm việc|thanh tra|kiểm tra)\b")
AT = re.compile(r"\b(?:tại|đối với|ở)\s+(?:\d+\s+\S+(?:\s+\S+)?\s*(?:,|:|gồm:?|là:?)\s*)?")
OFFICE = (
    r"(?:Sở|Ban|Phòng|Ủy ban nhân dân|UBND|Cục|Chi cục|Trung tâm|Trường|Bệnh viện|Văn phòng|Viện|"
    r"Công ty|Tổng công ty|Quỹ|Hội|Hạt|Thanh tra|Bảo hiểm)\s|"
    r"(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Qq]uận|[Hh]uyện|[Tt]hành phố|[Đđ]ặc khu)\s+(?=[A-ZĐ])"
)
NEXT_OFFICE = re.compile(rf"\s*(?:[,;]|\s+và)\s+(?={OFFICE})")
SHORTENED = re.compile(r"^(?P<name>.+?)\s*\((?:gọi tắt là\s+|sau đây gọi là\s+)?(?P<short>[^)]+)\)")
ALL = re.compile(
    r"\b(?:[Cc]ả|[Tt]ất cả|[Cc]ác|[Nn]hững)\s+(?:\d+\s+|hai\s+|ba\s+|bốn\s+|năm\s+|sáu\s+)?"
    r"(?:đơn vị|sở|địa phương|xã|phường|huyện|cơ quan|phòng|ban)\b(?!\s+[A-ZĐ])"
)
REST = re.compile(r"\b(?:đơn vị|sở|địa phương|xã|phường|cơ quan)(?:\s+\S+)? còn lại\b")
SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+(?=[“\"]?[A-ZÀ-ỸĐ])")
# "Chánh Thanh tra kiến nghị Giám đốc Sở A tổ chức …", "Đối với Sở A, Thanh tra đề nghị …"
DEMANDS = re.compile(
    rf"\b(?:[Kk]iến nghị|[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao)\s+(?:với\s+)?"
    rf"(?=(?:(?:các|ông|bà)\s+)?(?:[A-ZĐ]|{OFFICE}))"
)
TURNED_TO = re.compile(
    r"^Đối với\s+(?P<who>.+?),\s+(?:[A-ZĐ][^,]{2,80}?\s+)?(?:kiến nghị|đề nghị|yêu cầu)\s+(?P<what>.+)$"
)
FAULT = re.compile(
    r"\b(?:chưa|không|chậm|thiếu|sai|vi phạm|hạn chế|tồn tại|trái|vượt|thất thoát|chỉ đạt|buông lỏng)\b",
    re.IGNORECASE,
)
LONGEST_HEADING = 120
# No news item is longer, names more units or says so much before the number of the paper.
LONGEST_ACCOUNT, MOST_UNITS, LONGEST_LIST, LONGEST_CITATION = 200_000, 100, 5_000, 1_500
NEAR = 300
# The post before the name of an office, such as Chủ tịch Ủy ban nhân dân.
LONGEST_POST = 40
BETWEEN_UNITS = re.compile(r"\s*(?:[,;]|và|cùng)\s*(?:\w+\s+){0,3}", re.IGNORECASE)
TOO_LONG = "Tệp dài hơn một bài viết; chỉ phần đầu được đọc."
ITEM = re.compile(r"^[-–+•]\s+")


@dataclass(frozen=True)
class NamedUnit:
    """A unit as the account calls it: in full, and the short name it goes on with."""

    name: str
    short: str = ""


@dataclass(frozen=True)
class Statement:
    """What is told of some of the units; `units` are places in `Account.units`."""

    text: str
    units: tuple[int, ...] = ()

    @property
    def is_fault(self) -> bool:
        """It speaks of something that is lacking or wrong."""
        return FAULT.search(self.text) is not None


@dataclass(frozen=True)
class Demand:
    """What is asked, and of which units."""

    asked: Asked
    units: tuple[int, ...] = ()


@dataclass(frozen=True)
class Account:
    """Empty where the account says nothing. `kind` is the name of the paper as told."""

    title: str
    kind: str = ""
    label: str = ""
    dated_on: datetime.date | None = None
    issuer: str = ""
    subject: str = ""
    on_site_from: datetime.date | None = None
    on_site_to: datetime.date | None = None
    published_on: datetime.date | None = None
    source: str = ""
    units: tuple[NamedUnit, ...] = ()
    statements: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    doubts: tuple[str, ...] = field(default=())


def is_account(words: str) -> bool:
    """It speaks of a paper with its number and has neither head nor foot of one (Phụ lục I NĐ 30/2020)."""
    lines = [" ".join(line.split()) for line in nfc(words).splitlines() if line.strip()]
    if any(HEAD.search(line) for line in lines[:HIGHEST_ROW]):
        return False
    if any(RECIPIENTS.match(line.strip("*# ")) for line in lines):
        return False
    return any(PAPER.search(line) for line in lines[:PARAGRAPHS_BEFORE_THE_PAPER])


def read_account(words: str) -> Account:
    """What the account tells; what was not understood stands in `doubts` as sentences."""
    title, published_on, source, paragraphs = _without_furniture(words[:LONGEST_ACCOUNT])
    kind, label, dated_on, issuer, subject = _paper_in(paragraphs)
    on_site_from, on_site_to, units, begins = _on_site(paragraphs)
    if not units:
        units = _units_in(_after_at(subject) or _after_at(title))
    reader = _Reader(units)
    reader.read(paragraphs[begins:])
    account = Account(
        title=title,
        kind=kind,
        label=label,
        dated_on=dated_on,
        issuer=issuer,
        subject=subject,
        on_site_from=on_site_from,
        on_site_to=on_site_to,
        published_on=published_on,
        source=source,
        units=units,
        statements=tuple(reader.statements),
        demands=tuple(reader.demands),
    )
    cut = (TOO_LONG,) if len(words) > LONGEST_ACCOUNT else ()
    return replace(account, doubts=(*cut, *_doubts(account)))


def _doubts(account: Account) -> Iterator[str]:
    for value, what in (
        (account.label, "số, ký hiệu của văn bản được nói tới"),
        (account.dated_on, "ngày của văn bản được nói tới"),
        (account.issuer, "cơ quan ban hành"),
        (account.subject, "trích yếu"),
        (account.on_site_from, "thời gian làm việc trực tiếp"),
        (account.units, "đơn vị nào được thanh tra, kiểm tra"),
        (account.statements, "nội dung nào về kết quả"),
        (account.demands, "kiến nghị nào"),
    ):
        if not value:
            yield f"Không nhận ra {what}."


# --- The page around it -----------------------------------------------------------------------------


def _without_furniture(words: str) -> tuple[str, datetime.date | None, str, list[str]]:
    """Title, day of the account, its address, and its paragraphs."""
    found = SOURCE.search(words)
    lines = [" ".join(SOURCE.sub("", raw).split()) for raw in nfc(words).splitlines()]
    kept = [line for line in lines if line and not TAKEN_FROM.match(line)]
    dated = (line for line in kept[:HIGHEST_DATE] if len(line) <= LONGEST_DATE_LINE)
    day = next((match for match in map(PUBLISHED.match, dated) if match), None)
    title, *rest = [line for line in kept if day is None or line != day.string] or [""]
    # Buttons stand above the text too; what comes behind it are other news.
    above = [line for line in rest[:BUTTONS_ABOVE] if not FURNITURE.match(line)]
    text = takewhile(lambda line: not FURNITURE.match(line), [*above, *rest[BUTTONS_ABOVE:]])
    return (
        title,
        _day(*day.groups()) if day else None,
        found[0] if found else "",
        [line for line in text if line != title],
    )


def _day(day: str, month: str, year: str | None, other: str | None = None) -> datetime.date | None:
    """None for a day that no calendar has, or without a year."""
    if not (year or other):
        return None
    try:
        return datetime.date(int(year or other or 0), int(month), int(day))
    except ValueError:
        return None


# --- The paper and the visit ------------------------------------------------------------------------


def _paper_in(
    paragraphs: Sequence[str],
) -> tuple[str, str, datetime.date | None, str, str]:
    """Kind, number with symbol, day, issuer, subject of the first paper with a number."""
    for paragraph in paragraphs[:PARAGRAPHS_BEFORE_THE_PAPER]:
        for sentence in SENTENCE_ENDS.split(paragraph):
            found = PAPER.search(sentence)
            if not found:
                continue
            try:
                cited = recognise_citation(sentence[found.start() :][:LONGEST_CITATION])
            except Problems:
                continue
            before = ISSUED_IT.search(sentence[: found.start()][-NEAR:])
            issuer = cited.issuer or (before["issuer"] if before else "")
            subject = re.sub(r"^(?:về|V/v)\s+(?:việc\s+)?", "", cited.subject)
            return (
                cited.kind,
                cited.number,
                cited.dated_on,
                issuer,
                subject[:1].upper() + subject[1:],
            )
    return "", "", None, "", ""


def _on_site(
    paragraphs: Sequence[str],
) -> tuple[datetime.date | None, datetime.date | None, tuple[NamedUnit, ...], int]:
    """From when to when and where the team worked; the paragraph in which the results begin."""
    for place, paragraph in enumerate(paragraphs):
        for sentence in SENTENCE_ENDS.split(paragraph):
            found = ON_SITE.search(sentence)
            if not found or not WORKED.search(sentence):
                continue
            day, month, year, *last = found.groups()
            units = _units_in(_after_at(sentence[found.end() :]))
            return _day(day, month, year, last[2]), _day(*last), units, place + 1
    cited = (place for place, words in enumerate(paragraphs) if PAPER.search(words))
    return None, None, (), next(cited, -1) + 1


def _after_at(words: str) -> str:
    """What follows "tại" before a name of an office."""
    for found in AT.finditer(words):
        if re.match(OFFICE, words[found.end() :]):
            return words[found.end() :]
    return ""


def _units_in(words: str) -> tuple[NamedUnit, ...]:
    """ "Sở A (SA), Sở B và Phòng C (PC)." """
    found = []
    for part in NEXT_OFFICE.split(words[:LONGEST_LIST].strip(" .;,:"))[:MOST_UNITS]:
        shortened = SHORTENED.match(part)
        # A name ends where the sentence goes on with something else.
        name = shortened["name"] if shortened else re.split(r"[,;:.]", part)[0]
        if re.match(OFFICE, f"{name} "):
            found.append(NamedUnit(name.strip(), shortened["short"].strip() if shortened else ""))
    return tuple(found)


# --- What was found and what is asked ---------------------------------------------------------------


class _Reader:
    """Goes through the results paragraph by paragraph."""

    def __init__(self, units: Sequence[NamedUnit]):
        self.units = units
        self.signs = [_signs(unit) for unit in units]
        self.statements: list[Statement] = []
        self.demands: list[Demand] = []

    def read(self, paragraphs: Iterable[str]) -> None:
        """A list behind "… kiến nghị Sở A:" is asked of that office; a short line is a heading."""
        whom = ""
        for paragraph in paragraphs:
            if ITEM.match(paragraph):
                words = ITEM.sub("", paragraph)
                if whom:
                    self._ask(words, whom)
                else:
                    self._tell(words)
                continue
            whom = ""
            if paragraph.endswith(":"):
                whom = self._addressed(paragraph)
            if whom or (len(paragraph) <= LONGEST_HEADING and paragraph[-1] not in '.!?…;:”"'):
                continue
            self._tell(paragraph)

    def _addressed(self, paragraph: str) -> str:
        if (found := DEMANDS.search(paragraph)) is None:
            turned = re.match(r"^Đối với\s+(?P<who>.+?)(?:,[^,]*)?:$", paragraph)
            return turned["who"] if turned else ""
        return paragraph[found.end() :].rstrip(": ")

    def _tell(self, paragraph: str) -> None:
        """Sentences about the same units stay together; one that names none goes with the last."""
        group: list[str] = []
        of_group: tuple[int, ...] = ()
        for sentence in SENTENCE_ENDS.split(paragraph):
            if self._asks(sentence):
                continue
            named = self._named(sentence, besides=of_group)
            if group and named and named != of_group:
                self.statements.append(Statement(" ".join(group), of_group))
                group = []
            of_group = named or of_group
            group.append(sentence)
        if group:
            self.statements.append(Statement(" ".join(group), of_group))

    def _asks(self, sentence: str) -> bool:
        if turned := TURNED_TO.match(sentence):
            self._ask(turned["what"], turned["who"])
            return True
        for found in DEMANDS.finditer(sentence):
            rest = sentence[found.end() :]
            ends = self._end_of_addressee(rest[:NEAR])
            if 0 < ends < len(rest.rstrip(".")):
                self._ask(rest[ends:].lstrip(" ,:;"), rest[:ends])
                return True
        return False

    def _end_of_addressee(self, words: str) -> int:
        """Where the last of the units ends that stand one after the other; else before a verb."""
        ends = 0
        for found in sorted(
            (found for sign in self.signs for found in sign.finditer(words)),
            key=lambda found: found.start(),
        ):
            between = words[ends : found.start()]
            if len(between) > LONGEST_POST or (ends and not BETWEEN_UNITS.fullmatch(between)):
                break
            ends = found.end()
        verb = WHO_ENDS.search(words)
        return ends or (verb.start() if verb and NAME.match(words) else 0)

    def _ask(self, what: str, whom: str) -> None:
        words = what.strip().rstrip(".;")
        asked = timed(Asked(words[:1].upper() + words[1:], whom.strip(" ,:;")))
        self.demands.append(Demand(asked, self._named(whom)))

    def _named(self, words: str, besides: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Which units the words name; `besides` are those named just before, for "the others"."""
        found = tuple(place for place, sign in enumerate(self.signs) if sign.search(words))
        everyone = tuple(range(len(self.units)))
        if not found and REST.search(words):
            return tuple(place for place in everyone if place not in besides)
        return everyone if not found and ALL.search(words) else found


def _signs(unit: NamedUnit) -> re.Pattern[str]:
    """Its name, with or without "Ủy ban nhân dân", and its short name."""
    bare = re.sub(r"^(?:Ủy ban nhân dân|UBND)\s+", "", unit.name)
    names = {unit.name, bare, f"UBND {bare}" if bare != unit.name else "", unit.short} - {""}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
