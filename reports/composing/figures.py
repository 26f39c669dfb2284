"""What indicators say in a paper: a sentence, a table unit by unit, a chart against the target."""

from collections.abc import Iterable

from findings import figures
from findings.comparing import Comparison, Line, comparisons
from findings.models import Finding, Indicator
from reports.composing.lines import sentence
from reports.composing.words import Words, joined
from reports.content import Bar, Block, Chart, Column, Item, Paragraph, Table, Text, text

# With two bars there is nothing to see that the sentence has not said.
FEWEST_BARS = 3
MOST_BARS = 12
ROUNDED = "Tỷ lệ làm tròn đến một chữ số thập phân."


def of_topic(words: Words, indicators: list[Indicator]) -> Iterable[Block]:
    """Everything that the section of their topic says of these indicators."""
    for compared in _compared(words, indicators):
        yield Item(text(says(words, compared)), 1)
        if not compared.indicator.is_in_annex and len(compared.lines) > 1:
            yield table(words, compared)
            yield from chart(words, compared)


def of_annex(words: Words, indicators: list[Indicator]) -> Iterable[Block]:
    """The tables of those that stand in the annex."""
    chosen = [each for each in indicators if each.is_in_annex]
    for compared in _compared(words, chosen):
        yield table(words, compared)
        yield from chart(words, compared)
    if any(each.shows_percent for each in chosen):
        yield Paragraph(text(ROUNDED), style="lead")


def _compared(words: Words, indicators: list[Indicator]) -> list[Comparison]:
    return [
        compared
        for indicator in indicators
        for compared in comparisons(indicator, words.visited)
        if compared.lines
    ]


# --- The sentence ---------------------------------------------------------------------------------


def says(words: Words, compared: Comparison) -> str:
    """The sum and the target, who meets it, and who lies farthest from it."""
    indicator = compared.indicator
    head = f"{indicator.name} ({_lower(compared.period)})"
    lines = compared.lines
    if len(lines) == 1:
        told = f"{head}: {_result(compared, lines[0])}"
    elif compared.total is not None:
        told = f"{head}: {len(lines):02d} đơn vị có {_result(compared, compared.total)}"
    else:
        told = f"{head}: {'; '.join(_of_unit(words, compared, line) for line in lines)}"
    return f"{told}{_against(words, compared)}."


def _against(words: Words, compared: Comparison) -> str:
    """The target with its legal basis, and how the units stand to it."""
    if not compared.target:
        return ""
    basis = compared.indicator.target_basis
    level = f"; mức phải đạt {compared.target} theo {basis}"
    met, missed, count = compared.met, compared.missed, len(compared.lines)
    if count == 1:
        return f"{level}: {'đạt' if met else 'chưa đạt'}"
    if not missed:
        return f"{level}: {count:02d}/{count:02d} đơn vị đạt"
    return f"{level}: {len(met):02d}/{count:02d} đơn vị đạt{_farthest(words, compared)}"


def _farthest(words: Words, compared: Comparison) -> str:
    if len(compared.missed) == 1:
        return f", {_of_unit(words, compared, compared.missed[0])} chưa đạt"
    target = compared.indicator.target
    assert target is not None  # noqa: S101 -- without a target nobody misses it
    last = max(compared.missed, key=lambda line: abs((line.result or 0) - target))
    side = "thấp nhất" if (last.result or 0) < target else "cao nhất"
    return f", {side} là {_of_unit(words, compared, last)}"


def _of_unit(words: Words, compared: Comparison, line: Line) -> str:
    assert line.unit is not None  # noqa: S101 -- only the total has no unit
    return f"{words.name(line.unit.unit)} {_result(compared, line)}"


def _result(compared: Comparison, line: Line) -> str:
    unit = f" {compared.indicator.measured_in}" if compared.indicator.measured_in else ""
    if line.part is not None and line.whole is not None:
        return f"{line.part_shown}/{line.whole_shown}{unit} ({line.shown or 'không phát sinh'})"
    return line.shown if line.is_percent else f"{figures.counted(line.result)}{unit}"


def _lower(period: str) -> str:
    return period[:1].lower() + period[1:]


