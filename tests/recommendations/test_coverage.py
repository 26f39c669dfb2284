"""Every shortcoming leads somewhere, and nothing is asked without ground."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings import recording
from findings.choices import FindingKind, FindingState
from office.models import JournalEntry
from office.workflow import Problems, Refused
from recommendations import coverage, desk
from tests.cast import signed_in
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_running_inspection


def test_each_hole_is_told_with_the_page_that_mends_it(lan):
    inspection = make_running_inspection()
    make_finding(inspection, kind=FindingKind.STRENGTH)
    make_finding(inspection, kind=FindingKind.SHORTCOMING)
    make_recommendation(inspection, is_general=False)
    problems = coverage.holes(inspection)
    assert [(each.text, each.mend) for each in problems] == [
        (
            "Phát hiện số 2 (hạn chế, thiếu sót) chưa có kiến nghị.",
            "/thanh-tra/2024-001/kien-nghi/soan/?phat-hien=2",
        ),
        (
            "Kiến nghị số 1 chưa gắn với phát hiện nào, cũng chưa đánh dấu là kiến nghị chung.",
            "/thanh-tra/2024-001/kien-nghi/1/sua/#id_findings",
        ),
    ]


def test_answered_and_general_leave_no_hole(lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    make_recommendation(inspection, findings=[finding])
    make_recommendation(inspection, is_general=True)
    assert coverage.holes(inspection) == []


def test_a_dropped_finding_needs_no_answer_and_is_no_ground(lan):
    inspection = make_running_inspection()
    dropped = make_finding(inspection, state=FindingState.DROPPED)
    assert coverage.holes(inspection) == []
    make_recommendation(inspection, findings=[dropped])
    assert [each.text[:15] for each in coverage.holes(inspection)] == ["Kiến nghị số 1 "]


def test_the_coverage_asks_as_often_for_many_as_for_one(lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    make_recommendation(inspection, findings=[finding])
    with CaptureQueriesContext(connection) as one:
        coverage.holes(inspection)
    for _ in range(3):
        make_recommendation(inspection, findings=[make_finding(inspection), finding])
        make_finding(inspection)
    with CaptureQueriesContext(connection) as many:
        coverage.holes(inspection)
    assert len(many) == len(one)


def test_a_shortcoming_that_needs_no_recommendation_is_no_hole_and_says_why(minh, lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    with pytest.raises(Problems, match="nêu lý do"):
        recording.waive_recommendation(finding, reason=" ", actor=minh)
    with pytest.raises(Refused):
        recording.waive_recommendation(finding, reason="Đã khắc phục.", actor=lan)

    recording.waive_recommendation(finding, reason="Đã khắc phục ngày 30/01.", actor=minh)

    assert coverage.holes(inspection) == []
    assert desk.items_for(minh) == []
    page = f"/thanh-tra/{inspection.code}/kien-nghi/bao-phu/"
    assert "Đã khắc phục ngày 30/01." in signed_in(lan).get(page).content.decode()
    entry = JournalEntry.objects.get(verb="waive")
    assert entry.changes == {"lý do không cần kiến nghị": ["", "Đã khắc phục ngày 30/01."]}


def test_the_leader_gives_the_reason_on_a_page_and_takes_it_back(minh):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    browser = signed_in(minh)
    page = f"{finding.get_absolute_url()}khong-can-kien-nghi/"
    assert page in browser.get(f"/thanh-tra/{inspection.code}/kien-nghi/bao-phu/").content.decode()

    assert browser.post(page, {"reason": ""}).status_code == 422
    browser.post(page, {"reason": "Đã khắc phục."})
    assert "Đã khắc phục." in browser.get(finding.get_absolute_url()).content.decode()

    browser.post(f"{finding.get_absolute_url()}can-kien-nghi/")
    assert len(coverage.holes(inspection)) == 1
