"""A member hands his part of a draft in to the leader: frozen, so that the road of the text begins."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from inspections.permissions import LEADING
from office import journal, notices
from office.workflow import Overtaken, Problem, Problems, Refused
from reports import content, drafts
from reports import permissions as may
from reports.choices import BlockKind, BlockPart, Verdict, VersionReason
from reports.issuing import current_version, freeze
from reports.models import Document, ReviewStep, Version

WHOLE = "ca-van-ban"
WHOLE_NAME = "Cả văn bản"


def parts_of(document: Document) -> list[tuple[str, str]]:
    """What a member may say that he is done with: a part at the top of the body, or all of it."""
    tops = [
        (str(node.row.pk), str(node.row.data["heading"]))
        for node in drafts.nodes_of(document)[BlockPart.BODY]
        if node.row.kind == BlockKind.SECTION
    ]
    return [*tops, (WHOLE, WHOLE_NAME)]


@transaction.atomic
def hand_in(document: Document, *, part: str, note: str = "", actor: Any) -> Version:
    """Keep the draft as it is now and tell the leaders; writing goes on. `part` is of `parts_of`.

    Raises Refused; Overtaken when the paper was handed to the chief meanwhile or the part is gone;
    Problems when nothing was written since the last version.
    """
    document.refresh_from_db(from_queryset=Document.objects.select_for_update(of=("self",)))
    if not document.is_editable:
        raise Overtaken(f"{document} vừa được trình, không gửi phần được nữa.", _page(document))
    if not may.can_hand_in(actor, document):
        raise Refused(may.can_hand_in.refusal)  # type: ignore[attr-defined]
    name = dict(parts_of(document)).get(part)
    if name is None:
        raise Overtaken("Phần này vừa được người khác bỏ khỏi dự thảo.", _page(document))
    paper = drafts.tree(document)
    last = current_version(document)
    if last and last.sha256 == hashlib.sha256(content.canonical(paper)).hexdigest():
        when = timezone.localtime(last.created_at)
        text = f"Từ bản chốt lúc {when:%H:%M ngày %d/%m/%Y} dự thảo chưa có gì thay đổi."
        raise Problems([Problem(text, _page(document))])
    version = freeze(document, paper, VersionReason.HANDED_IN, actor=actor)
    said = f"{name}: {note.strip()}" if note.strip() else name
    ReviewStep.objects.create(
        document=document, version=version, verdict=Verdict.HANDED_IN, reason=said, actor=actor
    )
    journal.record(
        actor=actor,
        chain=document.case.code,
        verb="hand_in",
        about=document,
        sentence=f"Gửi phần “{name}” của {document}.",
        reason=note.strip(),
    )
    leaders = document.case.members.filter(role__in=LEADING).select_related("person")
    people = [row.person for row in leaders.order_by("pk")]
    notices.notify(people, f"{actor} đã gửi phần “{name}” của {document}.", url=_page(document))
    return version


def _page(document: Document) -> str:
    return document.get_absolute_url()