# --- The table ------------------------------------------------------------------------------------


def table(words: Words, compared: Comparison) -> Table:
    """Unit by unit against the target, with the sums in the last row."""
    indicator = compared.indicator
    columns = [Column("TT", 6, "center"), Column("Đơn vị", 34)]
    if indicator.is_share:
        columns += [
            Column(indicator.whole_name, 18, "right"),
            Column(indicator.part_name, 18, "right"),
        ]
    columns.append(Column("Tỷ lệ" if indicator.shows_percent else "Số lượng", 12, "right"))
    if compared.target:
        columns.append(Column("So với mức phải đạt", 16, "center"))
    rows = [
        _row(compared, str(place), words.short(line.unit.unit), line)
        for place, line in enumerate(compared.lines, 1)
        if line.unit is not None
    ]
    if compared.total is not None:
        rows.append(_row(compared, "", "Tổng", compared.total))
    unit = indicator.measured_in
    return Table(
        tuple(columns),
        tuple(rows),
        caption=text(f"{indicator.name}, {_lower(compared.period)}"),
        unit=f"Đơn vị tính: {unit}" if unit else "",
    )


def _row(compared: Comparison, place: str, name: str, line: Line) -> tuple[Text, ...]:
    cells = [place, name]
    if compared.indicator.is_share:
        cells += [line.whole_shown, line.part_shown]
    cells.append(line.shown or "–")
    if compared.target:
        met = f"{len(compared.met):02d}/{len(compared.lines):02d} đạt"
        cells.append(line.verdict if line.unit else met)
    return tuple(text(cell) for cell in cells)


# --- The chart ------------------------------------------------------------------------------------


def chart(words: Words, compared: Comparison) -> Iterable[Chart]:
    """Bars against the target, where there are enough of them and not too many."""
    lines = [line for line in compared.lines if line.result is not None and line.unit]
    if not compared.target or not FEWEST_BARS <= len(lines) <= MOST_BARS:
        return
    indicator = compared.indicator
    bars = tuple(
        Bar(words.short(line.unit.unit), f"{line.result:.4f}", line.shown)
        for line in lines
        if line.unit is not None
    )
    yield Chart(
        text(f"Biểu đồ: {indicator.name}, {_lower(compared.period)}"),
        bars,
        target=f"{indicator.target:.4f}",
        target_label=f"Vạch đứng: mức phải đạt {compared.target} ({indicator.target_basis}).",
        most="100" if indicator.shows_percent else "",
    )


# --- Finding × unit -------------------------------------------------------------------------------


def by_unit(words: Words, findings: list[Finding]) -> Iterable[Block]:
    """The shortcomings of each unit, with what was noted of it alone; whom the team left out.

    What holds for every unit stands in the body.
    """
    faults: dict[int, list[str]] = {}
    visited = {row.pk for row in words.visited}
    for finding in findings:
        found_at = finding.units.all() if finding.needs_recommendation else []
        places = [place for place in found_at if place.unit_id in visited]
        is_common = len(places) == len(words.visited)
        for place in places:
            if is_common and not place.note.strip():
                continue
            told = place.note.strip() or sentence(finding.conclusion_text)
            faults.setdefault(place.unit_id, []).append(told.rstrip(".;"))
    rows = [
        (
            text(str(place)),
            text(words.short(row.unit)),
            text("; ".join(faults.get(row.pk, [])) or "Không có hạn chế riêng."),
        )
        for place, row in enumerate(words.visited, 1)
    ]
    columns = (Column("TT", 6, "center"), Column("Đơn vị", 24), Column("Hạn chế, thiếu sót", 70))
    yield Table(columns, tuple(rows))
    left = [row for row in words.audited if row.is_excluded]
    if left:
        told = joined(f"{words.name(row.unit)} ({_reason(row)})" for row in left)
        yield Paragraph(text(f"Không tiến hành {words.act} tại {len(left):02d} đơn vị: {told}."))


def _reason(row) -> str:
    reason = row.excluded_reason.strip().rstrip(".")
    return reason[:1].lower() + reason[1:]
