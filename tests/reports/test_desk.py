"""What of papers lies on a desk, and how far the papers of a case are."""

import pytest
from django.urls import reverse

from inspections.models import DecisionBasis
from reports import composing, issuing
from reports.choices import DocumentKind
from tests.cast import make_person, signed_in
from tests.make.inspections import make_decision, make_inspection
from tests.make.reports import (
    REPORTED_ON,
    make_approved,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)
from tests.reports.pages import words_of

pytestmark = pytest.mark.django_db


def test_the_desk_shows_whose_turn_it_is(minh, son, ha, quan):
    from reports.desk import items_for

    version = make_submitted()
    assert [item.section.label for item in items_for(son)] == ["Chờ tôi duyệt"]
    (waiting,) = items_for(minh)
    assert (waiting.section.label, waiting.action) == ("Đang chờ người khác", "Xem văn bản")
    assert waiting.why == "Đang chờ người có thẩm quyền duyệt."
    assert items_for(quan) == []

    issuing.send_back(version.document, sha256=version.sha256, reason="Sửa.", actor=son)
    assert [item.section.label for item in items_for(minh)] == ["Bị trả lại"]

    make_approved(version.document)
    (item,) = items_for(ha)
    assert item.section.label == "Chờ cấp số, ban hành"
    assert "văn thư" in item.why
    (item,) = items_for(son)
    assert (item.section.label, item.why) == (
        "Đang chờ người khác",
        "Đã duyệt, đang chờ văn thư cấp số.",
    )


def test_a_case_that_knows_its_decision_asks_for_the_paper(minh, lan, son):
    from reports.desk import items_for

    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    assert items_for(minh) == []
    DecisionBasis.objects.create(
        decision=decision, position=1, text="Luật Thanh tra ngày 14/11/2022"
    )

    (item,) = items_for(minh)
    assert item.action == "Soạn quyết định"
    assert signed_in(minh).get(item.url).status_code == 200
    assert items_for(lan) == []

    composing.compose(inspection, DocumentKind.DECISION, actor=minh)
    assert [item.action for item in items_for(minh)] == ["Soạn tiếp"]


def test_the_desk_asks_the_same_whatever_lies_on_it(son, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from reports.desk import items_for

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            items_for(make_person("son"))
        return len(queries)

    make_submitted()
    one = count()
    make_submitted(make_report(make_full_case("2024-002")))
    make_submitted(make_report(make_full_case("2024-003")))

    assert count() == one


def test_the_steps_of_a_case_tell_how_far_its_papers_are(minh):
    from reports.steps import steps_of

    inspection = make_full_case()
    decision, report, conclusion = steps_of(inspection, minh)
    assert (decision.is_done, report.is_done, conclusion.is_done) == (True, False, False)
    assert report.note == "Đủ dữ liệu, chưa soạn."
    assert conclusion.missing

    make_issued(make_report(inspection))

    assert steps_of(inspection, minh)[1].note == "Số 01/BC-ĐTTr ngày 15/02/2024."


def test_two_kinds_of_papers_are_listed_with_their_next_step(lan):
    report = make_issued(on=REPORTED_ON)
    composing.compose(report.inspection, DocumentKind.CONCLUSION, actor=lan)

    page = words_of(signed_in(lan).get(reverse("reports:index", args=[report.inspection.code])))

    assert "01/BC-ĐTTr" in page
    assert "…/KL-TTr" in page
    assert "Sửa nội dung" in page
