"""The list of cases, opening one, its facts, giving it up: as people see them."""

from importlib import import_module

import pytest
from django.apps import apps

from inspections import cases
from inspections.choices import CaseKind, CaseState, Level, UnitKind
from inspections.models import Inspection
from office.journal import history_of
from tests.cast import signed_in
from tests.make.inspections import (
    make_audited_unit,
    make_inspection,
    make_inspectorate,
    make_running_inspection,
    make_unit,
)


def typed(**facts) -> dict:
    """A form filled in rightly."""
    defaults = {
        "kind": CaseKind.INSPECTION,
        "subject": "việc tiếp công dân tại Phòng Lao động quận Hải Tân",
        "issuer": make_inspectorate().pk,
        "level": "",
        "secrecy": "normal",
    }
    return defaults | facts


# --- Opening ------------------------------------------------------------------------------------
def test_an_inspector_opens_a_case_and_goes_on_to_the_team(minh):
    answer = signed_in(minh).post("/thanh-tra/moi/", typed())
    inspection = Inspection.objects.get()
    assert answer.url == f"/thanh-tra/{inspection.code}/doan/"
    assert inspection.level == Level.DISTRICT
    assert inspection.opened_by == minh


def test_a_clerk_opens_no_case(ha):
    assert signed_in(ha).get("/thanh-tra/moi/").status_code == 403
    assert signed_in(ha).post("/thanh-tra/moi/", typed()).status_code == 403
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"subject": "  "}, "subject", "Hãy nhập nội dung cuộc."),
        ({"subject": "a" * 501}, "subject", "500"),
        ({"issuer": 999_999}, "issuer", "Không có đơn vị này trong danh mục"),
        ({"issuer": "9" * 40}, "issuer", "Không có đơn vị này trong danh mục"),
        ({"issuer": "x"}, "issuer", "Không có đơn vị này trong danh mục"),
        ({"kind": "audit"}, "kind", "audit"),
        ({"level": "moon"}, "level", "moon"),
        ({"secrecy": "top"}, "secrecy", "top"),
    ],
)
def test_a_wrong_field_gets_its_sentence_and_what_was_typed_stays(minh, facts, field, sentence):
    answer = signed_in(minh).post("/thanh-tra/moi/", typed(**facts))
    errors = answer.context["form"].errors[field]
    assert sentence in errors[0]
    if field != "subject":
        assert "việc tiếp công dân tại Phòng Lao động" in answer.content.decode()
    assert not Inspection.objects.exists()


# --- List ---------------------------------------------------------------------------------------
def test_the_list_shows_only_what_one_may_know_of(minh, quan):
    make_inspection()
    assert "2024-001" in signed_in(minh).get("/thanh-tra/").content.decode()
    page = signed_in(quan).get("/thanh-tra/").content.decode()
    assert "2024-001" not in page
    assert "Lập cuộc mới" in page


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", {"2024-001", "2024-002"}),
        ("q=lao+dong", {"2024-001"}),
        ("q=01/QD-TTr", {"2024-002"}),
        ("q=tram+y+te", {"2024-002"}),
        ("q=%00khong", set()),
        ("trang_thai=on_site", {"2024-002"}),
        ("trang_thai=khong-co", {"2024-001", "2024-002"}),
        ("loai=check", {"2024-002"}),
        ("cua_toi=on", {"2024-001"}),
        ("trang=999", {"2024-001", "2024-002"}),
        ("trang=abc", {"2024-001", "2024-002"}),
    ],
)
def test_filters_stand_in_the_address(minh, query, codes):
    make_inspection()
    other = make_running_inspection(
        "2024-002", kind=CaseKind.CHECK, subject="việc khám bệnh", with_team=False
    )
    other.save()  # after its decision, whose number is found too
    make_audited_unit(other, make_unit("Trạm Y tế phường Nam"))
    page = signed_in(minh).get(f"/thanh-tra/?{query}")
    assert {row.code for row in page.context["page"].rows} == codes


