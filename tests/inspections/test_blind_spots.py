"""Units that nobody came to for years, and those visited most."""

import datetime
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from inspections.choices import CaseState, Secrecy, UnitKind
from inspections.models import Inspection
from inspections.units import merge_units
from tests.cast import signed_in
from tests.make.inspections import make_audited_unit, make_decision, make_inspection, make_unit

pytestmark = pytest.mark.django_db
HERE = "/thanh-tra/ke-hoach/diem-trong/"
THIS_YEAR = timezone.localdate().year


def visit(code: str, unit, year: int, **facts) -> Inspection:
    """A concluded case at one unit."""
    case = make_inspection(code, with_team=False, state=CaseState.CONCLUDED, **facts)
    make_decision(case, signed_on=datetime.date(year, 3, 1))
    make_audited_unit(case, unit)
    return case


@pytest.fixture
def three():
    """One unit visited often, one long ago, one never."""
    often, old, never = (
        make_unit(name, kind=UnitKind.DEPARTMENT)
        for name in ("Sở Xây dựng", "Sở Y tế", "Sở Tài chính")
    )
    for place in range(3):
        visit(f"2024-00{place + 1}", often, THIS_YEAR - place)
    visit("2024-009", old, THIS_YEAR - 8)
    return often, old, never


def shown(person, query: str = "") -> list[str]:
    answer = signed_in(person).get(f"{HERE}?{query}&loai=department")
    assert answer.status_code == 200
    return [unit.name for unit, _ in answer.context["rows"]]


def test_the_never_visited_come_first_then_the_longest_ago(three, son):
    assert shown(son) == ["Sở Tài chính", "Sở Y tế"]
    assert shown(son, "so_nam=10") == ["Sở Tài chính"]


def test_the_most_visited_are_told_with_their_counts(three, son):
    assert shown(son, "xem=nhieu") == ["Sở Xây dựng", "Sở Y tế"]
    page = signed_in(son).get(f"{HERE}?xem=nhieu").content.decode()
    assert f"01/03/{THIS_YEAR}" in page
    assert "/thanh-tra/2024-001/" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=tai+chinh", ["Sở Tài chính"]),
        ("thuoc=khong+co", []),
        ("so_nam=abc", ["Sở Tài chính", "Sở Y tế"]),
        ("so_nam=-5", ["Sở Tài chính", "Sở Y tế"]),
        ("xem=x", ["Sở Tài chính", "Sở Y tế"]),
        ("trang=99", ["Sở Tài chính", "Sở Y tế"]),
    ],
)
def test_filters_stand_in_the_address(three, son, query, names):
    assert shown(son, query) == names


def test_units_are_found_by_the_body_above_them(son):
    city = make_unit("Ủy ban nhân dân thành phố Hải An", kind=UnitKind.PEOPLES_COMMITTEE)
    make_unit("Sở Y tế", kind=UnitKind.DEPARTMENT, parent=city)
    make_unit("Sở Tài chính", kind=UnitKind.DEPARTMENT)
    assert shown(son, "thuoc=hai+an") == ["Sở Y tế"]


def test_cases_that_were_never_held_and_units_left_out_do_not_count(three, son):
    Inspection.objects.filter(code="2024-009").update(state=CaseState.DROPPED)
    assert shown(son, "xem=nhieu") == ["Sở Xây dựng"]


def test_a_successor_brings_the_visits_of_its_predecessors(three, son, an):
    often, _, never = three
    merge_units([often], never, on=datetime.date(THIS_YEAR, 6, 1), actor=an)
    assert shown(son, "xem=nhieu") == ["Sở Tài chính", "Sở Y tế"]
    assert "khi đó là Sở Xây dựng" in signed_in(son).get(f"{HERE}?xem=nhieu").content.decode()


def test_a_case_for_its_team_alone_is_counted_for_those_who_may_see_it(son, quan):
    unit = make_unit("Sở Y tế", kind=UnitKind.DEPARTMENT)
    visit("2024-001", unit, THIS_YEAR, secrecy=Secrecy.INTERNAL)
    assert shown(son, "xem=nhieu") == ["Sở Y tế"]
    assert shown(quan, "xem=nhieu") == []


def test_the_code_of_a_case_is_shown_to_who_may_open_it(three, quan):
    page = signed_in(quan).get(f"{HERE}?xem=nhieu").content.decode()
    assert "/thanh-tra/2024-001/" not in page


def test_the_table_holds_what_the_page_shows(three, son):
    data = signed_in(son).get(f"{HERE}xuat/?xem=nhieu&loai=department").getvalue()
    rows = list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["Đơn vị", "Sở Xây dựng", "Sở Y tế"]
    assert rows[1][3] == 3
    assert rows[1][4].year == THIS_YEAR


def test_the_page_costs_as_many_queries_for_three_units_as_for_one(
    son, django_assert_max_num_queries
):
    client = signed_in(son)
    counts = []
    for names in (("Sở Y tế",), ("Sở Tài chính", "Sở Xây dựng")):
        for name in names:
            visit(f"2024-{len(counts)}{len(name)}", make_unit(name), THIS_YEAR)
        with django_assert_max_num_queries(30) as queries:
            client.get(f"{HERE}?xem=nhieu")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_contact_of_a_unit_sees_nothing_of_it(binh):
    assert signed_in(binh).get(HERE).status_code == 403
    assert signed_in(binh).get(f"{HERE}xuat/").status_code == 403
