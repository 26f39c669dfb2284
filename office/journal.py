"""Writing and walking the journal."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from office.models import JournalEntry

OFFICE = "office"


def about_key(thing: models.Model) -> str:
    return f"{thing._meta.label_lower}:{thing.pk}"


def digest(entry: JournalEntry) -> str:
    """SHA-256 over the row's own facts and the hash of the row before."""
    facts = [
        entry.previous_hash,
        entry.at.isoformat(),
        entry.actor_id,
        entry.chain,
        entry.verb,
        entry.about,
        entry.label,
        entry.sentence,
        entry.reason,
        entry.changes,
    ]
    raw = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(raw.encode()).hexdigest()


def _as_the_database_keeps_it(changes: dict[str, Any]) -> dict[str, Any]:
    """Dates and decimals as text, keys as text, and fractions as text too.

    PostgreSQL spells a JSON number its own way (1e20 comes back as an integer), and a hash over
    another spelling would call an honest row broken.
    """
    return json.loads(json.dumps(changes, cls=DjangoJSONEncoder), parse_float=str)


def record(
    *,
    actor: Any,
    verb: str,
    about: models.Model,
    sentence: str,
    chain: str = OFFICE,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> JournalEntry:
    """Append one act, in the caller's transaction: no act without its line, no line without it.

    `chain` is the code of the case, or "office". `actor` None means the clock did it.
    """
    return replay(
        at=None,
        actor=actor,
        verb=verb,
        about=about_key(about),
        label=str(about)[:500],
        sentence=sentence,
        chain=chain,
        reason=reason,
        changes=changes or {},
    )


def record_once(
    *, actor: Any, about: models.Model, sentence: str, within: datetime.timedelta, **facts: Any
) -> JournalEntry:
    """`record`, but one line for what the same person goes on doing to the same thing.

    Words that are saved while somebody types would bury the acts of a case; what changed in the
    rows belongs to the line with which the person began.
    """
    begun = JournalEntry.objects.filter(
        actor=actor, about=about_key(about), sentence=sentence, at__gt=timezone.now() - within
    )
    entry = begun.order_by("-id").first()
    if entry is None:
        return record(actor=actor, about=about, sentence=sentence, **facts)
    _claim_row_changes(entry)
    return entry


def replay(
    *,
    at: datetime.datetime | None,
    actor: Any,
    verb: str,
    about: str,
    label: str,
    sentence: str,
    chain: str,
    reason: str,
    changes: dict[str, Any],
) -> JournalEntry:
    """Append a line that another office wrote, `at` its own moment; `record` does it for now."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            # One writer a chain at a time: two rows must not follow the same hash.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('journal:' || %s))", [chain])
        last = JournalEntry.objects.filter(chain=chain).order_by("-id").values("hash").first()
        entry = JournalEntry(
            at=at or timezone.now(),
            actor=actor,
            chain=chain,
            verb=verb,
            about=about,
            label=label,
            sentence=sentence,
            reason=reason,
            changes=_as_the_database_keeps_it(changes),
            previous_hash=last["hash"] if last else "",
        )
        entry.hash = digest(entry)
        entry.save(force_insert=True)
        _claim_row_changes(entry)
    return entry


def _claim_row_changes(entry: JournalEntry) -> None:
    """What the triggers kept of this transaction so far was done by this act.

    A row changed without a line in the journal stays unclaimed, and its history says so.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE office_rowchange SET entry_id = %s WHERE entry_id IS NULL"
            " AND transaction = pg_current_xact_id()::text::bigint",
            [entry.pk],
        )


def history_of(chain: str) -> models.QuerySet[JournalEntry]:
    """Everything that happened to one case, newest first."""
    return JournalEntry.objects.filter(chain=chain).select_related("actor").order_by("-id")


@dataclass(frozen=True)
class Head:
    """The end of a chain: how many lines it has, and the hash of the last."""

    lines: int
    hash: str


@dataclass
class Walk:
    """What a walk over every chain found."""

    broken: list[JournalEntry] = field(default_factory=list)
    heads: dict[str, Head] = field(default_factory=dict)

    @property
    def lines(self) -> int:
        return sum(head.lines for head in self.heads.values())


def walk() -> Walk:
    """Every chain from its first line: rows whose hash does not follow from them are broken."""
    found = Walk()
    for entry in JournalEntry.objects.order_by("chain", "id").iterator():
        last = found.heads.get(entry.chain, Head(0, ""))
        if entry.previous_hash != last.hash or entry.hash != digest(entry):
            found.broken.append(entry)
        found.heads[entry.chain] = Head(last.lines + 1, entry.hash)
    return found


def broken_links() -> list[JournalEntry]:
    """The rows whose hash does not follow from their facts or from the row before."""
    return walk().broken


def cut_off(heads: Mapping[str, Head]) -> list[str]:
    """Chains that have lost their end since `heads` were written down outside the database.

    A chain does not tell by itself that its last lines are gone.
    """
    return [
        chain
        for chain, head in sorted(heads.items())
        if not JournalEntry.objects.filter(chain=chain, hash=head.hash).exists()
    ]
