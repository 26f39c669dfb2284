"""Traps that stand under every test: the network is closed, unordered rows come shuffled."""

import shutil

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.cast", "tests.browser"]
# How quick a machine is just now is no matter of a test: `make bench` measures.
hypothesis_settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("unhurried")


def pytest_collection_modifyitems(items):
    """A test that commits empties the tables; the next one finds again what migrations brought."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark and mark.kwargs.get("transaction"):
            again = mark.kwargs | {"serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**again), append=False)


@pytest.fixture(autouse=True, scope="session")
def unordered_queries_come_in_random_order():
    """A test that leans on an order nobody asked for fails sooner here than at a customer's."""
    given = SQLCompiler._order_by_pairs

    def shuffled(compiler):
        pairs = list(given(compiler))
        yield from pairs
        query = compiler.query
        if pairs or query.combinator or query.distinct or query.group_by is not None:
            return
        if query.subquery and not query.is_sliced:
            return
        yield OrderBy(Random()), False

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "_order_by_pairs", shuffled)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """What migrations brought is known to every connection of this process.

    playwright keeps an event loop in the thread of the tests, to which Django gives another
    connection than the one that read the rows.
    """
    rows = getattr(connection, "_test_serialized_contents", None)
    with pytest.MonkeyPatch.context() as patch:
        if rows is not None:
            patch.setattr(BaseDatabaseWrapper, "_test_serialized_contents", rows, raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def files_go_away():
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
