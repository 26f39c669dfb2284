"""A whole case out as .zip, and in again: both are work for a worker."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import needs, reads, refusal, shows_form, writes
from inspections.models import Inspection
from inspections.permissions import can_export_case, can_import_case
from inspections.views.answers import file_answer
from inspections.views.loading import get_inspection
from office import files, jobs
from office.forms import RoomForm
from office.journal import history_of
from office.models import Job, StoredFile
from office.uploads import too_large
from office.views.jobs import job_context
from office.workflow import Problems

EXPORT, IMPORT = "config.export_case", "config.import_case"


class ArchiveForm(RoomForm):
    upload = forms.FileField(
        label="Tệp hồ sơ (.zip)",
        error_messages={"required": "Hãy chọn tệp hồ sơ .zip.", "empty": "Tệp này rỗng."},
    )

    def __init__(self, *args: Any, too_large: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_large = too_large
        # A file that was too large never came in; its own sentence is told instead.
        self.fields["upload"].required = not too_large
        self.fields[
            "upload"
        ].help_text = f"Tối đa {settings.UPLOAD_MAX_MB} MB; lớn hơn thì dùng lệnh import_case."

    def clean_upload(self) -> Any:
        if self.too_large:
            raise ValidationError(self.too_large)
        return self.cleaned_data["upload"]


def get_exported(user: Any, code: str, job_id: Any) -> tuple[Inspection, Job]:
    """The archive of this case that this person asked for."""
    inspection = get_inspection(user, code)
    job = Job.objects.filter(pk=job_id, kind=EXPORT, asked_by=user).first()
    if job is None or job.payload.get("case") != inspection.pk:
        raise Http404
    return inspection, job


@refusal("Chỉ trưởng đoàn, phó trưởng đoàn và lãnh đạo được xuất cả hồ sơ của cuộc.")
def can_take_out(user: Any, found: tuple[Inspection, Job]) -> bool:
    return can_export_case(user, found[0])


@needs(can_export_case, on=get_inspection)
@writes
def export(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Asked twice while nothing happened in the case, it is made once."""
    last = history_of(inspection.code).values_list("hash", flat=True).first()
    job = jobs.ask(
        EXPORT,
        key=f"export:{inspection.pk}:{request.user.pk}:{last}",
        title=f"Xuất hồ sơ {inspection.code}",
        payload={"case": inspection.pk},
        asked_by=request.user,
    )
    if job.state == Job.State.FAILED:
        jobs.retry(job)
    return redirect("exported_case", inspection.code, job.pk)


@needs(can_take_out, on=get_exported)
@reads
def exported(request: HttpRequest, found: tuple[Inspection, Job]) -> HttpResponse:
    inspection, job = found
    here = [inspection.code, job.pk]
    is_done = job.state == Job.State.DONE
    context = {
        "inspection": inspection,
        "tab": "file",
        "result_url": reverse("exported_file", args=here) if is_done else "",
        "result_label": f"Tải {inspection.code}.zip",
        **job_context(
            job,
            job_url=reverse("exported_case", args=here),
            retry_url=reverse("office:retry", args=[job.pk]),
        ),
    }
    page = "office/_job.html" if request.htmx else "inspections/exported.html"
    return render(request, page, context)


@needs(can_take_out, on=get_exported)
@reads
def exported_file(request: HttpRequest, found: tuple[Inspection, Job]) -> HttpResponse:
    inspection, job = found
    stored = StoredFile.objects.filter(pk=job.payload.get("file")).first()
    if stored is None:
        raise Http404
    return file_answer(request, stored, f"{inspection.code}.zip")


@needs(can_import_case)
@shows_form
def bring_in(request: HttpRequest) -> HttpResponse:
    """Hand in an archive; who handed it in is told when the case is there."""
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    told = too_large(request, "upload") if request.method == "POST" else []
    form = ArchiveForm(*posted, too_large=told)
    if form.is_bound and form.is_valid():
        try:
            stored = files.put(form.cleaned_data["upload"])
        except Problems as problems:
            form.add_error("upload", str(problems))
        else:
            job = jobs.ask(
                IMPORT,
                key=f"import:{stored.pk}:{request.user.pk}",
                title="Nhập hồ sơ của cuộc từ tệp .zip",
                payload={"file": stored.pk},
                asked_by=request.user,
            )
            if job.state == Job.State.FAILED:
                jobs.retry(job)
            return redirect("office:job", job.pk)
    status = 422 if form.is_bound else 200
    return render(request, "inspections/import_case.html", {"form": form}, status=status)
