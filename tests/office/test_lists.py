"""Lists over all cases: what may be asked, what is shown, what is taken away; every room alike."""

import csv
import datetime
import io
from typing import NamedTuple

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.choices import FindingKind, FindingState, Severity
from inspections.choices import CaseState, MilestoneKind, Secrecy
from inspections.models import Inspection
from office import exports, pages
from recommendations.choices import DueKind
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.findings import make_finding, make_recommendation, make_topic
from tests.make.inspections import (
    make_audited_unit,
    make_inspection,
    make_milestone,
    make_running_inspection,
    make_unit,
)
from tests.make.reports import make_full_case, make_issued, make_report

pytestmark = pytest.mark.django_db


class List(NamedTuple):
    path: str
    heading: str


LISTS = [
    List("/thanh-tra/", "Mã cuộc"),
    List("/phat-hien/", "Mã cuộc"),
    List("/kien-nghi/", "Mã cuộc"),
    List("/van-ban/", "Số"),
]
PATHS = [each.path for each in LISTS]


def rows_of(person, path: str) -> list:
    answer = signed_in(person).get(path)
    assert answer.status_code == 200
    return answer.context["page"].rows


def table_of(person, path: str) -> list[list[str]]:
    text = signed_in(person).get(path).getvalue().decode("utf-8")
    assert text.startswith("\ufeff"), "Excel takes a file without this mark for an older alphabet"
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


# --- Every list ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
def test_a_list_costs_as_many_queries_for_three_rows_as_for_one(son, path):
    client, counts = signed_in(son), []
    make_report(make_full_case("2024-001"))
    for more in ((), ("2024-002", "2024-003")):
        for code in more:
            make_report(make_full_case(code))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", PATHS)
def test_a_list_and_its_tables_show_what_each_person_may_know_of(cast, path):
    make_issued(make_report(make_full_case("2024-001")))
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    see = {"lan", "minh", "son", "huong"}
    # Of such a case the clerk has the papers that were numbered.
    see |= {"ha"} if path == "/van-ban/" else set()
    for username in PEOPLE:
        person = make_person(username)
        assert bool(rows_of(person, path)) == (username in see), username
        assert (len(table_of(person, f"{path}tai-ve/csv/")) > 1) == (username in see), username


@pytest.mark.parametrize("each", LISTS, ids=PATHS)
def test_the_table_holds_the_rows_of_the_list_and_no_others(son, each):
    for code in ("2024-001", "2024-002"):
        make_report(make_full_case(code))
    only = "?cuoc=2024-002" if each.path != "/thanh-tra/" else "?q=2024-002"
    lines = table_of(son, f"{each.path}tai-ve/csv/{only}")
    assert lines[0][0] == each.heading
    assert len(lines) - 1 == len(rows_of(son, f"{each.path}{only}")) > 0
    assert all("2024-002" in line for line in lines[1:])
    assert len(table_of(son, f"{each.path}tai-ve/csv/")) > len(lines)


@pytest.mark.parametrize("path", PATHS)
def test_another_form_of_table_is_not_there(son, path):
    assert signed_in(son).get(f"{path}tai-ve/doc/").status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_what_is_mistyped_is_told_at_its_field_and_filters_nothing(son, path):
    make_report(make_full_case())
    answer = signed_in(son).get(f"{path}?loai=khong-co&nam=muoi")
    assert answer.context["page"].rows
    page = answer.content.decode()
    assert "Không có lựa chọn này" in page
    assert "bốn chữ số" in page
    assert 'value="muoi"' in page


@pytest.mark.parametrize("path", PATHS)
def test_nothing_found_leads_back_to_everything(son, path):
    make_report(make_full_case())
    page = signed_in(son).get(f"{path}?q=khongcotunay").content.decode()
    assert "khớp bộ lọc." in page
    assert f'href="{path}"' in page


def test_a_condition_is_taken_off_alone(minh):
    make_finding(make_running_inspection(), kind=FindingKind.VIOLATION)
    page = signed_in(minh).get("/phat-hien/?loai=violation&don-vi=lao+dong&xep=tien")
    chips = {chip.label: chip for chip in page.context["asked"].chips}
    assert chips["Loại"].shown == "Vi phạm"
    assert chips["Loại"].without == "?don-vi=lao+dong&xep=tien"
    assert chips["Đơn vị"].without == "?loai=violation&xep=tien"


def test_a_page_keeps_filters_and_order(minh, monkeypatch):
    monkeypatch.setattr(pages.cut, "__kwdefaults__", pages.cut.__kwdefaults__ | {"size": 2})
    inspection = make_running_inspection()
    for place in range(5):
        make_finding(inspection, f"Hạn chế {place}", amount=place)
    client, seen, address = signed_in(minh), [], "/phat-hien/?loai=shortcoming&xep=tien"
    while address:
        answer = client.get(address)
        seen += [row["beginning"] for row in answer.context["page"].rows]
        after = answer.context["page"].after
        address = f"/phat-hien/?loai=shortcoming&xep=tien&sau={after}" if after else ""
    assert seen == [f"Hạn chế {place}" for place in (4, 3, 2, 1, 0)]


