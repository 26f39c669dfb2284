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
from reports.addressing import addressable, is_person, named_in
from reports.drafts import tree
from reports.importing.asked import Asked, asked_in
from reports.models import Document, PaperRecord
from reports.records import demands_of


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
    asked = asked_in(tree(document))
    named = ((each, named_in(each.addressee, units)) for each in asked)
    return _not_made_yet(document.case, named)


def proposals_of(record: PaperRecord) -> list[Proposal]:
    """The same of a paper that is known from an account."""
    return _not_made_yet(record.inspection, demands_of(record))


def _not_made_yet(
    inspection: Inspection, asked: Iterable[tuple[Asked, tuple[Unit, ...]]]
) -> list[Proposal]:
    rows = Recommendation.objects.filter(inspection=inspection)
    known = set(rows.values_list("text", flat=True))
    found = {}
    for each, units in asked:
        if each.text not in known:
            key = hashlib.sha256(each.text.encode()).hexdigest()[:12]
            one = each.addressee if is_person(each.addressee) and len(units) == 1 else ""
            found[key] = Proposal(key, each, units, one)
    return list(found.values())


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
def adopt(inspection: Inspection, lines: Iterable[Adopted], *, actor: Any) -> list[Recommendation]:
    """A recommendation of each line, in their order; raises what `draft_recommendation` raises."""
    return [draft_recommendation(inspection, _facts(line), actor=actor) for line in lines]


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
