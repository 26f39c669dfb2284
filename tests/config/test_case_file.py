"""The file of a case: what it lacks, its index, how long it is kept, who has it."""

import datetime
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from config import case_file
from findings import evidence
from findings.choices import MinutesKind, Side
from inspections import archiving, diary, filing
from inspections.checklist import Status
from inspections.choices import CaseKind, CaseState, MilestoneKind
from inspections.filing import PaperFacts
from inspections.models import AuditedUnit, Inspection, RequiredPaper
from office.models import Regime
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person, signed_in
from tests.make.everything import CONCLUDED_ON, make_complete_file
from tests.make.findings import (
    answer_request,
    make_finding,
    make_minutes,
    make_request,
    sign_minutes,
)
from tests.make.inspections import (
    make_audited_unit,
    make_decision,
    make_entry,
    make_inspection,
    make_milestone,
    make_running_inspection,
    make_unit,
)
from tests.make.reports import make_full_case, make_issued, make_report
from tests.make.scans import one_page_scan

FILE = "/thanh-tra/2024-001/ho-so/"


@pytest.fixture
def case(db) -> Inspection:
    return make_running_inspection()


def page(answer):
    return answer.content.decode()


def faults(inspection) -> list[str]:
    return [row.fault for row in case_file.checklist(inspection) if row.is_fault]


def status(inspection, code) -> list[Status]:
    rows = case_file.checklist(inspection)
    return [row.status for row in rows if row.required.code == code]


def put_in(inspection, code, **facts):
    required = RequiredPaper.objects.filter(case_kind=inspection.kind, regime=None).get(code=code)
    said = PaperFacts(required.name, required=required, kept_at="Tủ 3", **facts)
    return filing.file_paper(inspection, said, None, actor=make_person("lan"))


# --- The told case --------------------------------------------------------------------------------
def test_the_faults_of_the_told_check_are_found(db, minh, lan):
    """Source document 004: no minutes with two units, minutes with a third that nobody of the
    check team signed; beside them no plan of the team, and no diary."""
    inspection = make_inspection("2024-001", with_team=True, state=CaseState.ON_SITE)
    make_decision(inspection, recorded_elsewhere=True)
    make_milestone(inspection, MilestoneKind.ANNOUNCED, datetime.date(2024, 1, 29))
    first = inspection.audited_units.get()
    centre = make_audited_unit(inspection, make_unit("Trung tâm Dịch vụ việc làm"))
    school = make_audited_unit(inspection, make_unit("Trường Trung cấp Cai Lộc"))
    sign_minutes(make_minutes(inspection, kind=MinutesKind.ANNOUNCEMENT, unit=None))
    sign_minutes(make_minutes(inspection, unit=centre), besides=Side.TEAM)
    for code in ("outline_request", "notice", "ending_notice"):
        put_in(inspection, code)
    for unit in (first, centre, school):
        put_in(inspection, "unit_report", unit=unit)
    Inspection.objects.update(state=CaseState.REPORTING)
    inspection.refresh_from_db()

    assert faults(inspection) == [
        "Thiếu kế hoạch tiến hành thanh tra.",
        "Thiếu biên bản làm việc, kiểm tra, xác minh: Phòng Lao động quận Hải Tân.",
        (
            "Biên bản làm việc, kiểm tra, xác minh: Trung tâm Dịch vụ việc làm chưa ký đủ."
            " Biên bản làm việc số 2: Chưa ký: Nguyễn Thị Lan."
        ),
        "Thiếu biên bản làm việc, kiểm tra, xác minh: Trường Trung cấp Cai Lộc.",
        "Thiếu nhật ký Đoàn thanh tra.",
    ]
    body = page(signed_in(minh).get(FILE))
    for link in (
        f"/thanh-tra/2024-001/bien-ban/lap/?loai=working&amp;don-vi={first.pk}",
        f"/thanh-tra/2024-001/bien-ban/lap/?loai=working&amp;don-vi={school.pk}",
        "/thanh-tra/2024-001/bien-ban/2/",
        "/thanh-tra/2024-001/nhat-ky/",
        f"{FILE}giay-to/?giay-to=",
    ):
        assert f'href="{link}' in body, link
    opened = page(signed_in(lan).get(f"/thanh-tra/2024-001/bien-ban/lap/?don-vi={school.pk}"))
    assert f'value="{school.pk}" selected' in opened


