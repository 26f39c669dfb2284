"""Who may sign a paper, and the lines that stand above the name (Điều 13 NĐ 30/2020)."""

import datetime
from dataclasses import dataclass
from typing import Any

from accounts.models import Role, RoleGrant, SigningDelegation, User
from inspections.choices import TeamRole
from inspections.models import Inspection, Plan
from reports.choices import AppraisalState, SignedBy
from reports.models import Appraisal, PaperTemplate

KT = SigningDelegation.Authority.DEPUTY


@dataclass(frozen=True)
class SignerChoice:
    """One way to sign: the person and the printed lines, KT./TL./TUQ./Q. included."""

    person: Any
    lines: tuple[str, ...]
    key: str

    def __str__(self) -> str:
        return f"{self.person.full_name} ({' / '.join(self.lines)})"


def signers_of(
    owner: Inspection | Plan, template: PaperTemplate, day: datetime.date
) -> list[SignerChoice]:
    """Everybody who may sign on that day, the first is the usual one."""
    if isinstance(owner, Inspection) and template.signed_by == SignedBy.LEADER:
        return _of_team(owner)
    if isinstance(owner, Inspection) and template.signed_by == SignedBy.APPRAISER:
        return _of_appraisal(owner)
    return [*_heads(owner, day), *_delegated(owner, day)]


def _of_appraisal(inspection: Inspection) -> list[SignerChoice]:
    """Who gave an opinion on the draft conclusion, the newest first."""
    given = Appraisal.objects.filter(
        document__inspection=inspection, state=AppraisalState.GIVEN
    ).select_related("appraiser")
    people = dict.fromkeys(row.appraiser for row in given.order_by("-pk"))
    return [SignerChoice(one, ("NGƯỜI THẨM ĐỊNH",), f"appraiser-{one.pk}") for one in people]


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
    held = RoleGrant.objects.held_on(day).filter(role=Role.CHIEF)
    chiefs = User.objects.filter(pk__in=held.values("person"), is_active=True)
    return [
        SignerChoice(person, (post,), f"head-{person.pk}")
        for person in chiefs.order_by("full_name", "pk")
    ]


def _delegated(owner: Inspection | Plan, day: datetime.date) -> list[SignerChoice]:
    """Those who may sign in the place of this head; a deputy only while he is one."""
    rows = SigningDelegation.objects.valid_on(day).filter(signer__is_active=True)
    head = (owner.issuer.head_post or "Thủ trưởng").casefold()
    deputies = set(
        RoleGrant.objects.held_on(day).filter(role=Role.DEPUTY).values_list("person", flat=True)
    )
    return [
        SignerChoice(row.signer, tuple(row.printed_lines), f"delegation-{row.pk}")
        for row in rows.select_related("signer", "under__under").order_by("pk")
        if row.stands_for.casefold() == head
        and (row.authority != KT or row.under or row.signer_id in deputies)
    ]


def may_sign(
    owner: Inspection | Plan,
    template: PaperTemplate,
    day: datetime.date,
    person: Any,
    lines: str,
) -> bool:
    """Whether this person may sign that day above these printed lines."""
    wanted = (person, tuple(lines.splitlines()))
    return any((one.person, one.lines) == wanted for one in signers_of(owner, template, day))
