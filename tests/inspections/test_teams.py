"""Who inspects and who is inspected."""

import datetime

import pytest

from inspections import teams
from inspections.choices import TeamRole
from inspections.models import Inspection, UnitContact
from office.journal import history_of
from office.models import Notice
from office.workflow import Overtaken, Problems
from tests.make.inspections import make_inspection, make_running_inspection, make_unit


def test_the_appointed_person_is_told_and_the_leader_stands_first(minh, lan, quan):
    inspection = make_inspection(with_team=False)
    teams.appoint(inspection, person=lan, role=TeamRole.MEMBER, actor=minh)
    teams.appoint(inspection, person=quan, role=TeamRole.LEADER, actor=minh)
    assert [member.person for member in inspection.members.all()] == [quan, lan]
    assert Notice.objects.get(person=quan).text.startswith("Bạn là Trưởng đoàn của cuộc thanh tra")
    assert history_of(inspection.code).first().sentence == (
        "Đưa Lê Anh Quân (Trưởng đoàn) vào đoàn."
    )


def test_the_leader_stands_first_on_a_page_that_had_read_the_team_before(minh, lan, quan):
    made = make_inspection(with_team=False)
    for person, role in ((quan, TeamRole.LEADER), (lan, TeamRole.MEMBER)):
        read = Inspection.objects.prefetch_related("members").get(pk=made.pk)
        teams.appoint(read, person=person, role=role, actor=minh)
    assert [member.person for member in made.members.all()] == [quan, lan]


def test_a_second_leader_and_a_second_seat_are_refused_with_names(minh, lan, quan):
    inspection = make_inspection()
    with pytest.raises(Problems, match="Trưởng đoàn đang là Trần Văn Minh"):
        teams.appoint(inspection, person=quan, role=TeamRole.LEADER, actor=minh)
    with pytest.raises(Problems, match="Nguyễn Thị Lan đã có trong đoàn"):
        teams.appoint(inspection, person=lan, role=TeamRole.MEMBER, actor=minh)


def test_nobody_inspects_the_unit_he_speaks_for(minh, binh):
    inspection = make_inspection()
    unit = inspection.audited_units.get().unit
    UnitContact.objects.create(unit=unit, person=binh)
    with pytest.raises(Problems, match="là đầu mối của Phòng Lao động"):
        teams.appoint(inspection, person=binh, role=TeamRole.MEMBER, actor=minh)
    other = make_unit("Trạm Y tế phường Nam")
    UnitContact.objects.create(unit=other, person=minh)
    with pytest.raises(Problems, match="trong đoàn là đầu mối của Trạm Y tế"):
        teams.add_unit(inspection, unit=other, actor=minh)


def test_the_leader_hands_over_in_two_steps(minh, lan):
    inspection = make_inspection()
    leader, member = inspection.members.get(person=minh), inspection.members.get(person=lan)
    keep = {"sub_team": None, "task": "", "actor": minh, "revision": 1}
    with pytest.raises(Problems, match="hãy đổi vai trò"):
        teams.change_member(member, role=TeamRole.LEADER, **keep)
    assert teams.change_member(leader, role=TeamRole.DEPUTY, **keep)
    assert teams.change_member(member, role=TeamRole.LEADER, **keep)
    assert [one.person for one in inspection.members.all()] == [lan, minh]


def test_a_person_leaves_the_team_while_the_decision_is_prepared(minh, lan):
    inspection = make_inspection()
    teams.dismiss(inspection.members.get(person=lan), actor=minh)
    assert [member.person for member in inspection.members.all()] == [minh]
    assert "ra khỏi đoàn" in history_of(inspection.code).get().sentence


def test_after_the_decision_the_team_changes_by_decision_only_but_tasks_are_assigned(
    minh, lan, quan
):
    inspection = make_running_inspection()
    member = inspection.members.get(person=lan)
    with pytest.raises(Overtaken, match="quyết định thay đổi, bổ sung thành viên"):
        teams.appoint(inspection, person=quan, role=TeamRole.MEMBER, actor=minh)
    with pytest.raises(Overtaken):
        teams.dismiss(member, actor=minh)
    with pytest.raises(Overtaken):
        teams.change_member(
            member, role=TeamRole.DEPUTY, sub_team=None, task="", actor=minh, revision=1
        )
    assert teams.change_member(
        member, role=member.role, sub_team=None, task="Kiểm tra sổ tiếp dân", actor=minh, revision=1
    )


