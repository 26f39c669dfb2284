"""The life of a unit: registered, renamed, merged, each on a day and in the journal."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Role
from inspections.models import Unit, UnitName
from office import journal
from office.columns import column
from office.text import nfc
from office.workflow import Problem, Problems, Refused

ONE_DAY = datetime.timedelta(days=1)
NAME_FIELDS = ("name", "short_name", "letterhead_name", "place_name")


def can_manage_units(user: Any) -> bool:
    """The directory of units belongs to the administrator."""
    return user.is_active and (user.is_superuser or user.has_role(Role.ADMIN))


@transaction.atomic
def register_unit(*, actor: Any, **facts: Any) -> Unit:
    """Add a unit to the directory; `facts` are fields of Unit.

    Raises Refused, or Problems with every fact that is missing, wrong or already taken.
    """
    _refuse_unless_manager(actor)
    unit = Unit(**{field: _clean(value) for field, value in facts.items()})
    unit.code = unit.code or None
    problems = _problems_of(unit)
    if twin := _living_twin(unit):
        problems.append(Problem(f"Đã có “{twin}” cùng cơ quan chủ quản.", "#id_name"))
    if problems:
        raise Problems(problems)
    unit.save()
    journal.record(
        actor=actor,
        verb="register_unit",
        about=unit,
        sentence=f"Thêm đơn vị “{unit}”.",
        changes={"name": ["", unit.name], "code": ["", unit.code or ""]},
    )
    return unit


@transaction.atomic
def rename_unit(
    unit: Unit,
    *,
    name: str,
    short_name: str = "",
    letterhead_name: str = "",
    place_name: str | None = None,
    on: datetime.date,
    document: str = "",
    actor: Any,
) -> UnitName:
    """Give `unit` its new names from the day `on`; the old ones hold to the day before.

    A paper dated before `on` goes on printing the old names (`Unit.name_on`). An empty short or
    letterhead name is empty from then on; `place_name` None stays as it is. Returns the row of the
    old names. Raises Refused, or Problems: no name, the same names, a day outside the unit's life
    or not after its last change of name.
    """
    _refuse_unless_manager(actor)
    unit_now = Unit.objects.select_for_update().get(pk=unit.pk)
    old = {field: getattr(unit_now, field) for field in NAME_FIELDS}
    new = {
        "name": _clean(name),
        "short_name": _clean(short_name),
        "letterhead_name": _clean(letterhead_name),
        "place_name": old["place_name"] if place_name is None else _clean(place_name),
    }
    names = list(unit_now.names.order_by("valid_to"))
    if problems := _problems_of_renaming(unit_now, old, new, names, on):
        raise Problems(problems)
    former = UnitName.objects.create(
        unit=unit_now,
        valid_from=names[-1].valid_to + ONE_DAY if names else unit_now.valid_from,
        valid_to=on - ONE_DAY,
        document=_clean(document),
        **old,
    )
    for field, value in new.items():
        setattr(unit, field, value)
        setattr(unit_now, field, value)
    unit_now.save()
    unit.search_key = unit_now.search_key
    journal.record(
        actor=actor,
        verb="rename_unit",
        about=unit_now,
        sentence=f"Đổi tên “{old['name']}” thành “{new['name']}” từ ngày {on:%d/%m/%Y}.",
        reason=former.document,
        changes={field: [old[field], new[field]] for field in new if old[field] != new[field]},
    )
    return former


@transaction.atomic
def merge_units(
    units: Sequence[Unit], into: Unit, *, on: datetime.date, document: str = "", actor: Any
) -> None:
    """From the day `on`, `into` stands in the place of `units`, which end the day before.

    The merged rows stay: papers and cases of their time point to them, duties pass to the
    successor (khoản 2 Điều 64 Luật Thanh tra 2025). Raises Refused, or Problems with every unit
    that cannot be merged and why.
    """
    _refuse_unless_manager(actor)
    keys = {unit.pk for unit in units} | {into.pk}
    # In the order of keys, so that two merges at once wait for each other and never for ever.
    locked = {
        row.pk: row for row in Unit.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    heir = locked[into.pk]
    merged = [locked[key] for key in dict.fromkeys(unit.pk for unit in units)]
    if problems := _problems_of_merging(merged, heir, on):
        raise Problems(problems)
    for unit in merged:
        unit.valid_to, unit.successor = on - ONE_DAY, heir
        unit.save(update_fields=["valid_to", "successor"])
        journal.record(
            actor=actor,
            verb="merge_unit",
            about=unit,
            sentence=f"Sáp nhập “{unit}” vào “{heir}” từ ngày {on:%d/%m/%Y}.",
            reason=_clean(document),
            changes={"valid_to": [None, unit.valid_to], "successor": [None, heir.pk]},
        )
    for unit in units:
        unit.valid_to, unit.successor = on - ONE_DAY, into


def successor_on(unit: Unit, day: datetime.date) -> Unit | None:
    """Who answers for `unit` on that day: itself while it exists, else who came after it.

    None when the line ended without a successor. A chain that runs in a circle, which no rule
    makes, ends in None as well.
    """
    seen: set[int] = set()
    while unit.valid_to is not None and unit.valid_to < day:
        seen.add(unit.pk)
        if unit.successor is None or unit.successor.pk in seen:
            return None
        unit = unit.successor
    return unit


def overseers(unit: Unit) -> list[Unit]:
    """The line of cơ quan chủ quản above `unit`, the nearest first."""
    return list(Unit.objects.ancestors(unit))[::-1]


# --- What stands in the way -----------------------------------------------------------------------
def _refuse_unless_manager(actor: Any) -> None:
    if not can_manage_units(actor):
        raise Refused("Chỉ quản trị được sửa danh mục cơ quan, đơn vị.")


def _clean(value: Any) -> Any:
    return nfc(value).strip() if isinstance(value, str) else value


def _living_twin(unit: Unit) -> Unit | None:
    """Another unit of the same name under the same body whose life meets this one's."""
    twins = Unit.objects.filter(name__iexact=unit.name, parent=unit.parent).order_by("pk")
    for twin in twins:
        begins_after = unit.valid_from and twin.valid_to and unit.valid_from > twin.valid_to
        ends_before = unit.valid_to and twin.valid_from and unit.valid_to < twin.valid_from
        if not begins_after and not ends_before:
            return twin
    return None


