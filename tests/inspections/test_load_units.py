"""The directory an office begins with: today's provinces, communes and their agencies."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from inspections.directory import load_units
from inspections.models import Unit
from inspections.units import rename_unit

pytestmark = pytest.mark.django_db
NEW_MAP = datetime.date(2025, 7, 1)


@pytest.fixture
def loaded(db):
    return load_units()


def unit(code: str) -> Unit:
    return Unit.objects.select_related("parent").get(code=code)


def test_all_provinces_and_communes_are_there(loaded):
    assert (loaded.provinces, loaded.communes) == (34, 3321)
    assert Unit.objects.filter(level="commune").count() == 3321


def test_loading_again_adds_nothing(loaded):
    again = load_units()
    assert (again.provinces, again.communes, again.agencies) == (0, 0, 0)


def test_what_the_office_changed_stays(loaded, an):
    own = unit("68-TTR")
    rename_unit(own, name="Thanh tra Lâm Đồng", on=datetime.date(2026, 1, 1), actor=an)
    Unit.objects.filter(code="00070").delete()
    assert load_units().communes == 1
    assert unit("68-TTR").name == "Thanh tra Lâm Đồng"


@pytest.mark.parametrize("known", [0, 3])
def test_loading_takes_few_queries_however_much_is_there(db, known, django_assert_max_num_queries):
    for code in ("68", "01", "79")[:known]:
        Unit.objects.create(code=code, kind="peoples_committee", level="province", name=code)
    with django_assert_max_num_queries(20):
        load_units()


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [
        ("68", "Ủy ban nhân dân tỉnh Lâm Đồng", "Lâm Đồng"),
        ("01", "Ủy ban nhân dân thành phố Hà Nội", "Hà Nội"),
        ("79", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("00070", "Ủy ban nhân dân phường Hoàn Kiếm", "Hoàn Kiếm"),
        ("00256", "Ủy ban nhân dân Phường Hai Bà Trưng", "Phường Hai Bà Trưng"),
        ("68-TTR", "Thanh tra tỉnh Lâm Đồng", "Lâm Đồng"),
        ("79-TTR", "Thanh tra Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("48-SNV", "Sở Nội vụ thành phố Đà Nẵng", "Đà Nẵng"),
    ],
)
def test_names_have_the_capitals_of_the_decree(loaded, code, name, place):
    assert (unit(code).name, unit(code).place_name) == (name, place)


def test_a_ward_whose_name_is_a_number_keeps_its_capital(loaded):
    assert Unit.objects.filter(name="Ủy ban nhân dân Phường 1 Bảo Lộc").exists()


def test_special_zones_and_communes_are_lower_case(loaded):
    assert Unit.objects.filter(name__startswith="Ủy ban nhân dân đặc khu ").count() == 13
    assert not Unit.objects.filter(name__contains="nhân dân Đặc khu").exists()


def test_a_commune_stands_under_its_province(loaded):
    assert unit("00070").parent.code == "01"
    assert unit("00070").short_name == "UBND phường Hoàn Kiếm"


def test_the_new_map_begins_on_1_july_2025(loaded):
    assert unit("68").valid_from == unit("00070").valid_from == NEW_MAP


def test_provinces_that_were_not_touched_existed_before(loaded):
    assert unit("20").exists_on(datetime.date(2022, 8, 23))
    assert unit("20-TTR").exists_on(datetime.date(2022, 8, 23))
    assert not unit("20-SNNMT").exists_on(datetime.date(2025, 2, 28))
    assert not unit("68").exists_on(datetime.date(2022, 8, 23))


def test_cities_with_a_department_of_tourism_have_no_joint_one(loaded):
    assert {"79-SVHTT", "79-SDL"} <= set(Unit.objects.values_list("code", flat=True))
    assert not Unit.objects.filter(code="79-SVHTTDL").exists()
    assert not Unit.objects.filter(code="68-SDL").exists()


def test_everything_loaded_is_found_without_accents(loaded):
    assert Unit.objects.matching("so noi vu lam dong").get().code == "68-SNV"
    assert not Unit.objects.filter(search_key="").exists()


def test_nobody_issues_papers_until_the_office_says_so(loaded):
    assert not Unit.objects.issuing().exists()


def test_the_agencies_of_the_own_province_get_their_abbreviations(loaded):
    Unit.objects.filter(code="68-SNV").update(abbreviation="SNoiVu")
    load_units(issuing_in="68")
    found = dict(Unit.objects.issuing().values_list("code", "abbreviation"))
    assert found["68"] == "UBND"
    assert found["68-TTR"] == "TTr"
    assert found["68-SNV"] == "SNoiVu"
    assert all(code.startswith("68") for code in found)


def test_the_command_says_what_it_did(db, capsys):
    call_command("load_units")
    assert "34 tỉnh, thành phố, 3321 xã, phường, đặc khu" in capsys.readouterr().out


def test_the_command_refuses_a_province_that_does_not_exist(db):
    with pytest.raises(CommandError, match="99"):
        call_command("load_units", "--issuing-in", "99")
    assert not Unit.objects.exists()
