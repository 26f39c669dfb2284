"""Units through their life: registered, renamed, merged, and found under the name of the day."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections.choices import Level, UnitKind
from inspections.models import Unit
from inspections.naming import named
from inspections.units import merge_units, overseers, register_unit, rename_unit, successor_on
from office.models import JournalEntry
from office.workflow import Problems, Refused
from tests.make.inspections import make_inspectorate, make_unit

pytestmark = pytest.mark.django_db
NEW_MAP = datetime.date(2025, 7, 1)
ONE_DAY = datetime.timedelta(days=1)


def register(actor, name="Phòng Nội vụ quận Hải Tân", **facts) -> Unit:
    defaults = {"kind": UnitKind.DIVISION, "level": Level.DISTRICT, "name": name}
    return register_unit(actor=actor, **(defaults | facts))


def rename(unit, name, on, actor, **facts):
    return rename_unit(unit, name=name, on=on, actor=actor, **facts)


def texts(refused) -> str:
    return " ".join(problem.text for problem in refused.value.problems)


def mends(refused) -> set[str]:
    return {problem.mend for problem in refused.value.problems}


# --- Registering ----------------------------------------------------------------------------------
def test_a_registered_unit_is_found_without_accents_and_told_in_the_journal(an):
    unit = register(an, code="H33.7")
    assert Unit.objects.matching("noi vu hai tan").get() == unit
    assert Unit.objects.matching("h33.7").get() == unit
    assert JournalEntry.objects.get(verb="register_unit").actor == an


def test_names_are_cleaned_of_spaces_and_double_letters(an):
    assert register(an, name="  Sở Nội vụ \n".replace("ụ", "u\u0323")).name == "Sở Nội vụ"


def test_everything_wrong_with_a_unit_is_told_at_once(an):
    with pytest.raises(Problems) as refused:
        register_unit(actor=an, kind="castle", level="", name="")
    assert mends(refused) == {"#id_kind", "#id_level", "#id_name"}


def test_a_code_belongs_to_one_unit(an):
    register(an, code="68")
    with pytest.raises(Problems) as refused:
        register(an, name="Sở Nội vụ", code="68")
    assert mends(refused) == {"#id_code"}


def test_units_without_a_code_do_not_get_in_each_others_way(an):
    register(an, code="")
    assert register(an, name="Sở Nội vụ", code="").code is None


def test_the_same_name_under_the_same_body_is_refused(an):
    parent = make_inspectorate()
    register(an, parent=parent)
    with pytest.raises(Problems, match="Đã có"):
        register(an, parent=parent, name="phòng nội vụ quận hải tân")


def test_the_same_name_under_another_body_is_another_unit(an):
    register(an, parent=make_inspectorate())
    assert register(an).pk


def test_a_name_may_come_back_after_its_unit_ended(an):
    register(an, valid_to=datetime.date(2025, 6, 30))
    assert register(an, valid_from=NEW_MAP).pk


@pytest.mark.parametrize("act", ["register", "rename", "merge"])
def test_only_the_administrator_changes_the_directory(act, lan, son):
    unit, other = make_unit(), make_unit("Sở Nội vụ")
    acts = {
        "register": lambda: register(lan),
        "rename": lambda: rename(unit, "Tên khác", NEW_MAP, son),
        "merge": lambda: merge_units([unit], other, on=NEW_MAP, actor=lan),
    }
    with pytest.raises(Refused):
        acts[act]()
    assert not JournalEntry.objects.exists()


# --- Renaming -------------------------------------------------------------------------------------
def test_a_paper_prints_the_name_of_its_day(an):
    unit = make_unit(short_name="Phòng LĐ", letterhead_name="PHÒNG LAO ĐỘNG")
    rename(unit, "Phòng Nội vụ quận Hải Tân", NEW_MAP, an, letterhead_name="PHÒNG NỘI VỤ")
    before, after = unit.name_on(NEW_MAP - ONE_DAY), unit.name_on(NEW_MAP)
    assert (before.name, before.letterhead, before.short_name) == (
        "Phòng Lao động quận Hải Tân",
        "PHÒNG LAO ĐỘNG",
        "Phòng LĐ",
    )
    assert (after.name, after.letterhead) == ("Phòng Nội vụ quận Hải Tân", "PHÒNG NỘI VỤ")


def test_the_object_in_hand_and_the_row_carry_the_new_name(an):
    unit = make_unit()
    rename(unit, "Phòng Nội vụ", NEW_MAP, an)
    assert unit.name == "Phòng Nội vụ"
    unit.refresh_from_db()
    assert unit.name == "Phòng Nội vụ"
    assert unit.search_key.startswith("phong noi vu")


def test_the_place_name_stays_unless_it_is_changed_too(an):
    unit = make_unit(place_name="Hải Tân")
    rename(unit, "Phòng Nội vụ", NEW_MAP, an)
    assert unit.place_name == "Hải Tân"
    rename(unit, "Phòng Tổ chức", NEW_MAP + ONE_DAY, an, place_name="An Bình")
    assert [unit.name_on(NEW_MAP).place_name, unit.place_name] == ["Hải Tân", "An Bình"]


def test_renaming_is_told_in_the_journal_with_its_document(an):
    unit = make_unit()
    rename(unit, "Phòng Nội vụ", NEW_MAP, an, document="Quyết định số 12/QĐ-UBND")
    line = JournalEntry.objects.get(verb="rename_unit")
    assert line.reason == "Quyết định số 12/QĐ-UBND"
    assert line.changes["name"] == ["Phòng Lao động quận Hải Tân", "Phòng Nội vụ"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "#id_name"),
        ({"name": "Phòng Lao động quận Hải Tân"}, "#id_name"),
        ({"name": "A" * 301}, "#id_name"),
        ({"name": "Khác", "short_name": "A" * 101}, "#id_short_name"),
        ({"name": "Khác", "on": datetime.date(2020, 1, 1)}, "#id_on"),
        ({"name": "Khác", "on": datetime.date(2019, 1, 1)}, "#id_on"),
        ({"name": "Khác", "on": datetime.date(2030, 1, 1)}, "#id_on"),
    ],
)
def test_a_wrong_renaming_says_which_field_is_wrong(an, facts, field):
    unit = make_unit(valid_from=datetime.date(2020, 1, 1), valid_to=datetime.date(2029, 12, 31))
    with pytest.raises(Problems) as refused:
        rename_unit(unit, **({"on": NEW_MAP} | facts), actor=an)
    assert mends(refused) == {field}
    assert not unit.names.exists()


def test_renaming_goes_forward_only(an):
    unit = make_unit()
    rename(unit, "Tên hai", NEW_MAP, an)
    for day in (NEW_MAP - ONE_DAY, NEW_MAP):
        with pytest.raises(Problems, match="Lần đổi tên trước"):
            rename(unit, "Tên ba", day, an)
    rename(unit, "Tên ba", NEW_MAP + ONE_DAY, an)
    assert unit.name_on(NEW_MAP).name == "Tên hai"


FIRST_DAY = datetime.date(2020, 1, 1)
gaps = st.lists(st.integers(1, 400), max_size=5)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(gaps=gaps, asked=st.integers(-50, 2100))
def test_any_day_has_exactly_the_name_that_held_on_it(an, gaps, asked):
    Unit.objects.filter(name__startswith="Tên").delete()
    unit = make_unit("Tên 0", valid_from=FIRST_DAY)
    day, changes = FIRST_DAY, [(FIRST_DAY, "Tên 0")]
    for number, gap in enumerate(gaps, start=1):
        day += datetime.timedelta(days=gap)
        rename(unit, f"Tên {number}", day, an)
        changes.append((day, f"Tên {number}"))
    wanted = FIRST_DAY + datetime.timedelta(days=max(asked, 0))
    assert unit.name_on(wanted).name == [name for begin, name in changes if begin <= wanted][-1]


def test_names_of_many_units_cost_two_queries(an, django_assert_num_queries):
    for number in range(3):
        rename(make_unit(f"Đơn vị {number}"), f"Đơn vị mới {number}", NEW_MAP, an)
    with django_assert_num_queries(2):
        names = [
            unit.name_on(NEW_MAP - ONE_DAY).name for unit in Unit.objects.prefetch_related("names")
        ]
    assert sorted(names) == ["Đơn vị 0", "Đơn vị 1", "Đơn vị 2"]


# --- Former names -----------------------------------------------------------------------------------
def test_a_unit_is_found_under_its_former_names_until_they_are_struck(an):
    unit = make_unit(short_name="Phòng LĐTBXH")
    former = rename(unit, "Phòng Nội vụ quận Hải Tân", NEW_MAP, an)
    for words in ("lao dong hai tan", "ldtbxh", "noi vu"):
        assert Unit.objects.matching(words).get() == unit
    former.delete()
    assert not Unit.objects.matching("lao dong hai tan").exists()


def test_what_became_of_a_unit_stands_behind_its_name_of_the_day(an, district, province):
    before, after = NEW_MAP - ONE_DAY, NEW_MAP
    assert str(named(district, on=before, today=before)) == "Thanh tra quận Hải Tân"
    rename(district, "Thanh tra thành phố Hải Tân", datetime.date(2025, 1, 1), an)
    told = named(district, on=datetime.date(2024, 1, 1), today=before)
    assert str(told) == "Thanh tra quận Hải Tân (nay là Thanh tra thành phố Hải Tân)"
    merge_units([district], province, on=NEW_MAP, actor=an)
    told = named(district, on=datetime.date(2024, 1, 1), today=after)
    assert str(told) == "Thanh tra quận Hải Tân (nay là Thanh tra thành phố Hải An)"
    assert told.heir == province


def test_a_unit_that_ended_without_successor_says_so():
    unit = make_unit(valid_to=datetime.date(2025, 6, 30))
    told = named(unit, on=datetime.date(2024, 1, 1), today=NEW_MAP)
    assert "chưa ghi đơn vị kế thừa" in str(told)


# --- Merging --------------------------------------------------------------------------------------
@pytest.fixture
def district() -> Unit:
    return make_unit("Thanh tra quận Hải Tân", kind=UnitKind.INSPECTORATE)


@pytest.fixture
def province() -> Unit:
    return make_unit("Thanh tra thành phố Hải An", kind=UnitKind.INSPECTORATE)


def test_a_merged_unit_ends_the_day_before_and_its_duties_pass_on(an, district, province):
    merge_units([district], province, on=NEW_MAP, document="Nghị quyết số 1", actor=an)
    district.refresh_from_db()
    assert district.valid_to == NEW_MAP - ONE_DAY
    assert successor_on(district, NEW_MAP - ONE_DAY) == district
    assert successor_on(district, NEW_MAP) == province


def test_merging_is_told_for_each_unit(an, district, province):
    merge_units([district, make_unit()], province, on=NEW_MAP, document="NQ 1", actor=an)
    lines = JournalEntry.objects.filter(verb="merge_unit")
    assert {line.reason for line in lines} == {"NQ 1"}
    assert lines.count() == 2


def test_a_merged_unit_is_not_offered_after_its_last_day(an, district, province):
    merge_units([district], province, on=NEW_MAP, actor=an)
    assert district in Unit.objects.existing_on(NEW_MAP - ONE_DAY)
    assert district not in Unit.objects.existing_on(NEW_MAP)


def test_the_line_of_successors_is_followed_to_the_one_that_exists(an, district, province):
    last = make_unit("Thanh tra tỉnh mới")
    merge_units([district], province, on=NEW_MAP, actor=an)
    merge_units([province], last, on=datetime.date(2026, 1, 1), actor=an)
    district.refresh_from_db()
    assert successor_on(district, datetime.date(2025, 12, 31)) == province
    assert successor_on(district, datetime.date(2026, 1, 1)) == last


def test_a_unit_that_ended_without_successor_has_none():
    assert successor_on(make_unit(valid_to=datetime.date(2025, 6, 30)), NEW_MAP) is None


def test_a_circle_somebody_forced_into_the_table_does_not_hang_the_page(district, province):
    end = datetime.date(2025, 6, 30)
    Unit.objects.filter(pk=district.pk).update(valid_to=end, successor=province)
    Unit.objects.filter(pk=province.pk).update(valid_to=end, successor=district)
    district.refresh_from_db()
    assert successor_on(district, NEW_MAP) is None


def test_a_unit_is_not_merged_into_itself(an, district):
    with pytest.raises(Problems, match="chính nó"):
        merge_units([district], district, on=NEW_MAP, actor=an)


def test_merging_in_a_circle_is_refused(an, district, province):
    Unit.objects.filter(pk=province.pk).update(successor=district)
    with pytest.raises(Problems, match="thành vòng"):
        merge_units([district], province, on=NEW_MAP, actor=an)


def test_merging_into_a_unit_that_is_gone_by_then_is_refused(an, district, province):
    Unit.objects.filter(pk=province.pk).update(valid_to=NEW_MAP - ONE_DAY)
    with pytest.raises(Problems) as refused:
        merge_units([district], province, on=NEW_MAP, actor=an)
    assert mends(refused) == {"#id_into"}


def test_merging_into_a_unit_that_is_not_founded_yet_is_refused(an, district, province):
    Unit.objects.filter(pk=province.pk).update(valid_from=NEW_MAP + ONE_DAY)
    with pytest.raises(Problems, match="không tồn tại vào ngày 01/07/2025"):
        merge_units([district], province, on=NEW_MAP, actor=an)


def test_merging_twice_is_refused_and_names_the_heir(an, district, province):
    merge_units([district], province, on=NEW_MAP, actor=an)
    with pytest.raises(Problems, match="Thanh tra thành phố Hải An"):
        merge_units([district], make_unit("Đơn vị khác"), on=NEW_MAP, actor=an)


def test_a_unit_cannot_end_before_it_began(an, district, province):
    Unit.objects.filter(pk=district.pk).update(valid_from=NEW_MAP)
    with pytest.raises(Problems) as refused:
        merge_units([district], province, on=NEW_MAP, actor=an)
    assert mends(refused) == {"#id_on"}


def test_one_unit_that_cannot_be_merged_stops_all(an, district, province):
    gone = make_unit("Đơn vị cũ", valid_to=datetime.date(2020, 1, 1))
    with pytest.raises(Problems) as refused:
        merge_units([district, gone], province, on=NEW_MAP, actor=an)
    assert "“Đơn vị cũ” đã kết thúc ngày 01/01/2020" in texts(refused)
    district.refresh_from_db()
    assert district.valid_to is None


def test_merging_nothing_is_refused(an, province):
    with pytest.raises(Problems, match="ít nhất một"):
        merge_units([], province, on=NEW_MAP, actor=an)


def test_overseers_stand_the_nearest_first():
    inspectorate = make_inspectorate()
    assert [unit.name for unit in overseers(inspectorate)] == ["Ủy ban nhân dân quận Hải Tân"]
