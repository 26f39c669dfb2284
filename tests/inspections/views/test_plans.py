"""Pages of plans: the list, one plan, its items, tables in and out."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from inspections.choices import CaseKind
from inspections.models import Inspection, Plan, PlanItem
from inspections.plan_sheets import COLUMNS
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.inspections import make_inspectorate, make_unit
from tests.make.plans import make_item, make_plan

pytestmark = pytest.mark.django_db
HERE = "/thanh-tra/ke-hoach/"


def typed(**facts) -> dict:
    """A form filled in rightly."""
    return {
        "kind": CaseKind.INSPECTION,
        "subject": "việc quản lý đất đai tại Sở Nông nghiệp",
        "content": "Việc giao đất",
        "quarter": "2",
    } | facts


def page(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


# --- Who may see ----------------------------------------------------------------------------------
def test_plans_are_for_the_people_of_the_office():
    make_item(make_plan())
    seen = {
        name
        for name in PEOPLE
        if signed_in(make_person(name)).get(f"{HERE}KH2024-01/").status_code == 200
    }
    assert seen == set(PEOPLE) - {"binh", "an"}
    assert signed_in(make_person("binh")).get(HERE).status_code == 403
    assert HERE not in page(signed_in(make_person("binh")), "/")
    assert HERE in page(signed_in(make_person("lan")), "/")


def test_the_list_costs_as_many_queries_for_three_plans_as_for_one(
    minh, django_assert_max_num_queries
):
    client = signed_in(minh)
    counts = []
    for codes in (["KH2024-01"], ["KH2025-01", "KH2026-01"]):
        for code in codes:
            make_item(make_plan(code))
        with django_assert_max_num_queries(40) as queries:
            client.get(HERE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_plan_costs_as_many_queries_for_three_items_as_for_one(
    minh, django_assert_max_num_queries
):
    client, plan = signed_in(minh), make_plan(approved=True)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make_item(plan, units=[make_unit(), make_unit("Sở Y tế")])
        with django_assert_max_num_queries(40) as queries:
            client.get(f"{HERE}KH2024-01/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Drafting -------------------------------------------------------------------------------------
def test_a_plan_is_opened_and_gets_its_items(minh):
    client = signed_in(minh)
    answer = client.post(f"{HERE}moi/", {"year": "2027", "issuer": make_inspectorate().pk})
    assert answer.url == f"{HERE}KH2027-01/"
    answer = client.post(f"{HERE}KH2027-01/muc/them/", typed())
    item = PlanItem.objects.get()
    assert answer.url == f"{HERE}KH2027-01/muc/{item.pk}/"
    assert "Thêm" in page(client, f"{answer.url}?tim=phong+lao+dong+hai+tan") or not item.units
    unit = make_unit()
    client.post(f"{answer.url}don-vi/them/", {"unit": unit.pk})
    assert item.units.get() == unit
    client.post(f"{answer.url}don-vi/{unit.pk}/bo/")
    assert not item.units.exists()


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"year": "199"}, "year", "Năm sớm nhất"),
        ({"year": "hai nghìn"}, "year", "bằng chữ số"),
        ({"year": ""}, "year", "Hãy ghi năm"),
        ({"issuer": ""}, "issuer", "Hãy chọn cơ quan"),
        ({"issuer": "999999"}, "issuer", "Không có đơn vị này"),
    ],
)
def test_a_wrong_plan_gets_a_sentence_at_its_field(minh, facts, field, sentence):
    sent = {"year": "2027", "issuer": make_inspectorate().pk} | facts
    answer = signed_in(minh).post(f"{HERE}moi/", sent)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"subject": " "}, "subject", "Hãy ghi nội dung"),
        ({"period_from": "31/02/2024"}, "period_from", "không có trong lịch"),
        ({"period_from": "01/01/2024", "period_to": "01/01/2023"}, "period_to", "sau ngày bắt đầu"),
        ({"quarter": "1", "month": "5"}, "month", "không thuộc quý"),
        ({"quarter": "9"}, "quarter", "9"),
        ({"expected_days": "nhiều"}, "expected_days", "bằng chữ số"),
        ({"leader": "999999"}, "leader", "Không có người này"),
        ({"department": "x"}, "department", "Không có phòng này"),
    ],
)
def test_a_wrong_item_gets_a_sentence_and_keeps_what_was_typed(minh, facts, field, sentence):
    make_plan()
    sent = typed(reason="Theo định hướng") | facts
    answer = signed_in(minh).post(f"{HERE}KH2024-01/muc/them/", sent)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert "Theo định hướng" in answer.content.decode()
    assert not PlanItem.objects.exists()


def test_of_two_who_edit_an_item_the_second_sees_both_texts(minh, son):
    item = make_item(make_plan())
    here = f"{item.get_absolute_url()}sua/"
    signed_in(son).post(here, typed(revision=1, subject="việc của Sơn"))
    answer = signed_in(minh).post(here, typed(revision=1, subject="việc của Minh"))
    assert answer.status_code == 409
    assert "việc của Sơn" in answer.content.decode()
    assert "việc của Minh" in answer.content.decode()


def test_an_issued_plan_asks_for_the_reason_of_each_change(minh):
    item = make_item(make_plan(approved=True))
    client, here = signed_in(minh), f"{item.get_absolute_url()}sua/"
    answer = client.post(here, typed(revision=1))
    assert "hãy ghi lý do điều chỉnh" in answer.context["form"].errors["adjustment"][0]
    assert client.post(here, typed(revision=1, adjustment="Theo ý kiến")).status_code == 302
    answer = client.post(f"{item.get_absolute_url()}don-vi/them/", {"unit": make_unit("Sở").pk})
    assert "phải ghi lý do" in answer.content.decode()
    assert "Theo ý kiến" in page(client, f"{HERE}KH2024-01/")


def test_a_plan_issued_elsewhere_is_recorded(ha, minh):
    make_item(make_plan())
    here = f"{HERE}KH2024-01/ghi-nhan/"
    assert signed_in(minh).get(here).status_code == 403
    client = signed_in(ha)
    answer = client.post(here, {"number": "54", "symbol": "KH-TTr", "signed_on": "32/12/2023"})
    assert answer.status_code == 422
    client.post(here, {"number": "54", "symbol": "KH-TTr", "signed_on": "15/12/2023"})
    assert Plan.objects.get().label == "54/KH-TTr"


def test_a_case_is_started_from_the_item(minh):
    item = make_item(make_plan(approved=True))
    client = signed_in(minh)
    assert "Lập cuộc từ kế hoạch" in page(client, item.get_absolute_url())
    answer = client.post(f"{item.get_absolute_url()}lap-cuoc/")
    inspection = Inspection.objects.get()
    assert answer.url == inspection.get_absolute_url()
    overview = page(client, answer.url)
    assert "Theo kế hoạch" in overview
    assert "Lập cuộc từ kế hoạch" not in page(client, item.get_absolute_url())
    assert "Đang chuẩn bị quyết định" in page(client, item.plan.get_absolute_url())


def test_a_dropped_item_stays_in_sight_with_its_reason(minh):
    item = make_item(make_plan())
    client = signed_in(minh)
    here = item.get_absolute_url()
    assert client.post(f"{here}bo/", {"reason": ""}).status_code == 422
    client.post(f"{here}bo/", {"reason": "Trùng với Kiểm toán"})
    assert "Trùng với Kiểm toán" in page(client, f"{HERE}KH2024-01/")
    client.post(f"{here}dua-lai/")
    client.post(f"{here}xoa/")
    assert not PlanItem.objects.exists()


# --- Tables ---------------------------------------------------------------------------------------
def table(*rows, headings=None) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(["KẾ HOẠCH NĂM"])
    book.active.append(headings or [heading for heading, _ in COLUMNS.values()])
    for row in rows:
        book.active.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return SimpleUploadedFile("ke-hoach.xlsx", made.getvalue())


GOOD = (
    "Thanh tra", "việc quản lý đất đai", "Giao đất; Thu hồi đất", "phòng lao động quận hải tân",
    "01/01/2022", "31/12/2023", "Quý II", None, None, 30, "Theo định hướng",
)  # fmt: skip


def send(client, upload, **more):
    return client.post(f"{HERE}KH2024-01/nhap/", {"table": upload} | more)


def test_a_table_is_shown_first_and_kept_on_the_second_press(minh):
    make_plan()
    unit, client = make_unit(), signed_in(minh)
    answer = send(client, table(GOOD))
    assert answer.status_code == 200
    assert not PlanItem.objects.exists()
    answer = client.post(f"{HERE}KH2024-01/nhap/", {"kept": answer.context["kept"]})
    assert answer.url == f"{HERE}KH2024-01/"
    item = PlanItem.objects.get()
    assert (item.quarter, item.expected_days, list(item.units.all())) == (2, 30, [unit])
    assert item.content == "Giao đất\nThu hồi đất"
    assert f"{item.period_from:%d/%m/%Y}" == "01/01/2022"


def test_every_fault_of_a_table_is_told_with_its_row(minh):
    make_plan()
    make_unit()
    wrong = (
        "Thăm",
        "",
        "",
        "Phòng Lao đông quận",
        "31/02/2024",
        "x",
        "V",
        13,
        "Phòng 9",
        "lâu",
        "",
    )
    answer = send(signed_in(minh), table(GOOD, wrong))
    text = answer.content.decode()
    assert answer.status_code == 422
    for fault in (
        "Dòng 4: Loại cuộc: “Thăm” phải là",
        "Nội dung cuộc: chưa ghi",
        "không có “Phòng Lao đông quận” trong danh mục; có phải “Phòng Lao động quận Hải Tân”?",
        "“31/02/2024” không phải ngày có thật",
        "Quý: “V” phải từ 1 đến 4",
        "“13” không phải số từ 1 đến 12",
        "không có phòng “Phòng 9”",
        "“lâu” không phải số từ 1 đến 400",
    ):
        assert fault in text
    assert not PlanItem.objects.exists()


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04 no table"), "không phải bảng Excel"),
        (SimpleUploadedFile("a.xlsx", b"%PDF-1.7"), "không phải bảng Excel"),
        (table(headings=["Một", "Hai"]), "Không tìm thấy cột “Loại cuộc”"),
        (table(), "không có dòng nào"),
        (None, "Hãy chọn tệp"),
    ],
)
def test_what_is_no_table_gets_a_sentence(minh, upload, sentence):
    make_plan()
    sent = {"table": upload} if upload else {}
    answer = signed_in(minh).post(f"{HERE}KH2024-01/nhap/", sent)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["table"][0]


def test_an_invented_seal_opens_no_file(minh):
    make_plan()
    answer = signed_in(minh).post(f"{HERE}KH2024-01/nhap/", {"kept": "a" * 64 + ":x"})
    assert answer.status_code == 404


def test_what_is_exported_can_be_read_again(minh):
    plan = make_plan()
    make_item(plan, reason="=1+1")
    client = signed_in(minh)
    data = client.get(f"{HERE}KH2024-01/xuat/").getvalue()
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet["A2"].value == "Thanh tra"
    assert sheet["E2"].value.year == 2022
    assert sheet["K2"].data_type == "s"
    make_plan("KH2025-01")
    upload = SimpleUploadedFile("a.xlsx", data)
    answer = client.post(f"{HERE}KH2025-01/nhap/", {"table": upload})
    client.post(f"{HERE}KH2025-01/nhap/", {"kept": answer.context["kept"]})
    first, second = PlanItem.objects.order_by("pk")
    assert (first.subject, first.content, first.period_to, first.reason) == (
        second.subject, second.content, second.period_to, second.reason,
    )  # fmt: skip
