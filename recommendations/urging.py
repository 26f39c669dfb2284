"""What units have not done in time, and the letters that urged them to do it (đôn đốc)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections.choices import CaseState
from inspections.models import Inspection, Unit
from inspections.units import successor_on
from office import journal
from office.text import number_text, short_date
from recommendations.models import Obligation, Recommendation, Urging

# Before the conclusion nobody was asked for anything yet.
ASKED = (CaseState.CONCLUDED, CaseState.CLOSED)


@dataclass(frozen=True)
class Arrears:
    """What one unit still owes on a day, the oldest first.

    `unit` is who answers that day: what a body owed passes to who came after it (khoản 2 Điều 64
    Luật Thanh tra 2025).
    """

    inspection: Inspection
    unit: Unit
    day: datetime.date
    obligations: tuple[Obligation, ...]

    def __str__(self) -> str:
        return f"{number_text(len(self.obligations))} kiến nghị quá hạn của {self.unit}"

    @property
    def number(self) -> int:
        """What names it in an address, within its case."""
        return self.unit.pk

    @property
    def is_urged(self) -> bool:
        """Each of them was urged before."""
        return all(each.last_urging for each in self.obligations)

    def get_absolute_url(self) -> str:
        return f"{self.inspection.get_absolute_url()}kien-nghi/qua-han/#don-vi-{self.unit.pk}"

    def of(self, keys: Iterable[int]) -> "Arrears":
        """The same with these obligations alone."""
        wanted = set(keys)
        kept = tuple(each for each in self.obligations if each.pk in wanted)
        return replace(self, obligations=kept)


def arrears(inspection: Inspection, day: datetime.date | None = None) -> list[Arrears]:
    """By unit, what is past its day (`day`, today when left out); nothing before its conclusion.

    Of several conclusions each asks its own units, and counts their days from its own. Whether it was done in the meantime is known to people only, who leave it out of the letter.
    """
    day = day or timezone.localdate()
    asked_on = _days_of_asking(inspection)
    of_case = inspection.concluded_on if inspection.state in ASKED else None
    if not asked_on and of_case is None:
        return []
    found: dict[int, tuple[Unit, list[Obligation]]] = {}
    for obligation in _dated(inspection):
        obligation.recommendation.inspection = inspection
        concluded_on = asked_on.get(obligation.unit_id, of_case)
        if concluded_on is None:
            continue
        due_on = obligation.recommendation.falls_due(concluded_on)
        if due_on is None or due_on >= day:
            continue
        obligation.due_on = due_on
        obligation.days_late = (day - due_on).days
        unit = successor_on(obligation.unit, day) or obligation.unit
        found.setdefault(unit.pk, (unit, []))[1].append(obligation)
    return [_of_unit(inspection, unit, day, owed) for unit, owed in found.values()]


def arrears_of(
    inspection: Inspection, unit: int, day: datetime.date | None = None
) -> Arrears | None:
    """What this unit owes; None when it owes nothing that day."""
    return next((each for each in arrears(inspection, day) if each.number == unit), None)


def _days_of_asking(inspection: Inspection) -> dict[int, datetime.date]:
    """By unit of the case, the day of the conclusion that asked it."""
    rows = inspection.audited_units.exclude(concluded_on=None).order_by("pk")
    return {row.unit_id: row.concluded_on for row in rows if row.concluded_on}


def _dated(inspection: Inspection) -> Iterable[Obligation]:
    rows = Obligation.objects.filter(recommendation__inspection=inspection)
    dated = rows.exclude(recommendation__due_on=None, recommendation__due_days=None)
    related = dated.select_related("recommendation", "unit__successor")
    return related.prefetch_related("urgings").order_by(
        "recommendation__position", "recommendation__number", "pk"
    )


def _of_unit(
    inspection: Inspection, unit: Unit, day: datetime.date, owed: Sequence[Obligation]
) -> Arrears:
    return Arrears(inspection, unit, day, tuple(sorted(owed, key=lambda each: each.due_on)))


@transaction.atomic
def cite_letter(
    obligations: Sequence[Obligation],
    *,
    paper: str,
    dated_on: datetime.date,
    url: str,
    actor: Any,
) -> None:
    """Write down the công văn that urged them; said by the paper when it is issued."""
    Urging.objects.bulk_create(
        Urging(obligation=each, paper=paper, dated_on=dated_on, url=url, recorded_by=actor)
        for each in obligations
    )
    asked = {each.recommendation.pk: each.recommendation for each in obligations}
    for recommendation in asked.values():
        _tell(recommendation, obligations, f"{paper} ngày {short_date(dated_on)}", actor)


def _tell(
    recommendation: Recommendation, obligations: Sequence[Obligation], paper: str, actor: Any
) -> None:
    units = [str(each) for each in obligations if each.recommendation_id == recommendation.pk]
    journal.record(
        actor=actor,
        chain=recommendation.inspection.code,
        verb="urge",
        about=recommendation,
        sentence=f"Đôn đốc {', '.join(units)} thực hiện {recommendation}: {paper}.",
    )
