"""Figures pasted from a spreadsheet: a line a unit, its name first, then the columns of the grid.

Nothing is guessed: what cannot be read is told by row and column, and nothing is kept before a
person has seen it in the grid.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from findings import figures
from findings.measuring import Figures
from findings.models import Indicator
from inspections.models import AuditedUnit
from office.text import nfc, search_key
from office.workflow import Problem, Problems

MOST_LINES = 300
_TOTALS = {"tong", "tong cong", "cong", "tong so", "toan tinh", "toan thanh pho"}


@dataclass(frozen=True)
class _Cell:
    row: int
    column: int
    words: str

    @property
    def place(self) -> str:
        return f"Dòng {self.row}, cột {self.column}"


def read(text: str, indicator: Indicator, units: Iterable[AuditedUnit]) -> dict[int, Figures]:
    """The figures by the keys of the audited units.

    A first line of headings, a column of running numbers, and lines of totals are passed over. A
    share may be followed by its percentage, which is then checked. Raises Problems, each naming its
    row and column.
    """
    rows = list(_rows(text))
    if not rows:
        raise Problems([Problem("Hãy dán các ô đã chép từ bảng tính.", "#id_pasted")])
    if len(rows) > MOST_LINES:
        raise Problems([Problem(f"Mỗi lần dán tối đa {MOST_LINES} dòng.", "#id_pasted")])
    known = _names(units)
    found: list[str] = []
    said: dict[int, Figures] = {}
    for place, row in enumerate(rows):
        name, cells = _named(row)
        if search_key(name.words) in _TOTALS or (place == 0 and _is_heading(name, cells, known)):
            continue
        key = known.get(search_key(name.words))
        if key is None:
            found.append(_unknown(name, known))
        elif key in said:
            found.append(f"{name.place}: “{name.words}” có ở hai dòng.")
        else:
            told, wrong = _figures(indicator, cells, row)
            found += wrong
            said[key] = told
    if found:
        raise Problems([Problem(each, "#id_pasted") for each in found[:20]])
    return said


def _rows(text: str) -> Iterable[list[_Cell]]:
    for number, line in enumerate(nfc(text).split("\n"), 1):
        if line.strip():
            yield [
                _Cell(number, column, words.strip())
                for column, words in enumerate(line.rstrip("\t ").split("\t"), 1)
            ]


def _named(row: list[_Cell]) -> tuple[_Cell, list[_Cell]]:
    """The name and the cells behind it; a running number (TT) before the name is dropped."""
    number = row[0].words.rstrip(".")
    runs = len(row) > 2 and (not number or number.isdigit()) and not _is_figure(row[1])
    name, *cells = row[1:] if runs else row
    return name, cells


def _is_figure(cell: _Cell) -> bool:
    try:
        return figures.read(cell.words) is not None
    except figures.NotAFigure:
        return False


def _is_heading(name: _Cell, cells: list[_Cell], known: Mapping[str, int | None]) -> bool:
    return search_key(name.words) not in known and not any(map(_is_figure, cells))


def _names(units: Iterable[AuditedUnit]) -> dict[str, int | None]:
    """The keys of the units by every name they go by; None where two share a name."""
    found: dict[str, int | None] = {}
    for row in units:
        names = {row.unit.name, row.unit.short_name, row.unit.abbreviation}
        # “Sở Nội vụ thành phố Hải An” is “Sở Nội vụ” in the tables of Hải An.
        for place in (" thành phố ", " tỉnh ", " quận ", " huyện "):
            names.add(row.unit.name.partition(place)[0])
        for name in {search_key(each) for each in names if each}:
            found[name] = None if found.get(name, row.pk) != row.pk else row.pk
    return found


def _unknown(name: _Cell, known: Mapping[str, int | None]) -> str:
    if search_key(name.words) in known:
        return f"{name.place}: “{name.words[:60]}” là tên của hơn một đơn vị; hãy ghi đủ tên."
    return f"{name.place}: không có đơn vị “{name.words[:60]}” trong cuộc này."


def _figures(
    indicator: Indicator, cells: list[_Cell], row: list[_Cell]
) -> tuple[Figures, list[str]]:
    wanted = 2 if indicator.is_share else 1
    most = wanted + 1 if indicator.is_share else wanted
    if not wanted <= len(cells) <= most:
        told = f"Dòng {row[0].row}: có {len(cells)} cột số liệu, cần {wanted}."
        return Figures(), [told]
    values, found = [], []
    for cell in cells:
        try:
            values.append(figures.read(cell.words))
        except figures.NotAFigure as error:
            found.append(f"{cell.place}: {error}")
    if found:
        return Figures(), found
    if not indicator.is_share:
        return Figures(value=values[0]), []
    whole, part = values[:2]
    share = Figures(part=part, whole=whole)
    return share, _of_percentage(share, cells)


def _of_percentage(told: Figures, cells: list[_Cell]) -> list[str]:
    """A percentage beside its figures must be theirs, to the decimals that it is written with."""
    if len(cells) < 3 or told.part is None or told.whole is None:
        return []
    computed, typed = figures.share(told.part, told.whole), figures.read(cells[2].words)
    if computed is None or typed is None:
        return []
    exponent = typed.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 -- what was read is a finite number
    if abs(computed - typed) * 2 * 10 ** max(-exponent, 0) <= 1:
        return []
    said = f"{cells[2].place}: ghi {cells[2].words}, nhưng {told.in_words}"
    return [f"{said} là {figures.percent(computed)}."]
