"""The books of outgoing papers: kept numbers, numbers from elsewhere, what is missing, a new year."""

import datetime

import openpyxl
import pytest
import time_machine
from django.utils import timezone

from office import book, numbering, registers
from office.models import JournalEntry, NumberSeries, Register, RegisterEntry
from office.numbering import Doubts, Line
from office.registers import Owner
from office.workflow import Overtaken, Problems
from tests.make.office import make_register

TODAY = datetime.date(2024, 6, 3)
OWNER = Owner("unit-1", "Thanh tra quận Hải Tân")


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(datetime.datetime(2024, 6, 3, 2, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def register(db) -> Register:
    return make_register()


def take(actor, day=TODAY, **facts) -> RegisterEntry:
    defaults = {
        "series": "unit-1/QĐ-TTr",
        "name": "Sổ quyết định",
        "symbol": "QĐ-TTr",
        "owner": OWNER,
        "dated_on": day,
        "taken_for": "Quyết định thanh tra",
    }
    return numbering.take_number(**(defaults | facts), actor=actor)


def enter(actor, typed, day=TODAY, **facts) -> RegisterEntry:
    defaults = {
        "series": "unit-1/QĐ-TTr",
        "name": "Sổ quyết định",
        "symbol": "QĐ-TTr",
        "owner": OWNER,
        "dated_on": day,
        "line": Line("Quyết định cử công chức"),
    }
    return numbering.enter_number(typed, **(defaults | facts), actor=actor)


def reserve(register, actor, *, until=TODAY + datetime.timedelta(days=5)) -> RegisterEntry:
    return numbering.reserve_number(
        register, symbol="QĐ-TTr", taken_for="Quyết định gia hạn", until=until, actor=actor
    )


# --- Kept for later -------------------------------------------------------------------------------


def test_a_kept_number_is_passed_over_and_used_later(register, ha):
    kept = reserve(register, ha)
    assert (kept.label, take(ha).number) == ("01/QĐ-TTr", 2)
    used = numbering.use_reserved(kept, dated_on=TODAY, line=Line("Quyết định gia hạn"), actor=ha)
    assert (used.state, used.dated_on, used.number) == ("used", TODAY, 1)
    assert take(ha).number == 3


def test_a_kept_number_says_for_what_by_whom_until_when(register, ha):
    kept = reserve(register, ha)
    assert (kept.taken_for, kept.taken_by, kept.reserved_until) == (
        "Quyết định gia hạn",
        ha,
        datetime.date(2024, 6, 8),
    )
    assert JournalEntry.objects.get(verb="reserve_number").actor == ha


def test_a_number_is_not_kept_into_the_past_or_another_year(register, ha):
    for until in (datetime.date(2024, 6, 2), datetime.date(2025, 1, 1)):
        with pytest.raises(Problems) as refused:
            reserve(register, ha, until=until)
        assert refused.value.problems[0].mend == "#id_until"
    assert Register.objects.get().last_number == 0


def test_a_kept_number_is_used_once(register, ha):
    kept = reserve(register, ha)
    numbering.use_reserved(kept, dated_on=TODAY, line=Line("Một"), actor=ha)
    with pytest.raises(Overtaken, match="không còn được giữ"):
        numbering.use_reserved(kept, dated_on=TODAY, line=Line("Hai"), actor=ha)


def test_a_kept_number_is_dated_between_its_neighbours(register, ha):
    take(ha, datetime.date(2024, 5, 20))
    kept = reserve(register, ha)
    take(ha, datetime.date(2024, 6, 1))
    for day, said in ((datetime.date(2024, 5, 1), "01/QĐ-TTr"), (TODAY, "03/QĐ-TTr")):
        with pytest.raises(Problems, match=said):
            numbering.use_reserved(kept, dated_on=day, line=Line("x"), actor=ha)
    day = datetime.date(2024, 5, 25)
    assert numbering.use_reserved(kept, dated_on=day, line=Line("x"), actor=ha).dated_on == day


def test_a_kept_number_that_is_not_needed_is_struck_and_never_given_again(register, ha):
    kept = reserve(register, ha)
    numbering.void_number(kept, reason="Không ban hành nữa.", actor=ha)
    assert take(ha).number == 2
    assert registers.gaps_of(register) == []


# --- Given elsewhere ------------------------------------------------------------------------------


def test_a_number_from_elsewhere_is_written_down_and_the_next_follows_it(ha):
    enter(ha, "01")
    assert take(ha).number == 2


def test_a_number_from_elsewhere_that_leaves_a_gap_is_doubted_then_shown(ha):
    with pytest.raises(Doubts, match="khuyết số 01–04"):
        enter(ha, "05")
    entry = enter(ha, "05", acknowledged=True)
    entry.register.refresh_from_db()
    assert registers.in_words(registers.gaps_of(entry.register)) == "01–04"
    enter(ha, "2", acknowledged=True)
    assert registers.in_words(registers.gaps_of(entry.register)) == "01, 03–04"
    assert take(ha).number == 6


def test_the_same_number_in_the_same_book_is_refused_and_told(ha):
    take(ha)
    with pytest.raises(Problems, match="01/QĐ-TTr trong sổ này đã cấp cho “Quyết định thanh tra”"):
        enter(ha, "1", acknowledged=True)
    assert enter(ha, "1a").printed_number == "01a"


def test_the_same_number_symbol_and_office_in_another_book_is_doubted(ha):
    take(ha)
    with pytest.raises(Doubts, match="Trùng số, ký hiệu, nơi ban hành"):
        enter(ha, "1", series="unit-1/khac", name="Sổ khác")
    enter(ha, "1", series="unit-2/khac", name="Sổ khác", owner=Owner("unit-2", "Nơi khác"))


def test_a_number_from_elsewhere_with_a_falling_date_is_doubted(ha):
    take(ha)
    with pytest.raises(Doubts, match="không thể mang ngày 01/06/2024"):
        enter(ha, "2", datetime.date(2024, 6, 1))
    assert enter(ha, "2", datetime.date(2024, 6, 1), acknowledged=True).is_elsewhere


@pytest.mark.parametrize("typed", ["", "0", "00", "-1", "1/QĐ", "12ab", "²", "9" * 40, "a"])
def test_what_is_no_number_is_refused_at_its_field(ha, typed):
    with pytest.raises(Problems) as refused:
        enter(ha, typed)
    assert refused.value.problems[0].mend == "#id_number"


def test_a_line_for_those_in_a_case_alone_is_not_named_to_the_clerk(ha):
    enter(ha, "1", line=Line("Kết luận kín", is_restricted=True))
    with pytest.raises(Problems) as refused:
        enter(ha, "1")
    assert "kín" not in str(refused.value)
    assert not JournalEntry.objects.filter(sentence__contains="kín").exists()


# --- Series and years -----------------------------------------------------------------------------


def test_series_that_the_office_counts_together_share_one_book(ha):
    take(ha)
    own = NumberSeries.objects.get()
    NumberSeries.objects.create(key="unit-1/BC-TTr", name="Sổ báo cáo", counted_in=own)
    report = take(ha, series="unit-1/BC-TTr", symbol="BC-TTr")
    assert (report.label, report.register.series) == ("02/BC-TTr", own)
    assert numbering.last_entry("unit-1/BC-TTr", 2024) == report


def test_a_new_year_opens_the_books_of_every_series_in_use_but_of_teams(register, ha):
    NumberSeries.objects.create(key="cũ", name="Sổ cũ", is_active=False)
    NumberSeries.objects.create(key="c/BC", name="Sổ của đoàn", kind=NumberSeries.Kind.TEAM)
    (opened,) = registers.open_year(2025, actor=ha)
    assert (opened.series, opened.year, opened.last_number) == (register.series, 2025, 0)
    assert registers.open_year(2025, actor=ha) == []
    assert take(ha, datetime.date(2025, 1, 2)).number == 1


@pytest.mark.parametrize("year", [2023, 2026])
def test_only_this_year_and_the_next_are_opened(ha, year):
    with pytest.raises(Problems, match="2024 hoặc 2025"):
        registers.open_year(year, actor=ha)


def test_a_book_begun_elsewhere_misses_only_what_came_after(ha):
    register = make_register(begins_after=46, last_number=46)
    assert registers.gaps_of(register) == []
    enter(ha, "49", acknowledged=True)
    register.refresh_from_db()
    assert registers.in_words(registers.gaps_of(register)) == "47–48"


def test_a_struck_number_of_an_issued_paper_stays(ha):
    entry = take(ha, line=Line("Kết luận", url="/thanh-tra/2024-001/van-ban/1/"))
    with pytest.raises(Problems, match="không hủy được"):
        numbering.void_number(entry, reason="Nhầm.", actor=ha)


# --- Columns --------------------------------------------------------------------------------------


def test_columns_are_filled_in_once_and_the_second_is_told(ha, son):
    entry = take(ha)
    stale = RegisterEntry.objects.get(pk=entry.pk)
    assert numbering.complete_line(entry, revision=1, actor=ha, copies=5, sent_on=TODAY)
    with pytest.raises(Overtaken, match="Vũ Thị Hà"):
        numbering.complete_line(stale, revision=1, actor=son, copies=6)
    entry.refresh_from_db()
    assert (entry.copies, entry.sent_on, entry.revision) == (5, TODAY, 2)


def test_lines_are_found_without_accents(register, ha):
    take(ha, line=Line("Quyết định thanh tra đột xuất", recipients="UBND quận Hải Tân"))
    take(ha)
    assert [each.number for each in registers.lines_of(register, words="dot xuat")] == [1]
    assert [each.number for each in registers.lines_of(register, words="hai tan")] == [1]
    assert registers.lines_of(register, state="voided").count() == 0
    assert registers.lines_of(register, first_day=TODAY + datetime.timedelta(days=1)).count() == 0


def test_the_workbook_has_ten_columns_real_days_and_no_formula(register, ha):
    entry = take(ha, line=Line("=1+1", recipients="UBND quận\nLưu", copies=3))
    void = take(ha)
    numbering.void_number(void, reason="Cấp nhầm.", actor=ha)
    extent = book.Extent(is_secret_shown=True)
    table = book.workbook(register, extent.lines(register), extent)
    sheet = openpyxl.load_workbook(table).active
    assert [cell.value for cell in sheet[5]] == [f"({n})" for n in range(1, 11)]
    number, day, subject, _, recipients, _, copies, *_ = (cell for cell in sheet[6])
    assert number.value == entry.label
    assert day.value.date() == TODAY
    assert (subject.value, subject.data_type) == ("=1+1", "s")
    assert (recipients.value, copies.value) == ("UBND quận; Lưu", 3)
    assert sheet[7][9].value == "Số đã hủy: Cấp nhầm."


def test_the_day_of_a_kept_number_is_todays_in_vietnam():
    assert timezone.localdate() == TODAY