def test_a_sub_team_has_its_own_name_and_dissolves_without_taking_people_along(minh, lan):
    inspection = make_inspection()
    sub_team = teams.add_sub_team(inspection, name="Tổ 1", actor=minh)
    with pytest.raises(Problems, match="Đã có “Tổ 1”"):
        teams.add_sub_team(inspection, name="Tổ 1", actor=minh)
    member = inspection.members.get(person=lan)
    teams.change_member(
        member, role=member.role, sub_team=sub_team, task="", actor=minh, revision=1
    )
    teams.remove_sub_team(sub_team, actor=minh)
    member.refresh_from_db()
    assert member.sub_team is None


def test_units_are_added_once_and_never_the_inspectorate_itself(minh):
    inspection = make_inspection()
    unit = make_unit("Trạm Y tế phường Nam")
    teams.add_unit(inspection, unit=unit, actor=minh)
    with pytest.raises(Problems, match="đã có trong cuộc"):
        teams.add_unit(inspection, unit=unit, actor=minh)
    with pytest.raises(Problems, match="là cơ quan tiến hành"):
        teams.add_unit(inspection, unit=inspection.issuer, actor=minh)


def test_a_unit_is_left_aside_with_the_reason_also_after_the_decision(minh):
    inspection = make_running_inspection()
    audited = inspection.audited_units.get()
    with pytest.raises(Overtaken, match="lý do loại khỏi cuộc"):
        teams.remove_unit(audited, actor=minh)
    with pytest.raises(Problems, match="lý do"):
        teams.exclude_unit(audited, reason=" ", actor=minh)
    teams.exclude_unit(audited, reason="Tỉnh vừa kiểm tra.", actor=minh)
    assert inspection.audited_units.get().is_excluded
    teams.include_unit(audited, actor=minh)
    assert not inspection.audited_units.get().is_excluded
    assert [line.verb for line in history_of(inspection.code)] == ["include_unit", "exclude_unit"]


def test_a_removed_unit_leaves_no_hole_in_the_order(minh):
    inspection = make_inspection()
    for name in ("Trạm Y tế phường Nam", "Trường Tiểu học Bắc"):
        teams.add_unit(inspection, unit=make_unit(name), actor=minh)
    teams.remove_unit(inspection.audited_units.all()[1], actor=minh)
    assert [row.position for row in inspection.audited_units.all()] == [1, 2]


def test_visits_are_planned_in_the_order_of_days(minh):
    audited = make_running_inspection().audited_units.get()
    first, last = datetime.date(2024, 1, 30), datetime.date(2024, 2, 1)
    keep = {"sub_team": None, "actor": minh, "revision": 1}
    with pytest.raises(Problems, match="phải sau ngày bắt đầu"):
        teams.plan_visit(audited, visit_from=last, visit_to=first, **keep)
    assert teams.plan_visit(audited, visit_from=first, visit_to=last, **keep)
    with pytest.raises(Overtaken, match="đã được người khác sửa"):
        teams.plan_visit(audited, visit_from=last, visit_to=last, **keep)


def test_nothing_moves_in_a_concluded_case(minh):
    inspection = make_running_inspection(state="concluded")
    with pytest.raises(Overtaken, match="Cuộc đã kết luận"):
        teams.add_sub_team(inspection, name="Tổ 1", actor=minh)


def test_of_two_who_take_the_same_thing_away_the_second_is_told_and_one_line_is_written(minh, son):
    inspection = make_inspection()
    member = inspection.members.get(role=TeamRole.MEMBER)
    audited = inspection.audited_units.get()
    sub_team = teams.add_sub_team(inspection, name="Tổ 1", actor=minh)
    for act, thing, verb in (
        (teams.dismiss, member, "dismiss"),
        (teams.remove_sub_team, sub_team, "remove_sub_team"),
        (teams.remove_unit, audited, "remove_unit"),
    ):
        seen = type(thing).objects.get(pk=thing.pk)
        act(thing, actor=minh)
        with pytest.raises(Overtaken, match="vừa được người khác"):
            act(seen, actor=son)
        assert history_of(inspection.code).filter(verb=verb).count() == 1


def test_of_two_who_take_a_unit_back_the_second_is_told(minh, son):
    audited = make_inspection().audited_units.get()
    teams.exclude_unit(audited, reason="Đã kiểm toán.", actor=minh)
    seen = type(audited).objects.get(pk=audited.pk)
    teams.include_unit(audited, actor=minh)
    with pytest.raises(Overtaken, match="Người khác vừa ghi tiến hành lại"):
        teams.include_unit(seen, actor=son)
