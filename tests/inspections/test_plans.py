"""The plan of a year: drafted, issued, adjusted with a reason, and the cases made from it."""

import datetime

import pytest

from inspections import cases, plans, starting
from inspections.choices import CaseKind, CaseState, ItemProgress, PlanState, TeamRole
from inspections.models import Inspection, Plan, PlanItem
from inspections.plans import ItemFacts
from office.journal import history_of
from office.workflow import Overtaken, Problems, Refused
from tests.house.test_two_at_once import at_once, one_wins
from tests.make.inspections import make_inspection, make_inspectorate, make_running_inspection
from tests.make.inspections import make_unit as unit
from tests.make.plans import PLANNED_ON, make_item, make_plan

pytestmark = pytest.mark.django_db
FACTS = ItemFacts(kind=CaseKind.INSPECTION, subject="việc quản lý đất đai", month=5)


def texts(refused) -> str:
    return " ".join(problem.text for problem in refused.value.problems)


# --- Drafting -------------------------------------------------------------------------------------
def test_a_plan_gets_the_next_code_of_its_year(minh):
    first = plans.open_plan(year=2026, issuer=make_inspectorate(), actor=minh)
    second = plans.open_plan(year=2026, issuer=unit("Sở Nội vụ"), actor=minh)
    assert (first.code, second.code) == ("KH2026-01", "KH2026-02")
    assert history_of(first.code).get().verb == "open_plan"


def test_a_body_has_one_plan_a_year_until_it_is_dropped(minh):
    plan = plans.open_plan(year=2026, issuer=make_inspectorate(), actor=minh)
    with pytest.raises(Problems, match="đã có kế hoạch năm 2026"):
        plans.open_plan(year=2026, issuer=make_inspectorate(), actor=minh)
    plans.drop_plan(plan, reason="Lập nhầm.", actor=minh)
    assert plans.open_plan(year=2026, issuer=make_inspectorate(), actor=minh).code == "KH2026-02"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_the_same_plan_one_is_told():
    from tests.cast import make_person

    issuer, minh, lan = make_inspectorate(), make_person("minh"), make_person("lan")
    one_wins(
        at_once(
            lambda: plans.open_plan(year=2026, issuer=issuer, actor=minh),
            lambda: plans.open_plan(year=2026, issuer=issuer, actor=lan),
        )
    )
    assert Plan.objects.count() == 1


def test_who_plans_nothing_in_the_office_opens_no_plan(ha, binh):
    for person in (ha, binh):
        with pytest.raises(Refused):
            plans.open_plan(year=2026, issuer=make_inspectorate(), actor=person)


def test_the_month_decides_the_quarter(minh):
    item = plans.add_item(make_plan(), FACTS, actor=minh)
    assert (item.quarter, item.when) == (2, "Tháng 5 (Quý II)")


def test_a_period_upside_down_is_refused(minh):
    facts = ItemFacts(
        kind=CaseKind.CHECK,
        subject="x",
        period_from=datetime.date(2024, 1, 1),
        period_to=datetime.date(2023, 1, 1),
    )
    with pytest.raises(Problems, match="trước khi bắt đầu"):
        plans.add_item(make_plan(), facts, actor=minh)


def test_the_plan_is_named_by_what_it_holds(minh):
    plan = make_plan()
    assert plan.name == "Kế hoạch thanh tra năm 2024"
    make_item(plan)
    make_item(plan, kind=CaseKind.CHECK)
    assert Plan.objects.get().name == "Kế hoạch thanh tra, kiểm tra năm 2024"


def test_an_item_is_written_by_who_drafts_the_plan_and_the_chiefs(lan, son):
    plan = make_plan()
    with pytest.raises(Refused):
        plans.add_item(plan, FACTS, actor=lan)
    assert plans.add_item(plan, FACTS, actor=son).pk


def test_a_stale_item_is_not_overwritten(minh, son):
    item = make_item(make_plan())
    assert plans.revise_item(item, FACTS, revision=1, actor=minh)
    with pytest.raises(Overtaken):
        plans.revise_item(item, FACTS, revision=1, actor=son)


def test_the_issuer_is_no_unit_of_its_own_plan_and_a_unit_is_named_once(minh):
    item = make_item(make_plan())
    with pytest.raises(Problems, match="đã có trong mục này"):
        plans.put_unit(item, unit=unit(), actor=minh)
    with pytest.raises(Problems, match="cơ quan lập kế hoạch"):
        plans.put_unit(item, unit=make_inspectorate(), actor=minh)


# --- Issuing --------------------------------------------------------------------------------------
def approve(plan, actor, **facts):
    known = {"number": "54", "symbol": "KH-TTr", "signed_on": PLANNED_ON}
    plans.approve_plan(plan, actor=actor, elsewhere=True, **(known | facts))


def test_an_empty_plan_and_an_item_without_units_or_quarter_are_not_issued(son):
    plan = make_plan()
    with pytest.raises(Problems, match="chưa có cuộc nào"):
        approve(plan, son)
    make_item(plan, units=[], quarter=None)
    with pytest.raises(Problems) as refused:
        approve(plan, son)
    assert "chưa có đơn vị" in texts(refused)
    assert "chưa ghi quý" in texts(refused)