def test_the_list_costs_as_many_queries_for_three_cases_as_for_one(
    minh, django_assert_max_num_queries
):
    make_running_inspection("2024-001")
    client = signed_in(minh)
    counts = []
    for codes in ((), ("2024-002", "2024-003")):
        for code in codes:
            make_running_inspection(code)
        with django_assert_max_num_queries(60) as queries:
            client.get("/thanh-tra/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Editing ------------------------------------------------------------------------------------
def test_an_edit_is_saved_and_journaled(minh):
    inspection = make_inspection()
    facts = typed(revision=1, level=Level.DISTRICT, subject="việc trực")
    answer = signed_in(minh).post("/thanh-tra/2024-001/sua/", facts)
    assert answer.url == "/thanh-tra/2024-001/"
    inspection.refresh_from_db()
    assert inspection.subject == "việc trực"
    assert history_of("2024-001").get().actor == minh


def test_a_stale_edit_shows_both_texts_and_saving_again_overwrites_knowingly(minh, lan):
    inspection = make_inspection()
    cases.revise_inspection(inspection, revision=1, actor=lan, subject="việc của Lan")
    client, facts = (
        signed_in(minh),
        typed(revision=1, level=Level.DISTRICT, subject="việc của Minh"),
    )
    answer = client.post("/thanh-tra/2024-001/sua/", facts)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "việc của Lan" in page
    assert "việc của Minh" in page
    assert 'name="revision" value="2"' in page
    assert client.post("/thanh-tra/2024-001/sua/", facts | {"revision": 2}).status_code == 302
    inspection.refresh_from_db()
    assert inspection.subject == "việc của Minh"


@pytest.mark.parametrize("revision", ["", "x", "0", "-1", "9" * 30])
def test_an_invented_revision_is_a_conflict_or_a_sentence_and_saves_nothing(minh, revision):
    make_inspection()
    facts = typed(revision=revision, level=Level.DISTRICT, subject="việc khác")
    answer = signed_in(minh).post("/thanh-tra/2024-001/sua/", facts)
    assert answer.status_code in {200, 409}
    assert Inspection.objects.get().subject.startswith("việc thực hiện nhiệm vụ")


def test_after_the_decision_its_facts_are_closed_in_the_form(minh):
    make_running_inspection()
    facts = typed(revision=1, subject="việc khác", secrecy="internal")
    answer = signed_in(minh).post("/thanh-tra/2024-001/sua/", facts)
    assert answer.status_code == 302
    inspection = Inspection.objects.get()
    assert inspection.subject.startswith("việc thực hiện nhiệm vụ")
    assert inspection.secrecy == "internal"


def test_a_stranger_finds_nothing_and_a_member_is_refused_with_the_reason(quan, lan):
    make_inspection()
    assert signed_in(quan).get("/thanh-tra/2024-001/sua/").status_code == 404
    answer = signed_in(lan).post("/thanh-tra/2024-001/sua/", typed(revision=1))
    assert answer.status_code == 403


# --- Dropping -----------------------------------------------------------------------------------
def test_a_case_is_dropped_with_its_reason(minh):
    make_inspection()
    client = signed_in(minh)
    answer = client.post("/thanh-tra/2024-001/huy/", {"reason": " "})
    assert "reason" in answer.context["form"].errors
    assert client.post("/thanh-tra/2024-001/huy/", {"reason": "Trùng."}).status_code == 302
    assert Inspection.objects.get().state == CaseState.DROPPED


def test_without_javascript_an_issuer_outside_the_list_is_searched_by_a_button(minh):
    ward = make_unit(
        "Ủy ban nhân dân phường Đông Hải",
        kind=UnitKind.PEOPLES_COMMITTEE,
        abbreviation="UBND",
        short_name="UBND phường",
    )
    client = signed_in(minh)
    typed = {"kind": "inspection", "subject": "việc thu phí", "level": "", "secrecy": "normal"}
    assert ward.name not in client.get("/thanh-tra/moi/").content.decode()

    found = client.post(
        "/thanh-tra/moi/", typed | {"issuer_words": "dong hai ubnd phuong", "act": "find"}
    )
    none = client.post("/thanh-tra/moi/", typed | {"issuer_words": "khong co", "act": "find"})

    page = found.content.decode()
    assert f'<option value="{ward.pk}">{ward.name}' in page
    assert "việc thu phí" in page
    assert "Hãy chọn cơ quan" not in page
    assert "Không có cơ quan được ban hành văn bản nào khớp “khong co”" in none.content.decode()
    client.post("/thanh-tra/moi/", typed | {"issuer": ward.pk})
    assert Inspection.objects.get().issuer == ward


def test_cases_of_before_the_search_key_are_found_by_words(minh):
    inspection = make_running_inspection()
    Inspection.objects.update(search_key="")
    fill = import_module("inspections.migrations.0007_cases_get_their_search_key").fill
    fill(apps, None)
    inspection.refresh_from_db()
    kept = inspection.search_key
    inspection.save()
    assert kept == inspection.search_key != ""
    assert list(Inspection.objects.matching("01/qd-ttr hai tan")) == [inspection]
