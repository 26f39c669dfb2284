"""Decisions that amend a case: what may be drafted, and what happens when one is signed."""

import datetime

import pytest
import time_machine

from inspections import amending, amendment_checks, teams
from inspections.amending import Change
from inspections.amendment_checks import Draft
from inspections.choices import CaseState, DecisionKind, Level, MemberAct, MilestoneKind, TeamRole
from inspections.deadlines import due_dates
from inspections.folding import in_force
from inspections.models import Decision, Inspection, TeamMember, UnitContact
from inspections.permissions import can_amend, can_record_amendment
from office.journal import history_of
from office.models import LegalGround, Notice, Regime, TimeLimit
from office.workflow import Overtaken, Problems, Refused
from tests.cast import PEOPLE, make_person
from tests.make.inspections import (
    ON_SITE_ENDED_ON,
    make_amendment,
    make_audited_unit,
    make_decision,
    make_inspection,
    make_milestone,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_provision, make_regime, make_time_limit

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SIGNED_ON = datetime.date(2024, 2, 20)
IN, OUT, ROLE = MemberAct.IN, MemberAct.OUT, MemberAct.ROLE


@pytest.fixture
def case() -> Inspection:
    """On site since 29/01/2024, thirty days; the law lets it be extended once, by fifteen."""
    make_limit()
    return make_running_inspection()


def make_limit(**facts) -> TimeLimit:
    defaults = {
        "counted_from": TimeLimit.Event.ANNOUNCED,
        "extension_days": 15,
        "is_verified": True,
    }
    return make_time_limit(make_regime(), TimeLimit.Step.ON_SITE, 30, **(defaults | facts))


def make_ground(act: str = "suspend", text: str = "đối tượng đề nghị", **facts) -> LegalGround:
    defaults = {"provision": make_provision("70"), "is_verified": True}
    return LegalGround.objects.create(
        regime=make_regime(), act=act, text=text, **(defaults | facts)
    )


def sign(decision: Decision, on: datetime.date = SIGNED_ON, *, by: str = "ha", **facts) -> Decision:
    number = f"{Decision.objects.exclude(number='').count() + 1:02d}"
    signature = {"number": number, "symbol": "QĐ-TTr", "signed_by_post": "Chánh Thanh tra"}
    return amending.take_effect(
        decision, signed_on=on, actor=make_person(by), elsewhere=True, **(signature | facts)
    )


def fresh(case: Inspection) -> Inspection:
    return Inspection.objects.get(pk=case.pk)


def texts(raised) -> str:
    return " ".join(problem.text for problem in raised.value.problems)


def mends(raised) -> list[str]:
    return [problem.mend for problem in raised.value.problems]


def team(case: Inspection) -> dict[str, str]:
    return {row.person.username: row.role for row in case.members.all()}


# --- Extension ------------------------------------------------------------------------------------
def test_an_extension_holds_when_it_is_signed_and_not_before(case, minh):
    draft = amending.extend(case, days=15, reason="Khối lượng hồ sơ lớn.", actor=minh)
    assert in_force(fresh(case)).total_days == 30
    sign(draft)
    assert in_force(fresh(case)).total_days == 45
    line = history_of(case.code).first()
    assert line.sentence == "Quyết định gia hạn số 02/QĐ-TTr ngày 20/02/2024: thêm 15 ngày."
    assert line.reason == "Khối lượng hồ sơ lớn"
    assert Notice.objects.filter(person__username="lan", text__contains="thêm 15 ngày").exists()


def test_more_days_than_the_law_are_refused_at_their_field(case, minh):
    with pytest.raises(Problems) as raised:
        amending.extend(case, days=16, reason="Phức tạp.", actor=minh)
    assert "Gia hạn lần 1 tối đa 15 ngày (Điều 103 Luật Thanh tra)" in texts(raised)
    assert mends(raised) == ["/thanh-tra/2024-001/quyet-dinh/lap/gia-han/#id_limit_days"]
    assert not Decision.objects.filter(kind=DecisionKind.EXTEND).exists()


def test_a_second_extension_is_refused_where_the_law_knows_one(case, minh):
    sign(amending.extend(case, days=10, reason="Phức tạp.", actor=minh))
    with pytest.raises(Problems, match=r"lần gia hạn thứ 2.*tối đa 01 lần"):
        amending.extend(case, days=5, reason="Rất phức tạp.", actor=minh)


def test_a_limit_that_nobody_compared_with_the_law_only_warns(case, minh):
    make_limit(is_verified=False)
    draft = amending.extend(case, days=40, reason="Phức tạp.", actor=minh)
    (warning,) = amendment_checks.warnings(Draft.kept(draft), SIGNED_ON)
    assert "tối đa 15 ngày" in warning.text
    assert "chưa đối chiếu" in warning.text


def test_an_extension_after_the_limit_has_run_out_is_pointed_out(case, minh):
    # 30 days after 29/01/2024: 28/02/2024.
    draft = amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    assert amendment_checks.warnings(Draft.kept(draft), datetime.date(2024, 2, 28)) == []
    (warning,) = amendment_checks.warnings(Draft.kept(draft), datetime.date(2024, 2, 29))
    assert "đã hết ngày 28/02/2024" in warning.text


def test_an_extension_counts_as_the_decision_does(case, minh):
    with pytest.raises(Problems, match="gia hạn cũng tính như vậy"):
        amending.extend(case, days=5, day_kind="working", reason="Phức tạp.", actor=minh)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (datetime.date(2024, 1, 23), "không thể trước quyết định số 01/QĐ-TTr"),
        (datetime.date(2099, 1, 1), "chưa tới"),
        (ON_SITE_ENDED_ON + DAY, "phải ký trước đó"),
    ],
)
def test_a_day_out_of_order_is_refused(case, minh, on, sentence):
    draft = amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    make_milestone(case, MilestoneKind.ON_SITE_ENDED, ON_SITE_ENDED_ON)
    with pytest.raises(Problems, match=sentence):
        sign(draft, on)
    assert not Decision.objects.get(pk=draft.pk).is_signed


