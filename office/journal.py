"""Writing and walking the journal."""

import datetime
import hashlib
import json
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
    return entry


def history_of(chain: str) -> models.QuerySet[JournalEntry]:
    """Everything that happened to one case, newest first."""
    return JournalEntry.objects.filter(chain=chain).select_related("actor").order_by("-id")


def broken_links() -> list[JournalEntry]:
    """The rows whose hash does not follow from their facts or from the row before."""
    broken: list[JournalEntry] = []
    last: dict[str, str] = {}
    for entry in JournalEntry.objects.order_by("chain", "id").iterator():
        if entry.previous_hash != last.get(entry.chain, "") or entry.hash != digest(entry):
            broken.append(entry)
        last[entry.chain] = entry.hash
    return broken
