"""Two versions of a paper side by side: what was put in, what was taken out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import needs, notes_reading, reads
from reports import content
from reports.chain import links_of, papers_before, versions_of
from reports.comparing import compare
from reports.content import Paper
from reports.drafts import tree
from reports.forms.review import CompareForm
from reports.models import Document, Version
from reports.permissions import can_read
from reports.views.files import note_draft
from reports.views.frame import page_of
from reports.views.loading import get_document

DRAFT = "dang-soan"


def note_both(user: Any, document: Document) -> None:
    """The paper, and those that it goes on from."""
    for each in papers_before(document, user):
        note_draft(user, each)


@needs(can_read, on=get_document)
@notes_reading(note_both)
@reads
def index(request: HttpRequest, document: Document) -> HttpResponse:
    """The two newest unless others are asked for; a conclusion goes back along its road."""
    offers = _offers(document, request.user)
    keys = [key for key, _ in offers]
    usual = {"tu": keys[-2] if len(keys) > 1 else "", "den": keys[-1] if keys else ""}
    asked = request.GET if "tu" in request.GET or "den" in request.GET else None
    form = CompareForm(asked, offers=offers, initial=usual)
    changes = None
    if len(keys) > 1 and (asked is None or form.is_valid()):
        chosen = form.cleaned_data if asked is not None else usual
        changes = compare(_paper(document, chosen["tu"]), _paper(document, chosen["den"]))
    context = {
        **page_of(document, request.user),
        "form": form,
        "changes": changes,
        "is_equal": changes is not None and all(change.act == "same" for change in changes),
        "is_alone": len(keys) < 2,
        "links": links_of(document, request.user),
        "draft": DRAFT if document.is_editable else "",
    }
    return render(request, "reports/compare.html", context)


def _offers(document: Document, user: Any) -> list[tuple[str, str]]:
    """The frozen versions from the oldest, before them those of the papers it goes on from."""
    rows = versions_of(papers_before(document, user))
    found = [(str(row.pk), _name_of(row, document)) for row in rows]
    return [*found, (DRAFT, "Bản đang soạn")] if document.is_editable else found


def _name_of(version: Version, document: Document) -> str:
    """“Bản 2, khi trình 23/11/2026”; a version of the other paper by its name."""
    reason, day = version.get_reason_display().lower(), timezone.localdate(version.created_at)
    name = f"bản {version.number}, {reason} {day:%d/%m/%Y}"
    if version.document_id == document.pk:
        return name.capitalize()
    return f"{version.document}, {name}"


def _paper(document: Document, key: str) -> Paper:
    if key == DRAFT:
        return tree(document)
    return content.from_json(Version.objects.get(pk=key).tree, Paper)
