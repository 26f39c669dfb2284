"""The pages of amending decisions: the chain, a draft of each kind, one issued elsewhere."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.choices import DecisionKind, MemberAct
from inspections.folding import in_force
from inspections.models import Decision, Inspection
from inspections.views.amending import SLUGS
from office.models import TimeLimit
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.inspections import (
    make_amendment,
    make_audited_unit,
    make_member,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_regime, make_time_limit

CASE = "/thanh-tra/2024-001/"
CHAIN = f"{CASE}quyet-dinh/"
SIGNED_ON = datetime.date(2024, 2, 20)
EXTENSION = {"limit_days": "15", "limit_day_kind": "calendar", "reason": "Nhiều hồ sơ."}


def page(slug: str) -> str:
    return f"{CHAIN}lap/{slug}/"


@pytest.fixture
def case(db) -> Inspection:
    return make_running_inspection()


def one(kind: str) -> Decision:
    return Decision.objects.get(kind=kind)


# --- The chain ------------------------------------------------------------------------------------
@time_machine.travel("2024-02-22 09:00+07:00")
def test_the_chain_tells_what_each_decision_changed_and_what_holds(case, minh):
    make_time_limit(
        make_regime(), TimeLimit.Step.ON_SITE, 30, counted_from=TimeLimit.Event.ANNOUNCED
    )
    make_amendment(case, DecisionKind.EXTEND, signed_on=SIGNED_ON, limit_days=15, reason="Nhiều.")
    make_amendment(case, DecisionKind.SUSPEND, signed_on=SIGNED_ON, reason="Bão.")
    text = " ".join(signed_in(minh).get(CHAIN).content.decode().split())
    assert "45 ngày" in text
    assert "(30 + 15 gia hạn lần 1)" in text
    assert "Đang tạm dừng từ 20/02/2024, chờ quyết định tiếp tục" in text
    assert "Quyết định gia hạn số 02/QĐ-TTr</a> Thêm 15 ngày." in text
    assert "Trần Văn Minh (Trưởng đoàn)" in text
    assert '<span class="state state-waiting">Tạm dừng</span>' in text


def test_the_chain_offers_every_act_to_who_leads_and_none_to_others(case, minh, lan, ha):
    for slug in SLUGS:
        assert page(slug) in signed_in(minh).get(CHAIN).content.decode()
    for person in (lan, ha):
        assert "Lập quyết định" not in signed_in(person).get(CHAIN).content.decode()


def test_the_list_of_cases_shows_which_stand_still(case, minh):
    make_amendment(case, DecisionKind.SUSPEND, signed_on=SIGNED_ON, reason="Bão.")
    assert "Tạm dừng</span>" in signed_in(minh).get("/thanh-tra/").content.decode()


def test_more_decisions_cost_no_more_queries(case, minh, django_assert_max_num_queries):
    make_amendment(case, DecisionKind.EXTEND, signed_on=SIGNED_ON, limit_days=5, reason="Nhiều.")
    client = signed_in(minh)
    client.get(CHAIN)
    with CaptureQueriesContext(connection) as small:
        client.get(CHAIN)
    for days in (3, 4):
        make_amendment(
            case, DecisionKind.EXTEND, signed_on=SIGNED_ON, limit_days=days, reason="Nhiều."
        )
    with django_assert_max_num_queries(len(small)):
        client.get(CHAIN)


# --- Drafts ---------------------------------------------------------------------------------------
def test_a_draft_is_written_and_revised_on_the_same_page(case, minh):
    client = signed_in(minh)
    answer = client.post(page("gia-han"), EXTENSION)
    draft = one(DecisionKind.EXTEND)
    assert answer.url == draft.get_absolute_url()
    assert "Thêm 15 ngày" in client.get(answer.url).content.decode()
    form = client.get(page("gia-han")).context["form"]
    assert form.initial["limit_days"] == 15
    answer = client.post(page("gia-han"), EXTENSION | {"limit_days": "12", "revision": "1"})
    assert answer.status_code == 302
    assert one(DecisionKind.EXTEND).limit_days == 12


def test_of_two_who_write_the_second_sees_both_texts(case, minh):
    client = signed_in(minh)
    client.post(page("gia-han"), EXTENSION)
    # Opened while there was no draft yet.
    answer = client.post(page("gia-han"), EXTENSION | {"limit_days": "9"})
    assert answer.status_code == 409
    (difference,) = answer.context["conflict"].differences
    assert (difference.theirs, difference.mine) == ("15", "9")


@pytest.mark.parametrize(
    ("slug", "facts", "field", "sentence"),
    [
        ("gia-han", {"limit_days": "ba"}, "limit_days", "chữ số"),
        ("gia-han", {"limit_days": "0"}, "limit_days", "ít nhất là 1"),
        ("gia-han", {"limit_days": "201"}, "limit_days", "200"),
        ("gia-han", {"limit_days": ""}, "limit_days", "Hãy ghi số ngày"),
        ("gia-han", {"reason": ""}, "reason", "Hãy ghi lý do"),
        ("gia-han", {"reason": "a" * 3001}, "reason", "tối đa 3000"),
        ("tam-dung", {"first_day": "31/02/2024"}, "first_day", "không có trong lịch"),
        ("tam-dung", {"first_day": "5/3/2024", "last_day": "4/3/2024"}, "last_day", "sau ngày"),
        ("tiep-tuc", {"first_day": "5/3/2024"}, "first_day", "không có gì để tiếp tục"),
        ("bo-sung-doi-tuong", {"units": []}, "units", "ít nhất một đơn vị"),
        ("bo-sung-doi-tuong", {"units": ["x"]}, "units", "hãy chọn lại"),
        ("dinh-chi", {"in_part": "1"}, "units", "Hãy chọn đơn vị"),
    ],
)
def test_a_wrong_field_gets_its_sentence(case, minh, slug, facts, field, sentence):
    answer = signed_in(minh).post(page(slug), EXTENSION | facts)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert not Decision.objects.exclude(kind=DecisionKind.FIRST).exists()


def test_members_are_changed_in_one_form(case, minh, lan, quan):
    typed = {
        f"seat_{minh.pk}": "deputy",
        f"seat_{lan.pk}": "out",
        "person_0": str(quan.pk),
        "role_0": "leader",
        "reason": "Phân công lại.",
    }
    client = signed_in(minh)
    client.post(page("thay-doi-thanh-vien"), typed)
    rows = one(DecisionKind.CHANGE_MEMBERS).member_changes.order_by("pk")
    assert [(row.person.username, row.act, row.role) for row in rows] == [
        ("minh", MemberAct.ROLE, "deputy"),
        ("lan", MemberAct.OUT, ""),
        ("quan", MemberAct.IN, "leader"),
    ]
    form = client.get(page("thay-doi-thanh-vien")).context["form"]
    assert form.initial[f"seat_{lan.pk}"] == "out"
    assert form.initial["person_0"] == quan.pk


def test_a_team_without_leader_is_told_and_the_choice_stays(case, minh):
    typed = {f"seat_{minh.pk}": "out", "reason": "Nghỉ ốm."}
    answer = signed_in(minh).post(page("thay-doi-thanh-vien"), typed)
    assert answer.status_code == 422
    assert "không có trưởng đoàn" in answer.content.decode()
    assert answer.context["form"][f"seat_{minh.pk}"].value() == "out"


def test_units_are_looked_for_and_ticked(case, minh):
    other = make_unit("Trạm Y tế phường Nam")
    client = signed_in(minh)
    typed = {"unit_words": "tram y te", "reason": "Liên quan.", "find": "1"}
    answer = client.post(page("bo-sung-doi-tuong"), typed)
    assert answer.status_code == 200
    assert "Trạm Y tế phường Nam" in answer.content.decode()
    assert "Liên quan." in answer.content.decode()
    client.post(page("bo-sung-doi-tuong"), {"units": [other.pk], "reason": "Liên quan."})
    assert [row.unit for row in one(DecisionKind.ADD_UNITS).units.all()] == [other]


def test_a_part_is_stopped_at_the_units_that_are_ticked(case, minh):
    make_audited_unit(case, make_unit("Trạm Y tế phường Nam"))
    unit = case.audited_units.order_by("pk").first().unit
    typed = {"in_part": "1", "units": [unit.pk], "reason": "Trùng."}
    answer = signed_in(minh).post(page("dinh-chi"), typed)
    draft = one(DecisionKind.STOP)
    assert answer.url == draft.get_absolute_url()
    assert draft.in_part


def test_a_draft_whose_paper_is_under_review_is_not_edited(case, minh):
    draft = make_amendment(case, DecisionKind.EXTEND, limit_days=5, is_held=True)
    assert signed_in(minh).get(page("gia-han")).url == draft.get_absolute_url()


# --- Issued elsewhere, given up -------------------------------------------------------------------
RECORDED = {"number": "07/QĐ-TTr", "signed_on": "20/02/2024", "signed_by_post": "Chánh Thanh tra"}


def test_a_decision_issued_on_paper_is_recorded(case, minh, ha):
    signed_in(minh).post(page("gia-han"), EXTENSION)
    draft = one(DecisionKind.EXTEND)
    url = f"{draft.get_absolute_url()}ghi-nhan/"
    assert signed_in(ha).post(url, RECORDED).url == CHAIN
    draft.refresh_from_db()
    assert (draft.label, draft.recorded_elsewhere) == ("07/QĐ-TTr", True)
    assert in_force(Inspection.objects.get()).total_days == 45


def test_a_warning_is_acknowledged_before_it_is_recorded(case, ha):
    limit = {"counted_from": TimeLimit.Event.ANNOUNCED, "extension_days": 10}
    make_time_limit(make_regime(), TimeLimit.Step.ON_SITE, 30, is_verified=False, **limit)
    draft = make_amendment(case, DecisionKind.EXTEND, limit_days=15, reason="Nhiều hồ sơ.")
    url = f"{draft.get_absolute_url()}ghi-nhan/"
    answer = signed_in(ha).post(url, RECORDED)
    assert answer.status_code == 422
    assert "chưa đối chiếu" in answer.content.decode()
    assert "Còn cảnh báo" in answer.context["form"].errors["acknowledged"][0]
    assert signed_in(ha).post(url, RECORDED | {"acknowledged": "on"}).status_code == 302


def test_a_day_before_the_first_decision_is_told_at_its_field(case, ha):
    draft = make_amendment(case, DecisionKind.EXTEND, limit_days=15, reason="Nhiều hồ sơ.")
    url = f"{draft.get_absolute_url()}ghi-nhan/"
    answer = signed_in(ha).post(url, RECORDED | {"signed_on": "01/01/2024"})
    assert answer.status_code == 422
    assert "không thể trước quyết định số 01" in answer.context["form"].errors["signed_on"][0]


def test_a_draft_is_given_up_with_a_reason(case, minh):
    draft = make_amendment(case, DecisionKind.EXTEND, limit_days=15, reason="Nhiều hồ sơ.")
    url = f"{draft.get_absolute_url()}bo/"
    assert signed_in(minh).post(url, {"reason": ""}).status_code == 422
    assert signed_in(minh).post(url, {"reason": "Không cần."}).url == CHAIN
    assert "Đang soạn" not in signed_in(minh).get(CHAIN).content.decode()


# --- Who may --------------------------------------------------------------------------------------
def test_who_comes_to_which_page(case):
    make_member(case, "quan")
    draft = make_amendment(case, DecisionKind.EXTEND, limit_days=15, reason="Nhiều hồ sơ.")
    url = draft.get_absolute_url()
    pages = {
        url: {"minh", "lan", "quan", "son", "huong", "ha", "thao", "duc"},
        f"{url}ghi-nhan/": {"minh", "son", "huong", "ha"},
        f"{url}bo/": {"minh", "son"},
        page("tam-dung"): {"minh", "son"},
    }
    for path, may_come in pages.items():
        came = {
            name for name in PEOPLE if signed_in(make_person(name)).get(path).status_code == 200
        }
        assert came == may_come, path


def test_the_team_page_points_to_the_decision(case, minh):
    text = signed_in(minh).get(f"{CASE}doan/").content.decode()
    assert page("thay-doi-thanh-vien") in text
    assert page("bo-sung-doi-tuong") in signed_in(minh).get(f"{CASE}doi-tuong/").content.decode()


@time_machine.travel("2024-02-22 09:00+07:00")
def test_the_direct_phase_does_not_end_while_the_case_stands_still(case, minh):
    make_amendment(case, DecisionKind.SUSPEND, signed_on=SIGNED_ON, reason="Bão.")
    typed = {"kind": "on_site_ended", "happened_on": "21/02/2024"}
    answer = signed_in(minh).post(f"{CASE}moc/", typed)
    assert answer.status_code == 422
    assert "đang tạm dừng theo Quyết định số 02/QĐ-TTr" in answer.content.decode()
    assert page("tiep-tuc") in answer.content.decode()
