"""The traps themselves: each must catch what it was set for."""

import socket
import warnings

import pytest
from django.conf import settings
from django.template import Context, engines
from pytest_socket import SocketConnectBlockedError

from office.models import Holiday
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


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("careless", stacklevel=1)