def test_a_number_of_the_case_is_not_given_twice(case, minh):
    draft = amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    with pytest.raises(Problems, match="Số 01/QĐ-TTr đã ghi cho Quyết định"):
        sign(draft, number="01")


# --- Suspension -----------------------------------------------------------------------------------
FROM, UNTIL = datetime.date(2024, 2, 21), datetime.date(2024, 2, 25)


def test_a_suspension_shows_and_its_ground_is_asked_for_where_the_law_names_some(case, minh):
    with pytest.raises(Problems, match="Hãy ghi lý do"):
        amending.suspend(case, first_day=FROM, actor=minh)
    ground = make_ground()
    with pytest.raises(Problems, match="Hãy chọn lý do theo luật"):
        amending.suspend(case, first_day=FROM, reason="Bão.", actor=minh)
    sign(amending.suspend(case, ground=ground, first_day=FROM, last_day=UNTIL, actor=minh))
    held = in_force(fresh(case))
    assert held.pause_on(UNTIL)
    assert not held.pause_on(UNTIL + DAY)


def test_the_unit_asks_once_and_for_thirty_days_at_most(case, minh):
    ground = make_ground(most_days=30, most_times=1)
    with pytest.raises(Problems, match="hãy ghi ngày cuối"):
        amending.suspend(case, ground=ground, first_day=FROM, actor=minh)
    with pytest.raises(Problems, match="Tạm dừng 31 ngày"):
        amending.suspend(case, ground=ground, first_day=FROM, last_day=FROM + 30 * DAY, actor=minh)
    sign(amending.suspend(case, ground=ground, first_day=FROM, last_day=UNTIL, actor=minh))
    with pytest.raises(Problems, match=r"chỉ cho tạm dừng 01 lần.*Quyết định số 02/QĐ-TTr"):
        amending.suspend(
            case, ground=ground, first_day=UNTIL + DAY, last_day=UNTIL + DAY, actor=minh
        )


