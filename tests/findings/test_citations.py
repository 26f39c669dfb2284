"""One typed line becomes the fields of a cited document."""

from datetime import date

import pytest

from findings import citations
from findings.citations import CitationFacts, recognise
from office.workflow import Overtaken, Problems, Refused
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát xung đột lợi ích",
            CitationFacts(
                "Công văn",
                "73/UBND-TTr",
                date(2023, 7, 12),
                "UBND quận",
                "về rà soát xung đột lợi ích",
            ),
        ),
        (
            "- quyết định số 245/QĐ-UBND ngày 29/4/2008 của Ủy ban nhân dân quận;",
            CitationFacts("Quyết định", "245/QĐ-UBND", date(2008, 4, 29), "Ủy ban nhân dân quận"),
        ),
        (
            "Thông tư số 02/2021/TT- BLĐTBXH ngày 24 tháng 6 năm 2021 của Bộ Lao động",
            CitationFacts("Thông tư", "02/2021/TT-BLĐTBXH", date(2021, 6, 24), "Bộ Lao động"),
        ),
        (
            "Công văn số 142/LĐT BXH ngày 22/8/2023 về việc trả lời đơn",
            CitationFacts("Công văn", "142/LĐTBXH", date(2023, 8, 22), "", "về việc trả lời đơn"),
        ),
        (
            "Công văn số 2834/UBND-LĐT BXH ngày 18/10/2023",
            CitationFacts("Công văn", "2834/UBND-LĐTBXH", date(2023, 10, 18)),
        ),
        (
            "Công văn số 93/LĐT B&XH ngày 08/7/2022",
            CitationFacts("Công văn", "93/LĐTB&XH", date(2022, 7, 8)),
        ),
        (
            "Quyết định số 02/2022/QĐ-UBND ngày 06/6/2022 quy định chức năng, nhiệm vụ",
            CitationFacts(
                "Quyết định",
                "02/2022/QĐ-UBND",
                date(2022, 6, 6),
                "",
                "quy định chức năng, nhiệm vụ",
            ),
        ),
        (
            "Quyết định 766/QĐTTg ngày 23-6-2022 của Thủ tướng Chính phủ phê duyệt Bộ chỉ số",
            CitationFacts(
                "Quyết định",
                "766/QĐTTg",
                date(2022, 6, 23),
                "Thủ tướng Chính phủ",
                "phê duyệt Bộ chỉ số",
            ),
        ),
        (
            "Văn bản xin ý kiến số 1218/SLĐTBXH-BTXH ngày 20/3/2023 của Sở Lao động",
            CitationFacts(
                "Văn bản xin ý kiến", "1218/SLĐTBXH-BTXH", date(2023, 3, 20), "Sở Lao động"
            ),
        ),
        (
            "Chương trình công tác số 08/CTr-LĐTBXH ngày 15/01/2024",
            CitationFacts("Chương trình công tác", "08/CTr-LĐTBXH", date(2024, 1, 15)),
        ),
        ("Kế hoạch số 109", CitationFacts("Kế hoạch", "109")),
        (
            "Nghị định số 20/2021/NĐ-CP ngày 15/3/2021 của Chính phủ",
            CitationFacts("Nghị định", "20/2021/NĐ-CP", date(2021, 3, 15), "Chính phủ"),
        ),
        (
            "Biên bản làm việc ngày 30/01/2024 với Phòng Lao động",
            CitationFacts("Biên bản làm việc", "", date(2024, 1, 30), "", "với Phòng Lao động"),
        ),
        (
            "Quyết định số 45/QĐ-UBND UBND quận ban hành",
            CitationFacts("Quyết định", "45/QĐ-UBND", None, "", "UBND quận ban hành"),
        ),
        (
            "Báo cáo số 177/BC-UBND ngày 27/10/2023 của UBND quận về kết quả năm 2023, nhiệm vụ từ ngày 01/01/2024",
            CitationFacts(
                "Báo cáo",
                "177/BC-UBND",
                date(2023, 10, 27),
                "UBND quận",
                "về kết quả năm 2023, nhiệm vụ từ ngày 01/01/2024",
            ),
        ),
    ],
)
def test_a_line_is_recognised_into_fields(line, facts):
    assert recognise(line) == facts


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Công văn số 73/UBND-TTr ngày 31/02/2023 của UBND quận", "31/02/2023 không có trong lịch"),
        ("một câu chẳng có văn bản nào", "Chưa nhận ra văn bản"),
        ("???", "Chưa nhận ra văn bản"),
        ("Công văn số 1/" + "A" * 200, "dài quá 80"),
        ("Công văn số 1/UBND của " + "a" * 201, "dài quá 200"),
        ("Công văn số 1/UBND về " + "a" * 501, "dài quá 500"),
        ("Công văn " + "dài " * 30 + "số 3/UBND", "dài quá 60"),
    ],
)
def test_a_line_that_is_not_understood_is_told_in_words(line, sentence):
    with pytest.raises(Problems, match=sentence):
        recognise(line)


