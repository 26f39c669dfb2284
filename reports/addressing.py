"""Whom a paper of a case may address, and whom its words mean."""

from inspections.models import Inspection, Unit
from office.text import search_key

# A person of a unit is named by his post.
POSTS = ("chu tich", "giam doc", "truong ", "pho ", "thu truong", "chanh ", "ong ", "ba ")
# As offices shorten each other.
SHORT = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd", " & ": " va "}


def addressable(inspection: Inspection) -> list[Unit]:
    """Whom a paper of the case may address: its units, and the administration above."""
    audited = [
        row.unit
        for row in inspection.audited_units.filter(excluded_reason="").select_related("unit")
    ]
    above: list[Unit] = []
    unit: Unit | None = inspection.issuer
    while unit is not None and unit not in above:
        above.append(unit)
        unit = unit.parent
    return [*audited, *(each for each in above if each not in audited)]


def is_person(words: str) -> bool:
    """A post, or a man or a woman by name."""
    return _short(words).startswith(POSTS)


def named_in(words: str, units: list[Unit]) -> tuple[Unit, ...]:
    """The units whose names stand in the words: the longest name first, each place once."""
    whole = words = _short(words)
    if not words:
        return ()
    found: list[Unit] = []
    names = [(name, unit) for unit in units for name in _names(unit)]
    for name, unit in sorted(names, key=lambda pair: -len(pair[0])):
        if name in words or (len(words) > 8 and words in name):
            if unit not in found:
                found.append(unit)
            words = words.replace(name, "")
    return tuple(found[:1] if words == whole else found)


def _names(unit: Unit) -> list[str]:
    names = (_short(name) for name in (unit.name, unit.short_name) if name)
    return [name for name in names if len(name) > 3]


def _short(words: str) -> str:
    key = f" {search_key(words)} "
    for long, short in SHORT.items():
        key = key.replace(long, short)
    return key.strip()
