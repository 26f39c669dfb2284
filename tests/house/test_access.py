"""Every page says who may come, and strangers come to none that is not public."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from tests.cast import PEOPLE, make_person, signed_in
from tests.house.test_bad_input import twin
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


# A case without team, units, findings and papers.
EMPTY_CASE = "cuoc-trong"
# Nobody of the team, of the office or of the unit; None holds no role at all.
WITHOUT_PART = {"quan", "binh", None}


def sample(route, case="khong-co"):
    """A path of this route for a thing that does not exist, in this case."""

    def word(found):
        return SAMPLES.get(found.group(1) or "str", "1")

    return "/" + re.sub(r"<(?:(\w+):)?\w+>", word, route.replace("<slug:code>", case, 1))


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker) -> dict[str | None, Client]:
    """The browsers of the cast and of one without a role, signed in once; never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_inspection(EMPTY_CASE)
        nobody = get_user_model().objects.create(username="nguoi-moi")
        yield {name: signed_in(make_person(name)) for name in PEOPLE} | {None: signed_in(nobody)}
        transaction.set_rollback(True)


def answers(people, path):
    """What each person gets who asks for the page, and who sends to it."""
    for username, browser in people.items():
        at_work = twin(browser)
        for ask in (at_work.get, at_work.post):
            yield username, ask(path).status_code


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
def test_an_invented_address_is_nobodys_fault(people, route, name, view):
    """Each of the cast, and one without a role, asks for a thing that does not exist."""
    for username, status in answers(people, sample(route)):
        assert status < 500, (username, route)
        if "<" in route and access(view) != "public":
            assert status in {302, 403, 404, 405}, (username, route)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "name", "view"), OF_A_CASE, ids=[route for route, _, _ in OF_A_CASE]
)
def test_an_empty_case_is_no_fault_for_anybody_and_nothing_to_who_has_no_part(
    people, route, name, view
):
    for username, status in answers(people, sample(route, EMPTY_CASE)):
        assert status < 500, (username, route)
        if username in WITHOUT_PART:
            assert status in {403, 404, 405}, (username, route)


@pytest.mark.django_db
def test_the_admin_refuses_who_is_no_admin(people):
    for address in ("/quan-tri/", "/quan-tri/accounts/user/"):
        assert people[None].get(address).status_code in {302, 403, 404}
