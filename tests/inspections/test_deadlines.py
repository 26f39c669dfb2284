"""Due dates, counted by hand in the comments."""

import datetime

import pytest

from inspections.choices import CaseKind, CaseState, Level, MilestoneKind
from inspections.deadlines import DeadlineState, due_dates, due_dates_of
from inspections.models import Inspection
from office.models import Holiday, Regime, TimeLimit
from tests.make.inspections import (
    ANNOUNCED_ON,
    ON_SITE_ENDED_ON,
    make_decision,
    make_inspection,
    make_milestone,
    make_running_inspection,
)
from tests.make.office import make_provision, make_regime, make_time_limit

Step, Event = TimeLimit.Step, TimeLimit.Event


def day(text: str) -> datetime.date:
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 -- a day without time


@pytest.fixture
def regime(db) -> Regime:
    regime = make_regime()
    make_time_limit(regime, Step.ANNOUNCE, 15, counted_from=Event.DECIDED, is_verified=True)
    make_time_limit(
        regime, Step.ON_SITE, 30, counted_from=Event.ANNOUNCED, provision=make_provision("47")
    )
    make_time_limit(regime, Step.RESULT_REPORT, 15, counted_from=Event.ON_SITE_ENDED)
    make_time_limit(regime, Step.PUBLISH, 10, counted_from=Event.CONCLUDED)
    return regime


def one(inspection: Inspection, step: str, today: str):
    found = [row for row in due_dates(inspection, today=day(today)) if row.step == step]
    assert len(found) == 1
    return found[0]


def test_the_day_of_the_event_is_not_counted(regime):
    # Decided on Wednesday 24/01; 15 days after it is Thursday 08/02, a day off of Tết, and so is
    # every day up to Wednesday 14/02. Điều 148 BLDS: Thursday 15/02.
    inspection = make_inspection(state=CaseState.DECIDED)
    make_decision(inspection)
    row = one(inspection, Step.ANNOUNCE, "05/02/2024")
    assert row.due_on == day("15/02/2024")
    assert (row.counted_from, row.counted_on) == ("ký quyết định", day("24/01/2024"))
    assert (row.state, row.in_words) == (DeadlineState.RUNNING, "còn 10 ngày")


def test_working_days_leave_out_weekends_and_tet(regime):
    # From Monday 29/01: 30, 31/01, 01, 02, 05, 06, 07/02 are seven; then Tết; 15, 16, 19/02.
    inspection = make_running_inspection()
    inspection.decisions.update(limit_days=10, limit_day_kind="working")
    row = one(inspection, Step.ON_SITE, "30/01/2024")
    assert row.due_on == day("19/02/2024")
    assert (row.limit, row.legal_limit) == ("10 ngày làm việc", "30 ngày")
    assert row.article == "Điều 47 Luật Thanh tra ngày 14 tháng 11 năm 2022"


def test_a_day_off_of_the_office_moves_the_last_day(regime):
    inspection = make_running_inspection()
    # 30 days after Monday 29/01 is Wednesday 28/02.
    assert one(inspection, Step.ON_SITE, "30/01/2024").due_on == day("28/02/2024")
    Holiday.objects.create(day=day("28/02/2024"), name="Nghỉ bù")
    assert one(inspection, Step.ON_SITE, "30/01/2024").due_on == day("29/02/2024")


def test_the_limit_of_the_decision_counts_and_the_law_stands_beside_it(regime):
    inspection = make_running_inspection()
    row = one(inspection, Step.ON_SITE, "30/01/2024")
    assert (row.limit, row.legal_limit, row.is_longer_than_law) == ("30 ngày", "30 ngày", False)
    inspection.decisions.update(limit_days=45)
    row = one(inspection, Step.ON_SITE, "30/01/2024")
    assert (row.limit, row.legal_limit, row.is_longer_than_law) == ("45 ngày", "30 ngày", True)


