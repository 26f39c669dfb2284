"""Percentages that are not what the counts beside them give."""

import re
from collections.abc import Iterator

from reports.proofreading.mentions import counts_in, figure, masked, written
from reports.proofreading.sheets import Remark, Sheet, quote_of
from reports.proofreading.sums import PARTS

SHARE = re.compile(
    r"(?<![\w/.,¤])(?P<part>\d[\d.]{0,15})/(?P<whole>\d[\d.]{0,15})(?![\w/¤])"
    r"(?P<between>[^.;%\d]{0,80}?)\(?(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|là|,|\()?\s*"
    r"(?P<rate>\d{1,6}(?:,\d{1,6})?)\s*%"
)
OF_WHOLE = re.compile(
    r"(?:trong đó|gồm)(?:\s+có)?\s+(?P<part>\d[\d.]{0,15})\s(?P<between>[^.;%\d()]{2,120}?),?\s*"
    r"(?:đạt|chiếm|bằng)(?:\s+t[ỷỉ] lệ)?\s+(?P<rate>\d{1,6}(?:,\d{1,6})?)\s*%"
)


def check(sheet: Sheet) -> Iterator[Remark]:
    """Tolerates one unit of the last digit that is written: offices round and cut."""
    for line in sheet.lines:
        text = masked(line.text)
        for found in SHARE.finditer(text):
            part, whole = (figure(found[name].rstrip(".")) for name in ("part", "whole"))
            yield from _compare(part, whole, found, line.text, line.place)
        for found in OF_WHOLE.finditer(text):
            before = PARTS.sub(" ", text[: found.start()])
            counted = list(counts_in(before[max(before.rfind(". "), before.rfind("; ")) + 1 :]))
            if counted:
                part = figure(found["part"].rstrip("."))
                yield from _compare(part, counted[-1][0], found, line.text, line.place)


def _compare(
    part: float, whole: float, found: re.Match[str], text: str, place: str
) -> Iterator[Remark]:
    if not whole or (whole >= 1900 and part <= 12):
        return
    decimals = len(found["rate"].partition(",")[2])
    rate, true = figure(found["rate"]), 100 * part / whole
    if abs(rate - true) > 10**-decimals:
        yield Remark(
            "percentages",
            "error",
            quote_of(text, found.start(), found.end()),
            f"{written(part)} trên {written(whole)} là {written(true, max(decimals, 1))}%,"
            f" không phải {found['rate']}%.",
            place=place,
        )