# --- Filled by itself -----------------------------------------------------------------------------
def test_what_is_issued_signed_and_answered_fills_the_list(db, minh):
    inspection = make_full_case()
    make_issued(make_report(inspection))
    assert status(inspection, "result_report") == [Status.PRESENT]
    minutes = make_minutes(inspection)
    assert status(inspection, "minutes_working") == [Status.UNSIGNED]
    sign_minutes(minutes)
    assert status(inspection, "minutes_working") == [Status.PRESENT]
    entry = make_entry(inspection)
    assert status(inspection, "diary") == [Status.UNSIGNED]
    diary.sign_entries(inspection, [entry.pk], actor=minh)
    assert status(inspection, "diary") == [Status.PRESENT]
    assert "ngày làm việc chưa ghi nhật ký" in page(signed_in(minh).get(FILE))
    answer_request(make_request(inspection))
    assert status(inspection, "explanation") == [Status.PRESENT]


def test_proof_may_be_the_required_paper(case, lan, tmp_path):
    finding = make_finding(case)
    scan = SimpleUploadedFile("bao-cao.pdf", one_page_scan(tmp_path).read_bytes())
    (proof,) = evidence.attach(finding, [scan], title="Báo cáo của Phòng", actor=lan)
    required = RequiredPaper.objects.get(code="unit_report", case_kind="inspection", regime=None)
    where = f"/thanh-tra/2024-001/phat-hien/1/chung-cu/{proof.pk}/giay-to/"
    signed_in(lan).post(where, {"fills": required.pk, "fills_for": ""})
    assert status(case, "unit_report") == [Status.PRESENT]
    answer = signed_in(lan).post(where, {"fills": "999999"})
    assert answer.status_code == 422
    assert "không thuộc cuộc" in page(answer)
    signed_in(lan).post(where, {"fills": ""})
    assert status(case, "unit_report") == [Status.OPEN]


def test_a_stage_that_is_not_over_is_not_missing_yet(case):
    rows = {row.required.code: row.status for row in case_file.checklist(case)}
    assert rows["team_plan"] == Status.MISSING
    assert rows["conclusion"] == Status.OPEN
    assert rows["tasks"] == Status.OPEN


def test_a_check_has_its_own_list_and_no_word_of_thanh_tra(db):
    inspection = make_running_inspection(kind=CaseKind.CHECK)
    rows = case_file.checklist(inspection)
    assert rows
    assert not [row.name for row in rows if "thanh tra" in row.name.lower()]


@pytest.mark.parametrize(
    ("regime", "article"),
    [("thanh-tra-2022", "Điều 61 Luật Thanh tra"), ("thanh-tra-2025", "Điều 38 Luật Thanh tra")],
)
def test_the_article_follows_the_regime_of_the_case(db, regime, article):
    inspection = make_running_inspection(regime=Regime.objects.get(code=regime))
    (row,) = [row for row in case_file.checklist(inspection) if row.required.code == "team_plan"]
    assert row.basis == article
    assert len({row.required.code for row in case_file.checklist(inspection)}) == 20


def test_a_list_for_a_new_regime_is_data(db):
    regime = Regime.objects.create(
        code="moi", name="Luật mới", case_kind="inspection", decided_from=datetime.date(2024, 1, 1)
    )
    facts = {"code": "team_plan", "name": "Kế hoạch theo luật mới", "stage": "prepare"}
    RequiredPaper.objects.create(regime=regime, case_kind="inspection", **facts)
    inspection = make_running_inspection(regime=regime)
    names = [row.name for row in case_file.checklist(inspection)]
    assert "Kế hoạch theo luật mới" in names
    assert "Kế hoạch tiến hành thanh tra" not in names


# --- By hand --------------------------------------------------------------------------------------
def typed(**more):
    return {"title": "Kế hoạch tiến hành thanh tra", "kept_at": "Tủ 3", "is_signed": "on"} | more


