"""The outline and the cited documents in the browser."""

import pytest

from tests.cast import signed_in
from tests.findings.pages import CASE, page, sheet
from tests.make.findings import make_finding, make_topic
from tests.make.inspections import (
    make_decision,
    make_inspection,
    make_running_inspection,
)


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
