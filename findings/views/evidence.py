"""Proof of a finding: attached, looked at, withdrawn."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import needs, reads, shows_form, writes
from findings import evidence as proof
from findings import permissions
from findings.forms.evidence import EvidenceForm
from findings.forms.fields import ReasonForm
from findings.models import Evidence, Finding
from findings.views.answers import status_of, tell_at_fields
from findings.views.findings import detail_page
from findings.views.loading import get_evidence, get_finding
from office import files
from office.models import StoredFile
from office.uploads import too_large
from office.workflow import Problems, Refused

# Shown in the page; anything else is saved to disk, never opened by our site.
SHOWN_INLINE = {"application/pdf", "image/jpeg", "image/png"}
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@needs(permissions.can_attach_evidence, on=get_finding)
@writes
def attach(request: HttpRequest, finding: Finding) -> HttpResponse:
    form = EvidenceForm(
        request.POST,
        request.FILES,
        too_large=too_large(request, "uploads"),
        limit=settings.UPLOAD_MAX_MB,
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            kept = proof.attach(
                finding,
                said["uploads"],
                title=said["title"],
                note=said["note"],
                actor=request.user,
            )
        except Problems as problems:
            tell_at_fields(form, problems)
        else:
            messages.success(request, f"Đã thêm {len(kept)} chứng cứ cho {finding}.")
            return redirect(finding.get_absolute_url() + "#chung-cu")
    return detail_page(request, finding, evidence_form=form, status=422)


@needs(permissions.can_see_evidence, on=get_evidence)
@reads
def file(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """The bytes, under the name they came with; `?tai-ve=1` saves what could be shown."""
    return file_answer(request, evidence.file, evidence.file_name)


def file_answer(request: HttpRequest, stored: StoredFile, name: str) -> HttpResponse:
    """A kept file as an answer: shown when the browser can, else saved; never run."""
    if stored.scan == StoredFile.Scan.INFECTED:
        raise Refused("Tệp này bị phát hiện có mã độc nên không mở được. Hãy báo quản trị.")
    inline = stored.content_type in SHOWN_INLINE and "tai-ve" not in request.GET
    answer = FileResponse(
        files.open_file(stored),
        as_attachment=not inline,
        filename=name,
        content_type=stored.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = NOTHING_RUNS
    answer["Cache-Control"] = "private, no-store"
    return answer


@needs(permissions.can_withdraw_evidence, on=get_evidence)
@shows_form
def withdraw(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    finding = evidence.finding
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        help_text="Chứng cứ không bị xóa: vẫn lưu và hiện là đã rút cùng lý do này.",
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                proof.withdraw(evidence, reason=form.cleaned_data["reason"], actor=request.user)
            except Problems as problems:
                tell_at_fields(form, problems)
                status = status_of(problems)
            else:
                messages.success(request, f"Đã rút chứng cứ “{evidence}”.")
                return redirect(finding.get_absolute_url() + "#chung-cu")
    context = {
        "inspection": finding.inspection,
        "tab": "findings",
        "title": f"Rút chứng cứ “{evidence}”",
        "label": "Rút chứng cứ",
        "words": evidence.note,
        "back": reverse("findings:detail", args=[finding.inspection.code, finding.number]),
        "form": form,
        "problems": [],
    }
    return render(request, "findings/reason.html", context, status=status)