def test_a_second_suspension_may_not_meet_the_first(case, minh):
    sign(amending.suspend(case, first_day=FROM, last_day=UNTIL, reason="Bão.", actor=minh))
    with pytest.raises(Problems, match="Trùng với lần tạm dừng từ 21/02/2024"):
        amending.suspend(case, first_day=UNTIL, reason="Lũ.", actor=minh)


def test_a_suspension_does_not_end_before_it_begins_or_reach_back(case, minh):
    with pytest.raises(Problems, match="phải sau ngày đầu"):
        amending.suspend(case, first_day=UNTIL, last_day=FROM, reason="Bão.", actor=minh)
    draft = amending.suspend(case, first_day=FROM, last_day=UNTIL, reason="Bão.", actor=minh)
    with pytest.raises(Problems, match="không thể có hiệu lực từ 21/02/2024"):
        sign(draft, FROM + DAY)


def test_work_goes_on_only_where_it_stood_still(case, minh):
    with pytest.raises(Problems, match="không có gì để tiếp tục"):
        amending.resume(case, first_day=UNTIL, actor=minh)
    sign(amending.suspend(case, first_day=FROM, reason="Bão.", actor=minh))
    sign(amending.resume(case, first_day=UNTIL, actor=minh), FROM)
    (pause,) = in_force(fresh(case)).pauses
    assert pause.last_day == UNTIL - DAY


def test_the_fold_takes_a_suspension_that_was_entered_late_at_its_own_place(case, minh):
    sign(amending.suspend(case, first_day=UNTIL, reason="Lũ.", actor=minh), SIGNED_ON + 4 * DAY)
    earlier = amending.suspend(case, first_day=FROM, last_day=FROM + DAY, reason="Bão.", actor=minh)
    sign(earlier, SIGNED_ON)
    assert [pause.first_day for pause in in_force(fresh(case)).pauses] == [FROM, UNTIL]


# --- Stop -----------------------------------------------------------------------------------------
def test_a_stopped_case_is_over(case, minh):
    sign(amending.stop(case, reason="Đơn vị đã giải thể.", actor=minh))
    case = fresh(case)
    assert case.state == CaseState.STOPPED
    assert in_force(case).stopped_on == SIGNED_ON
    assert not Inspection.objects.in_progress().exists()
    assert all(not row.is_open for row in due_dates(case, today=SIGNED_ON))
    with pytest.raises(Refused):
        amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    assert "stop" in [line.verb for line in history_of(case.code)]


def test_a_stop_of_a_part_leaves_the_other_units_in_the_case(case, minh):
    other = make_audited_unit(case, make_unit("Trạm Y tế phường Nam"))
    units = [row.unit for row in case.audited_units.all()]
    with pytest.raises(Problems, match="hãy đình chỉ cả cuộc"):
        amending.stop(case, reason="Trùng.", units=units, actor=minh)
    sign(amending.stop(case, reason="Trùng.", units=[other.unit], actor=minh))
    case = fresh(case)
    assert case.state == CaseState.ON_SITE
    other.refresh_from_db()
    assert other.excluded_reason.startswith("Đình chỉ theo Quyết định số 02/QĐ-TTr")
    assert [str(row) for row in in_force(case).units] == ["Phòng Lao động quận Hải Tân"]


# --- Members --------------------------------------------------------------------------------------
def test_the_leader_hands_over_to_a_newcomer_in_one_decision(case, minh, quan):
    changes = [Change(minh, OUT), Change(quan, IN, TeamRole.LEADER)]
    draft = amending.change_members(case, changes=changes, reason="Nghỉ ốm.", actor=minh)
    assert team(case) == {"minh": "leader", "lan": "member"}
    sign(draft)
    assert team(case) == {"quan": "leader", "lan": "member"}
    left = TeamMember.ever.get(inspection=case, person=minh)
    assert left.left_by == Decision.objects.get(pk=draft.pk)
    assert [row.person for row in case.members.all()] == [quan, make_person("lan")]


