"""Traces of state secrets: written down, struck out with a reason, never with content."""

import datetime
from typing import Any

from django.db import transaction

from inspections import checks
from inspections.models import Inspection, SecretStub
from inspections.permissions import can_record_stub, can_strike_stub
from inspections.revising import refuse
from office import journal
from office.workflow import Overtaken, Problem, Refused


@transaction.atomic
def record_stub(
    inspection: Inspection | None,
    *,
    level: str,
    number: str,
    dated_on: datetime.date,
    issuer: str,
    kept_where: str,
    actor: Any,
) -> SecretStub:
    """Write down that there is a secret paper and where it lies; of no case when `inspection` is None.

    Raises Refused, and Problems for a day to come.
    """
    if not can_record_stub(actor, inspection):
        raise Refused(can_record_stub.refusal)  # type: ignore[attr-defined]
    refuse(checks.of_future(dated_on, mend="#id_dated_on"))
    stub = SecretStub.objects.create(
        inspection=inspection,
        level=level,
        number=number,
        dated_on=dated_on,
        issuer=issuer,
        kept_where=kept_where,
        recorded_by=actor,
    )
    _tell(stub, "record_stub", f"Ghi dấu vết tài liệu mật: {stub}.", actor)
    return stub


@transaction.atomic
def strike_stub(stub: SecretStub, *, reason: str, actor: Any) -> None:
    """Strike out what was written by mistake; the row stays and says why."""
    now = SecretStub.objects.select_for_update(of=("self",)).get(pk=stub.pk)
    if now.void_reason:
        raise Overtaken("Dòng này đã được gạch bỏ trước đó.")
    if not can_strike_stub(actor, now):
        raise Refused(can_strike_stub.refusal)  # type: ignore[attr-defined]
    if not reason.strip():
        refuse([Problem("Cần ghi lý do gạch bỏ.", "#id_reason")])
    now.void_reason = reason.strip()
    now.save(update_fields=["void_reason"])
    _tell(now, "strike_stub", f"Gạch bỏ dấu vết tài liệu mật: {now}.", actor, reason=reason)


def _tell(stub: SecretStub, verb: str, sentence: str, actor: Any, *, reason: str = "") -> None:
    journal.record(
        actor=actor,
        chain=stub.inspection.code if stub.inspection else journal.OFFICE,
        verb=verb,
        about=stub,
        sentence=sentence,
        reason=reason,
    )
