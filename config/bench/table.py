"""The arithmetic of the bench and how it is shown: medians, ratios of one round, goals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

MET, NOT_MET, NOT_MEASURED = "đạt", "KHÔNG ĐẠT", "chưa đo"


@dataclass(frozen=True)
class Figure:
    """What was measured in the rounds of one run; a figure without samples was not measured."""

    samples: tuple[float, ...] = ()
    unit: str = ""

    @property
    def median(self) -> float:
        return median(self.samples)

    def __str__(self) -> str:
        if not self.samples:
            return "-"
        shown = f"{number(self.median)}{self.unit}"
        if len(self.samples) == 1:
            return shown
        return f"{shown} ({number(min(self.samples))}–{number(max(self.samples))})"


@dataclass(frozen=True)
class Row:
    """A goal beside its measure: at most `limit`, or at least when `at_least`.

    The median is judged, or the worst sample of a promise that must always hold (`worst`). `why`
    says why there is no figure.
    """

    goal: str
    what: str
    figure: Figure = Figure()
    limit: float | None = None
    at_least: bool = False
    worst: bool = False
    why: str = ""

    @property
    def verdict(self) -> str:
        if not self.figure.samples:
            return f"{NOT_MEASURED}: {self.why}" if self.why else NOT_MEASURED
        if self.limit is None:
            return ""
        is_met = self._judged >= self.limit if self.at_least else self._judged <= self.limit
        return MET if is_met else NOT_MET

    @property
    def _judged(self) -> float:
        if not self.worst:
            return self.figure.median
        return (min if self.at_least else max)(self.figure.samples)

    @property
    def goal_value(self) -> str:
        if self.limit is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {number(self.limit)}{self.figure.unit}"


def ratios(above: Sequence[float], below: Sequence[float]) -> Figure:
    """One ratio a round: both were measured within seconds, so what drifts falls out."""
    return Figure(tuple(a / b for a, b in zip(above, below, strict=False)), " ×")


def number(value: float) -> str:
    """Whole numbers whole, others with the digits that tell: 0,004 · 0,52 · 12,3 · 1316."""
    if value == int(value):
        return str(int(value))
    digits = 3 if value < 0.1 else 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f}".replace(".", ",")


def goals(rows: Iterable[Row]) -> str:
    """The table of goals."""
    heads = ("", "Việc đo", "Đo được: trung vị (từ–đến)", "Mục tiêu", "Kết quả")
    lines = [(row.goal, row.what, str(row.figure), row.goal_value, row.verdict) for row in rows]
    return table(heads, lines)


def verdicts(rows: Iterable[Row]) -> str:
    """How many goals are met: "9 đạt, 1 KHÔNG ĐẠT, 2 chưa đo"."""
    told = [row.verdict.split(":")[0] for row in rows]
    counts = {verdict: told.count(verdict) for verdict in (MET, NOT_MET, NOT_MEASURED)}
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items() if count)


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Lines in columns as wide as their longest word."""
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    rule = "  ".join("─" * width for width in widths)
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in (heads, *lines)
    ]
    return "\n".join(line.rstrip() for line in (shown[0], rule, *shown[1:]))
