"""The decision page: its text, its căn cứ as rows, and one issued elsewhere."""

import pytest

from inspections import cases
from inspections.cases import Basis
from inspections.choices import CaseState
from inspections.models import Decision, Inspection
from office.models import LegalDocument
from tests.cast import signed_in
from tests.make.inspections import make_decision, make_inspection, make_running_inspection
from tests.make.office import make_provision, make_regime

PAGE = "/thanh-tra/2024-001/quyet-dinh/"


def typed(**facts) -> dict:
    defaults = {
        "content": "Việc tiếp công dân\n\n  Việc giải quyết đơn ",
        "period_from": "01/01/2022",
        "period_to": "10/1/2024",
        "limit_days": "30",
        "limit_day_kind": "calendar",
        "planned_from": "29-01-2024",
        "basis": ["Căn cứ Luật Thanh tra;", "Căn cứ ", "Theo đề nghị của bộ phận nghiệp vụ"],
        "basis_provision": ["", "", ""],
    }
    return defaults | facts


def test_a_leader_writes_the_decision_and_empty_lines_fall_away(minh):
    make_inspection()
    answer = signed_in(minh).post(PAGE, typed())
    assert answer.url == PAGE
    decision = Decision.objects.get()
    assert decision.content == "Việc tiếp công dân\nViệc giải quyết đơn"
    assert [basis.text for basis in decision.bases.all()] == [
        "Căn cứ Luật Thanh tra",
        "Theo đề nghị của bộ phận nghiệp vụ",
    ]
    assert f"{decision.inspection.period_to:%d/%m/%Y}" == "10/01/2024"


def test_a_new_decision_begins_with_the_law_it_stands_on(minh):
    make_inspection()
    make_regime()
    rows = signed_in(minh).get(PAGE).context["rows"]
    assert len(rows) == 1
    assert rows[0].text.startswith("Căn cứ Luật Thanh tra ngày")


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"content": " "}, "content", "Hãy nhập nội dung thanh tra."),
        ({"content": "a" * 8001}, "content", "8000"),
        ({"limit_days": "0"}, "limit_days", "ít nhất là 1 ngày"),
        ({"limit_days": "5000"}, "limit_days", "400"),
        ({"limit_days": "ba mươi"}, "limit_days", "chữ số"),
        ({"limit_day_kind": "moon"}, "limit_day_kind", "moon"),
        ({"planned_from": "31/02/2024"}, "planned_from", "31/02/2024 không có trong lịch"),
        ({"planned_from": "mai"}, "planned_from", "ngày/tháng/năm"),
        ({"period_from": "31/02/2022"}, "period_from", "không có trong lịch"),
        ({"period_to": "31/12/2021"}, "period_to", "sau ngày bắt đầu"),
    ],
)
def test_a_wrong_field_gets_its_sentence_and_what_was_typed_stays(minh, facts, field, sentence):
    make_inspection()
    answer = signed_in(minh).post(PAGE, typed(**facts))
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert "Theo đề nghị của bộ phận nghiệp vụ" in answer.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("basis", "provision", "sentence"),
    [
        ("Căn cứ " + "a" * 600, "", "tối đa 600"),
        ("Căn cứ Luật", "999999", "không có trong thư viện"),
        ("Căn cứ Luật", "9" * 40, "không có trong thư viện"),
        ("Căn cứ Luật", "x", "không có trong thư viện"),
    ],
)
def test_a_wrong_basis_is_told_at_its_row(minh, basis, provision, sentence):
    make_inspection()
    answer = signed_in(minh).post(PAGE, typed(basis=[basis], basis_provision=[provision]))
    assert answer.status_code == 422
    assert sentence in answer.context["rows"][0].error
    assert sentence in answer.content.decode()
    assert not Decision.objects.exists()


def test_more_than_forty_bases_are_refused(minh):
    make_inspection()
    many = [f"Căn cứ Văn bản số {number}" for number in range(1, 42)]
    answer = signed_in(minh).post(PAGE, typed(basis=many, basis_provision=[""] * 41))
    assert "tối đa 40 căn cứ" in answer.content.decode()


