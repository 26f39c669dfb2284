"""The verbs that change the rows of a draft (see reports.drafts for what they say together)."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from office import journal
from office.workflow import Overtaken, Problem, Problems, Refused
from reports import citing, content
from reports.choices import BlockKind, BlockPart
from reports.composing.bound import fill_in
from reports.drafts import today, words_of
from reports.kinds import numbering_of
from reports.models import Block, Document
from reports.outline import deepest
from reports.permissions import can_edit


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


def lock_draft(document: Document, *, actor: Any) -> Document:
    """The row of the paper, locked: nobody submits it while a block is written.

    Raises Refused when the paper is no longer, or not by this person, to be edited.
    """
    locked = (
        Document.objects.select_for_update(of=("self",))
        .select_related("inspection", "issuer", "template")
        # Each is there in some papers only (see reports.views.loading.get_document).
        .prefetch_related("plan", "request__unit__unit", "minutes")
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
    locked = lock_row(block, revision=revision, actor=actor)
    if locked.kind == BlockKind.BOUND:
        data = {**data, "is_edited": True, "seen": _said_today(locked)}
    return _write(locked, actor=actor, while_typing=while_typing, **data)


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
        note(row.document, actor, "edit", sentence)
    return row


def lock_row(block: Block, *, revision: int, actor: Any) -> Block:
    """The row as it stands, its paper locked. Raises Refused, Stale, and Overtaken when it is gone."""
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


def note(document: Document, actor: Any, verb: str, sentence: str) -> None:
    """One line of the journal about what was done to the draft."""
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
    locked = lock_row(block, revision=revision, actor=actor)
    blocks = _said_today(locked)
    return _write(locked, actor=actor, blocks=blocks, is_edited=False, seen=[])


@transaction.atomic
def leave_as_it_is(block: Block, *, revision: int, actor: Any) -> Block:
    """Keep the edited text although the case has changed since."""
    locked = lock_row(block, revision=revision, actor=actor)
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
    renumber(brothers)
    note(document, actor, "add", f"Thêm {_called(row)} vào {document}.")
    return row


def renumber(brothers: list[Block]) -> None:
    """Write the places of rows that stand side by side."""
    for position, row in enumerate(brothers, 1):
        row.position = position
    Block.objects.bulk_update(brothers, ["position"])


@transaction.atomic
def remove(block: Block, *, revision: int, actor: Any) -> None:
    """Take a row and everything under it out of the draft."""
    locked = lock_row(block, revision=revision, actor=actor)
    document, called = locked.document, _called(locked)
    locked.delete()
    # After the row: what the line of the journal follows is what it claims as its own.
    note(document, actor, "remove", f"Xóa {called} khỏi {document}.")


@transaction.atomic
def move(block: Block, where: str, *, actor: Any) -> Block:
    """`up`, `down` among brothers; `in` under the section before, `out` behind its own section.

    Raises Problems when there is no such place.
    """
    row = _to_move(block, actor=actor)
    brothers = _brothers(row)
    place = next(at for at, each in enumerate(brothers) if each.pk == row.pk)
    MOVES[where](row, brothers, place)
    return _moved(row, actor=actor)


PLACES = ("before", "after", "into")


@transaction.atomic
def put(block: Block, where: str, beside: int, *, actor: Any) -> Block:
    """`before` or `after` another row, or as the last one `into` a section or annex.

    `beside` is the key of that row. Raises Problems when the row cannot stand there, and Overtaken
    when either was removed meanwhile.
    """
    row = _to_move(block, actor=actor)
    target = Block.objects.filter(pk=beside, document=row.document).first()
    if target is None:
        raise Overtaken("Chỗ cần chuyển tới vừa bị xóa; hãy tải lại trang.")
    parent = target if where == "into" else target.parent
    _refuse_place(row, target, parent)
    brothers = list(
        Block.objects.filter(document=row.document, parent=parent, part=target.part)
        .exclude(pk=row.pk)
        .order_by("position", "pk")
    )
    place = len(brothers)
    if where != "into":
        place = brothers.index(target) + (where == "after")
    brothers.insert(place, row)
    _settle(row, parent, place + 1)
    renumber(brothers)
    return _moved(row, actor=actor)


def _refuse_place(row: Block, target: Block, parent: Block | None) -> None:
    """Raises Problems where a row cannot stand."""
    if parent is not None and parent.kind not in {BlockKind.SECTION, BlockKind.ANNEX}:
        raise Problems([Problem("Chỉ đưa vào trong một mục hoặc một phụ lục.")])
    if (row.kind == BlockKind.ANNEX) != (parent is None and target.kind == BlockKind.ANNEX):
        raise Problems([Problem("Phụ lục chỉ đứng cạnh phụ lục, mục chỉ đứng trong phần của nó.")])
    if row.part != target.part:
        raise Problems([Problem("Chỉ chuyển chỗ trong cùng một phần của văn bản.")])
    above = [target, *rows_over(target)] if parent is target else rows_over(target)
    if row.pk in {target.pk, *(each.pk for each in above)}:
        raise Problems([Problem("Không đưa một mục vào trong chính nó.")])
    most = deepest(numbering_of(row.document))
    sections = sum(each.kind == BlockKind.SECTION for each in above)
    if row.kind == BlockKind.SECTION and sections + _height(row) > most:
        raise Problems([Problem(f"Văn bản này chỉ có {most} cấp đề mục; chỗ này sâu quá.")])


def rows_over(row: Block) -> list[Block]:
    """The rows around a row, from the inside."""
    found = []
    while row.parent is not None:
        row = row.parent
        found.append(row)
    return found


def _height(row: Block) -> int:
    """How many levels of headings a section has, its own among them."""
    under = Block.objects.filter(parent=row, kind=BlockKind.SECTION)
    return 1 + max((_height(each) for each in under), default=0)


def _to_move(block: Block, *, actor: Any) -> Block:
    """The row as it stands, its paper locked. Raises Overtaken when it is gone."""
    document = lock_draft(block.document, actor=actor)
    row = Block.objects.filter(pk=block.pk).select_related("parent").first()
    if row is None:
        raise Overtaken("Khối này vừa bị xóa; hãy tải lại trang.")
    row.document = document
    return row


def _moved(row: Block, *, actor: Any) -> Block:
    Block.objects.filter(pk=row.pk).update(changed_by=actor, changed_at=timezone.now())
    note(row.document, actor, "move", f"Chuyển chỗ {_called(row)} trong {row.document}.")
    return row


def _brothers(row: Block) -> list[Block]:
    rows = Block.objects.filter(document_id=row.document_id, parent_id=row.parent_id, part=row.part)
    return list(rows.order_by("position", "pk"))


def _up(row: Block, brothers: list[Block], place: int) -> None:
    if place == 0:
        raise Problems([Problem("Khối này đã đứng đầu.")])
    brothers.insert(place - 1, brothers.pop(place))
    renumber(brothers)


def _down(row: Block, brothers: list[Block], place: int) -> None:
    if place == len(brothers) - 1:
        raise Problems([Problem("Khối này đã đứng cuối.")])
    brothers.insert(place + 1, brothers.pop(place))
    renumber(brothers)


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
    note(locked, actor, "edit", f"Sửa phần đầu, nơi nhận của {locked}.")
    return locked


def settle_bound(document: Document) -> None:
    """Before a paper is submitted: what follows the case is written down as it was."""
    fill_in(document, words_of(document))
    citing.settle(document)
