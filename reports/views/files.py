"""What a paper looks like: previews, frozen versions, its files and how far they are."""

from typing import Any

from csp.decorators import csp_exempt
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify

from accounts.access import is_signed_in, needs, notes_reading, reads, refusal, writes
from office import files, jobs, readings
from office.models import Job, StoredFile
from office.text import search_key
from office.views.jobs import job_context
from reports import content, issuing
from reports.choices import BlockPart, DocumentKind, DocumentState, Format
from reports.content import Paper
from reports.drafts import paper_of
from reports.masking import held_back, masked
from reports.models import Document, Rendition, Version
from reports.pane import HEADER, open_part
from reports.permissions import can_edit, can_read
from reports.rendering import html
from reports.tasks import form_of
from reports.views.frame import page_of
from reports.views.loading import get_document, get_job_of, get_pdf, get_version


@refusal("Bạn không được xem văn bản này.")
def can_see_preview(user: Any, document_and_job: tuple[Document, Job]) -> bool:
    return can_read(user, document_and_job[0])


def note_draft(user: Any, document: Document) -> None:
    """A draft is secret until it is published (Điều 6 Luật Thanh tra 2025): who read it is kept."""
    if document.state not in {DocumentState.APPROVED, DocumentState.ISSUED}:
        code = document.owner.code
        readings.note_reading(user, document, chain=code, label=f"dự thảo {document}")


# --- On the screen --------------------------------------------------------------------------------


@needs(can_read, on=get_document)
@notes_reading(note_draft)
@reads
def preview(request: HttpRequest, document: Document) -> HttpResponse:
    """The draft as HTML: a part of it, or the whole paper."""
    key = request.GET.get("phan", "")
    if not key:
        paper = issuing.as_it_stands(document)
        shown = masked(paper) if "cong-khai" in request.GET else paper
        return HttpResponse(html.page(shown, preview=True))
    if key == HEADER:
        empty: dict[str, list[Any]] = {part: [] for part in BlockPart.values}
        return HttpResponse(html.page(paper_of(document, empty), preview=True))
    pane = open_part(document, key)
    if pane is None:
        raise Http404
    context = {"blocks": html.placed_html(pane.placed), "annex": pane.section, "pane": pane}
    return render(request, "reports/preview_part.html", context)


@refusal("Bạn không được xem văn bản này.")
def can_see_version(user: Any, version: Version) -> bool:
    return can_read(user, version.document)


@needs(can_see_version, on=get_version)
@notes_reading(lambda user, version: note_draft(user, version.document))
@reads
def version(request: HttpRequest, version: Version) -> HttpResponse:
    """A frozen version as it was read by the one who decided."""
    return HttpResponse(html.page(content.from_json(version.tree, Paper), preview=True))


# --- The files of a draft ---------------------------------------------------------------------------


@needs(can_read, on=get_document)
@writes
def ask_for_preview(request: HttpRequest, document: Document) -> HttpResponse:
    return _preview_in(Format.PDF, request, document)


@needs(can_read, on=get_document)
@writes
def ask_for_word_preview(request: HttpRequest, document: Document) -> HttpResponse:
    return _preview_in(Format.DOCX, request, document)


@refusal("Chỉ kết luận và thông báo kết luận có bản công khai.")
def can_see_public_copy(user: Any, document: Document) -> bool:
    return document.kind == DocumentKind.CONCLUSION and can_read(user, document)


@needs(can_see_public_copy, on=get_document)
@notes_reading(note_draft)
@reads
def public_copy(request: HttpRequest, document: Document) -> HttpResponse:
    """What everybody may read of a conclusion, and what of it is held back."""
    context = {
        **page_of(document, request.user),
        "held_back": held_back(issuing.as_it_stands(document)),
        "may_edit": can_edit(request.user, document),
    }
    return render(request, "reports/public_copy.html", context)


@needs(can_see_public_copy, on=get_document)
@writes
def ask_for_public_copy(request: HttpRequest, document: Document) -> HttpResponse:
    return _to_job(document, issuing.ask_for_public_copy(document, actor=request.user))


def _preview_in(form: Format, request: HttpRequest, document: Document) -> HttpResponse:
    return _to_job(document, issuing.ask_for_preview(document, actor=request.user, form=form))


def _to_job(document: Document, job: Job) -> HttpResponse:
    if job.state == Job.State.FAILED:
        jobs.retry(job)
    return redirect("reports:preview_pdf", document.owner.code, document.pk, job.pk)


# The address of the button that asked, and asks again.
_ASKS = {Format.PDF: "reports:ask_for_preview", Format.DOCX: "reports:ask_for_word_preview"}


