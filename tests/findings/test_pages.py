"""Pages of findings: who may come, what is told, what was typed is kept."""

import resource
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings import evidence
from findings.choices import FindingKind, FindingState
from findings.models import Finding
from inspections.choices import CaseState
from tests.cast import make_person, signed_in
from tests.findings.test_evidence import PDF
from tests.make.findings import make_finding, make_topic
from tests.make.inspections import (
    make_audited_unit,
    make_decision,
    make_inspection,
    make_running_inspection,
    make_unit,
)
from tests.make.office import make_provision

CASE = "/thanh-tra/2024-001"


def sheet(inspection, **typed):
    """What the form of a finding sends."""
    topic = inspection.topics.first() or make_topic(inspection)
    data = {
        "act": "save",
        "topic": topic.pk,
        "kind": FindingKind.SHORTCOMING,
        "text": "Phòng chưa mở sổ theo dõi đơn.",
        "units": [unit.pk for unit in inspection.audited_units.all()],
        "r-TOTAL_FORMS": "1",
        "r-INITIAL_FORMS": "0",
    }
    return data | typed


def page(answer):
    return answer.content.decode()


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


# --- Evidence -------------------------------------------------------------------------------------


def attach(client, *files, **typed):
    return client.post(f"{CASE}/phat-hien/1/chung-cu/", {"uploads": list(files), **typed})


def test_proof_is_attached_and_opened_by_the_team_only(lan, quan):
    make_finding(make_running_inspection())
    answer = attach(signed_in(lan), SimpleUploadedFile("Sổ theo dõi.pdf", PDF), title="Sổ")
    assert answer.status_code == 302
    proof = Finding.objects.get().evidence.get()
    path = f"{CASE}/phat-hien/1/chung-cu/{proof.pk}/tep/"
    opened = signed_in(lan).get(path)
    assert b"".join(opened.streaming_content) == PDF
    assert opened["Content-Type"] == "application/pdf"
    assert opened["Content-Disposition"].startswith("inline")
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert opened["X-Content-Type-Options"] == "nosniff"
    saved = signed_in(lan).get(path, {"tai-ve": "1"})
    assert saved["Content-Disposition"].startswith("attachment")
    assert b"".join(saved.streaming_content) == PDF
    assert signed_in(quan).get(path).status_code == 404


def test_what_is_neither_pdf_nor_picture_is_saved_and_not_shown(lan):
    make_finding(make_running_inspection())
    page_in_disguise = b"<!doctype html><script>alert(1)</script>"
    attach(signed_in(lan), SimpleUploadedFile("trang.html", page_in_disguise))
    proof = Finding.objects.get().evidence.get()
    opened = signed_in(lan).get(f"{CASE}/phat-hien/1/chung-cu/{proof.pk}/tep/")
    assert opened["Content-Disposition"].startswith("attachment")
    assert opened["Content-Type"] == "text/plain"
    assert "sandbox" in opened["Content-Security-Policy"]
    assert b"".join(opened.streaming_content) == page_in_disguise


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("rong.pdf", b"", "“rong.pdf” rỗng"),
        ("may.exe", b"MZ\x90\x00" + b"\x00" * 100, "không thuộc loại được nhận"),
        ("gia.pdf", b"\x7fELF" + b"\x00" * 100, "không thuộc loại được nhận"),
    ],
)
def test_a_refused_file_is_told_at_the_field_and_the_title_is_kept(lan, name, data, sentence):
    make_finding(make_running_inspection())
    answer = attach(
        signed_in(lan), SimpleUploadedFile(name, data), title="Biên bản số 3", note="bản sao"
    )
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert 'value="Biên bản số 3"' in page(answer)


def test_no_file_at_all_is_told(lan):
    make_finding(make_running_inspection())
    answer = attach(signed_in(lan), title="Quên chọn tệp")
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một tệp." in page(answer)
    assert "Quên chọn tệp" in page(answer)


