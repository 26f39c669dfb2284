"""Pages of findings: who may come, what is told, what was typed is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.choices import FindingKind, FindingState
from findings.models import Finding
from inspections.choices import CaseState
from tests.cast import make_person, signed_in
from tests.findings.pages import CASE, page, sheet
from tests.make.findings import make_finding, make_topic
from tests.make.inspections import (
    make_audited_unit,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_provision

# --- Who may come ---------------------------------------------------------------------------------

READING = ["phat-hien/", "phat-hien/1/", "de-cuong/", "vien-dan/"]
WRITING = ["phat-hien/ghi/", "phat-hien/1/sua/", "phat-hien/1/bo/"]


@pytest.mark.parametrize("path", READING)
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
def test_who_reads_findings(db, username, status, path):
    make_finding(make_running_inspection())
    client = signed_in(make_person(username))
    assert client.get(f"{CASE}/{path}").status_code == status


@pytest.mark.parametrize("path", WRITING)
@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("lan", 200),
        ("minh", 200),
        ("son", 403),
        ("huong", 403),
        ("ha", 403),
        ("thao", 403),
        ("duc", 403),
        ("quan", 404),
        ("binh", 404),
    ],
)
def test_who_writes_findings(db, username, status, path):
    make_finding(make_running_inspection(), state=FindingState.NOTED)
    client = signed_in(make_person(username))
    assert client.get(f"{CASE}/{path}").status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "phat-hien/99/",
        "phat-hien/99999999999999999999/",
        "phat-hien/1/chung-cu/99/tep/",
        "de-cuong/99/sua/",
        "vien-dan/99/sua/",
    ],
)
def test_an_invented_number_is_not_found(lan, path):
    make_finding(make_running_inspection())
    assert signed_in(lan).get(f"{CASE}/{path}").status_code == 404


def test_after_the_conclusion_the_pages_are_read_only(lan):
    inspection = make_running_inspection()
    make_finding(inspection, state=FindingState.NOTED)
    type(inspection).objects.update(state=CaseState.CONCLUDED)
    client = signed_in(lan)
    assert client.get(f"{CASE}/phat-hien/1/").status_code == 200
    assert client.get(f"{CASE}/phat-hien/1/sua/").status_code == 403
    assert client.post(f"{CASE}/de-cuong/them/", {"text": "Một"}).status_code == 403


# --- Recording ------------------------------------------------------------------------------------


def test_a_finding_is_recorded_with_its_rule_and_cited_document(lan):
    inspection = make_running_inspection()
    provision, unit = make_provision("29", "1"), inspection.audited_units.get()
    answer = signed_in(lan).post(
        f"{CASE}/phat-hien/ghi/",
        sheet(
            inspection,
            kind=FindingKind.VIOLATION,
            amount="1.250.000",
            provisions=[str(provision.pk)],
            new_citations="Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát",
            **{f"note_{unit.pk}": "từ năm 2022"},
            **{"r-0-official": "Nguyễn Văn Tùng", "r-0-post": "Trưởng phòng"},
        ),
    )
    assert answer.status_code == 302, page(answer)
    finding = Finding.objects.get()
    assert answer.url == finding.get_absolute_url()
    assert finding.amount == 1_250_000
    assert finding.provisions.get() == provision
    assert finding.citations.get().number == "73/UBND-TTr"
    assert finding.units.get().note == "từ năm 2022"
    assert finding.responsibilities.get().official == "Nguyễn Văn Tùng"
    shown = page(signed_in(lan).get(answer.url))
    assert "1.250.000 đồng" in shown
    assert "Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Hãy viết nội dung phát hiện."),
        ({"text": "x" * 20_001}, "Dài 20001 ký tự, tối đa 20000."),
        ({"summary": "x" * 1001}, "Dài 1001 ký tự, tối đa 1000."),
        ({"topic": ""}, "Hãy chọn nội dung đề cương."),
        ({"topic": "999999"}, "Nội dung đề cương đã chọn không còn"),
        ({"topic": "bịa"}, "Nội dung đề cương đã chọn không còn"),
        ({"kind": ""}, "Hãy chọn loại phát hiện."),
        ({"kind": "bịa"}, "Loại phát hiện này không có"),
        ({"severity": "bịa"}, "Mức độ này không có"),
        ({"amount": "một tỷ"}, "Hãy viết số tiền bằng chữ số"),
        ({"amount": "-5"}, "không được nhỏ hơn"),
        ({"amount": "9" * 30}, "không được lớn hơn"),
        ({"units": ["999999"]}, "Có đơn vị không thuộc cuộc này"),
        ({"units": ["bịa"]}, "Có đơn vị không thuộc cuộc này"),
        ({"citations": ["999999"]}, "Có văn bản viện dẫn không thuộc cuộc này"),
        ({"provisions": ["999999"]}, "Có điều khoản không có trong thư viện"),
        ({"provisions": ["new:999:1::"]}, "Có điều khoản không có trong thư viện"),
        ({"new_citations": "Công văn số 1/UBND ngày 31/02/2023"}, "31/02/2023 không có trong lịch"),
        ({"new_citations": "chẳng phải văn bản"}, "Chưa nhận ra văn bản"),
        ({"r-0-unit": "999999"}, "Đơn vị này không thuộc cuộc"),
        ({"r-0-head_grade": "bịa"}, "Mức này không có"),
        ({"r-0-post": "Trưởng phòng"}, "Hãy nêu đơn vị hoặc cá nhân"),
        ({"r-0-official": "x" * 151}, "Dài 151 ký tự, tối đa 150."),
        ({"r-TOTAL_FORMS": "bịa", "r-0-post": "Trưởng phòng"}, "Hãy nêu đơn vị hoặc cá nhân"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(lan, typed, sentence):
    inspection = make_running_inspection()
    kept = {"cause": "Nguyên nhân đã gõ rất công phu."}
    answer = signed_in(lan).post(f"{CASE}/phat-hien/ghi/", sheet(inspection, **kept, **typed))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Nguyên nhân đã gõ rất công phu." in page(answer)
    assert not Finding.objects.exists()


def test_control_characters_and_loose_accents_are_put_right(lan):
    inspection = make_running_inspection()
    signed_in(lan).post(
        f"{CASE}/phat-hien/ghi/", sheet(inspection, text="Pho\u0300ng\x00 thie\u0302\u0301u sổ.")
    )
    assert Finding.objects.get().text == "Phòng thiếu sổ."


def test_a_unit_of_another_case_is_not_taken(lan):
    inspection, other = make_running_inspection(), make_running_inspection("2024-002")
    answer = signed_in(lan).post(
        f"{CASE}/phat-hien/ghi/", sheet(inspection, units=[other.audited_units.get().pk])
    )
    assert "Có đơn vị không thuộc cuộc này" in page(answer)


def test_searching_the_library_saves_nothing_and_keeps_everything_typed(lan):
    inspection = make_running_inspection()
    provision = make_provision("29", "1")
    answer = signed_in(lan).post(
        f"{CASE}/phat-hien/ghi/",
        sheet(
            inspection, act="search", text="Đang gõ dở", law_words="khoan 1 dieu 29 luat thanh tra"
        ),
    )
    assert answer.status_code == 200
    assert f'value="{provision.pk}"' in page(answer)
    assert "Đang gõ dở" in page(answer)
    assert not Finding.objects.exists()


def test_the_look_ups_answer_in_parts_of_a_page(lan):
    make_running_inspection()
    provision = make_provision("29", "1")
    client = signed_in(lan)
    found = client.get(f"{CASE}/phat-hien/tim-dieu-khoan/", {"law_words": "dieu 29 thanh tra"})
    assert f'value="{provision.pk}"' in page(found)
    line = {"new_citations": "Công văn số 73/UBND ngày 12/7/2023\nlinh tinh"}
    seen = page(client.post(f"{CASE}/vien-dan/nhan-dang/", line))
    assert "73/UBND" in seen
    assert "Chưa nhận ra văn bản" in seen


def test_another_row_of_responsibility_is_one_button_away(lan):
    inspection = make_running_inspection()
    answer = signed_in(lan).post(f"{CASE}/phat-hien/ghi/", sheet(inspection, act="more"))
    assert 'name="r-1-official"' in page(answer)


def test_without_an_outline_the_way_leads_there_first(lan):
    make_running_inspection()
    answer = signed_in(lan).get(f"{CASE}/phat-hien/ghi/")
    assert answer.url == f"{CASE}/de-cuong/"


# --- Revising -------------------------------------------------------------------------------------


def test_a_stale_edit_shows_both_texts_and_the_second_save_is_knowing(lan):
    inspection = make_running_inspection()
    make_finding(inspection, "Câu của Minh.", state=FindingState.NOTED, revision=2)
    client = signed_in(lan)
    typed = sheet(inspection, text="Câu của Lan.", revision="1")
    answer = client.post(f"{CASE}/phat-hien/1/sua/", typed)
    assert answer.status_code == 409
    assert "Câu của Minh." in page(answer)
    assert "Câu của Lan." in page(answer)
    assert 'name="revision" value="2"' in page(answer)
    assert Finding.objects.get().text == "Câu của Minh."
    assert client.post(f"{CASE}/phat-hien/1/sua/", typed | {"revision": "2"}).status_code == 302
    assert Finding.objects.get().text == "Câu của Lan."


def test_a_stale_edit_keeps_no_new_citation(lan):
    inspection = make_running_inspection()
    make_finding(inspection, state=FindingState.NOTED, revision=2)
    typed = sheet(inspection, revision="", new_citations="Công văn số 1/UBND ngày 01/02/2023")
    assert signed_in(lan).post(f"{CASE}/phat-hien/1/sua/", typed).status_code == 409
    assert not inspection.citations.exists()


def test_the_form_shows_what_is_saved(lan):
    inspection = make_running_inspection()
    finding = make_finding(inspection, state=FindingState.NOTED, amount=1_250_000)
    finding.provisions.add(make_provision("29", "1"))
    shown = page(signed_in(lan).get(f"{CASE}/phat-hien/1/sua/"))
    assert 'value="1.250.000"' in shown
    assert "khoản 1 Điều 29" in shown


# --- Acts -----------------------------------------------------------------------------------------


def test_the_leader_confirms_from_the_list_and_comes_back_to_it(minh):
    make_finding(make_running_inspection(), state=FindingState.NOTED)
    here = f"{CASE}/phat-hien/?trang-thai=noted"
    assert "Xác nhận" in page(signed_in(minh).get(here))
    answer = signed_in(minh).post(f"{CASE}/phat-hien/1/xac-nhan/", {"next": here})
    assert answer.url == here
    assert Finding.objects.get().state == FindingState.CONFIRMED


def test_the_way_back_never_leads_to_another_site(minh):
    make_finding(make_running_inspection(), state=FindingState.NOTED)
    answer = signed_in(minh).post(
        f"{CASE}/phat-hien/1/xac-nhan/", {"next": "https://example.org/lua-dao"}
    )
    assert answer.url == f"{CASE}/phat-hien/1/"


def test_what_is_missing_for_confirming_is_told_with_its_place(minh):
    make_finding(make_running_inspection(), kind=FindingKind.VIOLATION, state=FindingState.NOTED)
    answer = signed_in(minh).post(f"{CASE}/phat-hien/1/xac-nhan/")
    assert answer.status_code == 422
    assert "Vi phạm phải nêu căn cứ pháp lý" in page(answer)
    assert f"{CASE}/phat-hien/1/sua/#id_provisions" in page(answer)


def test_confirming_twice_is_told_who_was_faster(minh):
    make_finding(make_running_inspection())
    answer = signed_in(minh).post(f"{CASE}/phat-hien/1/xac-nhan/")
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("act", "state", "target"),
    [
        ("mo-lai", FindingState.CONFIRMED, FindingState.NOTED),
        ("bo", FindingState.NOTED, FindingState.DROPPED),
        ("khoi-phuc", FindingState.DROPPED, FindingState.NOTED),
    ],
)
def test_an_act_with_a_reason_is_a_form_of_its_own(minh, act, state, target):
    make_finding(make_running_inspection(), state=state)
    client, path = signed_in(minh), f"{CASE}/phat-hien/1/{act}/"
    assert client.get(path).status_code == 200
    for reason, sentence in (("", "Cần ghi lý do."), ("x" * 501, "tối đa 500")):
        answer = client.post(path, {"reason": reason})
        assert answer.status_code == 422
        assert sentence in page(answer)
    assert client.post(path, {"reason": "Có lý do."}).status_code == 302
    assert Finding.objects.get().state == target


# --- The list -------------------------------------------------------------------------------------


def test_filters_stand_in_the_url(lan):
    inspection = make_running_inspection()
    make_finding(inspection, "Điều hay.", kind=FindingKind.STRENGTH)
    make_finding(inspection, "Điều dở.", kind=FindingKind.SHORTCOMING)
    make_finding(inspection, "Điều đã bỏ.", state=FindingState.DROPPED)
    client = signed_in(lan)
    everything = page(client.get(f"{CASE}/phat-hien/"))
    assert "Điều hay." in everything
    assert "Điều đã bỏ." not in everything
    praised = page(client.get(f"{CASE}/phat-hien/?loai=strength"))
    assert "Điều hay." in praised
    assert "Điều dở." not in praised
    assert "Điều đã bỏ." in page(client.get(f"{CASE}/phat-hien/?trang-thai=dropped"))


@pytest.mark.parametrize("query", ["loai=bịa", "don-vi=999999", "noi-dung=x", "trang-thai=%00"])
def test_an_invented_filter_is_told_and_hides_nothing(lan, query):
    make_finding(make_running_inspection(), "Điều dở.")
    answer = signed_in(lan).get(f"{CASE}/phat-hien/?{query}")
    assert answer.status_code == 200
    assert "Điều dở." in page(answer)


def test_the_list_asks_as_often_for_three_rows_as_for_one(lan):
    inspection = make_running_inspection()
    make_audited_unit(inspection, make_unit("Xã An Đông"))
    make_finding(inspection)
    client = signed_in(lan)
    client.get(f"{CASE}/phat-hien/")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{CASE}/phat-hien/")
    make_finding(inspection)
    make_finding(inspection, topic=make_topic(inspection, "Nội dung khác"))
    with CaptureQueriesContext(connection) as three:
        client.get(f"{CASE}/phat-hien/")
    assert len(three) == len(one)
