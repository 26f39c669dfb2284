"""Every page says who may come, and strangers come to none that is not public."""

import re

import pytest
from django.contrib.auth import get_user_model

from tests.cast import PEOPLE, make_person, signed_in
from tests.house.walk import url_patterns
from tests.make.inspections import make_inspection

URLS = sorted(url_patterns(), key=lambda each: each[0])
IDS = [route for route, _, _ in URLS]
OF_A_CASE = [each for each in URLS if each[0].startswith("thanh-tra/<slug:code>/")]
SAMPLES = {
    "int": "1",
    "slug": "khong-co",
    "str": "khong-co",
    "path": "khong-co",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def sample(route):
    """A path of this route for a thing that does not exist."""

    def word(found):
        return SAMPLES.get(found.group(1) or "str", "1")

    return "/" + re.sub(r"<(?:(\w+):)?\w+>", word, route)


def access(view):
    while view is not None:
        if said := getattr(view, "access", None):
            return said
        view = getattr(view, "__wrapped__", None)
    return None


NOT_PUBLIC = [each for each in URLS if access(each[2]) != "public"]


@pytest.mark.parametrize(("route", "name", "view"), URLS, ids=IDS)
def test_the_view_says_who_may_come(route, name, view):
    assert access(view), f"{view.__module__}.{view.__name__} has neither @needs(…) nor @public"


@pytest.mark.parametrize(("route", "name", "view"), URLS, ids=IDS)
def test_the_url_has_a_name_and_a_slash_at_its_end(route, name, view):
    assert name.split(":")[-1] or route.startswith("quan-tri/"), route
    assert route == "" or route.endswith("/") or "." in route


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("route", "name", "view"), NOT_PUBLIC, ids=[each[0] for each in NOT_PUBLIC]
)
def test_a_stranger_is_led_to_the_door(client, route, name, view, method):
    answer = getattr(client, method)(sample(route))
    assert answer.status_code in {302, 403, 404, 405}, route
    if answer.status_code == 302:
        assert answer.url.startswith("/tai-khoan/"), answer.url


@pytest.mark.django_db
@pytest.mark.parametrize(("route", "name", "view"), URLS, ids=IDS)
def test_an_invented_address_is_nobodys_fault(route, name, view):
    """Each of the cast, and one without a role, asks for a thing that does not exist."""
    for username in [*PEOPLE, None]:
        browser = signed_in(person(username))
        for ask in (browser.get, browser.post):
            status = ask(sample(route)).status_code
            assert status < 500, (username, route)
            if "<" in route and access(view) != "public":
                assert status in {302, 403, 404, 405}, (username, route)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "name", "view"), OF_A_CASE, ids=[route for route, _, _ in OF_A_CASE]
)
def test_a_case_shows_nothing_to_who_has_no_part_in_it(route, name, view):
    make_inspection("khong-co")
    for username in ("quan", "binh", None):
        browser = signed_in(person(username))
        for ask in (browser.get, browser.post):
            assert ask(sample(route)).status_code in {403, 404, 405}, (username, route)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "name", "view"), OF_A_CASE, ids=[route for route, _, _ in OF_A_CASE]
)
def test_a_page_of_an_empty_case_is_no_fault_for_anybody(route, name, view):
    make_inspection("khong-co")
    for username in PEOPLE:
        browser = signed_in(person(username))
        for ask in (browser.get, browser.post):
            assert ask(sample(route)).status_code < 500, (username, route)


def person(username):
    if username is None:
        return get_user_model().objects.get_or_create(username="nguoi-moi")[0]
    return make_person(username)


@pytest.mark.django_db
def test_the_admin_refuses_who_is_no_admin(client):
    client.force_login(get_user_model().objects.create(username="nguoi-moi"))
    for address in ("/quan-tri/", "/quan-tri/accounts/user/"):
        assert client.get(address).status_code in {302, 403, 404}
