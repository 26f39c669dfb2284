"""The rules of a case, from opening to conclusion."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection

from inspections import cases, checks
from inspections.cases import Basis
from inspections.checks import warnings_of_decision
from inspections.choices import CaseKind, CaseState, Level, MilestoneKind
from inspections.models import Inspection, UnitContact
from office.journal import history_of
from office.law import regime_on
from office.models import Notice, TimeLimit
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person
from tests.make.inspections import (
    ANNOUNCED_ON,
    DECIDED_ON,
    ON_SITE_ENDED_ON,
    make_decision,
    make_inspection,
    make_inspectorate,
    make_milestone,
    make_running_inspection,
)
from tests.make.office import make_provision, make_regime, make_time_limit

SIGNED = {
    "number": "01",
    "symbol": "QĐ-TTr",
    "signed_on": DECIDED_ON,
    "signed_by_post": "Chánh Thanh tra",
}


def open_one(actor, **facts) -> Inspection:
    defaults = {
        "kind": CaseKind.INSPECTION,
        "subject": "việc tiếp công dân tại Phòng Lao động quận Hải Tân",
        "issuer": make_inspectorate(),
        "level": Level.DISTRICT,
    }
    return cases.open_inspection(actor=actor, **(defaults | facts))


def make_ready_inspection(**facts) -> Inspection:
    """Everything the decision needs stands there."""
    make_regime()
    inspection = make_inspection(**facts)
    decision = make_decision(inspection, signed=False)
    decision.bases.create(text="Căn cứ Luật Thanh tra ngày 14 tháng 11 năm 2022", position=1)
    return inspection


def texts(raised) -> str:
    return " ".join(problem.text for problem in raised.value.problems)


# --- Opening ------------------------------------------------------------------------------------
@time_machine.travel("2026-03-02 08:00+07:00")
def test_cases_are_coded_by_year_and_the_first_line_of_the_journal_says_who_opened_it(minh):
    first, second = open_one(minh), open_one(minh)
    assert (first.code, second.code) == ("2026-001", "2026-002")
    line = history_of("2026-001").get()
    assert line.actor == minh
    assert line.sentence.startswith("Lập cuộc thanh tra 2026-001: thanh tra việc tiếp công dân")


@time_machine.travel("2026-03-02 08:00+07:00")
def test_the_code_after_999_is_1000_and_then_1001(minh):
    make_inspection("2026-999", with_team=False)
    assert open_one(minh).code == "2026-1000"
    assert open_one(minh).code == "2026-1001"


@pytest.mark.django_db(transaction=True)
def test_people_who_open_cases_at_the_same_second_get_different_codes():
    person, unit = make_person("minh"), make_inspectorate()

    def one(_):
        try:
            return open_one(person, issuer=unit).code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        codes = list(threads.map(one, range(24)))
    assert len(set(codes)) == 24


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(minh):
    with pytest.raises(Problems) as raised:
        open_one(
            minh,
            period_from=datetime.date(2024, 1, 10),
            period_to=datetime.date(2022, 1, 1),
        )
    assert raised.value.problems[0].mend == "/thanh-tra/moi/#id_period_to"
    assert "01/01/2022 trước khi bắt đầu ngày 10/01/2024" in texts(raised)


# --- Revising -----------------------------------------------------------------------------------
def test_a_revision_is_journaled_with_both_values(minh):
    inspection = make_inspection()
    assert cases.revise_inspection(inspection, revision=1, actor=minh, subject="việc trực")
    line = history_of(inspection.code).get()
    assert line.changes["subject"] == [inspection.subject, "việc trực"]
    assert "nội dung cuộc" in line.sentence


def test_saving_without_a_change_leaves_no_trace(minh):
    inspection = make_inspection()
    assert not cases.revise_inspection(
        inspection, revision=1, actor=minh, subject=inspection.subject
    )
    assert not history_of(inspection.code).exists()


def test_who_saves_over_a_newer_revision_is_told(minh, lan):
    inspection = make_inspection()
    cases.revise_inspection(inspection, revision=1, actor=lan, subject="việc trực")
    with pytest.raises(Overtaken, match="đã được người khác sửa"):
        cases.revise_inspection(inspection, revision=1, actor=minh, subject="việc khác")


def test_what_the_decision_says_is_not_changed_on_the_case(minh):
    inspection = make_running_inspection()
    with pytest.raises(Problems) as raised:
        cases.revise_inspection(inspection, revision=1, actor=minh, subject="việc khác")
    assert "quyết định sửa đổi, bổ sung" in texts(raised)
    assert raised.value.problems[0].mend.endswith("#id_subject")
    assert cases.revise_inspection(inspection, revision=1, actor=minh, secrecy="internal")


def test_a_case_is_dropped_with_a_reason_only(minh):
    inspection = make_inspection()
    with pytest.raises(Problems, match="lý do"):
        cases.drop(inspection, reason=" ", actor=minh)
    cases.drop(inspection, reason="Trùng với cuộc của Thanh tra tỉnh.", actor=minh)
    inspection.refresh_from_db()
    assert inspection.state == CaseState.DROPPED
    assert history_of(inspection.code).get().reason == "Trùng với cuộc của Thanh tra tỉnh."


# --- Decision -----------------------------------------------------------------------------------
def test_a_decision_keeps_its_bases_in_order_and_the_period_on_the_case(minh):
    inspection = make_inspection(period_from=None, period_to=None)
    provision = make_provision("44")
    cases.draft_decision(
        inspection,
        content="Việc tiếp công dân",
        limit_days=30,
        actor=minh,
        period_from=datetime.date(2022, 1, 1),
        period_to=datetime.date(2024, 1, 10),
        bases=[Basis("Căn cứ Luật Thanh tra", provision), Basis("Theo đề nghị của bộ phận")],
    )
    inspection.refresh_from_db()
    assert inspection.period_to == datetime.date(2024, 1, 10)
    bases = inspection.first_decision.bases.all()
    assert [(row.text, row.provision) for row in bases] == [
        ("Căn cứ Luật Thanh tra", provision),
        ("Theo đề nghị của bộ phận", None),
    ]


def test_only_one_of_two_drafts_the_first_decision(minh):
    inspection = make_inspection()
    cases.draft_decision(inspection, content="A", limit_days=30, actor=minh)
    with pytest.raises(Overtaken, match="vừa soạn"):
        cases.draft_decision(inspection, content="B", limit_days=30, actor=minh)


def revise(decision, actor, **facts):
    inspection = decision.inspection
    period = {"period_from": inspection.period_from, "period_to": inspection.period_to}
    bases = [Basis(row.text, row.provision) for row in decision.bases.all()]
    return cases.revise_decision(
        decision, actor=actor, **({"revision": 1, "bases": bases} | period | facts)
    )


def test_moving_a_basis_is_a_change_and_an_untouched_form_is_none(minh):
    decision = make_decision(make_inspection(), signed=False)
    decision.bases.create(text="Căn cứ Luật", position=1)
    decision.bases.create(text="Căn cứ Nghị định", position=2)
    assert not revise(decision, minh)
    assert revise(decision, minh, bases=[Basis("Căn cứ Nghị định"), Basis("Căn cứ Luật")])
    assert [row.text for row in decision.bases.all()] == ["Căn cứ Nghị định", "Căn cứ Luật"]
    line = history_of(decision.inspection.code).get()
    assert line.changes["bases"] == [
        "Căn cứ Luật\nCăn cứ Nghị định",
        "Căn cứ Nghị định\nCăn cứ Luật",
    ]


def test_a_stale_decision_and_an_issued_one_are_not_revised(minh):
    decision = make_decision(make_inspection(), signed=False)
    revise(decision, minh, content="Mới")
    with pytest.raises(Overtaken, match="người khác sửa"):
        revise(decision, minh, content="Khác")
    issued = make_decision(make_inspection("2024-002", state=CaseState.DECIDED))
    with pytest.raises(Overtaken, match="đã ban hành"):
        revise(issued, minh, content="Khác")


def test_everything_a_decision_lacks_is_told_with_the_place_that_mends_it(minh):
    inspection = make_inspection(with_team=False, period_from=None)
    problems = cases.problems_before_decision(inspection)
    assert [problem.mend.rpartition("/")[2] for problem in problems] == [
        "#id_period_from",
        "#bases",
        "#id_content",
        "#id_limit_days",
        "#id_person",
        "#id_words",
    ]
    assert "Chưa có trưởng đoàn." in [problem.text for problem in problems]


def test_nothing_is_missing_when_everything_is_there(minh):
    assert cases.problems_before_decision(make_ready_inspection()) == []


def test_excluded_units_are_no_scope(minh):
    inspection = make_ready_inspection()
    inspection.audited_units.update(excluded_reason="Tỉnh đã kiểm tra.")
    assert "Chưa có đối tượng" in cases.problems_before_decision(inspection)[0].text


def test_a_member_who_speaks_for_the_unit_stops_the_decision(minh):
    inspection = make_ready_inspection()
    unit = inspection.audited_units.get().unit
    UnitContact.objects.create(unit=unit, person=minh)
    problem = cases.problems_before_decision(inspection)[0]
    assert "Trần Văn Minh là đầu mối của Phòng Lao động" in problem.text


def test_a_longer_limit_than_the_law_allows_is_a_warning_with_the_article(minh):
    inspection = make_ready_inspection()
    decision = inspection.decisions.get()
    decision.limit_days, decision.planned_from = 70, ANNOUNCED_ON
    decision.save()
    limit_of_on_site(30)
    warning = warnings_of_decision(Inspection.objects.get())[0]
    assert "70 ngày dài hơn mức 30 ngày theo Điều 47 Luật Thanh tra" in warning.text
    assert warning.mend.endswith("#id_limit_days")


def limit_of_on_site(days: int) -> TimeLimit:
    """Of the regime that the law library has for the date of our decision."""
    return make_time_limit(
        regime_on("inspection", DECIDED_ON),
        TimeLimit.Step.ON_SITE,
        days,
        level=Level.DISTRICT,
        counted_from=TimeLimit.Event.ANNOUNCED,
        provision=make_provision("47"),
    )


def test_a_period_that_ends_after_the_decision_is_only_warned(minh):
    inspection = make_ready_inspection(period_to=datetime.date(2024, 3, 31))
    cases.record_decision(inspection, actor=minh, **SIGNED)
    assert "kết thúc ngày 31/03/2024" in warnings_of_decision(inspection)[0].text


# --- The decision is signed ---------------------------------------------------------------------
def test_the_date_of_the_decision_freezes_the_regime_and_the_team_is_told(minh, lan):
    inspection = make_ready_inspection()
    decision = cases.record_decision(inspection, actor=minh, **SIGNED)
    assert inspection.state == CaseState.DECIDED
    assert inspection.regime.decided_from <= DECIDED_ON
    assert decision.label == "01/QĐ-TTr"
    assert not decision.recorded_elsewhere
    assert history_of(inspection.code).get().sentence == (
        "Cuộc thanh tra 2024-001 có Quyết định số 01/QĐ-TTr ngày 24/01/2024."
    )
    notice = Notice.objects.get()
    assert (notice.person, notice.url) == (lan, "/thanh-tra/2024-001/")


def test_a_decision_issued_elsewhere_needs_no_bases_here(ha):
    inspection = make_ready_inspection()
    inspection.first_decision.bases.all().delete()
    with pytest.raises(Problems, match="Chưa có căn cứ"):
        cases.record_decision(inspection, actor=ha, **SIGNED)
    decision = cases.record_decision(inspection, actor=ha, elsewhere=True, **SIGNED)
    assert decision.recorded_elsewhere


def test_a_decision_of_tomorrow_has_not_happened(minh):
    inspection = make_ready_inspection()
    with time_machine.travel("2024-01-23 10:00+07:00"), pytest.raises(Problems) as raised:
        cases.record_decision(inspection, actor=minh, **SIGNED)
    assert "Ngày 24/01/2024 chưa tới" in texts(raised)
    inspection.refresh_from_db()
    assert inspection.state == CaseState.PREPARING


def test_a_date_without_regime_is_told_in_words(minh):
    inspection = make_ready_inspection()
    before_all_law = SIGNED | {"signed_on": datetime.date(1960, 1, 1)}
    with pytest.raises(Problems) as raised:
        cases.record_decision(inspection, actor=minh, **before_all_law)
    assert "chưa có chế độ pháp lý" in texts(raised)
    assert raised.value.problems[0].mend.endswith("#id_signed_on")


def test_a_decision_signed_after_its_planned_announcement_is_told_at_that_field(minh):
    inspection = make_ready_inspection()
    inspection.decisions.update(planned_from=datetime.date(2024, 1, 20))
    with pytest.raises(Problems) as raised:
        cases.record_decision(inspection, actor=minh, **SIGNED)
    assert raised.value.problems[0].mend.endswith("/quyet-dinh/#id_planned_from")


def test_a_decision_is_recorded_once(minh):
    inspection = make_ready_inspection()
    cases.record_decision(inspection, actor=minh, **SIGNED)
    with pytest.raises(Overtaken):
        cases.record_decision(inspection, actor=minh, **SIGNED)


def test_a_member_does_not_record_the_decision(lan):
    with pytest.raises(Refused):
        cases.record_decision(make_ready_inspection(), actor=lan, **SIGNED)


# --- Milestones ---------------------------------------------------------------------------------
def make_decided() -> Inspection:
    inspection = make_inspection(state=CaseState.DECIDED)
    make_decision(inspection)
    return inspection


def test_announcement_and_end_of_the_direct_phase_move_the_case(minh):
    inspection = make_decided()
    cases.announce(inspection, on=ANNOUNCED_ON, actor=minh)
    assert inspection.state == CaseState.ON_SITE
    cases.end_on_site(inspection, on=ON_SITE_ENDED_ON, actor=minh)
    assert inspection.state == CaseState.REPORTING
    assert [line.sentence for line in history_of(inspection.code)] == [
        "Kết thúc tiến hành trực tiếp của 2024-001 ngày 05/02/2024.",
        "Công bố quyết định của 2024-001 ngày 29/01/2024.",
    ]


def test_announcement_before_the_decision_is_refused(minh):
    with pytest.raises(Problems, match="không thể trước ngày ký quyết định 24/01/2024"):
        cases.announce(make_decided(), on=datetime.date(2024, 1, 23), actor=minh)


def test_the_direct_phase_does_not_end_before_it_begins(minh):
    with pytest.raises(Problems, match="không thể trước mốc “Công bố quyết định” ngày 29/01/2024"):
        cases.end_on_site(make_running_inspection(), on=datetime.date(2024, 1, 28), actor=minh)


def test_a_milestone_of_tomorrow_is_refused(minh):
    inspection = make_decided()
    with time_machine.travel("2024-01-28 10:00+07:00"), pytest.raises(Problems, match="chưa tới"):
        cases.announce(inspection, on=ANNOUNCED_ON, actor=minh)


def test_on_site_cannot_end_in_a_case_without_decision(minh):
    with pytest.raises(Overtaken, match="Đang chuẩn bị"):
        cases.end_on_site(make_inspection(), on=ON_SITE_ENDED_ON, actor=minh)


def test_who_announces_second_is_told(minh):
    inspection = make_decided()
    cases.announce(inspection, on=ANNOUNCED_ON, actor=minh)
    with pytest.raises(Overtaken, match="Đang tiến hành trực tiếp"):
        cases.announce(inspection, on=ANNOUNCED_ON, actor=minh)


def test_a_member_does_not_announce(lan):
    inspection = make_decided()
    with pytest.raises(Refused):
        cases.announce(inspection, on=ANNOUNCED_ON, actor=lan)
    assert not inspection.milestones.exists()


def test_later_facts_are_recorded_in_order(minh):
    inspection = make_running_inspection(state=CaseState.REPORTING)
    make_milestone(inspection, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    assert checks.recordable_events(inspection)[0].code == MilestoneKind.REPORT_RECEIVED
    cases.record_milestone(
        inspection,
        kind=MilestoneKind.DRAFT_ORDERED,
        on=datetime.date(2024, 2, 20),
        actor=minh,
    )
    with pytest.raises(Problems, match="không thể sau mốc “Giao xây dựng dự thảo kết luận”"):
        cases.record_milestone(
            inspection,
            kind=MilestoneKind.REPORT_RECEIVED,
            on=datetime.date(2024, 2, 21),
            actor=minh,
        )


def test_a_wrong_day_is_corrected_with_a_reason_and_both_days_stay_in_the_journal(minh):
    inspection = make_running_inspection()
    milestone = inspection.milestones.get()
    with pytest.raises(Problems, match="lý do"):
        cases.correct_milestone(milestone, on=datetime.date(2024, 1, 30), reason="", actor=minh)
    cases.correct_milestone(
        milestone, on=datetime.date(2024, 1, 30), reason="Ghi nhầm ngày.", actor=minh
    )
    line = history_of(inspection.code).get()
    assert "từ 29/01/2024 thành 30/01/2024" in line.sentence
    assert line.reason == "Ghi nhầm ngày."


def test_a_basis_said_twice_is_told_before_the_decision_is_written(minh):
    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    decision.bases.create(text="Căn cứ Luật Thanh tra năm 2025", position=1)
    decision.bases.create(text="Luật Thanh tra năm 2025;", position=2)
    (problem,) = checks.of_decision_text(inspection)
    assert problem.text == "Căn cứ “Luật Thanh tra năm 2025;” ghi hai lần."
