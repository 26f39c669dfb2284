"""Questions that are written once: other values each time, the same rows as the queryset."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Role, RoleGrant, User
from office.columns import among
from office.models import Notice
from office.notices import notify
from office.questions import A_DAY, A_TEXT, AN_INTEGER, SOME_KEYS, Question

pytestmark = pytest.mark.django_db


def test_a_question_answers_for_each_value_as_its_queryset_does(lan, minh):
    ask = Question(
        lambda person, text: (
            Notice.objects.filter(person=person, text=text)
            .order_by("pk")
            .values_list("person_id", "text")
        ),
        AN_INTEGER,
        A_TEXT,
    )
    for person, text in ((lan, "một"), (minh, "hai"), (lan, "' OR 1=1 --")):
        notify([person], text)
    assert ask(lan.pk, "một") == [(lan.pk, "một")]
    assert ask(lan.pk, "' OR 1=1 --") == [(lan.pk, "' OR 1=1 --")]
    assert ask(minh.pk, "một") == []


def test_a_value_asked_for_twice_stands_in_both_places(lan):
    ask = Question(lambda day: RoleGrant.objects.held_on(day).values_list("role"), A_DAY)
    today = timezone.localdate()
    RoleGrant.objects.create(person=lan, role=Role.MONITOR, held_from=today, held_until=today)
    for day in (today - datetime.timedelta(days=1), today, today + datetime.timedelta(days=1)):
        assert ((Role.MONITOR,) in ask(day)) == (day == today)


def test_keys_go_in_as_one_list(lan, minh):
    ask = Question(
        lambda keys: User.objects.filter(among("pk", keys)).order_by("pk").values_list("pk"),
        SOME_KEYS,
    )
    assert ask([lan.pk, minh.pk]) == sorted([(lan.pk,), (minh.pk,)])
    assert ask([]) == []


def test_a_value_that_stands_nowhere_in_the_question_is_refused():
    ask = Question(lambda person: User.objects.values_list("pk"), AN_INTEGER)
    with pytest.raises(ValueError, match="do not stand in the question"):
        ask(1)


def test_as_many_values_as_were_named_are_wanted():
    ask = Question(lambda key: User.objects.filter(pk=key).values_list("pk"), AN_INTEGER)
    for values in ((), (1, 2)):
        with pytest.raises(ValueError, match="zip"):
            ask(*values)


def test_it_costs_one_query(lan):
    with CaptureQueriesContext(connection) as queries:
        assert lan.roles
    assert len(queries) == 1
