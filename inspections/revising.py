"""What every rule of the room does when a row is changed by hand: lock, compare, keep, tell."""

import datetime
from typing import Any

from django.db import models
from django.urls import reverse

from inspections.choices import CaseState
from inspections.models import Inspection
from office import journal
from office.columns import column
from office.workflow import Overtaken, Problem, Problems

# What the form of a decision also changes, beside the fields of its row.
ELSEWHERE = {
    "bases": "căn cứ",
    "period_from": "thời kỳ từ ngày",
    "period_to": "thời kỳ đến ngày",
    "member_changes": "thay đổi thành viên",
    "units": "đơn vị",
}


def page_of(inspection: Inspection, name: str, anchor: str = "") -> str:
    """The address of a page of the case and the field on it that mends a problem."""
    url = reverse(f"inspections:{name}", args=[inspection.code])
    return f"{url}#{anchor}" if anchor else url


def amend_page(inspection: Inspection, kind: str, anchor: str = "") -> str:
    """Where a decision of this kind is drafted."""
    url = reverse("inspections:amend", args=[inspection.code, kind])
    return f"{url}#{anchor}" if anchor else url


def refuse(problems: list[Problem]) -> None:
    """Raise what was found, if anything was."""
    if problems:
        raise Problems(problems)


def lock_case(inspection: Inspection) -> Inspection:
    """The case as it is now; nobody else writes in it until the transaction ends."""
    return Inspection.objects.select_for_update(of=("self",)).get(pk=inspection.pk)


def lock_preparing(inspection: Inspection, *, otherwise: str, amend: str = "") -> Inspection:
    """The same for a case without decision; Overtaken with the sentence `otherwise` after it.

    `amend` is the kind of decision by which it can still be changed then.
    """
    now = lock_case(inspection)
    if now.state != CaseState.PREPARING:
        raise Overtaken(otherwise, amend_page(now, amend) if amend else "")
    return now


def lock_revision(row: Any, revision: int) -> Any:
    """The row as it is now; Overtaken when somebody saved since `revision` was seen."""
    now = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if now.revision != revision:
        raise Overtaken(f"{now} đã được người khác sửa trong lúc bạn đang sửa.")
    return now


def lock_existing(row: Any, *, otherwise: str) -> Any:
    """The row as it is now; Overtaken with the sentence `otherwise` when somebody took it away."""
    now = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if now is None:
        raise Overtaken(otherwise)
    return now


def label_of(row: models.Model, name: str) -> str:
    return ELSEWHERE.get(name) or str(column(row, name).verbose_name)


def apply(row: models.Model, facts: dict[str, Any]) -> dict[str, list[str]]:
    """Set the facts on the row; what changed, before and after, as the journal keeps it."""
    changes = {}
    for name, value in facts.items():
        before = getattr(row, name)
        if before != value:
            changes[name] = [_plain(before), _plain(value)]
            setattr(row, name, value)
    return changes


def _plain(value: Any) -> str:
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _named(row: models.Model) -> str:
    """A row whose own name says what it is needs no second word for it."""
    what, name = str(row._meta.verbose_name), str(row)
    return name if name.lower().startswith(what.split()[0]) else f"{what} “{name}”"


def note_changes(
    row: models.Model, changes: dict[str, list[str]], *, chain: str, actor: Any
) -> None:
    """One line of the journal that names the changed facts and keeps both values."""
    names = ", ".join(label_of(row, name) for name in changes)
    journal.record(
        actor=actor,
        chain=chain,
        verb="revise",
        about=row,
        sentence=f"Sửa {_named(row)}: {names}.",
        changes=changes,
    )
