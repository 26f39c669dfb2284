"""The rooms of the house as the database sees them."""

import re

import pytest
from django.contrib.contenttypes.fields import GenericForeignKey
from django.core.management import call_command
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

from tests.house.walk import BASE_DIR, ROOMS, own_models

LOWEST_FIRST = ROOMS
PATHS = [path for room in ROOMS for path in (BASE_DIR / room).glob("migrations/0*.py")]


def room_of(model):
    return model._meta.app_label


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_relations_point_to_the_same_or_a_lower_room(model):
    """Import contracts do not see relations that are written as strings."""
    for field in model._meta.get_fields():
        if field.auto_created or not field.is_relation or isinstance(field, GenericForeignKey):
            continue
        other = room_of(field.related_model)
        # office names users by settings.AUTH_USER_MODEL only, which is no import.
        if other not in ROOMS or field.related_model._meta.label == "accounts.User":
            continue
        assert LOWEST_FIRST.index(other) <= LOWEST_FIRST.index(room_of(model)), field


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_migration_is_named_by_its_intent(path):
    assert "_auto_" not in path.stem
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)


def test_every_data_move_has_a_way_back():
    migrations = MigrationLoader(None).disk_migrations
    for (room, name), migration in migrations.items():
        if room not in ROOMS:
            continue
        for operation in migration.operations:
            if isinstance(operation, RunPython):
                assert operation.reverse_code, f"{room}.{name}"
            if isinstance(operation, RunSQL):
                assert operation.reverse_sql is not None, f"{room}.{name}"


def test_a_screen_speaks_vietnamese():
    """A model without a name of its own would show its English class name to people."""
    for model in own_models():
        given = model._meta.original_attrs
        assert "verbose_name" in given, f"{model._meta.label} has no verbose_name"
