"""What the parts of a draft said before."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import needs, reads
from office.history import changes_in
from reports.content import block_lines, blocks_from_json
from reports.models import Block, Document
from reports.permissions import can_read
from reports.views.loading import get_document


@needs(can_read, on=get_document)
@reads
def history(request: HttpRequest, document: Document) -> HttpResponse:
    """The changes of every part, those among them that were taken out too."""
    keys = list(document.blocks.order_by("pk").values_list("pk", flat=True))
    rows = Q(row__in=keys) | Q(act="delete", before__document_id=document.pk)
    context = {
        "title": str(document),
        "back": document.get_absolute_url(),
        "changes": changes_in(Block, rows, words={"data": in_words}),
    }
    return render(request, "office/history.html", context)


def in_words(data: dict[str, Any]) -> str:
    """A part as it reads: its heading, then a line for each paragraph, item and cell."""
    heading = data.get("heading") or data.get("title") or ""
    lines = block_lines(blocks_from_json(data.get("blocks", [])))
    return "\n".join(filter(None, (heading, *lines)))
