"""A paper is numbered once and frozen."""

import datetime

import pytest
from django.utils import timezone

from inspections.choices import CaseState, MilestoneKind
from office.models import Job, Register, RegisterEntry
from office.workflow import Overtaken, Problems, Refused
from reports import composing, content, drafts, editing, issuing, problems
from reports.choices import DocumentKind, Format, VersionReason
from reports.content import Paper
from reports.models import Block, Document, Rendition
from tests.cast import make_person
from tests.make.findings import make_finding
from tests.make.inspections import make_decision, make_inspection
from tests.make.reports import (
    APPROVED_ON,
    REPORTED_ON,
    make_approved,
    make_full_case,
    make_issued,
    make_report,
)

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


def texts(refused) -> str:
    return " ".join(problem.text for problem in refused.value.problems)


def test_issuing_numbers_freezes_and_asks_for_pdf_and_word(ha):
    document = make_approved()
    reviewed = issuing.current_version(document)

    version = issuing.issue(document, issued_on=REPORTED_ON, actor=ha)

    paper = content.from_json(version.tree, Paper)
    before = content.from_json(reviewed.tree, Paper)
    assert document.label == "01/BC-ĐTTr"
    assert (paper.number, paper.issued_on, paper.draft) == ("01", REPORTED_ON, False)
    assert paper.body == before.body
    assert version.reason == VersionReason.ISSUED
    payloads = [row.job.payload for row in Rendition.objects.select_related("job").order_by("pk")]
    assert payloads == [{"version": version.pk, "format": form} for form in Format]
    assert set(Job.objects.values_list("queue", flat=True)) == {"batch"}
    assert RegisterEntry.objects.get().dated_on == REPORTED_ON


def test_the_report_is_received_by_the_case():
    document = make_issued()

    milestone = document.inspection.milestones.get(event=MilestoneKind.REPORT_RECEIVED)
    assert milestone.happened_on == REPORTED_ON


def test_each_team_has_its_own_series():
    make_issued(make_report(make_full_case("2024-001")))
    make_issued(make_report(make_full_case("2024-002")))

    assert set(Document.objects.values_list("number", flat=True)) == {"01"}
    assert Register.objects.count() == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (APPROVED_ON - A_DAY, "trước ngày duyệt"),
        (datetime.date(2024, 1, 1), "trước ngày ký quyết định"),
        (datetime.date(2024, 2, 1), "trước ngày kết thúc thanh tra trực tiếp"),
    ],
)
def test_a_date_before_what_the_paper_rests_on_is_refused(ha, day, words):
    document = make_approved()

    with pytest.raises(Problems) as refused:
        issuing.issue(document, issued_on=day, actor=ha)

    assert words in texts(refused)
    assert not RegisterEntry.objects.exists()


def test_a_paper_is_not_issued_tomorrow(ha):
    document = make_approved()

    with pytest.raises(Problems, match="chưa tới"):
        issuing.issue(document, issued_on=timezone.localdate() + A_DAY, actor=ha)


def test_only_the_clerk_issues(minh):
    with pytest.raises(Refused):
        issuing.issue(make_approved(), issued_on=REPORTED_ON, actor=minh)


def test_a_paper_is_issued_once(ha):
    document = make_issued()

    with pytest.raises(Overtaken):
        issuing.issue(document, issued_on=REPORTED_ON, actor=ha)

    assert RegisterEntry.objects.count() == 1


def conclude(report: Document) -> Document:
    return composing.compose(
        report.inspection, DocumentKind.CONCLUSION, actor=make_person("lan"), planned_on=REPORTED_ON
    )


def test_the_conclusion_goes_on_from_the_report_and_cites_it(lan):
    report = make_report()
    row = Block.objects.filter(document=report, kind="text", parent__isnull=False).first()
    editing.change(
        row,
        revision=1,
        actor=lan,
        blocks=content.blocks_to_json([content.Paragraph(content.text("Phòng có 05 công chức."))]),
    )
    make_issued(report)

    document = conclude(report)

    said = " ".join(content.words(drafts.tree(document)))
    assert document.based_on == report
    assert "Báo cáo kết quả thanh tra số 01/BC-ĐTTr ngày 15/02/2024" in said
    assert "Phòng có 05 công chức." in said
    assert "kính báo cáo" not in said
    assert "Chánh Thanh tra quận Hải Tân kết luận như sau:" in said
    assert document.symbol == "KL-TTr"


def test_issuing_the_conclusion_concludes_the_case():
    document = conclude(make_issued())

    make_issued(document, on=datetime.date(2024, 3, 5))

    document.inspection.refresh_from_db()
    assert document.inspection.state == CaseState.CONCLUDED
    assert document.label == "01/KL-TTr"


def test_the_conclusion_is_not_dated_before_its_report(ha):
    report = make_issued(on=datetime.date(2024, 2, 20))
    document = make_approved(conclude(report))

    with pytest.raises(Problems, match="báo cáo số 01/BC-ĐTTr"):
        issuing.issue(document, issued_on=datetime.date(2024, 2, 19), actor=ha)


def test_issuing_the_decision_decides_the_case(son):
    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    decision.bases.create(position=1, text="Căn cứ Luật Thanh tra ngày 14/11/2022")
    document = composing.compose(inspection, DocumentKind.DECISION, actor=inspection.opened_by)
    version = issuing.submit(document, actor=inspection.opened_by)
    day = datetime.date(2024, 1, 24)
    issuing.approve(document, sha256=version.sha256, actor=son, approved_on=day)

    issuing.issue(document, issued_on=day, actor=make_person("ha"))

    decision.refresh_from_db()
    inspection.refresh_from_db()
    assert (decision.label, decision.signed_on) == ("01/QĐ-TTr", day)
    assert decision.signed_by_post == "Chánh Thanh tra quận Hải Tân"
    assert inspection.state == CaseState.DECIDED


def test_the_same_version_is_asked_for_once(ha):
    document = make_issued()

    issuing.ask_for_rendition(issuing.current_version(document), Format.PDF, actor=ha)

    assert (Job.objects.count(), Rendition.objects.count()) == (2, 2)


def test_a_draft_is_drawn_once_for_the_same_text(lan):
    document = make_report()

    first = issuing.ask_for_preview(document, actor=lan)
    again = issuing.ask_for_preview(document, actor=lan)
    make_finding(document.inspection, "Thêm một điều.")
    other = issuing.ask_for_preview(Document.objects.get(), actor=lan)

    assert first == again != other
    assert first.queue == "preview"


def test_a_plan_that_is_over_is_told_to_the_team_and_not_first_to_the_clerk(son):
    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    decision.planned_from = datetime.date(2024, 1, 29)
    decision.save()
    document = composing.compose(inspection, DocumentKind.DECISION, actor=inspection.opened_by)

    found = problems.before_submitting(document).errors

    (told,) = [each for each in found if "dự kiến công bố 29/01/2024" in each.text]
    assert told.mend.endswith("/quyet-dinh/#id_planned_from")
