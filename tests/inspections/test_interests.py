"""Conflicts of interest: each declares for himself, the chief decides, until then he keeps away."""

import pytest

from findings import recording
from findings.permissions import can_record_finding
from inspections import cases, interests
from inspections.choices import Interest, TeamRole
from inspections.desk import items_for
from inspections.models import InterestDeclaration
from inspections.permissions import leads, works_on
from inspections.steps import steps_of
from office.desk import Section
from office.journal import history_of
from office.models import LegalGround, Notice, Regime
from office.workflow import Overtaken, Problems, Refused
from tests.cast import PEOPLE, make_person, signed_in
from tests.findings.test_recording import facts_for
from tests.make.inspections import (
    ANNOUNCED_ON,
    make_decision,
    make_inspection,
    make_member,
    make_running_inspection,
)

pytestmark = pytest.mark.django_db
PAGE = "/thanh-tra/2024-001/doan/loi-ich/"
WHAT = "Em ruột là phó trưởng phòng của đơn vị."


@pytest.fixture
def case(db):
    make_person("son")
    inspection = make_inspection(state="decided")
    make_decision(inspection)
    return inspection


def seat(case, username="lan"):
    return case.members.get(person__username=username)


def declare(case, username="lan"):
    interests.declare_conflict(seat(case, username), details=WHAT, actor=make_person(username))
    return seat(case, username)


def test_a_member_declares_that_nothing_ties_him(case, lan):
    interests.declare_none(seat(case), actor=lan)
    assert seat(case).interest == Interest.NONE
    assert not InterestDeclaration.objects.get().has_conflict
    assert history_of(case.code).first().sentence == (
        "Nguyễn Thị Lan khai không có xung đột lợi ích."
    )


@pytest.mark.parametrize("username", ["minh", "son", "an"])
def test_nobody_declares_for_another(case, username):
    with pytest.raises(Refused):
        interests.declare_none(seat(case), actor=make_person(username))


def test_a_declared_conflict_keeps_the_member_away_until_the_chief_decides(case, lan, minh, son):
    member = declare(case)
    assert member.interest == Interest.PENDING
    assert not works_on(lan, case)
    assert not can_record_finding(lan, case)
    with pytest.raises(Problems, match="chờ Chánh thanh tra quyết định"):
        cases.announce(case, on=ANNOUNCED_ON, actor=minh)
    assert "chờ bạn quyết định" in Notice.objects.get(person=son).text
    interests.allow(member, reason="Đơn vị đó do tổ khác phụ trách.", actor=son)
    case = type(case).objects.get(pk=case.pk)
    assert works_on(lan, case)
    cases.announce(case, on=ANNOUNCED_ON, actor=minh)
    told = InterestDeclaration.objects.get()
    assert (told.outcome, told.decided_by) == (Interest.ALLOWED, son)


def test_a_leader_who_is_kept_away_does_not_lead(case, minh):
    declare(case, "minh")
    fresh = type(case).objects.get(pk=case.pk)
    assert not leads(minh, fresh)
    assert not works_on(minh, fresh)


def test_whom_the_chief_kept_away_stands_in_the_way_of_the_announcement(case, minh, son):
    interests.bar(declare(case), reason="Quan hệ quá gần.", actor=son)
    with pytest.raises(Problems, match="vẫn ở trong đoàn"):
        cases.announce(case, on=ANNOUNCED_ON, actor=minh)


def test_a_decision_needs_its_reason_and_is_made_once(case, son):
    member = declare(case)
    with pytest.raises(Problems, match="lý do"):
        interests.allow(member, reason=" ", actor=son)
    interests.bar(member, reason="Quan hệ quá gần.", actor=son)
    with pytest.raises(Overtaken):
        interests.bar(member, reason="Lần nữa.", actor=son)


def test_a_declared_conflict_is_not_taken_back_by_who_declared_it(case, lan):
    with pytest.raises(Overtaken):
        interests.declare_none(declare(case), actor=lan)


