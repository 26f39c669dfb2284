"""A person leaves: what lies with him goes to another, with the reason, and his name stays on it."""

import pytest

from findings.choices import FindingState
from findings.permissions import can_confirm_finding, can_revise_finding
from inspections.choices import TeamRole
from office.journal import history_of
from office.models import Notice
from office.workflow import Problems, Refused
from reports import handing_over
from reports.permissions import can_discard, had_part_in
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_member
from tests.make.reports import make_full_case, make_report

pytestmark = pytest.mark.django_db
PAGE = "/thanh-tra/2024-001/ban-giao-viec/"
REASON = "Nghỉ ốm dài ngày."


@pytest.fixture
def case(cast):
    """Lan has a finding, a draft and a task in hand; Quân has joined."""
    inspection = make_full_case()
    make_finding(inspection, "Chưa mở sổ.", state=FindingState.NOTED)
    make_report(inspection)
    inspection.members.filter(person__username="lan").update(task="Kiểm tra sổ tiếp dân")
    make_member(inspection, "quan")
    return type(inspection).objects.get(pk=inspection.pk)


def hand_over(case, by="minh", giver="lan", taker="quan", reason=REASON):
    return handing_over.hand_over(
        case,
        giver=make_person(giver),
        taker=make_person(taker),
        reason=reason,
        actor=make_person(by),
    )


def test_findings_drafts_and_tasks_go_to_the_other(case, lan, quan):
    assert len(hand_over(case).lines) == 3
    finding = case.findings.get(state=FindingState.NOTED)
    draft = case.documents.get()
    assert (finding.keeper, finding.recorded_by) == (quan, lan)
    assert (draft.keeper, draft.created_by) == (quan, lan)
    assert case.members.get(person=quan).task == "Kiểm tra sổ tiếp dân"
    assert case.members.get(person=lan).task == ""
    assert can_revise_finding(quan, finding)
    assert not can_revise_finding(lan, finding)
    assert can_discard(quan, draft)
    assert not can_discard(lan, draft)


def test_both_are_told_and_the_journal_keeps_the_reason(case, lan, quan):
    hand_over(case)
    for person in (lan, quan):
        assert REASON in Notice.objects.filter(person=person).latest("pk").text
    line = history_of(case.code).first()
    assert (line.verb, line.reason) == ("hand_over", REASON)
    assert len(line.changes["việc"]) == 3


def test_what_was_received_is_handed_on_and_only_once(case, quan, lan):
    hand_over(case)
    with pytest.raises(Problems, match="không có việc nào đang dở"):
        hand_over(case)
    assert len(hand_over(case, giver="quan", taker="lan").lines) == 3
    assert case.documents.get().keeper == lan


def test_who_wrote_and_who_carries_on_have_both_part_in_it(case, lan, quan):
    make_member(case, "huong", role=TeamRole.DEPUTY)
    hand_over(case, taker="huong")
    finding, draft = case.findings.get(state=FindingState.NOTED), case.documents.get()
    assert not can_confirm_finding(make_person("huong"), finding)
    assert had_part_in(lan, draft)
    assert had_part_in(make_person("huong"), draft)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": " "}, "lý do bàn giao"),
        ({"taker": "lan"}, "phải khác"),
        ({"taker": "thao"}, "không làm việc trong đoàn"),
        ({"giver": "quan", "taker": "lan"}, "không có việc nào"),
    ],
)
def test_a_wrong_hand_over_is_refused_in_words(case, facts, sentence):
    with pytest.raises(Problems, match=sentence):
        hand_over(case, **facts)


def test_nobody_gets_work_whom_a_conflict_of_interest_keeps_away(case):
    case.members.filter(person__username="quan").update(interest="pending")
    with pytest.raises(Problems, match="không làm việc trong đoàn"):
        hand_over(case)


@pytest.mark.parametrize("username", sorted(set(PEOPLE) - {"minh", "son"}))
def test_only_who_leads_and_the_chief_hand_over(case, username):
    with pytest.raises(Refused):
        hand_over(case, by=username)


def test_what_lies_with_a_person_who_left_the_team_is_found_and_moved(case):
    case.members.filter(person__username="lan").delete()
    fresh = type(case).objects.get(pk=case.pk)
    (work,) = handing_over.who_has_work(fresh)
    assert len(work.lines) == 2
    assert len(hand_over(fresh, by="son").lines) == 2


def test_the_leader_hands_over_on_the_page(case, minh, lan, quan):
    client = signed_in(minh)
    assert PAGE in client.get("/thanh-tra/2024-001/doan/").content.decode()
    assert "Kiểm tra sổ tiếp dân" in client.get(PAGE).content.decode()
    typed = {"giver": lan.pk, "taker": quan.pk, "reason": ""}
    answer = client.post(PAGE, typed)
    assert (answer.status_code, "lý do bàn giao" in answer.content.decode()) == (422, True)
    assert client.post(PAGE, typed | {"reason": REASON}).url == PAGE
    assert PAGE not in signed_in(lan).get("/thanh-tra/2024-001/doan/").content.decode()
    assert signed_in(lan).get(PAGE).status_code == 403
