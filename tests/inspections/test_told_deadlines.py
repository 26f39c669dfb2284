"""Told cases against the laws of the library: what a person counts by hand with a calendar."""

import datetime
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.choices import CaseState, DecisionKind, Level, MilestoneKind
from inspections.counting import Count
from inspections.deadlines import Deadline, DeadlineState, due_dates
from inspections.folding import Pause
from inspections.models import Inspection
from inspections.timebar import AHEAD, LATE, LEFT, PAUSED, USED, bar_of
from office.calendar import ONE_DAY, Calendar, calendar_of
from office.models import Regime
from tests.make.inspections import make_decision, make_inspection, make_milestone

ON_SITE, REPORT, ENDED = "on_site", "result_report", MilestoneKind.ON_SITE_ENDED


def day(text: str) -> datetime.date:
    return datetime.datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 -- a day without time


def told(
    law: str, signed_on: str, *, level: str, days: int, kind: str = "calendar", **events: str
) -> Inspection:
    """A case under a law of the library, decided and announced on these days."""
    inspection = make_inspection(
        state=CaseState.REPORTING, regime=Regime.objects.get(code=law), level=level
    )
    make_decision(inspection, signed_on=day(signed_on), limit_days=days, limit_day_kind=kind)
    for event, text in events.items():
        make_milestone(inspection, event, day(text))
    return inspection


def amend(inspection: Inspection, kind: str, signed_on: str, **facts: Any) -> None:
    place = inspection.decisions.count() + 1
    facts = {"number": f"{place:02d}", "symbol": "QĐ-TTr", "signed_on": day(signed_on)} | facts
    inspection.decisions.create(kind=kind, content="", **facts)


def one(inspection: Inspection, step: str, today: str = "01/06/2024") -> Deadline:
    found = due_dates(Inspection.objects.get(pk=inspection.pk), today=day(today))
    return next(row for row in found if row.step == step)


# --- The two told cases of 2024 -------------------------------------------------------------------
def test_eight_days_on_site_lie_within_thirty(db):
    inspection = told(
        "thanh-tra-2022", "24/01/2024", level=Level.DISTRICT, days=30,
        announced="29/01/2024", on_site_ended="05/02/2024", report_received="15/02/2024",
    )  # fmt: skip
    row = one(inspection, ON_SITE)
    assert (row.took, row.in_words) == ("8 ngày (6 ngày làm việc)", "đúng hạn")
    assert (row.limit, row.legal_limit) == ("30 ngày", "30 ngày")
    # 15 days after 05/02 is 20/02: the report of 15/02 is in time.
    assert one(inspection, REPORT).due_on == day("20/02/2024")
    assert one(inspection, REPORT).state == DeadlineState.DONE_IN_TIME
    # Announced within 15 days of the decision; the fifteenth day falls into Tết.
    assert one(inspection, "announce").due_on == day("15/02/2024")


def test_eighty_eight_days_are_fifty_nine_working_days(db):
    """08/01–04/4/2024: too long in days, within 45 + 30 in working days."""
    inspection = told(
        "thanh-tra-2022", "02/01/2024", level=Level.PROVINCE, days=45, kind="working",
        announced="08/01/2024", on_site_ended="04/04/2024",
    )  # fmt: skip
    row = one(inspection, ON_SITE)
    assert row.took == "88 ngày (59 ngày làm việc)"
    # 45 working days after Monday 08/01, five of Tết left out: Monday 18/3.
    assert (row.due_on, row.state) == (day("18/03/2024"), DeadlineState.DONE_LATE)
    amend(inspection, DecisionKind.EXTEND, "15/03/2024", limit_days=30, limit_day_kind="working")
    extended = one(inspection, ON_SITE)
    # 75 working days: past 18/4 (Giỗ Tổ), 29/4, 30/4 and 01/5, with Saturday 04/5 worked.
    assert (extended.due_on, extended.in_words) == (day("03/05/2024"), "đúng hạn")
    assert [(each.days, each.legal_days) for each in extended.extensions] == [(30, 30)]


def test_a_person_reads_how_tet_and_the_swapped_day_were_counted(db):
    inspection = told(
        "thanh-tra-2022", "02/01/2024", level=Level.PROVINCE, days=80, kind="working",
        announced="08/01/2024",
    )  # fmt: skip
    row = one(inspection, ON_SITE)
    assert row.is_longer_than_law
    assert row.counting[0] == "Tính từ 08/01/2024, ngày này không tính."
    for words in (
        "80 ngày làm việc, trừ thứ Bảy, Chủ nhật",
        "nghỉ Tết Nguyên Đán 08/02–14/02/2024",
        "nghỉ Ngày Giỗ Tổ Hùng Vương 18/04/2024",
        "nghỉ Ngày Chiến thắng 29/04–01/05/2024",
        "làm bù thứ Bảy 04/05/2024",
    ):
        assert words in row.counting[1]


