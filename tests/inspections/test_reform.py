"""Old cases after the reform of 2025: names of their day, and who answers today."""

import datetime

import pytest

from inspections.units import merge_units, rename_unit
from reports.content import words
from reports.drafts import tree
from tests.cast import signed_in
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_audited_unit, make_inspectorate, make_unit
from tests.make.reports import make_full_case, make_report

pytestmark = pytest.mark.django_db
NEW_MAP = datetime.date(2025, 7, 1)


@pytest.fixture
def reformed(an):
    """A case of 2024: its unit and its inspectorate are merged in 2025."""
    case = make_full_case()
    home = make_unit("Sở Nội vụ thành phố Hải An")
    city = make_unit("Thanh tra thành phố Hải An")
    merge_units([make_unit()], home, on=NEW_MAP, actor=an)
    merge_units([make_inspectorate()], city, on=NEW_MAP, actor=an)
    return case


def page(person, path: str) -> str:
    answer = signed_in(person).get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_what_a_unit_owes_is_owed_by_its_successor(reformed, minh):
    text = page(minh, "/thanh-tra/2024-001/kien-nghi/")
    assert "Phòng Lao động quận Hải Tân <span" in text
    assert "(nay là Sở Nội vụ thành phố Hải An)" in text


def test_the_duties_of_a_district_inspectorate_pass_to_that_of_the_province(reformed, minh):
    text = page(minh, "/thanh-tra/2024-001/")
    assert "Thanh tra quận Hải Tân" in text
    assert "nay do Thanh tra thành phố Hải An theo dõi" in text
    assert "khoản 2 Điều 64 Luật Thanh tra" in text


def test_the_units_of_an_old_case_carry_the_names_of_its_day(reformed, minh, an):
    rename_unit(make_unit("Sở Y tế"), name="Sở Sức khỏe", on=NEW_MAP, actor=an)
    make_audited_unit(reformed, make_unit("Sở Sức khỏe"))
    text = page(minh, "/thanh-tra/2024-001/doi-tuong/")
    assert 'Sở Y tế <span class="muted">(nay là Sở Sức khỏe)' in text
    assert "(nay là Sở Nội vụ thành phố Hải An)" in text


def test_a_paper_of_the_old_day_prints_the_old_name(an):
    case = make_full_case()
    rename_unit(make_unit(), name="Phòng Nội vụ quận Hải Tân", on=NEW_MAP, actor=an)
    document = make_report(case)
    document.planned_on = datetime.date(2024, 2, 15)
    assert "Phòng Lao động quận Hải Tân" in " ".join(words(tree(document)))
    document.planned_on = NEW_MAP
    text = " ".join(words(tree(document)))
    assert "Phòng Nội vụ quận Hải Tân" in text


def test_many_addressees_cost_as_many_queries_as_one(minh, django_assert_max_num_queries):
    case = make_full_case()
    client = signed_in(minh)
    counts = []
    for names in ((), ("Sở Y tế", "Sở Tài chính")):
        for name in names:
            make_audited_unit(case, make_unit(name))
        if names:
            make_recommendation(case, "Báo cáo.", findings=[make_finding(case)])
        with django_assert_max_num_queries(60) as queries:
            client.get("/thanh-tra/2024-001/kien-nghi/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
