"""The clerk's books in the browser."""

import datetime
import io
from urllib.parse import quote

import openpyxl
import pytest
import time_machine

from office import numbering
from office.models import Job, NumberSeries, Register, RegisterEntry
from office.numbering import Line
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.office import make_register

DAY = datetime.date(2024, 6, 3)
BOOKS = "/van-phong/so/"


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(datetime.datetime(2024, 6, 3, 2, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def register(db) -> Register:
    return make_register()


def take(register, **facts) -> RegisterEntry:
    line = Line(**({"taken_for": "Quyết định thanh tra"} | facts))
    return numbering.take_number(
        series=register.series.key,
        name=register.name,
        symbol="QĐ-TTr",
        dated_on=DAY,
        line=line,
        actor=make_person("ha"),
    )


def page_of(person, path) -> str:
    answer = signed_in(person).get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_books_are_for_the_clerk_who_decides_and_the_administrator(register):
    allowed = {
        name
        for name in PEOPLE
        if signed_in(make_person(name)).get(f"{BOOKS}{register.pk}/").status_code == 200
    }
    assert allowed == {"ha", "son", "huong", "an"}


def test_only_the_clerk_writes_in_a_book(register):
    entry = take(register)
    for path in (
        f"{BOOKS}mo-nam/",
        f"{BOOKS}{register.pk}/giu-so/",
        f"{BOOKS}{register.pk}/ghi/",
        f"{BOOKS}dong/{entry.pk}/",
        f"{BOOKS}dong/{entry.pk}/huy/",
    ):
        for name in set(PEOPLE) - {"ha"}:
            assert signed_in(make_person(name)).post(path).status_code == 403, (name, path)


def test_a_book_shows_its_lines_newest_first_and_what_is_missing(register, ha):
    take(register)
    numbering.enter_number(
        "4", series=register.series.key, name="Sổ", symbol="QĐ-TTr", dated_on=DAY,
        line=Line("Quyết định nghỉ hưu"), actor=ha, acknowledged=True,
    )  # fmt: skip
    page = page_of(ha, f"{BOOKS}{register.pk}/")
    assert page.index("04/QĐ-TTr") < page.index("01/QĐ-TTr")
    assert "khuyết số 02–03" in page


def test_filters_stand_in_the_address(register, ha):
    take(register)
    take(register, taken_for="Kế hoạch tiến hành")
    page = page_of(ha, f"{BOOKS}{register.pk}/?q=ke+hoach&tu=01/06/2024&trang_thai=used")
    assert "Kế hoạch tiến hành" in page
    assert "Quyết định thanh tra</" not in page
    assert "không khớp" not in page
    assert page_of(ha, f"{BOOKS}{register.pk}/?tu=31/02/2024")


def test_a_long_book_goes_on_on_the_next_page(register, ha):
    for _ in range(51):
        take(register)
    client = signed_in(ha)
    answer = client.get(f"{BOOKS}{register.pk}/")
    page, after = answer.content.decode(), answer.context["page"].after
    assert "02/QĐ-TTr" in page
    assert "01/QĐ-TTr" not in page
    assert f'href="?sau={quote(after)}"' in page
    following = client.get(f"{BOOKS}{register.pk}/", {"sau": after}).content.decode()
    assert "01/QĐ-TTr" in following
    assert "02/QĐ-TTr" not in following


def test_a_book_costs_the_same_with_one_line_and_with_three(
    register, ha, django_assert_num_queries
):
    client = signed_in(ha)
    take(register)
    client.get(f"{BOOKS}{register.pk}/")
    with django_assert_num_queries(6) as one:
        client.get(f"{BOOKS}{register.pk}/")
    take(register)
    take(register)
    with django_assert_num_queries(len(one)):
        client.get(f"{BOOKS}{register.pk}/")


def test_a_kept_number_is_used_for_a_paper_from_outside(register, ha):
    client = signed_in(ha)
    typed = {"symbol": "QĐ-TTr", "taken_for": "Quyết định gia hạn", "until": "10/6/2024"}
    assert client.post(f"{BOOKS}{register.pk}/giu-so/", typed).status_code == 302
    entry = RegisterEntry.objects.get()
    assert "giữ đến 10/06" in page_of(ha, f"{BOOKS}{register.pk}/")
    facts = {"symbol": "QĐ-TTr", "issued_on": "03/6/2024", "taken_for": "Quyết định gia hạn"}
    client.post(f"{BOOKS}dong/{entry.pk}/dung/", facts)
    entry.refresh_from_db()
    assert (entry.state, entry.dated_on) == ("used", DAY)
    assert client.get(f"{BOOKS}dong/{entry.pk}/dung/").status_code == 409


def test_a_paper_from_outside_takes_the_next_number_or_brings_its_own(register, ha):
    client, path = signed_in(ha), f"{BOOKS}{register.pk}/ghi/"
    facts = {"symbol": "QĐ-TTr", "issued_on": "03/6/2024", "taken_for": "Quyết định khen thưởng"}
    client.post(path, facts)
    doubted = client.post(path, facts | {"number": "5"})
    assert doubted.status_code == 422
    text = doubted.content.decode()
    assert "Sổ sẽ khuyết số 02–04" in text
    assert 'name="acknowledged"' in text
    assert 'value="5"' in text
    client.post(path, facts | {"number": "5", "acknowledged": "on"})
    assert [each.number for each in RegisterEntry.objects.order_by("number")] == [1, 5]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("issued_on", "31/02/2024", "không có trong lịch"),
        ("issued_on", "03/6/2023", "văn bản của năm 2024"),
        ("issued_on", "04/6/2024", "chưa tới"),
        ("number", "mười", "ví dụ 12 hoặc 12a"),
        ("taken_for", "", "Hãy ghi tên loại"),
        ("copies", "-1", "Số bản ít nhất là 1."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(register, ha, field, typed, said):
    facts = {"symbol": "QĐ-TTr", "issued_on": "03/6/2024", "taken_for": "Giữ lại chữ này"}
    answer = signed_in(ha).post(f"{BOOKS}{register.pk}/ghi/", facts | {field: typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert field == "taken_for" or "Giữ lại chữ này" in answer.content.decode()
    assert not RegisterEntry.objects.exists()


def test_the_columns_after_the_number_are_filled_in_and_a_stale_form_shows_both(register, ha):
    entry, client = take(register), signed_in(ha)
    path = f"{BOOKS}dong/{entry.pk}/"
    client.post(path, {"copies": "5", "sent_on": "03/6/2024", "revision": 1})
    answer = client.post(path, {"copies": "7", "revision": 1})
    assert answer.status_code == 409
    assert "Bạn vừa viết" in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.copies, entry.sent_on) == (5, DAY)


def test_a_line_for_those_in_a_case_alone_hides_its_words(register, ha, son):
    entry = take(register, taken_for="Kết luận kín", recipients="Nơi kín", is_restricted=True)
    for path in (
        f"{BOOKS}{register.pk}/",
        f"{BOOKS}dong/{entry.pk}/",
        f"{BOOKS}{register.pk}/?q=kin",
    ):
        assert "kín" not in page_of(ha, path).replace("Văn bản kín", "")
        assert "01/QĐ-TTr" in page_of(son, path)
    data = signed_in(ha).get(f"{BOOKS}{register.pk}/xlsx/").getvalue()
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert "kín" not in str([cell.value for cell in sheet[6]])


def test_a_new_year_is_opened_from_the_list(register, ha):
    answer = signed_in(ha).post(f"{BOOKS}mo-nam/", {"year": "2025"}, follow=True)
    assert "Đã mở 1 sổ năm 2025." in answer.content.decode()
    assert Register.objects.filter(year=2025).count() == 1
    answer = signed_in(ha).post(f"{BOOKS}mo-nam/", {"year": "2030"})
    assert "2024 hoặc 2025" in answer.content.decode()


def test_the_book_is_asked_for_once_and_only_its_asker_takes_it(register, ha, son):
    take(register)
    client, path = signed_in(ha), f"{BOOKS}{register.pk}/in/"
    here = {client.post(path, {"volume": "1"}).url for _ in range(2)}
    job = Job.objects.get(kind="reports.print_register")
    assert here == {f"{path}{job.pk}/"}
    assert "Đang chờ máy xử lý" in client.get(f"{path}{job.pk}/").content.decode()
    assert signed_in(son).get(f"{path}{job.pk}/").status_code == 404
    take(register)
    client.post(path, {"volume": "1"})
    assert Job.objects.filter(kind="reports.print_register").count() == 2


def test_an_administrator_joins_series_only_before_their_first_number(register, an, ha):
    other = NumberSeries.objects.create(key="unit-1/BC-TTr", name="Sổ báo cáo")
    take(register)
    path = f"/quan-tri/office/numberseries/{register.series.pk}/change/"
    facts = {"name": "Sổ", "kind": "administrative", "counted_in": other.pk, "is_active": "on"}
    answer = signed_in(an).post(path, facts)
    assert "chỉ gộp được trước khi cấp số đầu năm" in answer.content.decode()
