"""The case page: how far a case is, from every room."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.views import cases
from office.desk import Step
from office.models import TimeLimit
from office.workflow import Problem
from tests.cast import signed_in
from tests.make.inspections import (
    make_audited_unit,
    make_member,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_provision, make_regime, make_time_limit


def test_a_member_sees_the_case_and_its_tabs(lan):
    case = make_running_inspection()
    page = signed_in(lan).get(case.get_absolute_url()).content.decode()
    assert "Cuộc thanh tra 2024-001" in page
    assert "Đang tiến hành trực tiếp" in page
    assert 'aria-current="page">Tổng quan' in page


def test_a_stranger_does_not_learn_that_there_is_a_case(quan):
    case = make_running_inspection()
    assert signed_in(quan).get(case.get_absolute_url()).status_code == 404


class Room:
    """A room with one step done, one that lacks something, one to come."""

    @staticmethod
    def steps_of(inspection, user):
        lacking = [Problem("Đoàn chưa có trưởng đoàn.", "/thanh-tra/2024-001/doan/")]
        return [
            Step(30, "Công bố", "/thanh-tra/2024-001/moc/", is_done=False),
            Step(20, "Cử đoàn", "/thanh-tra/2024-001/doan/", is_done=False, missing=lacking),
            Step(10, "Lập cuộc", "/thanh-tra/2024-001/sua/", is_done=True, note="24/01/2024"),
        ]


def test_the_steps_stand_in_order_and_the_next_one_tells_what_is_missing(minh, monkeypatch):
    monkeypatch.setattr(cases, "ROOMS", (Room,))
    page = signed_in(minh).get(make_running_inspection().get_absolute_url()).content.decode()
    assert page.index("Lập cuộc") < page.index("Cử đoàn") < page.index("Công bố</a>")
    assert "1/3 đã xong" in page
    assert 'id="viec-tiep">Cử đoàn<' in page
    assert "Đoàn chưa có trưởng đoàn." in page
    assert 'href="/thanh-tra/2024-001/doan/">Bổ sung' in page


def test_a_running_deadline_is_told_with_its_rule(minh):
    regime, step, event = make_regime(), TimeLimit.Step.ON_SITE, TimeLimit.Event.ANNOUNCED
    make_time_limit(regime, step, 30, counted_from=event, provision=make_provision("47"))
    page = signed_in(minh).get(make_running_inspection().get_absolute_url()).content.decode()
    assert "Thời hạn đang tính" in page
    assert "30 ngày kể từ" in page
    assert "Điều 47" in page


def test_the_head_of_a_case_tells_who_and_what(minh):
    case = make_running_inspection()
    page = signed_in(minh).get(case.get_absolute_url()).content.decode()
    assert "Trần Văn Minh, Thanh tra viên chính" in page
    assert "Số 01/QĐ-TTr ngày 24/01/2024" in page
    assert "từ 01/01/2022 đến 10/01/2024" in page


def test_more_units_and_members_cost_no_more_queries(minh, django_assert_max_num_queries):
    case = make_running_inspection()
    client = signed_in(minh)
    client.get(case.get_absolute_url())
    with CaptureQueriesContext(connection) as small:
        client.get(case.get_absolute_url())
    for name in ("quan", "huong"):
        make_member(case, name)
    for number in range(3):
        make_audited_unit(case, make_unit(f"Trường Tiểu học số {number}"))
    with django_assert_max_num_queries(len(small)):
        client.get(case.get_absolute_url())


def test_all_tabs_of_a_case_stand(minh):
    page = signed_in(minh).get(make_running_inspection().get_absolute_url()).content.decode()
    bar = page[page.index('<nav class="tabs"') :].partition("</nav>")[0]
    tabs = dict(re.findall(r'href="([^"]+)"[^>]*>([^<]+)</a>', bar))

    assert list(tabs.values()) == [
        "Tổng quan",
        "Quyết định",
        "Đoàn và đối tượng",
        "Phát hiện",
        "Kiến nghị",
        "Văn bản",
        "Hồ sơ",
        "Mốc và thời hạn",
        "Diễn biến",
    ]
    for address, label in tabs.items():
        answer = signed_in(minh).get(address)
        assert answer.status_code == 200, address
        assert f'aria-current="page">{label}</a>' in answer.content.decode(), address
