"""A paper is submitted, reviewed by what was read, numbered once and frozen."""

import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from inspections.choices import CaseState, MilestoneKind
from office.models import Job, JournalEntry, Notice, Register, RegisterEntry
from office.workflow import Overtaken, Problems, Refused
from reports import composing, content, drafts, editing, issuing, problems
from reports.choices import DocumentKind, DocumentState, Format, Verdict, VersionReason
from reports.content import Paper
from reports.models import Block, Document, Rendition
from tests.cast import make_person
from tests.make.findings import make_finding
from tests.make.inspections import make_decision, make_inspection
from tests.make.reports import (
    APPROVED_ON,
    REPORTED_ON,
    make_approved,
    make_approved_in_bulk,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


def texts(refused) -> str:
    return " ".join(problem.text for problem in refused.value.problems)


# --- Submitting -----------------------------------------------------------------------------------


def test_submitting_freezes_the_text_and_tells_the_chief(minh, son):
    document = make_report()

    version = issuing.submit(document, actor=minh, acknowledged=True)

    assert document.state == DocumentState.SUBMITTED
    assert version.number == 1
    assert content.from_json(version.tree, Paper) == drafts.tree(Document.objects.get())
    assert content.from_json(version.tree, Paper).draft
    assert Notice.objects.get(person=son).url.endswith("/duyet/")
    assert JournalEntry.objects.filter(verb="submit").count() == 1


def test_everything_that_is_missing_is_told_at_once_with_its_place(minh):
    document = make_report()
    document.recipients = document.signer_name = ""
    document.save()
    empty = editing.add(document, "section", heading="Mục mới", actor=minh)

    with pytest.raises(Problems) as refused:
        issuing.submit(document, actor=minh, acknowledged=True)

    by_text = {problem.text: problem.mend for problem in refused.value.problems}
    assert by_text["Chưa có nơi nhận."].endswith("?phan=dau#id_recipients")
    assert by_text["Chưa có người ký."].endswith("?phan=dau#id_signing")
    assert by_text["Mục “Mục mới” chưa có nội dung."].endswith(f"?phan={empty.pk}")
    assert Document.objects.get().state == DocumentState.DRAFT


def test_a_member_may_not_submit(lan):
    with pytest.raises(Refused):
        issuing.submit(make_report(), actor=lan, acknowledged=True)


def test_a_signer_without_delegation_is_refused(minh, quan):
    document = make_report()
    document.signer, document.signer_name = quan, quan.full_name
    document.save()

    with pytest.raises(Problems) as refused:
        issuing.submit(document, actor=minh, acknowledged=True)

    assert "không có thẩm quyền ký" in texts(refused)


def test_a_report_is_not_submitted_before_the_team_has_left(minh):
    inspection = make_full_case()
    inspection.state = CaseState.ON_SITE
    inspection.save()

    with pytest.raises(Problems) as refused:
        issuing.submit(make_report(inspection), actor=minh, acknowledged=True)

    assert "Chưa ghi ngày kết thúc thanh tra trực tiếp." in texts(refused)


def test_a_submitted_paper_cannot_be_edited(minh, lan):
    version = make_submitted()
    row = Block.objects.filter(kind="text").first()

    with pytest.raises(Refused):
        editing.change(row, revision=row.revision, actor=lan, blocks=[])

    assert version.document.state == DocumentState.SUBMITTED


def test_who_submitted_takes_the_paper_back(minh, lan):
    document = make_submitted().document
    with pytest.raises(Refused):
        issuing.withdraw(document, actor=lan)

    issuing.withdraw(document, actor=minh)

    assert document.state == DocumentState.DRAFT
    assert document.review_steps.order_by("-pk").first().verdict == Verdict.WITHDRAWN


def test_after_submitting_the_frozen_text_no_longer_follows_the_case():
    version = make_submitted()
    finding = version.document.inspection.findings.get(number=2)
    finding.text = "Có 05 đơn chưa vào sổ."
    finding.save()

    paper = drafts.tree(Document.objects.get())

    assert content.from_json(version.tree, Paper) == paper


# --- Reviewing ------------------------------------------------------------------------------------


def test_sending_back_needs_a_reason_and_tells_the_team(son, minh):
    version = make_submitted()

    with pytest.raises(Problems, match="lý do"):
        issuing.send_back(version.document, sha256=version.sha256, reason=" ", actor=son)
    issuing.send_back(version.document, sha256=version.sha256, reason="Thiếu số liệu.", actor=son)

    assert version.document.state == DocumentState.RETURNED
    assert "Thiếu số liệu." in Notice.objects.filter(person=minh).latest("pk").text


def test_a_returned_paper_is_corrected_and_submitted_as_a_second_version(son, minh):
    first = make_submitted()
    document = first.document
    issuing.send_back(document, sha256=first.sha256, reason="Sửa trích yếu.", actor=son)
    editing.change_header(document, revision=1, actor=minh, subject="Kết quả thanh tra quận")

    second = issuing.submit(document, actor=minh, acknowledged=True)

    assert (second.number, second.sha256 != first.sha256) == (2, True)


def test_approval_of_a_text_that_was_replaced_is_refused(son, minh):
    first = make_submitted()
    document = first.document
    issuing.withdraw(document, actor=minh)
    editing.change_header(document, revision=1, actor=minh, subject="Khác")
    issuing.submit(document, actor=minh, acknowledged=True)

    with pytest.raises(Overtaken, match="sửa và trình lại"):
        issuing.approve(document, sha256=first.sha256, actor=son)

    assert Document.objects.get().state == DocumentState.SUBMITTED


def test_nobody_approves_what_he_submitted(minh):
    version = make_submitted()

    with pytest.raises(Refused):
        issuing.approve(version.document, sha256=version.sha256, actor=minh)

    assert Document.objects.get().approved_by is None


def test_approval_tells_the_clerk(ha):
    make_approved()

    assert Notice.objects.get(person=ha).url.endswith("/ban-hanh/")


def test_a_paper_is_not_approved_tomorrow(son):
    version = make_submitted()

    with pytest.raises(Problems, match="chưa tới"):
        issuing.approve(
            version.document,
            sha256=version.sha256,
            actor=son,
            approved_on=timezone.localdate() + A_DAY,
        )


def test_of_two_decisions_at_once_the_second_is_told(son):
    version = make_submitted()
    issuing.approve(version.document, sha256=version.sha256, actor=son)

    with pytest.raises(Overtaken):
        issuing.send_back(version.document, sha256=version.sha256, reason="Muộn.", actor=son)


# --- Issuing --------------------------------------------------------------------------------------


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


# --- Several hands at once ------------------------------------------------------------------------


def in_threads(count: int, work) -> list[BaseException]:
    """Run `work(place)` in threads with database connections of their own; what they raised."""
    raised: list[BaseException] = []
    start = threading.Barrier(count)

    def run(place: int) -> None:
        try:
            start.wait()
            work(place)
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_eight_threads_issue_eighty_papers_without_gap_or_double():
    inspection, chief, ha = make_full_case(), make_person("son"), make_person("ha")
    papers = make_approved_in_bulk(inspection, 80, chief)

    def issue_ten(place: int) -> None:
        for paper in papers[place::8]:
            issuing.issue(Document.objects.get(pk=paper.pk), issued_on=REPORTED_ON, actor=ha)

    assert in_threads(8, issue_ten) == []
    numbers = sorted(int(each) for each in Document.objects.values_list("number", flat=True))
    assert numbers == list(range(1, 81))
    assert Register.objects.get().last_number == 80


@pytest.mark.django_db(transaction=True)
def test_two_clerks_issue_one_paper_once():
    document, ha = make_approved(), make_person("ha")

    raised = in_threads(
        2,
        lambda _: issuing.issue(
            Document.objects.get(pk=document.pk), issued_on=REPORTED_ON, actor=ha
        ),
    )

    assert [type(error) for error in raised] == [Overtaken]
    assert RegisterEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_issue_gives_its_number_back(monkeypatch):
    document, ha = make_approved(), make_person("ha")
    with monkeypatch.context() as broken:
        # The disk, the database or the power may fail at any later step of the same transaction.
        broken.setattr(issuing, "ask_for_rendition", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            issuing.issue(document, issued_on=REPORTED_ON, actor=ha)

    fresh = Document.objects.get()
    assert (fresh.number, RegisterEntry.objects.count()) == ("", 0)
    issuing.issue(fresh, issued_on=REPORTED_ON, actor=ha)
    assert fresh.number == "01"


@pytest.mark.django_db(transaction=True)
def test_a_block_saved_while_somebody_submits_is_either_in_the_version_or_refused():
    make_report()
    row = Block.objects.filter(kind="text", parent__isnull=False).first()
    typed = content.blocks_to_json([content.Paragraph(content.text("Gõ lúc trình."))])
    minh, lan = make_person("minh"), make_person("lan")

    def one_of_both(place: int) -> None:
        if place:
            editing.change(row, revision=1, actor=lan, blocks=typed)
        else:
            issuing.submit(Document.objects.get(), actor=minh, acknowledged=True)

    raised = in_threads(2, one_of_both)

    frozen = str(Document.objects.get().versions.get().tree)
    assert ("Gõ lúc trình." in frozen) == (not raised)
    assert all(isinstance(error, Refused) for error in raised)


def test_a_plan_that_is_over_is_told_to_the_team_and_not_first_to_the_clerk(son):
    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    decision.planned_from = datetime.date(2024, 1, 29)
    decision.save()
    document = composing.compose(inspection, DocumentKind.DECISION, actor=inspection.opened_by)

    found = problems.before_submitting(document).errors

    (told,) = [each for each in found if "dự kiến công bố 29/01/2024" in each.text]
    assert told.mend.endswith("/quyet-dinh/#id_planned_from")


def test_what_comes_back_unchanged_is_pointed_out(minh, son):
    version = make_submitted()
    issuing.send_back(version.document, sha256=version.sha256, reason="Bổ sung căn cứ.", actor=son)
    document = Document.objects.get()

    told = "Văn bản chưa thay đổi gì so với bản đã bị trả lại."
    assert told in [each.text for each in problems.before_submitting(document).warnings]

    document.subject = "Kết quả thanh tra đã sửa"
    document.save()
    assert told not in [each.text for each in problems.before_submitting(document).warnings]
