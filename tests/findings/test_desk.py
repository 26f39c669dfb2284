"""What waits on whose desk, and how far a case is."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings import desk, evidence, steps
from findings.choices import FindingState
from inspections.choices import TeamRole
from office.desk import Section
from recommendations import desk as asks_desk
from recommendations import steps as asks_steps
from tests.findings.test_evidence import PDF
from tests.make.findings import make_finding, make_recommendation, make_topic
from tests.make.inspections import make_inspection, make_member, make_running_inspection


def test_the_leader_sees_how_many_findings_wait_for_him(minh, lan, quan):
    inspection = make_running_inspection()
    for _ in range(2):
        make_finding(inspection, state=FindingState.NOTED)
    (item,) = desk.items_for(minh)
    assert (item.section, item.text) == (Section.TO_DECIDE, "2 phát hiện chờ xác nhận")
    assert item.url == "/thanh-tra/2024-001/phat-hien/?trang-thai=noted"
    assert desk.items_for(quan) == []


def test_who_wrote_a_finding_sees_that_it_waits_for_the_leader(minh, lan):
    inspection = make_running_inspection()
    make_finding(inspection, state=FindingState.NOTED)
    (item,) = desk.items_for(lan)
    assert (item.section, item.text) == (Section.WAITING, "1 phát hiện bạn ghi chờ xác nhận")
    assert all(item.section != Section.WAITING for item in desk.items_for(minh))


def test_a_deputy_is_not_asked_to_confirm_his_own(huong):
    inspection = make_running_inspection()
    make_member(inspection, "huong", role=TeamRole.DEPUTY)
    make_finding(inspection, state=FindingState.NOTED, recorded_by="huong")
    assert [item.section for item in desk.items_for(huong)] == [Section.WAITING]
    make_finding(inspection, state=FindingState.NOTED)
    asked, _ = desk.items_for(huong)
    assert (asked.section, asked.text) == (Section.TO_DECIDE, "1 phát hiện chờ xác nhận")


def test_a_case_without_findings_lies_on_the_desks_of_its_team(lan):
    inspection = make_running_inspection()
    assert [item.text for item in desk.items_for(lan)] == ["Chưa lập đề cương"]
    make_topic(inspection)
    assert [item.text for item in desk.items_for(lan)] == ["Chưa ghi phát hiện nào"]
    make_finding(inspection)
    assert desk.items_for(lan) == []


def test_the_leader_sees_what_nothing_is_recommended_for(minh, lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    (item,) = asks_desk.items_for(minh)
    assert item.text == "1 hạn chế, vi phạm chưa có kiến nghị"
    assert asks_desk.items_for(lan) == []
    make_recommendation(inspection, findings=[finding])
    assert asks_desk.items_for(minh) == []


def test_the_desks_ask_as_often_for_three_cases_as_for_one(minh):
    def busy(code):
        inspection = make_running_inspection(code)
        make_finding(inspection, state=FindingState.NOTED)
        make_running_inspection(f"{code}-moi")

    busy("2024-001")
    # The roles of a person are read once a request.
    assert minh.roles
    with CaptureQueriesContext(connection) as one:
        desk.items_for(minh)
        asks_desk.items_for(minh)
    busy("2024-002")
    busy("2024-003")
    with CaptureQueriesContext(connection) as three:
        assert len(desk.items_for(minh)) == 6
        assert len(asks_desk.items_for(minh)) == 3
    assert len(three) == len(one)


def test_the_steps_say_what_is_missing_and_where_it_is_mended(lan):
    inspection = make_running_inspection()
    outline, found = steps.steps_of(inspection, lan)
    assert (outline.is_done, found.is_done) == (False, False)
    assert [each.text for each in found.missing] == ["Chưa ghi phát hiện nào."]
    finding = make_finding(inspection, state=FindingState.NOTED)
    outline, found = steps.steps_of(inspection, lan)
    assert (outline.is_done, outline.note) == (True, "1 nội dung")
    assert [each.text for each in found.missing] == [
        "1 phát hiện chờ xác nhận.",
        "Hạn chế, vi phạm số 1 chưa có chứng cứ.",
    ]
    (proof,) = evidence.attach(finding, [SimpleUploadedFile("a.pdf", PDF)], actor=lan)
    finding.state = FindingState.CONFIRMED
    finding.save()
    _, found = steps.steps_of(inspection, lan)
    assert (found.is_done, list(found.missing)) == (True, [])
    evidence.withdraw(proof, reason="Mờ.", actor=lan)
    _, found = steps.steps_of(inspection, lan)
    assert len(found.missing) == 1


def test_the_step_of_recommendations_is_done_when_there_is_no_hole(lan, quan):
    inspection = make_running_inspection()
    (step,) = asks_steps.steps_of(inspection, lan)
    assert [each.text for each in step.missing] == ["Chưa soạn kiến nghị nào."]
    make_recommendation(inspection, findings=[make_finding(inspection)])
    (step,) = asks_steps.steps_of(inspection, lan)
    assert (step.is_done, step.note) == (True, "1 kiến nghị")


def test_who_cannot_mend_is_not_told_to(son):
    inspection = make_inspection()
    assert all(not step.missing for step in steps.steps_of(inspection, son))
    assert all(not step.missing for step in asks_steps.steps_of(inspection, son))
