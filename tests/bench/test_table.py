"""The bench's own arithmetic. What it measures is never asserted: it judges, it does not forbid."""

import pytest

from config.bench.table import (
    MET,
    NOT_MEASURED,
    NOT_MET,
    Figure,
    Row,
    goals,
    number,
    ratios,
    verdicts,
)


def test_a_figure_shows_its_median_and_how_far_the_rounds_lay_apart():
    assert str(Figure((0.4, 0.5, 0.9), " s")) == "0,50 s (0,40–0,90)"


def test_a_single_sample_has_no_spread():
    assert str(Figure((12.34,), " MB")) == "12,3 MB"


def test_ratios_are_taken_round_by_round():
    # The machine was twice as slow in the second round, for both.
    assert ratios([1.0, 2.0], [2.0, 4.0]).samples == (0.5, 0.5)


def test_a_round_that_only_one_engine_finished_counts_for_nobody():
    assert ratios([1.0, 2.0, 3.0], [2.0]).samples == (0.5,)


@pytest.mark.parametrize(("seconds", "verdict"), [(1.05, MET), (1.06, NOT_MET)])
def test_at_most_includes_the_goal_itself(seconds, verdict):
    assert Row("G1", "8 trang", Figure((seconds,)), 1.05).verdict == verdict


@pytest.mark.parametrize(("speed", "verdict"), [(1.8, MET), (1.79, NOT_MET)])
def test_at_least_includes_the_goal_itself(speed, verdict):
    assert Row("G9", "hai tiến trình", Figure((speed,)), 1.8, at_least=True).verdict == verdict


def test_the_median_is_judged():
    assert Row("G6", "xem trước", Figure((0.2, 0.2, 9.0)), 0.3).verdict == MET


def test_a_promise_that_must_always_hold_is_judged_by_its_worst_sample():
    row = Row("G10", "làm lại sau kill -9", Figure((2.0, 2.0, 10.5)), 10, worst=True)

    assert row.verdict == NOT_MET


def test_what_was_not_measured_says_why():
    row = Row("G2", "1.000 dòng", limit=0.65, why="không có soffice")

    assert row.verdict == f"{NOT_MEASURED}: không có soffice"


def test_the_table_shows_goal_measure_and_verdict_in_columns():
    rows = [Row("G6", "xem trước", Figure((0.2,), " s"), 0.3), Row("G10", "mất", Figure((0,)), 0)]

    lines = goals(rows).splitlines()

    assert lines[2].split() == ["G6", "xem", "trước", "0,20", "s", "≤", "0,30", "s", "đạt"]
    assert lines[3].index("mất") == lines[2].index("xem trước")


def test_the_last_line_counts_the_verdicts():
    rows = [
        Row("G6", "", Figure((0.2,)), 0.3),
        Row("G9", "", Figure((0.4,)), 0.3),
        Row("G4", "", limit=3, why="lỗi"),
    ]

    assert verdicts(rows) == "1 đạt, 1 KHÔNG ĐẠT, 1 chưa đo"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.004, "0,004"), (0.52, "0,52"), (12.34, "12,3"), (1316.2, "1316"), (3, "3")],
)
def test_numbers_show_the_digits_that_tell(value, shown):
    assert number(value) == shown
