"""The paper against the records of its case: decision, period, days on site, units."""

import re
from collections.abc import Iterator
from itertools import pairwise

from office.text import search_key
from reports.proofreading.mentions import bare, day_of, days_in, mentions
from reports.proofreading.sheets import Case, Remark, Sheet, quote_of

ON_SITE = re.compile(
    r"tiến hành (?:thanh tra|kiểm tra)|(?:thanh tra|kiểm tra) trực tiếp", re.IGNORECASE
)
PERIOD = re.compile(
    r"(?:thời kỳ|niên độ|thời điểm) (?:được )?(?:thanh tra|kiểm tra)", re.IGNORECASE
)


def check(sheet: Sheet) -> Iterator[Remark]:
    if sheet.case is None:
        return
    yield from _decision(sheet, sheet.case)
    yield from _spans(sheet, sheet.case)
    yield from _strangers(sheet, sheet.case)


def _decision(sheet: Sheet, case: Case) -> Iterator[Remark]:
    """The decision of the case, told with another day."""
    for mention in mentions(sheet):
        is_it = (
            mention.first.lstrip("0") == case.decision_number.lstrip("0")
            and bare(mention.symbol) == bare(case.decision_symbol)
            and mention.dated_on
        )
        if is_it and case.decided_on and mention.dated_on != case.decided_on:
            yield Remark(
                "the_case",
                "error",
                mention.quote,
                f"Quyết định của cuộc ký ngày {case.decided_on:%d/%m/%Y}.",
                "Hồ sơ của cuộc",
                mention.place,
            )


def _spans(sheet: Sheet, case: Case) -> Iterator[Remark]:
    """“Từ ngày … đến ngày …” of the days on site and of the period under inspection."""
    for line in sheet.lines:
        days = list(days_in(line.text))
        for (first, _), (second, _) in pairwise(days):
            between = line.text[first.end() : second.start()]
            before = line.text[max(0, first.start() - 60) : first.start()]
            if not re.fullmatch(r"\s*đến(?: hết)?(?: ngày)?\s*", between):
                continue
            after = line.text[second.end() : second.end() + 200]
            told = (day_of(first), day_of(second))
            for form, known, what in (
                (PERIOD, (case.period_from, case.period_to), "Thời kỳ theo quyết định"),
                (ON_SITE, (case.on_site_from, case.on_site_to), "Theo mốc đã ghi, đoàn làm việc"),
            ):
                near = before if form is PERIOD else after
                if form.search(near) and all(known) and told != known:
                    yield Remark(
                        "the_case",
                        "error",
                        quote_of(line.text, first.start(), second.end(), 30),
                        f"{what} từ {known[0]:%d/%m/%Y} đến {known[1]:%d/%m/%Y}.",
                        "Hồ sơ của cuộc",
                        line.place,
                    )
                    break


def _strangers(sheet: Sheet, case: Case) -> Iterator[Remark]:
    """Names of the units of other cases: what a copied text leaves behind."""
    own = {search_key(name) for name in case.units}
    strange = {
        search_key(name): name
        for name in case.strange_units
        if len(name) > 8 and not any(search_key(name) in mine for mine in own)
    }
    for line in sheet.lines:
        key = search_key(line.text)
        for name, shown in strange.items():
            if name in key:
                reason = f"“{shown}” không thuộc cuộc này; chữ còn sót của cuộc khác?"
                # With the words around it: leaving it once is not leaving it everywhere.
                quote = f"{shown}: {quote_of(line.text, 0, 100)}"
                yield Remark("the_case", "warning", quote, reason, "Hồ sơ của cuộc", line.place)
