"""Proof of findings: attached, never overwritten, withdrawn with a reason, never deleted."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from findings import permissions as may
from findings.models import Evidence, Finding
from office import files, journal
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
    finding: Finding, uploads: Sequence[File], *, title: str = "", note: str = "", actor: Any
) -> list[Evidence]:
    """Keep the uploads as proof of a finding: all of them, or none.

    Without `title` each is called by its file name; with several files a title gets a number.
    Raises Refused, and Problems for each file that is not taken or is already there.
    """
    locked = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    may.insist(may.can_attach_evidence, actor, locked)
    if not uploads:
        raise Problems([Problem("Hãy chọn ít nhất một tệp.", "#id_uploads")])
    if found := check_uploads(uploads):
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
def withdraw(evidence: Evidence, *, reason: str, actor: Any) -> Evidence:
    """Set a piece of proof aside: it is still kept and shown as withdrawn, with the reason.

    Raises Refused, Overtaken when it is withdrawn already, Problems without a reason.
    """
    locked = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
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


def file_name_of(upload: File) -> str:
    """The name a person sees, without folders; the store knows bytes only by their hash."""
    name = nfc(PurePath(str(upload.name or "").replace("\\", "/")).name).strip() or "tep"
    if len(name) <= 255:
        return name
    suffix = PurePath(name).suffix[:20]
    return name[: 255 - len(suffix)] + suffix


def _insist_on_new(finding: Finding, stored: StoredFile, name: str) -> None:
    same = finding.evidence.filter(file=stored, withdrawn_at__isnull=True).first()
    if same:
        raise Problems(
            [Problem(f"Tệp “{name}” đã là chứng cứ “{same}” của {finding}.", "#id_uploads")]
        )
