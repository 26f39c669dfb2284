"""A draft as a tree: its rows, what bound rows say today, and the paper that they are together."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from office.models import RowChange
from office.text import nfc
from reports import citing, content
from reports.choices import OF_A_DRAFT, BlockKind, BlockPart, DocumentKind
from reports.composing import duties, units_of
from reports.composing.bound import generate
from reports.composing.minutes import sides_of
from reports.composing.words import Words, head_title, words_on
from reports.content import Annex, Bound, Paper, Recipient, Section, Signer
from reports.kinds import numbering_of, template_of
from reports.models import Block, Document


@dataclass
class Node:
    """A row with the rows under it."""

    row: Block
    children: "list[Node]" = field(default_factory=list)

    def walk(self) -> "Iterable[Node]":
        yield self
        for child in self.children:
            yield from child.walk()


def nodes_of(document: Document) -> dict[str, list[Node]]:
    """The rows of a draft by part, in order: one query."""
    rows = Block.objects.filter(document=document).select_related("changed_by")
    nodes = {row.pk: Node(row) for row in rows.order_by("position", "pk")}
    roots: dict[str, list[Node]] = {part: [] for part in BlockPart.values}
    for node in nodes.values():
        parent = nodes.get(node.row.parent_id) if node.row.parent_id else None
        (parent.children if parent else roots[node.row.part]).append(node)
    return roots


def words_of(document: Document) -> Words:
    """Names and dates as this paper prints them."""
    day = document.issued_on or document.planned_on or timezone.localdate()
    return words_on(document.owner, day, _about(document, day), units_of(document))


def _about(document: Document, day: datetime.date) -> Any:
    """What a letter, a biên bản or what is said of a draft is about; None of any other paper."""
    if document.kind == DocumentKind.URGE_DUTIES:
        return duties.owed_in(document, day)
    if document.kind in OF_A_DRAFT:
        return document.based_on
    return document.request or document.minutes


def refresh(document: Document, nodes: Iterable[Node]) -> None:
    """Let what follows the case say what it says now: bound rows that nobody edited, citations.

    Nothing is written.
    """
    refresh_rows(document, [node.row for root in nodes for node in root.walk()])


def refresh_rows(document: Document, rows: Iterable[Block]) -> None:
    """The same for rows without their tree; a paper on its way no longer follows the case."""
    if not document.is_editable:
        return
    rows = list(rows)
    bound = [row for row in rows if _follows_case(row)]
    fresh = generate(words_of(document), [(row.data["source"], row.data["key"]) for row in bound])
    for row in bound:
        row.data["blocks"] = fresh.get((row.data["source"], row.data["key"]), row.data["blocks"])
    citing.say(document, rows)


def _follows_case(row: Block) -> bool:
    return row.kind == BlockKind.BOUND and not row.data["is_edited"]


def tree(document: Document) -> Paper:
    """The draft as a paper: one query for the rows, and those that the bound rows need."""
    parts = nodes_of(document)
    refresh(document, [node for roots in parts.values() for node in roots])
    return paper_of(document, parts)


def paper_of(document: Document, parts: dict[str, list[Node]]) -> Paper:
    """Header fields and rows as one tree."""
    kind = template_of(document)
    names = document.issuer.name_on(words_of(document).day)
    sides = sides_of(document.minutes) if document.minutes else ()
    deciding = ""
    if kind.order:
        deciding = head_title(document.issuer.head_post or "Thủ trưởng", names.name).upper()
    return Paper(
        kind=kind.abbreviation,
        numbering=numbering_of(document),
        issuer_parent=document.issuer_parent_name,
        issuer=document.issuer_name,
        issuer_name=_name_in_sentences(document, names.name),
        number=document.number or None,
        symbol=document.symbol,
        # Mẫu 1.9 NĐ 30/2020: a biên bản says in its first words where and when.
        place="" if sides else document.place,
        issued_on=document.issued_on,
        month_hint=document.planned_on.month if document.planned_on else None,
        year_hint=(document.planned_on or timezone.localdate()).year,
        title=document.title,
        subject=lines_of(document.subject),
        addressees=lines_of(document.addressees),
        deciding=deciding,
        preamble=blocks_of(parts[BlockPart.PREAMBLE]),
        order=kind.order,
        body=blocks_of(parts[BlockPart.BODY]),
        annexes=tuple(_annex(node) for node in parts[BlockPart.ANNEX]),
        signer=None if sides else _signer(document),
        parties=sides,
        recipients=tuple(recipient_of(line) for line in lines_of(document.recipients)),
        archive=document.archive,
        draft=not document.is_issued,
    )


def _name_in_sentences(document: Document, office: str) -> str:
    kind = template_of(document)
    return f"Đoàn {document.owner.act}" if kind.own_series_of_team else office


def blocks_of(nodes: Iterable[Node]) -> tuple[content.Block, ...]:
    """Rows as blocks; a run of text gives as many as it holds."""
    blocks: list[content.Block] = []
    for node in nodes:
        if node.row.kind == BlockKind.SECTION:
            heading = content.text(node.row.data["heading"])
            # A paper from elsewhere keeps a number that is not that of its place, as words.
            is_numbered = not node.row.data.get("bare")
            blocks.append(Section(heading, blocks_of(node.children), numbered=is_numbered))
        else:
            blocks.extend(blocks_of_row(node.row))
    return tuple(blocks)


def blocks_of_row(row: Block) -> tuple[content.Block, ...]:
    """A run of text, or what is bound to the case."""
    blocks = content.blocks_from_json(row.data["blocks"])
    if row.kind == BlockKind.BOUND:
        return (Bound(row.data["source"], row.data["key"], blocks),)
    return blocks


def _annex(node: Node) -> Annex:
    data = node.row.data
    return Annex(
        data["title"],
        blocks_of(node.children),
        landscape=data.get("landscape", False),
        numbering=data.get("numbering", "roman"),
    )


def _signer(document: Document) -> Signer | None:
    authority = lines_of(document.signer_authority)
    if not authority:
        return None
    return Signer(authority, document.signer_name, document.signer_other_post)


def lines_of(value: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in nfc(value).splitlines() if line.strip())


def recipient_of(line: str) -> Recipient:
    """ "UBND quận (để báo cáo)" is a place and a purpose."""
    line = line.strip().removeprefix("- ").rstrip(";. ")
    place, bracket, purpose = line.rpartition(" (")
    if bracket and purpose.endswith(")") and place:
        return Recipient(place.strip(), purpose[:-1].strip())
    return Recipient(line)


def blocks_at(block: Block, revision: int) -> tuple[content.Block, ...]:
    """What a run of text said at that revision: what somebody who edits it began with."""
    return content.blocks_from_json(data_at(block, revision).get("blocks", []))


def data_at(block: Block, revision: int) -> dict[str, Any]:
    """The words of a row at that revision; as they stand now when it is not kept."""
    # Each revision is one change of `data` (see _write), and the trigger kept what stood before.
    kept = RowChange.objects.filter(
        table=Block._meta.db_table, row=block.pk, before__has_key="data"
    ).order_by("-id")
    back = max(block.revision - revision, 0)
    changes = list(kept[:back])
    return changes[-1].before["data"] if len(changes) == back > 0 else block.data


def today(document: Document, rows: Iterable[Block]) -> dict[int, list[content.Json]]:
    """What the case would say now in bound rows, by the key of the row."""
    keys = {row.pk: (row.data["source"], row.data["key"]) for row in rows}
    said = generate(words_of(document), keys.values())
    return {pk: said.get(key, []) for pk, key in keys.items()}
