"""Headings that were pasted into a run of text become sections, so that they are numbered."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction

from office.workflow import Problem, Problems
from reports import content
from reports.choices import BlockKind, BlockPart
from reports.content import Numbered, Paragraph, plain
from reports.editing import lock_row, note, renumber, rows_over
from reports.kinds import numbering_of
from reports.models import Block
from reports.outline import deepest

LONGEST_HEADING = 200
ENDS_OF_SENTENCES = (".", ";", ",", ":")


class Part(NamedTuple):
    """A heading with what follows it."""

    heading: str
    blocks: tuple[content.Block, ...]


def split_at_headings(
    blocks: Iterable[content.Block],
) -> tuple[tuple[content.Block, ...], list[Part]]:
    """What stands before the first heading, and the headings with what stands under each.

    A heading is a short line in bold from end to end, also one with a typed number before it.
    """
    before: list[content.Block] = []
    parts: list[tuple[str, list[content.Block]]] = []
    for block in blocks:
        if _is_heading(block):
            assert isinstance(block, Paragraph | Numbered)  # noqa: S101 -- asked just now
            under = list(block.children) if isinstance(block, Numbered) else []
            parts.append((plain(block.text).strip(), under))
        else:
            (parts[-1][1] if parts else before).append(block)
    return tuple(before), [Part(heading, tuple(under)) for heading, under in parts]


def _is_heading(block: content.Block) -> bool:
    if not isinstance(block, Paragraph | Numbered):
        return False
    words = plain(block.text).strip()
    shown = [run for run in block.text if run.text.strip()]
    whole = all(run.bold and not run.private for run in shown)
    is_short = 0 < len(words) <= LONGEST_HEADING and not words.endswith(ENDS_OF_SENTENCES)
    return whole and is_short and not any(run.footnote for run in block.text)


@transaction.atomic
def split(block: Block, *, revision: int, actor: Any) -> Block:
    """Make each heading in a run of text a section behind it; the first of them comes back.

    Raises Problems where there is none or the paper has no deeper level, and what `lock_row` raises.
    """
    row = lock_row(block, revision=revision, actor=actor)
    document = row.document
    if row.part == BlockPart.PREAMBLE:
        raise Problems([Problem("Phần mở đầu không chia mục; hãy chuyển đoạn này xuống nội dung.")])
    before, parts = split_at_headings(content.blocks_from_json(row.data.get("blocks", [])))
    if row.kind != BlockKind.TEXT or not parts:
        raise Problems(
            [Problem("Đoạn này không có tiêu đề: tiêu đề là một dòng ngắn, đậm cả dòng.")]
        )
    above = sum(each.kind == BlockKind.SECTION for each in rows_over(row))
    most = deepest(numbering_of(document))
    if above + 1 > most:
        raise Problems([Problem(f"Văn bản này chỉ có {most} cấp đề mục; chỗ này sâu quá.")])
    sections = [_planted(row, part, actor) for part in parts]
    brothers = list(
        Block.objects.filter(document=document, parent=row.parent_id, part=row.part)
        .exclude(pk__in=[section.pk for section in sections])
        .order_by("position", "pk")
    )
    place = brothers.index(row) + 1
    brothers[place:place] = sections
    if before:
        row.data = row.data | {"blocks": content.blocks_to_json(before)}
        row.revision += 1
        row.changed_by = actor
        row.save(update_fields=["data", "revision", "changed_by", "changed_at"])
    else:
        brothers.remove(row)
        row.delete()
    renumber(brothers)
    note(document, actor, "split", f"Tách {len(parts)} tiêu đề thành mục trong {document}.")
    return sections[0]


def _planted(beside: Block, part: Part, actor: Any) -> Block:
    facts = {"document": beside.document, "part": beside.part, "changed_by": actor}
    section = Block.objects.create(
        **facts,
        parent=beside.parent,
        kind=BlockKind.SECTION,
        data={"heading": part.heading},
        position=beside.position,
    )
    Block.objects.create(
        **facts,
        parent=section,
        kind=BlockKind.TEXT,
        data={"blocks": content.blocks_to_json(part.blocks)},
        position=1,
    )
    return section