@pytest.mark.parametrize(
    ("command", "texts"),
    [
        ("up:1", ["B", "A"]),
        ("up:0", ["A", "B"]),
        ("down:0", ["B", "A"]),
        ("down:1", ["A", "B"]),
        ("remove:0", ["B"]),
        ("remove:7", ["A", "B"]),
        ("add", ["A", "B", "Căn cứ "]),
        ("provision:999999", ["A", "B"]),
        ("document:x", ["A", "B"]),
        ("nonsense", ["A", "B"]),
    ],
)
def test_buttons_move_rows_without_saving_or_judging(minh, command, texts):
    make_inspection()
    answer = signed_in(minh).post(
        PAGE,
        typed(basis=["A", "B"], basis_provision=["", ""], rows=command, planned_from="31/02/2024"),
    )
    assert answer.status_code == 200
    assert [row.text for row in answer.context["rows"]] == texts
    assert "31/02/2024" in answer.content.decode()
    assert "Chưa lưu được" not in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_law_is_found_without_accents_and_put_into_a_row(minh):
    make_inspection()
    provision = make_provision("44", number="99/2022/QH15", title="Luật Tiếp công dân")
    client = signed_in(minh)
    facts = typed(basis=["Căn cứ "], basis_provision=[""])
    answer = client.post(PAGE, facts | {"rows": "find", "law_words": "tiep cong dan dieu 44"})
    found = answer.context["law_found"]
    assert [(one.document, one.provisions) for one in found if one.provisions] == [
        (provision.document, [provision])
    ]
    answer = client.post(PAGE, facts | {"rows": f"provision:{provision.pk}"})
    row = answer.context["rows"][0]
    assert row.text == "Căn cứ Điều 44 Luật Tiếp công dân ngày 14 tháng 11 năm 2022"
    client.post(PAGE, typed(basis=[row.text], basis_provision=[row.provision]))
    assert Decision.objects.get().bases.get().provision == provision


def test_a_whole_document_becomes_a_row_too(minh):
    make_inspection()
    document = (
        LegalDocument.objects.filter(kind="decree").first()
        or make_provision("1", number="43/2023/NĐ-CP", kind="decree").document
    )
    answer = signed_in(minh).post(PAGE, typed(basis=[], rows=f"document:{document.pk}"))
    assert answer.context["rows"][0].text.startswith(f"Căn cứ Nghị định số {document.number}")


def test_results_come_while_words_are_typed(minh):
    make_provision("44", number="99/2022/QH15", title="Luật Tiếp công dân")
    page = signed_in(minh).get("/thanh-tra/can-cu/tim/?law_words=tiep+cong+dan").content.decode()
    assert "Luật Tiếp công dân" in page
    assert "<html" not in page


def test_a_stale_decision_shows_both_texts_with_period_and_bases(minh, lan):
    inspection = make_inspection()
    make_decision(inspection, signed=False)
    cases.revise_decision(
        inspection.first_decision,
        revision=1,
        actor=lan,
        bases=[Basis("Căn cứ của Lan")],
        period_from=None,
        period_to=None,
        content="Nội dung của Lan",
    )
    facts = typed(content="Nội dung của Minh", revision=1)
    answer = signed_in(minh).post(PAGE, facts)
    page = answer.content.decode()
    assert answer.status_code == 409
    for text in ("Nội dung của Lan", "Nội dung của Minh", "Căn cứ của Lan", "01/01/2022"):
        assert text in page
    labels = [difference.label for difference in answer.context["conflict"].differences]
    assert labels[-1] == "Căn cứ ban hành"
    assert signed_in(minh).post(PAGE, facts | {"revision": 2}).status_code == 302


