"""The register of numbers: from 01 on 01/01, no gap, no double, rising with the dates."""

import datetime
import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office import registers
from office.models import JournalEntry, Register, RegisterEntry
from office.numbering import (
    Line,
    last_entry,
    reserve_number,
    take_number,
    use_reserved,
    void_number,
)
from office.workflow import Problems

DAY = datetime.date(2024, 1, 24)


def take(actor, **facts) -> RegisterEntry:
    defaults = {
        "series": "QĐ-TTr",
        "name": "Sổ quyết định",
        "symbol": "QĐ-TTr",
        "dated_on": DAY,
        "taken_for": "Quyết định thanh tra",
    }
    return take_number(**(defaults | facts), actor=actor)


def test_the_first_number_of_a_year_is_01(ha):
    assert take(ha).label == "01/QĐ-TTr"


def test_numbers_follow_one_another(ha):
    assert [take(ha).number for _ in range(11)] == list(range(1, 12))
    assert last_entry("QĐ-TTr", 2024).label == "11/QĐ-TTr"


def test_every_year_begins_anew(ha):
    take(ha, dated_on=datetime.date(2024, 12, 31))
    assert take(ha, dated_on=datetime.date(2025, 1, 1)).number == 1


def test_an_older_year_may_still_be_written_after_a_newer_one(ha):
    take(ha, dated_on=datetime.date(2025, 1, 2))
    assert take(ha, dated_on=datetime.date(2024, 12, 31)).number == 1


def test_teams_have_a_series_of_their_own(ha):
    take(ha)
    assert take(ha, series="BC-ĐTTr 2024-001", symbol="BC-ĐTTr").label == "01/BC-ĐTTr"


def test_two_papers_of_one_day_are_numbered_on_that_day(ha):
    assert [take(ha).number, take(ha).number] == [1, 2]


def test_a_number_cannot_carry_an_earlier_day_than_the_one_before(ha):
    take(ha)
    with pytest.raises(Problems) as refused:
        take(ha, dated_on=datetime.date(2024, 1, 23))
    (problem,) = refused.value.problems
    assert "Số 01/QĐ-TTr đã cấp cho ngày 24/01/2024" in problem.text
    assert problem.mend == "#id_issued_on"


def test_a_refused_number_is_not_used_up(ha):
    take(ha)
    with pytest.raises(Problems):
        take(ha, dated_on=datetime.date(2024, 1, 1))
    assert take(ha).number == 2


def test_a_rolled_back_issue_gives_its_number_back(ha):
    with transaction.atomic():
        take(ha)
        transaction.set_rollback(True)
    assert take(ha).number == 1
    assert Register.objects.get().last_number == 1


def test_a_long_subject_is_cut_and_not_refused(ha):
    assert len(take(ha, taken_for="Quyết định " * 100).taken_for) == 500


def test_a_voided_number_stays_used(ha):
    void_number(take(ha), reason="Cấp nhầm sổ.", actor=ha)
    assert take(ha).number == 2


def test_voiding_is_written_in_the_journal(ha):
    void_number(take(ha), reason="Cấp nhầm sổ.", actor=ha)
    line = JournalEntry.objects.get(verb="void_number")
    assert (line.actor, line.reason, line.sentence) == (ha, "Cấp nhầm sổ.", "Hủy số 01/QĐ-TTr.")


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_voiding_needs_a_reason(ha, reason):
    entry = take(ha)
    with pytest.raises(Problems, match="lý do"):
        void_number(entry, reason=reason, actor=ha)
    entry.refresh_from_db()
    assert entry.voided_at is None


def test_a_number_is_voided_once_and_keeps_its_first_reason(ha, son):
    entry = take(ha)
    stale = RegisterEntry.objects.get(pk=entry.pk)
    void_number(entry, reason="Cấp nhầm sổ.", actor=ha)
    with pytest.raises(Problems, match="đã hủy"):
        void_number(stale, reason="Lý do khác.", actor=son)
    entry.refresh_from_db()
    assert entry.void_reason == "Cấp nhầm sổ."


@pytest.mark.django_db(transaction=True)
def test_eight_clerks_at_once_get_numbers_without_gap_or_double(ha):
    found: list[int] = []

    def work() -> None:
        try:
            found.extend(take(ha).number for _ in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 41))
    assert Register.objects.get().last_number == 40


# --- No gap, whatever happens ---------------------------------------------------------------------


def act_on_the_book(actor, act: str, which: int) -> None:
    """Take a number, keep one, or do something to one that was kept."""
    reserved = list(RegisterEntry.objects.filter(state="reserved").order_by("number"))
    register = Register.objects.filter(year=timezone.localdate().year).first()
    today = timezone.localdate()
    if act == "take" or register is None:
        take(actor, dated_on=today)
    elif act == "reserve":
        reserve_number(register, symbol="QĐ-TTr", taken_for="Giữ", until=today, actor=actor)
    elif reserved and act == "use":
        entry = reserved[which % len(reserved)]
        use_reserved(entry, dated_on=today, line=Line("Dùng"), actor=actor)
    elif reserved:
        void_number(reserved[which % len(reserved)], reason="Thôi.", actor=actor)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["take", "reserve", "use", "void"]), st.booleans(), st.integers(0, 5)
        ),
        max_size=25,
    )
)
def test_numbers_have_no_gap_under_any_order_of_commit_and_rollback(ha, steps):
    with transaction.atomic():
        for act, is_committed, which in steps:
            with transaction.atomic():
                act_on_the_book(ha, act, which)
                transaction.set_rollback(not is_committed)
        register = Register.objects.first()
        if register is not None:
            numbers = list(register.entries.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, register.last_number + 1))
            assert registers.gaps_of(register) == []
        transaction.set_rollback(True)
