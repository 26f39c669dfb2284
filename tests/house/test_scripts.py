"""Whatever stands in the database is shown as text: no page runs what somebody typed."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from reports.models import Block, Version
from tests.house.browsing import browse
from tests.house.conftest import STARTS
from tests.house.walk import ROOMS

pytestmark = pytest.mark.django_db

EVIL = "<img src=x onerror=alert(1)>"
# Addresses, keys and hashes: no text of a person.
NO_TEXTS = {
    *("code", "slug", "username", "password", "sha256", "key", "url", "kind", "series", "about"),
    *("search_key", "content_type", "template", "state", "chain", "number", "verb", "queue"),
}


def poison() -> int:
    """Put the text into every column that may hold it; how many took it."""
    taken = 0
    for model in apps.get_models():
        if model._meta.app_label not in ROOMS:
            continue
        for field in model._meta.get_fields():
            taken += _takes(model, field)
    for row in Block.objects.all():
        row.data = _poisoned(row.data)
        row.save(update_fields=["data"])
    for version in Version.objects.all():
        Version.objects.filter(pk=version.pk).update(tree=_poisoned(version.tree))
    return taken


def _takes(model, field) -> bool:
    if not isinstance(field, models.CharField | models.TextField):
        return False
    if field.choices or field.name in NO_TEXTS or (field.max_length or 999) < len(EVIL):
        return False
    table, column = model._meta.db_table, field.column
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE "{table}" SET "{column}" = right("{column}" || %s, %s)',  # noqa: S608 -- names of our own tables
                [EVIL, field.max_length or 100_000],
            )
            return cursor.rowcount > 0
    except DatabaseError:
        return False  # a constraint keeps such a text out, or the journal keeps its rows


def _poisoned(value):
    """The same JSON with the text behind every string of a person."""
    if isinstance(value, list):
        return [_poisoned(each) for each in value]
    if isinstance(value, dict):
        return {
            key: each + EVIL
            if isinstance(each, str) and key in {"text", "heading", "title", "t"}
            else _poisoned(each)
            for key, each in value.items()
        }
    return value


@pytest.fixture(scope="module")
def poisoned(office):
    assert poison() > 40
    return office


def test_no_page_runs_what_was_typed(poisoned):
    """Every page of every kind, with the previews of papers among them."""
    shown, wrong = 0, []
    for page in browse(poisoned, STARTS):
        shown += "onerror=alert(1)" in page.text
        if EVIL in page.text:
            wrong.append(page.path)
    assert not wrong
    assert shown > 60


@pytest.mark.parametrize(
    "table",
    [
        *("inspections/unit", "accounts/user", "office/legaldocument", "office/register"),
        *("office/holiday", "office/regime"),
    ],
)
def test_no_page_of_the_admin_runs_what_was_typed(poisoned, table):
    listing = poisoned["an"].get(f"/quan-tri/{table}/")
    assert listing.status_code == 200
    text = listing.content.decode()
    assert EVIL not in text
    model = apps.get_model(table.replace("/", "."))
    for row in model.objects.all()[:1]:
        page = poisoned["an"].get(f"/quan-tri/{table}/{row.pk}/change/", follow=True)
        assert EVIL not in page.content.decode()
