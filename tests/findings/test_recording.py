"""Findings by rule: recorded, revised, confirmed, reopened, dropped."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from findings import recording
from findings.choices import FindingKind, FindingState, HeadGrade, Severity
from findings.models import Finding
from findings.recording import FindingFacts, ResponsibilityFacts, UnitFacts
from inspections.choices import CaseState, TeamRole
from office.models import JournalEntry, Notice
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person
from tests.make.findings import make_finding, make_topic
from tests.make.inspections import make_inspection, make_member, make_running_inspection
from tests.make.office import make_provision


def facts_for(inspection, text="Phòng chưa mở sổ theo dõi đơn.", **facts):
    defaults = {
        "topic": inspection.topics.first() or make_topic(inspection),
        "kind": FindingKind.SHORTCOMING,
        "units": [UnitFacts(inspection.audited_units.get(), "từ năm 2022")],
    }
    return FindingFacts(text=text, **(defaults | facts))


def test_a_member_records_what_was_found_with_everything_it_says(lan):
    inspection = make_running_inspection()
    unit = inspection.audited_units.get()
    finding = recording.record_finding(
        inspection,
        facts_for(
            inspection,
            kind=FindingKind.VIOLATION,
            severity=Severity.MINOR,
            amount=Decimal(1_250_000),
            cause="Chưa phân công.",
            provisions=[make_provision("29", "1")],
            responsibilities=[
                ResponsibilityFacts(unit=unit, head_grade=HeadGrade.CARELESS),
                ResponsibilityFacts(official="Nguyễn Văn Tùng", post="Trưởng phòng"),
            ],
        ),
        actor=lan,
    )
    finding.refresh_from_db()
    assert (finding.number, finding.state, finding.amount) == (1, FindingState.NOTED, 1_250_000)
    assert finding.units.get().note == "từ năm 2022"
    assert finding.responsibilities.count() == 2
    entry = JournalEntry.objects.get(verb="record", about=f"findings.finding:{finding.pk}")
    assert entry.sentence == "Ghi Phát hiện số 1 (vi phạm): “Phòng chưa mở sổ theo dõi đơn”."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": "  "}, "Hãy viết nội dung"),
        ({"text": "x" * 20_001}, "tối đa 20000"),
        ({"responsibilities": [ResponsibilityFacts(post="Trưởng phòng")]}, "đơn vị hoặc cá nhân"),
    ],
)
def test_facts_that_do_not_hold_together_are_refused(lan, change, sentence):
    inspection = make_running_inspection()
    with pytest.raises(Problems, match=sentence):
        recording.record_finding(inspection, facts_for(inspection, **change), actor=lan)
    assert not inspection.findings.exists()


def test_nothing_of_another_case_gets_into_a_finding(lan):
    inspection, other = make_running_inspection(), make_running_inspection("2024-002")
    stolen = {
        "topic": make_topic(other),
        "units": [UnitFacts(other.audited_units.get())],
        "responsibilities": [ResponsibilityFacts(unit=other.audited_units.get())],
    }
    with pytest.raises(Problems) as told:
        recording.record_finding(inspection, facts_for(inspection, **stolen), actor=lan)
    assert len(told.value.problems) == 3


def test_nobody_records_before_the_decision_after_the_end_or_from_outside(lan, quan):
    preparing = make_inspection()
    with pytest.raises(Refused):
        recording.record_finding(preparing, facts_for(preparing), actor=lan)
    running = make_running_inspection("2024-002")
    with pytest.raises(Refused):
        recording.record_finding(running, facts_for(running), actor=quan)
    # The state in hand is old; the row says that the case has ended.
    type(running).objects.filter(pk=running.pk).update(state=CaseState.CONCLUDED)
    with pytest.raises(Refused):
        recording.record_finding(running, facts_for(running), actor=lan)


def test_of_two_who_revise_one_is_told_and_nothing_is_lost(lan, minh):
    inspection = make_running_inspection()
    finding = make_finding(inspection, state=FindingState.NOTED)
    recording.revise_finding(finding, facts_for(inspection, "Câu của Lan."), actor=lan, revision=1)
    with pytest.raises(Overtaken):
        recording.revise_finding(
            finding, facts_for(inspection, "Câu của Minh."), actor=minh, revision=1
        )
    finding.refresh_from_db()
    assert (finding.text, finding.revision) == ("Câu của Lan.", 2)


def test_the_journal_says_what_was_changed_from_what_to_what(lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection, "Câu cũ.", state=FindingState.NOTED)
    recording.revise_finding(
        finding, facts_for(inspection, "Câu mới.", amount=Decimal(5000)), actor=lan, revision=1
    )
    entry = JournalEntry.objects.get(verb="revise")
    assert entry.changes["text"] == ["Câu cũ.", "Câu mới."]
    assert entry.changes["amount"] == ["", "5000"]
    assert "nội dung phát hiện" in entry.sentence


def test_saving_without_a_change_writes_no_line(lan):
    inspection = make_running_inspection()
    finding = recording.record_finding(inspection, facts_for(inspection), actor=lan)
    recording.revise_finding(finding, facts_for(inspection), actor=lan, revision=1)
    assert not JournalEntry.objects.filter(verb="revise").exists()


def test_the_leader_confirms_and_a_member_does_not(lan, minh):
    finding = make_finding(make_running_inspection(), state=FindingState.NOTED)
    with pytest.raises(Refused):
        recording.confirm_finding(finding, actor=lan)
    recording.confirm_finding(finding, actor=minh)
    finding.refresh_from_db()
    assert (finding.state, finding.confirmed_by) == (FindingState.CONFIRMED, minh)


def test_a_deputy_does_not_confirm_his_own_finding(huong):
    inspection = make_running_inspection()
    make_member(inspection, "huong", role=TeamRole.DEPUTY)
    finding = make_finding(inspection, state=FindingState.NOTED, recorded_by="huong")
    with pytest.raises(Refused):
        recording.confirm_finding(finding, actor=huong)


def test_a_breach_is_not_confirmed_without_its_rule(minh):
    finding = make_finding(
        make_running_inspection(), kind=FindingKind.VIOLATION, state=FindingState.NOTED
    )
    with pytest.raises(Problems, match="căn cứ pháp lý"):
        recording.confirm_finding(finding, actor=minh)
    finding.provisions.add(make_provision("29"))
    recording.confirm_finding(finding, actor=minh)


def test_a_confirmed_breach_cannot_be_revised_into_one_without_a_rule(minh):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    with pytest.raises(Problems, match="căn cứ pháp lý"):
        recording.revise_finding(
            finding, facts_for(inspection, kind=FindingKind.VIOLATION), actor=minh, revision=1
        )


def test_reopening_and_dropping_need_a_reason_and_tell_the_writer(lan, minh):
    finding = make_finding(make_running_inspection())
    with pytest.raises(Problems, match="lý do"):
        recording.reopen_finding(finding, reason=" ", actor=minh)
    recording.reopen_finding(finding, reason="Thiếu biên bản làm việc.", actor=minh)
    assert finding.state == FindingState.NOTED
    recording.drop_finding(finding, reason="Trùng với phát hiện số 2.", actor=minh)
    assert finding.state == FindingState.DROPPED
    texts = list(Notice.objects.filter(person=lan).order_by("pk").values_list("text", flat=True))
    assert "Thiếu biên bản làm việc." in texts[0]
    assert "Trùng với phát hiện số 2." in texts[1]
    recording.restore_finding(finding, reason="Không trùng.", actor=minh)
    assert finding.state == FindingState.NOTED


def test_findings_are_put_in_order_within_their_topic(lan):
    inspection = make_running_inspection()
    first = make_finding(inspection, "Một", position=1)
    make_finding(inspection, "Bỏ", position=2, state=FindingState.DROPPED)
    third = make_finding(inspection, "Ba", position=3)
    recording.move_finding(third, up=True, actor=lan)
    assert list(Finding.objects.standing().filter(topic=first.topic)) == [third, first]


def test_a_rule_out_of_force_in_the_period_is_doubted_with_a_sentence(lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection, kind=FindingKind.SHORTCOMING)
    finding.provisions.add(
        make_provision("9", number="1084/2025/QH15", in_force_from=date(2025, 7, 1)),
        make_provision(
            "7",
            number="1056/2010/QH12",
            in_force_from=date(2011, 7, 1),
            in_force_to=date(2021, 12, 31),
        ),
    )
    texts = [problem.text for problem in recording.doubts(finding)]
    assert any("1084/2025/QH15 có hiệu lực từ 01/7/2025, sau thời kỳ" in text for text in texts)
    assert any("1056/2010/QH12 hết hiệu lực" in text for text in texts)
    assert any("Chưa có chứng cứ" in text for text in texts)


@pytest.mark.django_db(transaction=True)
def test_eight_members_at_once_get_eight_numbers():
    inspection = make_running_inspection()
    lan, facts = make_person("lan"), facts_for(inspection)
    found = []

    def record():
        try:
            found.append(recording.record_finding(inspection, facts, actor=lan).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=record) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(1, 9))


def test_a_list_shows_the_text_without_marks_and_line_breaks(lan):
    finding = make_finding(make_running_inspection(), "- Ý một:\n\n+ ý nhỏ;\n\nĐoạn sau.")
    assert finding.in_one_line == "Ý một: ý nhỏ; Đoạn sau."
