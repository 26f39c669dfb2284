"""The invented offices: a district of the old order, the city, its departments and communes."""

from datetime import date

from config.demo import communes, department, digital, funds
from inspections.choices import Level, UnitKind
from inspections.models import Unit, UnitContact

# Districts ended when the two-tier order began (Luật Tổ chức chính quyền địa phương 2025).
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)


def make_offices(people) -> dict[str, Unit]:
    """All units of the told cases by key; made at most once."""
    units: dict[str, Unit] = {}
    units["city"] = _make(
        "Ủy ban nhân dân thành phố Hải An",
        kind=UnitKind.PEOPLES_COMMITTEE,
        level=Level.PROVINCE,
        short_name="UBND thành phố",
        abbreviation="UBND",
        letterhead_name="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI AN",
        head_post="Chủ tịch",
        place_name="Hải An",
    )
    units["city_inspectorate"] = _make(
        "Thanh tra thành phố Hải An",
        kind=UnitKind.INSPECTORATE,
        level=Level.PROVINCE,
        parent=units["city"],
        short_name="Thanh tra thành phố",
        abbreviation="TTTP",
        letterhead_name="THANH TRA THÀNH PHỐ",
        head_post="Chánh Thanh tra",
        place_name="Hải An",
    )
    units |= _district(units["city_inspectorate"])
    for key, name in digital.UNITS.items():
        units[key] = _make(
            name,
            kind=UnitKind.DEPARTMENT,
            level=Level.PROVINCE,
            parent=units["city"],
            short_name=name.replace(" thành phố Hải An", ""),
            head_post="Giám đốc",
        )
    _succeed(units)
    units |= _labour(units["home"])
    for name in communes.COMMUNES:
        units[name] = _make(
            f"Ủy ban nhân dân xã {name}, thành phố Hải An",
            kind=UnitKind.PEOPLES_COMMITTEE,
            level=Level.COMMUNE,
            parent=units["city"],
            short_name=f"UBND xã {name}",
            head_post="Chủ tịch",
        )
    for key, name in funds.UNITS.items():
        units[key] = _make(
            name,
            kind=UnitKind.PEOPLES_COMMITTEE,
            level=Level.COMMUNE,
            parent=units["city"],
            short_name=name.replace("Ủy ban nhân dân", "UBND").replace(", thành phố Hải An", ""),
            head_post="Chủ tịch",
        )
    UnitContact.objects.get_or_create(unit=units["home"], person=people["binh"])
    return units


def _labour(home: Unit) -> dict[str, Unit]:
    """The department of home affairs as an issuer, its divisions and services, and its ministry."""
    facts = {
        "abbreviation": "SNV",
        "letterhead_name": "SỞ NỘI VỤ",
        "place_name": "Hải An",
    }
    Unit.objects.filter(pk=home.pk, abbreviation="").update(**facts)
    home.refresh_from_db()
    made = {
        key: _make(
            name,
            kind=UnitKind.DIVISION if key in department.VISITED else UnitKind.SERVICE,
            level=Level.DEPARTMENT,
            parent=home,
            short_name=name.replace(" thuộc Sở Nội vụ", ""),
            head_post="Trưởng phòng" if key in department.VISITED else "Giám đốc",
        )
        for key, name in (department.VISITED | department.NOT_VISITED).items()
    }
    made["ministry"] = _make(
        "Bộ Nội vụ", kind=UnitKind.CENTRAL, level=Level.MINISTRY, head_post="Bộ trưởng"
    )
    return made


def _district(successor: Unit) -> dict[str, Unit]:
    committee = _make(
        "Ủy ban nhân dân quận Hải Tân",
        kind=UnitKind.PEOPLES_COMMITTEE,
        level=Level.DISTRICT,
        short_name="UBND quận Hải Tân",
        abbreviation="UBND",
        letterhead_name="ỦY BAN NHÂN DÂN\nQUẬN HẢI TÂN",
        head_post="Chủ tịch",
        place_name="Hải Tân",
        valid_to=LAST_DAY_OF_DISTRICTS,
    )
    inspectorate = _make(
        "Thanh tra quận Hải Tân",
        kind=UnitKind.INSPECTORATE,
        level=Level.DISTRICT,
        parent=committee,
        short_name="Thanh tra quận",
        abbreviation="TTr",
        letterhead_name="THANH TRA QUẬN",
        head_post="Chánh Thanh tra",
        place_name="Hải Tân",
        valid_to=LAST_DAY_OF_DISTRICTS,
        successor=successor,
    )
    division = _make(
        "Phòng Lao động - Thương binh và Xã hội quận Hải Tân",
        kind=UnitKind.DIVISION,
        level=Level.DISTRICT,
        parent=committee,
        short_name="Phòng LĐTBXH",
        head_post="Trưởng phòng",
        valid_to=LAST_DAY_OF_DISTRICTS,
    )
    return {"committee": committee, "inspectorate": inspectorate, "division": division}


def _succeed(units: dict[str, Unit]) -> None:
    """Who answers today for what the old district owes."""
    for former, heir in (("committee", "city"), ("division", "home")):
        units[former].successor = units[heir]
        units[former].save(update_fields=["successor"])


def _make(name: str, **facts) -> Unit:
    unit, _ = Unit.objects.get_or_create(name=name, defaults=facts)
    return unit
