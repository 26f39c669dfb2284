"""What holds in a case: the fold of its decisions, whatever the order in which they were entered."""

import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.choices import DecisionKind, MemberAct, TeamRole
from inspections.folding import Pause, folded, in_force
from inspections.models import Decision, Inspection, MemberChange, TeamMember
from tests.cast import make_person
from tests.make.inspections import (
    DECIDED_ON,
    make_audited_unit,
    make_decision,
    make_running_inspection,
    make_unit,
)

DAY = datetime.timedelta(days=1)
MARCH = datetime.date(2024, 3, 1)


def signed(kind: str, day: datetime.date, number: int, **facts) -> Decision:
    """A decision as the database would give it, without being there."""
    return Decision(
        pk=number, kind=kind, signed_on=day, number=f"{number:02d}", symbol="QĐ-TTr", **facts
    )


def first(**facts) -> Decision:
    return signed(DecisionKind.FIRST, DECIDED_ON, 1, **({"limit_days": 30} | facts))


def extend(day: datetime.date, number: int, days: int) -> Decision:
    return signed(DecisionKind.EXTEND, day, number, limit_days=days)


def suspend(day: datetime.date, number: int, last: datetime.date | None = None) -> Decision:
    return signed(DecisionKind.SUSPEND, day, number, first_day=day, last_day=last)


def resume(day: datetime.date, number: int) -> Decision:
    return signed(DecisionKind.RESUME, day, number, first_day=day)


def fold(*decisions: Decision, on: datetime.date | None = None):
    return folded(Inspection(), decisions, on=on)


def said(*decisions: Decision, on: datetime.date | None = None) -> tuple:
    """Everything that the fold says, decisions by their numbers."""
    held = fold(*decisions, on=on)
    return (
        held.limit_days,
        held.stopped_on,
        [row.number for row in held.chain],
        [(*each[:-1], each.decision.number) for each in held.extensions],
        [(*each[:-1], each.decision.number) for each in held.pauses],
    )


DAYS = st.dates(MARCH, MARCH + 120 * DAY)
ACTS = st.one_of(
    st.tuples(st.just(DecisionKind.EXTEND), DAYS, st.integers(1, 30)),
    st.tuples(st.just(DecisionKind.SUSPEND), DAYS, st.integers(0, 40)),
    st.tuples(st.just(DecisionKind.SUSPEND), DAYS, st.none()),
    st.tuples(st.just(DecisionKind.RESUME), DAYS, st.none()),
    st.tuples(st.just(DecisionKind.STOP), DAYS, st.none()),
)


def decided(kind: str, day: datetime.date, days: int | None, number: int) -> Decision:
    if kind == DecisionKind.EXTEND:
        return extend(day, number, days)
    if kind == DecisionKind.SUSPEND:
        return suspend(day, number, None if days is None else day + days * DAY)
    return signed(kind, day, number, first_day=day)


