"""Conflicts of interest: each member declares, the chief decides (khoản 3 Điều 27 Luật Thanh tra 2025)."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.permissions import deciders
from inspections import checks
from inspections.lifecycle import INTEREST
from inspections.models import (
    Inspection,
    InterestDeclaration,
    TeamMember,
    Unit,
)
from inspections.permissions import leader_of
from inspections.revising import page_of, refuse
from office import law, notices
from office.models import LegalGround
from office.workflow import Overtaken, Problem

LONGEST_DETAILS = 3000


def grounds_of(inspection: Inspection) -> QuerySet[LegalGround]:
    """The cases of conflict that the law of the case names, in its order."""
    day = checks.decision_day(inspection)
    regime = inspection.regime or law.regime_on(inspection.kind, day)
    rows = LegalGround.objects.filter(regime=regime, act=LegalGround.Act.CONFLICT)
    return rows.select_related("provision__document").order_by("position", "pk")


@transaction.atomic
def declare_none(member: TeamMember, *, actor: Any) -> InterestDeclaration:
    """The member says that nothing ties him to the units. Raises what `INTEREST.advance` raises."""
    _advance(member, "declare_none", actor=actor)
    return InterestDeclaration.objects.create(
        inspection=member.inspection, person=member.person, has_conflict=False
    )


@transaction.atomic
def declare_conflict(
    member: TeamMember,
    *,
    details: str,
    actor: Any,
    ground: LegalGround | None = None,
    unit: Unit | None = None,
) -> InterestDeclaration:
    """The member says what ties him to a unit; from now on he keeps away until it is decided on.

    Raises Problems when it is not said what, and what `INTEREST.advance` raises.
    """
    inspection = member.inspection
    here = page_of(inspection, "interests")
    if not details.strip():
        refuse([Problem("Hãy ghi rõ xung đột lợi ích.", f"{here}#id_details")])
    if unit and not inspection.audited_units.filter(unit=unit).exists():
        refuse([Problem(f"{unit} không phải đối tượng của cuộc này.", f"{here}#id_unit")])
    _advance(member, "declare_conflict", actor=actor)
    declaration = InterestDeclaration.objects.create(
        inspection=inspection,
        person=member.person,
        has_conflict=True,
        ground=ground,
        unit=unit,
        details=details.strip(),
    )
    text = f"{inspection.code}: {member.person} khai có xung đột lợi ích, chờ bạn quyết định."
    told = [one for one in deciders() if one != member.person]
    notices.notify(told, text, url=here)
    leader = leader_of(inspection)
    if leader and leader != member.person and leader not in told:
        text = f"{inspection.code}: {member.person} khai có xung đột lợi ích, chờ Chánh thanh tra quyết định."
        notices.notify([leader], text, url=here)
    return declaration


@transaction.atomic
def allow(member: TeamMember, *, reason: str, actor: Any) -> None:
    """The chief lets the member work in spite of it, with the reason."""
    _decide(member, "allow", reason=reason, actor=actor)


@transaction.atomic
def bar(member: TeamMember, *, reason: str, actor: Any) -> None:
    """The chief keeps the member away; he leaves the team by a decision, or before one by hand."""
    _decide(member, "bar", reason=reason, actor=actor)


def _decide(member: TeamMember, action: str, *, reason: str, actor: Any) -> None:
    _advance(member, action, actor=actor, reason=reason)
    declaration = newest_of(member)
    if declaration is None:
        raise Overtaken(f"{member.person} chưa khai xung đột lợi ích.")
    declaration.outcome, declaration.decision_reason = member.interest, reason.strip()
    declaration.decided_by, declaration.decided_at = actor, timezone.now()
    declaration.save(update_fields=["outcome", "decision_reason", "decided_by", "decided_at"])
    inspection = member.inspection
    text = f"{inspection.code}: {member.get_interest_display().lower()}. Lý do: {reason.strip()}"
    leader = leader_of(inspection)
    told = [one for one in (member.person, leader) if one is not None and one != actor]
    notices.notify(told, text, url=page_of(inspection, "interests"))


def newest_of(member: TeamMember) -> InterestDeclaration | None:
    """The declaration that is, or was last, decided on."""
    rows = InterestDeclaration.objects.filter(
        inspection=member.inspection, person=member.person, has_conflict=True
    )
    return rows.order_by("-pk").first()


def _advance(member: TeamMember, action: str, *, actor: Any, reason: str = "") -> None:
    chain = member.inspection.code
    INTEREST.advance(member, action, actor=actor, chain=chain, reason=reason)