def test_a_paper_of_elsewhere_is_put_in_and_withdrawn(case, lan):
    client = signed_in(lan)
    required = RequiredPaper.objects.get(code="team_plan", case_kind="inspection", regime=None)
    asked = page(client.get(f"{FILE}giay-to/?giay-to={required.pk}"))
    assert 'value="Kế hoạch tiến hành thanh tra"' in asked
    client.post(f"{FILE}giay-to/", typed(required=required.pk, dated_on="25/01/2024"))
    assert status(case, "team_plan") == [Status.PRESENT]
    item = case.file_items.get()
    client.post(f"{FILE}giay-to/{item.pk}/rut/", {"reason": "Nhầm cuộc."})
    assert status(case, "team_plan") == [Status.MISSING]
    assert "Nhầm cuộc." in page(client.get(f"{FILE}giay-to/"))
    with pytest.raises(Overtaken):
        filing.withdraw_paper(item, reason="Nữa.", actor=lan)


def test_a_scan_is_given_back_as_it_came(case, lan, tmp_path):
    data = one_page_scan(tmp_path).read_bytes()
    upload = SimpleUploadedFile("ke-hoach.pdf", data)
    signed_in(lan).post(f"{FILE}giay-to/", typed(upload=upload, kept_at=""))
    item = case.file_items.get()
    assert signed_in(lan).get(f"{FILE}giay-to/{item.pk}/tep/").getvalue() == data
    assert signed_in(make_person("quan")).get(f"{FILE}giay-to/{item.pk}/tep/").status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "Hãy ghi tên loại"),
        ({"kept_at": ""}, "hoặc ghi nơi để bản giấy"),
        ({"dated_on": "31/02/2024"}, "không có trong lịch"),
        ({"dated_on": "01/01/2099"}, "chưa tới"),
        ({"required": "999999"}, "không thuộc cuộc"),
        ({"upload": SimpleUploadedFile("x.exe", b"MZ\x90\x00")}, "không thuộc loại được nhận"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(case, lan, said, sentence):
    answer = signed_in(lan).post(f"{FILE}giay-to/", typed(author="Trưởng đoàn", **said))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Trưởng đoàn" in page(answer)
    assert not case.file_items.exists()


def test_a_paper_is_not_needed_for_a_reason_and_needed_again(case, lan):
    client = signed_in(lan)
    unit = AuditedUnit.objects.get()
    required = RequiredPaper.objects.get(code="unit_report", case_kind="inspection", regime=None)
    where = f"{FILE}khong-can/{required.pk}/?don-vi={unit.pk}"
    assert client.post(where, {"reason": ""}).status_code == 422
    client.post(where, {"reason": "Đơn vị đã báo cáo trong cuộc trước."})
    assert status(case, "unit_report") == [Status.NOT_NEEDED]
    assert "Đơn vị đã báo cáo trong cuộc trước." in page(client.get(FILE))
    assert client.post(where, {"reason": "Nữa."}).status_code == 409
    client.post(f"{FILE}can-lai/{case.paper_waivers.get().pk}/")
    assert status(case, "unit_report") == [Status.OPEN]


# --- The index ------------------------------------------------------------------------------------
def test_the_index_counts_pages_and_numbers_sheets(case, lan, tmp_path):
    upload = SimpleUploadedFile("a.pdf", one_page_scan(tmp_path).read_bytes())
    first = PaperFacts("Kế hoạch", number="02/KH-ĐTTr", dated_on=datetime.date(2024, 1, 25))
    filing.file_paper(case, first, upload, actor=lan)
    second = PaperFacts("=1+1", kept_at="Tủ", dated_on=datetime.date(2024, 1, 26))
    filing.file_paper(case, second, None, actor=lan)
    client = signed_in(lan)
    key = f"inspections.casefileitem:{case.file_items.get(title='=1+1').pk}"
    assert "không phải số tờ" in page(client.post(f"{FILE}muc-luc/so-to/", {f"to-{key}": "hai"}))
    client.post(f"{FILE}muc-luc/so-to/", {f"to-{key}": "3"})
    book = load_workbook(io.BytesIO(client.get(f"{FILE}muc-luc.xlsx").getvalue()))
    rows = [list(row) for row in book.active.iter_rows(min_row=5, values_only=True)]
    assert [row[:7] for row in rows] == [
        [1, "02/KH-ĐTTr", "25/01/2024", "Kế hoạch", None, 1, "1–1"],
        [2, None, "26/01/2024", "=1+1", None, 3, "2–4"],
    ]
    assert book.active["D6"].data_type == "s"
    assert "4 tờ" in page(client.get(f"{FILE}muc-luc/"))


def test_sheets_after_an_uncounted_paper_have_no_number(case, lan):
    for day in (25, 26):
        facts = PaperFacts("Tờ trình", kept_at="Tủ", dated_on=datetime.date(2024, 1, day))
        filing.file_paper(case, facts, None, actor=lan)
    last = case.file_items.order_by("pk").last()
    counted = {f"inspections.casefileitem:{last.pk}": 2}
    filing.count_sheets(case, counted, actor=lan)
    lines = [each.line for each in case_file.index_of(case, archiving.file_of(case))]
    assert [(line.sheets, line.first_sheet) for line in lines] == [(None, None), (2, None)]


# --- Closed and handed over -----------------------------------------------------------------------
def test_a_file_with_faults_is_not_closed(db, minh):
    inspection = make_complete_file("2024-001")
    waiver = inspection.paper_waivers.select_related("required").get(required__code="diary")
    filing.need_again(waiver, actor=minh)
    with pytest.raises(Problems, match="Thiếu nhật ký Đoàn thanh tra"):
        case_file.close(inspection, on=CONCLUDED_ON, actor=minh)
    body = page(signed_in(minh).get(f"{FILE}luu-tru/"))
    assert "Còn 1 việc trước khi kết thúc" in body


def test_a_closed_file_takes_nothing_more_and_keeps_its_index(db, minh, lan):
    inspection = make_complete_file("2024-001")
    client = signed_in(minh)
    client.post(f"{FILE}luu-tru/ket-thuc/", {"on": "20/03/2024"})
    kept = archiving.file_of(inspection)
    assert (kept.closed_on, len(kept.index)) == (datetime.date(2024, 3, 20), 1)
    inspection = Inspection.objects.get()
    with pytest.raises(Refused):
        filing.file_paper(inspection, PaperFacts("Muộn", kept_at="Tủ"), None, actor=lan)
    assert client.get("/thanh-tra/2024-001/bien-ban/lap/").status_code == 403
    assert "Quyết định thanh tra" in page(client.get(f"{FILE}muc-luc/"))
    with pytest.raises(Overtaken, match="đã kết thúc"):
        case_file.close(inspection, on=CONCLUDED_ON, actor=minh)
    client.post(f"{FILE}luu-tru/mo-lai/", {"reason": "Thiếu một công văn."})
    assert not archiving.file_of(inspection).is_closed


@pytest.mark.parametrize(
    ("on", "sentence"), [("14/03/2024", "trước ngày ký kết luận"), ("", "Hãy ghi")]
)
def test_a_wrong_day_of_closing_is_told(db, minh, on, sentence):
    make_complete_file("2024-001")
    answer = signed_in(minh).post(f"{FILE}luu-tru/ket-thuc/", {"on": on})
    assert answer.status_code == 422
    assert sentence in page(answer)


@pytest.mark.parametrize(
    ("is_serious", "words"), [(True, "Vĩnh viễn"), (False, "đến hết ngày 31/12/2046")]
)
def test_how_long_it_is_kept_follows_from_the_law_of_the_day(db, minh, is_serious, words):
    inspection = make_complete_file("2024-001")
    typed = {"symbol": "01.TTr", "revision": "1"} | ({"is_serious": "on"} if is_serious else {})
    with time_machine.travel(datetime.datetime(2026, 3, 1, 3, tzinfo=datetime.UTC), tick=False):
        client = signed_in(minh)
        client.post(f"{FILE}luu-tru/thong-tin/", typed)
        client.post(f"{FILE}luu-tru/ket-thuc/", {"on": "01/03/2026"})
        body = page(client.get(f"{FILE}luu-tru/"))
    assert words in body
    assert "Thông tư số 01/2025/TT-TTCP" in body
    early = archiving.retention_of(archiving.file_of(inspection), today=CONCLUDED_ON)
    assert early
    case = archiving.file_of(inspection)
    case.closed_on = CONCLUDED_ON
    assert archiving.retention_of(case, today=CONCLUDED_ON) is None


def test_two_who_describe_the_file_at_once_are_told(db, minh):
    inspection = make_complete_file("2024-001")
    archiving.describe_file(inspection, is_serious=True, symbol="A", revision=1, actor=minh)
    answer = signed_in(minh).post(f"{FILE}luu-tru/thong-tin/", {"symbol": "B", "revision": "1"})
    assert answer.status_code == 409


def handed(**more):
    return {
        "receiver": "keeper",
        "happened_on": "20/05/2024",
        "office": "Văn phòng",
        "receiver_name": "Vũ Thị Hà",
        "giver_name": "Trần Văn Minh",
        "copies": "2",
    } | more


def test_the_hand_over_is_recorded_with_its_deadline(db, minh, ha):
    inspection = make_complete_file("2024-001")
    client = signed_in(ha)
    assert client.post(f"{FILE}luu-tru/ban-giao/", handed()).status_code == 403
    case_file.close(inspection, on=CONCLUDED_ON, actor=minh)
    client.post(f"{FILE}luu-tru/ban-giao/", handed())
    row = inspection.hand_overs.get()
    assert (row.papers, row.copies) == (1, 2)
    body = page(client.get(f"{FILE}luu-tru/"))
    # 45 days after 15/03/2024; handed over 21 days late.
    assert "hạn 29/04/2024, trễ 21 ngày" in body
    assert "hạn 15/03/2025" in body
    assert "Chưa đối chiếu văn bản" in body
    assert client.post(f"{FILE}luu-tru/ban-giao/", handed()).status_code == 409
    # What cannot be opened again offers no form for it.
    assert "luu-tru/mo-lai/" not in page(signed_in(minh).get(f"{FILE}luu-tru/"))
    with pytest.raises(Problems, match="đã bàn giao"):
        archiving.reopen_file(Inspection.objects.get(), reason="Sửa.", actor=minh)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"copies": "1"}, "ít nhất 02 bản"),
        ({"receiver_name": ""}, "Hãy ghi người nhận"),
        ({"happened_on": "01/03/2024"}, "trước ngày kết thúc hồ sơ"),
        ({"happened_on": "01/03/2099"}, "chưa tới"),
        ({"receiver": "ai"}, "Không có bên nhận này"),
    ],
)
def test_a_wrong_hand_over_is_told(db, minh, more, sentence):
    inspection = make_complete_file("2024-001")
    case_file.close(inspection, on=CONCLUDED_ON, actor=minh)
    answer = signed_in(minh).post(f"{FILE}luu-tru/ban-giao/", handed(**more))
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert "Văn phòng" in page(answer)


