"""Proof of findings: attached, never overwritten, withdrawn with a reason, never deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from findings import permissions as may
from findings import written
from findings.models import Evidence, Finding
from inspections.choices import Secrecy
from inspections.models import AuditedUnit, RequiredPaper
from office import files, journal, readings
from office.models import StoredFile
from office.text import nfc
from office.workflow import Overtaken, Problem, Problems

MOST_FILES = 20


def check_uploads(uploads: Sequence[File]) -> list[Problem]:
    """What is wrong with the files, each told by its name; nothing is kept."""
    found = []
    if len(uploads) > MOST_FILES:
        found.append(Problem(f"Mỗi lần tải lên tối đa {MOST_FILES} tệp.", "#id_uploads"))
    for upload in uploads:
        try:
            files.check(upload)
        except Problems as problems:
            found += [Problem(problem.text, "#id_uploads") for problem in problems.problems]
    return found


@transaction.atomic
def attach(
    finding: Finding,
    uploads: Sequence[File],
    *,
    title: str = "",
    note: str = "",
    sentence: str = "",
    actor: Any,
) -> list[Evidence]:
    """Keep the uploads as proof of a finding, or of one sentence of it: all of them, or none.

    Without `title` each is called by its file name; with several files a title gets a number.
    Raises Refused, and Problems for each file that is not taken or is already there.
    """
    locked = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    may.insist(may.can_attach_evidence, actor, locked)
    if not uploads:
        raise Problems([Problem("Hãy chọn ít nhất một tệp.", "#id_uploads")])
    if found := check_uploads(uploads) + _check_sentence(locked, sentence):
        raise Problems(found)
    kept = []
    for at, upload in enumerate(uploads, 1):
        name = file_name_of(upload)
        called = title.strip() or PurePath(name).stem or name
        if title.strip() and len(uploads) > 1:
            called = f"{title.strip()[:290]} ({at})"
        stored = files.put(upload)
        _insist_on_new(locked, stored, name)
        kept.append(
            Evidence.objects.create(
                finding=locked,
                title=called[:300],
                file=stored,
                file_name=name,
                note=note.strip(),
                sentence=sentence,
                uploaded_by=actor,
            )
        )
    titles = ", ".join(f"“{each.title}”" for each in kept)
    journal.record(
        actor=actor,
        chain=locked.inspection.code,
        verb="attach",
        about=locked,
        sentence=f"Thêm chứng cứ cho {locked}: {titles}.",
        changes={"sha256": [each.file.sha256 for each in kept]},
    )
    return kept


@transaction.atomic
def replace(evidence: Evidence, upload: File, *, note: str = "", actor: Any) -> Evidence:
    """Hand in a newer version of a file; the older one stays and is shown behind it.

    Raises Refused, Overtaken when it was withdrawn or replaced meanwhile, Problems for the file.
    """
    locked = _lock(evidence)
    if locked.withdrawn_at or locked.is_replaced:
        raise Overtaken(f"Chứng cứ “{locked}” vừa được rút hoặc thay bằng bản khác.")
    may.insist(may.can_replace_evidence, actor, locked)
    if found := check_uploads([upload]):
        raise Problems(found)
    name = file_name_of(upload)
    stored = files.put(upload)
    _insist_on_new(locked.finding, stored, name)
    newer = Evidence.objects.create(
        finding=locked.finding,
        title=locked.title,
        file=stored,
        file_name=name,
        note=note.strip(),
        sentence=locked.sentence,
        version=locked.version + 1,
        replaces=locked,
        fills=locked.fills,
        fills_for=locked.fills_for,
        uploaded_by=actor,
    )
    journal.record(
        actor=actor,
        chain=locked.finding.inspection.code,
        verb="replace",
        about=newer,
        sentence=f"Nộp bản {newer.version} của chứng cứ “{newer}” của {locked.finding}.",
        changes={"sha256": [locked.file.sha256, stored.sha256]},
    )
    return newer


@transaction.atomic
def point_to(evidence: Evidence, *, sentence: str, actor: Any) -> Evidence:
    """Say which sentence of the finding a piece of proof proves; "" for the whole finding.

    Raises Refused, Overtaken when it was withdrawn or replaced, Problems when the finding has no
    such sentence.
    """
    locked = _lock(evidence)
    if locked.withdrawn_at or locked.is_replaced:
        raise Overtaken(f"Chứng cứ “{locked}” vừa được rút hoặc thay bằng bản khác.")
    may.insist(may.can_replace_evidence, actor, locked)
    if found := _check_sentence(locked.finding, sentence):
        raise Problems(found)
    before, locked.sentence = locked.sentence, sentence
    if before == sentence:
        return locked
    locked.save(update_fields=["sentence"])
    journal.record(
        actor=actor,
        chain=locked.finding.inspection.code,
        verb="point",
        about=locked,
        sentence=f"Gắn chứng cứ “{locked}” vào "
        + (f"câu “{sentence}” của {locked.finding}." if sentence else f"cả {locked.finding}."),
        changes={"sentence": [before, sentence]},
    )
    return locked


def versions_of(evidence: Evidence) -> list[Evidence]:
    """Every version of this file, the newest first; one query a version."""
    newest = evidence
    while newest.is_replaced:
        newest = newest.replaced_by
    found = [newest]
    while found[-1].replaces_id:
        rows = Evidence.objects.select_related("file", "uploaded_by", "replaced_by")
        found.append(rows.get(pk=found[-1].replaces_id))
    return found


@dataclass(frozen=True)
class Proved:
    """A sentence of a finding with the proof that points to it."""

    words: str
    proofs: tuple[Evidence, ...]


@dataclass(frozen=True)
class ProvedPiece:
    """A paragraph, item or table of a finding, sentence by sentence."""

    piece: written.Piece
    sentences: tuple[Proved, ...]


def proved_pieces(finding: Finding, proofs: Iterable[Evidence]) -> list[ProvedPiece]:
    """The text of a finding with the standing proof of each sentence."""
    by_sentence: dict[str, list[Evidence]] = {}
    for each in proofs:
        if each.sentence and each.stands:
            by_sentence.setdefault(each.sentence, []).append(each)
    return [
        ProvedPiece(
            piece,
            tuple(Proved(words, tuple(by_sentence.get(words, ()))) for words in piece.sentences),
        )
        for piece in finding.pieces
    ]


@transaction.atomic
def mark(
    evidence: Evidence, required: RequiredPaper | None, unit: AuditedUnit | None, *, actor: Any
) -> bool:
    """Say which required paper of the file a piece of proof is, or that it is none.

    True when something changed. Raises Refused.
    """
    locked = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    inspection = locked.finding.inspection
    may.insist(may.can_mark_evidence, actor, locked)
    if (locked.fills, locked.fills_for) == (required, unit):
        return False
    locked.fills, locked.fills_for = required, unit
    locked.save(update_fields=["fills", "fills_for"])
    what = f"là “{required}”" if required else "không là giấy tờ phải có nào"
    journal.record(
        actor=actor,
        chain=inspection.code,
        verb="mark",
        about=locked,
        sentence=f"Ghi chứng cứ “{locked}” {what} trong hồ sơ.",
    )
    return True


@transaction.atomic
def withdraw(evidence: Evidence, *, reason: str, actor: Any) -> Evidence:
    """Set a piece of proof aside: it is still kept and shown as withdrawn, with the reason.

    Raises Refused, Overtaken when it is withdrawn already, Problems without a reason.
    """
    locked = _lock(evidence)
    if locked.withdrawn_at:
        raise Overtaken(f"Chứng cứ “{locked}” đã được rút trước đó.")
    may.insist(may.can_withdraw_evidence, actor, locked)
    reason = nfc(reason).strip()
    if not reason:
        raise Problems([Problem("Cần ghi lý do rút chứng cứ.", "#id_reason")])
    if len(reason) > 500:
        raise Problems([Problem("Lý do rút tối đa 500 ký tự.", "#id_reason")])
    locked.withdrawn_at, locked.withdrawn_reason = timezone.now(), reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    journal.record(
        actor=actor,
        chain=locked.finding.inspection.code,
        verb="withdraw",
        about=locked,
        sentence=f"Rút chứng cứ “{locked}” của {locked.finding}.",
        reason=reason,
    )
    return locked


def _lock(evidence: Evidence) -> Evidence:
    rows = Evidence.objects.select_related("finding__inspection", "file")
    return rows.select_for_update(of=("self",)).get(pk=evidence.pk)


def _check_sentence(finding: Finding, sentence: str) -> list[Problem]:
    if not sentence or sentence in written.sentences(finding.text):
        return []
    gone = "Câu này không còn trong nội dung phát hiện; hãy chọn lại."
    return [Problem(gone, "#id_sentence")]


def note_reading(user: Any, evidence: Evidence) -> None:
    """Proof of a case that is for its team alone: who opened it is written down."""
    inspection = evidence.finding.inspection
    if inspection.secrecy != Secrecy.NORMAL:
        label = f"chứng cứ “{evidence}” của {evidence.finding}"
        readings.note_reading(user, evidence, chain=inspection.code, label=label)


def file_name_of(upload: File) -> str:
    """The name a person sees, without folders; the store knows bytes only by their hash."""
    name = nfc(PurePath(str(upload.name or "").replace("\\", "/")).name).strip() or "tep"
    if len(name) <= 255:
        return name
    suffix = PurePath(name).suffix[:20]
    return name[: 255 - len(suffix)] + suffix


def _insist_on_new(finding: Finding, stored: StoredFile, name: str) -> None:
    same = finding.evidence.standing().filter(file=stored).first()
    if same:
        raise Problems(
            [Problem(f"Tệp “{name}” đã là chứng cứ “{same}” của {finding}.", "#id_uploads")]
        )
