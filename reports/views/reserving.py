"""A member puts his reserved opinion to a paper of his case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from reports import reserving
from reports.forms.reserving import ReserveForm
from reports.models import Document
from reports.permissions import can_reserve
from reports.views.frame import page_of
from reports.views.loading import get_document


@needs(can_reserve, on=get_document)
@shows_form
def reserve(request: HttpRequest, document: Document) -> HttpResponse:
    form = ReserveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = reserving.reserve(document, actor=request.user, **form.cleaned_data)
        messages.success(request, "Đã ghi ý kiến bảo lưu kèm văn bản.")
        return redirect(row)
    context = {
        **page_of(document, request.user),
        "form": form,
        "reservations": document.reservations.select_related("person").order_by("pk"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reports/reserve.html", context, status=status)
