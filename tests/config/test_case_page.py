"""The case page: how far a case is, from every room."""

from tests.cast import signed_in
from tests.make.inspections import make_running_inspection


def test_a_member_sees_the_case_and_its_tabs(lan):
    case = make_running_inspection()
    page = signed_in(lan).get(case.get_absolute_url()).content.decode()
    assert "Cuộc thanh tra 2024-001" in page
    assert "Đang tiến hành trực tiếp" in page
    assert 'aria-current="page">Tổng quan' in page


def test_a_stranger_does_not_learn_that_there_is_a_case(quan):
    case = make_running_inspection()
    assert signed_in(quan).get(case.get_absolute_url()).status_code == 404