class _Long:
    """The body of a form with a file of 200 MB between two fields; it watches our memory."""

    BOUNDARY = "ranh-gioi"
    FILE_SIZE = 200 * 1024 * 1024

    def __init__(self):
        self.head = self._part('name="title"', "Đĩa quay toàn cảnh\r\n") + self._part(
            'name="uploads"; filename="quay.pdf"', "%PDF-1.7 "
        )
        self.tail = (
            b"\r\n"
            + self._part('name="note"', "chép từ máy quay\r\n")
            + f"--{self.BOUNDARY}--\r\n".encode()
        )
        self.size = len(self.head) + self.FILE_SIZE + len(self.tail)
        self.left, self.at_first, self.at_most = self.FILE_SIZE, _memory(), 0

    def _part(self, names, value):
        lines = f"--{self.BOUNDARY}\r\nContent-Disposition: form-data; {names}\r\n\r\n{value}"
        return lines.encode()

    def read(self, size=-1):
        self.at_most = max(self.at_most, _memory() - self.at_first)
        if self.head:
            given, self.head = self.head[:size], self.head[size:]
        elif self.left:
            given = b"x" * min(size, self.left)
            self.left -= len(given)
        else:
            given, self.tail = self.tail[:size], self.tail[size:]
        return given

    readline = read


def _memory():
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_a_file_of_200_mb_is_refused_without_being_kept_and_nothing_typed_is_lost(lan):
    make_finding(make_running_inspection())
    body = _Long()
    # Some data, so that the client sends headers of a body at all; then the body is replaced.
    answer = signed_in(lan).generic(
        "POST",
        f"{CASE}/phat-hien/1/chung-cu/",
        b"-",
        content_type=f"multipart/form-data; boundary={body.BOUNDARY}",
        **{"wsgi.input": body, "CONTENT_LENGTH": str(body.size)},
    )
    assert answer.status_code == 413
    assert "“quay.pdf” lớn hơn 50 MB" in page(answer)
    assert "Đĩa quay toàn cảnh" in page(answer)
    assert "chép từ máy quay" in page(answer)
    assert body.at_most < 40 * 1024 * 1024
    assert not Finding.objects.get().evidence.exists()


def test_proof_is_withdrawn_with_a_reason(lan):
    finding = make_finding(make_running_inspection())
    (proof,) = evidence.attach(finding, [SimpleUploadedFile("a.pdf", PDF)], actor=lan)
    client, path = signed_in(lan), f"{CASE}/phat-hien/1/chung-cu/{proof.pk}/rut/"
    assert client.get(path).status_code == 200
    assert "Cần ghi lý do." in page(client.post(path, {"reason": ""}))
    assert client.post(path, {"reason": "Bản chụp mờ."}).status_code == 302
    shown = page(client.get(f"{CASE}/phat-hien/1/"))
    assert "Bản chụp mờ." in shown
    assert client.post(path, {"reason": "Lần nữa."}).status_code == 403


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


# --- Outline and cited documents ------------------------------------------------------------------


def test_the_outline_is_pasted_moved_and_renamed_in_the_browser(lan):
    inspection = make_inspection()
    client = signed_in(lan)
    client.post(f"{CASE}/de-cuong/them/", {"text": "1. Một\n1.1 Hai\n2. Ba"})
    first = inspection.topics.get(title="Một")
    third = inspection.topics.get(title="Ba")
    assert "1.1." in page(client.get(f"{CASE}/de-cuong/"))
    client.post(f"{CASE}/de-cuong/{third.pk}/len/")
    client.post(f"{CASE}/de-cuong/{first.pk}/sua/", {"title": "Một mới", "seen": "Một"})
    assert [topic.title for topic in inspection.topics.all()] == ["Ba", "Một mới", "Hai"]
    assert client.post(f"{CASE}/de-cuong/{first.pk}/xoa/").status_code == 422


def test_a_stale_rename_is_told_and_can_be_saved_knowingly(lan):
    inspection = make_inspection()
    topic = make_topic(inspection, "Tên của Minh")
    path = f"{CASE}/de-cuong/{topic.pk}/sua/"
    answer = signed_in(lan).post(path, {"title": "Tên của Lan", "seen": "Tên cũ"})
    assert answer.status_code == 409
    assert "Tên của Minh" in page(answer)
    assert 'value="Tên của Lan"' in page(answer)
    again = signed_in(lan).post(path, {"title": "Tên của Lan", "seen": "Tên của Minh"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": ""}, "Hãy nhập ít nhất một nội dung."),
        ({"text": "x" * 501}, "tối đa 500"),
        ({"text": "Một", "under": "999999"}, "Nội dung này không còn"),
    ],
)
def test_a_wrong_outline_is_told(lan, typed, sentence):
    inspection = make_inspection()
    answer = signed_in(lan).post(f"{CASE}/de-cuong/them/", typed)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert not inspection.topics.exists()


