"""A paper that is not at hand becomes a record: what an account of it says, and what is made of that."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from findings.models import Finding, Topic
from findings.recording import FindingFacts, UnitFacts, record_finding
from inspections.models import AuditedUnit, Inspection, Unit
from inspections.revising import apply, lock_case, lock_revision, note_changes
from office import journal
from office.text import search_key
from office.workflow import Problem, Problems, Refused
from reports import permissions as may
from reports.addressing import addressable, named_in
from reports.importing.account import Account, is_account, read_account
from reports.importing.asked import Asked
from reports.models import PaperRecord
from reports.originals import FILE_FIELD, read_original

# What of an account is a field of the record; a person may put it right.
FACTS = (
    *("kind", "label", "dated_on", "issuer", "subject", "on_site_from", "on_site_to"),
    *("published_on", "source"),
)
LENGTHS = {"kind": 60, "label": 80, "issuer": 200, "subject": 1000, "source": 500}
NO_KIND = "Văn bản"
NO_ACCOUNT = "Không thấy bài viết nào nói về một văn bản; các dòng dưới đây là chữ của tệp."


@transaction.atomic
def take_record(inspection: Inspection, *, upload: File, actor: Any) -> PaperRecord:
    """A record of the paper that the file gives an account of; the file is kept.

    Raises Refused, and Problems for a file that is not taken, not read or without words.
    """
    if not may.can_compose(actor, inspection):
        raise Refused(may.can_compose.refusal)  # type: ignore[attr-defined]
    original = read_original(upload)
    if not original.text.strip():
        raise Problems([Problem("Không thấy chữ nào trong tệp này.", FILE_FIELD)])
    account = read_account(original.text)
    # Two people may take one in at the same second, and numbers are given once.
    case = lock_case(inspection)
    last = case.paper_records.aggregate(last=Max("number"))["last"] or 0
    record = PaperRecord.objects.create(
        inspection=case,
        number=last + 1,
        **{name: _fitting(name, getattr(account, name)) for name in FACTS if name != "kind"},
        kind=_fitting("kind", account.kind) or NO_KIND,
        told=_kept(account),
        doubts=[
            *([] if is_account(original.text) else [NO_ACCOUNT]),
            *original.doubts,
            *account.doubts,
        ],
        file=original.stored,
        file_name=original.name,
        recorded_by=actor,
    )
    journal.record(
        actor=actor,
        chain=case.code,
        verb="record_paper",
        about=record,
        sentence=f"Lập phiếu về {record} từ tệp “{original.name}”.",
        changes={"sha256": [original.stored.sha256]},
    )
    return record


@transaction.atomic
def revise_record(record: PaperRecord, *, revision: int, actor: Any, **facts: Any) -> bool:
    """Put FACTS right; True when something changed. Raises Refused, and Overtaken when somebody
    saved since `revision`."""
    if not may.can_revise_record(actor, record):
        raise Refused(may.can_revise_record.refusal)  # type: ignore[attr-defined]
    now = lock_revision(record, revision)
    changes = apply(now, facts)
    if changes:
        now.revision += 1
        now.save()
        note_changes(now, changes, chain=record.inspection.code, actor=actor)
    return bool(changes)


def _fitting(name: str, value: Any) -> Any:
    return value[: LENGTHS[name]] if name in LENGTHS else value


def _kept(account: Account) -> dict[str, Any]:
    """What the account says of units, as JSON."""
    demands = [
        {
            **asdict(each.asked),
            "due_on": each.asked.due_on.isoformat() if each.asked.due_on else None,
            "units": list(each.units),
        }
        for each in account.demands
    ]
    return {
        "title": account.title,
        "units": [asdict(unit) for unit in account.units],
        "statements": [
            {"text": each.text, "units": list(each.units), "is_fault": each.is_fault}
            for each in account.statements
        ],
        "demands": demands,
    }


# --- What is made of it -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """A unit as the account names it, and the unit of the case that it seems to be."""

    name: str
    short: str
    unit: AuditedUnit | None


@dataclass(frozen=True)
class FindingProposal:
    """What the account tells of some units; `key` is its place."""

    key: str
    text: str
    is_fault: bool
    units: tuple[AuditedUnit, ...]
    topic: Topic | None
    # As the account names them.
    named: str


@dataclass(frozen=True)
class AdoptedFinding:
    """What a person made of a proposal."""

    text: str
    topic: Topic
    kind: str
    units: Sequence[AuditedUnit]


def units_told(record: PaperRecord) -> list[Told]:
    """The units of the account beside those of the case."""
    visited = record.inspection.audited_units.filter(excluded_reason="").select_related("unit")
    audited = list(visited.order_by("position", "pk"))
    by_unit = {row.unit_id: row for row in audited}
    found = []
    for each in record.told.get("units", []):
        named = named_in(each["name"], [row.unit for row in audited])
        unit = by_unit[named[0].pk] if len(named) == 1 else None
        found.append(Told(each["name"], each["short"], unit))
    return found


def finding_proposals(record: PaperRecord) -> list[FindingProposal]:
    """What is told and not written down in the case yet, in the order of the account."""
    told = units_told(record)
    topics = list(record.inspection.topics.order_by("position", "pk"))
    known = set(Finding.objects.filter(inspection=record.inspection).values_list("text", flat=True))
    found = []
    for place, each in enumerate(record.told.get("statements", []), 1):
        if each["text"] in known:
            continue
        named = [told[at] for at in each["units"]]
        found.append(
            FindingProposal(
                key=str(place),
                text=each["text"],
                is_fault=each["is_fault"],
                units=tuple(one.unit for one in named if one.unit is not None),
                topic=_nearest(each["text"], topics),
                named=", ".join(one.name for one in named),
            )
        )
    return found


def _nearest(text: str, topics: Sequence[Topic]) -> Topic | None:
    """The topic that shares most words with the statement."""
    words = set(search_key(text).split())

    def shared(topic: Topic) -> int:
        return len(words & set(search_key(topic.title).split()))

    return max(topics, key=shared, default=None)


@transaction.atomic
def adopt_findings(
    record: PaperRecord, lines: Iterable[AdoptedFinding], *, actor: Any
) -> list[Finding]:
    """A finding of each line; raises what `record_finding` raises."""
    return [
        record_finding(
            record.inspection,
            FindingFacts(
                topic=line.topic,
                kind=line.kind,
                text=line.text,
                units=[UnitFacts(unit) for unit in line.units],
            ),
            actor=actor,
        )
        for line in lines
    ]


def demands_of(record: PaperRecord) -> list[tuple[Asked, tuple[Unit, ...]]]:
    """What the account says was asked, and of which units of the case or above it."""
    told, units = units_told(record), addressable(record.inspection)
    found = []
    for each in record.told.get("demands", []):
        due_on = each["due_on"]
        asked = Asked(
            each["text"],
            each["addressee"],
            datetime.date.fromisoformat(due_on) if due_on else None,
            each["due_days"],
        )
        named = [told[at].unit for at in each["units"]]
        meant = tuple(unit.unit for unit in named if unit is not None)
        found.append((asked, meant or named_in(asked.addressee, units)))
    return found