# --- Who may come, and what it costs --------------------------------------------------------------
@pytest.mark.parametrize("path", ["", "muc-luc/", "muc-luc.xlsx", "luu-tru/", "giay-to/"])
@pytest.mark.parametrize(
    ("username", "status"),
    [("lan", 200), ("minh", 200), ("son", 200), ("ha", 200), ("quan", 404), ("binh", 404)],
)
def test_who_reads_the_file(case, username, status, path):
    assert signed_in(make_person(username)).get(FILE + path).status_code == status


@pytest.mark.parametrize("path", ["", "muc-luc/", "luu-tru/"])
def test_three_units_cost_no_more_queries_than_one(case, minh, path, django_assert_max_num_queries):
    client = signed_in(minh)
    make_minutes(case)
    make_entry(case)
    answer_request(make_request(case))
    client.get(FILE + path)
    with CaptureQueriesContext(connection) as one:
        client.get(FILE + path)
    for number in (1, 2):
        make_audited_unit(case, make_unit(f"Trường số {number}"))
        make_minutes(case)
        make_entry(case, datetime.date(2024, 1, 29 + number))
        answer_request(make_request(case))
    with django_assert_max_num_queries(len(one)):
        client.get(FILE + path)


def test_the_page_of_the_case_tells_what_its_file_lacks(case, minh):
    body = page(signed_in(minh).get("/thanh-tra/2024-001/"))
    assert "Hồ sơ cuộc" in body
