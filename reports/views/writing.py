"""What the editor asks for while somebody writes: saving, cleaning a paste, who else is here.

All of it is answered as JSON or as a fragment, because the page with the words must stay.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import needs, reads, writes
from office.text import row_key
from office.workflow import Problems, Refused
from reports import editing, presence, quoting
from reports.editing import Stale
from reports.forms.editing import form_of
from reports.forms.writing import PasteForm, QuoteForm
from reports.models import Block, Document
from reports.pane import HEADER, LOOSE, PREAMBLE
from reports.permissions import can_edit, can_edit_block
from reports.views.loading import get_block, get_document

OTHER_PERSON = "Thẻ này mở bằng tài khoản khác ({}); hãy đăng nhập lại bằng tài khoản ấy rồi lưu."


@needs(can_edit_block, on=get_block)
@writes
def autosave(request: HttpRequest, block: Block) -> HttpResponse:
    """Save one row while it is being written: when it was saved, or in a sentence why not."""
    # Signed in again in another tab, perhaps somebody else: these are not his words.
    person = request.POST.get("person", "")
    if person and person != request.user.get_username():
        return _told(OTHER_PERSON.format(person[:150]), status=422)
    form = form_of(block, request.POST)
    if not form.is_valid():
        return _told(next(iter(form.errors.values()))[0], status=422)
    try:
        row = editing.change(
            block,
            revision=form.cleaned_data["revision"],
            actor=request.user,
            while_typing=True,
            **form.data_of_row,
        )
    except Stale as stale:
        return _told(f"{stale.current.changed_by} vừa sửa đoạn này.", status=409)
    now = timezone.localtime()
    return JsonResponse({"revision": row.revision, "at": f"{now:%H:%M}"})


def _told(sentence: Any, *, status: int) -> JsonResponse:
    return JsonResponse({"error": str(sentence)}, status=status)


@needs(can_edit, on=get_document)
@writes
def paste(request: HttpRequest, document: Document) -> HttpResponse:
    """A pasted fragment as the editor takes it, and what was left out of it."""
    form = PasteForm(request.POST)
    if not form.is_valid():
        return _told(form.errors["html"][0], status=422)
    return JsonResponse({"html": form.pasted.html, "told": form.pasted.told})


@needs(can_edit, on=get_document)
@reads
def quotes(request: HttpRequest, document: Document) -> HttpResponse:
    """{"quotes": [...], "new": "…"} for ?q=: what can be cited, and what could be kept first."""
    words = request.GET.get("q", "")
    found = [vars(quote) for quote in quoting.quotes(document, words)]
    return JsonResponse({"quotes": found, "new": quoting.recognised(document, words)})


@needs(can_edit, on=get_document)
@writes
def keep_quote(request: HttpRequest, document: Document) -> HttpResponse:
    """Keep a typed document among those the case cites: the quote, or in a sentence why not."""
    form = QuoteForm(request.POST)
    if not form.is_valid():
        return _told(form.errors["words"][0], status=422)
    try:
        quote = quoting.keep(document, form.cleaned_data["words"], actor=request.user)
    except Problems as problems:
        return _told(problems.problems[0].text, status=422)
    except Refused as refused:
        return _told(refused, status=403)
    return JsonResponse(vars(quote))


@needs(can_edit, on=get_document)
@reads
def present(request: HttpRequest, document: Document) -> HttpResponse:
    """A sign of life, answered with who else has which part open."""
    part = request.GET.get("phan", "")
    if part in {HEADER, PREAMBLE, LOOSE} or row_key(part) is not None:
        presence.note(document, request.user, part, writes="dang-viet" in request.GET)
    others = presence.others(document, request.user)
    names = _names(document, {each.part for each in others})
    context = {
        "here": [each for each in others if each.part == part],
        "elsewhere": [(each, names.get(each.part, "")) for each in others if each.part != part],
    }
    return render(request, "reports/_present.html", context)


def _names(document: Document, parts: set[str]) -> dict[str, str]:
    keys = [int(part) for part in parts if row_key(part) is not None]
    rows = Block.objects.filter(document=document, pk__in=keys).order_by("pk")
    found = {str(row.pk): row.data.get("heading") or row.data.get("title") or "" for row in rows}
    return {HEADER: "phần đầu", PREAMBLE: "phần mở đầu", LOOSE: "phần lời kết", **found}
