"""Indicators of a case and the figures of its units: defined, entered, corrected, journaled."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from findings import figures
from findings import permissions as may
from findings.choices import IndicatorKind, TargetSide
from findings.models import Indicator, Measurement, Topic
from inspections.models import Inspection
from inspections.revising import lock_case
from office import journal, revisions
from office.text import nfc
from office.workflow import Problem, Problems

MOST_INDICATORS = 60
DEFINED = (
    *("topic", "name", "kind", "whole_name", "part_name", "measured_in"),
    *("target", "target_side", "target_basis", "is_in_annex", "part_of"),
)


@dataclass(frozen=True)
class IndicatorFacts:
    """What an indicator is; see the model for the words."""

    topic: Topic
    name: str
    kind: str
    whole_name: str = ""
    part_name: str = ""
    measured_in: str = ""
    target: Decimal | None = None
    target_side: str = TargetSide.AT_LEAST
    target_basis: str = ""
    is_in_annex: bool = False
    part_of: Indicator | None = None


@dataclass(frozen=True)
class Figures:
    """What one unit has: part of a whole, or a value."""

    part: Decimal | None = None
    whole: Decimal | None = None
    value: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        return self.part is None and self.whole is None and self.value is None

    @property
    def in_words(self) -> str:
        if self.is_empty:
            return "(trống)"
        if self.value is not None:
            return figures.written(self.value)
        return f"{figures.written(self.part)}/{figures.written(self.whole)}"


# --- Defining -------------------------------------------------------------------------------------


@transaction.atomic
def define_indicator(inspection: Inspection, facts: IndicatorFacts, *, actor: Any) -> Indicator:
    """Begin an indicator. Raises Refused, Problems for facts that do not hold together."""
    locked = lock_case(inspection)
    may.insist(may.can_enter_figures, actor, locked)
    last = locked.indicators.aggregate(number=Max("number"))["number"] or 0
    if locked.indicators.count() >= MOST_INDICATORS:
        raise Problems([Problem(f"Mỗi cuộc có tối đa {MOST_INDICATORS} chỉ tiêu.", "#id_name")])
    indicator = Indicator(inspection=locked, number=last + 1, **vars(facts))
    _insist_on(indicator)
    indicator.save()
    _tell(indicator, "define_indicator", f"Thêm {_lower(indicator)}.", actor)
    return indicator


@transaction.atomic
def revise_indicator(
    indicator: Indicator, facts: IndicatorFacts, *, revision: int, actor: Any
) -> None:
    """Change what an indicator is. Raises Refused, Overtaken, Problems.

    How it is measured stays once there are figures: they would mean something else.
    """
    locked = lock_case(indicator.inspection)
    may.insist(may.can_enter_figures, actor, locked)
    if facts.kind != indicator.kind and indicator.measurements.exists():
        text = "Chỉ tiêu đã có số liệu nên không đổi cách tính được; hãy thêm chỉ tiêu khác."
        raise Problems([Problem(text, "#id_kind")])
    before = indicator.name
    for name in DEFINED:
        setattr(indicator, name, getattr(facts, name))
    _insist_on(indicator)
    revisions.save_if_unchanged(indicator, DEFINED, revision=revision)
    renamed = f" (trước là “{before}”)" if before != indicator.name else ""
    _tell(indicator, "revise_indicator", f"Sửa {_lower(indicator)}{renamed}.", actor)


@transaction.atomic
def remove_indicator(indicator: Indicator, *, actor: Any) -> None:
    """Remove an indicator that holds nothing. Raises Refused, Problems while figures hang on it."""
    locked = lock_case(indicator.inspection)
    may.insist(may.can_enter_figures, actor, locked)
    found = []
    if indicator.measurements.exists():
        found.append(Problem(f"{indicator} đã có số liệu; hãy xóa trống các ô và lưu trước."))
    if indicator.parts.exists():
        found.append(Problem(f"{indicator} còn các phần của nó; hãy xóa từng phần trước."))
    if found:
        raise Problems(found)
    _tell(indicator, "remove_indicator", f"Xóa {_lower(indicator)}.", actor)
    indicator.delete()


def _insist_on(indicator: Indicator) -> None:
    found = []
    if indicator.topic.inspection_id != indicator.inspection_id:
        found.append(Problem("Nội dung đề cương đã chọn không thuộc cuộc này.", "#id_topic"))
    if indicator.is_share:
        names = {"whole_name": "tổng số", "part_name": "số đạt"}
        found += [
            Problem(f"Hãy ghi tên cột {words}.", f"#id_{name}")
            for name, words in names.items()
            if not getattr(indicator, name)
        ]
    if indicator.target is not None and not indicator.target_basis:
        found.append(Problem("Hãy ghi văn bản giao mức phải đạt.", "#id_target_basis"))
    if indicator.target is not None and indicator.shows_percent and indicator.target > 100:
        found.append(Problem("Tỷ lệ phải đạt không thể quá 100%.", "#id_target"))
    if indicator.part_of is not None:
        found += _of_part(indicator, indicator.part_of)
    if found:
        raise Problems(found)


def _of_part(indicator: Indicator, whole: Indicator) -> list[Problem]:
    if whole.inspection_id != indicator.inspection_id or whole.pk == indicator.pk:
        return [Problem("Chỉ tiêu tổng đã chọn không dùng được.", "#id_part_of")]
    kinds = {indicator.kind, whole.kind}
    # One level: a part has no parts, a total is no part.
    nested = whole.part_of_id or (indicator.pk and indicator.parts.exists())
    if kinds != {IndicatorKind.NUMBER} or nested:
        text = "Chỉ số lượng mới cộng lại được, và một phần không có phần nhỏ hơn."
        return [Problem(text, "#id_part_of")]
    return []


# --- Entering -------------------------------------------------------------------------------------


@transaction.atomic
def enter_figures(
    indicator: Indicator,
    period: str,
    said: Mapping[int, Figures],
    *,
    revision: int,
    actor: Any,
) -> int:
    """Write the figures of a period, by the keys of the audited units; empty ones are removed.

    How many units changed. Raises Refused, Overtaken when somebody entered figures since
    `revision`, Problems (at `#id_part_<key>` and the like) for what cannot be.
    """
    locked = lock_case(indicator.inspection)
    may.insist(may.can_enter_figures, actor, locked)
    period = " ".join(nfc(period).split())
    units = {row.pk: row for row in locked.audited_units.select_related("unit")}
    found = [] if period else [Problem("Hãy ghi kỳ số liệu, ví dụ “Năm 2023”.", "#id_period")]
    for key, told in said.items():
        found += _of_figures(indicator, key, told)
    if not said.keys() <= units.keys():
        found.append(Problem("Có đơn vị không thuộc cuộc này; hãy mở lại trang."))
    if found:
        raise Problems(found)
    rows = {row.unit_id: row for row in indicator.measurements.filter(period=period)}
    changes = {}
    for key, told in said.items():
        before = _figures_of(rows[key]) if key in rows else Figures()
        if before != told:
            changes[key] = [before.in_words, told.in_words]
    if not changes:
        return 0
    revisions.save_if_unchanged(indicator, (), revision=revision)
    _write(indicator, period, {key: said[key] for key in changes})
    shown = {str(units[key]): change for key, change in changes.items()}
    sentence = f"Nhập số liệu {_lower(indicator)}, {period}: {len(changes)} đơn vị."
    _tell(indicator, "enter_figures", sentence, actor, changes=shown)
    return len(changes)


def _write(indicator: Indicator, period: str, said: Mapping[int, Figures]) -> None:
    indicator.measurements.filter(period=period, unit__in=said).delete()
    Measurement.objects.bulk_create(
        Measurement(indicator=indicator, period=period, unit_id=key, **vars(told))
        for key, told in said.items()
        if not told.is_empty
    )


def _of_figures(indicator: Indicator, key: int, told: Figures) -> list[Problem]:
    if told.is_empty:
        return []
    if not indicator.is_share:
        too_much = indicator.shows_percent and told.value is not None and told.value > 100
        text = "Tỷ lệ không thể quá 100%."
        return [Problem(text, f"#id_value_{key}")] if too_much else []
    if told.part is None:
        return [Problem(f"Thiếu {_first_lower(indicator.part_name)}.", f"#id_part_{key}")]
    if told.whole is None:
        return [Problem(f"Thiếu {_first_lower(indicator.whole_name)}.", f"#id_whole_{key}")]
    if told.part > told.whole:
        text = f"{figures.written(told.part)} lớn hơn tổng số {figures.written(told.whole)}."
        return [Problem(text, f"#id_part_{key}")]
    return []


def _figures_of(row: Measurement) -> Figures:
    return Figures(row.part, row.whole, row.value)


def _lower(indicator: Indicator) -> str:
    return _first_lower(str(indicator))


def _first_lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _tell(
    indicator: Indicator,
    verb: str,
    sentence: str,
    actor: Any,
    *,
    changes: dict[str, Any] | None = None,
) -> None:
    journal.record(
        actor=actor,
        chain=indicator.inspection.code,
        verb=verb,
        about=indicator,
        sentence=sentence[:1000],
        changes=changes,
    )