def test_who_left_loses_the_case_and_is_told(case, minh, lan, quan):
    changes = [Change(lan, OUT)]
    sign(amending.change_members(case, changes=changes, reason="Điều động.", actor=minh))
    assert not Inspection.objects.visible_to(lan).exists()
    assert Notice.objects.filter(person=lan, text__startswith="Bạn thôi tham gia đoàn").exists()
    assert "Nguyễn Thị Lan thôi tham gia đoàn" in history_of(case.code).first().sentence


def test_who_comes_back_has_one_seat(case, minh, lan):
    sign(amending.change_members(case, changes=[Change(lan, OUT)], reason="Ốm.", actor=minh))
    back = [Change(lan, IN, TeamRole.DEPUTY)]
    sign(amending.change_members(fresh(case), changes=back, reason="Khỏi.", actor=minh), FROM)
    assert team(case) == {"minh": "leader", "lan": "deputy"}
    assert TeamMember.ever.filter(inspection=case, person=lan).count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ([], "Chưa chọn thay đổi nào"),
        ([("minh", OUT, "")], "không có trưởng đoàn"),
        ([("quan", IN, "leader")], "có 02 trưởng đoàn"),
        ([("lan", IN, "member")], "Nguyễn Thị Lan đã ở trong đoàn"),
        ([("quan", OUT, "")], "Lê Anh Quân không ở trong đoàn"),
    ],
)
def test_a_change_that_makes_no_team_is_refused(case, minh, changes, sentence):
    asked = [Change(make_person(name), act, role) for name, act, role in changes]
    with pytest.raises(Problems, match=sentence):
        amending.change_members(case, changes=asked, reason="Điều động.", actor=minh)


def test_nobody_joins_the_inspection_of_the_unit_he_speaks_for(case, minh, quan):
    UnitContact.objects.create(unit=case.audited_units.get().unit, person=quan)
    with pytest.raises(Problems, match="là đầu mối của Phòng Lao động"):
        amending.change_members(
            case, changes=[Change(quan, IN, "member")], reason="Thêm.", actor=minh
        )


def test_a_direct_change_of_the_team_points_to_the_decision(case, minh, quan):
    with pytest.raises(Overtaken) as raised:
        teams.appoint(case, person=quan, role=TeamRole.MEMBER, actor=minh)
    assert mends(raised) == ["/thanh-tra/2024-001/quyet-dinh/lap/thay-doi-thanh-vien/"]
    with pytest.raises(Overtaken) as raised:
        teams.add_unit(case, unit=make_unit("Trạm Y tế phường Nam"), actor=minh)
    assert mends(raised) == ["/thanh-tra/2024-001/quyet-dinh/lap/bo-sung-doi-tuong/"]


# --- Units ----------------------------------------------------------------------------------------
def test_units_enter_the_scope_with_the_number(case, minh):
    more = make_unit("Trạm Y tế phường Nam")
    draft = amending.add_units(case, units=[more], reason="Có liên quan.", actor=minh)
    assert case.audited_units.count() == 1
    sign(draft)
    added = case.audited_units.get(unit=more)
    assert added.added_by == Decision.objects.get(pk=draft.pk)
    assert added.position == 2


def test_units_of_the_case_and_the_inspectorate_are_not_added(case, minh):
    here = case.audited_units.get().unit
    for units, sentence in (
        ([], "ít nhất một đơn vị"),
        ([here], "đã có trong cuộc"),
        ([case.issuer], "là cơ quan tiến hành"),
    ):
        with pytest.raises(Problems, match=sentence):
            amending.add_units(case, units=units, reason="Liên quan.", actor=minh)


# --- Drafts ---------------------------------------------------------------------------------------
def test_a_case_has_one_draft_of_a_kind_and_a_new_one_after_it_was_given_up(case, minh):
    draft = amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    with pytest.raises(Overtaken, match="vừa soạn quyết định cùng loại"):
        amending.extend(case, days=6, reason="Phức tạp.", actor=minh)
    with pytest.raises(Problems, match="Cần ghi lý do"):
        amending.give_up(draft, reason=" ", actor=minh)
    amending.give_up(draft, reason="Không cần nữa.", actor=minh)
    assert amending.extend(case, days=6, reason="Phức tạp.", actor=minh)
    with pytest.raises(Overtaken, match="đã bỏ"):
        sign(draft)


