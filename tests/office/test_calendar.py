"""Working days of Vietnam, and limits counted by Điều 147–148 of the Civil Code."""

import datetime

import pytest
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import Calendar, add_days, calendar_of
from office.models import Holiday

ONE_DAY = datetime.timedelta(days=1)
PLAIN = Calendar(off=frozenset())
days = st.dates(datetime.date(2000, 1, 1), datetime.date(2060, 1, 1))


def day(text: str) -> datetime.date:
    return datetime.datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=datetime.UTC).date()


@pytest.fixture
def national(db):
    """The calendar of 2023–2026 without any correction of the office."""
    return calendar_of(range(2023, 2027))


@pytest.mark.parametrize(
    "holiday",
    ["01/01/2024", "08/02/2024", "14/02/2024", "18/04/2024", "30/04/2024", "02/09/2025"],
)
def test_national_holidays_are_off(national, holiday):
    assert not national.is_working(day(holiday))


@pytest.mark.parametrize("saturday", ["04/05/2024", "26/04/2025", "22/08/2026"])
def test_a_saturday_worked_in_exchange_for_a_bridge_day_is_a_working_day(national, saturday):
    assert day(saturday).weekday() == 5
    assert national.is_working(day(saturday))


@pytest.mark.parametrize("bridge", ["29/04/2024", "02/05/2025", "31/08/2026"])
def test_the_bridge_day_itself_is_off(national, bridge):
    assert not national.is_working(day(bridge))


def test_the_office_adds_a_day_off_of_its_own(db):
    Holiday.objects.create(day=day("12/03/2024"), name="Nghỉ bão")
    assert not calendar_of([2024]).is_working(day("12/03/2024"))


def test_the_office_works_on_a_day_the_nation_has_off(db):
    Holiday.objects.create(day=day("03/09/2024"), name="Làm bù", is_working=True)
    assert calendar_of([2024]).is_working(day("03/09/2024"))


def test_the_office_takes_back_a_national_make_up_saturday(db):
    Holiday.objects.create(day=day("04/05/2024"), name="Không làm bù")
    assert not calendar_of([2024]).is_working(day("04/05/2024"))


def test_the_calendar_costs_one_query_for_any_number_of_years(db):
    from django.db import connection

    for years in ([2024], range(2020, 2030)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            calendar_of(years)
        assert len(queries) == 1


def test_a_limit_that_runs_over_new_year_meets_the_holidays_of_the_next_year(db):
    calendar = calendar_of([2024])
    assert add_days(day("31/12/2024"), 1, working=True, calendar=calendar) == day("02/01/2025")


def test_an_override_of_the_next_year_counts_too(db):
    Holiday.objects.create(day=day("02/01/2025"), name="Nghỉ bù")
    calendar = calendar_of([2024])
    assert add_days(day("31/12/2024"), 1, working=True, calendar=calendar) == day("03/01/2025")


def test_fifteen_days_begin_the_day_after_the_decision(national):
    # 24/01/2024 + 15 = 08/02/2024, the first day off of Tết: the limit ends after the holidays.
    assert add_days(day("24/01/2024"), 15, working=False, calendar=national) == day("15/02/2024")


def test_a_limit_in_days_counts_days_off_in_the_middle(national):
    assert add_days(day("05/02/2024"), 15, working=False, calendar=national) == day("20/02/2024")


def test_a_limit_in_working_days_skips_tet(national):
    assert add_days(day("05/02/2024"), 5, working=True, calendar=national) == day("19/02/2024")


def test_a_limit_that_ends_on_sunday_ends_on_monday(national):
    assert add_days(day("07/06/2024"), 2, working=False, calendar=national) == day("10/06/2024")


def test_a_limit_that_ends_on_a_make_up_saturday_ends_there(national):
    assert add_days(day("02/05/2024"), 2, working=False, calendar=national) == day("04/05/2024")


@pytest.mark.parametrize("working", [True, False])
def test_a_negative_limit_is_a_fault_of_the_program(working):
    with pytest.raises(ValueError, match="-1"):
        add_days(day("05/02/2024"), -1, working=working, calendar=PLAIN)


def test_days_on_site_before_tet(national):
    """29/01–05/02/2024 is 8 days, of which 6 are worked."""
    assert national.working_days_between(day("29/01/2024"), day("05/02/2024")) == 6


def test_a_span_that_ends_before_it_begins_holds_no_day(national):
    assert national.working_days_between(day("05/02/2024"), day("29/01/2024")) == 0


@given(days, st.integers(1, 120))
def test_a_working_day_limit_holds_exactly_its_working_days(start, count):
    end = PLAIN.add_working_days(start, count)
    assert PLAIN.is_working(end)
    assert PLAIN.working_days_between(start + ONE_DAY, end) == count


@given(days, st.integers(0, 120))
def test_a_limit_in_days_never_ends_early_nor_on_a_day_off(start, count):
    end = add_days(start, count, working=False, calendar=PLAIN)
    assert PLAIN.is_working(end)
    assert 0 <= (end - start).days - count <= 2


@given(days, st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_a_longer_limit_never_ends_sooner(start, shorter, more, working):
    ends = [
        add_days(start, count, working=working, calendar=PLAIN)
        for count in (shorter, shorter + more)
    ]
    assert ends[0] <= ends[1]
