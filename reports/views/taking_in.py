"""An existing paper becomes a draft of its case; its original is kept and can be looked at."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, notes_reading, reads, shows_form
from inspections.models import Inspection
from inspections.views.answers import file_answer
from inspections.views.loading import get_inspection
from office.uploads import too_large
from reports import adopting, composing, records, taking_in
from reports.choices import DocumentKind
from reports.forms.drafts import ImportForm
from reports.kinds import kind_of, kinds_for
from reports.models import Document, PaperRecord
from reports.permissions import can_adopt, can_compose, can_compose_kind, can_read
from reports.views.answers import tell_at_fields
from reports.views.files import note_draft
from reports.views.frame import frame_of
from reports.views.loading import get_document

RECORD = "phieu"


@needs(can_compose, on=get_inspection)
@shows_form
def take_in(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """The file and what it becomes; what was doubtful stands over the draft then."""
    kinds = _kinds(request.user, inspection)
    is_sent = request.method == "POST"
    form = ImportForm(
        *((request.POST, request.FILES) if is_sent else (None,)),
        kinds=kinds,
        too_large=too_large(request, "upload") if is_sent else [],
        limit=settings.UPLOAD_MAX_MB,
        initial={"kind": kinds[0][0]} if kinds else {},
    )
    left: Any = []
    if form.is_valid():
        made: list[Document | PaperRecord] = []
        left = tell_at_fields(
            form, lambda: made.append(_taken(request, inspection, **form.cleaned_data))
        )
        if left is None:
            return _answer(request, made[0])
    context = {**frame_of(inspection), "form": form, "kinds": kinds, "problems": left}
    status = 413 if form.too_large else 422 if form.is_bound else 200
    return render(request, "reports/take_in.html", context, status=status)


def _taken(
    request: HttpRequest, inspection: Inspection, kind: str, upload: Any
) -> Document | PaperRecord:
    if kind == RECORD:
        return records.take_record(inspection, upload=upload, actor=request.user)
    return taking_in.take_in(inspection, kind, upload=upload, actor=request.user)


def _answer(request: HttpRequest, made: Document | PaperRecord) -> HttpResponse:
    if isinstance(made, PaperRecord):
        messages.success(request, "Đã lập phiếu văn bản. Hãy đối chiếu với tệp.")
        return redirect(made)
    messages.success(request, "Đã nhập thành dự thảo. Hãy đọc lại từng phần.")
    return redirect(_next_page(request, made), made.case.code, made.pk)


def _next_page(request: HttpRequest, document: Document) -> str:
    """What a conclusion asks for is looked at first, so that it is followed from now on."""
    follows = document.kind == DocumentKind.CONCLUSION and can_adopt(request.user, document)
    return "reports:adopt" if follows and adopting.proposals(document) else "reports:edit"


def _kinds(user: Any, inspection: Inspection) -> list[tuple[str, str]]:
    """The papers that could be composed now; of one that is not at hand a record is always made."""
    papers = [
        (kind.value, kind_of(inspection, kind).name)
        for kind in kinds_for(inspection)
        if can_compose_kind(user, (inspection, kind))
        and not composing.problems_before_composing(inspection, kind)
    ]
    return [
        *papers,
        (RECORD, "Phiếu về một văn bản (tệp là bài viết, thông cáo nói về văn bản đó)"),
    ]


@needs(can_read, on=get_document)
@notes_reading(note_draft)
@reads
def original(request: HttpRequest, document: Document) -> HttpResponse:
    """The file that the draft came from, byte for byte."""
    imported = taking_in.original_of(document)
    if imported is None:
        raise Http404
    return file_answer(request, imported.file, imported.file_name)
