"""Questions that pages ask again and again: written in SQL once, then only their values change.

ROLES = Question(
    lambda person: RoleGrant.objects.filter(person=person).values_list("role"), AN_INTEGER
)
rows = ROLES(user.pk)

Django writes the SQL of a queryset anew each time, which for a small question costs several times
its answer (`make bench`, G7). The queryset stays what is read and changed; this keeps its words.
"""

import datetime
from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What stands for a value while the SQL is written. None of them is ever asked for.
AN_INTEGER, A_DAY, SOME_KEYS = -720_720_720, datetime.date(1, 1, 7), [-720_720_721]
A_TEXT = "720-720-720"


class Question:
    """A queryset of plain values, asked with other values each time.

    `ask(*values)` makes the queryset; EXAMPLES are one constant of this module for each value, of
    its kind, and no two alike. The answer is tuples as the database gives them: a column that
    Django would turn into something (JSON, a choice of its own) comes unturned.
    """

    def __init__(self, ask: Callable[..., QuerySet], *examples: Any):
        self._ask, self._examples = ask, examples

    def __call__(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows. Raises ValueError where there are more or fewer VALUES than examples."""
        given = dict(zip(range(len(self._examples)), values, strict=True))
        sql, places = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [said if place is None else given[place] for place, said in places])
            return cursor.fetchall()

    @cached_property
    def _written(self) -> tuple[str, list[tuple[int | None, Any]]]:
        """The SQL, and for each of its parameters which value it is, or what it always is."""
        sql, params = self._ask(*self._examples).query.sql_with_params()
        places = [(self._place_of(each), each) for each in params]
        missing = set(range(len(self._examples))) - {place for place, _ in places}
        if missing:
            raise ValueError(f"Values {sorted(missing)} do not stand in the question: {sql}")
        return sql, places

    def _place_of(self, param: Any) -> int | None:
        return next((place for place, each in enumerate(self._examples) if each == param), None)
