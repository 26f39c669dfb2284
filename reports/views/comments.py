"""The reading page of a draft: its parts with what readers say beside each block."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, notes_reading, reads, refusal, writes
from office.text import row_key
from reports import commenting
from reports.commenting import WHOLE, Thread, lost_in, said_by
from reports.forms.comments import AnswerForm, CommentForm
from reports.models import Block, Comment, Document
from reports.pane import Pane, first_key, open_part
from reports.permissions import can_comment, can_read, can_see_owner, can_settle_comment
from reports.rendering import html
from reports.views.answers import tell_at_fields
from reports.views.files import note_draft
from reports.views.frame import page_of
from reports.views.loading import get_comment, get_document


@needs(can_read, on=get_document)
@notes_reading(note_draft)
@reads
def index(request: HttpRequest, document: Document) -> HttpResponse:
    """One part of the paper, its blocks with their comments; the others by the outline."""
    threads = commenting.threads_of(document, request.user)
    key = request.GET.get("phan") or _asked(request, document, threads)
    return _page(request, document, key, threads)


def _asked(request: HttpRequest, document: Document, threads: list[Thread]) -> str:
    """The part of the comment that is asked for, else of the first open one."""
    asked = row_key(request.GET.get("gop-y", ""))
    by_key = {thread.root.pk: thread.part for thread in threads}
    still = (thread.part for thread in threads if thread.root.is_open and thread.part != WHOLE)
    return (by_key.get(asked) if asked else next(still, "")) or first_key(document)


def _page(
    request: HttpRequest,
    document: Document,
    key: str,
    threads: list[Thread],
    *,
    given: tuple[str, Any] | None = None,
    left: Any = (),
) -> HttpResponse:
    """`given` is a form that came back: its place ("khoi-5", "gop-y-7", "ca-van-ban") and it."""
    pane = open_part(document, key)
    if pane is None:
        raise Http404
    came_back = dict([given] if given else [])
    may_comment = can_comment(request.user, document)
    for thread in threads:
        if may_comment and thread.root.is_open:
            place = f"gop-y-{thread.root.pk}"
            thread.forms["answer"] = came_back.get(place) or AnswerForm(auto_id=f"{place}-%s")
            thread.forms["came_back"] = place in came_back
    context = {
        **page_of(document, request.user),
        "pane": pane,
        "entries": _entries(pane, threads),
        "shown": _shown(pane, threads, may_comment, came_back),
        "fallen": _fallen(pane, threads),
        "of_paper": [thread for thread in threads if thread.part == WHOLE],
        "paper_form": _form_of_paper(came_back) if may_comment else None,
        "paper_came_back": "ca-van-ban" in came_back,
        "open": sum(thread.root.is_open for thread in threads),
        "may_comment": may_comment,
        # The appraiser of a case for its team alone gets the paper, not what units said.
        "may_see_case": can_see_owner(request.user, document.owner),
        "readers": commenting.readers_of(document) if may_comment else [],
        "problems": left,
    }
    return render(request, "reports/comments.html", context, status=422 if given else 200)


def _form_of_paper(came_back: dict[str, Any]) -> CommentForm:
    return came_back.get("ca-van-ban") or CommentForm(of_paper=True, auto_id="ca-van-ban-%s")


def _entries(pane: Pane, threads: list[Thread]) -> list[dict[str, Any]]:
    waiting = [thread.part for thread in threads if thread.root.is_open]
    return [{"entry": each, "open": waiting.count(each.key)} for each in pane.entries]


def _shown(
    pane: Pane, threads: list[Thread], may_comment: bool, came_back: dict[str, Any]
) -> list[dict[str, Any]]:
    """The heading of the open part, then its rows, each with its threads and a form."""
    rows: list[tuple[Block, Any, str]] = []
    if pane.section is not None:
        rows.append((pane.section, "", said_by(pane.section)))
    rows += [(each.row, html.placed_html(each.placed), said_by(each.row)) for each in pane.rows]
    found = []
    for row, shown, said in rows:
        mine = [thread for thread in threads if thread.root.block_id == row.pk]
        for thread in mine:
            thread.lost = lost_in(thread.root, said)
        place = f"khoi-{row.pk}"
        form = came_back.get(place) or CommentForm(auto_id=f"{place}-%s", initial={"block": row.pk})
        is_heading = pane.section is not None and row.pk == pane.section.pk
        found.append(
            {
                "row": row,
                "html": shown,
                "heading": said if is_heading else "",
                "threads": mine,
                "form": form if may_comment else None,
                "came_back": place in came_back,
            }
        )
    return found


def _fallen(pane: Pane, threads: list[Thread]) -> list[Thread]:
    """What was said of blocks of this part that are gone."""
    said = " ".join(said_by(each.row) for each in pane.rows)
    here = [each for each in threads if each.part == pane.key and each.root.block_id is None]
    for thread in here:
        thread.lost = lost_in(thread.root, said)
    return here


@needs(can_comment, on=get_document)
@writes
def write(request: HttpRequest, document: Document) -> HttpResponse:
    """A comment on a block of the paper, or on the whole of it."""
    wanted = row_key(request.POST.get("block", ""))
    rows = Block.objects.filter(document=document)
    block = rows.filter(pk=wanted).first() if wanted else None
    if wanted and block is None:
        raise Http404
    place = f"khoi-{block.pk}" if block else "ca-van-ban"
    form = CommentForm(request.POST, auto_id=f"{place}-%s", of_paper=block is None)
    made: list[Comment] = []

    def say() -> None:
        facts = {"text": form.cleaned_data["text"], "quote": form.cleaned_data.get("quote", "")}
        made.append(commenting.comment_on(document, block, **facts, actor=request.user))

    left = tell_at_fields(form, say) if form.is_valid() else []
    if left is None:
        messages.success(request, "Đã gửi góp ý.")
        return redirect(made[0])
    threads = commenting.threads_of(document, request.user)
    here = Comment(block=block, section=block.parent if block else None)
    key = commenting.place_of(here) or first_key(document)
    return _page(request, document, key, threads, given=(place, form), left=left)


@refusal(can_comment.refusal)
def can_answer(user: Any, comment: Comment) -> bool:
    return can_comment(user, comment.document)


@needs(can_answer, on=get_comment)
@writes
def answer(request: HttpRequest, comment: Comment) -> HttpResponse:
    document, place = comment.document, f"gop-y-{comment.pk}"
    form = AnswerForm(request.POST, auto_id=f"{place}-%s")
    left: Any = []
    if form.is_valid():
        left = tell_at_fields(
            form,
            lambda: commenting.answer(comment, text=form.cleaned_data["text"], actor=request.user),
        )
    if left is None:
        messages.success(request, "Đã trả lời góp ý.")
        return redirect(comment)
    threads = commenting.threads_of(document, request.user)
    key = commenting.place_of(comment) or first_key(document)
    return _page(request, document, key, threads, given=(place, form), left=left)


@needs(can_settle_comment, on=get_comment)
@writes
def resolve(request: HttpRequest, comment: Comment) -> HttpResponse:
    return _settle(request, comment, commenting.resolve, "Đã đóng góp ý.")


@needs(can_settle_comment, on=get_comment)
@writes
def reopen(request: HttpRequest, comment: Comment) -> HttpResponse:
    return _settle(request, comment, commenting.reopen, "Đã mở lại góp ý.")


def _settle(
    request: HttpRequest, comment: Comment, rule: Callable[..., None], told: str
) -> HttpResponse:
    """The part with the thread as it is now: alone for htmx, otherwise the page anew."""
    rule(comment, actor=request.user)
    if not request.htmx:
        messages.success(request, told)
        return redirect(comment)
    document = comment.document
    (thread,) = [
        each for each in commenting.threads_of(document, request.user) if each.root.pk == comment.pk
    ]
    if thread.root.is_open:
        thread.forms["answer"] = AnswerForm(auto_id=f"gop-y-{comment.pk}-%s")
    context = {**page_of(document, request.user), "thread": thread, "told": told}
    return render(request, "reports/_thread.html", context)
