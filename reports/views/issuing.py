"""Submit, withdraw, review, send back, issue."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import needs, shows_form, writes
from office.numbering import Doubts, last_entry, reserved_for
from office.workflow import Overtaken, Problem
from reports import issuing, problems
from reports.choices import DocumentState
from reports.commenting import open_threads
from reports.forms.review import ApproveForm, IssueForm, RecallForm, SendBackForm, SubmitForm
from reports.models import Document
from reports.permissions import can_issue, can_review, can_submit, can_withdraw
from reports.turns import waits_for, why_me
from reports.views.answers import tell_at_fields
from reports.views.drafts import appraisals_of
from reports.views.frame import page_of
from reports.views.loading import get_document


def _elsewhere(request: HttpRequest, document: Document, *states: str) -> HttpResponse | None:
    """Back to the paper when it is not at this point of its road."""
    if request.method == "POST" or document.state in states:
        return None
    messages.info(request, waits_for(document))
    return redirect(document)


@needs(can_submit, on=get_document)
@shows_form
def submit(request: HttpRequest, document: Document) -> HttpResponse:
    if away := _elsewhere(request, document, DocumentState.DRAFT, DocumentState.RETURNED):
        return away
    found = problems.Found([], [])
    if document.is_editable:
        found = problems.before_submitting(document)
    errors, warnings = found.errors, found.warnings
    form = SubmitForm(request.POST if request.method == "POST" else None, warnings=warnings)
    if form.is_valid():
        facts = form.cleaned_data
        left = tell_at_fields(
            form,
            lambda: issuing.submit(
                document,
                actor=request.user,
                acknowledged=facts.get("acknowledged", False),
                note=facts["note"],
            ),
        )
        if left is None:
            messages.success(request, "Đã trình. Người duyệt đã được báo.")
            return redirect(document)
        errors = left
    context = {
        **page_of(document, request.user),
        "form": form,
        "problems": errors,
        "warnings": warnings,
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/submit.html", context, status=status)


@needs(can_withdraw, on=get_document)
@writes
def withdraw(request: HttpRequest, document: Document) -> HttpResponse:
    issuing.withdraw(document, actor=request.user)
    messages.success(request, "Đã rút về. Bạn có thể sửa và trình lại.")
    return redirect(document)


@needs(can_review, on=get_document)
@shows_form
def review(request: HttpRequest, document: Document) -> HttpResponse:
    """The paper beside the two answers; this page takes the yes."""
    if away := _elsewhere(request, document, DocumentState.SUBMITTED):
        return away
    form = ApproveForm(request.POST if request.method == "POST" else None, initial=_read(document))
    left: list[Problem] | None = []
    if not form.is_bound:
        left = problems.before_approving(document, request.user, timezone.localdate())
    if form.is_valid():
        left = tell_at_fields(
            form, lambda: issuing.approve(document, actor=request.user, **form.cleaned_data)
        )
        if left is None:
            messages.success(request, "Đã duyệt. Văn thư đã được báo để cấp số.")
            return redirect(document)
    return _review_page(request, document, approve_form=form, problems=left)


@needs(can_review, on=get_document)
@shows_form
def send_back(request: HttpRequest, document: Document) -> HttpResponse:
    """The other answer."""
    if request.method != "POST":
        return redirect("reports:review", document.owner.code, document.pk)
    form = SendBackForm(request.POST)
    left: list[Problem] | None = []
    if form.is_valid():
        left = tell_at_fields(
            form, lambda: issuing.send_back(document, actor=request.user, **form.cleaned_data)
        )
        if left is None:
            messages.success(request, "Đã trả lại kèm lý do. Đoàn đã được báo.")
            return redirect(document)
    return _review_page(request, document, send_back_form=form, problems=left)


@needs(can_review, on=get_document)
@shows_form
def recall(request: HttpRequest, document: Document) -> HttpResponse:
    """The yes is taken back before the number is given."""
    if away := _elsewhere(request, document, DocumentState.APPROVED):
        return away
    form = RecallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        issuing.recall(document, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã rút duyệt. Đoàn đã được báo để sửa và trình lại.")
        return redirect(document)
    context = {**page_of(document, request.user), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reports/recall.html", context, status=status)


def _read(document: Document) -> dict[str, str]:
    """The hash of the text on the screen goes along with the answer."""
    version = issuing.current_version(document)
    return {"sha256": version.sha256 if version else ""}


def _review_page(request: HttpRequest, document: Document, **extra: Any) -> HttpResponse:
    version = issuing.current_version(document)
    if version is None:
        raise Overtaken(f"{document} chưa có bản nào được trình.", document.get_absolute_url())
    forms = {
        "approve_form": ApproveForm(initial=_read(document)),
        "send_back_form": SendBackForm(initial=_read(document)),
    }
    steps = document.review_steps.select_related("actor", "version").order_by("-pk")
    context = {
        **page_of(document, request.user),
        **forms,
        "appraisals": appraisals_of(document, request.user),
        "version": version,
        "steps": steps,
        "why": why_me(document, request.user),
        "open_comments": open_threads(document),
        "reservations": document.reservations.select_related("person").order_by("pk"),
        **extra,
    }
    bound = any(form.is_bound for form in extra.values() if hasattr(form, "is_bound"))
    return render(request, "reports/review.html", context, status=422 if bound else 200)


@needs(can_issue, on=get_document)
@shows_form
def issue(request: HttpRequest, document: Document) -> HttpResponse:
    """Number, date, and the paper goes out."""
    if away := _elsewhere(request, document, DocumentState.APPROVED):
        return away
    form = _issue_form(request, document)
    left: list[Problem] | None = []
    if form.is_valid():
        day, given = form.cleaned_data["issued_on"], form.given
        try:
            left = tell_at_fields(
                form,
                lambda: issuing.issue(document, actor=request.user, issued_on=day, given=given),
                also=(Doubts,),
            )
        except Doubts as doubts:
            form, left = _issue_form(request, document, doubts=True), doubts.problems
        if left is None:
            messages.success(request, f"Đã cấp số {document.label}. PDF đang được tạo.")
            return redirect(document)
    return _issue_page(request, document, form, left)


def _issue_form(request: HttpRequest, document: Document, *, doubts: bool = False) -> IssueForm:
    asked = request.POST if request.method == "POST" else None
    return IssueForm(
        asked,
        initial={"issued_on": document.planned_on or timezone.localdate()},
        reserved=reserved_for(document.series),
        # Once asked, the box stays while the form comes back for another reason.
        doubts=doubts or bool(asked and "acknowledged" in asked),
    )


def _issue_page(
    request: HttpRequest, document: Document, form: IssueForm, left: list[Problem] | None
) -> HttpResponse:
    day = document.planned_on or timezone.localdate()
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["issued_on"]
    last = last_entry(document.series, day.year)
    context = {
        **page_of(document, request.user),
        "form": form,
        "problems": left,
        "last": last,
        "next_number": f"{(last.number if last else 0) + 1:02d}",
        "year": day.year,
        "why": why_me(document, request.user),
    }
    return render(request, "reports/issue.html", context, status=422 if form.is_bound else 200)
