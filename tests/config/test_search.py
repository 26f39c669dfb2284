"""Looking for a number, a symbol or words, in every room at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from findings.models import Finding
from inspections.choices import Secrecy
from inspections.models import Inspection
from office.search import Looked, excerpt
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.findings import make_finding, make_recommendation
from tests.make.inspections import make_running_inspection, make_unit
from tests.make.reports import make_full_case, make_issued, make_report

pytestmark = pytest.mark.django_db


def found(person, typed: str) -> dict[str, list[str]]:
    """Titles by the heading they stand under."""
    answer = signed_in(person).get("/tim/", {"q": typed})
    assert answer.status_code == 200
    return {group.label: [find.title for find in group.finds] for group in answer.context["groups"]}


def test_every_page_has_the_box_and_its_key(lan):
    page = signed_in(lan).get("/").content.decode()
    assert 'action="/tim/"' in page
    assert 'aria-keyshortcuts="/"' in page


@pytest.mark.parametrize("typed", ["01/BC-ĐTTr", "01/bc-dttr", "01/BC", "01 / BC-ĐTTr", "1/BC"])
def test_a_paper_is_found_by_number_and_symbol(son, typed):
    make_issued(make_report(make_full_case()))
    titles = found(son, typed).get("Văn bản", [])
    assert titles == (["Báo cáo 01/BC-ĐTTr"] if not typed.startswith("1/") else [])


def test_a_case_is_found_by_the_number_of_its_decision(son):
    inspection = make_running_inspection("2024-007")
    inspection.save()
    assert found(son, "01/QĐ-TTr")["Cuộc thanh tra, kiểm tra"] == ["Cuộc thanh tra 2024-007"]
    assert found(son, "2024-007")["Cuộc thanh tra, kiểm tra"] == ["Cuộc thanh tra 2024-007"]


def test_words_are_found_without_accents_in_any_order(minh):
    inspection = make_running_inspection()
    finding = make_finding(inspection, "Thu phí không đúng mức quy định.")
    asked = make_recommendation(inspection, "Nộp lại phí đã thu sai.")
    assert found(minh, "phi thu") == {"Phát hiện": [str(finding)], "Kiến nghị": [str(asked)]}
    assert found(minh, "PHÍ KHÔNG ĐÚNG")["Phát hiện"] == [str(finding)]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("547/KL-TT", True),
        ("547/KL-TTr", True),
        ("547/KL-TTra", False),
        ("548/KL-TT", False),
        ("47/KL-TT", False),
        ("thu 547/K", True),
        ("chi 547/K", False),
        ("547/K", True),
    ],
)
def test_the_end_of_a_symbol_may_be_its_beginning_but_the_rest_is_exact(minh, typed, is_found):
    make_finding(make_running_inspection(), "Thu phí trái Kết luận số 547/KL-TTr, nộp 548 đồng.")
    assert bool(found(minh, typed)) is is_found


def test_words_in_quotes_stand_side_by_side(minh):
    make_finding(make_running_inspection(), "Thu phí không đúng mức quy định.")
    assert found(minh, '"thu phi"')
    assert not found(minh, '"phi thu"')


def test_a_unit_leads_to_the_cases_at_it(minh):
    make_running_inspection()
    make_unit("Trạm Y tế phường Nam")
    answer = signed_in(minh).get("/tim/", {"q": "tram y te"})
    (group,) = answer.context["groups"]
    assert group.finds[0].title == "Trạm Y tế phường Nam"
    assert signed_in(minh).get(group.finds[0].url).status_code == 200


def test_nobody_finds_what_he_may_not_know_of():
    inspection = make_full_case()
    make_issued(make_report(inspection))
    make_finding(inspection, "Chuyện riêng của đoàn.")
    Inspection.objects.update(secrecy=Secrecy.INTERNAL)
    for username in PEOPLE:
        person = make_person(username)
        sees = username in {"lan", "minh", "son", "huong"}
        for typed in ("chuyện riêng", "01/BC-ĐTTr", "2024-001", "mở sổ"):
            # The clerk has numbered the paper, and knows of nothing else.
            numbered = username == "ha" and typed == "01/BC-ĐTTr"
            assert bool(found(person, typed)) == (sees or numbered), (username, typed)


def test_a_draft_is_found_by_the_team_and_who_decides_alone():
    make_report(make_full_case())
    may = {name for name in PEOPLE if "Văn bản" in found(make_person(name), "báo cáo")}
    assert may == {"lan", "minh", "son", "huong"}


def test_dropped_findings_are_not_found(minh):
    make_finding(make_running_inspection(), "Nhầm lẫn khi ghi.", state="dropped")
    assert found(minh, "nhầm lẫn") == {}


@pytest.mark.parametrize(
    "typed",
    ["", " ", "'", '"', '""', "&|!():*<->", "\\", "\x00", "%", "a" * 5000, "đ", "漢字", "²"],
)
def test_odd_signs_are_no_fault(minh, typed):
    make_finding(make_running_inspection())
    assert signed_in(minh).get("/tim/", {"q": typed}).status_code == 200


def test_the_words_follow_the_text(minh):
    finding = make_finding(make_running_inspection(), "Chưa mở sổ.")
    finding.text = "Chưa lập hồ sơ lưu."
    finding.save()
    assert found(minh, "lập hồ sơ")
    assert not found(minh, "mở sổ")
    Finding.objects.update(text="Viết bằng một câu lệnh.")
    assert found(minh, "một câu lệnh")


def test_what_fits_best_comes_first(minh):
    inspection = make_running_inspection()
    best = make_finding(inspection, "Hồ sơ lưu trữ còn thiếu.", summary="Lưu trữ chưa đủ")
    make_finding(inspection, "Việc lưu trữ ở phòng này và nhiều việc khác được giao cho bộ phận.")
    assert found(minh, "lưu trữ")["Phát hiện"][0] == str(best)


def test_three_finds_cost_as_many_queries_as_one(minh):
    client, counts = signed_in(minh), []
    inspection = make_running_inspection()
    for count in (1, 2):
        for _ in range(count):
            make_finding(inspection, "Chưa mở sổ.")
        with CaptureQueriesContext(connection) as queries:
            client.get("/tim/", {"q": "mở sổ"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def marked(text: str, typed: str) -> str:
    pieces = excerpt(text, Looked.at(typed))
    return "".join(f"[{each.text}]" if each.is_hit else each.text for each in pieces)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mo so", "Phòng chưa [mở] [sổ] theo dõi đơn."),
        ("SỔ", "Phòng chưa mở [sổ] theo dõi đơn."),
        ("so theo doi", "Phòng chưa mở [sổ] [theo] [dõi] đơn."),
        ("don", "Phòng chưa mở sổ theo dõi [đơn]."),
        ("khong co", "Phòng chưa mở sổ theo dõi đơn."),
    ],
)
def test_the_excerpt_marks_the_words(typed, expected):
    assert marked("Phòng chưa mở sổ\ntheo dõi đơn.", typed) == expected


def test_the_excerpt_begins_near_the_first_word_and_marks_symbols():
    text = "Việc này đã nêu nhiều lần. " * 20 + "Theo Kết luận số 547/KL-TTr ngày 21/5/2024."
    shown = marked(text, "547/kl-tt")
    assert shown.startswith("… ")
    assert "[547]/[KL]-[TTr] ngày" in shown
    assert len(shown) < 220