def test_what_people_wrote_is_shown_and_never_run(minh):
    inspection = make_running_inspection(subject="việc <script>alert(1)</script>")
    make_finding(inspection, '<script>alert(2)</script> & "ngoặc"')
    make_recommendation(inspection, "<b>Nộp lại</b>")
    for path in PATHS:
        page = signed_in(minh).get(path).content.decode()
        assert "<script>alert" not in page
        assert "<b>Nộp lại" not in page
    page = signed_in(minh).get("/phat-hien/?q=alert&cuoc=%22%3E%3Cscript%3Ealert(3)").content
    assert b"<script>alert" not in page


# --- Findings -------------------------------------------------------------------------------------


@pytest.fixture
def findings(minh) -> dict[str, int]:
    """Three findings of two cases, by what is special about them."""
    first, second = make_running_inspection("2024-001"), make_running_inspection("2024-002")
    make_audited_unit(second, make_unit("Trạm Y tế phường Nam"))
    letters = make_topic(second, "Tiếp công dân, giải quyết đơn thư")
    praise = make_finding(first, "Đã lập kế hoạch tuyên truyền.", kind=FindingKind.STRENGTH)
    breach = make_finding(
        second,
        "Thu phí không đúng mức quy định tại Quyết định số 547/QĐ-UBND.",
        kind=FindingKind.VIOLATION,
        severity=Severity.GRAVE,
        amount=2_500_000,
        topic=letters,
        recorded_by="minh",
    )
    dropped = make_finding(first, "Trùng với phát hiện khác.", state=FindingState.DROPPED)
    return {"praise": praise.pk, "breach": breach.pk, "dropped": dropped.pk}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"praise", "breach"}),
        ("q=thu+phi", {"breach"}),
        ("q=phi+thu", {"breach"}),
        ('q="phi+thu"', set()),
        ("q=547/QD-UBND", {"breach"}),
        ("q=547/q", {"breach"}),
        ("q=!!!", set()),
        ("loai=strength", {"praise"}),
        ("trang-thai=dropped", {"dropped"}),
        ("muc-do=grave", {"breach"}),
        ("don-vi=tram+y+te", {"breach"}),
        ("cuoc=2024-001", {"praise"}),
        ("noi-dung=don+thu", {"breach"}),
        ("so-tien=1.000.000", {"breach"}),
        ("so-tien=3.000.000", set()),
        ("chua-kien-nghi=1", {"breach"}),
        ("chua-chung-cu=1", {"breach"}),
        ("cua-toi=1", {"breach"}),
        ("nam=1999", set()),
        ("tu=01/01/1999&den=02/01/1999", set()),
        ("tu=01/01/1999", {"praise", "breach"}),
        ("nguoi-ghi=van+minh", {"breach"}),
        ("nguoi-ghi=khong+ai", set()),
        ("xep=tien", {"praise", "breach"}),
        ("xep=cuoc", {"praise", "breach"}),
    ],
)
def test_findings_are_narrowed_by_the_address(minh, findings, query, expected):
    found = {row["pk"] for row in rows_of(minh, f"/phat-hien/?{query}")}
    assert found == {findings[name] for name in expected}


@pytest.mark.parametrize("most", [500, 0], ids=["few cases", "more cases than are named"])
def test_findings_of_a_unit_are_those_that_name_it_and_those_of_cases_of_it_alone(
    minh, monkeypatch, most
):
    """A finding that names no unit concerns the only unit of its case, and none of several."""
    monkeypatch.setattr("findings.lists.MOST_NAMED", most)
    alone, shared = make_running_inspection("2024-001"), make_running_inspection("2024-002")
    division = shared.audited_units.get()
    station = make_audited_unit(shared, make_unit("Trạm Y tế phường Nam"))
    of_alone, of_nobody = make_finding(alone), make_finding(shared)
    of_station, of_division = make_finding(shared), make_finding(shared)
    for finding in (of_alone, of_nobody):
        finding.units.all().delete()
    of_station.units.filter(unit=division).delete()
    of_division.units.filter(unit=station).delete()
    for words, expected in (
        ("phong lao dong", {of_alone, of_division}),
        ("tram y te", {of_station}),
        ("lao dong nam", set()),
    ):
        found = {row["pk"] for row in rows_of(minh, f"/phat-hien/?don-vi={words}")}
        assert found == {each.pk for each in expected}, words


@pytest.mark.parametrize(
    "query", ["don-vi=tram+y+te", "don-vi=tram+y+te&loai=violation&muc-do=grave&xep=tien"]
)
def test_a_unit_of_very_many_cases_is_found_all_the_same(minh, findings, query, monkeypatch):
    few = rows_of(minh, f"/phat-hien/?{query}")
    monkeypatch.setattr("findings.lists.MOST_NAMED", 0)
    assert rows_of(minh, f"/phat-hien/?{query}") == few != []


