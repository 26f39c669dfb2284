"""The traps themselves: each must catch what it was set for."""

import os
import socket
import subprocess
import sys
import warnings

import pytest
from django.conf import settings
from django.template import Context, engines
from pytest_socket import SocketConnectBlockedError

from office.models import Holiday, TimeLimit
from tests.template_trap import UndefinedVariableError


def test_an_undefined_name_in_a_template_of_ours_fails():
    engine = engines["django"].engine
    origin = settings.BASE_DIR / "templates" / "some.html"
    template = engine.from_string("{% if maybe %}x{% endif %}{{ misspelt }}")
    for node in template.nodelist:
        node.origin.name = str(origin)
    with pytest.raises(UndefinedVariableError, match=r"some\.html: misspelt"):
        template.render(Context())


def test_an_undefined_name_in_a_library_prints_nothing():
    template = engines["django"].engine.from_string("a{{ misspelt }}b")
    assert template.render(Context()) == "ab"


@pytest.mark.django_db
def test_rows_without_an_order_are_asked_for_in_random_order():
    assert "RANDOM()" in str(Holiday.objects.order_by().query)
    assert "RANDOM()" not in str(Holiday.objects.order_by("pk").query)
    assert "RANDOM()" not in str(Holiday.objects.order_by().values("pk").distinct().query)


def test_the_network_is_closed():
    with (
        socket.socket() as probe,
        pytest.raises(SocketConnectBlockedError),
        warnings.catch_warnings(action="ignore"),
    ):
        probe.connect(("192.0.2.1", 80))


def test_files_of_tests_are_nobody_elses(tmp_path):
    """Whoever runs the tests, in how many processes, loses no file of his own when they end."""
    kept = {"MEDIA_ROOT": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    show = "from django.conf import settings; print(settings.MEDIA_ROOT)"
    command = [sys.executable, "-c", show]
    folders = {
        subprocess.check_output(
            command, cwd=settings.BASE_DIR, env=os.environ | kept | {"PYTEST_XDIST_WORKER": name}
        )
        for name in ("gw0", "gw1")
    }
    assert len(folders) == 2
    assert f"{tmp_path}\n".encode() not in folders


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_finds_what_migrations_brought(time):
    assert TimeLimit.objects.exists()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_it_finds_it_beside_a_browser_too(time, chromium):
    assert TimeLimit.objects.exists()


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("careless", stacklevel=1)
