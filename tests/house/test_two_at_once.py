"""Two people press at the same second: one wins, the other is told, nothing is done twice."""

import datetime
import threading

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from findings import evidence, recording
from findings.choices import FindingState
from findings.models import Evidence, Finding
from inspections import amending, cases, teams
from inspections.choices import DecisionKind, TeamRole
from inspections.models import Decision, Inspection, TeamMember
from office.models import JournalEntry
from office.workflow import Problems, Refused
from reports import composing, editing, issuing, markup
from reports.choices import DocumentKind, DocumentState, Verdict
from reports.content import blocks_to_json
from reports.models import Block, Document, ReviewStep
from tests.cast import make_person
from tests.make.everything import PDF
from tests.make.findings import make_finding
from tests.make.inspections import (
    make_amendment,
    make_decision,
    make_inspection,
    make_running_inspection,
)
from tests.make.office import make_regime
from tests.make.reports import make_approved, make_full_case, make_report, make_submitted

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.date(2024, 2, 15)


def at_once(*acts):
    """Run the acts in threads that start together; what each of them was told, None if done."""
    start, told = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(10)
            act()
        except (Problems, Refused) as error:
            told[place] = str(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return told


def one_wins(told):
    assert told.count(None) == 1, told
    assert all(told_one is None or len(told_one) > 20 for told_one in told)


def test_two_leaders_are_not_appointed():
    inspection = make_inspection(with_team=False)
    lan, quan = make_person("lan"), make_person("quan")

    def lead(who):
        return lambda: teams.appoint(
            inspection, person=who, role=TeamRole.LEADER, actor=inspection.opened_by
        )

    one_wins(at_once(lead(lan), lead(quan)))
    assert TeamMember.objects.filter(role=TeamRole.LEADER).count() == 1


def test_one_person_is_not_appointed_twice():
    inspection = make_inspection(with_team=False)
    lan = make_person("lan")

    def appoint():
        teams.appoint(inspection, person=lan, role=TeamRole.MEMBER, actor=inspection.opened_by)

    one_wins(at_once(appoint, appoint))


def test_a_decision_is_recorded_once():
    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    make_regime()

    def record(number, by):
        return lambda: cases.record_decision(
            Inspection.objects.get(pk=inspection.pk),
            number=number,
            symbol="QĐ-TTr",
            signed_on=datetime.date(2024, 1, 24),
            signed_by_post="Chánh Thanh tra",
            elsewhere=True,
            actor=make_person(by),
        )

    son, minh = record("01", "son"), record("02", "minh")
    one_wins(at_once(son, minh))
    decision.refresh_from_db()
    entry = JournalEntry.objects.filter(verb="decide").get()
    assert decision.number == {"son": "01", "minh": "02"}[entry.actor.username]


def test_an_amending_decision_is_drafted_once():
    inspection = make_running_inspection()
    minh, son = make_person("minh"), make_person("son")

    def draft(who):
        return lambda: amending.extend(inspection, days=5, reason="Phức tạp.", actor=who)

    one_wins(at_once(draft(minh), draft(son)))
    assert Decision.objects.filter(kind=DecisionKind.EXTEND).count() == 1


def test_an_amending_decision_takes_effect_once():
    inspection = make_running_inspection()
    draft = make_amendment(inspection, DecisionKind.EXTEND, limit_days=5, reason="Phức tạp.")

    def record(number, by):
        return lambda: amending.take_effect(
            Decision.objects.get(pk=draft.pk),
            number=number,
            symbol="QĐ-TTr",
            signed_on=DAY,
            signed_by_post="Chánh Thanh tra",
            elsewhere=True,
            actor=make_person(by),
        )

    one_wins(at_once(record("02", "ha"), record("03", "huong")))
    assert JournalEntry.objects.filter(verb="amend").count() == 1


def test_what_an_amending_decision_says_is_in_its_paper_or_its_writer_is_told():
    inspection = make_running_inspection()
    minh, son = make_person("minh"), make_person("son")
    draft = amending.extend(inspection, days=5, reason="Phức tạp.", actor=minh)
    paper = composing.compose(inspection, DocumentKind.EXTEND, actor=minh)
    facts = {"limit_days": 9, "limit_day_kind": "calendar", "reason": "Phức tạp."}
    told = at_once(
        lambda: amending.revise(Decision.objects.get(pk=draft.pk), revision=1, actor=son, **facts),
        lambda: issuing.submit(Document.objects.get(pk=paper.pk), actor=minh, acknowledged=True),
    )
    assert told[1] is None
    is_in = "thêm 09 ngày" in str(paper.versions.get().tree)
    assert is_in == (told[0] is None)


def test_a_finding_is_confirmed_or_dropped():
    finding = make_finding(make_running_inspection(), state=FindingState.NOTED)
    minh, lan = make_person("minh"), make_person("lan")
    one_wins(
        at_once(
            lambda: recording.confirm_finding(Finding.objects.get(pk=finding.pk), actor=minh),
            lambda: recording.drop_finding(
                Finding.objects.get(pk=finding.pk), reason="Trùng.", actor=lan
            ),
        )
    )


def test_the_same_file_is_kept_as_proof_once():
    finding = make_finding(make_running_inspection())
    lan, minh = make_person("lan"), make_person("minh")

    def attach(who):
        return lambda: evidence.attach(finding, [ContentFile(PDF, "a.pdf")], actor=who)

    one_wins(at_once(attach(lan), attach(minh)))
    assert Evidence.objects.count() == 1


def test_a_paper_is_approved_or_sent_back():
    version = make_submitted(make_report(make_full_case()))
    son = make_person("son")

    def fresh():
        return Document.objects.get(pk=version.document_id)

    one_wins(
        at_once(
            lambda: issuing.approve(fresh(), sha256=version.sha256, actor=son),
            lambda: issuing.send_back(
                fresh(), sha256=version.sha256, reason="Cần sửa lại.", actor=son
            ),
        )
    )
    answers = ReviewStep.objects.filter(verdict__in=(Verdict.APPROVED, Verdict.RETURNED))
    assert answers.count() == 1
    assert fresh().state == answers.get().verdict


def test_a_paper_is_submitted_once():
    document = make_report(make_full_case())
    minh = make_person("minh")

    def submit():
        issuing.submit(Document.objects.get(pk=document.pk), actor=minh, acknowledged=True)

    one_wins(at_once(submit, submit))
    assert document.versions.count() == 1


def test_a_block_is_in_what_was_submitted_or_its_writer_is_told():
    document = make_report(make_full_case())
    row = Block.objects.filter(document=document, kind="text", parent__isnull=False).first()
    lan, minh = make_person("lan"), make_person("minh")
    words = blocks_to_json(markup.parse("Chữ viết vào phút chót."))
    told = at_once(
        lambda: editing.change(
            Block.objects.get(pk=row.pk), revision=row.revision, actor=lan, blocks=words
        ),
        lambda: issuing.submit(Document.objects.get(pk=document.pk), actor=minh, acknowledged=True),
    )
    assert told[1] is None
    is_in = "Chữ viết vào phút chót." in str(document.versions.get().tree)
    assert is_in == (told[0] is None)


def test_a_paper_is_issued_once():
    document = make_approved(make_report(make_full_case()))
    ha = make_person("ha")

    def issue():
        issuing.issue(Document.objects.get(pk=document.pk), issued_on=DAY, actor=ha)

    one_wins(at_once(issue, issue))
    document.refresh_from_db()
    assert (document.state, document.number) == (DocumentState.ISSUED, "01")


def test_a_paper_is_composed_once():
    inspection = make_full_case()
    lan, minh = make_person("lan"), make_person("minh")

    def compose(who):
        return lambda: composing.compose(
            Inspection.objects.get(pk=inspection.pk), DocumentKind.RESULT_REPORT, actor=who
        )

    one_wins(at_once(compose(lan), compose(minh)))
    assert Document.objects.count() == 1
