"""Plans as tables: the items of ours, read and written alike, and what other bodies send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.base import File

from accounts.models import Department
from inspections.choices import CaseKind
from inspections.models import PlanItem, Unit
from inspections.models.plan import QUARTERS
from inspections.plans import ItemFacts
from inspections.settling import OutsideFacts
from office import sheets, workbooks
from office.text import search_key

# key: heading, width of the column
COLUMNS = {
    "kind": ("Loại cuộc", 12),
    "subject": ("Nội dung cuộc", 50),
    "content": ("Các nội dung", 40),
    "units": ("Đơn vị", 45),
    "period_from": ("Thời kỳ từ ngày", 14),
    "period_to": ("Thời kỳ đến ngày", 14),
    "quarter": ("Quý", 8),
    "month": ("Tháng", 8),
    "department": ("Đơn vị chủ trì", 25),
    "expected_days": ("Thời hạn (ngày)", 10),
    "reason": ("Lý do", 35),
}
PROGRESS = ("Tình trạng", 20)
NEEDED = ("kind", "subject", "units")
LONGEST = {"subject": 500, "reason": 500, "content": 4000}
MOST_OFFERS = 3


@dataclass
class ReadItem:
    """One row of the table, ready to be kept if it has no faults."""

    number: int
    facts: ItemFacts
    units: list[Unit]
    faults: list[str] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        return str(CaseKind(self.facts.kind).label)


def headings(*, with_progress: bool) -> list[tuple[str, int]]:
    return [*COLUMNS.values(), *([PROGRESS] if with_progress else [])]


def row_of(item: PlanItem) -> Sequence[Any]:
    """One item as it is exported. Lists prefetch `units`, `department` and `inspections`."""
    return (
        item.get_kind_display(),
        item.subject,
        item.content,
        "\n".join(unit.name for unit in item.units.all()),
        item.period_from,
        item.period_to,
        item.quarter,
        item.month,
        item.department.name if item.department else "",
        item.expected_days,
        item.reason,
        item.progress.label,
    )


def write(items: Iterable[PlanItem], *, title: str) -> IO[bytes]:
    rows = (row_of(item) for item in items)
    return workbooks.write(headings(with_progress=True), rows, title=title)


def read(upload: File) -> list[ReadItem]:
    """The items of a table with the faults of each row; nothing is kept.

    Raises Problems when the file is no such table.
    """
    columns = {key: heading for key, (heading, _) in COLUMNS.items()}
    lines = sheets.read(upload, columns, needed=NEEDED)
    found = UnitFinder()
    departments = {search_key(each.name): each for each in Department.objects.order_by("pk")}
    return [_item(line, found, departments) for line in lines]


def _item(line: sheets.Line, finder: "UnitFinder", departments: dict[str, Department]) -> ReadItem:
    facts = ItemFacts(
        kind=_kind(line),
        subject=_words(line, "subject", line.text("subject")),
        content=_words(line, "content", line.lines("content")),
        period_from=line.day("period_from", COLUMNS["period_from"][0]),
        period_to=line.day("period_to", COLUMNS["period_to"][0]),
        quarter=_quarter(line),
        month=line.whole("month", "Tháng", least=1, most=12),
        department=_department(line, departments),
        expected_days=line.whole("expected_days", "Thời hạn", least=1, most=400),
        reason=_words(line, "reason", line.text("reason")),
    )
    if facts.period_from and facts.period_to and facts.period_to < facts.period_from:
        line.faults.append("Thời kỳ kết thúc trước ngày bắt đầu.")
    if not facts.subject:
        line.faults.append("Nội dung cuộc: chưa ghi.")
    units = finder.find_all(line)
    return ReadItem(line.number, facts, units, line.faults)


def _kind(line: sheets.Line) -> str:
    typed = search_key(line.text("kind"))
    for kind in CaseKind:
        if typed == search_key(kind.label):
            return kind
    line.faults.append(f"Loại cuộc: “{line.text('kind')[:40]}” phải là Thanh tra hoặc Kiểm tra.")
    return CaseKind.INSPECTION


def _quarter(line: sheets.Line) -> int | None:
    """1 to 4, or as papers write it: “Quý II”, “II”."""
    typed = search_key(line.text("quarter")).removeprefix("quy").strip()
    for number, name in QUARTERS.items():
        if typed in {str(number), search_key(name).removeprefix("quy ")}:
            return number
    if typed:
        line.faults.append(f"Quý: “{line.text('quarter')[:40]}” phải từ 1 đến 4.")
    return None


def _department(line: sheets.Line, departments: dict[str, Department]) -> Department | None:
    typed = line.text("department")
    found = departments.get(search_key(typed)) if typed else None
    if typed and found is None:
        line.faults.append(f"Đơn vị chủ trì: không có phòng “{typed[:80]}” trong danh sách.")
    return found


def _words(line: sheets.Line, key: str, typed: str) -> str:
    if len(typed) > LONGEST[key]:
        line.faults.append(f"{COLUMNS[key][0]}: dài {len(typed)} ký tự, tối đa {LONGEST[key]}.")
    return typed


# --- Other bodies' plans --------------------------------------------------------------------------
OUTSIDE = {
    "unit_name": "Đơn vị",
    "content": "Nội dung",
    "period_from": "Thời kỳ từ ngày",
    "period_to": "Thời kỳ đến ngày",
    "quarter": "Quý",
}


@dataclass
class ReadOutside:
    """One row of another body's table; a unit that we do not know is no fault of the row."""

    number: int
    facts: OutsideFacts
    faults: list[str] = field(default_factory=list)


