"""Team and units as people see them."""

import pytest

from inspections.choices import TeamRole
from inspections.models import AuditedUnit, TeamMember
from tests.cast import signed_in
from tests.make.inspections import (
    make_inspection,
    make_inspectorate,
    make_member,
    make_running_inspection,
    make_unit,
)

TEAM = "/thanh-tra/2024-001/doan/"
UNITS = "/thanh-tra/2024-001/doi-tuong/"


# --- Team ---------------------------------------------------------------------------------------
def test_the_first_person_is_offered_as_leader(minh, lan):
    make_inspection(with_team=False)
    client = signed_in(minh)
    assert client.get(TEAM).context["appoint_form"]["role"].value() == TeamRole.LEADER
    client.post(f"{TEAM}them/", {"person": lan.pk, "role": "leader", "task": "Chỉ đạo chung"})
    assert TeamMember.objects.get().person == lan
    assert "Chỉ đạo chung" in client.get(TEAM).content.decode()


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"person": ""}, "person", "Hãy chọn người."),
        ({"person": 999_999}, "person", "Không có người này"),
        ({"person": "x"}, "person", "Không có người này"),
        ({"role": "king"}, "role", "king"),
        ({"role": "leader"}, "role", "Trưởng đoàn đang là Trần Văn Minh"),
        ({"sub_team": 999_999}, "sub_team", "Không có tổ này"),
        ({"task": "a" * 501}, "task", "500"),
    ],
)
def test_a_wrong_appointment_is_told_at_its_field(minh, quan, facts, field, sentence):
    make_inspection()
    typed = {"person": quan.pk, "role": "member", "task": "Kiểm tra sổ"} | facts
    answer = signed_in(minh).post(f"{TEAM}them/", typed)
    assert answer.status_code == 422
    assert sentence in answer.context["appoint_form"].errors[field][0]
    assert not TeamMember.objects.filter(person=quan).exists()


def test_a_sub_team_of_another_case_is_invented_here(minh, quan):
    make_inspection()
    foreign = make_inspection("2024-002").sub_teams.create(name="Tổ 1")
    typed = {"person": quan.pk, "role": "member", "sub_team": foreign.pk}
    answer = signed_in(minh).post(f"{TEAM}them/", typed)
    assert "Không có tổ này" in answer.context["appoint_form"].errors["sub_team"][0]


def test_contacts_of_units_are_not_offered(minh, binh):
    make_inspection()
    people = signed_in(minh).get(TEAM).context["appoint_form"].fields["person"].queryset
    assert binh not in people


def test_a_member_is_changed_and_a_wrong_change_keeps_its_form_open(minh, lan):
    inspection = make_inspection()
    member = inspection.members.get(person=lan)
    client, page = signed_in(minh), f"{TEAM}{member.pk}/sua/"
    client.post(page, {"role": "deputy", "task": "Phụ trách hồ sơ", "revision": 1})
    member.refresh_from_db()
    assert (member.role, member.task) == ("deputy", "Phụ trách hồ sơ")
    answer = client.post(page, {"role": "leader", "task": "Phụ trách hồ sơ", "revision": 2})
    assert answer.status_code == 422
    assert "hãy đổi vai trò" in answer.content.decode()
    row = next(row for row in answer.context["rows"] if row["member"].pk == member.pk)
    assert row["is_open"]


def test_of_two_who_change_a_member_the_second_sees_both_texts(minh, lan):
    inspection = make_inspection()
    member = inspection.members.get(person=lan)
    client, page = signed_in(minh), f"{TEAM}{member.pk}/sua/"
    client.post(page, {"role": "member", "task": "Thu chi", "revision": 1})

    answer = client.post(page, {"role": "member", "task": "Mua sắm", "revision": 1})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Thu chi" in text
    assert "Mua sắm" in text
    member.refresh_from_db()
    assert member.task == "Thu chi"
    client.post(page, {"role": "member", "task": "Mua sắm", "revision": 2})
    member.refresh_from_db()
    assert member.task == "Mua sắm"


def test_a_person_is_dismissed_and_an_invented_one_is_not_found(minh, lan):
    inspection = make_inspection()
    client = signed_in(minh)
    assert client.post(f"{TEAM}999999/dua-ra/").status_code == 404
    foreign = make_inspection("2024-002").members.get(person=lan)
    assert client.post(f"{TEAM}{foreign.pk}/dua-ra/").status_code == 404
    client.post(f"{TEAM}{inspection.members.get(person=lan).pk}/dua-ra/")
    assert not inspection.members.filter(person=lan).exists()


def test_sub_teams_are_made_and_dissolved(minh):
    inspection = make_inspection()
    client = signed_in(minh)
    client.post(f"{TEAM}to/them/", {"name": "Tổ 1"})
    answer = client.post(f"{TEAM}to/them/", {"name": "Tổ 1"})
    assert "Đã có “Tổ 1”" in answer.context["sub_team_form"].errors["name"][0]
    assert client.post(f"{TEAM}to/them/", {"name": "a" * 101}).status_code == 422
    client.post(f"{TEAM}to/{inspection.sub_teams.get().pk}/bo/")
    assert not inspection.sub_teams.exists()


def test_after_the_decision_the_page_says_how_the_team_changes(minh, quan):
    make_running_inspection()
    client = signed_in(minh)
    page = client.get(TEAM)
    assert page.context["appoint_form"] is None
    assert "quyết định thay đổi, bổ sung thành viên" in page.content.decode()
    answer = client.post(f"{TEAM}them/", {"person": quan.pk, "role": "member"})
    assert answer.status_code == 422
    assert "quyết định thay đổi, bổ sung thành viên" in answer.content.decode()


