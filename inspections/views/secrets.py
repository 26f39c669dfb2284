"""Traces of state secrets: of one case, and of the whole office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import is_signed_in, needs, shows_form
from inspections import secrets
from inspections.forms.secret import StrikeForm, StubForm
from inspections.forms.telling import tell
from inspections.models import Inspection, SecretStub
from inspections.permissions import can_record_stub, can_see_case, can_strike_stub
from inspections.views.loading import get_inspection
from office.workflow import Problems, Refused

SHOWN = 300


def get_stub(user: Any, pk: int) -> SecretStub:
    """A trace that this person may know of."""
    stubs = SecretStub.objects.visible_to(user).select_related("inspection", "recorded_by")
    return get_object_or_404(stubs, pk=pk)


@needs(is_signed_in)
@shows_form
def of_office(request: HttpRequest) -> HttpResponse:
    """Everything this person may know of; a paper of no case is written down here."""
    return _page(request, None)


@needs(can_see_case, on=get_inspection)
@shows_form
def of_case(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    return _page(request, inspection)


def _page(request: HttpRequest, inspection: Inspection | None) -> HttpResponse:
    may_record = can_record_stub(request.user, inspection)
    if request.method == "POST" and not may_record:
        raise Refused(can_record_stub.refusal)
    form, left = None, []
    if may_record:
        form = StubForm(request.POST if request.method == "POST" else None)
    if form is not None and form.is_bound and form.is_valid():
        try:
            secrets.record_stub(inspection, actor=request.user, **form.cleaned_data)
        except Problems as problems:
            left = tell(form, problems)
        else:
            messages.success(request, "Đã ghi nơi lưu bản giấy.")
            return redirect(request.path)
    context = {
        "inspection": inspection,
        "tab": "secrets",
        "rows": _rows(request.user, inspection),
        "form": form,
        "problems": left,
    }
    page = "inspections/secrets.html" if inspection else "inspections/secrets_of_office.html"
    status = 422 if form is not None and form.is_bound else 200
    return render(request, page, context, status=status)


def _rows(user: Any, inspection: Inspection | None) -> list[dict[str, Any]]:
    stubs = SecretStub.objects.visible_to(user).select_related("inspection", "recorded_by")
    if inspection is not None:
        stubs = stubs.filter(inspection=inspection)
    return [{"stub": stub, "may_strike": can_strike_stub(user, stub)} for stub in stubs[:SHOWN]]


@needs(can_strike_stub, on=get_stub)
@shows_form
def strike(request: HttpRequest, stub: SecretStub) -> HttpResponse:
    form = StrikeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        secrets.strike_stub(stub, reason=form.cleaned_data["reason"], actor=request.user)
        messages.success(request, "Đã gạch bỏ; dòng vẫn còn cùng lý do.")
        if stub.inspection:
            return redirect("inspections:secrets", stub.inspection.code)
        return redirect("inspections:secrets_of_office")
    status = 422 if form.is_bound else 200
    context = {"stub": stub, "form": form}
    return render(request, "inspections/strike_secret.html", context, status=status)
