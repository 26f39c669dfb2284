"""Pages of recommendations: who may come, what is told, what was typed is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.choices import CaseState
from recommendations.choices import DueKind, RecommendationKind
from recommendations.models import Recommendation
from tests.cast import make_person, signed_in
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_audited_unit, make_running_inspection, make_unit

CASE = "/thanh-tra/2024-001"


def sheet(inspection, **typed):
    """What the form of a recommendation sends."""
    data = {
        "act": "save",
        "kind": RecommendationKind.CORRECT,
        "text": "Mở sổ theo dõi đơn.",
        "units": [each.unit.pk for each in inspection.audited_units.all()],
        "due_kind": DueKind.NONE,
    }
    return data | typed


def page(answer):
    return answer.content.decode()


@pytest.mark.parametrize("path", ["kien-nghi/", "kien-nghi/bao-phu/"])
@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("lan", 200),
        ("minh", 200),
        ("son", 200),
        ("huong", 200),
        ("ha", 200),
        ("thao", 200),
        ("duc", 200),
        ("quan", 404),
        ("binh", 404),
        ("an", 404),
    ],
)
def test_who_reads_recommendations(db, username, status, path):
    inspection = make_running_inspection()
    make_recommendation(inspection, findings=[make_finding(inspection)])
    assert signed_in(make_person(username)).get(f"{CASE}/{path}").status_code == status


@pytest.mark.parametrize("path", ["kien-nghi/soan/", "kien-nghi/1/sua/", "kien-nghi/1/xoa/"])
@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("lan", 200),
        ("minh", 200),
        ("son", 403),
        ("ha", 403),
        ("thao", 403),
        ("duc", 403),
        ("quan", 404),
        ("binh", 404),
    ],
)
def test_who_writes_recommendations(db, username, status, path):
    make_recommendation(make_running_inspection())
    assert signed_in(make_person(username)).get(f"{CASE}/{path}").status_code == status


def test_after_the_conclusion_nothing_is_drafted(lan):
    inspection = make_running_inspection()
    type(inspection).objects.update(state=CaseState.CONCLUDED)
    assert signed_in(lan).get(f"{CASE}/kien-nghi/soan/").status_code == 403
    assert signed_in(lan).get(f"{CASE}/kien-nghi/").status_code == 200


def test_from_a_finding_its_ground_and_units_are_ticked_and_the_text_is_empty(lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection, "Chưa mở sổ.")
    shown = page(signed_in(lan).get(f"{CASE}/kien-nghi/soan/?phat-hien=1"))
    unit = inspection.audited_units.get().unit
    assert f'value="{finding.pk}" id="finding-{finding.pk}" checked' in shown
    assert f'value="{unit.pk}" id="unit-{unit.pk}" checked' in shown


@pytest.mark.parametrize("number", ["99", "bịa", "9" * 40])
def test_an_invented_finding_in_the_address_is_passed_over(lan, number):
    make_running_inspection()
    assert signed_in(lan).get(f"{CASE}/kien-nghi/soan/?phat-hien={number}").status_code == 200


def test_a_recommendation_is_drafted_to_a_person_with_a_day(lan):
    inspection = make_running_inspection()
    finding, chair = make_finding(inspection), inspection.issuer.parent
    answer = signed_in(lan).post(
        f"{CASE}/kien-nghi/soan/",
        sheet(
            inspection,
            units=[chair.pk],
            findings=[finding.pk],
            due_kind=DueKind.DATE,
            due_on="30/8/2024",
            due_days="rác của lựa chọn khác",
            report_to=chair.pk,
            **{f"person_{chair.pk}": "Chủ tịch UBND quận Hải Tân"},
        ),
    )
    assert answer.status_code == 302, page(answer)
    made = Recommendation.objects.get()
    assert answer.url == f"{CASE}/kien-nghi/#kien-nghi-1"
    assert made.obligations.get().addressee == "Chủ tịch UBND quận Hải Tân"
    assert made.due_text == "trước ngày 30/8/2024"
    shown = page(signed_in(lan).get(f"{CASE}/kien-nghi/"))
    assert "Chủ tịch UBND quận Hải Tân" in shown
    assert "trước ngày 30/8/2024" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Hãy viết nội dung kiến nghị."),
        ({"text": "x" * 10_001}, "Dài 10001 ký tự, tối đa 10000."),
        ({"kind": ""}, "Hãy chọn loại kiến nghị."),
        ({"kind": "bịa"}, "Loại kiến nghị này không có"),
        ({"units": []}, "Hãy chọn ít nhất một nơi thực hiện."),
        ({"units": ["999999"]}, "Có đơn vị không còn trong danh mục"),
        ({"units": ["bịa"]}, "Có đơn vị không còn trong danh mục"),
        ({"findings": ["999999"]}, "Có phát hiện không thuộc cuộc này"),
        ({"findings": ["bịa"]}, "Có phát hiện không thuộc cuộc này"),
        ({"due_kind": "bịa"}, "Cách nêu thời hạn này không có"),
        ({"due_kind": DueKind.DATE}, "Hãy nhập ngày phải hoàn thành."),
        ({"due_kind": DueKind.DATE, "due_on": "31/02/2024"}, "31/02/2024 không có trong lịch"),
        ({"due_kind": DueKind.AFTER_ISSUE}, "Hãy nhập số ngày"),
        ({"due_kind": DueKind.AFTER_ISSUE, "due_days": "ba mươi"}, "bằng chữ số"),
        ({"due_kind": DueKind.AFTER_ISSUE, "due_days": "0"}, "ít nhất là 1"),
        ({"due_kind": DueKind.AFTER_ISSUE, "due_days": "99999"}, "tối đa 3650"),
        ({"report_to": "999999"}, "Đơn vị này không chọn được"),
        ({"is_general": "on", "with_finding": True}, "Kiến nghị chung thì không gắn phát hiện"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(lan, typed, sentence):
    inspection = make_running_inspection()
    finding, unit = make_finding(inspection), inspection.audited_units.get().unit
    if typed.pop("with_finding", False):
        typed["findings"] = [finding.pk]
    kept = {f"person_{unit.pk}": "Trưởng phòng đã gõ"}
    answer = signed_in(lan).post(f"{CASE}/kien-nghi/soan/", sheet(inspection, **kept, **typed))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Trưởng phòng đã gõ" in page(answer)
    assert not Recommendation.objects.exists()


def test_a_person_s_title_may_be_too_long(lan):
    inspection = make_running_inspection()
    unit = inspection.audited_units.get().unit
    typed = sheet(inspection, **{f"person_{unit.pk}": "x" * 201})
    answer = signed_in(lan).post(f"{CASE}/kien-nghi/soan/", typed)
    assert "Chức danh, cá nhân tối đa 200 ký tự." in page(answer)


def test_all_units_of_the_case_are_ticked_by_one_button_and_nothing_is_saved(lan):
    inspection = make_running_inspection()
    units = [make_audited_unit(inspection, make_unit(f"Xã {name}")).unit for name in ("A", "B")]
    left_out = make_audited_unit(inspection, make_unit("Xã C"), excluded_reason="Đã kiểm tra.").unit
    typed = sheet(inspection, act="all_units", units=[], text="Đang gõ dở")
    shown = page(signed_in(lan).post(f"{CASE}/kien-nghi/soan/", typed))
    assert all(f'id="unit-{unit.pk}" checked' in shown for unit in units)
    assert f'id="unit-{left_out.pk}" checked' not in shown
    assert "Đang gõ dở" in shown
    assert not Recommendation.objects.exists()


def test_another_unit_is_found_without_accents_with_and_without_script(lan):
    inspection = make_running_inspection()
    unit = make_unit("Sở Nội vụ thành phố Hải An")
    typed = sheet(inspection, act="search", unit_words="so noi vu")
    assert f'id="unit-{unit.pk}"' in page(signed_in(lan).post(f"{CASE}/kien-nghi/soan/", typed))
    part = signed_in(lan).get(f"{CASE}/kien-nghi/tim-don-vi/", {"unit_words": "so noi vu"})
    assert f'id="unit-{unit.pk}"' in page(part)


def test_a_stale_edit_shows_both_texts_and_the_second_save_is_knowing(lan):
    inspection = make_running_inspection()
    make_recommendation(inspection, "Câu của Minh.", revision=2)
    typed = sheet(inspection, text="Câu của Lan.", is_general="on", revision="1")
    client, path = signed_in(lan), f"{CASE}/kien-nghi/1/sua/"
    answer = client.post(path, typed)
    assert answer.status_code == 409
    assert "Câu của Minh." in page(answer)
    assert "Câu của Lan." in page(answer)
    assert client.post(path, typed | {"revision": "2"}).status_code == 302
    assert Recommendation.objects.get().text == "Câu của Lan."


def test_the_form_shows_what_is_saved(lan):
    inspection = make_running_inspection()
    made = make_recommendation(inspection, due_kind=DueKind.AFTER_ISSUE, due_days=30)
    made.obligations.update(person="Trưởng phòng")
    shown = page(signed_in(lan).get(f"{CASE}/kien-nghi/1/sua/"))
    assert 'value="30"' in shown
    assert 'value="Trưởng phòng"' in shown


def test_recommendations_are_put_in_order_and_removed_after_a_question(lan):
    inspection = make_running_inspection()
    make_recommendation(inspection, "Một")
    make_recommendation(inspection, "Hai")
    client = signed_in(lan)
    client.post(f"{CASE}/kien-nghi/2/len/")
    assert [each.text for each in inspection.recommendations.all()] == ["Hai", "Một"]
    assert client.get(f"{CASE}/kien-nghi/2/xoa/").status_code == 200
    client.post(f"{CASE}/kien-nghi/2/xoa/")
    assert [each.text for each in inspection.recommendations.all()] == ["Một"]


def test_the_coverage_leads_from_each_hole_to_its_mending(lan):
    inspection = make_running_inspection()
    make_finding(inspection, "Chưa mở sổ.")
    answered = make_finding(inspection, "Chưa báo cáo.")
    make_recommendation(inspection, "Báo cáo đủ.", findings=[answered])
    make_recommendation(inspection, "Không rõ vì sao.", is_general=False)
    shown = page(signed_in(lan).get(f"{CASE}/kien-nghi/bao-phu/"))
    assert "1/2" in shown
    assert f"{CASE}/kien-nghi/soan/?phat-hien=1" in shown
    assert f"{CASE}/kien-nghi/soan/?phat-hien=2" not in shown
    assert f"{CASE}/kien-nghi/2/sua/#id_findings" in shown


@pytest.mark.parametrize("path", ["kien-nghi/", "kien-nghi/bao-phu/"])
def test_the_pages_ask_as_often_for_three_as_for_one(lan, path):
    inspection = make_running_inspection()
    make_recommendation(inspection, findings=[make_finding(inspection)])
    client = signed_in(lan)
    client.get(f"{CASE}/{path}")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{CASE}/{path}")
    for _ in range(2):
        make_recommendation(inspection, findings=[make_finding(inspection)])
    with CaptureQueriesContext(connection) as three:
        client.get(f"{CASE}/{path}")
    assert len(three) == len(one)


def test_who_waives_from_the_coverage_comes_back_to_it(minh):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    client, coverage = signed_in(minh), "/thanh-tra/2024-001/kien-nghi/bao-phu/"
    page = f"/thanh-tra/2024-001/phat-hien/{finding.number}/khong-can-kien-nghi/?next={coverage}"
    assert page in client.get(coverage).content.decode()
    assert f'href="{coverage}">Thôi' in client.get(page).content.decode()
    assert client.post(page, {"reason": "Đã khắc phục."}).url == coverage