def test_after_an_edit_the_filtered_list_comes_back(minh, findings):
    client = signed_in(minh)
    here = "/phat-hien/?loai=violation"
    page = client.get(here).content.decode()
    assert "/thanh-tra/2024-002/phat-hien/1/?next=/phat-hien/%3Floai%3Dviolation" in page
    detail = client.get("/thanh-tra/2024-002/phat-hien/1/", {"next": here}).content.decode()
    assert "Về danh sách" in detail
    assert "sua/?next=/phat-hien/%3Floai%3Dviolation" in detail
    typed = {"reason": "Trùng.", "next": here}
    assert client.post("/thanh-tra/2024-002/phat-hien/1/bo/", typed).url == here


# --- Recommendations ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {1, 2, 3}),
        ("han=da-qua", {1, 2}),
        ("han=30-ngay", set()),
        ("han=khong-neu", {3}),
        ("han-tu=01/03/2024", {2}),
        ("don-vi=lao+dong", {1, 2, 3}),
        ("don-vi=y+te", set()),
        ("q=so+theo+doi", {1}),
        ("loai=recover", {2}),
        ("chung=1", {1, 2, 3}),
        ("cuoc-o=on_site", {1, 2, 3}),
        ("nam=2024&xep=han", {1, 2, 3}),
    ],
)
def test_recommendations_are_narrowed_by_the_address(minh, query, expected):
    inspection = make_running_inspection()
    make_milestone(inspection, MilestoneKind.CONCLUDED, datetime.date(2024, 3, 1))
    day = datetime.date(2024, 2, 20)
    make_recommendation(inspection, "Mở sổ theo dõi.", due_kind=DueKind.DATE, due_on=day)
    make_recommendation(
        inspection, "Nộp lại tiền.", kind="recover", due_kind=DueKind.AFTER_ISSUE, due_days=30
    )
    make_recommendation(inspection, "Rút kinh nghiệm.")
    assert {row["number"] for row in rows_of(minh, f"/kien-nghi/?{query}")} == expected


def test_recommendations_come_by_due_date_with_those_without_one_last(minh):
    inspection = make_running_inspection()
    for day in (None, datetime.date(2024, 5, 1), datetime.date(2024, 4, 1)):
        kind = DueKind.DATE if day else DueKind.NONE
        make_recommendation(inspection, due_kind=kind, due_on=day)
    assert [row["number"] for row in rows_of(minh, "/kien-nghi/?xep=han")] == [3, 2, 1]


# --- Papers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("q=01/BC-DTTr", True),
        ("q=bao+cao", True),
        ("q=02/BC", False),
        ("loai=BC", True),
        ("loai=KL", False),
        ("trang-thai=issued", True),
        ("nam=2024", True),
        ("nam=2023", False),
        ("tu=15/02/2024&den=15/2/2024", True),
        ("nguoi-ky=minh", True),
        ("xep=ngay", True),
        ("cua-toi=1", False),
    ],
)
def test_papers_are_narrowed_by_the_address(minh, query, found):
    make_issued(make_report(make_full_case()))
    assert bool(rows_of(minh, f"/van-ban/?{query}")) is found


# --- Cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("nam=2024", {"2024-001", "2024-002"}),
        ("nam=2023", set()),
        ("don-vi=tram", {"2024-002"}),
        ("co-quan=thanh+tra+quan", {"2024-001", "2024-002"}),
        ("ky-tu=24/01/2024&ky-den=24/01/2024", {"2024-002"}),
        ("han=dang-tinh", set()),
        ("xep=ma", {"2024-001", "2024-002"}),
    ],
)
def test_cases_are_narrowed_by_the_address(minh, query, codes):
    make_inspection("2024-001")
    other = make_running_inspection("2024-002")
    make_audited_unit(other, make_unit("Trạm Y tế phường Nam"))
    assert {row.code for row in rows_of(minh, f"/thanh-tra/?{query}")} == codes


# --- Tables ---------------------------------------------------------------------------------------


def test_a_workbook_has_real_days_and_numbers(minh, findings):
    answer = signed_in(minh).get("/phat-hien/tai-ve/xlsx/?loai=violation")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    head, line = ([cell.value for cell in row] for row in sheet.iter_rows())
    cells = dict(zip(head, line, strict=True))
    assert cells["Số tiền (đồng)"] == 2_500_000
    assert isinstance(cells["Ngày ghi"], datetime.datetime)
    assert "Quyết định số 547/QĐ-UBND" in cells["Phát hiện"]


def test_a_text_that_looks_like_a_formula_stays_a_text(minh):
    make_finding(make_running_inspection(), "=1+1")
    assert "'=1+1" in table_of(minh, "/phat-hien/tai-ve/csv/")[1]
    answer = signed_in(minh).get("/phat-hien/tai-ve/xlsx/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.getvalue())).active
    assert "=1+1" in [cell.value for cell in sheet[2] if cell.data_type == "s"]


def test_a_long_table_says_where_it_stops(minh, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    inspection = make_running_inspection(state=CaseState.ON_SITE)
    for _ in range(3):
        make_finding(inspection)
    lines = table_of(minh, "/phat-hien/tai-ve/csv/")
    assert len(lines) == 1 + 2 + 1
    assert lines[-1] == [exports.TOO_MANY]