def test_a_draft_that_somebody_else_just_wrote_is_not_overwritten_by_a_first_save(minh):
    inspection = make_inspection()
    page = signed_in(minh).get(PAGE)
    assert "revision" not in page.context["form"].fields
    make_decision(inspection, signed=False, content="Của người khác")
    answer = signed_in(minh).post(PAGE, typed())
    assert answer.status_code == 409
    assert Decision.objects.get().content == "Của người khác"


def test_an_issued_decision_is_read_and_not_written(minh):
    make_running_inspection()
    page = signed_in(minh).get(PAGE).content.decode()
    assert "Quyết định số 01/QĐ-TTr" in page
    assert "Việc giải quyết thủ tục hành chính" in page
    assert signed_in(minh).post(PAGE, typed()).status_code == 403


def test_a_member_reads_the_draft_and_does_not_write_it(lan):
    make_decision(make_inspection(), signed=False)
    client = signed_in(lan)
    assert "Quyết định chưa ban hành" in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed()).status_code == 403


# --- Issued elsewhere ---------------------------------------------------------------------------
RECORD = "/thanh-tra/2024-001/quyet-dinh/ghi-nhan/"
SIGNED = {
    "number": "01/QĐ-TTr",
    "symbol": "",
    "signed_on": "24/01/2024",
    "signed_by_post": "Chánh Thanh tra",
}


def test_a_decision_from_elsewhere_is_recorded_with_number_and_symbol_in_one(ha):
    make_regime()
    make_decision(make_inspection(), signed=False)
    answer = signed_in(ha).post(RECORD, SIGNED)
    assert answer.url == "/thanh-tra/2024-001/"
    decision = Decision.objects.get()
    assert (decision.number, decision.symbol) == ("01", "QĐ-TTr")
    assert Inspection.objects.get().state == CaseState.DECIDED


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"number": ""}, "number", "Hãy nhập số."),
        ({"number": "1" * 21}, "number", "20"),
        ({"number": "01"}, "symbol", "ký hiệu"),
        ({"signed_on": "31/02/2024"}, "signed_on", "không có trong lịch"),
        ({"signed_on": "01/01/2099"}, "signed_on", "chưa tới"),
        ({"signed_on": "01/01/1960"}, "signed_on", "chưa có chế độ pháp lý"),
        ({"signed_by_post": ""}, "signed_by_post", "Hãy nhập chức vụ người ký."),
    ],
)
def test_a_wrong_record_is_told_at_its_field(minh, facts, field, sentence):
    make_regime()
    make_decision(make_inspection(), signed=False)
    answer = signed_in(minh).post(RECORD, SIGNED | facts)
    assert answer.status_code == 422
    assert any(sentence in error for error in answer.context["form"].errors[field])
    assert Inspection.objects.get().state == CaseState.PREPARING


def test_what_the_case_lacks_is_listed_with_links(minh):
    make_regime()
    make_inspection(with_team=False)
    page = signed_in(minh).post(RECORD, SIGNED).content.decode()
    assert "Chưa có trưởng đoàn." in page
    assert 'href="/thanh-tra/2024-001/doan/#id_person"' in page


def test_a_check_of_sector_law_chooses_its_regime(minh):
    by_hand = make_regime(
        "sector-check", case_kind="check", name="Chuyên ngành", chosen_by_hand=True
    )
    inspection = make_inspection(kind="check")
    make_decision(inspection, signed=False)
    client = signed_in(minh)
    answer = client.post(RECORD, SIGNED | {"regime": "999999"})
    assert "Không có chế độ này" in answer.context["form"].errors["regime"][0]
    answer = client.post(RECORD, SIGNED | {"regime": by_hand.pk, "signed_on": "30/06/2023"})
    assert "không áp dụng" in answer.context["form"].errors["regime"][0]
    client.post(RECORD, SIGNED | {"regime": by_hand.pk})
    inspection.refresh_from_db()
    assert inspection.regime == by_hand


def test_a_check_never_speaks_of_the_law_on_inspection(minh):
    make_inspection(kind="check")
    page = signed_in(minh).get(PAGE).content.decode()
    assert "Nội dung kiểm tra" in page
    assert "Luật Thanh tra" not in page
