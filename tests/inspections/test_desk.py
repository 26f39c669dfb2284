"""What lies on whose desk, and how far a case is."""

import datetime

import pytest
import time_machine

from inspections.choices import CaseState, Interest, MilestoneKind
from inspections.desk import items_for
from inspections.steps import steps_of
from office.desk import Section
from office.models import TimeLimit
from tests.cast import make_person
from tests.make.inspections import (
    ON_SITE_ENDED_ON,
    make_decision,
    make_inspection,
    make_milestone,
    make_running_inspection,
)
from tests.make.office import make_regime, make_time_limit

Step, Event = TimeLimit.Step, TimeLimit.Event


@pytest.fixture
def limits(db) -> None:
    regime = make_regime()
    make_time_limit(regime, Step.ON_SITE, 30, counted_from=Event.ANNOUNCED)
    make_time_limit(regime, Step.ORDER_DRAFT, 5, counted_from=Event.REPORT_RECEIVED)


def test_a_case_in_preparation_says_what_comes_first(minh):
    make_inspection()
    item = items_for(minh)[0]
    assert item.section == Section.IN_HAND
    assert "Chưa có căn cứ ban hành." in item.text
    assert item.url == "/thanh-tra/2024-001/quyet-dinh/#bases"


def test_a_member_and_a_stranger_have_nothing_to_prepare(lan, quan):
    make_inspection()
    assert items_for(lan) == items_for(quan) == []


@pytest.mark.parametrize(
    ("today", "section", "words"),
    [
        ("2024-02-01", Section.IN_HAND, "còn 27 ngày"),
        ("2024-02-23", Section.DUE_SOON, "còn 5 ngày"),
        ("2024-03-01", Section.LATE, "trễ 2 ngày"),
    ],
)
def test_a_deadline_moves_up_the_desk_as_it_comes_near(limits, minh, today, section, words):
    make_running_inspection()
    with time_machine.travel(f"{today} 09:00+07:00"):
        item = items_for(make_person("minh"))[0]
    assert item.section == section
    assert words in item.text
    assert item.due_on == datetime.date(2024, 2, 28)


@time_machine.travel("2024-03-20 09:00+07:00")
def test_the_acts_of_the_chief_lie_on_his_desk_and_not_on_the_teams(limits, minh, son):
    inspection = make_running_inspection(state=CaseState.REPORTING)
    make_milestone(inspection, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    make_milestone(inspection, MilestoneKind.REPORT_RECEIVED, datetime.date(2024, 2, 20))
    assert items_for(minh) == []
    item = items_for(son)[0]
    assert item.section == Section.LATE
    assert item.text.startswith("Giao xây dựng dự thảo kết luận: trễ")


def test_the_desk_costs_as_many_queries_for_three_cases_as_for_one(
    limits, django_assert_max_num_queries
):
    counts = []
    for codes in (("2024-001",), ("2024-002", "2024-003")):
        for code in codes:
            make_running_inspection(code)
            make_inspection(f"{code}-b")
        person = make_person("minh")
        with django_assert_max_num_queries(30) as queries:
            items_for(person)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_steps_say_what_is_done_missing_and_due(limits, minh):
    inspection = make_inspection(with_team=False)
    steps = steps_of(inspection, minh)
    assert [step.order for step in steps] == [10, 20, 25, 30, 35]
    assert [step.is_done for step in steps] == [True, False, False, False, False]
    assert [problem.text for problem in steps[2].missing] == [
        "Chưa có trưởng đoàn.",
        "Chưa có đối tượng thanh tra nào.",
    ]


def test_a_running_case_has_its_steps_behind_it(limits, minh):
    steps = steps_of(make_running_inspection(), minh)
    assert [step.is_done for step in steps] == [True, True, True, True, False]
    assert steps[1].note == "Số 01/QĐ-TTr ngày 24/01/2024"
    assert steps[3].note == "Ngày 29/01/2024"
    assert steps[4].note.startswith("Hạn 28/02/2024")


def test_a_decided_case_waits_for_its_announcement(minh):
    inspection = make_inspection(state=CaseState.DECIDED)
    make_decision(inspection)
    inspection.members.update(interest=Interest.NONE)
    assert [step.is_done for step in steps_of(inspection, minh)][2:] == [True, False, False]
