"""The papers of a case: list, compose, one paper with its history, discard."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import needs, reads, refusal, shows_form
from inspections.choices import CaseState
from inspections.models import Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection
from office.workflow import Problems
from reports import composing, issuing
from reports.choices import AppraisalState, DocumentKind, Format
from reports.forms import ComposeForm, DiscardForm
from reports.kinds import kind_of
from reports.models import Document, Rendition, Version
from reports.permissions import can_compose, can_discard, can_end_appraisal, can_read
from reports.turns import acts_of, last_return, waits_for, why_me
from reports.views.files import pdf_context
from reports.views.loading import get_case_and_kind, get_document


@refusal("Chỉ người trong đoàn được soạn văn bản của cuộc.")
def can_compose_kind(user: Any, case_and_kind: tuple[Inspection, DocumentKind]) -> bool:
    return can_compose(user, case_and_kind[0])


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    papers = (
        Document.objects.visible_to(request.user)
        .filter(inspection=inspection)
        .select_related("created_by", "signer")
        .prefetch_related("review_steps", "appraisals__appraiser")
        .order_by("pk")
    )
    rows = []
    for paper in papers:
        paper.inspection = inspection
        name = kind_of(inspection, paper.kind).name
        rows.append({"paper": paper, "name": name, "acts": acts_of(paper, request.user)})
    context = {
        "inspection": inspection,
        "tab": "papers",
        "rows": rows,
        "kinds": _kinds(request.user, inspection),
    }
    return render(request, "reports/index.html", context)


def _kinds(user: Any, inspection: Inspection) -> list[dict[str, Any]]:
    """The papers that may be composed, or why not yet."""
    if not can_compose(user, inspection):
        return []
    return [
        {
            "kind": kind,
            "name": kind_of(inspection, kind).name,
            "url": reverse("reports:compose", args=[inspection.code, kind]),
            "problems": composing.problems_before_composing(inspection, kind),
        }
        for kind in DocumentKind
        # A decided case needs no second decision; amending ones are kinds of their own.
        if (kind != DocumentKind.DECISION or inspection.state == CaseState.PREPARING)
        and not Document.objects.living().filter(inspection=inspection, kind=kind).exists()
    ]


@needs(can_compose_kind, on=get_case_and_kind)
@shows_form
def compose(request: HttpRequest, case_and_kind: tuple[Inspection, DocumentKind]) -> HttpResponse:
    inspection, kind = case_and_kind
    form = ComposeForm(request.POST if request.method == "POST" else None)
    problems, status = composing.problems_before_composing(inspection, kind), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                document = composing.compose(
                    inspection,
                    kind,
                    actor=request.user,
                    planned_on=form.cleaned_data["planned_on"],
                )
            except Problems as found:
                problems = found.problems
            else:
                messages.success(request, "Đã soạn từ hồ sơ cuộc. Hãy đọc lại từng phần.")
                return redirect("reports:edit", inspection.code, document.pk)
    context = {
        "inspection": inspection,
        "tab": "papers",
        "kind": kind_of(inspection, kind),
        "form": form,
        "problems": problems,
    }
    return render(request, "reports/compose.html", context, status=status)


@needs(can_read, on=get_document)
@reads
def detail(request: HttpRequest, document: Document) -> HttpResponse:
    versions = Version.objects.filter(document=document).select_related("created_by")
    context = {
        **page_of(document),
        "acts": acts_of(document, request.user),
        "is_home": True,
        "why": why_me(document, request.user),
        "waits_for": waits_for(document),
        "returned": last_return(document),
        "appraisals": appraisals_of(document, request.user),
        "steps": document.review_steps.select_related("actor", "version").order_by("-pk"),
        "versions": versions.defer("tree").order_by("-number"),
        **_pdf(request, document),
    }
    return render(request, "reports/detail.html", context)


def appraisals_of(document: Document, user: Any) -> list[dict[str, Any]]:
    """Who was named to appraise, until when, and what he said."""
    rows = document.appraisals.select_related("appraiser", "version").order_by("-pk")
    found = []
    for row in rows:
        row.document = document
        may_end = row.state == AppraisalState.ASSIGNED and can_end_appraisal(user, row)
        found.append({"appraisal": row, "may_end": may_end})
    return found


def page_of(document: Document) -> dict[str, Any]:
    """What every page of a paper shows."""
    return {
        "document": document,
        "inspection": document.inspection,
        "tab": "papers",
        "kind": kind_of(document.inspection, document.kind),
    }


def _pdf(request: HttpRequest, document: Document) -> dict[str, Any]:
    if not document.is_issued:
        return {"rendition": None}
    rendition = (
        Rendition.objects.filter(version__document=document, format=Format.PDF)
        .select_related("job", "file")
        .order_by("-version__number")
        .first()
    )
    return {"rendition": rendition, **(pdf_context(document, rendition) if rendition else {})}


@needs(can_discard, on=get_document)
@shows_form
def discard(request: HttpRequest, document: Document) -> HttpResponse:
    form = DiscardForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        issuing.discard(document, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã hủy dự thảo; có thể soạn lại từ hồ sơ.")
        return redirect("reports:index", document.inspection.code)
    status = 422 if form.is_bound else 200
    return render(
        request, "reports/discard.html", {**page_of(document), "form": form}, status=status
    )