def read_outside(upload: File) -> list[ReadOutside]:
    """The rows of another body's plan with the faults of each; nothing is kept.

    Raises Problems when the file is no such table.
    """
    lines = sheets.read(upload, OUTSIDE, needed=("unit_name", "content"))
    finder = UnitFinder()
    return [_outside(line, finder) for line in lines]


def _outside(line: sheets.Line, finder: "UnitFinder") -> ReadOutside:
    name, content = line.text("unit_name"), line.lines("content")
    facts = OutsideFacts(
        row=line.number,
        unit_name=name[:300],
        content=content[: LONGEST["content"]],
        unit=finder.find(name) if name else None,
        period_from=line.day("period_from", OUTSIDE["period_from"]),
        period_to=line.day("period_to", OUTSIDE["period_to"]),
        quarter=_quarter(line),
    )
    if not name:
        line.faults.append("Đơn vị: chưa ghi.")
    if not content:
        line.faults.append("Nội dung: chưa ghi.")
    if facts.period_from and facts.period_to and facts.period_to < facts.period_from:
        line.faults.append("Thời kỳ kết thúc trước ngày bắt đầu.")
    return ReadOutside(line.number, facts, line.faults)


# --- Units by name --------------------------------------------------------------------------------
class UnitFinder:
    """Units by the name a table writes, today's or a former one, or by their code."""

    def __init__(self) -> None:
        self.known: dict[str, Unit | None] = {}

    def find_all(self, line: sheets.Line) -> list[Unit]:
        """The units of a cell, one a line; a fault for each that is not in the directory."""
        names = line.lines("units").splitlines()
        if not names:
            line.faults.append("Đơn vị: chưa ghi.")
        found = []
        for name in names:
            unit = self.find(name)
            if unit is None:
                line.faults.append(
                    f"Đơn vị: không có “{name[:120]}” trong danh mục{_offers(name)}."
                )
            elif unit not in found:
                found.append(unit)
        return found

    def find(self, name: str) -> Unit | None:
        """The unit of that name; None when no unit or more than one carries it."""
        key = search_key(name)
        if key not in self.known:
            self.known[key] = self._ask(name, key)
        return self.known[key]

    def _ask(self, name: str, key: str) -> Unit | None:
        close = list(
            Unit.objects.matching(name[:200]).prefetch_related("names").order_by("pk")[:200]
        )
        exact = [unit for unit in close if key in _names_of(unit)]
        # Of two that carried the name, the one that still lives is meant.
        living = [unit for unit in exact if unit.valid_to is None]
        one = living if len(living) == 1 else exact
        return one[0] if len(one) == 1 else None


def _names_of(unit: Unit) -> set[str]:
    names = {unit.name, unit.short_name, unit.code or ""}
    for past in unit.names.all():
        names |= {past.name, past.short_name}
    return {search_key(name) for name in names if name}


def _offers(name: str) -> str:
    """“; có phải …?” with the nearest names: by all words but the last ones."""
    words = search_key(name).split()
    while len(words) > 1:
        near = Unit.objects.matching(" ".join(words)).order_by("name", "pk")[:MOST_OFFERS]
        if names := [f"“{unit.name}”" for unit in near]:
            return f"; có phải {' hoặc '.join(names)}?"
        words.pop()
    return ""
