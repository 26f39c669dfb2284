"""The PDF of minutes, of the diary, and of whatever else is printed without being a document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import needs, reads, refusal, writes
from findings.models import Minutes
from findings.permissions import can_see_minutes
from findings.views.loading import get_minutes
from inspections.models import Inspection
from inspections.permissions import can_see_case
from inspections.views.answers import file_answer
from inspections.views.loading import get_inspection
from office.models import Job, StoredFile
from office.views.jobs import job_context
from reports import printing
from reports.composing.records import diary_paper, minutes_paper
from reports.composing.review_sheet import review_sheet
from reports.models import Document
from reports.permissions import can_read
from reports.views.loading import get_document


def get_printed(user: Any, code: str, job_id: Any) -> tuple[Inspection, Job]:
    """What this person asked to be printed from this case."""
    inspection = get_inspection(user, code)
    job = Job.objects.filter(pk=job_id, kind=printing.KIND, asked_by=user).first()
    if job is None or job.payload.get("case") != inspection.pk:
        raise Http404
    return inspection, job


@refusal("Bạn không được xem cuộc này.")
def can_see_printed(user: Any, printed: tuple[Inspection, Job]) -> bool:
    return can_see_case(user, printed[0])


@needs(can_see_minutes, on=get_minutes)
@writes
def print_minutes(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    job = printing.ask(
        minutes.inspection,
        minutes_paper(minutes),
        name=f"bien-ban-{minutes.number:02d}.pdf",
        title=f"In {minutes}",
        actor=request.user,
    )
    return redirect("reports:printed", minutes.inspection.code, job.pk)


@needs(can_see_case, on=get_inspection)
@writes
def print_diary(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    job = printing.ask(
        inspection,
        diary_paper(inspection),
        name=f"nhat-ky-{inspection.code}.pdf",
        title=f"In nhật ký Đoàn {inspection.act}",
        actor=request.user,
    )
    return redirect("reports:printed", inspection.code, job.pk)


@refusal("Phiếu theo dõi là tài liệu của cuộc: chỉ người được xem cuộc in được.")
def can_print_sheet(user: Any, document: Document) -> bool:
    inspection = document.inspection
    return inspection is not None and can_see_case(user, inspection) and can_read(user, document)


@needs(can_print_sheet, on=get_document)
@writes
def print_review_sheet(request: HttpRequest, document: Document) -> HttpResponse:
    job = printing.ask(
        document.case,
        review_sheet(document, timezone.localdate()),
        name=f"phieu-theo-doi-{document.case.code}-{document.pk}.pdf",
        title=f"In phiếu theo dõi {document}",
        actor=request.user,
    )
    return redirect("reports:printed", document.case.code, job.pk)


@needs(can_see_printed, on=get_printed)
@reads
def printed(request: HttpRequest, found: tuple[Inspection, Job]) -> HttpResponse:
    inspection, job = found
    here = [inspection.code, job.pk]
    is_done = job.state == Job.State.DONE
    context = {
        "inspection": inspection,
        "tab": "file",
        "pdf_url": reverse("reports:printed_file", args=here) if is_done else "",
        "file_name": job.payload.get("name", ""),
        **job_context(
            job,
            job_url=reverse("reports:printed", args=here),
            retry_url=reverse("office:retry", args=[job.pk]),
        ),
    }
    if not request.htmx:
        return render(request, "reports/printed.html", context)
    response = render(request, "office/_job.html", context)
    if is_done:
        response["HX-Refresh"] = "true"
    return response


@needs(can_see_printed, on=get_printed)
@reads
def printed_file(request: HttpRequest, found: tuple[Inspection, Job]) -> HttpResponse:
    _, job = found
    stored = StoredFile.objects.filter(pk=job.payload.get("file")).first()
    if stored is None:
        raise Http404
    return file_answer(request, stored, job.payload.get("name", "in.pdf"))