def test_a_chief_in_the_team_does_not_decide_about_himself(case, son):
    make_member(case, "son")
    member = declare(case, "son")
    with pytest.raises(Refused):
        interests.allow(member, reason="Tôi thấy được.", actor=son)


def test_a_conflict_says_which_and_names_a_unit_of_the_case(case, lan):
    with pytest.raises(Problems, match="ghi rõ"):
        interests.declare_conflict(seat(case), details="  ", actor=lan)
    with pytest.raises(Problems, match="không phải đối tượng"):
        interests.declare_conflict(seat(case), details=WHAT, unit=case.issuer, actor=lan)


@pytest.mark.parametrize(
    ("regime", "count"),
    [("thanh-tra-2025", 4), ("thanh-tra-2022", 4), ("kiem-tra-hanh-chinh", 3)],
)
def test_the_grounds_are_those_of_the_law_of_the_case(case, regime, count):
    case.regime = Regime.objects.get(code=regime)
    found = list(interests.grounds_of(case))
    assert len(found) == count
    assert {row.act for row in found} == {LegalGround.Act.CONFLICT}


def test_the_leader_sees_who_has_not_declared(case, minh, lan):
    interests.declare_none(seat(case), actor=lan)
    fresh = type(case).objects.get(pk=case.pk)
    missing = [problem.text for step in steps_of(fresh, minh) for problem in step.missing]
    assert "1 thành viên chưa kê khai xung đột lợi ích." in missing
    body = signed_in(minh).get(PAGE).content.decode()
    assert body.count("Chưa kê khai") == 1


def test_the_desk_asks_the_member_and_then_the_chief(case, lan, son):
    assert [item.action for item in items_for(lan)] == ["Kê khai"]
    declare(case)
    assert items_for(make_person("lan")) == []
    (item,) = [item for item in items_for(son) if item.section == Section.TO_DECIDE]
    assert item.url == PAGE


def test_only_the_person_the_leader_and_who_decides_read_what_was_declared(case):
    make_member(case, "quan")
    make_member(case, "huong", role=TeamRole.DEPUTY)
    declare(case)
    readers = {
        username
        for username in PEOPLE
        if WHAT in signed_in(make_person(username)).get(PAGE).content.decode()
    }
    assert readers == {"lan", "minh", "huong", "son"}


def test_a_member_declares_and_the_chief_answers_on_the_page(case, lan, son):
    client = signed_in(lan)
    answer = client.post(PAGE, {"has_conflict": "co", "details": ""})
    assert (answer.status_code, "Hãy ghi rõ" in answer.content.decode()) == (422, True)
    ground = interests.grounds_of(case).first()
    typed = {"has_conflict": "co", "details": WHAT, "ground": ground.pk if ground else ""}
    assert client.post(PAGE, typed).url == PAGE
    where = f"/thanh-tra/2024-001/doan/{seat(case).pk}/loi-ich/"
    assert client.get(where).status_code == 403
    chief = signed_in(son)
    assert WHAT in chief.get(where).content.decode()
    assert chief.post(where, {"act": "bar", "reason": ""}).status_code == 422
    assert chief.post(where, {"act": "allow", "reason": "Phân tổ khác."}).url == PAGE
    assert seat(case).interest == Interest.ALLOWED


def test_who_is_kept_away_gets_the_reason_when_he_tries_to_write(case, lan):
    type(case).objects.update(state="on_site")
    running = type(case).objects.get(pk=case.pk)
    declare(running)
    with pytest.raises(Refused):
        recording.record_finding(running, facts_for(running), actor=lan)
    assert signed_in(lan).get("/thanh-tra/2024-001/phat-hien/ghi/").status_code == 403


def test_more_members_cost_the_page_no_more_queries(minh, django_assert_max_num_queries):
    case = make_running_inspection()
    client = signed_in(minh)
    with django_assert_max_num_queries(30) as small:
        client.get(PAGE)
    for username in ("quan", "huong", "thao"):
        make_member(case, username)
        declare(case, username)
    with django_assert_max_num_queries(len(small) + 0):
        client.get(PAGE)
