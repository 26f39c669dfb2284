"""Days that no calendar has, and papers that tell of days after their own."""

import re
from collections.abc import Iterator

from reports.proofreading.mentions import days_in, mentions
from reports.proofreading.sheets import Remark, Sheet, quote_of

# What is ordered for later may lie ahead; what was done may not.
DONE = re.compile(r"\b(?:đã|vừa)\b")
AHEAD = re.compile(r"(?:trước|đến|chậm nhất|hạn|kể từ|từ|sau)\s+(?:hết\s+)?(?:ngày\s+)?$")


def check(sheet: Sheet) -> Iterator[Remark]:
    cited = {(mention.place, mention.dated_on): mention for mention in mentions(sheet)}
    for line in sheet.lines:
        for found, day in days_in(line.text):
            if day is None:
                yield Remark(
                    "days",
                    "error",
                    quote_of(line.text, found.start(), found.end(), 30),
                    f"Ngày {found[0]} không có trong lịch.",
                    place=line.place,
                )
                continue
            if sheet.dated_by is None or day <= sheet.dated_by:
                continue
            mention = cited.get((line.place, day))
            told = line.text[found.end() : found.end() + 60]
            is_done = bool(DONE.search(told)) and not AHEAD.search(line.text[: found.start()])
            if mention or is_done:
                yield Remark(
                    "days",
                    "error",
                    mention.quote
                    if mention
                    else quote_of(line.text, found.start(), found.end(), 60),
                    f"Ngày {day:%d/%m/%Y} sau ngày của chính văn bản này"
                    f" (muộn nhất {sheet.dated_by:%d/%m/%Y}).",
                    place=line.place,
                )