def _problems_of(unit: Unit) -> list[Problem]:
    try:
        unit.full_clean()
    except ValidationError as found:
        return [
            Problem(text, "" if field == "__all__" else f"#id_{field}")
            for field, texts in found.message_dict.items()
            for text in texts
        ]
    return []


def _problems_of_renaming(
    unit: Unit, old: dict[str, str], new: dict[str, str], names: list[UnitName], on: datetime.date
) -> list[Problem]:
    problems = []
    if not new["name"]:
        problems.append(Problem("Cần ghi tên mới.", "#id_name"))
    elif new == old:
        problems.append(Problem("Tên mới giống hệt tên hiện nay.", "#id_name"))
    for field in NAME_FIELDS:
        longest = column(unit, field).max_length
        if longest and len(new[field]) > longest:
            problems.append(Problem(f"Dài quá {longest} ký tự.", f"#id_{field}"))
    if names and on <= names[-1].valid_to + ONE_DAY:
        last = names[-1].valid_to + ONE_DAY
        problems.append(
            Problem(
                f"Lần đổi tên trước có hiệu lực từ {last:%d/%m/%Y}; phải sau ngày đó.", "#id_on"
            )
        )
    elif unit.valid_from and on <= unit.valid_from:
        problems.append(
            Problem(
                f"Đơn vị thành lập ngày {unit.valid_from:%d/%m/%Y}; ngày đổi tên phải sau ngày đó."
                " Nếu chỉ gõ sai tên, hãy sửa ngay ở trang đơn vị.",
                "#id_on",
            )
        )
    if unit.valid_to and on > unit.valid_to:
        problems.append(
            Problem(f"Đơn vị chỉ tồn tại đến hết ngày {unit.valid_to:%d/%m/%Y}.", "#id_on")
        )
    return problems


def _problems_of_merging(units: list[Unit], heir: Unit, on: datetime.date) -> list[Problem]:
    if not units:
        return [Problem("Cần chọn ít nhất một đơn vị để sáp nhập.", "#id_units")]
    problems = []
    if not heir.exists_on(on):
        problems.append(
            Problem(
                f"“{heir}” không tồn tại vào ngày {on:%d/%m/%Y} nên không thể kế thừa.", "#id_into"
            )
        )
    for unit in units:
        problems += _problems_of_ending(unit, heir, on)
    return problems


def _problems_of_ending(unit: Unit, heir: Unit, on: datetime.date) -> list[Problem]:
    if unit == heir:
        return [Problem(f"Không thể sáp nhập “{unit}” vào chính nó.", "#id_into")]
    if unit in _line_after(heir):
        return [Problem(f"“{unit}” lại kế thừa “{heir}”: sáp nhập như vậy thành vòng.", "#id_into")]
    if unit.successor is not None or (unit.valid_to and unit.valid_to < on):
        text = f"“{unit}” đã kết thúc"
        if unit.valid_to:
            text += f" ngày {unit.valid_to:%d/%m/%Y}"
        if unit.successor is not None:
            text += f", do “{unit.successor}” kế thừa"
        return [Problem(f"{text}.", "#id_units")]
    if unit.valid_from and unit.valid_from >= on:
        return [
            Problem(
                f"“{unit}” thành lập ngày {unit.valid_from:%d/%m/%Y}; ngày sáp nhập phải sau ngày đó.",
                "#id_on",
            )
        ]
    return []


def _line_after(unit: Unit) -> list[Unit]:
    line: list[Unit] = []
    while unit.successor is not None and unit.successor not in line:
        unit = unit.successor
        line.append(unit)
    return line
