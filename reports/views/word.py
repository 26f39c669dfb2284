"""The Word file of an issued paper: asked for, waited for, taken away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import is_signed_in, needs, reads, writes
from office import jobs
from office.models import Job
from office.views.jobs import job_context
from reports import issuing
from reports.choices import Format
from reports.models import Document, Rendition
from reports.permissions import can_read
from reports.views.files import file_name, file_response, newest_rendition, progress_of
from reports.views.frame import page_of
from reports.views.loading import get_document, get_word


def word_context(document: Document) -> dict[str, Any]:
    """The address of the finished file; empty while there is none, and a button asks for it."""
    made = newest_rendition(document, Format.DOCX)
    here = [document.owner.code, document.pk]
    return {"word_url": reverse("reports:word_file", args=here) if made and made.file else ""}


@needs(can_read, on=get_document)
@writes
def ask(request: HttpRequest, document: Document) -> HttpResponse:
    """Papers issued before there were Word files get theirs when somebody asks."""
    version = issuing.current_version(document)
    if version is None or not document.is_issued:
        raise Http404
    rendition = issuing.ask_for_rendition(version, Format.DOCX, actor=request.user)
    if rendition.job.state == Job.State.FAILED:
        jobs.retry(rendition.job)
    return redirect("reports:word", document.owner.code, document.pk)


@needs(can_read, on=get_document)
@reads
def progress(request: HttpRequest, document: Document) -> HttpResponse:
    rendition = newest_rendition(document, Format.DOCX)
    if rendition is None:
        raise Http404
    here = [document.owner.code, document.pk]
    context = {
        **page_of(document, request.user),
        "file_url": reverse("reports:word_file", args=here) if rendition.file else "",
        "file_name": file_name(document, Format.DOCX),
        **job_context(
            rendition.job,
            job_url=reverse("reports:word", args=here),
            retry_url=reverse("reports:ask_for_word", args=here),
        ),
    }
    return progress_of(request, "reports/word.html", context)


# The loader has asked who may read it, as for the PDF.
@needs(is_signed_in, on=get_word)
@reads
def file(request: HttpRequest, rendition: Rendition) -> HttpResponse:
    """The Word file, always as a download."""
    assert rendition.file is not None  # noqa: S101 -- the loader finds finished ones only
    name = file_name(rendition.version.document, Format.DOCX)
    return file_response(rendition.file, name, download=True)
