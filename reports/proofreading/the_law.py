"""Laws that are not in force on the day of the paper, and inspection laws of another year."""

import re
from collections.abc import Iterator

from reports.proofreading.mentions import mentions
from reports.proofreading.sheets import Law, Remark, Sheet

NAMED = re.compile(
    r"(?P<title>Luật [A-ZĐ][^,.;()\d]{3,60}?)\s+(?:năm|ngày[^,.;]{0,20}năm)\s+(?P<year>\d{4})"
)


def check(sheet: Sheet) -> Iterator[Remark]:
    """A warning: what was done under the old law is rightly judged by it."""
    if sheet.dated_by is None:
        return
    by_number = {law.number: law for law in sheet.laws}
    for mention in mentions(sheet):
        law = by_number.get(f"{mention.first}/{mention.symbol}")
        if law and (reason := _not_in_force(law, sheet)):
            yield Remark("the_law", "warning", mention.quote, reason, law.number, mention.place)
    by_name = {(law.title, year): law for law in sheet.laws for year in _years(law)}
    titles = {law.title for law in sheet.laws}
    for line in sheet.lines:
        for found in NAMED.finditer(line.text):
            title, year = found["title"], found["year"]
            named = by_name.get((title, year))
            if named and (reason := _not_in_force(named, sheet)):
                yield Remark("the_law", "warning", found[0], reason, named.number, line.place)
            elif title in titles and named is None:
                reason = f"Thư viện pháp luật không có {title} năm {year}."
                yield Remark("the_law", "hint", found[0], reason, place=line.place)


def _years(law: Law) -> set[str]:
    """The year in the number (“11/2022/QH15”), by which people call a law."""
    return set(re.findall(r"/(\d{4})/", law.number))


def _not_in_force(law: Law, sheet: Sheet) -> str:
    day = sheet.dated_by
    assert day is not None  # noqa: S101 -- the check asks first
    if law.in_force_from and day < law.in_force_from:
        return f"Chưa có hiệu lực vào ngày của văn bản (từ {law.in_force_from:%d/%m/%Y})."
    if law.in_force_to and day > law.in_force_to:
        instead = f"; thay bằng {law.replaced_by}" if law.replaced_by else ""
        return f"Hết hiệu lực sau ngày {law.in_force_to:%d/%m/%Y}{instead}."
    return ""