@needs(can_see_preview, on=get_job_of)
@reads
def preview_pdf(request: HttpRequest, document_and_job: tuple[Document, Job]) -> HttpResponse:
    document, job = document_and_job
    here = [document.owner.code, document.pk, job.pk]
    form, is_public = form_of(job), _is_public(job)
    result = reverse("reports:preview_file", args=here)
    asks = "reports:ask_for_public_copy" if is_public else _ASKS[form]
    context = {
        **page_of(document, request.user),
        "format": form,
        "is_public": is_public,
        "file_url": result if job.state == Job.State.DONE else "",
        "file_name": _name_of(document, job),
        **job_context(
            job,
            job_url=reverse("reports:preview_pdf", args=here),
            retry_url=reverse(asks, args=here[:2]),
        ),
    }
    return progress_of(request, "reports/preview_pdf.html", context)


def _is_public(job: Job) -> bool:
    return bool(job.payload.get("is_public"))


def _name_of(document: Document, job: Job) -> str:
    what = "cong-khai" if _is_public(job) else "du-thao"
    return f"{what}-{file_name(document, form_of(job))}"


def progress_of(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    """The page, or its progress alone; when the work is over the page is loaded anew."""
    if not request.htmx:
        return render(request, page, context)
    response = render(request, "office/_job.html", context)
    if context["job"].state == Job.State.DONE:
        response["HX-Refresh"] = "true"
    return response


# The browser's own viewer of PDFs draws with styles that our policy forbids to pages.
@csp_exempt()
@needs(can_see_preview, on=get_job_of)
@notes_reading(lambda user, document_and_job: note_draft(user, document_and_job[0]))
@reads
def preview_file(request: HttpRequest, document_and_job: tuple[Document, Job]) -> HttpResponse:
    document, job = document_and_job
    stored = StoredFile.objects.filter(pk=job.payload.get("file")).first()
    if stored is None:
        raise Http404
    form = form_of(job)
    # No browser shows a Word file in the page.
    return file_response(stored, _name_of(document, job), download=form == Format.DOCX)


# --- The files of an issued paper -----------------------------------------------------------------


def file_name(document: Document, form: Format = Format.PDF) -> str:
    """01-KL-TTr.pdf: sorts by number and passes every file system."""
    symbol = search_key(document.symbol)
    kept = "".join(
        letter.upper() if was.isupper() else letter
        for letter, was in zip(symbol, document.symbol, strict=False)
    )
    safe = "-".join(slugify(part) and part for part in kept.replace("/", "-").split("-"))
    return f"{document.number or '00'}-{safe}.{form}"


def pdf_context(document: Document, rendition: Rendition) -> dict[str, Any]:
    """The progress of the PDF, or the PDF itself."""
    here = [document.owner.code, document.pk]
    pdf_url = reverse("reports:file", args=here) if rendition.file else ""
    return {
        "pdf_url": pdf_url,
        "file_name": file_name(document),
        **job_context(
            rendition.job,
            job_url=reverse("reports:progress", args=here),
            retry_url=reverse("reports:retry", args=here),
        ),
    }


def newest_rendition(document: Document, form: Format) -> Rendition | None:
    """The file of the newest version in that format, made or on its way."""
    rows = Rendition.objects.filter(version__document=document, format=form)
    return rows.select_related("job", "file").order_by("-version__number").first()


def _rendition(document: Document) -> Rendition:
    found = newest_rendition(document, Format.PDF)
    if found is None:
        raise Http404
    return found


@needs(can_read, on=get_document)
@reads
def progress(request: HttpRequest, document: Document) -> HttpResponse:
    context = pdf_context(document, _rendition(document))
    if not request.htmx:
        return redirect(document)
    return progress_of(request, "reports/detail.html", context)


@needs(can_read, on=get_document)
@writes
def retry(request: HttpRequest, document: Document) -> HttpResponse:
    jobs.retry(_rendition(document).job)
    return redirect(document)


# The loader has asked who may read it; asking again would double the cost of the page.
@csp_exempt()
@needs(is_signed_in, on=get_pdf)
@reads
def file(request: HttpRequest, rendition: Rendition) -> HttpResponse:
    """The PDF, shown in the page or, with ?tai-ve, as a download."""
    assert rendition.file is not None  # noqa: S101 -- the loader finds finished ones only
    name = file_name(rendition.version.document)
    return file_response(rendition.file, name, download="tai-ve" in request.GET)


class PaperResponse(FileResponse):
    """Django reads files 4 KB at a time; a paper has some hundred."""

    block_size = 64 * 1024


def file_response(stored: StoredFile, name: str, *, download: bool) -> FileResponse:
    """The bytes under the name that a person saves."""
    response = PaperResponse(
        files.open_file(stored),
        as_attachment=download,
        filename=name,
        content_type=stored.content_type,
    )
    # A PDF brings no scripts of ours along, and none of its own runs here.
    response["X-Content-Type-Options"] = "nosniff"
    return response
