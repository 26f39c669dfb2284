"""What proofreading noticed in a paper: to be mended, or left by name and with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, notes_reading, reads, refusal, writes
from office.workflow import Problems
from reports import remarks
from reports.forms.review import AcknowledgeForm
from reports.models import Document
from reports.permissions import can_edit, can_read
from reports.views.files import note_draft
from reports.views.frame import page_of
from reports.views.loading import get_document, get_document_and_key


@needs(can_read, on=get_document)
@notes_reading(note_draft)
@reads
def index(request: HttpRequest, document: Document) -> HttpResponse:
    """Every remark with its words, its reason and the part where it is mended."""
    return _page(request, document)


@refusal(can_edit.refusal)
def can_acknowledge(user: Any, asked: tuple[Document, str]) -> bool:
    return can_edit(user, asked[0])


@needs(can_acknowledge, on=get_document_and_key)
@writes
def acknowledge(request: HttpRequest, asked: tuple[Document, str]) -> HttpResponse:
    """Leave one remark as it is."""
    document, key = asked
    form = AcknowledgeForm(request.POST, auto_id=f"id_{key}_%s")
    if form.is_valid():
        try:
            remarks.acknowledge(document, key, actor=request.user, **form.cleaned_data)
        except Problems as found:
            if found.problems[0].mend.startswith("/"):
                raise
            form.add_error("reason", found.problems[0].text)
        else:
            messages.success(request, "Đã ghi lý do giữ nguyên.")
            return redirect("reports:remarks", document.owner.code, document.pk)
    return _page(request, document, key=key, form=form)


def _page(
    request: HttpRequest, document: Document, *, key: str = "", form: AcknowledgeForm | None = None
) -> HttpResponse:
    noted = remarks.noted_in(document)
    may_acknowledge = can_edit(request.user, document)
    rows = [
        {
            "noted": each,
            "form": (form if each.key == key else AcknowledgeForm(auto_id=f"id_{each.key}_%s"))
            if may_acknowledge and each.is_open
            else None,
        }
        for each in noted
    ]
    context = {
        **page_of(document, request.user),
        "rows": rows,
        "open": sum(each.is_open for each in noted),
        "may_mend": may_acknowledge,
    }
    return render(request, "reports/remarks.html", context, status=422 if form else 200)
