"""Minutes: written, fixed for signing, signed or refused, locked when everybody has signed.

NĐ 217/2025/NĐ-CP, điểm a khoản 3 Điều 15: where the unit refuses to sign, a representative of the
commune or one witness signs in its place; without either the minutes are not complete.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from findings import permissions as may
from findings.choices import Side
from findings.evidence import check_uploads, file_name_of
from findings.lifecycle import MINUTES
from findings.models import Minutes, MinutesFile, MinutesParty
from inspections.checks import of_future
from inspections.models import AuditedUnit, Inspection
from inspections.revising import lock_case
from office import files, journal
from office.workflow import Overtaken, Problem, Problems

LONGEST_CONTENT = 50_000
PLAIN = ("kind", "unit", "place", "opened_at", "closed_at", "content", "copies")
IN_PLACE_OF_UNIT = {Side.COMMUNE, Side.WITNESS}
WITHOUT_SUBSTITUTE = (
    "Đơn vị từ chối ký: cần chữ ký của đại diện UBND cấp xã hoặc ít nhất một người chứng kiến"
    " (điểm a khoản 3 Điều 15 Nghị định số 217/2025/NĐ-CP)."
)


@dataclass(frozen=True)
class PartyFacts:
    """One person who took part."""

    side: str
    name: str
    post: str = ""


@dataclass(frozen=True)
class MinutesFacts:
    """Everything that minutes say before anybody signs."""

    kind: str
    place: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None = None
    unit: AuditedUnit | None = None
    content: str = ""
    copies: int = 2
    parties: Sequence[PartyFacts] = ()


@dataclass(frozen=True)
class SignatureFacts:
    """What is known of one party: signed on a day, refused with a reason, or neither yet."""

    party: int
    signed_on: datetime.date | None = None
    refused_reason: str = ""


# --- Writing --------------------------------------------------------------------------------------
@transaction.atomic
def record_minutes(inspection: Inspection, facts: MinutesFacts, *, actor: Any) -> Minutes:
    """Begin minutes of the case. Raises Refused, Problems for facts that do not hold together."""
    # Lock the case: numbers are given once.
    locked = lock_case(inspection)
    may.insist(may.can_record_minutes, actor, locked)
    _insist_on(facts, locked)
    last = locked.minutes.aggregate(number=Max("number"))["number"] or 0
    minutes = Minutes.objects.create(
        inspection=locked,
        number=last + 1,
        recorded_by=actor,
        **{name: getattr(facts, name) for name in PLAIN},
    )
    _keep_parties(minutes, facts.parties)
    _tell(minutes, "record_minutes", f"Lập {_lower(minutes)}.", actor)
    return minutes


@transaction.atomic
def revise_minutes(minutes: Minutes, facts: MinutesFacts, *, revision: int, actor: Any) -> Minutes:
    """Change minutes that are still being written.

    Raises Refused, Overtaken when somebody saved since `revision`, Problems.
    """
    locked = _lock(minutes)
    may.insist(may.can_revise_minutes, actor, locked)
    if locked.revision != revision:
        raise Overtaken(f"{locked} vừa được người khác sửa sau khi bạn mở trang.")
    _insist_on(facts, locked.inspection)
    for name in PLAIN:
        setattr(locked, name, getattr(facts, name))
    locked.revision += 1
    locked.save()
    locked.parties.all().delete()
    _keep_parties(locked, facts.parties)
    _tell(locked, "revise_minutes", f"Sửa {_lower(locked)}.", actor)
    return locked


def _keep_parties(minutes: Minutes, parties: Sequence[PartyFacts]) -> None:
    sides = list(Side)
    ordered = sorted(parties, key=lambda party: sides.index(Side(party.side)))
    MinutesParty.objects.bulk_create(
        MinutesParty(
            minutes=minutes, side=party.side, name=party.name, post=party.post, position=place
        )
        for place, party in enumerate(ordered, 1)
    )


def _insist_on(facts: MinutesFacts, inspection: Inspection) -> None:
    found = of_future(timezone.localdate(facts.opened_at), mend="#id_opened_on")
    decision = inspection.first_decision
    opened_on = timezone.localdate(facts.opened_at)
    if decision and decision.signed_on and opened_on < decision.signed_on:
        text = f"Biên bản không thể lập trước ngày ký quyết định {decision.signed_on:%d/%m/%Y}."
        found.append(Problem(text, "#id_opened_on"))
    if facts.closed_at and facts.closed_at < facts.opened_at:
        found.append(Problem("Giờ kết thúc đứng trước giờ bắt đầu.", "#id_closed_time"))
    elif facts.closed_at:
        found += of_future(timezone.localdate(facts.closed_at), mend="#id_closed_on")
    if facts.unit and facts.unit.inspection_id != inspection.pk:
        found.append(Problem("Đơn vị này không thuộc cuộc; hãy chọn lại.", "#id_unit"))
    if found:
        raise Problems(found)


# --- The road to the signatures -------------------------------------------------------------------
@transaction.atomic
def finish(minutes: Minutes, *, actor: Any) -> None:
    """Fix the text, so that people sign what they have read. Raises what MINUTES.advance raises."""
    MINUTES.advance(minutes, "finish", actor=actor, chain=minutes.inspection.code)


@transaction.atomic
def reopen(minutes: Minutes, *, reason: str, actor: Any) -> None:
    """Go back to writing; who had signed must sign the new text again."""
    MINUTES.advance(minutes, "reopen", actor=actor, chain=minutes.inspection.code, reason=reason)
    minutes.parties.update(signed_on=None, refused_reason="")


@transaction.atomic
def drop(minutes: Minutes, *, reason: str, actor: Any) -> None:
    """Give up minutes that are not signed by all; they are still shown, with the reason."""
    MINUTES.advance(minutes, "drop", actor=actor, chain=minutes.inspection.code, reason=reason)


@transaction.atomic
def record_signatures(
    minutes: Minutes, signatures: Sequence[SignatureFacts], *, revision: int, actor: Any
) -> bool:
    """Write down who has signed and who would not; locks the minutes when nobody is missing.

    True when they are complete now. Raises Refused, Overtaken when somebody wrote signatures since
    `revision`, Problems for a day in the future or before the minutes.
    """
    locked = _lock(minutes)
    may.insist(may.can_record_signatures, actor, locked)
    if locked.revision != revision:
        raise Overtaken(
            f"Chữ ký của {_lower(locked)} vừa được người khác ghi sau khi bạn mở trang."
        )
    said = {each.party: each for each in signatures}
    parties = list(locked.parties.all())
    if found := [p for party in parties for p in _of_signature(locked, party, said.get(party.pk))]:
        raise Problems(found)
    changes = {}
    for party in parties:
        if party.pk in said and (change := _apply(party, said[party.pk])):
            changes[str(party)] = change
    if changes:
        locked.revision += 1
        locked.save(update_fields=["revision"])
        what = "; ".join(f"{who}: {after}" for who, (_, after) in changes.items())
        text = f"Ghi chữ ký {_lower(locked)}: {what}."
        _tell(locked, "record_signatures", text, actor, changes=changes)
    complete = not missing_signatures(parties)
    if complete:
        MINUTES.advance(locked, "seal", actor=actor, chain=locked.inspection.code)
    return complete


def _of_signature(
    minutes: Minutes, party: MinutesParty, said: SignatureFacts | None
) -> list[Problem]:
    if said is None or said.signed_on is None:
        return []
    mend = f"#id_s{party.pk}-signed_on"
    found = of_future(said.signed_on, mend=mend)
    opened_on = timezone.localdate(minutes.opened_at)
    if said.signed_on < opened_on:
        text = f"{party.name} không thể ký trước ngày lập biên bản {opened_on:%d/%m/%Y}."
        found.append(Problem(text, mend))
    return found


def _apply(party: MinutesParty, said: SignatureFacts) -> list[str]:
    """Keep what is said of a party; before and after in words, nothing when it is the same."""
    before = in_words(party)
    party.signed_on = None if said.refused_reason else said.signed_on
    party.refused_reason = said.refused_reason
    after = in_words(party)
    if before == after:
        return []
    party.save(update_fields=["signed_on", "refused_reason"])
    return [before, after]


def in_words(party: MinutesParty) -> str:
    """How it stands with one signature."""
    if party.has_refused:
        return f"từ chối ký ({party.refused_reason})"
    return f"ký ngày {party.signed_on:%d/%m/%Y}" if party.signed_on else "chưa ký"


def missing_signatures(parties: Sequence[MinutesParty]) -> list[str]:
    """What keeps the minutes from being complete, in sentences; none when they are."""
    waiting = [party.name for party in parties if not party.is_settled]
    found = [f"Chưa ký: {', '.join(waiting)}."] if waiting else []
    team = [party for party in parties if party.side == Side.TEAM]
    if not waiting and not any(party.signed_on for party in team):
        found.append("Không có chữ ký nào của đoàn.")
    unit = [party for party in parties if party.side == Side.UNIT]
    if any(party.has_refused for party in unit) and not any(
        party.signed_on for party in parties if party.side in IN_PLACE_OF_UNIT
    ):
        found.append(WITHOUT_SUBSTITUTE)
    return found


@transaction.atomic
def add_witness(minutes: Minutes, party: PartyFacts, *, actor: Any) -> MinutesParty:
    """A witness or the commune comes in while signatures are gathered, when the unit refuses.

    Raises Refused, Problems for a person of the two sides, who stand in the text that was fixed.
    """
    locked = _lock(minutes)
    may.insist(may.can_record_signatures, actor, locked)
    if party.side not in IN_PLACE_OF_UNIT:
        text = "Lúc chờ ký chỉ thêm được người chứng kiến hoặc đại diện UBND cấp xã."
        raise Problems([Problem(text, "#id_side")])
    row = MinutesParty.objects.create(
        minutes=locked,
        side=party.side,
        name=party.name,
        post=party.post,
        position=locked.parties.count() + 1,
    )
    _tell(locked, "add_witness", f"Thêm {row} vào {_lower(locked)}.", actor)
    return row


# --- Files ----------------------------------------------------------------------------------------
@transaction.atomic
def attach(
    minutes: Minutes, uploads: Sequence[File], *, is_signed_scan: bool, actor: Any
) -> list[MinutesFile]:
    """Keep files with the minutes: all of them, or none. Signed minutes still take their scan.

    Raises Refused, Problems for each file that is not taken.
    """
    locked = _lock(minutes)
    may.insist(may.can_attach_to_minutes, actor, locked)
    if not uploads:
        raise Problems([Problem("Hãy chọn ít nhất một tệp.", "#id_uploads")])
    if found := check_uploads(uploads):
        raise Problems(found)
    kept = []
    for upload in uploads:
        stored, name = files.put(upload), file_name_of(upload)
        if locked.files.filter(file=stored).exists():
            raise Problems([Problem(f"Biên bản đã có tệp “{name}”.", "#id_uploads")])
        kept.append(
            MinutesFile.objects.create(
                minutes=locked,
                file=stored,
                file_name=name,
                is_signed_scan=is_signed_scan,
                uploaded_by=actor,
            )
        )
    names = ", ".join(f"“{each}”" for each in kept)
    what = "bản quét có chữ ký" if is_signed_scan else "tệp"
    changes = {"sha256": [each.file.sha256 for each in kept]}
    text = f"Thêm {what} cho {_lower(locked)}: {names}."
    _tell(locked, "attach_to_minutes", text, actor, changes=changes)
    return kept


@transaction.atomic
def detach(attached: MinutesFile, *, actor: Any) -> None:
    """Take a file off minutes that are not locked; the journal keeps its name and hash.

    Raises Refused, Overtaken when it is off already.
    """
    locked = _lock(attached.minutes)
    may.insist(may.can_detach_from_minutes, actor, locked)
    row = locked.files.select_related("file").filter(pk=attached.pk).first()
    if row is None:
        raise Overtaken(f"Tệp “{attached}” đã được bỏ trước đó.", locked.get_absolute_url())
    changes = {"sha256": [row.file.sha256]}
    text = f"Bỏ tệp “{row}” khỏi {_lower(locked)}."
    _tell(locked, "detach_from_minutes", text, actor, changes=changes)
    row.delete()


# --- Help -----------------------------------------------------------------------------------------
def _lock(minutes: Minutes) -> Minutes:
    return Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)


def _lower(minutes: Minutes) -> str:
    words = str(minutes)
    return words[0].lower() + words[1:]


def _tell(minutes: Minutes, verb: str, sentence: str, actor: Any, **more: Any) -> None:
    journal.record(
        actor=actor,
        chain=minutes.inspection.code,
        verb=verb,
        about=minutes,
        sentence=sentence,
        **more,
    )
