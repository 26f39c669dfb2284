"""The named places in the words of a template, as in “Kết quả {cuộc}”.

A name is looked up in the tables below and nowhere else: no attributes, no format codes, no calls, so
that what an administrator types can never reach into the program.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Placeholder:
    """A name, what it stands for, and the word that fills it (`composing.words.Words`)."""

    name: str
    meaning: str
    source: str

    def __str__(self) -> str:
        return f"{{{self.name}}}"


Places: TypeAlias = tuple[Placeholder, ...]
OFFICE: Places = (
    Placeholder("thủ trưởng", "Chức danh người đứng đầu, ví dụ “Chánh Thanh tra quận A”", "head"),
    Placeholder("cơ quan", "Tên cơ quan ban hành", "office"),
    Placeholder("cấp trên", "Tên cơ quan cấp trên trực tiếp; không có thì bỏ cả dòng", "parent"),
    Placeholder("tên đủ cấp trên", "Tên cơ quan cấp trên trực tiếp, không viết tắt", "superior"),
)
CASE: Places = (
    Placeholder("cuộc", "“thanh tra” hoặc “kiểm tra” và nội dung của cuộc", "full_subject"),
    Placeholder("nội dung", "Nội dung của cuộc, chữ đầu viết hoa", "capital_subject"),
    *OFFICE,
    Placeholder("đơn vị", "Tên đơn vị được thanh tra, kiểm tra; nhiều thì nêu số lượng", "units"),
)
REQUEST: Places = (
    Placeholder("nơi nhận yêu cầu", "Đơn vị được yêu cầu", "addressee"),
    Placeholder("việc yêu cầu", "“giải trình” hoặc “cung cấp thông tin, tài liệu”", "wanted"),
    Placeholder("hạn trả lời", "Ngày đơn vị phải trả lời", "due"),
)
MINUTES: Places = (
    Placeholder("việc ghi", "Việc mà biên bản ghi lại, như “Làm việc với Phòng A”", "recorded"),
)
DUTIES: Places = (
    Placeholder("nơi thực hiện", "Đơn vị chưa thực hiện kiến nghị đúng hạn", "debtor"),
    Placeholder("kết luận", "Văn bản nêu kiến nghị, với số và ngày", "asked_in"),
)
PLAN: Places = (
    Placeholder("kế hoạch", "Tên kế hoạch và cơ quan lập", "full_subject"),
    Placeholder("nội dung", "“Thanh tra năm 2026”, chữ đầu viết hoa", "capital_subject"),
    *OFFICE,
)
SYMBOL: Places = (
    Placeholder("viết tắt", "Chữ viết tắt của cơ quan ban hành trong ký hiệu", "initials"),
)


def faults(words: str, known: Iterable[Placeholder]) -> list[str]:
    """What is wrong with the places in `words`, in sentences that name what can be used."""
    offered = list(known)
    usable = ", ".join(str(each) for each in offered) or "không có trường nào"
    names = {each.name for each in offered}
    found = [
        f"Không có trường {{{name}}}; dùng được: {usable}."
        for name in dict.fromkeys(_PLACE.findall(words))
        if _plain(name) not in names
    ]
    if re.search(r"[{}]", _PLACE.sub("", words)):
        found.append("Có dấu ngoặc nhọn lẻ: mỗi trường viết giữa { và }.")
    return found


def filled(words: str, known: Iterable[Placeholder], value_of: Callable[[Placeholder], str]) -> str:
    """The words with each known place filled; what is unknown stays as it was typed."""
    places = {each.name: each for each in known}

    def fill(match: re.Match[str]) -> str:
        place = places.get(_plain(match[1]))
        return value_of(place) if place else match[0]

    return _PLACE.sub(fill, words)


def _plain(name: str) -> str:
    """Two ways to type one letter are one name."""
    return " ".join(unicodedata.normalize("NFC", name).split())
