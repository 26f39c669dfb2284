"""A paper is submitted, and reviewed by what was read."""

import datetime

import pytest
from django.utils import timezone

from inspections.choices import CaseState
from office.models import JournalEntry, Notice
from office.workflow import Overtaken, Problems, Refused
from reports import content, drafts, editing, issuing, problems
from reports.choices import DocumentState, Verdict
from reports.content import Paper
from reports.models import Block, Document
from tests.make.reports import (
    make_approved,
    make_full_case,
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


def test_what_comes_back_unchanged_is_pointed_out(minh, son):
    version = make_submitted()
    issuing.send_back(version.document, sha256=version.sha256, reason="Bổ sung căn cứ.", actor=son)
    document = Document.objects.get()

    told = "Văn bản chưa thay đổi gì so với bản đã bị trả lại."
    assert told in [each.text for each in problems.before_submitting(document).warnings]

    document.subject = "Kết quả thanh tra đã sửa"
    document.save()
    assert told not in [each.text for each in problems.before_submitting(document).warnings]
