"""What was written outside and chosen on the page is written into the draft (see parts_back)."""

from collections.abc import Iterable
from typing import Any

from django.core import signing
from django.db import transaction

from office.workflow import Problem, Problems
from reports import content, editing, markup
from reports.choices import BlockKind
from reports.models import Document
from reports.parts import Part
from reports.parts_back import FILE_FIELD, Offer

OVERTAKEN = "Dự thảo vừa được người khác sửa ở chỗ này: hãy đưa tệp lên lại để so với bản mới."


def packed(document: Document, part: Part, offers: Iterable[Offer]) -> str:
    """The offers for a form, signed: what is taken is what was shown."""
    rows = [(each.row.pk, each.row.revision, each.said, each.draft_went_on) for each in offers]
    return signing.dumps(rows, salt=_salt(document, part), compress=True)


def unpacked(document: Document, part: Part, sent: str) -> list[Offer]:
    """The offers as they were shown. Raises Problems when the form is not ours, or of another part.

    An offer keeps the revision that was shown; a row that was removed meanwhile is left out.
    """
    try:
        rows = signing.loads(sent, salt=_salt(document, part))
    except signing.BadSignature as error:
        raise Problems([Problem("Hãy đưa tệp lên lại để so với dự thảo.", FILE_FIELD)]) from error
    kept = {piece.row.pk: piece.row for piece in part.pieces}
    found = []
    for pk, revision, said, draft_went_on in rows:
        if (row := kept.get(pk)) is not None:
            row.revision = revision
            found.append(Offer(row, said, draft_went_on))
    return found


def _salt(document: Document, part: Part) -> str:
    return f"reports.parts_taken:{document.pk}:{part.key}"


@transaction.atomic
def take_over(offers: Iterable[Offer], *, actor: Any) -> int:
    """Write what was chosen into the draft, all or nothing; how many rows changed.

    Raises Stale or Overtaken when somebody wrote a row meanwhile, Refused when the draft is no
    longer this person's to edit.
    """
    count = 0
    for offer in offers:
        _take(offer, actor=actor)
        count += 1
    return count


def _take(offer: Offer, *, actor: Any) -> None:
    row, revision = offer.row, offer.row.revision
    if offer.said is None:
        editing.remove(row, revision=revision, actor=actor)
    elif row.kind == BlockKind.SECTION:
        editing.change(row, revision=revision, actor=actor, heading=offer.said)
    else:
        blocks = content.blocks_to_json(markup.parse(offer.said))
        editing.change(row, revision=revision, actor=actor, blocks=blocks)
