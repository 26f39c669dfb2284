"""What an imported paper asks for becomes recommendations of its case, so that it is followed.

A person looks at each line first: nothing is made of a paper by itself.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from inspections.models import Inspection, Unit
from office.text import search_key
from recommendations.choices import DueKind, RecommendationKind
from recommendations.drafting import Addressee, RecommendationFacts, draft_recommendation
from recommendations.models import Recommendation
from reports.drafts import tree
from reports.importing.asked import Asked, asked_in
from reports.models import Document

# A person of a unit is named by his post.
POSTS = ("chu tich", "giam doc", "truong ", "pho ", "thu truong", "chanh ", "ong ", "ba ")
# As offices shorten each other.
SHORT = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd", " & ": " va "}


@dataclass(frozen=True)
class Proposal:
    """One line of the paper, and the units that it seems to mean; `key` is of its words."""

    key: str
    asked: Asked
    units: tuple[Unit, ...]
    person: str = ""


@dataclass(frozen=True)
class Adopted:
    """What a person made of a proposal."""

    proposal: Proposal
    kind: str
    units: Sequence[Unit]


def proposals(document: Document) -> list[Proposal]:
    """What the paper asks for and its case does not have yet, in the order of the paper."""
    units = addressable(document.case)
    known = set(
        Recommendation.objects.filter(inspection=document.case).values_list("text", flat=True)
    )
    found = {}
    for asked in asked_in(tree(document)):
        key = hashlib.sha256(asked.text.encode()).hexdigest()[:12]
        if asked.text not in known:
            found[key] = _proposal(key, asked, units)
    return list(found.values())


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


def suggested_kind(asked: Asked) -> str:
    """The kind that the words suggest; most ask to mend what was wrong."""
    words = search_key(asked.text)
    for sign, kind in (
        ("thu hoi", RecommendationKind.RECOVER),
        ("xu phat", RecommendationKind.FINE),
        ("ky luat", RecommendationKind.DISCIPLINE),
        ("kiem diem", RecommendationKind.DISCIPLINE),
        ("co quan dieu tra", RecommendationKind.PROSECUTE),
        ("sua doi, bo sung", RecommendationKind.POLICY),
        ("bao cao ket qua", RecommendationKind.CARRY_OUT),
        ("chi dao thuc hien", RecommendationKind.CARRY_OUT),
    ):
        if sign in words:
            return kind
    return RecommendationKind.CORRECT


@transaction.atomic
def adopt(document: Document, lines: Iterable[Adopted], *, actor: Any) -> list[Recommendation]:
    """A recommendation of each line, in their order; raises what `draft_recommendation` raises."""
    return [draft_recommendation(document.case, _facts(line), actor=actor) for line in lines]


# --- Inside ---------------------------------------------------------------------------------------


def _facts(line: Adopted) -> RecommendationFacts:
    asked = line.proposal.asked
    person = line.proposal.person if len(line.units) == 1 else ""
    due_kind = DueKind.NONE
    if asked.due_on:
        due_kind = DueKind.DATE
    elif asked.due_days:
        due_kind = DueKind.AFTER_ISSUE
    return RecommendationFacts(
        kind=line.kind,
        text=asked.text,
        addressees=[Addressee(unit, person) for unit in line.units],
        # Its grounds are in the paper; a person binds them to findings when those are kept here.
        is_general=True,
        due_kind=due_kind,
        due_on=asked.due_on,
        due_days=None if asked.due_on else asked.due_days,
    )


def _proposal(key: str, asked: Asked, units: list[Unit]) -> Proposal:
    named = _named(asked.addressee, units)
    is_person = _short(asked.addressee).startswith(POSTS)
    return Proposal(key, asked, named, asked.addressee if is_person and len(named) == 1 else "")


def _named(addressee: str, units: list[Unit]) -> tuple[Unit, ...]:
    """The units whose names stand in the words: the longest name first, each place once."""
    words = _short(addressee)
    if not words:
        return ()
    found: list[Unit] = []
    names = [(name, unit) for unit in units for name in _names(unit)]
    for name, unit in sorted(names, key=lambda pair: -len(pair[0])):
        if name in words or (len(words) > 8 and words in name):
            if unit not in found:
                found.append(unit)
            words = words.replace(name, "")
    return tuple(found[:1] if words == _short(addressee) else found)


def _names(unit: Unit) -> list[str]:
    names = (_short(name) for name in (unit.name, unit.short_name) if name)
    return [name for name in names if len(name) > 3]


def _short(words: str) -> str:
    key = f" {search_key(words)} "
    for long, short in SHORT.items():
        key = key.replace(long, short)
    return key.strip()