def test_a_member_reads_the_team_and_changes_nothing(lan, quan):
    make_inspection()
    client = signed_in(lan)
    assert "Trần Văn Minh" in client.get(TEAM).content.decode()
    assert client.post(f"{TEAM}them/", {"person": quan.pk, "role": "member"}).status_code == 403


def test_the_pages_cost_as_many_queries_for_three_as_for_one(minh, django_assert_max_num_queries):
    inspection = make_inspection(with_team=False)
    client = signed_in(minh)
    counts = {TEAM: [], UNITS: []}
    for number in range(3):
        unit = make_unit(f"Trạm {number}", parent=make_inspectorate())
        inspection.audited_units.create(unit=unit)
        name = ("lan", "minh", "quan")[number]
        make_member(inspection, name)
        for page, found in counts.items():
            with django_assert_max_num_queries(80) as queries:
                client.get(page)
            found.append(len(queries))
    assert {len(set(found)) for found in counts.values()} == {1}


# --- Units --------------------------------------------------------------------------------------
def test_units_are_found_without_accents_in_any_order_and_added(minh):
    inspection = make_inspection(with_team=False)
    unit = make_unit("Trạm Y tế phường Đồng Nam")
    client = signed_in(minh)
    page = client.get(f"{UNITS}?tim=dong+nam+tram")
    assert page.context["found"] == [unit]
    answer = client.post(f"{UNITS}them/", {"unit": unit.pk, "tim": "dong nam"})
    assert answer.url == f"{UNITS}?tim=dong+nam"
    assert inspection.audited_units.get().unit == unit
    assert "Đã có" in client.get(answer.url).content.decode()


def test_a_part_of_the_page_comes_while_words_are_typed(minh):
    make_inspection()
    make_unit("Trạm Y tế phường Đồng Nam")
    page = signed_in(minh).get(f"{UNITS}?tim=dong+nam", headers={"HX-Request": "true"})
    assert "Trạm Y tế" in page.content.decode()
    assert "<html" not in page.content.decode()


@pytest.mark.parametrize("unit", ["", "999999", "x", "9" * 40])
def test_an_invented_unit_gets_a_sentence_and_the_words_stay(minh, unit):
    make_inspection()
    answer = signed_in(minh).post(f"{UNITS}them/", {"unit": unit, "tim": "dong nam"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Không có đơn vị này" in page or "Hãy chọn đơn vị" in page
    assert 'value="dong nam"' in page


def test_the_search_answers_in_json_for_every_select(minh):
    parent = make_inspectorate()
    unit = make_unit("Đội Thanh tra số 1", parent=parent)
    found = signed_in(minh).get("/thanh-tra/don-vi/tim/?q=doi+so+1").json()["results"]
    assert found == [
        {"id": unit.pk, "text": "Đội Thanh tra số 1 (Thanh tra quận Hải Tân)"},
    ]
    issuing = signed_in(minh).get("/thanh-tra/don-vi/tim/?q=thanh+tra&ban-hanh=1").json()
    assert [row["id"] for row in issuing["results"]] == [parent.pk]


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%25", "q=" + "a" * 500])
def test_a_strange_search_finds_nothing_and_breaks_nothing(minh, query):
    assert signed_in(minh).get(f"/thanh-tra/don-vi/tim/?{query}").json() == {"results": []}


def test_visits_are_planned_and_wrong_days_told_at_the_field(minh):
    audited = make_inspection().audited_units.get()
    client, page = signed_in(minh), f"{UNITS}{audited.pk}/lich/"
    client.post(page, {"visit_from": "30/01/2024", "visit_to": "1/2/2024", "revision": 1})
    assert "30/01/2024 đến 01/02/2024" in client.get(UNITS).content.decode()
    for facts, sentence in (
        ({"visit_from": "31/02/2024"}, "không có trong lịch"),
        ({"visit_from": "02/02/2024", "visit_to": "01/02/2024"}, "phải sau ngày bắt đầu"),
        ({"sub_team": 999_999}, "Không có tổ này"),
    ):
        answer = client.post(page, facts | {"revision": 2})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_of_two_who_plan_a_visit_the_second_sees_both_days(minh):
    audited = make_inspection().audited_units.get()
    client, page = signed_in(minh), f"{UNITS}{audited.pk}/lich/"
    client.post(page, {"visit_from": "30/01/2024", "revision": 1})

    answer = client.post(page, {"visit_from": "31/01/2024", "revision": 1})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "30/01/2024" in text
    assert "31/01/2024" in text


def test_a_unit_is_excluded_with_a_reason_and_taken_back(minh):
    audited = make_running_inspection().audited_units.get()
    client = signed_in(minh)
    answer = client.post(f"{UNITS}{audited.pk}/loai/", {"excluded_reason": ""})
    assert "Cần ghi lý do không tiến hành" in answer.content.decode()
    client.post(f"{UNITS}{audited.pk}/loai/", {"excluded_reason": "Tỉnh vừa kiểm tra."})
    assert "Tỉnh vừa kiểm tra." in client.get(UNITS).content.decode()
    client.post(f"{UNITS}{audited.pk}/dua-lai/")
    assert not AuditedUnit.objects.get().is_excluded


def test_a_unit_is_removed_while_the_decision_is_prepared(minh):
    inspection = make_inspection()
    audited = inspection.audited_units.get()
    signed_in(minh).post(f"{UNITS}{audited.pk}/bo/")
    assert not inspection.audited_units.exists()
    running = make_running_inspection("2024-002").audited_units.get()
    answer = signed_in(minh).post(f"/thanh-tra/2024-002/doi-tuong/{running.pk}/bo/")
    assert answer.status_code == 409
