"""The appraiser's step: naming him, his opinion, taking the task back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from office import law
from office.workflow import Overtaken, Problem
from reports import appraising
from reports.choices import AppraisalState, DocumentState
from reports.forms.appraising import AppraiseForm, AssignForm, EndAppraisalForm
from reports.issuing import current_version
from reports.models import Appraisal, Document
from reports.permissions import can_appraise, can_assign_appraiser, can_end_appraisal
from reports.problems import appraisal_rule_of
from reports.views.answers import tell_at_fields
from reports.views.frame import page_of
from reports.views.loading import get_appraisal, get_document


@needs(can_assign_appraiser, on=get_document)
@shows_form
def assign(request: HttpRequest, document: Document) -> HttpResponse:
    people = appraising.possible_appraisers(document)
    form = AssignForm(request.POST if request.method == "POST" else None, people=people)
    left: list[Problem] | None = []
    if form.is_valid():
        left = tell_at_fields(
            form, lambda: appraising.assign(document, actor=request.user, **form.cleaned_data)
        )
        if left is None:
            messages.success(request, "Đã giao thẩm định. Người thẩm định đã được báo.")
            return redirect(document)
    rule = appraisal_rule_of(document)
    context = {
        **page_of(document, request.user),
        "form": form,
        "people": people,
        "problems": left,
        "rule": rule,
        "article": law.cite(rule.provision) if rule else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/assign_appraiser.html", context, status=status)


@needs(can_appraise, on=get_appraisal)
@shows_form
def appraise(request: HttpRequest, appraisal: Appraisal) -> HttpResponse:
    """The version on the chief's desk beside the form of the opinion."""
    document, version = appraisal.document, current_version(appraisal.document)
    if request.method != "POST" and (
        appraisal.state != AppraisalState.ASSIGNED or document.state != DocumentState.SUBMITTED
    ):
        messages.info(request, f"{appraisal.get_state_display()}; {document.get_state_display()}.")
        return redirect(document)
    if version is None:
        raise Overtaken(f"{document} chưa có bản nào được trình.", document.get_absolute_url())
    data = request.POST if request.method == "POST" else None
    form = AppraiseForm(data, initial={"sha256": version.sha256})
    left: list[Problem] | None = []
    if form.is_valid():
        left = tell_at_fields(
            form, lambda: appraising.give(appraisal, actor=request.user, **form.cleaned_data)
        )
        if left is None:
            messages.success(request, "Đã gửi ý kiến thẩm định.")
            return redirect(document)
    context = {
        **page_of(document, request.user),
        "appraisal": appraisal,
        "version": version,
        "reservations": document.reservations.select_related("person").order_by("pk"),
        "form": form,
        "problems": left,
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/appraise.html", context, status=status)


@needs(can_end_appraisal, on=get_appraisal)
@shows_form
def end(request: HttpRequest, appraisal: Appraisal) -> HttpResponse:
    form = EndAppraisalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        appraising.end(appraisal, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã thôi giao; có thể giao người khác.")
        return redirect(appraisal.document)
    context = {**page_of(appraisal.document, request.user), "appraisal": appraisal, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "reports/end_appraisal.html", context, status=status)
