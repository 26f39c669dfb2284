"""Papers of the file: put in, set aside, waived, counted."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from inspections import permissions as may
from inspections.checks import of_future
from inspections.models import (
    AuditedUnit,
    CaseFileItem,
    Inspection,
    PaperWaiver,
    RequiredPaper,
    SheetCount,
)
from inspections.revising import lock_case, page_of, refuse
from office import files, journal
from office.workflow import Overtaken, Problem, Refused

MOST_SHEETS = 9_999


@dataclass(frozen=True)
class PaperFacts:
    """A paper that was not made here."""

    title: str
    required: RequiredPaper | None = None
    unit: AuditedUnit | None = None
    number: str = ""
    dated_on: datetime.date | None = None
    author: str = ""
    is_signed: bool = True
    kept_at: str = ""


@dataclass(frozen=True)
class IndexLine:
    """One line of the index as it is kept when the file is closed."""

    place: int
    key: str
    number: str
    dated_on: str
    title: str
    author: str
    sheets: int | None
    first_sheet: int | None
    last_sheet: int | None
    note: str = ""
    sha256: str = ""


@transaction.atomic
def file_paper(
    inspection: Inspection, facts: PaperFacts, upload: File | None, *, actor: Any
) -> CaseFileItem:
    """Put a paper into the file: its scan, or a note where the paper lies.

    Raises Refused, Problems for a file that is not taken, a day in the future, no scan and no place.
    """
    now = lock_case(inspection)
    insist(may.can_keep_file, actor, now)
    here = page_of(now, "file_items")
    found = of_future(facts.dated_on, mend=f"{here}#id_dated_on") if facts.dated_on else []
    if upload is None and not facts.kept_at:
        text = "Hãy tải bản quét lên, hoặc ghi nơi để bản giấy."
        found.append(Problem(text, f"{here}#id_upload"))
    refuse(found)
    stored = files.put(upload) if upload else None
    item = CaseFileItem.objects.create(
        inspection=now,
        file=stored,
        file_name=str(upload.name)[-255:] if upload else "",
        filed_by=actor,
        **{name: getattr(facts, name) for name in facts.__dataclass_fields__},
    )
    changes = {"sha256": stored.sha256} if stored else {}
    note(item, now, "file_paper", f"Bổ sung vào hồ sơ: “{item}”.", actor, changes=changes)
    return item


@transaction.atomic
def withdraw_paper(item: CaseFileItem, *, reason: str, actor: Any) -> None:
    """Set a paper aside: it is kept and shown as withdrawn, and fills nothing any more.

    Raises Refused, Overtaken when it is withdrawn already.
    """
    now = lock_case(item.inspection)
    insist(may.can_keep_file, actor, now)
    row = now.file_items.filter(pk=item.pk, withdrawn_at__isnull=True)
    if not row.update(withdrawn_at=timezone.now(), withdrawn_reason=reason):
        raise Overtaken(f"“{item}” đã được rút khỏi hồ sơ trước đó.")
    note(item, now, "withdraw_paper", f"Rút khỏi hồ sơ: “{item}”.", actor, reason=reason)


@transaction.atomic
def waive_paper(
    inspection: Inspection,
    required: RequiredPaper,
    unit: AuditedUnit | None,
    *,
    reason: str,
    actor: Any,
) -> PaperWaiver:
    """Say why this case does not need a paper. Raises Refused, Overtaken when it was said already."""
    now = lock_case(inspection)
    insist(may.can_keep_file, actor, now)
    waiver, created = PaperWaiver.objects.get_or_create(
        inspection=now,
        required=required,
        unit=unit,
        defaults={"reason": reason, "waived_by": actor},
    )
    if not created:
        raise Overtaken(f"{waiver.waived_by} đã ghi “{required}” là không cần.")
    where = f" ({unit})" if unit else ""
    text = f"Ghi “{required}”{where} là không cần trong hồ sơ."
    note(waiver, now, "waive_paper", text, actor, reason=reason)
    return waiver


@transaction.atomic
def need_again(waiver: PaperWaiver, *, actor: Any) -> None:
    """The paper is needed after all. Raises Refused, Overtaken."""
    now = lock_case(waiver.inspection)
    insist(may.can_keep_file, actor, now)
    row = now.paper_waivers.filter(pk=waiver.pk).first()
    if row is None:
        raise Overtaken("Giấy tờ này đã được ghi lại là cần.")
    note(row, now, "need_again", f"Ghi “{row.required}” lại là cần trong hồ sơ.", actor)
    row.delete()


@transaction.atomic
def count_sheets(inspection: Inspection, counted: dict[str, int | None], *, actor: Any) -> int:
    """Write down how many sheets papers have, by their key; None takes the count back.

    Returns how many counts changed. Raises Refused.
    """
    now = lock_case(inspection)
    insist(may.can_keep_file, actor, now)
    known = {row.paper: row for row in now.sheet_counts.order_by("pk")}
    changes: dict[str, list[int | None]] = {}
    for key, sheets in counted.items():
        row = known.get(key)
        before = row.sheets if row else None
        if before == sheets:
            continue
        changes[key] = [before, sheets]
        if sheets is None and row:
            row.delete()
        elif sheets is not None:
            SheetCount.objects.update_or_create(
                inspection=now, paper=key, defaults={"sheets": sheets}
            )
    if changes:
        text = f"Ghi số tờ của {len(changes)} văn bản trong mục lục hồ sơ."
        note(now, now, "count_sheets", text, actor, changes=changes)
    return len(changes)


# --- Help -----------------------------------------------------------------------------------------
def note(
    about: Any, inspection: Inspection, verb: str, sentence: str, actor: Any, **more: Any
) -> None:
    journal.record(
        actor=actor, chain=inspection.code, verb=verb, about=about, sentence=sentence, **more
    )


def insist(rule: Any, user: Any, inspection: Inspection) -> None:
    """Rules ask again what their page has asked: they are also called without a page."""
    if not rule(user, inspection):
        raise Refused(rule.refusal)
