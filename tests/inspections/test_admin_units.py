"""The administrator's pages of units: tree, search, renaming, merging, tables in and out."""

import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inspections.models import Unit
from office.models import JournalEntry
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.inspections import make_inspectorate, make_unit

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/inspections/unit/"
MERGE = f"{LIST}sap-nhap/"
IMPORT = f"{LIST}import/"
NEW_MAP = datetime.date(2025, 7, 1)
HEADINGS = [
    "Mã định danh", "Tên", "Tên viết tắt", "Loại", "Cấp", "Mã cơ quan chủ quản",
    "Chữ viết tắt trong ký hiệu", "Tên trên đầu văn bản", "Chức vụ người đứng đầu", "Địa danh",
    "Thành lập ngày", "Tồn tại đến hết ngày",
]  # fmt: skip


@pytest.fixture
def page(an):
    return signed_in(an)


def text(answer) -> str:
    return answer.content.decode()


def rename_address(unit: Unit) -> str:
    return f"{LIST}{unit.pk}/doi-ten/"


# --- Who may come ---------------------------------------------------------------------------------
@pytest.mark.parametrize("username", [name for name in PEOPLE if name != "an"])
@pytest.mark.parametrize("address", ["/quan-tri/", LIST, MERGE, IMPORT, f"{LIST}export/"])
def test_only_the_administrator_comes_in(username, address):
    assert signed_in(make_person(username)).get(address).status_code in {302, 403}


def test_an_administrator_without_full_power_comes_in_too(an):
    an.is_superuser = False
    an.save()
    assert signed_in(an).get(LIST).status_code == 200


def test_an_administrator_whose_role_has_ended_stays_outside(an):
    an.is_superuser = False
    an.save()
    an.role_grants.update(held_until=datetime.date(2024, 1, 1))
    assert signed_in(an).get(LIST).status_code == 302


# --- The list -------------------------------------------------------------------------------------
def test_the_tree_shows_children_under_their_parent(page):
    inspectorate = make_inspectorate()
    make_unit("Ấp Một")
    body = text(page.get(LIST))
    assert f'<span class="depth-1">{inspectorate.name}</span>' in body
    assert body.index(inspectorate.parent.name) < body.index(inspectorate.name)


def test_the_branch_of_one_unit_is_a_link_away(page):
    inspectorate = make_inspectorate()
    make_unit("Ấp Một")
    body = text(page.get(f"{LIST}?parent__id__exact={inspectorate.parent.pk}"))
    assert inspectorate.name in body
    assert "Ấp Một" not in body
    assert 'class="above"' in body


@pytest.mark.parametrize("key", ["abc", "999999", "-1", "9" * 30])
def test_an_invented_branch_is_answered(page, key):
    assert page.get(f"{LIST}?parent__id__exact={key}").status_code in {200, 302}


@pytest.mark.parametrize("words", ["thanh tra hai tan", "THANH TRA QUẬN", "H33.1"])
def test_units_are_found_without_accents_and_by_code(page, words):
    make_inspectorate()
    Unit.objects.filter(abbreviation="TTr").update(code="H33.1")
    Unit.objects.get(code="H33.1").save()
    make_unit("Sở Nội vụ")
    body = text(page.get(LIST, {"q": words}))
    assert "Thanh tra quận Hải Tân" in body
    assert "Sở Nội vụ" not in body


@pytest.mark.parametrize("query", [{}, {"q": "don vi"}, {"o": "1"}])
def test_the_list_asks_as_often_for_one_row_as_for_many(page, query, django_assert_max_num_queries):
    parent = make_unit("Đơn vị cha")
    for number in range(8):
        make_unit(f"Đơn vị {number}", parent=parent, successor=parent)
    with django_assert_max_num_queries(8):
        page.get(LIST, query)


def test_autocomplete_finds_without_accents(page):
    make_inspectorate()
    found = page.get(
        "/quan-tri/autocomplete/",
        {
            "app_label": "inspections",
            "model_name": "unit",
            "field_name": "parent",
            "term": "hai tan",
        },
    ).json()["results"]
    assert len(found) == 2


# --- Adding and correcting ------------------------------------------------------------------------
def test_a_unit_added_here_is_told_in_the_journal(page, an):
    answer = page.post(
        f"{LIST}add/",
        {
            "name": "Sở Nội vụ",
            "kind": "department",
            "level": "department",
            **{
                f"{prefix}-{word}_FORMS": 0
                for prefix in ("names", "contacts")
                for word in ("TOTAL", "INITIAL")
            },
        },
    )
    assert answer.status_code == 302
    assert JournalEntry.objects.get(verb="admin_add").actor == an


