"""The whole file of a case: grave or not, closed with its index, kept how long, handed over."""

import datetime
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from inspections import permissions as may
from inspections.checks import of_future
from inspections.choices import CaseState, CountedFrom, MilestoneKind
from inspections.filing import IndexLine, insist, note
from inspections.models import (
    CaseFile,
    HandOver,
    HandOverRule,
    Inspection,
    RetentionRule,
)
from inspections.revising import lock_case, page_of, refuse
from office import law
from office.workflow import Overtaken, Problem


def file_of(inspection: Inspection) -> CaseFile:
    """What is decided of the file; an unsaved row while nothing is."""
    found = CaseFile.objects.filter(inspection=inspection).select_related("closed_by").first()
    return found or CaseFile(inspection=inspection)


@transaction.atomic
def describe_file(
    inspection: Inspection, *, is_serious: bool, symbol: str, revision: int, actor: Any
) -> bool:
    """Say whether the matter is grave, and the symbol of the file; True when something changed.

    Raises Refused, Overtaken when somebody saved since `revision` was seen.
    """
    now = lock_case(inspection)
    insist(may.can_close_file, actor, now)
    case_file, _ = CaseFile.objects.get_or_create(inspection=now)
    if case_file.revision != revision:
        raise Overtaken("Thông tin lưu trữ của hồ sơ vừa được người khác sửa.")
    changes = {
        name: [str(getattr(case_file, name)), str(value)]
        for name, value in (("is_serious", is_serious), ("symbol", symbol))
        if getattr(case_file, name) != value
    }
    if changes:
        case_file.is_serious, case_file.symbol = is_serious, symbol
        case_file.revision += 1
        case_file.save()
        word = "có" if is_serious else "không có"
        text = f"Hồ sơ {now.code}: vụ việc {word} tính chất nghiêm trọng, ký hiệu “{symbol}”."
        note(case_file, now, "describe_file", text, actor, changes=changes)
    return bool(changes)


@transaction.atomic
def close_file(
    inspection: Inspection,
    *,
    on: datetime.date,
    faults: Sequence[str],
    index: Sequence[IndexLine],
    actor: Any,
) -> CaseFile:
    """Close the file with its index; nothing is put in or taken out any more.

    `faults` and `index` come from the page that looks into every room (config.case_file). Raises
    Refused, Overtaken when it is closed already, Problems with everything that is still missing.
    """
    now = lock_case(inspection)
    case_file, _ = CaseFile.objects.get_or_create(inspection=now)
    if case_file.is_closed:
        raise Overtaken(f"{case_file} đã kết thúc ngày {case_file.closed_on:%d/%m/%Y}.")
    insist(may.can_close_file, actor, now)
    here = page_of(now, "file_items")
    found = [Problem(fault, here) for fault in faults] + _of_closing(now, on)
    refuse(found)
    case_file.closed_on, case_file.closed_by = on, actor
    case_file.index = [asdict(line) for line in index]
    case_file.revision += 1
    case_file.save()
    text = f"Kết thúc hồ sơ {now.code} ngày {on:%d/%m/%Y}: {len(index)} văn bản."
    note(case_file, now, "close_file", text, actor)
    return case_file


def _of_closing(inspection: Inspection, on: datetime.date) -> list[Problem]:
    found = of_future(on, mend="#id_on")
    if inspection.state not in {CaseState.CONCLUDED, CaseState.CLOSED}:
        found.append(Problem("Cuộc chưa có kết luận.", page_of(inspection, "milestones")))
    concluded = inspection.concluded_on
    if concluded and on < concluded:
        text = f"Hồ sơ không thể kết thúc trước ngày ký kết luận {concluded:%d/%m/%Y}."
        found.append(Problem(text, "#id_on"))
    return found


@transaction.atomic
def reopen_file(inspection: Inspection, *, reason: str, actor: Any) -> None:
    """Open a closed file again, to put something right. Not once it was handed over.

    Raises Refused, Overtaken, Problems.
    """
    now = lock_case(inspection)
    insist(may.can_reopen_file, actor, now)
    case_file = file_of(now)
    if not case_file.is_closed:
        raise Overtaken(f"{case_file} đang mở.")
    if now.hand_overs.exists():
        refuse([Problem("Hồ sơ đã bàn giao, không mở lại được.")])
    case_file.closed_on, case_file.closed_by, case_file.index = None, None, []
    case_file.revision += 1
    case_file.save()
    text = f"Mở lại hồ sơ {now.code}."
    note(case_file, now, "reopen_file", text, actor, reason=reason)


