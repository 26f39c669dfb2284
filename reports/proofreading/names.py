"""Names of offices and persons that are spelled two ways."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from findings.citations import LOWER, UPPER
from office.text import search_key
from reports.proofreading.sheets import Remark, Sheet

CAPITAL = rf"[{UPPER}][{LOWER}]+"
OFFICES = re.compile(
    rf"(?:Sở|Phòng|Bộ|Cục|Chi cục|Ban|Trung tâm|Trường|Thanh tra|Ủy ban|Uỷ ban)"
    rf"(?:\s+(?:{CAPITAL}|và|&|[-–]|về|phố))*\s+{CAPITAL}"
)
PERSONS = re.compile(rf"(?:ông|bà|Ông|Bà|đồng chí)\s+({CAPITAL}(?:\s+{CAPITAL}){{1,4}})")


AMPERSAND = re.compile(r"\w+ & \w+")


def check(sheet: Sheet) -> Iterator[Remark]:
    yield from _ampersands(sheet)
    yield from _two_ways(sheet, OFFICES, 0, "Tên cơ quan")
    yield from _two_ways(sheet, PERSONS, 1, "Họ tên")


def _ampersands(sheet: Sheet) -> Iterator[Remark]:
    """“Thương binh & Xã hội” where “Thương binh và Xã hội” is written too; one remark a name."""
    whole = "\n".join(line.text for line in sheet.lines)
    seen = set()
    for line in sheet.lines:
        for found in AMPERSAND.finditer(line.text):
            usual = found[0].replace("&", "và")
            if usual in whole and usual not in seen:
                seen.add(usual)
                reason = f"Tên viết hai cách: “{usual}” và “{found[0]}”."
                yield Remark("names", "warning", found[0], reason, place=line.place)


def _two_ways(sheet: Sheet, form: re.Pattern[str], group: int, what: str) -> Iterator[Remark]:
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, str] = {}
    for line in sheet.lines:
        for found in form.finditer(line.text):
            # A dash is a dash, short or long.
            name = " ".join(found[group].replace("–", "-").split())
            ways[_key(name)][name] += 1
            places.setdefault(name, line.place)
    for spelled in ways.values():
        usual = spelled.most_common(1)[0][0]
        for rare in sorted(spelled):
            if rare != usual:
                reason = f"{what} viết hai cách: “{usual}” và “{rare}”."
                yield Remark("names", "warning", rare, reason, place=places[rare])


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", search_key(name.replace("&", "và")))
