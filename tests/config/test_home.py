"""“Việc của tôi”."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.choices import FindingState
from tests.cast import signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection


def home_of(person) -> str:
    answer = signed_in(person).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def queries_of(person) -> int:
    client = signed_in(person)
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/")
    return len(queries)


def test_an_empty_desk_says_how_work_comes(lan):
    page = home_of(lan)
    assert "Hiện không có việc nào chờ bạn" in page
    assert "Lập cuộc mới" in page or "lập cuộc mới" in page


def test_a_contact_of_a_unit_learns_what_will_come(binh):
    page = home_of(binh)
    assert "gửi tới đơn vị của bạn" in page
    assert "lập cuộc mới" not in page.lower()


def test_an_admin_finds_the_tables_of_the_office(an):
    page = home_of(an)
    assert "Quản trị hệ thống" in page


def test_nobody_else_sees_the_tables_of_the_office(son):
    assert "Quản trị hệ thống" not in home_of(son)


def test_the_running_cases_of_a_member_are_beside(lan, quan):
    make_running_inspection()
    assert "/thanh-tra/2024-001/" in home_of(lan)
    assert "2024-001" not in home_of(quan)


def test_a_desk_on_which_only_others_work_says_so(lan):
    make_finding(make_running_inspection(), state=FindingState.NOTED)
    page = home_of(lan)
    assert "không có việc nào cần bạn xử lý" in page
    assert "Đang chờ người khác" in page
    assert "btn-primary" not in page


@pytest.mark.parametrize("who", ["minh", "lan", "son", "ha", "duc"])
def test_more_cases_cost_no_more_queries(cast, who):
    make_running_inspection("2024-001")
    with_one = queries_of(cast[who])
    make_running_inspection("2024-002")
    make_running_inspection("2024-003")
    assert queries_of(cast[who]) == with_one