# --- Days off, pauses, extensions -----------------------------------------------------------------
def test_a_limit_that_ends_on_a_day_off_says_why_it_ends_later(db):
    # 45 days after 14/03/2024 is Sunday 28/4; Monday to Wednesday are off; Thursday 02/5.
    inspection = told(
        "thanh-tra-2022", "12/03/2024", level=Level.PROVINCE, days=45, announced="14/03/2024"
    )
    row = one(inspection, ON_SITE)
    assert row.due_on == day("02/05/2024")
    assert row.counting[-1] == (
        "Ngày cuối Chủ nhật 28/04/2024 không phải ngày làm việc nên chuyển sang thứ Năm 02/05/2024"
        " (Điều 148 Bộ luật Dân sự)."
    )


def test_thirty_days_of_pause_move_the_end_by_thirty_days(db):
    # 45 days after Monday 05/5/2025 is Thursday 19/6; with 30 days of pause Saturday 19/7.
    inspection = told(
        "thanh-tra-2022", "28/04/2025", level=Level.PROVINCE, days=45, announced="05/05/2025"
    )
    assert one(inspection, ON_SITE, "01/06/2025").due_on == day("19/06/2025")
    amend(
        inspection, DecisionKind.SUSPEND, "12/05/2025",
        first_day=day("14/05/2025"), last_day=day("12/06/2025"),
    )  # fmt: skip
    row = one(inspection, ON_SITE, "01/06/2025")
    assert (row.due_on, row.state) == (day("21/07/2025"), DeadlineState.SUSPENDED)
    assert any("Không tính 30 ngày tạm dừng 14/05–12/06/2025" in line for line in row.counting)
    assert one(inspection, ON_SITE, "13/06/2025").state == DeadlineState.RUNNING


def test_while_the_clock_stands_still_there_is_no_last_day(db):
    inspection = told(
        "thanh-tra-2025", "04/05/2026", level=Level.PROVINCE, days=45, announced="11/05/2026"
    )
    amend(inspection, DecisionKind.SUSPEND, "20/05/2026", first_day=day("21/05/2026"))
    row = one(inspection, ON_SITE, "01/12/2026")
    assert (row.due_on, row.in_words) == (None, "đang tạm dừng")
    amend(inspection, DecisionKind.RESUME, "20/06/2026", first_day=day("20/06/2026"))
    # Nine days had passed; the other 36 begin with 20/6 and end on Saturday 25/7, so Monday.
    resumed = one(inspection, ON_SITE, "01/07/2026")
    assert (resumed.due_on, resumed.in_words) == (day("27/07/2026"), "còn 26 ngày")


def test_each_extension_stands_beside_its_most_by_law(db):
    inspection = told(
        "thanh-tra-2025", "05/01/2026", level=Level.GOVERNMENT, days=60, announced="12/01/2026"
    )
    amend(inspection, DecisionKind.EXTEND, "02/03/2026", limit_days=30)
    amend(inspection, DecisionKind.EXTEND, "03/04/2026", limit_days=30)
    first, second = one(inspection, ON_SITE, "01/04/2026").extensions
    assert (first.legal_days, first.is_longer_than_law) == (30, False)
    assert (second.legal_days, second.is_longer_than_law) == (20, True)
    # 120 days after 12/01/2026 is 12/5.
    assert one(inspection, ON_SITE, "01/04/2026").due_on == day("12/05/2026")


def test_a_second_extension_that_the_law_does_not_know_is_marked(db):
    inspection = told(
        "thanh-tra-2025", "05/01/2026", level=Level.PROVINCE, days=45, announced="12/01/2026"
    )
    for signed_on in ("20/02/2026", "20/03/2026"):
        amend(inspection, DecisionKind.EXTEND, signed_on, limit_days=10)
    second = one(inspection, ON_SITE, "01/04/2026").extensions[1]
    assert (second.legal_days, second.is_longer_than_law) == (0, True)


# --- From one law to the next ---------------------------------------------------------------------
def test_a_case_decided_under_the_law_of_2022_keeps_its_limits_when_concluded_in_2026(db):
    old = told(
        "thanh-tra-2022", "16/06/2025", level=Level.PROVINCE, days=45, announced="23/06/2025",
        on_site_ended="07/08/2025", draft_received="03/11/2025", concluded="17/11/2025",
    )  # fmt: skip
    conclude, publish = one(old, "conclude", "20/11/2025"), one(old, "publish", "20/11/2025")
    assert conclude.article == "Điều 78 Luật Thanh tra ngày 14 tháng 11 năm 2022"
    assert (conclude.due_on, conclude.in_words) == (day("18/11/2025"), "đúng hạn")
    assert publish.article == "Điều 79 Luật Thanh tra ngày 14 tháng 11 năm 2022"
    codes = {row.step for row in due_dates(old, today=day("20/11/2025"))}
    assert "order_draft" not in codes
    assert "unit_plan" not in codes


