"""One part of a draft, to Word and back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from accounts.access import needs, notes_reading, reads, shows_form, writes
from office.files import WORD
from office.uploads import too_large
from office.workflow import Overtaken, Problem
from reports import parts, parts_back, parts_taken
from reports.forms.drafts import PartForm, TakeForm
from reports.models import Document
from reports.parts import Part
from reports.parts_back import CameBack, Offer
from reports.permissions import can_edit
from reports.problems import edit_url
from reports.views.answers import tell_at_fields
from reports.views.files import note_draft
from reports.views.frame import page_of
from reports.views.loading import get_document


@needs(can_edit, on=get_document)
@notes_reading(note_draft)
@reads
def take_out(request: HttpRequest, document: Document) -> HttpResponse:
    """The part as it stands now, with everything beneath it, as a Word file."""
    part = _part(request, document)
    response = HttpResponse(parts.write(document, part), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="phan-{part.key}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _part(request: HttpRequest, document: Document) -> Part:
    part = parts.part_of(document, request.GET.get("phan", ""))
    if part is None:
        raise Http404
    return part


@needs(can_edit, on=get_document)
@notes_reading(note_draft)
@shows_form
def compare_back(request: HttpRequest, document: Document) -> HttpResponse:
    """The file that was written on, beside the part as it stands now; nothing is changed."""
    part = _part(request, document)
    is_sent = request.method == "POST"
    form = PartForm(
        *((request.POST, request.FILES) if is_sent else (None,)),
        too_large=too_large(request, "upload") if is_sent else [],
        limit=settings.UPLOAD_MAX_MB,
    )
    came: list[CameBack] = []
    left = None
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        left = tell_at_fields(
            form, lambda: came.append(parts_back.read_back(document, part, upload=upload))
        )
    status = 413 if form.too_large else 422 if is_sent and not came else 200
    taking = _taking(document, part, came[0].offers) if came else None
    shown = {"form": form, "came": came[0] if came else None, "problems": left}
    return _page(request, document, part, taking, status=status, **shown)


@needs(can_edit, on=get_document)
@writes
def take_over(request: HttpRequest, document: Document) -> HttpResponse:
    """What was ticked of the part that came back is written into the draft."""
    part = _part(request, document)
    taking = _taking(document, part, [], request.POST)
    status = 422
    if taking.is_valid():
        try:
            count = parts_taken.take_over(taking.taken, actor=request.user)
        except Overtaken:
            problems, status = [Problem(parts_taken.OVERTAKEN)], 409
        else:
            messages.success(request, f"Đã lấy {count} chỗ từ tệp Word vào dự thảo.")
            return redirect(edit_url(document, part.key))
    else:
        problems = [Problem(str(each)) for each in taking.errors.get("sent", [])]
    form = PartForm(too_large=[], limit=settings.UPLOAD_MAX_MB)
    came = CameBack(offers=taking.offers) if taking.offers and status == 422 else None
    shown = {"form": form, "came": came, "problems": problems}
    return _page(request, document, part, taking, status=status, **shown)


def _taking(
    document: Document, part: Part, offers: list[Offer], data: QueryDict | None = None
) -> TakeForm:
    """The form of the offers: what harms nobody's words is ticked."""
    safe = [str(each.row.pk) for each in offers if each.is_safe]
    return TakeForm(
        data,
        unpack=lambda sent: parts_taken.unpacked(document, part, sent),
        initial={"sent": parts_taken.packed(document, part, offers), "take": safe},
    )


def _page(
    request: HttpRequest,
    document: Document,
    part: Part,
    taking: TakeForm | None,
    *,
    status: int,
    **shown: Any,
) -> HttpResponse:
    came = shown["came"]
    ticked = taking["take"].value() or [] if taking else []
    offers = came.offers if came else []
    context = {
        **page_of(document, request.user),
        **shown,
        "part": part,
        "taking": taking,
        "offers": [(each, str(each.row.pk) in ticked) for each in offers],
        "back_url": edit_url(document, part.key),
    }
    return render(request, "reports/part_back.html", context, status=status)
