"""Topics that came into the outline after a paper was composed, and their place in it."""

from typing import Any

from django.db import transaction

from findings.choices import FindingState
from findings.models import Topic
from office.workflow import Overtaken, Problem, Problems
from reports.choices import OF_FINDINGS, BlockKind, BlockPart
from reports.composing.rows import bound
from reports.editing import add, lock_draft
from reports.kinds import template_of
from reports.models import Block, Document

NO_PLACE = (
    "Văn bản không còn mục kết quả để đặt nội dung này; hãy thêm một mục rồi chuyển nội dung vào."
)


def latecomers(document: Document) -> list[Topic]:
    """Topics with confirmed findings that no block of the paper shows."""
    if document.inspection is None or document.kind not in OF_FINDINGS:
        return []
    if template_of(document).numbering == "arabic":
        # A spoken conclusion does not tell topic by topic.
        return []
    confirmed = document.inspection.topics.filter(findings__state=FindingState.CONFIRMED)
    missing = confirmed.exclude(pk__in=_sections(document))
    return list(missing.distinct().order_by("position", "pk"))


@transaction.atomic
def insert_topic(document: Document, topic: Topic, *, actor: Any) -> Block:
    """Put a topic where the outline has it: a section whose findings follow the case.

    A topic above it that is missing too comes along. Raises Refused, Overtaken when somebody has
    put it in, Problems when the paper has no place for topics.
    """
    document = lock_draft(document, actor=actor)
    sections = _sections(document)
    if topic.pk in sections:
        raise Overtaken(f"Nội dung “{topic.title}” đã có trong văn bản.")
    above = _above(document, topic, sections, actor=actor)
    before, after = _neighbours(topic, sections, above)
    section = add(
        document,
        BlockKind.SECTION,
        actor=actor,
        under=above,
        after=before,
        before=after,
        heading=topic.title,
    )
    row = bound("findings", str(topic.pk))
    Block.objects.create(
        document=document,
        parent=section,
        part=section.part,
        kind=row.kind,
        position=1,
        data=row.data,
        changed_by=actor,
    )
    return section


def _sections(document: Document) -> dict[int, Block]:
    """The section in which each topic of the outline is told."""
    rows = Block.objects.filter(
        document=document, kind=BlockKind.BOUND, data__source="findings", parent__isnull=False
    ).select_related("parent")
    return {
        int(row.data["key"]): row.parent
        for row in rows.order_by("-position", "-pk")
        if row.parent is not None and row.data["key"].isdigit()
    }


def _above(
    document: Document, topic: Topic, sections: dict[int, Block], *, actor: Any
) -> Block | None:
    """The section of the topic above it, or the one that holds the whole outline."""
    if topic.parent is not None:
        known = sections.get(topic.parent.pk)
        return known or insert_topic(document, topic.parent, actor=actor)
    beside = document.case.topics.filter(parent=None, pk__in=sections).first()
    if beside is not None:
        return sections[beside.pk].parent
    results = template_of(document).headings[1:2]
    found = Block.objects.filter(
        document=document, part=BlockPart.BODY, kind=BlockKind.SECTION, data__heading__in=results
    ).first()
    if found is None:
        raise Problems([Problem(NO_PLACE)])
    return found


def _neighbours(
    topic: Topic, sections: dict[int, Block], above: Block | None
) -> tuple[Block | None, Block | None]:
    """The sections of the topics before and behind it, as far as they stand under `above`."""
    brothers = topic.inspection.topics.filter(parent=topic.parent).order_by("position", "pk")
    order = [brother.pk for brother in brothers]
    here = {
        pk: section
        for pk, section in sections.items()
        if section.parent_id == (above.pk if above else None)
    }
    place = order.index(topic.pk)
    before = [here[pk] for pk in order[:place] if pk in here]
    behind = [here[pk] for pk in order[place + 1 :] if pk in here]
    return (before[-1] if before else None), (behind[0] if behind else None)
