"""Every shortcoming leads somewhere, and nothing is asked without ground."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.choices import FindingKind, FindingState
from recommendations import coverage
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