def test_every_wrong_line_is_named(minh):
    inspection = make_running_inspection()
    with pytest.raises(Problems) as told:
        citations.keep_lines(
            inspection,
            "Công văn số 1/UBND ngày 01/02/2023\nlinh tinh\n\ncũng linh tinh",
            actor=minh,
        )
    assert [problem.text[:7] for problem in told.value.problems] == ["Dòng 2:", "Dòng 3:"]
    assert not inspection.citations.exists()


def test_a_document_is_kept_once_and_filled_in_later(lan):
    inspection = make_running_inspection()
    citations.keep_lines(inspection, "Công văn số 73/UBND-TTr ngày 12/7/2023", actor=lan)
    (again,) = citations.keep_lines(
        inspection, "công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát", actor=lan
    )
    assert inspection.citations.count() == 1
    assert again.in_full == "Công văn số 73/UBND-TTr ngày 12/7/2023 của UBND quận về rà soát"


def test_a_correction_reaches_every_place_and_of_two_one_is_told(lan, minh):
    inspection = make_running_inspection()
    (citation,) = citations.keep_lines(inspection, "Công văn số 73/UBND ngày 12/7/2023", actor=lan)
    seen = citation.in_full
    better = CitationFacts("Công văn", "73/UBND-TTr", date(2023, 7, 12))
    citations.correct(citation, better, seen=seen, actor=lan)
    with pytest.raises(Overtaken, match="73/UBND-TTr"):
        citations.correct(citation, CitationFacts("Công văn", "37/UBND"), seen=seen, actor=minh)


def test_a_correction_into_a_document_that_is_already_there_is_refused(lan):
    inspection = make_running_inspection()
    first, second = citations.keep_lines(
        inspection,
        "Công văn số 1/UBND ngày 01/02/2023\nCông văn số 2/UBND ngày 01/02/2023",
        actor=lan,
    )
    facts = CitationFacts(first.kind, first.number, first.dated_on)
    with pytest.raises(Problems, match="đã có trong danh mục"):
        citations.correct(second, facts, actor=lan)


def test_a_cited_document_is_not_removed(lan):
    inspection = make_running_inspection()
    (citation,) = citations.keep_lines(inspection, "Công văn số 1/UBND ngày 01/02/2023", actor=lan)
    finding = make_finding(inspection)
    finding.citations.add(citation)
    with pytest.raises(Problems, match="phát hiện số 1"):
        citations.remove(citation, actor=lan)
    finding.citations.clear()
    citations.remove(citation, actor=lan)
    assert not inspection.citations.exists()


def test_strangers_do_not_cite(quan):
    with pytest.raises(Refused):
        citations.keep_lines(make_running_inspection(), "Công văn số 1/UBND", actor=quan)


def test_a_date_to_come_is_doubted(lan):
    inspection = make_running_inspection()
    (citation,) = citations.keep_lines(inspection, "Công văn số 1/UBND ngày 01/02/2099", actor=lan)
    assert "sau hôm nay" in citations.doubts_about(citation)[0]