def test_a_plan_is_issued_by_those_who_may(minh, ha):
    plan = make_plan()
    make_item(plan)
    with pytest.raises(Refused):
        approve(plan, minh)
    approve(Plan.objects.get(), ha)
    plan.refresh_from_db()
    assert (plan.state, plan.label) == (PlanState.APPROVED, "54/KH-TTr")


def test_a_plan_is_not_signed_tomorrow(son):
    plan = make_plan()
    make_item(plan)
    with pytest.raises(Problems, match="chưa tới"):
        approve(plan, son, signed_on=datetime.date(2090, 1, 1))


def test_after_it_is_issued_each_change_needs_its_reason(minh):
    item = make_item(make_plan(approved=True))
    for change in (
        lambda: plans.revise_item(item, FACTS, revision=1, actor=minh),
        lambda: plans.add_item(item.plan, FACTS, actor=minh),
        lambda: plans.put_unit(item, unit=unit("Sở Y tế"), actor=minh),
        lambda: plans.take_unit(item, unit=unit(), actor=minh),
    ):
        with pytest.raises(Problems, match="phải ghi lý do"):
            change()
    plans.revise_item(item, FACTS, revision=1, actor=minh, adjustment="Theo ý kiến UBND quận.")
    item.refresh_from_db()
    assert (item.subject, item.adjustment) == (FACTS.subject, "Theo ý kiến UBND quận.")
    assert item.adjusted_on


def test_an_issued_item_is_given_up_with_a_reason_and_never_removed(minh):
    item = make_item(make_plan(approved=True))
    with pytest.raises(Overtaken):
        plans.remove_item(item, actor=minh)
    with pytest.raises(Problems, match="lý do"):
        plans.drop_item(item, reason=" ", actor=minh)
    plans.drop_item(item, reason="Kiểm toán đã làm.", actor=minh)
    item = PlanItem.objects.get()
    assert (item.progress, item.adjustment) == (ItemProgress.DROPPED, "Kiểm toán đã làm.")
    plans.restore_item(item, actor=minh)
    assert PlanItem.objects.get().progress == ItemProgress.WAITING


# --- A case from an item --------------------------------------------------------------------------
def test_a_case_from_the_plan_brings_what_the_plan_says(minh, lan):
    item = make_item(make_plan(approved=True), leader=lan)
    inspection = starting.start_case(item, actor=minh)
    decision = inspection.first_decision
    assert inspection.subject == item.subject
    assert (inspection.period_from, inspection.period_to) == (item.period_from, item.period_to)
    assert inspection.issuer == item.plan.issuer
    assert inspection.level == item.plan.issuer.level
    assert [one.unit for one in inspection.audited_units.all()] == [unit()]
    assert inspection.members.get(role=TeamRole.LEADER).person == lan
    assert decision.content == item.content
    assert decision.limit_days == 30
    assert [row.text for row in decision.bases.all()][-1] == (
        "Căn cứ Kế hoạch số 54/KH-TTr ngày 15/12/2023 của Thanh tra quận Hải Tân về kế hoạch thanh"
        " tra năm 2024"
    )
    assert inspection.is_planned


def test_a_case_opened_otherwise_is_unplanned():
    assert not make_inspection().is_planned


@pytest.mark.parametrize(
    ("state", "progress"),
    [
        (CaseState.PREPARING, ItemProgress.OPENED),
        (CaseState.DECIDED, ItemProgress.DECIDED),
        (CaseState.ON_SITE, ItemProgress.DECIDED),
        (CaseState.CONCLUDED, ItemProgress.CONCLUDED),
        (CaseState.CLOSED, ItemProgress.CONCLUDED),
        (CaseState.DROPPED, ItemProgress.WAITING),
    ],
)
def test_the_item_shows_how_far_its_case_is(state, progress):
    item = make_item(make_plan(approved=True))
    make_running_inspection(state=state, plan_item=item)
    assert PlanItem.objects.get().progress == progress


def test_a_plan_that_is_not_issued_gives_no_case(minh):
    with pytest.raises(Refused):
        starting.start_case(make_item(make_plan()), actor=minh)


def test_a_clerk_starts_no_case(ha):
    with pytest.raises(Refused):
        starting.start_case(make_item(make_plan(approved=True)), actor=ha)


def test_a_dropped_case_gives_its_item_free(minh):
    item = make_item(make_plan(approved=True))
    first = starting.start_case(item, actor=minh)
    with pytest.raises(Overtaken, match=first.code):
        starting.start_case(item, actor=minh)
    cases.drop(first, reason="Lập nhầm.", actor=minh)
    assert starting.start_case(PlanItem.objects.get(), actor=minh).pk != first.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_who_start_the_same_case_one_is_told():
    from tests.cast import make_person

    item = make_item(make_plan(approved=True))
    minh, lan = make_person("minh"), make_person("lan")
    one_wins(
        at_once(
            lambda: starting.start_case(item, actor=minh),
            lambda: starting.start_case(item, actor=lan),
        )
    )
    assert Inspection.objects.count() == 1
