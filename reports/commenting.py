"""Comments on the blocks of a draft: said, answered, closed, opened again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Role, User
from office import journal, notices
from office.models import Notice
from office.text import nfc
from office.workflow import Overtaken, Problem, Problems, Refused
from reports import content
from reports.choices import AppraisalState, BlockKind, BlockPart, DocumentState
from reports.drafts import blocks_of_row, refresh_rows
from reports.models import Block, Comment, Document
from reports.permissions import TALKED_OVER, can_comment, can_read, can_settle_comment

LONGEST = 3_000
LONGEST_QUOTE = 1_000
# A name after "@" that begins a word: an address of mail is none.
MENTION = re.compile(r"(?<![\w.@+-])@([\w.+-]*\w)")
WHOLE = ""


# --- Reading --------------------------------------------------------------------------------------
@dataclass
class Thread:
    """A comment with its answers, at the place where it stands today."""

    root: Comment
    answers: Sequence[Comment]
    # The part of the reading page; WHOLE when nothing is left of where it was.
    part: str
    may_settle: bool = False
    # Why the words that are quoted are not found any more.
    lost: str = ""
    forms: dict[str, Any] = field(default_factory=dict)


def threads_of(document: Document, user: Any = None) -> list[Thread]:
    """Every comment on a paper with its answers, oldest first; three queries."""
    rows = (
        document.comments.filter(answers_to=None)
        .select_related("author", "resolved_by", "block", "section", "version")
        .prefetch_related("answers__author")
        .order_by("pk")
    )
    found = []
    for row in rows:
        row.document = document
        answers = sorted(row.answers.all(), key=lambda each: each.pk)
        may_settle = user is not None and can_settle_comment(user, row)
        found.append(Thread(row, answers, place_of(row), may_settle))
    return found


def place_of(comment: Comment) -> str:
    """The part in which its block is opened, otherwise that of the section it fell to."""
    row = comment.block or comment.section
    if row is None:
        return WHOLE
    if row.kind in {BlockKind.SECTION, BlockKind.ANNEX}:
        return str(row.pk)
    if row.parent_id:
        return str(row.parent_id)
    return "mo-dau" if row.part == BlockPart.PREAMBLE else "than"


def open_threads(document: Document) -> int:
    """How many comments nobody has closed yet."""
    return document.comments.filter(answers_to=None, resolved_at=None).count()


def lost_in(comment: Comment, said: str) -> str:
    """Why the quoted words are not in what its place says now; empty while they are there."""
    if comment.quote and _squeezed(comment.quote) in _squeezed(said):
        return ""
    if comment.block_id is None and (comment.section_id or comment.quote):
        return "Đoạn được góp ý đã bị xóa khỏi dự thảo."
    if comment.quote:
        return "Đoạn này đã sửa: không còn những chữ được trích."
    return ""


def said_by(row: Block) -> str:
    """The words of a row as one line."""
    heading = row.data.get("heading") or row.data.get("title") or ""
    if row.kind in {BlockKind.SECTION, BlockKind.ANNEX}:
        return heading
    return " ".join(content.block_lines(blocks_of_row(row)))


def _squeezed(words: str) -> str:
    return " ".join(nfc(words).split()).casefold()


# --- Who may be mentioned -------------------------------------------------------------------------
def readers_of(document: Document) -> list[User]:
    """Those who may see the paper now, by name: the team, its appraisers, who decide."""
    named = {document.created_by_id, document.keeper_id}
    if document.inspection is not None:
        named |= {row.person_id for row in document.inspection.members.all()}
        named.add(document.inspection.opened_by_id)
    else:
        named.add(document.owner.created_by_id)
    if document.state == DocumentState.SUBMITTED:
        orders = document.appraisals.exclude(state=AppraisalState.ENDED)
        named |= set(orders.order_by("pk").values_list("appraiser_id", flat=True))
    deciding = Q(role_grants__role__in=(Role.CHIEF, Role.DEPUTY))
    people = User.objects.filter(deciding | Q(pk__in=named - {None}), is_active=True).distinct()
    people = people.prefetch_related("role_grants").order_by("full_name", "pk")
    return [person for person in people if can_read(person, document)]


def _mentioned(document: Document, text: str) -> list[User]:
    """Everybody named with @. Raises Problems for who may not see the paper, or does not exist."""
    names = list(dict.fromkeys(name.lower() for name in MENTION.findall(text)))
    if not names:
        return []
    known = {person.username.lower(): person for person in readers_of(document)}
    strange = [f"@{name}" for name in names if name not in known]
    if strange:
        raise Problems(
            [
                Problem(
                    f"Không nhắc được {', '.join(strange)}: không có người đó trong số những người"
                    " được xem văn bản này.",
                    "#id_text",
                )
            ]
        )
    return [known[name] for name in names]


# --- Acts -----------------------------------------------------------------------------------------
@transaction.atomic
def comment_on(
    document: Document, block: Block | None, *, text: str, quote: str = "", actor: Any
) -> Comment:
    """Say something about a block, or about the whole paper; who keeps the draft is told.

    Raises Refused, Overtaken when the block is gone, Problems when the quoted words do not stand in
    it or somebody is mentioned who may not see the paper.
    """
    document = _lock(document, actor)
    row = _row(document, block)
    _insist_on_quote(document, row, quote)
    mentioned = _mentioned(document, text)
    is_frozen = document.state == DocumentState.SUBMITTED
    comment = Comment.objects.create(
        document=document,
        block=row,
        section=row.parent if row else None,
        version=document.versions.order_by("-number").first() if is_frozen else None,
        quote=quote.strip(),
        text=text.strip(),
        author=actor,
    )
    comment.mentioned.set(mentioned)
    _record(comment, "comment", f"Góp ý {document}.", actor)
    _tell(comment, mentioned, [document.keeper or document.created_by], actor)
    return comment


@transaction.atomic
def answer(comment: Comment, *, text: str, actor: Any) -> Comment:
    """Answer a comment; who took part in it is told. Raises Refused, Overtaken, Problems."""
    document = _lock(comment.document, actor)
    root = _root(comment)
    if not root.is_open:
        raise Overtaken("Góp ý này đã đóng; hãy mở lại rồi trả lời.", root.get_absolute_url())
    mentioned = _mentioned(document, text)
    row = Comment.objects.create(
        document=document, answers_to=root, text=text.strip(), author=actor
    )
    row.mentioned.set(mentioned)
    _record(row, "answer_comment", f"Trả lời góp ý của {root.author} về {document}.", actor)
    others = [root.author, *(each.author for each in root.answers.select_related("author"))]
    _tell(row, mentioned, others, actor)
    return row


@transaction.atomic
def resolve(comment: Comment, *, actor: Any) -> None:
    """Close a comment: it was followed, or talked over. Raises Refused, Overtaken."""
    root = _settled(comment, actor, is_open=True)
    root.resolved_by, root.resolved_at = actor, timezone.now()
    root.save(update_fields=["resolved_by", "resolved_at"])
    _record(root, "resolve_comment", f"Đóng góp ý của {root.author} về {root.document}.", actor)
    _tell(root, [], [root.author], actor, verb="đã đóng góp ý của bạn về")


@transaction.atomic
def reopen(comment: Comment, *, actor: Any) -> None:
    """Open a closed comment again. Raises Refused, Overtaken."""
    root = _settled(comment, actor, is_open=False)
    closed_by = root.resolved_by
    root.resolved_by = root.resolved_at = None
    root.save(update_fields=["resolved_by", "resolved_at"])
    _record(root, "reopen_comment", f"Mở lại góp ý của {root.author} về {root.document}.", actor)
    _tell(root, [], [root.author, closed_by], actor, verb="mở lại góp ý về")


# --- Help -----------------------------------------------------------------------------------------
def _lock(document: Document, actor: Any) -> Document:
    """The paper as it is now: while somebody writes a comment it may be approved."""
    locked = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not can_comment(actor, locked):
        raise Refused(can_comment.refusal)  # type: ignore[attr-defined]
    return locked


def _row(document: Document, block: Block | None) -> Block | None:
    if block is None:
        return None
    rows = Block.objects.select_related("parent").filter(document=document)
    row = rows.filter(pk=block.pk).first()
    if row is None:
        raise Overtaken("Đoạn này vừa bị xóa khỏi dự thảo; hãy tải lại trang.")
    row.document = document
    return row


def _insist_on_quote(document: Document, row: Block | None, quote: str) -> None:
    if row is None or not quote.strip():
        return
    refresh_rows(document, [row])
    if _squeezed(quote) not in _squeezed(said_by(row)):
        text = "Không thấy những chữ này trong đoạn; hãy chép đúng nguyên văn hoặc để trống."
        raise Problems([Problem(text, "#id_quote")])


def _root(comment: Comment) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("author", "resolved_by")
    root = rows.get(pk=comment.answers_to_id or comment.pk)
    root.document = comment.document
    return root


def _settled(comment: Comment, actor: Any, *, is_open: bool) -> Comment:
    comment.document = _lock(comment.document, actor)
    root = _root(comment)
    if not can_settle_comment(actor, root):
        raise Refused(can_settle_comment.refusal)  # type: ignore[attr-defined]
    if root.is_open != is_open:
        what = f"{root.resolved_by} vừa đóng góp ý này." if is_open else "Góp ý này đang mở."
        raise Overtaken(what, root.get_absolute_url())
    return root


def _record(comment: Comment, verb: str, sentence: str, actor: Any) -> None:
    # Not its words: the journal of a case is read by more people than its drafts.
    chain = comment.document.owner.code
    journal.record(actor=actor, chain=chain, verb=verb, about=comment, sentence=sentence)


def _tell(
    comment: Comment,
    mentioned: Iterable[Any],
    others: Iterable[Any],
    actor: Any,
    *,
    verb: str = "góp ý",
) -> None:
    document, url = comment.document, comment.get_absolute_url()
    named = {person.pk for person in mentioned}
    notices.notify(
        [person for person in mentioned if person.pk != actor.pk],
        f"{actor} nhắc bạn trong góp ý về {document}.",
        url=url,
    )
    rest = [person for person in others if person and person.pk not in named | {actor.pk}]
    told = f"{actor} {verb} {document}."
    if comment.answers_to_id:
        told = f"{actor} trả lời góp ý về {document}."
    can_still = [person for person in rest if can_read(person, document)]
    notices.notify(can_still, told, url=url, kind=Notice.Kind.NEWS)


# --- On the desk ----------------------------------------------------------------------------------
def mentioning(user: Any) -> Iterable[Comment]:
    """Open comments that name this person, in papers that he may still see and talk over."""
    named = Q(mentioned=user) | Q(answers__mentioned=user)
    papers = Document.objects.visible_to(user).filter(state__in=TALKED_OVER)
    rows = Comment.objects.filter(named, answers_to=None, resolved_at=None, document__in=papers)
    related = ("author", "document__inspection", "document__plan__issuer")
    keys = rows.order_by("pk").values("pk").distinct()
    return Comment.objects.filter(pk__in=keys).select_related(*related).order_by("pk")
