"""An indicator unit by unit against its target: what pages show and papers print."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from findings import figures
from findings.choices import IndicatorKind, TargetSide
from findings.models import Indicator, Measurement
from inspections.models import AuditedUnit, Inspection


@dataclass(frozen=True)
class Line:
    """One unit, or all of them together, in one period; `result` is not rounded."""

    unit: AuditedUnit | None
    part: Decimal | None = None
    whole: Decimal | None = None
    result: Decimal | None = None
    is_met: bool | None = None
    is_percent: bool = False
    target: Decimal | None = None

    @property
    def shown(self) -> str:
        """The result as it is printed."""
        if self.result is None:
            return ""
        if not self.is_percent:
            return figures.written(self.result)
        return figures.percent(self.result, self.target)

    @property
    def part_shown(self) -> str:
        return figures.written(self.part)

    @property
    def whole_shown(self) -> str:
        return figures.written(self.whole)

    @property
    def verdict(self) -> str:
        return {True: "Đạt", False: "Chưa đạt", None: ""}[self.is_met]


@dataclass(frozen=True)
class Comparison:
    """An indicator in one period. `total` is missing where percentages alone were entered."""

    indicator: Indicator
    period: str
    lines: tuple[Line, ...]
    total: Line | None
    # Sentences on parts that do not add up to their total; told, never corrected.
    doubts: tuple[str, ...] = field(default=())

    @property
    def met(self) -> list[Line]:
        return [line for line in self.lines if line.is_met]

    @property
    def missed(self) -> list[Line]:
        return [line for line in self.lines if line.is_met is False]

    @property
    def target(self) -> str:
        return target_of(self.indicator)


def target_of(indicator: Indicator) -> str:
    """ "từ 55% trở lên", "không quá 5 ngày"; "" without a target."""
    if indicator.target is None:
        return ""
    unit = f" {indicator.measured_in}" if indicator.measured_in else ""
    level = f"{figures.written(indicator.target)}{'%' if indicator.shows_percent else unit}"
    if indicator.target_side == TargetSide.AT_MOST:
        return f"không quá {level}"
    full = indicator.shows_percent and indicator.target == figures.HUNDRED
    return level if full else f"từ {level} trở lên"


def indicators_of(inspection: Inspection) -> list[Indicator]:
    """Every indicator of a case with its figures, in the order of the report; two queries."""
    rows = inspection.indicators.select_related("topic", "part_of").prefetch_related("measurements")
    return list(rows.order_by("topic__position", "topic", "number"))


def comparisons(
    indicator: Indicator, units: Iterable[AuditedUnit], among: Iterable[Indicator] = ()
) -> list[Comparison]:
    """One comparison for each period that has figures, in the order of their names.

    `units` are the units that were inspected, in their order; `among` are all indicators of the
    case, for the doubts about parts.
    """
    listed, others = list(units), list(among)
    by_period: dict[str, dict[int, Measurement]] = {}
    for row in indicator.measurements.all():
        by_period.setdefault(row.period, {})[row.unit_id] = row
    return [
        _comparison(indicator, period, listed, by_period[period], others)
        for period in sorted(by_period)
    ]


def _comparison(
    indicator: Indicator,
    period: str,
    units: list[AuditedUnit],
    rows: dict[int, Measurement],
    among: list[Indicator],
) -> Comparison:
    lines = tuple(_line(indicator, unit, rows[unit.pk]) for unit in units if unit.pk in rows)
    doubts = tuple(_doubts(indicator, period, lines, among))
    return Comparison(indicator, period, lines, _total(indicator, lines), doubts)


def _line(indicator: Indicator, unit: AuditedUnit | None, row: Measurement) -> Line:
    if row.part is not None and row.whole is not None:
        return _of_share(indicator, unit, row.part, row.whole)
    is_met = _is_met(indicator, row.value)
    percent = indicator.shows_percent
    return Line(unit, result=row.value, is_met=is_met, is_percent=percent, target=indicator.target)


def _of_share(
    indicator: Indicator, unit: AuditedUnit | None, part: Decimal, whole: Decimal
) -> Line:
    result = figures.share(part, whole)
    is_met = _is_met(indicator, result)
    return Line(unit, part, whole, result, is_met, is_percent=True, target=indicator.target)


def _is_met(indicator: Indicator, result: Decimal | None) -> bool | None:
    if indicator.target is None or result is None:
        return None
    if indicator.target_side == TargetSide.AT_MOST:
        return result <= indicator.target
    return result >= indicator.target


def _total(indicator: Indicator, lines: tuple[Line, ...]) -> Line | None:
    """Sums over the units: a percentage of the sums, never a mean of percentages."""
    if len(lines) < 2 or indicator.kind == IndicatorKind.PERCENT:
        return None
    if indicator.kind == IndicatorKind.NUMBER:
        return Line(None, result=sum((line.result or Decimal(0) for line in lines), Decimal(0)))
    part = sum((line.part or Decimal(0) for line in lines), Decimal(0))
    whole = sum((line.whole or Decimal(0) for line in lines), Decimal(0))
    total = _of_share(indicator, None, part, whole)
    # The target is set for each unit; all of them together have none to meet.
    return Line(None, total.part, total.whole, total.result, is_percent=True)


def _doubts(
    indicator: Indicator, period: str, lines: tuple[Line, ...], among: list[Indicator]
) -> Iterable[str]:
    parts = [each for each in among if each.part_of_id == indicator.pk]
    if not parts or indicator.kind != IndicatorKind.NUMBER:
        return
    for line in lines:
        assert line.unit is not None  # noqa: S101 -- only the total has no unit
        values = [_value(part, line.unit.pk, period) for part in parts]
        known = [value for value in values if value is not None]
        if len(known) == len(parts) and sum(known) != line.result:
            yield (
                f"{line.unit}, {period}: {' + '.join(map(figures.written, known))} ="
                f" {figures.written(sum(known, Decimal(0)))}, nhưng {indicator.name.lower()} ghi"
                f" {line.shown}."
            )


def _value(indicator: Indicator, unit: int, period: str) -> Decimal | None:
    rows = indicator.measurements.all()
    return next((row.value for row in rows if row.unit_id == unit and row.period == period), None)
