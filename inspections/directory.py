"""The provinces and communes of today as units, named as Phụ lục II NĐ 30/2020 writes them."""

import datetime
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from vietnam_provinces import Province, VietNamDivisionType, Ward

from inspections.choices import Level, UnitKind
from inspections.models import Unit

DATA = Path(__file__).parent / "data" / "typical_agencies.json"
# Nghị quyết of the National Assembly: the two-level administration begins.
NEW_MAP = datetime.date(2025, 7, 1)
BATCH = 1000


@dataclass(frozen=True)
class Loaded:
    """How many rows were added, of what."""

    provinces: int
    communes: int
    agencies: int


@transaction.atomic
def load_units(*, issuing_in: str = "") -> Loaded:
    """Add what is missing; a row that is there stays as the office keeps it.

    `issuing_in` is the code of the province whose agencies this office serves: they get the
    abbreviation that makes them issuers of papers. Raises KeyError for an unknown code.
    """
    codes = Unit.objects.exclude(code=None).values_list("code", flat=True)
    taken = {code for code in codes if code}
    provinces = sorted(Province.iter_all(), key=lambda province: province.code.value)
    added_provinces = _add((_province(row) for row in provinces), taken)
    parents = {unit.code: unit for unit in Unit.objects.filter(parent=None).exclude(code=None)}
    added_communes = _add((_commune(row, parents) for row in _wards()), taken)
    agencies = [unit for row in provinces for unit in _agencies(row, parents)]
    added_agencies = _add(agencies, taken)
    if issuing_in:
        _let_issue(parents[issuing_in], agencies)
    return Loaded(added_provinces, added_communes, added_agencies)


def _add(units: Iterable[Unit], taken: set[str]) -> int:
    missing = [unit for unit in units if unit.code not in taken]
    for unit in missing:
        unit.set_search_key()
    Unit.objects.bulk_create(missing, batch_size=BATCH)
    return len(missing)


def _let_issue(province: Unit, agencies: list[Unit]) -> None:
    """Only empty abbreviations are filled: an office may have chosen its own."""
    abbreviations = {agency["key"]: agency["abbreviation"] for agency in _data()["agencies"]}
    own = {unit.code for unit in agencies if unit.parent_id == province.pk}
    for unit in Unit.objects.filter(code__in=own, abbreviation="").order_by("pk"):
        key = str(unit.code).rpartition("-")[2]
        Unit.objects.filter(pk=unit.pk).update(abbreviation=abbreviations[key])
    Unit.objects.filter(pk=province.pk, abbreviation="").update(abbreviation="UBND")


@cache
def _data() -> dict[str, Any]:
    return json.loads(DATA.read_text("utf-8"))


def _wards() -> list[Ward]:
    return sorted(Ward.iter_all(), key=lambda ward: ward.code.value)


def province_code(province: Province) -> str:
    """Two digits, as in the national list: “01”, “68”."""
    return f"{province.code.value:02d}"


def commune_code(ward: Ward) -> str:
    """Five digits, as in the national list: “00070”."""
    return f"{ward.code.value:05d}"


def begins_on(code: str) -> datetime.date | None:
    """When the province of today began; None for those that were not touched in 2025."""
    kept = _data()["existed_before_the_merger"]
    if code not in kept:
        return NEW_MAP
    return datetime.date.fromisoformat(kept[code]) if kept[code] else None


# --- Names ----------------------------------------------------------------------------------------
def place_of(kind: str, bare_name: str) -> tuple[str, str]:
    """(inside a name, as địa danh): (“tỉnh Lâm Đồng”, “Lâm Đồng”).

    Phụ lục II NĐ 30/2020: the kind is lower case before a proper name, and has a capital and
    belongs to the name when that is a number, a person or an event (“Phường Điện Biên Phủ”).
    """
    is_part_of_name = bare_name[0].isdigit() or bare_name in _data()["named_after_people_or_events"]
    if is_part_of_name:
        name = f"{kind.capitalize()} {bare_name}"
        return name, name
    return f"{kind} {bare_name}", bare_name


def _split(full_name: str, kind: str) -> tuple[str, str]:
    """“Thành phố Hà Nội” is “thành phố” and “Hà Nội”; a province of the package has no kind."""
    if full_name.lower().startswith(f"{kind} "):
        return kind, full_name[len(kind) + 1 :]
    return kind, full_name


def _province_place(province: Province) -> tuple[str, str, str]:
    is_city = province.division_type == VietNamDivisionType.THANH_PHO_TRUNG_UONG
    kind, bare = _split(province.name, "thành phố" if is_city else "tỉnh")
    return (kind, *place_of(kind, bare))


# --- Rows -----------------------------------------------------------------------------------------
def _committee(inside: str, place: str) -> dict[str, Any]:
    return {
        "kind": UnitKind.PEOPLES_COMMITTEE,
        "name": f"Ủy ban nhân dân {inside}",
        "short_name": f"UBND {inside}",
        "letterhead_name": f"UBND {inside.upper()}",
        "head_post": "Chủ tịch",
        "place_name": place,
    }


def _province(province: Province) -> Unit:
    _, inside, place = _province_place(province)
    code = province_code(province)
    return Unit(
        code=code, level=Level.PROVINCE, valid_from=begins_on(code), **_committee(inside, place)
    )


def _commune(ward: Ward, parents: dict[str | None, Unit]) -> Unit:
    kind, bare = _split(ward.name, ward.division_type.value)
    return Unit(
        code=commune_code(ward),
        level=Level.COMMUNE,
        parent=parents[f"{ward.province_code.value:02d}"],
        valid_from=NEW_MAP,
        **_committee(*place_of(kind, bare)),
    )


def _agencies(province: Province, parents: dict[str | None, Unit]) -> Iterator[Unit]:
    code = province_code(province)
    kind, inside, place = _province_place(province)
    words = {"place": inside, "kind": kind, "KIND": kind.upper()}
    for agency in _data()["agencies"]:
        if code in agency.get("except", ()) or code not in agency.get("only", (code,)):
            continue
        yield Unit(
            code=f"{code}-{agency['key']}",
            parent=parents[code],
            kind=agency["kind"],
            level=agency["level"],
            name=agency["name"].format(**words),
            short_name=agency["short_name"].format(**words),
            letterhead_name=agency["letterhead_name"].format(**words),
            head_post=agency["head_post"],
            place_name=place,
            valid_from=_later(begins_on(code), agency.get("since")),
        )


def _later(first: datetime.date | None, since: str | None) -> datetime.date | None:
    days = [day for day in (first, since and datetime.date.fromisoformat(since)) if day]
    return max(days, default=None)