# --- Renaming -------------------------------------------------------------------------------------
def test_a_unit_gets_its_new_name_from_a_day_on(page):
    unit = make_unit(place_name="Hải Tân")
    facts = {
        "name": "Phòng Nội vụ",
        "on": "01/07/2025",
        "document": "QĐ 12",
        "place_name": "An Bình",
    }
    answer = page.post(rename_address(unit), facts, follow=True)
    assert "Đã đổi tên" in text(answer)
    unit.refresh_from_db()
    assert unit.name == "Phòng Nội vụ"
    assert unit.name_on(datetime.date(2025, 6, 30)).place_name == "Hải Tân"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": ""}, "Hãy nhập tên mới."),
        ({"name": "A" * 400}, "tối đa 300"),
        ({"on": "31/02/2025"}, "ngày"),
        ({"on": ""}, "Hãy nhập ngày có hiệu lực."),
        ({"on": "01/01/2010"}, "thành lập ngày 01/01/2020"),
        ({"name": "Phòng Lao động quận Hải Tân"}, "giống hệt"),
    ],
)
def test_a_wrong_renaming_is_answered_at_its_field_and_keeps_what_was_typed(page, facts, said):
    unit = make_unit(valid_from=datetime.date(2020, 1, 1))
    typed = {"name": "Phòng Nội vụ", "on": "01/07/2025", "document": "Quyết định giữ lại"} | facts
    answer = page.post(rename_address(unit), typed)
    assert answer.status_code == 200
    assert said in text(answer)
    assert "Quyết định giữ lại" in text(answer)
    unit.refresh_from_db()
    assert unit.name == "Phòng Lao động quận Hải Tân"


def test_renaming_what_does_not_exist_is_not_found(page):
    assert page.get(f"{LIST}999999/doi-ten/").status_code == 404


def test_the_action_renames_one_unit_and_not_two(page):
    units = [make_unit("Một"), make_unit("Hai")]
    keys = [unit.pk for unit in units]
    one = page.post(LIST, {"action": "rename_chosen", "_selected_action": keys[:1]})
    assert one.url == reverse("admin:inspections_unit_rename", args=[keys[0]])
    two = page.post(LIST, {"action": "rename_chosen", "_selected_action": keys}, follow=True)
    assert "Hãy chọn đúng một đơn vị" in text(two)


# --- Merging --------------------------------------------------------------------------------------
def test_chosen_units_stand_in_the_merging_form(page):
    unit = make_unit()
    answer = page.post(LIST, {"action": "merge_chosen", "_selected_action": [unit.pk]}, follow=True)
    assert f'<option value="{unit.pk}" selected>' in text(answer)


def test_units_are_merged_from_a_day_on(page):
    unit, heir = make_unit(), make_unit("Sở Nội vụ")
    facts = {"units": [unit.pk], "into": heir.pk, "on": "01/07/2025", "document": "NQ 1"}
    assert "Đã sáp nhập 1 đơn vị" in text(page.post(MERGE, facts, follow=True))
    unit.refresh_from_db()
    assert (unit.successor, unit.valid_to) == (heir, NEW_MAP - datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"units": []}, "Hãy chọn đơn vị được sáp nhập."),
        ({"units": ["999999"]}, "999999"),
        ({"units": ["abc"]}, "abc"),
        ({"into": ""}, "Hãy chọn đơn vị nhận sáp nhập."),
        ({"into": "999999"}, "lựa chọn hợp lệ"),
        ({"on": "31/02/2025"}, "ngày"),
    ],
)
def test_a_wrong_merging_is_answered_at_its_field(page, facts, said):
    unit, heir = make_unit(), make_unit("Sở Nội vụ")
    typed = {"units": [unit.pk], "into": heir.pk, "on": "01/07/2025", "document": "NQ giữ lại"}
    answer = page.post(MERGE, typed | facts)
    assert answer.status_code == 200
    assert said in text(answer)
    assert "NQ giữ lại" in text(answer)
    assert not Unit.objects.exclude(successor=None).exists()


def test_merging_into_itself_is_answered_at_its_field(page):
    unit = make_unit()
    answer = page.post(MERGE, {"units": [unit.pk], "into": unit.pk, "on": "01/07/2025"})
    assert "vào chính nó" in text(answer)


@pytest.mark.parametrize("keys", ["abc", "1,,x", "999999", "9" * 40])
def test_invented_units_in_the_address_of_merging_are_passed_over(page, keys):
    assert page.get(MERGE, {"don-vi": keys}).status_code == 200


# --- Tables in and out ----------------------------------------------------------------------------
def table(*rows, headings=HEADINGS) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("don-vi.xlsx", out.getvalue())


def row(**facts):
    known = {
        "Mã định danh": "H33.7",
        "Tên": "Phòng Nội vụ",
        "Loại": "Phòng chuyên môn",
        "Cấp": "Huyện, quận",
        "Thành lập ngày": "01/07/2025",
    }
    return known | {name.replace("_", " "): value for name, value in facts.items()}


def send(page, upload, kind="0"):
    return page.post(IMPORT, {"import_file": upload, "format": kind, "resource": "0"})


def confirm(page, preview):
    form = preview.context["confirm_form"]
    return page.post(f"{LIST}process_import/", form.initial, follow=True)