def test_of_two_who_revise_a_draft_the_second_is_told(case, minh):
    draft = amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    facts = {"limit_day_kind": "calendar", "ground": None, "reason": "Phức tạp."}
    assert amending.revise(draft, revision=1, limit_days=7, actor=minh, **facts)
    with pytest.raises(Overtaken, match="được người khác sửa"):
        amending.revise(draft, revision=1, limit_days=8, actor=minh, **facts)
    assert not amending.revise(draft, revision=2, limit_days=7, actor=minh, **facts)
    assert Decision.objects.get(pk=draft.pk).limit_days == 7


def test_a_draft_stands_still_while_its_paper_is_under_review(case, minh):
    draft = amending.extend(case, days=5, reason="Phức tạp.", actor=minh)
    amending.hold(draft, is_held=True)
    with pytest.raises(Overtaken, match="hãy rút về trước khi sửa"):
        amending.revise(draft, revision=1, limit_days=8, actor=minh)
    with pytest.raises(Overtaken, match="hãy rút về trước khi sửa"):
        amending.give_up(draft, reason="Thôi.", actor=minh)
    with pytest.raises(Overtaken, match="hãy rút về trước khi sửa"):
        sign(draft)


def test_a_changed_list_of_members_is_journaled_with_both_texts(case, minh, lan, quan):
    first = [Change(quan, IN, "member")]
    draft = amending.change_members(case, changes=first, reason="Thêm.", actor=minh)
    second = [*first, Change(lan, OUT)]
    amending.revise(draft, revision=1, changes=second, reason="Thêm.", actor=minh)
    line = history_of(case.code).first()
    assert "thay đổi thành viên" in line.sentence
    assert line.changes["member_changes"][1].endswith("Nguyễn Thị Lan thôi tham gia đoàn")


def test_a_case_in_preparation_is_amended_by_nobody(minh):
    case = make_inspection()
    make_decision(case, signed=False)
    with pytest.raises(Refused):
        amending.extend(case, days=5, reason="Phức tạp.", actor=minh)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("username", PEOPLE)
def test_who_amends_and_who_records(username, state):
    case = make_inspection(state=state)
    person = make_person(username)
    under_way = state in {CaseState.DECIDED, CaseState.ON_SITE, CaseState.REPORTING}
    assert can_amend(person, case) == (under_way and username in {"minh", "son"})
    may_record = {"minh", "son", "huong", "ha"}
    assert can_record_amendment(person, case) == (under_way and username in may_record)


@pytest.mark.parametrize("username", ["lan", "quan", "thao", "duc", "binh", "an"])
def test_others_neither_draft_nor_sign(case, username):
    person = make_person(username)
    with pytest.raises(Refused):
        amending.extend(case, days=5, reason="Phức tạp.", actor=person)
    draft = make_amendment(case, DecisionKind.EXTEND, limit_days=5, reason="Phức tạp.")
    with pytest.raises(Refused):
        sign(draft, by=username)
    with pytest.raises(Refused):
        amending.give_up(draft, reason="Thôi.", actor=person)


# --- The law library ------------------------------------------------------------------------------
@time_machine.travel("2026-03-02 08:00+07:00")
def test_the_law_of_2025_knows_its_grounds_with_their_articles(minh):
    regime = Regime.objects.get(code="thanh-tra-2025")
    case = make_running_inspection(regime=regime, level=Level.PROVINCE)
    grounds = amendment_checks.grounds_of(case, DecisionKind.SUSPEND)
    assert [ground.provision.article for ground in grounds] == ["30", "30", "30"]
    (asked,) = [ground for ground in grounds if ground.most_times]
    assert (asked.most_days, asked.most_times, asked.is_verified) == (30, 1, True)
    assert len(amendment_checks.grounds_of(case, DecisionKind.STOP)) == 5
    assert amendment_checks.grounds_of(case, DecisionKind.RESUME) == []
    ground = amendment_checks.grounds_of(case, DecisionKind.EXTEND)[0]
    assert amending.extend(case, days=25, ground=ground, actor=minh)
