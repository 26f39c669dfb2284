"""Proof of a finding: attached, looked at, replaced by a newer version, withdrawn."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import needs, notes_reading, reads, shows_form, writes
from findings import evidence as proof
from findings import permissions
from findings.forms.evidence import EvidenceForm, MarkForm, NewVersionForm, SentenceForm
from findings.forms.fields import ReasonForm
from findings.models import Evidence, Finding
from findings.views.answers import status_of, tell_at_fields
from findings.views.findings import detail_page
from findings.views.loading import get_evidence, get_finding
from inspections.views.answers import file_answer
from office import files
from office.uploads import too_large
from office.workflow import Problems


def address_of(evidence: Evidence, page: str = "findings:evidence") -> str:
    finding = evidence.finding
    return reverse(page, args=[finding.inspection.code, finding.number, evidence.pk])


@needs(permissions.can_attach_evidence, on=get_finding)
@writes
def attach(request: HttpRequest, finding: Finding) -> HttpResponse:
    form = EvidenceForm(
        request.POST,
        request.FILES,
        finding=finding,
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
                sentence=said["sentence"],
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
def look(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    return _page(request, evidence)


def _page(
    request: HttpRequest,
    evidence: Evidence,
    *,
    version_form: NewVersionForm | None = None,
    sentence_form: SentenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """One file beside what it proves, its older versions, and what may be done with it."""
    finding = evidence.finding
    chosen = {"sentence": evidence.sentence}
    context: dict[str, Any] = {
        "inspection": finding.inspection,
        "tab": "findings",
        "part": "findings",
        "finding": finding,
        "evidence": evidence,
        "versions": proof.versions_of(evidence),
        "closed": files.why_closed(evidence.file),
        "file_url": address_of(evidence, "findings:evidence_file"),
        "may_replace": permissions.can_replace_evidence(request.user, evidence),
        "may_withdraw": permissions.can_withdraw_evidence(request.user, evidence),
        "version_form": version_form or NewVersionForm(),
        "sentence_form": sentence_form or SentenceForm(initial=chosen, finding=finding),
    }
    return render(request, "findings/evidence.html", context, status=status)


@needs(permissions.can_replace_evidence, on=get_evidence)
@writes
def replace(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    form = NewVersionForm(request.POST, request.FILES, too_large=too_large(request, "uploads"))
    status = 422
    if form.is_valid():
        said = form.cleaned_data
        try:
            newer = proof.replace(evidence, said["uploads"], note=said["note"], actor=request.user)
        except Problems as problems:
            tell_at_fields(form, problems)
            status = status_of(problems)
        else:
            messages.success(request, f"Đã nộp bản {newer.version} của chứng cứ “{newer}”.")
            return redirect(address_of(newer))
    return _page(request, evidence, version_form=form, status=status)


@needs(permissions.can_replace_evidence, on=get_evidence)
@writes
def point(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    form = SentenceForm(request.POST, finding=evidence.finding)
    status = 422
    if form.is_valid():
        try:
            proof.point_to(evidence, sentence=form.cleaned_data["sentence"], actor=request.user)
        except Problems as problems:
            tell_at_fields(form, problems)
            status = status_of(problems)
        else:
            messages.success(request, f"Đã gắn chứng cứ “{evidence}”.")
            return redirect(address_of(evidence))
    return _page(request, evidence, sentence_form=form, status=status)


@needs(permissions.can_see_evidence, on=get_evidence)
@notes_reading(proof.note_reading)
@reads
def file(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    """The bytes, under the name they came with; `?tai-ve=1` saves what could be shown."""
    return file_answer(request, evidence.file, evidence.file_name)


@needs(permissions.can_mark_evidence, on=get_evidence)
@shows_form
def mark(request: HttpRequest, evidence: Evidence) -> HttpResponse:
    finding = evidence.finding
    said = {"fills": evidence.fills_id, "fills_for": evidence.fills_for_id}
    form = MarkForm(
        request.POST if request.method == "POST" else None,
        inspection=finding.inspection,
        initial=said,
    )
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        proof.mark(evidence, chosen["fills"], chosen["fills_for"], actor=request.user)
        messages.success(request, f"Đã ghi “{evidence}” vào danh mục giấy tờ của hồ sơ.")
        return redirect(finding.get_absolute_url() + "#chung-cu")
    context = {
        "inspection": finding.inspection,
        "tab": "findings",
        "title": f"“{evidence}” là giấy tờ nào của hồ sơ?",
        "label": "Lưu",
        "words": evidence.note,
        "back": finding.get_absolute_url(),
        "form": form,
        "problems": [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "findings/reason.html", context, status=status)


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
