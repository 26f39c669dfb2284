"""What a person waits for: how far it is, and trying it again."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import needs, reads, refusal, writes
from office import jobs
from office.administering import is_administrator
from office.models import Job

# A free worker takes a job within a second; after this a person wants to know why nothing moves.
PATIENCE = datetime.timedelta(seconds=15)


@refusal("Việc này do người khác yêu cầu.")
def can_see_job(user: Any, job: Job) -> bool:
    if not user.is_authenticated:
        return False
    return job.asked_by_id == user.pk or is_administrator(user)


def get_job(user: Any, job_id: Any) -> Job:
    """The job, or Http404 for everybody whose it is not."""
    job = Job.objects.select_related("asked_by").filter(pk=job_id).first()
    if job is None or not can_see_job(user, job):
        raise Http404
    return job


def job_context(job: Job, *, job_url: str, retry_url: str) -> dict[str, Any]:
    """What `office/_job.html` needs; both addresses belong to the page that shows it.

    `job_url` answers an htmx request with this partial alone, `retry_url` takes a POST.
    """
    waits_long = job.state == Job.State.WAITING and timezone.now() - job.asked_at > PATIENCE
    return {"job": job, "job_url": job_url, "retry_url": retry_url, "waits_long": waits_long}


@needs(can_see_job, on=get_job)
@reads
def show(request: HttpRequest, job: Job) -> HttpResponse:
    context = job_context(
        job,
        job_url=reverse("office:job", args=[job.pk]),
        retry_url=reverse("office:retry", args=[job.pk]),
    )
    page = "office/_job.html" if request.htmx else "office/job.html"
    return render(request, page, context)


@needs(can_see_job, on=get_job)
@writes
def retry(request: HttpRequest, job: Job) -> HttpResponse:
    if jobs.retry(job):
        messages.info(request, "Đã bắt đầu lại.")
    return redirect("office:job", job.pk)
