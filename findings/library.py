"""The library of the office: texts saved from cases, copied into others, never linked to either."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from findings.models import Finding, LibraryEntry
from findings.permissions import can_change_entry, can_save_from, insist
from inspections.lists import named
from inspections.models import Inspection
from office import journal
from office.models import LegalProvision
from office.revisions import save_if_unchanged
from office.text import nfc
from office.workflow import Overtaken

FIELDS = ("title", "topic", "text", "is_shared")
MOST_OFFERED = 8
# Numbers of papers, days, sums of money and areas: they are true in one case only. A number with
# its year (29/2023/NĐ-CP) is that of a law, which holds for all.
OF_ONE_CASE = (
    re.compile(r"(?<!/)\b\d{1,5}[a-z]?/[A-ZĐ]{1,6}(?:-[\wĐđ]+)*"),
    re.compile(r"\b\d{1,2}[/-]\d{1,2}[/-]\d{4}\b"),
    re.compile(r"\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"),
    re.compile(r"\b\d[\d.,]*\s*(?:(?:triệu|tỷ|nghìn)(?:\s+đồng)?|đồng|đ|m2|m²|ha)(?!\w)"),
)


@dataclass(frozen=True)
class EntryFacts:
    """What somebody saves: the text as it is typed in the field it will come back to."""

    kind: str
    title: str
    text: str
    topic: str = ""
    sort: str = ""
    is_shared: bool = True
    provisions: Iterable[LegalProvision] = field(default_factory=tuple)


@transaction.atomic
def save(facts: EntryFacts, inspection: Inspection, *, actor: Any) -> LibraryEntry:
    """A text of this case comes into the library. Raises Refused from a case of its team alone."""
    insist(can_save_from, actor, inspection)
    entry = LibraryEntry(
        kind=facts.kind,
        title=nfc(facts.title),
        text=nfc(facts.text),
        topic=nfc(facts.topic),
        sort=facts.sort,
        is_shared=facts.is_shared,
        saved_by=actor,
    )
    entry.set_search_key()
    entry.save()
    entry.provisions.set(facts.provisions)
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb="save_to_library",
        about=entry,
        sentence=f"Lưu “{entry}” vào thư viện.",
    )
    return entry


@transaction.atomic
def change(entry: LibraryEntry, *, revision: int, actor: Any, **facts: Any) -> LibraryEntry:
    """Write FIELDS, or some of them, anew. Raises Overtaken when somebody saved since `revision`."""
    insist(can_change_entry, actor, entry)
    for name, value in facts.items():
        setattr(entry, name, nfc(value) if isinstance(value, str) else value)
    entry.set_search_key()
    save_if_unchanged(entry, (*FIELDS, "search_key"), revision=revision)
    _tell(entry, actor, "change_library", f"Sửa “{entry}” trong thư viện.")
    return entry


@transaction.atomic
def retire(entry: LibraryEntry, *, reason: str, actor: Any) -> None:
    """It is offered no more; what was copied stays. Raises Overtaken when it was retired before."""
    insist(can_change_entry, actor, entry)
    rows = LibraryEntry.objects.in_use().filter(pk=entry.pk)
    if not rows.update(retired_at=timezone.now(), retired_because=nfc(reason)):
        raise Overtaken("Mục này đã được thôi dùng trước đó.")
    _tell(entry, actor, "retire_from_library", f"Thôi dùng “{entry}” trong thư viện.", reason)


@transaction.atomic
def bring_back(entry: LibraryEntry, *, actor: Any) -> None:
    """It is offered again."""
    insist(can_change_entry, actor, entry)
    rows = LibraryEntry.objects.filter(pk=entry.pk, retired_at__isnull=False)
    if rows.update(retired_at=None, retired_because=""):
        _tell(entry, actor, "bring_back_to_library", f"Dùng lại “{entry}” trong thư viện.")


def offers(kind: str, words: str, user: Any) -> list[LibraryEntry]:
    """What the library has of this kind for words without accents; the most used first."""
    rows = LibraryEntry.objects.visible_to(user).in_use().filter(kind=kind)
    rows = rows.filter(named(words, "search_key")) if words.strip() else rows
    return list(rows[:MOST_OFFERED])


def take(key: int | None, kind: str, user: Any) -> LibraryEntry | None:
    """The entry to copy from, one use more; None when it is no longer offered to this person."""
    rows = LibraryEntry.objects.visible_to(user).in_use().filter(kind=kind, pk=key)
    entry = rows.prefetch_related("provisions").first() if key else None
    if entry is None:
        return None
    LibraryEntry.objects.filter(pk=entry.pk).update(
        uses=F("uses") + 1, last_used_on=timezone.localdate()
    )
    return entry


def joined(typed: str, taken: str) -> str:
    """What is taken stands behind what was typed, which is never written over."""
    return f"{typed.rstrip()}\n\n{taken}" if typed.strip() else taken


def of_this_case(text: str, inspection: Inspection) -> list[str]:
    """Words of the text that belong to the case it comes from: names, numbers, days, sums."""
    found = [match[0] for form in OF_ONE_CASE for match in form.finditer(text)]
    lowered = text.casefold()
    found += [name for name in _names(inspection) if name.casefold() in lowered]
    return list(dict.fromkeys(found))


def _names(inspection: Inspection) -> Iterable[str]:
    """Units, members and named officials of the case."""
    for each in inspection.audited_units.select_related("unit"):
        yield from (name for name in (each.unit.name, each.unit.short_name) if name)
    yield from inspection.members.values_list("person__full_name", flat=True)
    officials = Finding.objects.filter(inspection=inspection).values_list(
        "responsibilities__official", flat=True
    )
    yield from (name for name in officials if name)


def _tell(entry: LibraryEntry, actor: Any, verb: str, sentence: str, reason: str = "") -> None:
    journal.record(actor=actor, verb=verb, about=entry, sentence=sentence, reason=reason)
