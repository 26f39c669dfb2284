"""Who may sign a paper, and the lines that stand above the name (Điều 13 NĐ 30/2020)."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from accounts.models import Role, SigningDelegation, User
from inspections.choices import TeamRole
from inspections.models import Inspection, Plan
from reports.kinds import SignedBy, kind_of


@dataclass(frozen=True)
class SignerChoice:
    """One way to sign: the person and the printed lines, KT./TL./TUQ./Q. included."""

    person: Any
    lines: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return f"{self.person.full_name} ({' / '.join(self.lines)})"


def signers_of(owner: Inspection | Plan, kind: str, day: datetime.date) -> list[SignerChoice]:
    """Everybody who may sign on that day, the first is the usual one."""
    if isinstance(owner, Inspection) and kind_of(owner, kind).signed_by == SignedBy.LEADER:
        return _of_team(owner)
    return [*_heads(owner, day), *_delegated(day)]


def _of_team(inspection: Inspection) -> list[SignerChoice]:
    rows = inspection.members.select_related("person").order_by("position", "pk")
    leader = [row for row in rows if row.role == TeamRole.LEADER]
    deputies = [row for row in rows if row.role == TeamRole.DEPUTY]
    return [
        *(SignerChoice(row.person, ("TRƯỞNG ĐOÀN",), f"leader-{row.person_id}") for row in leader),
        *(
            SignerChoice(
                row.person, ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN"), f"deputy-{row.person_id}"
            )
            for row in deputies
        ),
    ]


def _heads(owner: Inspection | Plan, day: datetime.date) -> list[SignerChoice]:
    post = (owner.issuer.head_post or "Thủ trưởng").upper()
    chiefs = User.objects.filter(
        Q(role_grants__held_until__isnull=True) | Q(role_grants__held_until__gte=day),
        role_grants__role=Role.CHIEF,
        role_grants__held_from__lte=day,
        is_active=True,
    )
    return [
        SignerChoice(person, (post,), f"head-{person.pk}")
        for person in chiefs.distinct().order_by("full_name", "pk")
    ]


def _delegated(day: datetime.date) -> list[SignerChoice]:
    valid = SigningDelegation.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day),
        valid_from__lte=day,
        signer__is_active=True,
    )
    return [
        SignerChoice(row.signer, tuple(row.printed_lines), f"delegation-{row.pk}")
        for row in valid.select_related("signer").order_by("pk")
    ]