@given(acts=st.lists(ACTS, max_size=8), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing(acts, shuffle: Random):
    chain = [first(), *(decided(*act, number) for number, act in enumerate(acts, start=2))]
    expected = said(*chain)
    shuffle.shuffle(chain)
    # Entered in another order, the rows also have other keys.
    for key, row in enumerate(chain, start=100):
        row.pk = key
    assert said(*chain) == expected


@given(acts=st.lists(ACTS, max_size=8), day=DAYS)
def test_what_is_signed_later_does_not_reach_back(acts, day):
    chain = [first(), *(decided(*act, number) for number, act in enumerate(acts, start=2))]
    known = [row for row in chain if row.signed_on <= day]
    assert said(*chain, on=day) == said(*known)


def test_before_the_first_decision_nothing_holds():
    held = fold()
    assert (held.limit_days, held.total_days, held.chain) == (None, None, ())


def test_extensions_are_counted_in_the_order_of_their_signatures():
    later, earlier = extend(MARCH + 9 * DAY, 9, 10), extend(MARCH, 4, 15)
    held = fold(later, first(), earlier)
    assert [(each.ordinal, each.days) for each in held.extensions] == [(1, 15), (2, 10)]
    assert (held.limit_days, held.total_days) == (30, 55)


def test_two_decisions_of_one_day_stand_by_their_numbers():
    tenth, second = extend(MARCH, 10, 3), extend(MARCH, 2, 5)
    assert [each.days for each in fold(tenth, first(), second).extensions] == [5, 3]


def test_a_draft_changes_nothing():
    draft = Decision(kind=DecisionKind.EXTEND, limit_days=10)
    assert fold(first(), draft).extensions == ()


def test_a_pause_lasts_until_the_day_before_the_work_goes_on():
    pause = suspend(MARCH, 2)
    (held,) = fold(first(), pause).pauses
    assert held == Pause(MARCH, None, pause)
    (held,) = fold(first(), pause, resume(MARCH + 5 * DAY, 3)).pauses
    assert (held.first_day, held.last_day) == (MARCH, MARCH + 4 * DAY)


def test_a_pause_with_its_last_day_ends_by_itself_or_earlier():
    held = fold(first(), suspend(MARCH, 2, MARCH + 9 * DAY))
    assert held.pause_on(MARCH + 9 * DAY)
    assert held.pause_on(MARCH + 10 * DAY) is None
    held = fold(*held.chain, resume(MARCH + 5 * DAY, 3))
    assert held.pause_on(MARCH + 4 * DAY)
    assert held.pause_on(MARCH + 5 * DAY) is None


def test_a_suspension_without_a_day_of_its_own_begins_when_it_is_signed():
    row = signed(DecisionKind.SUSPEND, MARCH, 2)
    assert fold(first(), row).pauses[0].first_day == MARCH


def test_a_case_stopped_in_part_is_not_stopped():
    part = signed(DecisionKind.STOP, MARCH, 2, in_part=True)
    assert fold(first(), part).stopped_on is None
    assert fold(first(), signed(DecisionKind.STOP, MARCH, 2)).stopped_on == MARCH


# --- Team and units -------------------------------------------------------------------------------
def amended(inspection: Inspection, number: int, day: datetime.date, **facts) -> Decision:
    facts = {"kind": DecisionKind.CHANGE_MEMBERS, "limit_days": None, "content": ""} | facts
    return make_decision(
        inspection, number=f"{number:02d}", symbol="QĐ-TTr", signed_on=day, **facts
    )


def change(decision: Decision, username: str, act: str, role: str = "", before: str = ""):
    return MemberChange.objects.create(
        decision=decision, person=make_person(username), act=act, role=role, role_before=before
    )


def team(inspection: Inspection, on: datetime.date | None = None) -> dict[str, str]:
    fresh = Inspection.objects.get(pk=inspection.pk)
    return {seat.person.username: seat.role for seat in in_force(fresh, on).team}


@pytest.mark.parametrize("entered", [(5, 7), (7, 5)])
def test_the_team_of_a_day_is_the_fold_of_its_decisions(db, entered):
    inspection = make_running_inspection()
    days = {5: MARCH, 7: MARCH + 10 * DAY}
    rows = {number: amended(inspection, number, days[number]) for number in entered}
    change(rows[5], "minh", MemberAct.ROLE, TeamRole.MEMBER, TeamRole.LEADER)
    change(rows[5], "quan", MemberAct.IN, TeamRole.LEADER)
    change(rows[7], "minh", MemberAct.OUT, before=TeamRole.MEMBER)

    assert team(inspection, MARCH - DAY) == {"minh": "leader", "lan": "member"}
    assert team(inspection, MARCH) == {"quan": "leader", "minh": "member", "lan": "member"}
    assert team(inspection) == {"quan": "leader", "lan": "member"}


def test_who_left_is_in_the_team_of_the_days_before(db, lan):
    inspection = make_running_inspection()
    decision = amended(inspection, 5, MARCH)
    change(decision, "lan", MemberAct.OUT, before=TeamRole.MEMBER)
    TeamMember.objects.filter(inspection=inspection, person=lan).update(left_by=decision)

    assert "lan" in team(inspection, MARCH - DAY)
    assert "lan" not in team(inspection)
    assert [row.person.username for row in inspection.members.all()] == ["minh"]


def test_units_come_and_go_by_decision(db):
    inspection = make_running_inspection()
    more = amended(inspection, 5, MARCH, kind=DecisionKind.ADD_UNITS)
    stop = amended(inspection, 6, MARCH + DAY, kind=DecisionKind.STOP, in_part=True)
    make_audited_unit(inspection, make_unit("Trạm Y tế phường Nam"), added_by=more)
    inspection.audited_units.filter(added_by=None).update(
        stopped_by=stop, excluded_reason="Đình chỉ theo quyết định."
    )

    def units(on=None):
        return [str(row) for row in in_force(inspection, on).units]

    assert units(DECIDED_ON) == ["Phòng Lao động quận Hải Tân"]
    assert units(MARCH) == ["Phòng Lao động quận Hải Tân", "Trạm Y tế phường Nam"]
    assert units() == ["Trạm Y tế phường Nam"]


def test_who_left_by_decision_no_longer_knows_of_the_case(db, minh, lan):
    inspection = make_running_inspection()
    decision = amended(inspection, 5, MARCH)
    inspection.members.all().update(left_by=decision)

    assert inspection.opened_by == minh
    for person in (minh, lan):
        assert not Inspection.objects.visible_to(person).exists()


def test_limits_and_pauses_of_many_cases_need_no_query_of_their_own(db, django_assert_num_queries):
    for code in ("2024-001", "2024-002", "2024-003"):
        inspection = make_running_inspection(code)
        amended(inspection, 5, MARCH, kind=DecisionKind.EXTEND, limit_days=10)
    rows = list(Inspection.objects.order_by("code").prefetch_related("decisions"))
    with django_assert_num_queries(0):
        assert [in_force(row).total_days for row in rows] == [40, 40, 40]
