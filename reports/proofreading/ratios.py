"""“80/91 nhiệm vụ, còn 11”: what is done and what is left are the whole; no share exceeds it."""

import re
from collections.abc import Iterator

from reports.proofreading.mentions import masked, written
from reports.proofreading.sheets import Remark, Sheet, quote_of

SHARE = re.compile(
    r"(?<![\w/.,¤])(?P<part>\d[\d.]{0,15})/(?P<whole>\d[\d.]{0,15})(?![\w/¤])(?P<thing>[^.;:()¤/]{0,90})"
)
LEFT = re.compile(
    r"\bcòn(?: lại)? (?P<left>\d[\d.]{0,15})(?![\d,]*\s*%)(?! (?:ngày|tháng|năm|giờ))\b"
)


def check(sheet: Sheet) -> Iterator[Remark]:
    for line in sheet.lines:
        for found in SHARE.finditer(masked(line.text)):
            part, whole = (int(found[name].replace(".", "") or 0) for name in ("part", "whole"))
            quote = quote_of(line.text, found.start(), found.end())
            if _is_month(found["part"], whole) or not whole:
                continue
            if part > whole:
                reason = f"{written(part)} lớn hơn cả {written(whole)}."
                yield Remark("ratios", "warning", quote, reason, place=line.place)
            left = LEFT.search(found["thing"])
            if left and part + int(left["left"].replace(".", "")) != whole:
                rest = written(whole - part)
                reason = (
                    f"{written(whole)} trừ {written(part)} còn {rest}, không phải {left['left']}."
                )
                yield Remark("ratios", "error", quote, reason, place=line.place)


def _is_month(part: str, whole: int) -> bool:
    """“01/2022” is a month, “61/179 Lê Lợi” an address told by its order."""
    return whole >= 1900 or (len(part) <= 2 and whole > 31 and part.startswith("0"))