def test_a_table_is_shown_before_it_is_written(page):
    answer = send(page, table(row()))
    assert "chưa ghi gì" in text(answer)
    assert not Unit.objects.exists()


def test_a_confirmed_table_is_written_and_told_once(page, an):
    rows = [
        row(),
        row(**{"Mã định danh": "H33.8", "Tên": "Tổ Một cửa", "Mã cơ quan chủ quản": "H33.7"}),
    ]
    answer = confirm(page, send(page, table(*rows)))
    assert "2 dòng mới" in text(answer)
    child = Unit.objects.get(code="H33.8")
    assert (child.parent.code, child.kind, child.valid_from) == ("H33.7", "division", NEW_MAP)
    assert child in Unit.objects.matching("to mot cua")
    assert JournalEntry.objects.get(verb="import_units").actor == an


def test_a_known_code_is_corrected_and_not_doubled(page):
    make_unit("Phòng Nội vụ", code="H33.7", short_name="PNV")
    confirm(page, send(page, table(row(**{"Tên viết tắt": "Phòng NV"}))))
    assert Unit.objects.get(code="H33.7").short_name == "Phòng NV"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"Tên": ""}, "Trường này không được để trống"),
        ({"Tên": "A" * 400}, "300"),
        ({"Mã định danh": ""}, "Cần có mã định danh"),
        ({"Mã định danh": 70}, "đã mất chữ số 0"),
        ({"Loại": "Lâu đài"}, "“Lâu đài” không có trong danh sách"),
        ({"Cấp": ""}, "không có trong danh sách"),
        ({"Mã cơ quan chủ quản": "KHONG"}, "Không có đơn vị mang mã “KHONG”"),
        ({"Thành lập ngày": "31/02/2025"}, "không phải ngày có thật"),
        ({"Tồn tại đến hết ngày": "01/01/2020"}, "Ngày kết thúc phải sau ngày thành lập"),
    ],
)
def test_a_wrong_row_is_pointed_out_in_words_and_nothing_is_written(page, facts, said):
    answer = send(page, table(row(), row(**{"Mã định danh": "H33.9"} | facts)))
    assert answer.status_code == 200
    assert said in text(answer)
    assert not Unit.objects.exists()


def test_the_same_code_twice_in_a_table_is_pointed_out(page):
    assert "có hai lần" in text(send(page, table(row(), row(Tên="Khác"))))


def test_a_table_does_not_rename(page):
    make_unit("Phòng Lao động", code="H33.7")
    answer = send(page, table(row()))
    assert "Đổi tên phải có ngày" in text(answer)
    assert Unit.objects.get().name == "Phòng Lao động"


def test_a_table_without_the_code_column_is_refused_in_words(page):
    answer = send(page, table({"Tên": "Phòng Nội vụ"}, headings=["Tên"]))
    assert answer.status_code == 200
    assert "thiếu cột" in text(answer)


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04 broken", "Tên;Mã\n".encode()])
@pytest.mark.parametrize("kind", ["0", "1"])
def test_a_file_that_is_no_table_is_answered_in_words(page, content, kind):
    answer = send(page, SimpleUploadedFile("don-vi.xlsx", content), kind)
    assert answer.status_code == 200
    assert not Unit.objects.exists()


def export(page, kind) -> bytes:
    answer = page.post(f"{LIST}export/", {"format": kind, "resource": "0"})
    assert answer.status_code == 200
    return answer.content


def test_an_exported_table_can_be_imported_again_without_change(page):
    inspectorate = make_inspectorate()
    for number, unit in enumerate([inspectorate.parent, inspectorate], start=1):
        unit.code, unit.valid_from = f"H33.{number}", NEW_MAP
        unit.save()
    upload = SimpleUploadedFile("don-vi.xlsx", export(page, "0"))
    assert "2 dòng bỏ qua" in text(confirm(page, send(page, upload)))


def test_a_csv_opens_in_excel_with_its_accents_and_comes_back(page):
    make_unit("Phòng Nội vụ", code="00070")
    content = export(page, "1")
    assert content.startswith("\ufeffMã định danh,".encode())
    answer = confirm(page, send(page, SimpleUploadedFile("don-vi.csv", content), "1"))
    assert "1 dòng bỏ qua" in text(answer)


def test_the_export_holds_what_was_filtered(page):
    make_unit("Phòng Nội vụ", code="1")
    make_unit("Sở Y tế", code="2")
    answer = page.post(f"{LIST}export/?q=so+y+te", {"format": "1", "resource": "0"})
    assert "Sở Y tế" in text(answer)
    assert "Phòng Nội vụ" not in text(answer)


def test_a_cell_that_looks_like_a_formula_is_not_one_in_excel(page):
    make_unit("=HYPERLINK(1)", code="1")
    assert "=HYPERLINK" not in export(page, "1").decode()
    sheet = openpyxl.load_workbook(io.BytesIO(export(page, "0"))).active
    assert sheet["B2"].data_type != "f"