@dataclass(frozen=True)
class HandOverFacts:
    """Who gave the file to whom."""

    receiver: str
    happened_on: datetime.date
    office: str
    receiver_name: str
    giver_name: str
    receiver_post: str = ""
    giver_post: str = ""
    copies: int = 2
    note: str = ""


@transaction.atomic
def hand_over(inspection: Inspection, facts: HandOverFacts, *, actor: Any) -> HandOver:
    """The closed file changes hands; papers and sheets are counted by its index.

    Raises Refused, Overtaken when it was handed to that receiver already, Problems.
    """
    now = lock_case(inspection)
    insist(may.can_hand_over_file, actor, now)
    if done := now.hand_overs.filter(receiver=facts.receiver).first():
        raise Overtaken(f"{done}: đã ghi trước đó.")
    case_file = file_of(now)
    found = of_future(facts.happened_on, mend="#id_happened_on")
    if case_file.closed_on and facts.happened_on < case_file.closed_on:
        text = f"Bàn giao không thể trước ngày kết thúc hồ sơ {case_file.closed_on:%d/%m/%Y}."
        found.append(Problem(text, "#id_happened_on"))
    refuse(found)
    sheets = [line["sheets"] for line in case_file.index]
    row = HandOver.objects.create(
        inspection=now,
        recorded_by=actor,
        papers=len(case_file.index),
        sheets=sum(sheets) if sheets and all(sheets) else None,
        **asdict(facts),
    )
    note(row, now, "hand_over", f"{row}: {row.papers} văn bản.", actor)
    return row


# --- How long, until when -------------------------------------------------------------------------
@dataclass(frozen=True)
class Retention:
    """How long the file is kept, and by which provision."""

    rule: RetentionRule
    until: datetime.date | None
    article: str


def retention_of(case_file: CaseFile, *, today: datetime.date) -> Retention | None:
    """By the day of closing, or today while it is open; None where the library has no rule."""
    day = case_file.closed_on or today
    rules = RetentionRule.objects.filter(
        Q(closed_to__isnull=True) | Q(closed_to__gte=day),
        is_serious=case_file.is_serious,
        closed_from__lte=day,
    )
    rule = rules.select_related("provision__document").order_by("-closed_from").first()
    if rule is None:
        return None
    # In whole years after the year in which it was closed, so that no file goes a day too early.
    until = datetime.date(day.year + rule.years, 12, 31) if rule.years else None
    return Retention(rule, until, law.cite(rule.provision, in_full=False))


@dataclass(frozen=True)
class HandOverDue:
    """Until when the file goes to one receiver."""

    rule: HandOverRule
    counted_on: datetime.date
    due_on: datetime.date
    article: str
    done: HandOver | None
    days_late: int


def hand_overs_due(
    inspection: Inspection, case_file: CaseFile, *, today: datetime.date
) -> list[HandOverDue]:
    """The hand-overs that the law asks for, once their clock runs."""
    starts = {
        CountedFrom.CONCLUDED: inspection.happened_on(MilestoneKind.CONCLUDED),
        CountedFrom.CLOSED: case_file.closed_on,
    }
    done = {row.receiver: row for row in inspection.hand_overs.all()}
    found = []
    for rule in HandOverRule.objects.select_related("provision__document").order_by(
        "receiver", "in_force_from"
    ):
        start = starts[CountedFrom(rule.counted_from)]
        if start is None or not _is_in_force(rule, start):
            continue
        due = start + datetime.timedelta(days=rule.days)
        row = done.get(rule.receiver)
        late = max(((row.happened_on if row else today) - due).days, 0)
        article = law.cite(rule.provision, in_full=False) if rule.provision else rule.basis
        found.append(HandOverDue(rule, start, due, article, row, late))
    return found


def _is_in_force(rule: HandOverRule, day: datetime.date) -> bool:
    return rule.in_force_from <= day and (rule.in_force_to is None or day <= rule.in_force_to)
