"""The deadlines that a list shows: the same as those of the page of the case."""

import datetime

import pytest

from inspections.choices import CaseState, DecisionKind, MilestoneKind
from inspections.deadlines import due_dates
from inspections.models import Inspection
from inspections.nearest import OF_CASES, Nearest
from office.models import TimeLimit
from tests.make.inspections import (
    make_amendment,
    make_decision,
    make_inspection,
    make_milestone,
    make_running_inspection,
)
from tests.make.office import make_provision, make_regime, make_time_limit

Step, Event = TimeLimit.Step, TimeLimit.Event
TODAYS = [datetime.date(2024, month, 15) for month in (2, 4, 12)]


def says(deadline) -> tuple:
    """All that a line of a list tells of it."""
    return deadline.step, deadline.name, deadline.in_words, deadline.is_late, deadline.is_soon


@pytest.fixture
def cases(db) -> list[Inspection]:
    """One case in each state, some with facts that come late or were left out, one paused."""
    regime = make_regime()
    make_time_limit(regime, Step.ANNOUNCE, 15, counted_from=Event.DECIDED)
    make_time_limit(
        regime, Step.ON_SITE, 30, counted_from=Event.ANNOUNCED, provision=make_provision("47")
    )
    make_time_limit(regime, Step.RESULT_REPORT, 15, counted_from=Event.ON_SITE_ENDED)
    make_time_limit(regime, Step.CONCLUDE, 15, counted_from=Event.REPORT_RECEIVED)
    make_time_limit(regime, Step.PUBLISH, 10, counted_from=Event.CONCLUDED)
    make_inspection("2024-100")
    make_decision(make_inspection("2024-101", state=CaseState.DECIDED))
    for place, state in enumerate(CaseState, start=110):
        if state not in {CaseState.PREPARING, CaseState.DECIDED}:
            make_running_inspection(f"2024-{place}", state=state)
    late = make_running_inspection("2024-120", state=CaseState.CONCLUDED)
    make_milestone(late, MilestoneKind.CONCLUDED, datetime.date(2024, 4, 10))
    skipped = make_running_inspection("2024-121", state=CaseState.REPORTING)
    make_milestone(skipped, MilestoneKind.REPORT_RECEIVED, datetime.date(2024, 2, 14))
    paused = make_running_inspection("2024-122")
    make_amendment(
        paused, DecisionKind.SUSPEND, signed_on=datetime.date(2024, 2, 1), first_day=TODAYS[0]
    )
    return list(Inspection.objects.order_by("code").only(*OF_CASES, "code"))


@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_a_list_tells_the_open_deadlines_of_the_page_of_each_case(cases, today):
    nearest, told = Nearest(cases, today=today), 0
    for case in cases:
        whole = Inspection.objects.get(pk=case.pk)
        expected = [says(each) for each in due_dates(whole, today=today) if each.is_open]
        assert [says(each) for each in nearest.open_of(case)] == expected, case.code
        assert nearest.decision_of(case) == whole.first_decision
        told += len(expected)
    assert told


def test_a_list_tells_which_case_stands_still(cases):
    nearest = Nearest(cases, today=TODAYS[0])
    assert [case.code for case in cases if nearest.is_paused(case)] == ["2024-122"]


def test_many_cases_cost_as_many_queries_as_one(cases, django_assert_num_queries):
    for some in (cases[-1:], cases):
        with django_assert_num_queries(4):
            nearest = Nearest(some, today=TODAYS[0])
            for case in some:
                list(nearest.open_of(case))
