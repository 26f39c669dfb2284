"""One document that is cited with two days, two kinds, or with its symbol spelled two ways."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from reports.proofreading.mentions import Mention, mentions
from reports.proofreading.sheets import Remark, Sheet

LONGEST_LIKE = 1
SHORTEST = 5
OFFICE_LETTERS = "BSPTC"


def check(sheet: Sheet) -> Iterator[Remark]:
    same: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions(sheet):
        same[mention.key].append(mention)
    for rows in same.values():
        yield from _two_days(rows)
        yield from _two_forms(rows)
    yield from _two_spellings(sheet)


def _two_days(rows: list[Mention]) -> Iterator[Remark]:
    """The same number and symbol with another day of the same year, by the same issuer."""
    dated = {row.dated_on: row for row in rows if row.dated_on}
    for first, other in pairwise(dated.values()):
        issuers = {first.issuer, other.issuer} - {""}
        if len(issuers) > 1 or first.dated_on.year != other.dated_on.year:  # type: ignore[union-attr]
            continue
        yield Remark(
            "same_document",
            "error",
            f"{first.quote} / {other.quote}",
            f"Cùng số {other.first}/{other.symbol} nhưng hai ngày khác nhau.",
            place=other.place,
        )


def _two_forms(rows: list[Mention]) -> Iterator[Remark]:
    """“NĐ-CP” and “NĐCP”."""
    forms = Counter(row.symbol for row in rows)
    if len(forms) > 1:
        right = max(forms, key=lambda form: (forms[form], form.count("-")))
        for row in rows:
            if row.symbol != right:
                reason = f"Ký hiệu viết “{row.symbol}”, chỗ khác viết “{right}”."
                yield Remark("same_document", "warning", row.quote, reason, place=row.place)


def _two_spellings(sheet: Sheet) -> Iterator[Remark]:
    """“SLĐTBXH” many times and “SLĐTBOXH” thrice: one letter more, less or other."""
    parts: Counter[str] = Counter()
    where: dict[str, Mention] = {}
    for mention in mentions(sheet):
        for part in mention.symbol.split("-"):
            if len(part) >= SHORTEST:
                parts[part] += 1
                where.setdefault(part, mention)
    for one, other in combinations(sorted(parts), 2):
        if _is_like(one, other):
            rare, usual = sorted((one, other), key=lambda part: parts[part])
            reason = f"Ký hiệu “{rare}” khác “{usual}” một chữ; chỗ nào đúng?"
            quote, place = where[rare].quote, where[rare].place
            yield Remark("same_document", "warning", quote, reason, place=place)


def _is_like(one: str, other: str) -> bool:
    """At most one letter is put in, left out or changed."""
    if abs(len(one) - len(other)) > LONGEST_LIKE:
        return False
    if len(one) > len(other):
        one, other = other, one
    # “LĐTBXH” the matter, “SLĐTBXH” the Sở, “BLĐTBXH” the Bộ.
    if other[0] in OFFICE_LETTERS and other[1:] in {
        one,
        one[1:] if one[0] in OFFICE_LETTERS else "",
    }:
        return False
    at = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]
