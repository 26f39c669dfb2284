"""Phrases of the library in a draft: a run of text is saved; another is chosen to be copied."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import needs, reads, shows_form
from findings import library
from findings.choices import EntryKind
from findings.views.library import save_from
from reports import citing, markup
from reports.drafts import blocks_of_row
from reports.models import Block, Document
from reports.pane import HEADER, open_part
from reports.permissions import can_edit, can_save_phrase
from reports.problems import edit_url, part_of
from reports.views.frame import page_of
from reports.views.loading import get_block, get_document


@needs(can_save_phrase, on=get_block)
@shows_form
def save(request: HttpRequest, block: Block) -> HttpResponse:
    """A run of text without its case."""
    return save_from(
        request,
        block.document.case,
        EntryKind.PHRASE,
        initial={"text": markup.write(citing.as_words(blocks_of_row(block)))},
        back=edit_url(block.document, part_of(block), f"khoi-{block.pk}"),
        tab="papers",
    )


@needs(can_edit, on=get_document)
@reads
def choose(request: HttpRequest, document: Document) -> HttpResponse:
    """What the library has; a button copies it to the end of the part that was open."""
    key = request.GET.get("phan", "")
    pane = open_part(document, key)
    if pane is None or key == HEADER:
        raise Http404
    words = request.GET.get("q", "")[:200]
    context = {
        **page_of(document, request.user),
        "pane": pane,
        "words": words,
        "offers": library.offers(EntryKind.PHRASE, words, request.user),
        "back": edit_url(document, key),
    }
    return render(request, "reports/library.html", context)