def test_the_quick_start_takes_the_lines_of_the_decision(lan):
    inspection = make_inspection()
    client = signed_in(lan)
    assert client.post(f"{CASE}/de-cuong/lay-tu-quyet-dinh/").status_code == 422
    make_decision(inspection)
    client.post(f"{CASE}/de-cuong/lay-tu-quyet-dinh/")
    assert inspection.topics.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Hãy ghi loại văn bản."),
        ({"dated_on": "31/02/2023"}, "31/02/2023 không có trong lịch"),
        ({"subject": "x" * 501}, "tối đa 500"),
    ],
)
def test_a_wrong_correction_of_a_cited_document_is_told(lan, typed, sentence):
    inspection = make_running_inspection()
    client = signed_in(lan)
    client.post(f"{CASE}/vien-dan/them/", {"text": "Công văn số 1/UBND ngày 01/02/2023"})
    citation = inspection.citations.get()
    data = {"kind": "Công văn", "number": "2/UBND", "seen": citation.in_full}
    answer = client.post(f"{CASE}/vien-dan/{citation.pk}/sua/", data | typed)
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert 'value="2/UBND"' in page(answer)


def test_cited_documents_are_added_corrected_and_removed(lan):
    inspection = make_running_inspection()
    client = signed_in(lan)
    wrong = client.post(f"{CASE}/vien-dan/them/", {"text": "linh tinh"})
    assert wrong.status_code == 422
    client.post(f"{CASE}/vien-dan/them/", {"text": "Công văn số 1/UBND ngày 01/02/2023"})
    citation = inspection.citations.get()
    path = f"{CASE}/vien-dan/{citation.pk}"
    data = {"kind": "Công văn", "number": "2/UBND", "seen": "một câu cũ"}
    assert client.post(f"{path}/sua/", data).status_code == 409
    assert client.post(f"{path}/sua/", data | {"seen": citation.in_full}).status_code == 302
    assert "2/UBND" in page(client.get(f"{CASE}/vien-dan/"))
    client.post(f"{path}/xoa/")
    assert not inspection.citations.exists()


def test_a_finding_that_is_refused_leaves_no_cited_document_behind(minh):
    inspection = make_running_inspection()
    finding = make_finding(inspection)
    typed = sheet(
        inspection,
        units=[],
        new_citations="Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát",
        revision=finding.revision,
    )
    answer = signed_in(minh).post(f"{CASE}/phat-hien/1/sua/", typed)
    assert answer.status_code == 422
    assert "73/UBND-TTr" in page(answer)
    assert not inspection.citations.exists()


def test_proof_is_looked_at_pointed_and_replaced_in_the_browser(lan):
    finding = make_finding(make_running_inspection(), "Chưa mở sổ. Có 03 đơn chưa vào sổ.")
    (first,) = evidence.attach(
        finding, [SimpleUploadedFile("so.pdf", PDF)], title="Trích sổ", actor=lan
    )
    page = f"{finding.get_absolute_url()}chung-cu/{first.pk}/"
    client = signed_in(lan)
    looked = client.get(page).content.decode()
    assert first.file.sha256 in looked
    assert "<iframe" in looked

    refused = client.post(f"{page}cau/", {"sentence": "Câu bịa."})
    assert refused.status_code == 422
    assert "không còn trong nội dung" in refused.content.decode()
    client.post(f"{page}cau/", {"sentence": "Có 03 đơn chưa vào sổ."})
    assert "Chứng cứ của câu này" in client.get(finding.get_absolute_url()).content.decode()

    nothing = client.post(f"{page}ban-moi/", {"note": "bản có dấu"})
    assert nothing.status_code == 422
    assert "Hãy chọn tệp của bản mới." in nothing.content.decode()
    assert "bản có dấu" in nothing.content.decode()
    newer = client.post(f"{page}ban-moi/", {"uploads": SimpleUploadedFile("b.pdf", PDF + b"2")})
    assert newer.status_code == 302
    assert "đã có bản mới hơn" in client.get(page).content.decode()
    assert client.post(f"{page}ban-moi/", {}).status_code == 403