def test_what_is_done_is_in_time_or_late(regime):
    inspection = make_running_inspection(state=CaseState.REPORTING)
    make_milestone(inspection, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    make_milestone(inspection, MilestoneKind.REPORT_RECEIVED, day("23/02/2024"))
    assert one(inspection, Step.ON_SITE, "01/03/2024").in_words == "đúng hạn"
    # 15 days after Monday 05/02 is Tuesday 20/02.
    row = one(inspection, Step.RESULT_REPORT, "01/03/2024")
    assert (row.due_on, row.done_on) == (day("20/02/2024"), day("23/02/2024"))
    assert row.in_words == "xong trễ 3 ngày"


def test_what_is_not_done_is_late_from_the_day_after(regime):
    inspection = make_running_inspection(state=CaseState.REPORTING)
    make_milestone(inspection, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    assert one(inspection, Step.RESULT_REPORT, "20/02/2024").in_words == "hết hạn hôm nay"
    row = one(inspection, Step.RESULT_REPORT, "22/02/2024")
    assert (row.state, row.in_words) == (DeadlineState.LATE, "trễ 2 ngày")


def test_a_limit_whose_event_has_not_come_has_no_date(regime):
    row = one(make_running_inspection(), Step.RESULT_REPORT, "30/01/2024")
    assert (row.due_on, row.in_words) == (None, "chưa bắt đầu tính")


def test_after_the_conclusion_only_what_follows_it_can_be_late(regime):
    inspection = make_running_inspection(state=CaseState.CONCLUDED)
    make_milestone(inspection, MilestoneKind.CONCLUDED, day("15/03/2024"))
    assert one(inspection, Step.ON_SITE, "01/12/2024").state == DeadlineState.NOT_RECORDED
    row = one(inspection, Step.PUBLISH, "20/03/2024")
    assert (row.due_on, row.state) == (day("25/03/2024"), DeadlineState.RUNNING)
    assert one(inspection, Step.PUBLISH, "26/03/2024").is_late
    make_milestone(inspection, MilestoneKind.PUBLISHED, day("22/03/2024"))
    done = one(Inspection.objects.get(), Step.PUBLISH, "26/03/2024")
    assert done.state == DeadlineState.DONE_IN_TIME


def test_the_limit_of_the_level_goes_before_the_one_for_all(regime):
    make_time_limit(
        regime,
        Step.ANNOUNCE,
        5,
        counted_from=Event.DECIDED,
        level=Level.DISTRICT,
        is_verified=False,
    )
    make_time_limit(regime, Step.ANNOUNCE, 9, counted_from=Event.DECIDED, level=Level.PROVINCE)
    row = one(make_running_inspection(), Step.ANNOUNCE, "30/01/2024")
    assert (row.days, row.is_verified) == (5, False)


def test_a_check_speaks_of_kiem_tra(regime):
    inspection = make_running_inspection(kind=CaseKind.CHECK)
    row = one(inspection, Step.ON_SITE, "30/01/2024")
    assert row.name == "Thời hạn kiểm tra"


def test_a_case_without_decision_has_no_deadlines(regime):
    assert due_dates(make_inspection(), today=ANNOUNCED_ON) == []


def test_the_deadlines_of_many_cases_cost_as_many_queries_as_those_of_one(
    regime, django_assert_num_queries
):
    for code in ("2024-001", "2024-002", "2024-003"):
        make_running_inspection(code)
    for codes in (["2024-001"], ["2024-001", "2024-002", "2024-003"]):
        rows = Inspection.objects.filter(code__in=codes).order_by("code")
        loaded = list(rows.prefetch_related("decisions", "milestones"))
        with django_assert_num_queries(2):
            found = due_dates_of(loaded, today=ANNOUNCED_ON)
        assert set(found) == {case.pk for case in loaded}


def test_a_step_that_the_case_left_behind_is_not_late_but_not_recorded(regime):
    make_time_limit(regime, Step.ORDER_DRAFT, 5, counted_from=Event.REPORT_RECEIVED)
    make_time_limit(regime, Step.CONCLUDE, 15, counted_from=Event.DRAFT_RECEIVED)
    make_time_limit(regime, Step.DRAFT_CONCLUSION, 15, counted_from=Event.DRAFT_ORDERED)
    inspection = make_running_inspection(state=CaseState.REPORTING)
    make_milestone(inspection, MilestoneKind.REPORT_RECEIVED, day("15/02/2024"))
    assert one(inspection, Step.ORDER_DRAFT, "01/03/2024").is_late
    make_milestone(inspection, MilestoneKind.DRAFT_RECEIVED, day("20/02/2024"))
    row = one(Inspection.objects.get(), Step.ORDER_DRAFT, "01/03/2024")
    assert row.state == DeadlineState.NOT_RECORDED


def test_the_first_day_counts_where_the_rule_says_so(regime):
    # 30 days with Monday 29/01 as the first end on Tuesday 27/02.
    TimeLimit.objects.filter(step__code=Step.ON_SITE).update(includes_first_day=True)
    row = one(make_running_inspection(), Step.ON_SITE, "30/01/2024")
    assert row.due_on == day("27/02/2024")
    assert row.counting[0] == "Tính từ 29/01/2024, tính cả ngày này."


def test_too_early_is_told_and_late_is_not(regime):
    make_time_limit(regime, "outline_ahead", 5, counted_from="outline_sent", is_minimum=True)
    inspection = make_running_inspection()
    make_milestone(inspection, "outline_sent", day("26/01/2024"))
    row = one(inspection, "outline_ahead", "30/01/2024")
    assert (row.due_on, row.state) == (day("31/01/2024"), DeadlineState.DONE_EARLY)
    assert (row.in_words, row.is_open) == ("sớm 2 ngày", False)


def test_where_the_law_is_silent_the_decision_sets_the_limit(regime):
    TimeLimit.objects.filter(step__code=Step.ON_SITE).update(days=None, provision=None)
    inspection = make_running_inspection()
    row = one(inspection, Step.ON_SITE, "30/01/2024")
    assert (row.due_on, row.legal_limit) == (day("28/02/2024"), "")
    assert row.article == "Quyết định số 01/QĐ-TTr ngày 24/01/2024"
    inspection.decisions.update(limit_days=None)
    rows = due_dates(Inspection.objects.get(), today=day("30/01/2024"))
    assert Step.ON_SITE not in {each.step for each in rows}


def test_a_stopped_case_has_nothing_to_wait_for(regime):
    row = one(make_running_inspection(state=CaseState.STOPPED), Step.ON_SITE, "01/12/2024")
    assert (row.state, row.is_open) == (DeadlineState.ENDED, False)


def test_a_step_that_never_began_is_not_missed_after_the_conclusion(regime):
    make_time_limit(regime, "peer_answer", 30, counted_from="consulted")
    inspection = make_running_inspection(state=CaseState.CONCLUDED)
    row = one(inspection, "peer_answer", "01/12/2024")
    assert (row.state, row.in_words) == (DeadlineState.ENDED, "không còn tính")
