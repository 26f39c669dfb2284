"""The journal: append-only, chained, one line an act."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from office import journal
from office.models import Holiday, JournalEntry


@pytest.fixture
def thing(db) -> Holiday:
    return Holiday.objects.create(day=datetime.date(2024, 3, 12), name="Nghỉ bão")


def write(thing, sentence="Ghi một việc.", **facts) -> JournalEntry:
    defaults = {"actor": None, "verb": "do", "about": thing}
    return journal.record(**(defaults | facts), sentence=sentence)


def tamper(sql: str, *values) -> None:
    """Change the table as somebody with the password of the database would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_line_says_who_what_and_about_what(thing, lan):
    line = write(thing, "Ghi ngày nghỉ.", actor=lan, reason="Có bão.", changes={"a": [1, 2]})
    line.refresh_from_db()
    assert (line.actor, line.verb, line.about) == (lan, "do", f"office.holiday:{thing.pk}")
    assert (line.label, line.chain, line.reason) == (str(thing), "office", "Có bão.")
    assert line.changes == {"a": [1, 2]}


def test_lines_of_one_chain_follow_each_other(thing):
    first, second = write(thing), write(thing)
    assert (first.previous_hash, second.previous_hash) == ("", first.hash)


def test_chains_do_not_mix(thing):
    write(thing)
    assert write(thing, chain="2024-001").previous_hash == ""


def test_an_untouched_journal_has_no_broken_link(thing, lan):
    for chain in ("office", "2024-001", "office"):
        write(thing, chain=chain, actor=lan)
    assert journal.broken_links() == []


def test_the_database_refuses_to_change_a_line(thing):
    line = write(thing)
    line.sentence = "Khác."
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        line.save()


def test_the_database_refuses_to_delete_a_line(thing):
    write(thing)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        JournalEntry.objects.all().delete()


@pytest.mark.parametrize(
    "change",
    [
        "sentence = 'Khác.'",
        "reason = 'Khác.'",
        "actor_id = NULL",
        "at = at + interval '1 second'",
        "about = 'x'",
        "label = 'x'",
        "verb = 'x'",
        "changes = '{\"a\": 2}'",
        "previous_hash = 'x'",
        "hash = 'x'",
    ],
)
def test_a_changed_line_is_found(thing, lan, change):
    write(thing)
    line = write(thing, actor=lan, changes={"a": 1})
    write(thing)
    tamper(f"UPDATE office_journalentry SET {change} WHERE id = %s", line.pk)  # noqa: S608 -- fixed list above
    assert line.pk in {entry.pk for entry in journal.broken_links()}


def test_a_line_taken_out_of_the_middle_is_found_at_the_next(thing):
    lines = [write(thing) for _ in range(3)]
    tamper("DELETE FROM office_journalentry WHERE id = %s", lines[1].pk)
    assert [entry.pk for entry in journal.broken_links()] == [lines[2].pk]


def test_two_lines_that_changed_places_are_found(thing):
    first, second = write(thing, "Một."), write(thing, "Hai.")
    swap = "UPDATE office_journalentry SET id = %s WHERE id = %s"
    tamper(swap, -1, first.pk)
    tamper(swap, first.pk, second.pk)
    tamper(swap, second.pk, -1)
    assert len(journal.broken_links()) == 2


def test_a_line_moved_to_another_chain_is_found(thing):
    write(thing)
    line = write(thing)
    tamper("UPDATE office_journalentry SET chain = '2024-001' WHERE id = %s", line.pk)
    assert [entry.pk for entry in journal.broken_links()] == [line.pk]


def test_an_act_that_is_rolled_back_leaves_no_line(thing):
    with transaction.atomic():
        write(thing)
        transaction.set_rollback(True)
    assert not JournalEntry.objects.exists()


def test_the_history_of_a_case_is_its_own_newest_first(thing):
    write(thing)
    lines = [write(thing, text, chain="2024-001") for text in ("Một.", "Hai.")]
    assert list(journal.history_of("2024-001")) == lines[::-1]


def test_history_names_its_actors_in_one_query(thing, lan, django_assert_num_queries):
    for _ in range(3):
        write(thing, actor=lan)
    with django_assert_num_queries(1):
        assert [str(line.actor) for line in journal.history_of("office")] == [lan.full_name] * 3


plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | plain
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates()
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain, inner, max_size=3),
    max_leaves=6,
)


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(changes=st.dictionaries(plain | st.integers(0, 20), values, max_size=4))
def test_whatever_is_told_of_a_change_reads_back_to_the_same_hash(thing, changes):
    with transaction.atomic():
        line = write(thing, changes=changes)
        found = journal.broken_links()
        transaction.set_rollback(True)
    assert found == []
    assert line.hash
