"""What the bound blocks of a plan say: how many cases in which quarter, and the list itself."""

from collections.abc import Iterable
from functools import cached_property

from inspections.choices import CaseKind
from inspections.models import PlanItem
from inspections.models.plan import QUARTERS
from office.text import number_text, short_date
from reports.composing.words import PlanWords, Words, capital, joined
from reports.content import Block, Column, Item, Paragraph, Table, Text, text

COLUMNS = (
    Column("TT", width=2, align="center"),
    Column("Nội dung", width=9),
    Column("Đơn vị được {act}", width=7),
    Column("Thời kỳ", width=4),
    Column("Thời gian thực hiện", width=3, align="center"),
    Column("Thời hạn", width=2, align="center"),
    Column("Đơn vị chủ trì", width=4),
)


class _Listed:
    """The cases that the plan holds, loaded once."""

    def __init__(self, words: Words):
        assert isinstance(words, PlanWords)  # noqa: S101 -- only a plan has these blocks
        self.words = words

    @cached_property
    def items(self) -> list[PlanItem]:
        rows = self.words.plan.items.filter(dropped_reason="").select_related("department")
        items = list(rows.prefetch_related("units__names"))
        return sorted(items, key=lambda item: (item.quarter or 5, item.month or 0, item.position))

    def of_kind(self, kind: CaseKind) -> list[PlanItem]:
        return [item for item in self.items if item.kind == kind]


def summary(words: Words) -> Iterable[Block]:
    """One sentence with the sums, then the quarters."""
    listed = _Listed(words)
    units = {unit.pk for item in listed.items for unit in item.units.all()}
    kinds = [(kind, len(listed.of_kind(kind))) for kind in CaseKind]
    counted = [f"{number_text(count)} cuộc {kind.label.lower()}" for kind, count in kinds if count]
    yield Paragraph(
        text(
            f"Trong năm {listed.words.plan.year} tiến hành {joined(counted)} tại"
            f" {number_text(len(units))} đơn vị; danh mục tại Phụ lục kèm theo. Theo từng quý:"
        )
    )
    quarters = [item.quarter for item in listed.items]
    held = [(name, quarters.count(number)) for number, name in QUARTERS.items()]
    told = [f"{name}: {number_text(count)} cuộc" for name, count in held if count]
    ends = [";"] * (len(told) - 1) + ["."]
    for line, end in zip(told, ends, strict=False):
        yield Item(text(f"{line}{end}"), 1)


def tables(words: Words) -> Iterable[Block]:
    """The list, one table for each kind of case: their words never mix."""
    listed = _Listed(words)
    both = all(listed.of_kind(kind) for kind in CaseKind)
    for kind in CaseKind:
        if items := listed.of_kind(kind):
            caption = text(f"Các cuộc {kind.label.lower()}") if both else ()
            columns = tuple(_column(column, kind.label.lower()) for column in COLUMNS)
            rows = tuple(_row(listed, place, item) for place, item in enumerate(items, 1))
            yield Table(columns, rows, caption)


def _column(column: Column, act: str) -> Column:
    heading = column.heading.format(act=act)
    return Column(heading, width=column.width, align=column.align)


def _row(listed: _Listed, place: int, item: PlanItem) -> tuple[Text, ...]:
    lines = [line.rstrip(";.") for line in item.content.splitlines() if line.strip()]
    told = capital(item.full_subject)
    if lines:
        told = f"{told}: {'; '.join(lines)}"
    names = sorted(listed.words.name(unit) for unit in item.units.all())
    days = [short_date(day) for day in (item.period_from, item.period_to) if day]
    return (
        text(str(place)),
        text(f"{told}."),
        text("; ".join(names)),
        text(" - ".join(days)),
        text(item.when),
        text(f"{item.expected_days:02d} ngày" if item.expected_days else ""),
        text(item.department.name if item.department else ""),
    )
