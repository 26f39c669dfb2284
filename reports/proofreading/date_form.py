"""Days that are not written as Nghị định 30/2020 writes them."""

import re
from collections.abc import Iterator

from reports.proofreading.mentions import DAYS
from reports.proofreading.sheets import Remark, Sheet

SOURCE = "Khoản 4 mục II Phụ lục I Nghị định số 30/2020/NĐ-CP"
# Days under 10 and the months 1 and 2 take a 0; the others take none when written in words.
MONTH = re.compile(r"tháng\s+0[3-9]\s+năm")
DAY = re.compile(r"ngày\s+[1-9]\s+tháng|tháng\s+[12]\s+năm")


def check(sheet: Sheet) -> Iterator[Remark]:
    for text, place in ((sheet.date_line, "đầu văn bản"), *_lines(sheet)):
        for found in MONTH.finditer(text):
            reason = "Từ tháng 3 đến tháng 9 không viết số 0 đứng trước."
            yield Remark("date_form", "hint", found[0], reason, SOURCE, place)
        for found in DAY.finditer(text):
            reason = "Ngày dưới 10 và tháng 1, 2 viết thêm số 0 đứng trước."
            yield Remark("date_form", "hint", found[0], reason, SOURCE, place)
    for line in sheet.lines:
        for found in DAYS[0].finditer(line.text):
            if len(found["day"]) == 1 or found["month"] in {"1", "2"}:
                reason = "Ngày dưới 10 và tháng 1, 2 viết thêm số 0 đứng trước."
                yield Remark("date_form", "hint", found[0], reason, SOURCE, line.place)


def _lines(sheet: Sheet) -> Iterator[tuple[str, str]]:
    yield from ((line.text, line.place) for line in sheet.lines)
