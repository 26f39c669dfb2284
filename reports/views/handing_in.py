"""A member hands his part of a draft in to the leader."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from office.workflow import Problem
from reports import handing_in
from reports.forms.handing_in import HandInForm
from reports.models import Document
from reports.permissions import can_hand_in
from reports.views.answers import tell_at_fields
from reports.views.frame import page_of
from reports.views.loading import get_document


@needs(can_hand_in, on=get_document)
@shows_form
def hand_in(request: HttpRequest, document: Document) -> HttpResponse:
    """Which part, and what the leader should know of it."""
    parts = handing_in.parts_of(document)
    form = HandInForm(request.POST if request.method == "POST" else None, parts=parts)
    left: list[Problem] | None = []
    if form.is_valid():
        left = tell_at_fields(
            form,
            lambda: handing_in.hand_in(document, actor=request.user, **form.cleaned_data),
        )
        if left is None:
            messages.success(request, "Đã gửi. Trưởng đoàn đã được báo; bạn vẫn sửa tiếp được.")
            return redirect(document)
    context = {**page_of(document, request.user), "form": form, "problems": left}
    return render(request, "reports/hand_in.html", context, status=422 if form.is_bound else 200)
