"""Letting somebody sign: given in writing, for some time, taken back at once (Điều 13 NĐ 30/2020)."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, RoleGrant, SigningDelegation
from accounts.permissions import can_end_delegation, can_give_delegation, order_of
from office import journal, notices
from office.workflow import Overtaken, Problem, Problems, Refused

Authority = SigningDelegation.Authority
PAGE = "accounts:delegations"


def problems_of(delegation: SigningDelegation) -> list[Problem]:
    """What speaks against a delegation as it is written, each at its field."""
    return [
        *_of_form(delegation),
        *_of_signer(delegation),
        *_of_overlap(delegation),
    ]


def _of_form(delegation: SigningDelegation) -> list[Problem]:
    first, last = delegation.valid_from, delegation.valid_until
    found = []
    if first and last and last < first:
        found.append(Problem("Ngày hết ủy quyền phải sau ngày bắt đầu.", "#id_valid_until"))
    if delegation.authority == Authority.BY_MANDATE:
        if last is None:
            text = "Thừa ủy quyền phải có thời hạn: hãy ghi ngày hết."
            found.append(Problem(text, "#id_valid_until"))
        if not delegation.document.strip():
            text = "Thừa ủy quyền phải bằng văn bản: hãy ghi số, ngày văn bản ủy quyền."
            found.append(Problem(text, "#id_document"))
    return found


def _of_signer(delegation: SigningDelegation) -> list[Problem]:
    if delegation.given_by_id and delegation.given_by_id == delegation.signer_id:
        return [Problem("Không ai tự giao quyền ký cho mình.", "#id_signer")]
    held = RoleGrant.objects.filter(person=delegation.signer)
    if held.held_on(delegation.valid_from).filter(role=Role.UNIT_CONTACT).exists():
        text = f"{delegation.signer} là đầu mối của đơn vị, không ký văn bản của cơ quan."
        return [Problem(text, "#id_signer")]
    # The deputy of a division signs KT. for its head; his post is no role of the house.
    is_deputy_of_office = delegation.authority == Authority.DEPUTY and delegation.under is None
    if is_deputy_of_office and not (
        held.held_on(delegation.valid_from).filter(role=Role.DEPUTY).exists()
    ):
        text = (
            f"{delegation.signer} không giữ vai trò Phó Chánh thanh tra ngày"
            f" {delegation.valid_from:%d/%m/%Y} nên không ký thay (KT.) được."
        )
        return [Problem(text, "#id_signer")]
    return []


def _of_overlap(delegation: SigningDelegation) -> list[Problem]:
    """Two rows for the same signature would leave open by which of them it was given."""
    same = SigningDelegation.objects.filter(
        signer=delegation.signer, authority=delegation.authority, under=delegation.under
    ).exclude(pk=delegation.pk)
    for other in same.order_by("pk"):
        if other.on_behalf_of.casefold() != delegation.on_behalf_of.casefold():
            continue
        if _meet(other, delegation):
            text = (
                f"{delegation.signer} đã được giao ký {other.authority}. từ"
                f" {other.valid_from:%d/%m/%Y}; hãy thu hồi hoặc chọn thời gian khác."
            )
            return [Problem(text, "#id_valid_from")]
    return []


def _meet(one: SigningDelegation, other: SigningDelegation) -> bool:
    return one.valid_from <= _last_day(other) and other.valid_from <= _last_day(one)


def _last_day(delegation: SigningDelegation) -> datetime.date:
    ends = [delegation.valid_until or datetime.date.max]
    if delegation.revoked_on:
        ends.append(delegation.revoked_on - datetime.timedelta(days=1))
    return min(ends)


@transaction.atomic
def give(
    *,
    signer: Any,
    authority: str,
    on_behalf_of: str,
    signer_post: str,
    valid_from: datetime.date,
    actor: Any,
    valid_until: datetime.date | None = None,
    document: str = "",
) -> SigningDelegation:
    """Let a person sign in another's place, and tell him.

    The chief gives any kind; who signs by order (TL.) may pass on to his own deputy (KT.); a
    mandate (TUQ.) is not passed on. Raises Refused, and Problems with everything that is wrong.
    """
    if not can_give_delegation(actor):
        raise Refused(can_give_delegation.refusal)  # type: ignore[attr-defined]
    order = None if actor.has_role(Role.CHIEF) else order_of(actor)
    if order is not None and authority != Authority.DEPUTY:
        text = "Người ký thừa lệnh chỉ được giao cấp phó của mình ký thay (KT.)."
        raise Problems([Problem(text, "#id_authority")])
    delegation = SigningDelegation(
        signer=signer,
        authority=authority,
        on_behalf_of=order.signer_post if order else on_behalf_of.strip(),
        signer_post=signer_post.strip() or signer.post,
        valid_from=valid_from,
        valid_until=valid_until,
        document=document.strip(),
        given_by=actor,
        under=order,
    )
    if found := problems_of(delegation):
        raise Problems(found)
    delegation.save()
    sentence = f"Giao {signer} ký {delegation.get_authority_display()} {delegation.on_behalf_of}"
    journal.record(
        actor=actor,
        verb="give_delegation",
        about=delegation,
        sentence=f"{sentence} {in_words(delegation)}.",
    )
    text = f"Bạn được giao ký {delegation.get_authority_display()} {in_words(delegation)}."
    notices.notify([signer], text, url=reverse(PAGE))
    return delegation


def in_words(delegation: SigningDelegation) -> str:
    """“từ ngày 01/01/2026 đến hết ngày 31/12/2026”."""
    end = f" đến hết ngày {delegation.valid_until:%d/%m/%Y}" if delegation.valid_until else ""
    return f"từ ngày {delegation.valid_from:%d/%m/%Y}{end}"


@transaction.atomic
def revoke(delegation: SigningDelegation, *, reason: str, actor: Any) -> None:
    """Take it back from today on; what was signed before stays signed.

    Raises Refused, Problems without a reason, Overtaken when it was taken back already.
    """
    now = SigningDelegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    if now.revoked_on:
        raise Overtaken(
            f"Ủy quyền này đã thu hồi từ ngày {now.revoked_on:%d/%m/%Y}.", reverse(PAGE)
        )
    if not can_end_delegation(actor, now):
        raise Refused(can_end_delegation.refusal)  # type: ignore[attr-defined]
    if not reason.strip():
        raise Problems([Problem("Cần ghi lý do thu hồi.", "#id_reason")])
    now.revoked_on, now.revoked_reason = timezone.localdate(), reason.strip()
    now.save(update_fields=["revoked_on", "revoked_reason"])
    journal.record(
        actor=actor,
        verb="revoke_delegation",
        about=now,
        sentence=f"Thu hồi việc giao {now.signer} ký {now.get_authority_display()}.",
        reason=reason.strip(),
    )
    text = f"Việc giao bạn ký {now.get_authority_display()} đã được thu hồi: {reason.strip()}"
    notices.notify([now.signer], text, url=reverse(PAGE))
