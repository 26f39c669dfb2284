"""The course of a case: where and when the team worked, whom it left out and why."""

from collections.abc import Iterable

from inspections.models import AuditedUnit
from office import law
from office.text import short_date
from reports.composing.words import Words, joined
from reports.content import Block, Item, Paragraph, text

MOST_UNITS_IN_A_LIST = 10


def told(words: Words) -> Iterable[Block]:
    """The period that was looked at, the units that were visited, and those that were not."""
    if words.period:
        yield Paragraph(text(f"Thời kỳ được {words.act}: {words.period}."))
    yield from _visits(words)
    yield from _left_out(words)


def _visits(words: Words) -> Iterable[Block]:
    count = len(words.visited)
    if count == 1 and words.on_site:
        yield Paragraph(text(f"{words.team} làm việc trực tiếp tại {words.units} {words.on_site}."))
        return
    if not count:
        return
    # Of so many the annex tells the names, unless each has its own days.
    listed = count <= MOST_UNITS_IN_A_LIST or any(map(_visited, words.visited))
    end = ":" if listed else "."
    yield Paragraph(text(f"{words.team} đã tiến hành {words.act} tại {count:02d} đơn vị{end}"))
    for row in words.visited if listed else ():
        yield Item(text(f"{words.name(row.unit)}{_visited(row)};"), 1)


def _left_out(words: Words) -> Iterable[Block]:
    """Those with one reason are told together."""
    left: dict[str, list[str]] = {}
    for row in words.audited:
        if row.is_excluded:
            reason = row.excluded_reason.rstrip(".") + _ground_of(row)
            left.setdefault(reason, []).append(words.name(row.unit))
    for reason, names in left.items():
        yield Paragraph(text(f"Không tiến hành {words.act} tại {joined(names)}: {reason}."))


def _ground_of(row: AuditedUnit) -> str:
    """The law that a unit was left out by, where somebody named it."""
    provision = row.excluded_provision
    return f" ({law.cite(provision, in_full=False)})" if provision else ""


def _visited(row: AuditedUnit) -> str:
    if row.visit_from and row.visit_to and row.visit_from != row.visit_to:
        return f" (từ ngày {short_date(row.visit_from)} đến ngày {short_date(row.visit_to)})"
    return f" (ngày {short_date(row.visit_from)})" if row.visit_from else ""
