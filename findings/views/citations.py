"""Cited documents of a case, and the two look-ups of the finding form."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, reads, shows_form, writes
from findings import citations, permissions, provisions
from findings.forms.citation import CitationForm, CitationLinesForm, initial_of
from findings.models import Citation
from findings.views.answers import status_of, tell_at_fields
from findings.views.loading import get_citation
from inspections.models import Inspection
from inspections.permissions import can_see_case
from inspections.views.loading import get_inspection
from office.workflow import Overtaken, Problems


def can_edit_citation(user, citation: Citation) -> bool:
    return permissions.can_record_finding(user, citation.inspection)


can_edit_citation.refusal = permissions.can_record_finding.refusal


@needs(can_see_case, on=get_inspection)
@reads
def index(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return _page(request, inspection)


@needs(permissions.can_record_finding, on=get_inspection)
@writes
def add(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    form = CitationLinesForm(request.POST)
    if not form.is_valid():
        return _page(request, inspection, form=form, status=422)
    kept = citations.keep_lines(inspection, form.cleaned_data["text"], actor=request.user)
    messages.success(request, f"Đã nhận {len(kept)} văn bản viện dẫn.")
    return redirect("findings:citations", inspection.code)


@needs(can_edit_citation, on=get_citation)
@shows_form
def correct(request: HttpRequest, citation: Citation) -> HttpResponse:
    form = CitationForm(
        request.POST if request.method == "POST" else None, initial=initial_of(citation)
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                citations.correct(
                    citation, form.facts(), seen=form.cleaned_data["seen"], actor=request.user
                )
            except Problems as problems:
                tell_at_fields(form, problems)
                status = status_of(problems)
                if isinstance(problems, Overtaken):
                    # The next save is made knowingly: it has seen the other wording.
                    form.data = form.data.copy()
                    form.data["seen"] = citation.in_full
            else:
                messages.success(request, "Đã lưu văn bản viện dẫn.")
                return redirect("findings:citations", citation.inspection.code)
    context = {
        "inspection": citation.inspection,
        "tab": "findings",
        "citation": citation,
        "form": form,
    }
    return render(request, "findings/citation.html", context, status=status)


@needs(can_edit_citation, on=get_citation)
@writes
def remove(request: HttpRequest, citation: Citation) -> HttpResponse:
    inspection = citation.inspection
    try:
        citations.remove(citation, actor=request.user)
    except Problems as problems:
        return _page(request, inspection, problems=problems)
    messages.success(request, "Đã xóa văn bản khỏi danh mục viện dẫn.")
    return redirect("findings:citations", inspection.code)


@needs(permissions.can_record_finding, on=get_inspection)
@writes
def recognise(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """What would be kept of the typed lines; nothing is saved yet."""
    lines, problems = [], []
    for line in request.POST.get("new_citations", "")[:10_000].splitlines()[: citations.MOST_LINES]:
        if line.strip():
            try:
                lines.append(citations.recognise(line))
            except Problems as told:
                problems += told.problems
    context = {"lines": lines, "problems": problems}
    return render(request, "findings/_recognised.html", context)


@needs(permissions.can_record_finding, on=get_inspection)
@reads
def find_provisions(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Answers of the law library to the words typed so far; what is ticked stays ticked."""
    words = request.GET.get("law_words", "")[:200]
    ticked = provisions.labels_for(request.GET.getlist("provisions")[:100], inspection)
    values = {offer.value for offer in ticked}
    found = [each for each in provisions.offers(words, inspection) if each.value not in values]
    context = {"ticked": ticked, "found": found, "words": words}
    return render(request, "findings/_provisions.html", context)


def _page(
    request: HttpRequest,
    inspection: Inspection,
    *,
    form: CitationLinesForm | None = None,
    problems: Problems | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "inspection": inspection,
        "tab": "findings",
        "part": "citations",
        "citations": [
            {"citation": each, "doubts": citations.doubts_about(each)}
            for each in inspection.citations.prefetch_related("findings")
        ],
        "form": form or CitationLinesForm(),
        "may_edit": permissions.can_record_finding(request.user, inspection),
        "problems": problems.problems if problems else [],
    }
    status = status_of(problems) if problems else status
    return render(request, "findings/citations.html", context, status=status)
