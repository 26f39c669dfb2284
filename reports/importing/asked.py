"""What an existing paper asks for: recommendations with addressee and time limit, as they stand."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from office.text import search_key
from reports.content import Block, Bound, Item, Numbered, Paper, Paragraph, Section, plain

# The part of a paper in which it asks begins so; of the outermost parts also "NHẬN XÉT, KIẾN NGHỊ".
ASKS = r"(?:cac |nhung |mot so )?(?:kien nghi|bien phap xu ly|yeu cau|de xuat|giao nhiem vu)\b"
ASKING = re.compile(rf"^{ASKS}")
ALSO_ASKING = re.compile(rf"^(?:.{{1,60}}?(?:\bva |, ))?{ASKS}")
# Whom a heading or a sentence addresses stands behind these words.
ADDRESSED = re.compile(
    r"^(?:(?:Kiến nghị|Đề nghị|Yêu cầu|Giao|Đối với|với|Đề xuất với)\s+)+", re.IGNORECASE
)
# Where the name of the addressee ends and what it shall do begins.
WHO_ENDS = re.compile(
    r"\s*(?::|,|;|\.$|\s(?:chỉ đạo|thực hiện|tổ chức|xem xét|khẩn trương|tiếp tục|báo cáo|chủ trì|"
    r"nghiêm túc|rà soát|kiểm điểm|ban hành|tham mưu|phối hợp|theo dõi|có trách nhiệm)\b)"
)
NAME = re.compile(r"(?:(?:các|ông|bà|những)\s+)?[A-ZÀ-ỸĐ]")
LONGEST_NAME = 200
CLOSING = re.compile(r"^(?:Trên đây là|Kết luận này|Thông báo này|Báo cáo này)\b")
DAY = r"(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4})"
DUE_ON = re.compile(
    rf"\b(?:trước|xong|chậm nhất|muộn nhất|hạn|đến)\s+(?:(?:là|vào|đến|trước)\s+)*ngày\s+{DAY}",
    re.IGNORECASE,
)
DUE_DAYS = re.compile(
    r"\btrong\s+(?:thời hạn\s+|vòng\s+)?(?P<days>\d{1,3})\s*(?:\([^)]*\)\s*)?ngày,?\s+(?:kể\s+)?từ",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """One thing that is asked. `addressee` is as written, "" where nobody is named."""

    text: str
    addressee: str = ""
    due_on: datetime.date | None = None
    # After the paper is issued.
    due_days: int | None = None


def asked_in(paper: Paper) -> list[Asked]:
    """What the paper asks for, in its order; of several asking parts all."""
    return [
        asked
        for section in _asking(paper.body, ALSO_ASKING)
        for asked in _of(section.children, _whom(plain(section.heading), is_heading=True))
        if not CLOSING.match(asked.text)
    ]


def _asking(blocks: Iterable[Block], form: re.Pattern[str]) -> Iterator[Section]:
    """The parts whose heading asks, not those within them."""
    for block in blocks:
        if isinstance(block, Section):
            if form.match(search_key(plain(block.heading))):
                yield block
            else:
                yield from _asking(block.children, ASKING)


def _of(blocks: Iterable[Block], whom: str) -> Iterator[Asked]:
    for block, under in _with_what_is_under(blocks):
        match block:
            case Section():
                yield from _of(block.children, _whom(plain(block.heading), is_heading=True) or whom)
            case Numbered() if _leads(block):
                yield from _of(block.children, _whom(plain(block.text)) or whom)
            case Bound():
                yield from _of(block.children, whom)
            case Paragraph() | Item() | Numbered():
                words = plain(block.text).strip().removesuffix("./.").rstrip(";. ")
                if words.endswith(":") and not under:
                    # It leads to what follows.
                    whom = _whom(words) or whom
                elif words:
                    yield timed(Asked("\n".join([words, *under]), _whom(words) or whom))


def _leads(block: Numbered) -> bool:
    """Something is asked under it; the closing sentence of the paper stands there only by chance."""
    return any(
        not isinstance(each, Paragraph) or not CLOSING.match(plain(each.text))
        for each in block.children
    )


def _with_what_is_under(blocks: Iterable[Block]) -> Iterator[tuple[Block, list[str]]]:
    """Each block, and the lines "+ …" that belong to the "-" before them."""
    last: tuple[Block, list[str]] | None = None
    for block in blocks:
        if isinstance(block, Item) and block.level == 2 and last is not None:
            last[1].append(f"+ {plain(block.text)}")
            continue
        if last is not None:
            yield last
        last = (block, [])
    if last is not None:
        yield last


def _whom(words: str, *, is_heading: bool = False) -> str:
    """Whom the words address; a heading that is a name addresses it."""
    found = ADDRESSED.match(words)
    if not found:
        is_name = is_heading and not ALSO_ASKING.match(search_key(words))
        return words.strip(" :") if is_name else ""
    rest = words[found.end() :]
    ends = WHO_ENDS.search(rest)
    who = (rest[: ends.start()] if ends else rest).strip(" :.")[:LONGEST_NAME]
    return who if NAME.match(who) else ""


def timed(asked: Asked) -> Asked:
    """The same with the day or the number of days that its words set."""
    if found := DUE_ON.search(asked.text):
        day, month, year = (int(found[name]) for name in ("day", "month", "year"))
        try:
            return replace(asked, due_on=datetime.date(year, month, day))
        except ValueError:
            return asked
    if found := DUE_DAYS.search(asked.text):
        return replace(asked, due_days=int(found["days"]) or None)
    return asked
