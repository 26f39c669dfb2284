"""Recommendations by rule: drafted, revised, ordered, removed."""

from datetime import date

import pytest

from inspections.choices import CaseState
from office.models import JournalEntry
from office.workflow import Overtaken, Problems, Refused
from recommendations import drafting
from recommendations.choices import DueKind, RecommendationKind
from recommendations.drafting import Addressee, RecommendationFacts
from recommendations.models import Recommendation
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_audited_unit, make_running_inspection, make_unit


def facts_for(inspection, text="Mở sổ theo dõi đơn.", **facts):
    defaults = {
        "kind": RecommendationKind.CORRECT,
        "addressees": [Addressee(each.unit) for each in inspection.audited_units.all()],
    }
    return RecommendationFacts(text=text, **(defaults | facts))


def test_a_recommendation_to_three_units_is_three_obligations(lan):
    inspection = make_running_inspection()
    for name in ("Xã An Đông", "Xã Gia Lộc"):
        make_audited_unit(inspection, make_unit(name))
    finding = make_finding(inspection)
    made = drafting.draft_recommendation(
        inspection, facts_for(inspection, findings=[finding]), actor=lan
    )
    assert made.number == 1
    assert made.obligations.count() == 3
    assert list(made.findings.all()) == [finding]
    assert JournalEntry.objects.get(verb="draft").sentence.startswith("Soạn Kiến nghị số 1")


def test_a_person_is_addressed_by_his_post(lan):
    inspection = make_running_inspection()
    chair = Addressee(inspection.issuer.parent, "Chủ tịch UBND quận Hải Tân")
    made = drafting.draft_recommendation(
        inspection, facts_for(inspection, addressees=[chair], is_general=True), actor=lan
    )
    assert made.obligations.get().addressee == "Chủ tịch UBND quận Hải Tân"


@pytest.mark.parametrize(
    ("due", "text"),
    [
        ({}, ""),
        ({"due_kind": DueKind.DATE, "due_on": date(2024, 8, 30)}, "trước ngày 30/8/2024"),
        (
            {"due_kind": DueKind.AFTER_ISSUE, "due_days": 30},
            "trong 30 ngày kể từ ngày ban hành",
        ),
    ],
)
def test_a_time_limit_is_a_day_or_days_after_issue_or_none(lan, due, text):
    inspection = make_running_inspection()
    made = drafting.draft_recommendation(inspection, facts_for(inspection, **due), actor=lan)
    made.refresh_from_db()
    assert made.due_text == text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"text": " "}, "Hãy viết nội dung"),
        ({"text": "x" * 10_001}, "tối đa 10000"),
        ({"kind": "invented"}, "chọn loại"),
        ({"addressees": []}, "ít nhất một nơi thực hiện"),
        ({"due_kind": "invented"}, "cách nêu thời hạn"),
        ({"due_kind": DueKind.DATE}, "nhập ngày"),
        ({"due_kind": DueKind.AFTER_ISSUE}, "nhập số ngày"),
        ({"due_kind": DueKind.AFTER_ISSUE, "due_days": 9999}, "tối đa 3650"),
        ({"due_kind": DueKind.NONE, "due_days": 3}, "chưa khớp"),
    ],
)
def test_facts_that_do_not_hold_together_are_refused(lan, change, sentence):
    inspection = make_running_inspection()
    with pytest.raises(Problems, match=sentence):
        drafting.draft_recommendation(inspection, facts_for(inspection, **change), actor=lan)


def test_a_general_recommendation_names_no_finding(lan):
    inspection = make_running_inspection()
    facts = facts_for(inspection, is_general=True, findings=[make_finding(inspection)])
    with pytest.raises(Problems, match="không gắn phát hiện"):
        drafting.draft_recommendation(inspection, facts, actor=lan)


def test_a_finding_of_another_case_is_refused(lan):
    inspection, other = make_running_inspection(), make_running_inspection("2024-002")
    facts = facts_for(inspection, findings=[make_finding(other)])
    with pytest.raises(Problems, match="không thuộc cuộc này"):
        drafting.draft_recommendation(inspection, facts, actor=lan)


def test_an_obligation_that_stays_keeps_its_row(lan):
    inspection = make_running_inspection()
    made = make_recommendation(inspection)
    kept = made.obligations.get()
    more = [Addressee(kept.unit), Addressee(make_unit("Xã An Đông"))]
    drafting.revise_recommendation(
        made, facts_for(inspection, addressees=more), actor=lan, revision=1
    )
    assert kept in made.obligations.all()
    assert made.obligations.count() == 2


def test_of_two_who_revise_one_is_told(lan, minh):
    inspection = make_running_inspection()
    made = make_recommendation(inspection)
    drafting.revise_recommendation(
        made, facts_for(inspection, "Câu của Lan."), actor=lan, revision=1
    )
    with pytest.raises(Overtaken):
        drafting.revise_recommendation(
            made, facts_for(inspection, "Câu của Minh."), actor=minh, revision=1
        )
    made.refresh_from_db()
    assert made.text == "Câu của Lan."
    assert JournalEntry.objects.get(verb="revise").changes["nội dung"][1] == "Câu của Lan."


def test_recommendations_are_put_in_order_and_removed(lan):
    inspection = make_running_inspection()
    first, second = (make_recommendation(inspection, text) for text in ("Một", "Hai"))
    drafting.move_recommendation(second, up=True, actor=lan)
    assert list(inspection.recommendations.all()) == [second, first]
    drafting.remove_recommendation(first, actor=lan)
    assert list(Recommendation.objects.all()) == [second]
    assert JournalEntry.objects.get(verb="remove").changes["nội dung"] == ["Một", ""]
    with pytest.raises(Overtaken, match="vừa được người khác xóa"):
        drafting.remove_recommendation(first, actor=lan)


def test_a_removed_number_is_not_given_again_while_a_later_one_stands(lan):
    inspection = make_running_inspection()
    first = make_recommendation(inspection)
    make_recommendation(inspection)
    drafting.remove_recommendation(first, actor=lan)
    made = drafting.draft_recommendation(inspection, facts_for(inspection), actor=lan)
    assert made.number == 3


def test_strangers_and_ended_cases_are_refused(lan, quan):
    inspection = make_running_inspection()
    made = make_recommendation(inspection)
    with pytest.raises(Refused):
        drafting.draft_recommendation(inspection, facts_for(inspection), actor=quan)
    type(inspection).objects.filter(pk=inspection.pk).update(state=CaseState.CONCLUDED)
    with pytest.raises(Refused):
        drafting.remove_recommendation(made, actor=lan)


def test_the_number_of_a_removed_recommendation_is_not_given_again(lan):
    inspection = make_running_inspection()
    for _ in range(2):
        last = drafting.draft_recommendation(
            inspection, facts_for(inspection, is_general=True), actor=lan
        )
    drafting.remove_recommendation(last, actor=lan)

    again = drafting.draft_recommendation(
        inspection, facts_for(inspection, is_general=True), actor=lan
    )

    assert (last.number, again.number) == (2, 3)
