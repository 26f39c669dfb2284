"""A draft as a tree, and the verbs that change its rows."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from office import journal
from office.models import RowChange
from office.text import nfc
from office.workflow import Overtaken, Problem, Problems, Refused
from reports import content
from reports.choices import BlockKind, BlockPart
from reports.composing.bound import fill_in, generate
from reports.composing.minutes import sides_of
from reports.composing.words import Words, head_title, words_on
from reports.content import Annex, Bound, Paper, Recipient, Section, Signer
from reports.kinds import numbered_as, template_of
from reports.models import Block, Document
from reports.permissions import can_edit


@dataclass
class Node:
    """A row with the rows under it."""

    row: Block
    children: "list[Node]" = field(default_factory=list)

    def walk(self) -> "Iterable[Node]":
        yield self
        for child in self.children:
            yield from child.walk()


class Stale(Overtaken):
    """The row was changed since the form was opened; `current` is what stands now."""

    def __init__(self, current: Any):
        who = getattr(current, "changed_by", None)
        by = f" ({who})" if who else ""
        super().__init__(
            f"Nội dung này vừa được người khác sửa{by}. Chữ bạn gõ còn nguyên bên dưới;"
            " hãy so hai bản rồi lưu lại."
        )
        self.current = current


# --- Reading --------------------------------------------------------------------------------------


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
    return words_on(document.owner, day, document.request or document.minutes)


def refresh(document: Document, nodes: Iterable[Node]) -> None:
    """Let the bound rows that nobody edited say what the case says now; nothing is written."""
    refresh_rows(document, [node.row for root in nodes for node in root.walk()])


def refresh_rows(document: Document, rows: Iterable[Block]) -> None:
    """The same for rows without their tree; a paper on its way no longer follows the case."""
    if not document.is_editable:
        return
    rows = [row for row in rows if _follows_case(row)]
    fresh = generate(words_of(document), [(row.data["source"], row.data["key"]) for row in rows])
    for row in rows:
        row.data["blocks"] = fresh.get((row.data["source"], row.data["key"]), row.data["blocks"])


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
        numbering=numbered_as(kind),
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
            blocks.append(Section(heading, blocks_of(node.children)))
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
    return Annex(data["title"], blocks_of(node.children), landscape=data.get("landscape", False))


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


# --- Writing --------------------------------------------------------------------------------------


def lock_draft(document: Document, *, actor: Any) -> Document:
    """The row of the paper, locked: nobody submits it while a block is written.

    Raises Refused when the paper is no longer, or not by this person, to be edited.
    """
    locked = (
        Document.objects.select_for_update(of=("self",))
        .select_related(
            "inspection", "plan", "issuer", "template", "request__unit__unit", "minutes"
        )
        .get(pk=document.pk)
    )
    if not can_edit(actor, locked):
        raise Refused(can_edit.refusal)  # type: ignore[attr-defined]
    return locked


# Words saved while somebody types are one act as long as the pauses are shorter.
ONE_SITTING = datetime.timedelta(minutes=10)


@transaction.atomic
def change(
    block: Block, *, revision: int, actor: Any, while_typing: bool = False, **data: Any
) -> Block:
    """Write into a row what a person typed: `blocks`, `heading`, `title` or `landscape`.

    A bound row that is edited stops following the case; what the case said then is kept to tell
    later changes. `while_typing`: saved by the editor itself, so that one sitting is one line of
    the journal. Raises Stale when `revision` is not the row's.
    """
    locked = _lock(block, revision=revision, actor=actor)
    if locked.kind == BlockKind.BOUND:
        data = {**data, "is_edited": True, "seen": _said_today(locked)}
    return _write(locked, actor=actor, while_typing=while_typing, **data)


def blocks_at(block: Block, revision: int) -> tuple[content.Block, ...]:
    """What a run of text said at that revision: what somebody who edits it began with."""
    # Each revision is one change of `data` (see _write), and the trigger kept what stood before.
    kept = RowChange.objects.filter(
        table=Block._meta.db_table, row=block.pk, before__has_key="data"
    ).order_by("-id")
    back = max(block.revision - revision, 0)
    changes = list(kept[:back])
    data = changes[-1].before["data"] if len(changes) == back > 0 else block.data
    return content.blocks_from_json(data.get("blocks", []))


def today(document: Document, rows: Iterable[Block]) -> dict[int, list[content.Json]]:
    """What the case would say now in bound rows, by the key of the row."""
    keys = {row.pk: (row.data["source"], row.data["key"]) for row in rows}
    said = generate(words_of(document), keys.values())
    return {pk: said.get(key, []) for pk, key in keys.items()}


def _said_today(row: Block) -> list[content.Json]:
    return today(row.document, [row])[row.pk]


def _write(row: Block, *, actor: Any, while_typing: bool = False, **data: Any) -> Block:
    if row.data | data == row.data:
        # Saved again without a change: nothing happened that others would have to know of.
        return row
    row.data = row.data | data
    row.revision += 1
    row.changed_by = actor
    row.save(update_fields=["data", "revision", "changed_by", "changed_at"])
    sentence = f"Sửa {_called(row)} của {row.document}."
    if while_typing:
        journal.record_once(
            actor=actor,
            chain=row.document.owner.code,
            verb="edit",
            about=row.document,
            sentence=sentence,
            within=ONE_SITTING,
        )
    else:
        _record(row.document, actor, "edit", sentence)
    return row


def _lock(block: Block, *, revision: int, actor: Any) -> Block:
    document = lock_draft(block.document, actor=actor)
    locked = (
        Block.objects.select_for_update(of=("self",))
        .select_related("changed_by")
        .filter(pk=block.pk)
        .first()
    )
    if locked is None:
        raise Overtaken("Khối này vừa bị xóa; hãy tải lại trang.")
    locked.document = document
    if locked.revision != revision:
        raise Stale(locked)
    return locked


def _called(row: Block) -> str:
    heading = row.data.get("heading") or row.data.get("title") or ""
    return f"“{heading[:80]}”" if heading else row.get_kind_display().lower()


def _record(document: Document, actor: Any, verb: str, sentence: str) -> None:
    journal.record(
        actor=actor,
        chain=document.owner.code,
        verb=verb,
        about=document,
        sentence=sentence,
    )


@transaction.atomic
def take_from_case(block: Block, *, revision: int, actor: Any) -> Block:
    """Throw the edits of a bound row away: it follows the case again."""
    locked = _lock(block, revision=revision, actor=actor)
    blocks = _said_today(locked)
    return _write(locked, actor=actor, blocks=blocks, is_edited=False, seen=[])


@transaction.atomic
def leave_as_it_is(block: Block, *, revision: int, actor: Any) -> Block:
    """Keep the edited text although the case has changed since."""
    locked = _lock(block, revision=revision, actor=actor)
    return _write(locked, actor=actor, seen=_said_today(locked))


@transaction.atomic
def add(
    document: Document,
    kind: str,
    *,
    actor: Any,
    under: Block | None = None,
    after: Block | None = None,
    before: Block | None = None,
    part: str = BlockPart.BODY,
    **data: Any,
) -> Block:
    """A new section, run of text or annex: behind `after`, before `before`, or last in `under`."""
    document = lock_draft(document, actor=actor)
    parent = after.parent if after else under
    if kind == BlockKind.ANNEX:
        part = BlockPart.ANNEX
    elif beside := parent or after or before:
        part = beside.part
    brothers = list(
        Block.objects.filter(document=document, parent=parent, part=part).order_by("position", "pk")
    )
    place = len(brothers)
    if after in brothers:
        place = brothers.index(after) + 1
    elif before in brothers:
        place = brothers.index(before)
    row = Block(
        document=document,
        parent=parent,
        part=part,
        kind=kind,
        data=data,
        changed_by=actor,
        position=place + 1,
    )
    row.save()
    brothers.insert(place, row)
    _renumber(brothers)
    _record(document, actor, "add", f"Thêm {_called(row)} vào {document}.")
    return row


def _renumber(brothers: list[Block]) -> None:
    for position, row in enumerate(brothers, 1):
        row.position = position
    Block.objects.bulk_update(brothers, ["position"])


@transaction.atomic
def remove(block: Block, *, revision: int, actor: Any) -> None:
    """Take a row and everything under it out of the draft."""
    locked = _lock(block, revision=revision, actor=actor)
    document, called = locked.document, _called(locked)
    locked.delete()
    # After the row: what the line of the journal follows is what it claims as its own.
    _record(document, actor, "remove", f"Xóa {called} khỏi {document}.")


@transaction.atomic
def move(block: Block, where: str, *, actor: Any) -> Block:
    """`up`, `down` among brothers; `in` under the section before, `out` behind its own section.

    Raises Problems when there is no such place.
    """
    document = lock_draft(block.document, actor=actor)
    row = Block.objects.filter(pk=block.pk).select_related("parent").first()
    if row is None:
        raise Overtaken("Khối này vừa bị xóa; hãy tải lại trang.")
    row.document = document
    brothers = _brothers(row)
    place = next(at for at, each in enumerate(brothers) if each.pk == row.pk)
    MOVES[where](row, brothers, place)
    Block.objects.filter(pk=row.pk).update(changed_by=actor, changed_at=timezone.now())
    _record(document, actor, "move", f"Chuyển chỗ {_called(row)} trong {document}.")
    return row


def _brothers(row: Block) -> list[Block]:
    rows = Block.objects.filter(document_id=row.document_id, parent_id=row.parent_id, part=row.part)
    return list(rows.order_by("position", "pk"))


def _up(row: Block, brothers: list[Block], place: int) -> None:
    if place == 0:
        raise Problems([Problem("Khối này đã đứng đầu.")])
    brothers.insert(place - 1, brothers.pop(place))
    _renumber(brothers)


def _down(row: Block, brothers: list[Block], place: int) -> None:
    if place == len(brothers) - 1:
        raise Problems([Problem("Khối này đã đứng cuối.")])
    brothers.insert(place + 1, brothers.pop(place))
    _renumber(brothers)


def _in(row: Block, brothers: list[Block], place: int) -> None:
    sections = [each for each in brothers[:place] if each.kind == BlockKind.SECTION]
    if not sections:
        raise Problems([Problem("Không có mục nào đứng trước để đưa vào.")])
    _settle(row, sections[-1], Block.objects.filter(parent=sections[-1]).count() + 1)


def _out(row: Block, brothers: list[Block], place: int) -> None:
    parent = row.parent
    if parent is None or parent.kind == BlockKind.ANNEX:
        raise Problems([Problem("Khối này đã ở cấp ngoài cùng.")])
    uncles = _brothers(parent)
    Block.objects.filter(
        pk__in=[each.pk for each in uncles if each.position > parent.position]
    ).update(position=F("position") + 1)
    _settle(row, parent.parent, parent.position + 1)


def _settle(row: Block, parent: Block | None, position: int) -> None:
    row.parent, row.position = parent, position
    row.save(update_fields=["parent", "position"])


MOVES = {"up": _up, "down": _down, "in": _in, "out": _out}
HEADER = (
    "issuer_parent_name",
    "issuer_name",
    "place",
    "title",
    "subject",
    "addressees",
    "signer",
    "signer_authority",
    "signer_name",
    "signer_other_post",
    "recipients",
    "archive",
    "planned_on",
)


@transaction.atomic
def change_header(document: Document, *, revision: int, actor: Any, **facts: Any) -> Document:
    """Write the fields around the text. Raises Stale when somebody else wrote them meanwhile."""
    locked = lock_draft(document, actor=actor)
    if locked.revision != revision:
        raise Stale(locked)
    for name in HEADER:
        if name in facts:
            setattr(locked, name, facts[name])
    locked.revision += 1
    locked.save(update_fields=[*HEADER, "revision"])
    _record(locked, actor, "edit", f"Sửa phần đầu, nơi nhận của {locked}.")
    return locked


def settle_bound(document: Document) -> None:
    """Before a paper is submitted: what the bound rows say is written down as it was."""
    fill_in(document, words_of(document))
