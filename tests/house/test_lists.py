"""Every list and every export, and who gets it: written by hand, found by walking the addresses."""

import re

import pytest
from django.urls import reverse

from inspections import secrets
from inspections.choices import Secrecy, TeamRole
from inspections.models import Inspection
from tests.cast import PEOPLE, make_person, signed_in
from tests.house.walk import url_patterns
from tests.make.inspections import make_inspection, make_member
from tests.make.office import make_register
from tests.make.reports import make_full_case, make_issued, make_report

pytestmark = pytest.mark.django_db
EVERYBODY = set(PEOPLE)
OFFICE = EVERYBODY - {"binh"}
# Minh leads the case and Lan is in its team.
SEE_A_CASE = {"lan", "minh", "son", "huong", "ha", "thao", "duc"}
SEE_AN_INTERNAL_CASE = {"lan", "minh", "son", "huong"}
READ_THE_BOOKS = {"son", "huong", "ha", "an"}

# Lists and exports of the whole office: who gets them at all.
OF_THE_OFFICE = {
    "home": EVERYBODY,
    "inspections:index": EVERYBODY,
    "inspections:secrets_of_office": EVERYBODY,
    "accounts:delegations": OFFICE,
    "office:notices": EVERYBODY,
    "office:registers": READ_THE_BOOKS,
}
# Lists of one case: who may know of the case reads them all.
OF_A_CASE = [
    "case",
    "inspections:decision",
    "inspections:team",
    "inspections:interests",
    "inspections:units",
    "inspections:milestones",
    "inspections:timeline",
    "inspections:diary",
    "inspections:secrets",
    "findings:index",
    "findings:outline",
    "findings:citations",
    "findings:indicators",
    "findings:minutes",
    "recommendations:index",
    "recommendations:coverage",
    "recommendations:overdue",
    "reports:index",
]
# Every address that has no part but the code of a case, lists of rooms to come included.
ROUTES_OF_A_CASE = sorted(
    route for route, _, _ in url_patterns() if re.findall(r"<[^>]+>", route) == ["<slug:code>"]
)


def who_gets(path: str) -> set[str]:
    return {
        username
        for username in PEOPLE
        if signed_in(make_person(username)).get(path).status_code == 200
    }


@pytest.mark.parametrize(("name", "people"), OF_THE_OFFICE.items(), ids=OF_THE_OFFICE)
def test_who_gets_a_list_of_the_office(name, people):
    make_inspection()
    assert who_gets(reverse(name)) == people


@pytest.mark.parametrize("page", ["office:register", "office:register_workbook"])
def test_who_gets_a_book_and_its_export(page):
    assert who_gets(reverse(page, args=[make_register().pk])) == READ_THE_BOOKS


@pytest.mark.parametrize("name", OF_A_CASE)
def test_who_gets_a_list_of_a_case(name):
    path = reverse(name, args=[make_full_case().code])
    assert who_gets(path) == SEE_A_CASE
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    assert who_gets(path) == SEE_AN_INTERNAL_CASE


def test_no_address_of_an_internal_case_answers_who_may_not_know_of_it():
    make_full_case("noi-bo")
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    wrong = []
    for username in sorted(EVERYBODY - SEE_AN_INTERNAL_CASE):
        client = signed_in(make_person(username))
        for route in ROUTES_OF_A_CASE:
            status = client.get(f"/{route}".replace("<slug:code>", "noi-bo")).status_code
            if status not in {404, 405}:
                wrong.append(f"{username} gets {status} from {route}")
    assert not wrong, "\n".join(wrong)


def test_which_cases_stand_in_whose_list():
    make_inspection("2024-001")
    make_inspection("2024-002", secrecy=Secrecy.INTERNAL)
    other = make_inspection("2024-003", with_team=False, opened_by=make_person("quan"))
    make_member(other, "quan", role=TeamRole.LEADER)
    every, open_ones = {"2024-001", "2024-002", "2024-003"}, {"2024-001", "2024-003"}
    expected = {
        "lan": {"2024-001", "2024-002"},
        "minh": {"2024-001", "2024-002"},
        "quan": {"2024-003"},
        "son": every,
        "huong": every,
        "ha": open_ones,
        "thao": open_ones,
        "duc": open_ones,
        "binh": set(),
        "an": set(),
    }
    for username, codes in expected.items():
        body = signed_in(make_person(username)).get("/thanh-tra/").content.decode()
        assert {code for code in every if code in body} == codes, username


def test_which_papers_stand_in_whose_list():
    issued = make_issued(make_report(make_full_case("2024-001")))
    draft = make_report(make_full_case("2024-002"))
    for username in sorted(SEE_A_CASE):
        client = signed_in(make_person(username))
        shown = {
            paper.pk
            for paper in (issued, draft)
            if paper.get_absolute_url()
            in client.get(reverse("reports:index", args=[paper.inspection.code])).content.decode()
        }
        drafts = {draft.pk} if username in SEE_AN_INTERNAL_CASE else set()
        assert shown == {issued.pk} | drafts, username


def test_which_traces_of_secrets_stand_in_whose_list():
    secrets.record_stub(
        make_inspection(),
        level="secret",
        number="05/BC",
        dated_on=make_inspection("2024-002").period_to,
        issuer="Sở Nội vụ",
        kept_where="Tủ số 2",
        actor=make_person("minh"),
    )
    path = reverse("inspections:secrets", args=["2024-001"])
    readers = {
        username
        for username in SEE_A_CASE
        if "Tủ số 2" in signed_in(make_person(username)).get(path).content.decode()
    }
    assert readers == {"lan", "minh", "son", "huong", "ha"}


def test_the_tables_of_the_administrator_are_exported_to_nobody_else():
    for username in sorted(EVERYBODY - {"an"}):
        client = signed_in(make_person(username))
        for table in ("inspections/unit/export/", "accounts/user/", "office/journalentry/"):
            assert client.get(f"/quan-tri/{table}").status_code != 200, (username, table)