def test_under_the_law_of_2025_the_order_to_draft_is_counted_in_working_days(db):
    new = told(
        "thanh-tra-2025", "03/11/2025", level=Level.PROVINCE, days=45, announced="10/11/2025",
        on_site_ended="15/12/2025", report_received="29/12/2025",
    )  # fmt: skip
    row = one(new, "order_draft", "30/12/2025")
    # 30, 31/12; 01/01 is off; 02, 05, 06/01/2026.
    assert (row.due_on, row.limit) == (day("06/01/2026"), "5 ngày làm việc")
    assert row.article.startswith("khoản 1 Điều 34 Luật Thanh tra")


@pytest.mark.parametrize(
    ("level", "days", "due"),
    [(Level.MINISTRY, 15, "16/03/2026"), (Level.COMMUNE, 7, "09/03/2026")],
)
def test_a_check_of_sector_law_has_the_limit_of_its_level(db, level, days, due):
    check = told(
        "kiem-tra-chuyen-nganh-2025", "25/02/2026", level=level, days=days, announced="01/03/2026"
    )
    row = one(check, ON_SITE, "02/03/2026")
    assert (row.name, row.legal_days, row.due_on) == ("Thời hạn kiểm tra", days, day(due))


# --- Nothing makes a deadline come sooner ---------------------------------------------------------
days_of_2024 = st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
kinds = st.sampled_from(["calendar", "working"])


def counted(
    start: datetime.date, days: int, kind: str, off: frozenset, pauses: tuple[Pause, ...]
) -> datetime.date | None:
    return Count(start, days, kind, Calendar(off=off), pauses=pauses).due_on


def pause(first: datetime.date, length: int) -> Pause:
    return Pause(first, first + ONE_DAY * length, None)


pauses = st.lists(st.builds(pause, days_of_2024, st.integers(0, 60)), max_size=2)
days_off = st.frozensets(days_of_2024, max_size=12)
limits = st.tuples(days_of_2024, st.integers(0, 90), kinds, days_off, pauses)


@given(limits, days_of_2024)
def test_one_more_day_off_never_makes_a_deadline_come_sooner(limit, extra):
    start, days, kind, off, stops = limit
    before = counted(start, days, kind, off, tuple(stops))
    assert counted(start, days, kind, off | {extra}, tuple(stops)) >= before


@given(limits, days_of_2024, st.integers(0, 60))
def test_one_more_pause_never_makes_a_deadline_come_sooner(limit, first, length):
    start, days, kind, off, stops = limit
    before = counted(start, days, kind, off, tuple(stops))
    assert counted(start, days, kind, off, (*stops, pause(first, length))) >= before


@given(limits)
def test_a_deadline_never_falls_on_a_day_off_or_into_a_pause(limit):
    start, days, kind, off, stops = limit
    due = counted(start, days, kind, off, tuple(stops))
    assert Calendar(off=off).is_working(due)
    assert not any(stop.covers(due) for stop in stops)


# --- The bar --------------------------------------------------------------------------------------
def bar(inspection: Inspection, today: str):
    now = Inspection.objects.get(pk=inspection.pk)
    rows = due_dates(now, today=day(today))
    stops = [
        Pause(row.first_day, row.last_day, row)
        for row in now.decisions.filter(kind=DecisionKind.SUSPEND)
    ]
    return bar_of(rows, stops, today=day(today))


def test_the_bar_shows_what_was_used_is_late_is_left_and_lies_ahead(db):
    inspection = told(
        "thanh-tra-2025", "05/01/2026", level=Level.PROVINCE, days=45, announced="23/01/2026"
    )
    found = bar(inspection, "06/02/2026")
    shown = [(piece.name, piece.kind) for piece in found.pieces]
    assert shown[:4] == [
        ("Công bố quyết định", USED),
        ("Công bố quyết định", LATE),
        ("Thời hạn thanh tra", USED),
        ("Thời hạn thanh tra", LEFT),
    ]
    assert {kind for _, kind in shown[4:]} == {AHEAD}
    assert shown[-1][0] == "Chỉ đạo của cơ quan quản lý trực tiếp đối tượng"
    assert found.first == day("05/01/2026")
    assert 0 < found.today_at < 1000


def test_the_pieces_of_the_bar_fill_it_without_covering_each_other(db):
    inspection = told(
        "thanh-tra-2022", "24/01/2024", level=Level.DISTRICT, days=30, announced="29/01/2024",
        on_site_ended="05/02/2024", report_received="15/02/2024",
    )  # fmt: skip
    amend(
        inspection, DecisionKind.SUSPEND, "30/01/2024",
        first_day=day("31/01/2024"), last_day=day("01/02/2024"),
    )  # fmt: skip
    found = bar(inspection, "16/02/2024")
    steps = [piece for piece in found.pieces if piece.kind != PAUSED]
    for before, after in itertools.pairwise(steps):
        assert before.last < after.first
    assert all(one.x >= 0 and one.x + one.width <= 1000 for one in found.drawn)
    assert found.pieces[-1].kind == PAUSED


def test_before_anything_is_counted_there_is_no_bar(db):
    assert bar_of([], [], today=day("01/01/2026")) is None


def test_the_calendar_knows_what_each_day_off_is_called(db):
    names = calendar_of([2024]).names
    assert "Tết" in names[day("09/02/2024")]
