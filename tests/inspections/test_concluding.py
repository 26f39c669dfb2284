"""A case is concluded by one paper, or by several on some of its units each."""

import datetime

import pytest

from inspections import concluding, teams
from inspections.choices import CaseState, DecisionKind
from inspections.models import Inspection
from office.journal import history_of
from office.workflow import Problems, Refused
from tests.cast import make_person
from tests.make.inspections import (
    make_amendment,
    make_audited_unit,
    make_running_inspection,
    make_unit,
)

FIRST, LAST = datetime.date(2024, 3, 15), datetime.date(2024, 3, 20)


@pytest.fixture
def case(minh) -> Inspection:
    """Reporting on three units: the first of the builder's case, and Phòng B and C."""
    inspection = make_running_inspection(state="reporting")
    make_audited_unit(inspection, make_unit("Phòng B"))
    make_audited_unit(inspection, make_unit("Phòng C"))
    return inspection


def units_of(inspection: Inspection) -> list:
    return list(inspection.audited_units.order_by("position"))


def test_a_conclusion_on_the_case_concludes_every_unit_and_a_second_changes_nothing(case, ha):
    concluding.conclude(case, on=FIRST, actor=ha)
    assert case.state == CaseState.CONCLUDED
    concluding.conclude(case, on=LAST, actor=ha)
    assert case.concluded_on == FIRST
    assert {unit.concluded_on for unit in units_of(case)} == {FIRST}
    assert history_of(case.code).count() == 1


def test_only_the_clerk_concludes(case, minh):
    with pytest.raises(Refused):
        concluding.conclude(case, on=FIRST, actor=minh)
    with pytest.raises(Refused):
        concluding.conclude(case, on=FIRST, units=units_of(case)[:1], actor=minh)


def test_the_case_is_concluded_with_its_last_unit_on_the_latest_day(case, ha):
    first, second, third = units_of(case)
    concluding.conclude(case, on=LAST, units=[first], actor=ha)
    case.refresh_from_db()
    assert case.state == CaseState.REPORTING
    assert case.concluded_on is None
    told = history_of(case.code).first().sentence
    assert "ký ngày 20/3/2024; còn 02 đơn vị chưa có kết luận" in told

    # Signed earlier, entered later.
    concluding.conclude(case, on=FIRST, units=[second, third], actor=ha)
    assert case.state == CaseState.CONCLUDED
    assert case.concluded_on == LAST
    assert [unit.concluded_on for unit in units_of(case)] == [LAST, FIRST, FIRST]


def test_a_second_conclusion_on_a_unit_keeps_the_day_of_the_first(case, ha):
    first = units_of(case)[0]
    concluding.conclude(case, on=FIRST, units=[first], actor=ha)
    concluding.conclude(case, on=LAST, units=[first], actor=ha)
    first.refresh_from_db()
    assert first.concluded_on == FIRST


def test_a_conclusion_on_a_unit_before_the_announcement_is_refused(case, ha):
    with pytest.raises(Problems, match="không thể trước"):
        concluding.conclude(case, on=datetime.date(2024, 1, 25), units=units_of(case)[:1], actor=ha)
    assert units_of(case)[0].concluded_on is None


def test_with_a_conclusion_out_a_unit_leaves_by_decision_only(case, ha, minh):
    first, second, _ = units_of(case)
    concluding.conclude(case, on=FIRST, units=[first], actor=ha)
    with pytest.raises(Problems, match="Đã có kết luận về"):
        teams.exclude_unit(first, reason="Nhầm.", actor=minh)
    with pytest.raises(Problems, match="hãy lập quyết định đình chỉ tại Phòng B"):
        teams.exclude_unit(second, reason="Không kịp.", actor=minh)
    assert not any(unit.is_excluded for unit in units_of(case))


def stop_at(case: Inspection, *units) -> None:
    """A decision, signed before, by which nothing is done at these units any more."""
    decision = make_amendment(case, DecisionKind.STOP, signed_on=LAST)
    case.audited_units.filter(pk__in=[unit.pk for unit in units]).update(
        stopped_by=decision, excluded_reason="Đình chỉ."
    )


def test_where_the_rest_is_stopped_the_case_is_concluded(case, ha):
    first, second, third = units_of(case)
    concluding.conclude_without_rest(case, actor=ha)
    assert case.state == CaseState.REPORTING

    concluding.conclude(case, on=FIRST, units=[first], actor=ha)
    stop_at(case, second)
    concluding.conclude_without_rest(case, actor=ha)
    case.refresh_from_db()
    assert case.state == CaseState.REPORTING

    stop_at(case, third)
    with pytest.raises(Problems, match="hãy để văn thư ghi nhận"):
        concluding.conclude_without_rest(case, actor=make_person("minh"))
    concluding.conclude_without_rest(case, actor=ha)
    assert case.state == CaseState.CONCLUDED
    assert case.concluded_on == FIRST
