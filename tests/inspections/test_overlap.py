"""Overlap: told with who, what and when, by the law's rule, and settled with a reason."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from inspections import cases, overlap, plans, settling, starting, teams
from inspections.choices import BodyKind, CaseKind, CaseState, Secrecy
from inspections.models import Inspection, OutsideItem, OutsidePlan, OverlapSettlement
from inspections.units import merge_units
from office import files
from office.journal import history_of
from office.models import LegalProvision
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person, signed_in
from tests.make.inspections import (
    make_audited_unit,
    make_decision,
    make_inspection,
    make_inspectorate,
    make_unit,
)
from tests.make.plans import make_item, make_plan

pytestmark = pytest.mark.django_db
Y24 = {"period_from": datetime.date(2022, 1, 1), "period_to": datetime.date(2023, 12, 31)}
LATER = {"period_from": datetime.date(2024, 1, 1), "period_to": datetime.date(2025, 12, 31)}
LAND = "Việc quản lý, sử dụng đất đai"


def make_case(code="2024-001", content=LAND, *, running=True, **facts) -> Inspection:
    """A case on land at one unit, decided on 24/01/2024."""
    inspection = make_inspection(
        code, state=CaseState.ON_SITE if running else CaseState.PREPARING, **(Y24 | facts)
    )
    make_decision(inspection, signed=running, content=content)
    return inspection


def make_outside(content=LAND, *, year=2024, kind=BodyKind.AUDIT, unit=None, **facts):
    stored = files.put_bytes(b"PK", "application/zip")
    plan = OutsidePlan.objects.create(
        body="Kiểm toán nhà nước khu vực VI",
        body_kind=kind,
        year=year,
        number="12/KH-KTNN",
        file=stored,
        imported_by=make_person("minh"),
    )
    unit = unit or make_unit()
    return OutsideItem.objects.create(
        plan=plan, row=2, unit=unit, unit_name=unit.name, content=content, **(Y24 | facts)
    )


def texts(owner, **facts) -> list[str]:
    return [each.text for each in overlap.overlaps_of(owner, **facts)]


# --- Finding --------------------------------------------------------------------------------------
def test_the_same_content_in_the_same_period_is_told_with_who_what_and_when():
    make_case()
    (met,) = overlap.overlaps_of(make_case("2024-002", "Công tác đất đai, môi trường"))
    assert met.is_same_matter
    assert met.text == (
        "Phòng Lao động quận Hải Tân: cuộc thanh tra 2024-001 của Thanh tra quận Hải Tân, năm"
        " 2024, thời kỳ 01/01/2022–31/12/2023; cùng nội dung “đất đai”."
    )


def test_another_content_in_the_same_year_is_a_lighter_thing():
    make_case()
    (met,) = overlap.overlaps_of(make_case("2024-002", "Việc tiếp công dân"))
    assert not met.is_same_matter
    assert met.text.endswith("cùng năm, khác nội dung.")


def test_the_same_content_of_another_period_and_year_does_not_meet():
    make_case()
    item = make_item(make_plan("KH2026-01"), content=LAND, **LATER)
    assert texts(item) == []


def test_the_same_content_of_a_later_year_meets_where_the_periods_do():
    make_case()
    facts = LATER | {"period_from": datetime.date(2023, 7, 1)}
    (met,) = overlap.overlaps_of(make_item(make_plan("KH2026-01"), content=LAND, **facts))
    assert met.is_same_matter


def test_a_period_that_is_not_known_stands_open():
    make_case(period_from=None, period_to=None)
    (met,) = overlap.overlaps_of(make_item(make_plan("KH2026-01"), content=LAND, **LATER))
    assert met.is_same_matter


def test_other_units_excluded_units_and_dropped_cases_do_not_meet():
    first = make_case()
    other = make_item(make_plan(), units=[make_unit("Sở Y tế")], content=LAND)
    mine = make_item(other.plan, content=LAND)
    assert texts(other) == []
    assert len(texts(mine)) == 1
    first.audited_units.update(excluded_reason="Kiểm toán đã làm.")
    assert texts(mine) == []
    first.audited_units.update(excluded_reason="")
    Inspection.objects.update(state=CaseState.DROPPED)
    assert texts(mine) == []


def test_items_of_the_plan_meet_each_other_and_no_item_meets_itself_or_its_case(minh):
    plan = make_plan(approved=True)
    first, second = make_item(plan, content=LAND), make_item(plan, content=LAND)
    assert ["KH2024-01" in text for text in texts(first)] == [True]
    inspection = starting.start_case(first, actor=minh)
    assert texts(inspection) == texts(first)
    assert inspection.code in texts(second)[0]


def test_a_unit_stands_for_those_it_came_from(an):
    make_case()
    heir = make_unit("Sở Nội vụ thành phố Hải An")
    merge_units([make_unit()], heir, on=datetime.date(2025, 7, 1), actor=an)
    item = make_item(make_plan("KH2026-01"), units=[heir], content=LAND, **Y24)
    (text,) = texts(item)
    assert "Sở Nội vụ thành phố Hải An (khi đó là Phòng Lao động quận Hải Tân)" in text


def test_a_case_that_only_its_team_may_know_of_is_told_to_nobody_else(son, quan):
    make_case(secrecy=Secrecy.INTERNAL)
    item = make_item(make_plan(), content=LAND)
    assert texts(item) == texts(item, user=quan) == []
    assert len(texts(item, user=son)) == 1


@pytest.mark.parametrize(
    ("kind", "article"),
    [(BodyKind.AUDIT, "khoản 3 Điều 56"), (BodyKind.CHECKING, "khoản 2 Điều 58")],
)
def test_the_rule_of_the_law_stands_beside_it(kind, article):
    make_outside(kind=kind)
    (met,) = overlap.overlaps_of(make_case())
    assert f"{article} Luật Thanh tra" in met.rule_text
    assert "chưa đối chiếu" not in met.rule_text


def test_between_inspectorates_another_rule_holds():
    make_case()
    (met,) = overlap.overlaps_of(make_case("2024-002"))
    assert "Điều 11 Luật Thanh tra" in met.rule_text


def test_many_owners_cost_as_many_queries_as_one(django_assert_max_num_queries):
    plan = make_plan()
    make_case()
    make_outside()
    make_item(plan, content=LAND)
    counts = []
    for _ in range(2):
        items = list(plan.items.prefetch_related("units", "inspections", "settlements"))
        for item in items:
            item.plan = plan
        with django_assert_max_num_queries(20) as queries:
            overlap.overlaps_of_many(items)
        counts.append(len(queries))
        make_item(plan, content=LAND, units=[make_unit(), make_unit("Sở Y tế")])
    assert counts[0] == counts[1]


# --- Before the decision and before the plan --------------------------------------------------------
def test_it_stands_in_the_way_of_the_decision_until_it_is_settled(minh):
    make_case()
    inspection = make_case("2024-002", running=False)
    (found,) = overlap.problems(inspection)
    assert found in cases.problems_before_decision(inspection)
    assert found.mend == "/thanh-tra/2024-002/chong-cheo/"
    settling.settle_overlap(
        inspection,
        key=f"case:{Inspection.objects.get(code='2024-001').pk}",
        unit=make_unit(),
        reason="Khác địa bàn.",
        document="Công văn số 12/UBND",
        actor=minh,
    )
    assert overlap.problems(Inspection.objects.get(code="2024-002")) == []
    line = history_of("2024-002")[0]
    assert (line.verb, line.reason) == ("settle_overlap", "Khác địa bàn.")


def test_leaving_the_unit_out_with_its_law_ends_it_too(minh):
    make_case()
    inspection = make_case("2024-002", running=False)
    rule = overlap.overlaps_of(inspection)[0].rule
    teams.exclude_unit(
        inspection.audited_units.get(),
        reason="Thanh tra thành phố đã làm.",
        provision=rule.provision,
        actor=minh,
    )
    assert overlap.problems(Inspection.objects.get(code="2024-002")) == []
    assert "Điều 11" in history_of("2024-002")[0].sentence


def test_a_decision_issued_elsewhere_was_judged_there(minh):
    make_case()
    inspection = make_case("2024-002", running=False)
    Inspection.objects.filter(pk=inspection.pk).update(**Y24)
    cases.record_decision(
        inspection,
        number="02",
        symbol="QĐ-TTr",
        signed_on=datetime.date(2024, 1, 24),
        signed_by_post="Chánh Thanh tra",
        elsewhere=True,
        actor=minh,
    )
    assert inspection.state == CaseState.DECIDED


def test_a_plan_is_not_issued_with_an_open_overlap(son):
    make_outside()
    item = make_item(make_plan(), content=LAND)
    facts = {"number": "54", "symbol": "KH-TTr", "signed_on": datetime.date(2023, 12, 15)}
    with pytest.raises(Problems, match="Kiểm toán nhà nước khu vực VI"):
        plans.approve_plan(item.plan, actor=son, elsewhere=True, **facts)
    key = overlap.overlaps_of(item)[0].other.key
    settling.settle_overlap(item, key=key, unit=make_unit(), reason="Đã thống nhất.", actor=son)
    plans.approve_plan(item.plan, actor=son, elsewhere=True, **facts)


def test_what_was_settled_in_the_plan_holds_for_its_case(minh, son):
    make_outside()
    item = make_item(make_plan(approved=True), content=LAND)
    key = overlap.overlaps_of(item)[0].other.key
    settling.settle_overlap(item, key=key, unit=make_unit(), reason="Đã thống nhất.", actor=son)
    inspection = starting.start_case(item, actor=minh)
    assert overlap.problems(inspection) == []
    assert overlap.overlaps_of(inspection)[0].settlement.reason == "Đã thống nhất."


def test_settling_needs_a_reason_a_right_and_an_overlap(minh, lan):
    make_case()
    inspection = make_case("2024-002", running=False)
    facts = {"key": overlap.overlaps_of(inspection)[0].other.key, "unit": make_unit()}
    with pytest.raises(Problems, match="Cần ghi lý do"):
        settling.settle_overlap(inspection, **facts, reason=" ", actor=minh)
    with pytest.raises(Refused):
        settling.settle_overlap(inspection, **facts, reason="x", actor=lan)
    with pytest.raises(Overtaken, match="không còn nữa"):
        settling.settle_overlap(inspection, **(facts | {"key": "case:0"}), reason="x", actor=minh)
    settling.settle_overlap(inspection, **facts, reason="x", actor=minh)
    with pytest.raises(Overtaken, match="vừa xử lý"):
        settling.settle_overlap(inspection, **facts, reason="y", actor=minh)
    assert OverlapSettlement.objects.count() == 1


# --- Pages ------------------------------------------------------------------------------------------
def test_it_is_shown_and_settled_on_its_page(minh):
    make_case()
    make_case("2024-002", running=False)
    client, here = signed_in(minh), "/thanh-tra/2024-002/chong-cheo/"
    assert here in client.get("/thanh-tra/2024-002/quyet-dinh/").content.decode()
    page = client.get(here).content.decode()
    assert "cuộc thanh tra 2024-001" in page
    assert "Điều 11 Luật Thanh tra" in page
    key = f"case:{Inspection.objects.get(code='2024-001').pk}"
    sent = {"key": key, "unit": make_unit().pk, "reason": "", "document": "Công văn 12"}
    answer = client.post(here, sent)
    assert answer.status_code == 422
    assert "Cần ghi lý do" in answer.content.decode()
    assert "Công văn 12" in answer.content.decode()
    assert client.post(here, sent | {"reason": "Khác địa bàn."}).status_code == 302
    assert "Khác địa bàn." in client.get(here).content.decode()


def test_who_only_looks_on_settles_nothing(lan):
    make_case()
    make_case("2024-002", running=False)
    client, here = signed_in(lan), "/thanh-tra/2024-002/chong-cheo/"
    assert "Ghi lý do vẫn tiến hành" not in client.get(here).content.decode()
    assert client.post(here, {"key": "case:1", "unit": 1, "reason": "x"}).status_code == 403


def test_the_plan_shows_what_its_items_meet(minh):
    make_outside()
    item = make_item(make_plan(), content=LAND)
    client = signed_in(minh)
    assert "chưa xử lý" in client.get(item.plan.get_absolute_url()).content.decode()
    assert "Kiểm toán nhà nước khu vực VI" in client.get(item.get_absolute_url()).content.decode()
    page = client.get(f"{item.get_absolute_url()}chong-cheo/").content.decode()
    assert "khoản 3 Điều 56 Luật Thanh tra" in page


def test_a_unit_is_left_out_on_its_page_with_the_article(minh):
    inspection = make_inspection()
    audited = make_audited_unit(inspection, make_unit("Sở Y tế"))
    ground = LegalProvision.objects.get(article="56", clause="3")
    here = f"/thanh-tra/2024-001/doi-tuong/{audited.pk}/loai/"
    client = signed_in(minh)
    sent = {"excluded_reason": "Kiểm toán đã làm.", "provision": ground.pk}
    assert client.post(here, sent | {"provision": "999999"}).status_code == 422
    assert client.post(here, sent).status_code == 302
    audited.refresh_from_db()
    assert audited.excluded_provision == ground
    assert "khoản 3 Điều 56" in client.get("/thanh-tra/2024-001/doi-tuong/").content.decode()


# --- Other bodies' tables ---------------------------------------------------------------------------
HERE = "/thanh-tra/ke-hoach/co-quan-khac/"
BODY = {
    "body": "Kiểm toán nhà nước khu vực VI",
    "body_kind": BodyKind.AUDIT,
    "year": "2024",
    "number": "12/KH",
    "dated_on": "01/12/2023",
}


def table(*rows) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(["TT", "Đơn vị", "Nội dung", "Thời kỳ từ ngày", "Thời kỳ đến ngày", "Quý"])
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return SimpleUploadedFile("ktnn.xlsx", made.getvalue())


GOOD = (1, "Phòng Lao động quận Hải Tân", LAND, datetime.date(2022, 1, 1), "31/12/2023", 2)
STRANGE = (2, "Công ty Cổ phần Nam Hải", "Thuế", None, None, None)


def test_a_table_is_read_first_and_kept_on_the_second_press(minh):
    make_unit()
    client = signed_in(minh)
    answer = client.post(f"{HERE}nhap/", BODY | {"table": table(GOOD, STRANGE)})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Đọc được 2 dòng" in page
    assert "1 dòng có đơn vị chưa khớp" in page
    assert not OutsidePlan.objects.exists()
    answer = client.post(f"{HERE}nhap/", BODY | {"kept": answer.context["kept"]})
    plan = OutsidePlan.objects.get()
    assert answer.url == f"{HERE}{plan.pk}/"
    assert [item.unit for item in plan.items.all()] == [make_unit(), None]
    assert "Chưa khớp với danh mục" in client.get(answer.url).content.decode()
    assert plan.body in client.get(HERE).content.decode()
    assert "Kiểm toán nhà nước khu vực VI" in texts(make_case())[0]


def test_a_newer_table_of_the_same_body_and_year_takes_the_place_of_the_older(minh):
    make_unit()
    client = signed_in(minh)
    for rows in ((GOOD, STRANGE), (GOOD,)):
        answer = client.post(f"{HERE}nhap/", BODY | {"table": table(*rows)})
        client.post(f"{HERE}nhap/", BODY | {"kept": answer.context["kept"]})
    assert OutsideItem.objects.count() == 1
    client.post(f"{HERE}{OutsidePlan.objects.get().pk}/xoa/")
    assert not OutsidePlan.objects.exists()


def test_the_faults_of_a_row_are_told_and_what_was_typed_stays(minh):
    wrong = (3, "", "", "31/02/2024", datetime.date(2020, 1, 1), 9)
    answer = signed_in(minh).post(f"{HERE}nhap/", BODY | {"table": table(GOOD, wrong)})
    page = answer.content.decode()
    assert answer.status_code == 422
    for fault in ("Dòng 3: ", "Đơn vị: chưa ghi", "“31/02/2024” không phải ngày", "Quý: “9”"):
        assert fault in page
    assert "12/KH" in page


@pytest.mark.parametrize(
    ("facts", "field"), [({"body": ""}, "body"), ({"body_kind": "x"}, "body_kind")]
)
def test_a_wrong_field_of_the_table_gets_a_sentence(minh, facts, field):
    answer = signed_in(minh).post(f"{HERE}nhap/", BODY | facts | {"table": table(GOOD)})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field]


def test_who_plans_nothing_imports_nothing(ha, binh):
    assert signed_in(ha).get(HERE).status_code == 200
    assert signed_in(ha).get(f"{HERE}nhap/").status_code == 403
    assert signed_in(binh).get(HERE).status_code == 403


def test_the_kinds_of_cases_meet_as_well():
    make_case(kind=CaseKind.CHECK, issuer=make_unit("Sở Nội vụ"))
    (met,) = overlap.overlaps_of(make_item(make_plan(), content=LAND))
    assert "cuộc kiểm tra 2024-001 của Sở Nội vụ" in met.text
    assert "khoản 2 Điều 58" in met.rule_text


def test_the_inspectorate_itself_is_not_in_its_own_way():
    assert texts(make_case()) == []
    assert make_inspectorate().pk
