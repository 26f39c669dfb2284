"""docker-compose.yml and Dockerfile against the house: there may be no Docker where tests run."""

import importlib.util
import re

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.urls import Resolver404, resolve

from tests.house.walk import BASE_DIR

TEXT = (BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OFFICE = {name: each for name, each in SERVICES.items() if each.get("image") == "minh-bach"}
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
READER = re.compile(r"read_(?:text|bool|int|list|secret)\(\s*\"(\w+)\"")


def variables_that_settings_read():
    names = set()
    for path in (BASE_DIR / "config").rglob("*.py"):
        names |= set(READER.findall(path.read_text(encoding="utf-8")))
    return names


READ = variables_that_settings_read()


def words(command):
    return command if isinstance(command, list) else command.split()


def test_the_office_stands_there_complete():
    assert set(SERVICES) == {"db", "redis", "migrate", "web", "preview", "worker", "beat"}
    assert SERVICES["db"]["image"] == "postgres:18"
    assert SERVICES["redis"]["image"].startswith("valkey/")
    assert set(OFFICE) == {"migrate", "web", "preview", "worker", "beat"}


@pytest.mark.parametrize("name", OFFICE)
def test_every_variable_given_is_one_that_settings_read(name):
    assert set(OFFICE[name]["environment"]) <= READ


def test_the_example_names_what_compose_asks_for():
    example = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
    offered = set(re.findall(r"^(\w+)=", example, re.MULTILINE))
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT))
    assert asked == offered


def test_no_secret_has_a_value_in_the_file():
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD"):
        assert f"${{{name}:?" in TEXT
        assert not re.search(rf"{name}: (?!\$)\S", TEXT)
        assert re.search(rf"^{name}=$", (BASE_DIR / ".env.example").read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", OFFICE)
def test_the_command_exists(name):
    command = words(OFFICE[name]["command"])
    if command[0] == "nice":
        command = command[3:]
    if command[:2] == ["python", "manage.py"]:
        assert command[2] in get_commands()
        return
    assert importlib.util.find_spec(command[0])
    target = command[1] if command[0] == "gunicorn" else command[command.index("-A") + 1]
    assert importlib.util.find_spec(target)


def test_every_queue_has_a_worker():
    served = {
        command[command.index("-Q") + 1]
        for each in OFFICE.values()
        if "-Q" in (command := words(each["command"]))
    }
    clocks = {"batch", settings.CELERY_TASK_DEFAULT_QUEUE}
    from config.celery import app

    for entry in app.conf.beat_schedule.values():
        clocks.add(entry.get("options", {}).get("queue", settings.CELERY_TASK_DEFAULT_QUEUE))
    assert clocks | {"preview"} == served


@pytest.mark.parametrize("name", [each for each in SERVICES if each != "migrate"])
def test_every_service_that_stays_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"]


def test_the_health_address_exists():
    text = " ".join(SERVICES["web"]["healthcheck"]["test"])
    path = re.search(r"localhost:8000(/[^']*)", text)[1]
    try:
        assert resolve(path).url_name == "health"
    except Resolver404:
        pytest.fail(f"{path} leads nowhere")
    assert any(re.match(each, path.lstrip("/")) for each in settings.SECURE_REDIRECT_EXEMPT)


@pytest.mark.parametrize("name", ["web", "preview", "worker", "beat"])
def test_nothing_starts_before_the_servers_and_the_migrations(name):
    assert set(SERVICES[name]["depends_on"]) == {"db", "redis", "migrate"}


def test_every_volume_that_is_used_is_declared():
    used = {
        volume.split(":")[0] for each in SERVICES.values() for volume in each.get("volumes", [])
    }
    assert used == set(COMPOSE["volumes"])


def test_the_image_is_not_root_and_installs_from_the_lock():
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)[-1] not in {"root", "0"}
    assert "--require-hashes -r /tmp/requirements.lock" in DOCKERFILE
    assert "npm ci" in DOCKERFILE
    assert "collectstatic" in DOCKERFILE


def test_the_image_has_the_libraries_that_papers_need():
    from config.bootstrap import LIBRARIES

    for package in LIBRARIES.values():
        assert package in DOCKERFILE


def test_nothing_of_a_working_copy_gets_into_the_image():
    ignored = (BASE_DIR / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv*", ".services", ".env", "node_modules", "var"} <= set(ignored)
