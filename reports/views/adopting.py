"""What an imported paper asks for becomes recommendations, so that it is followed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import needs, shows_form
from reports import adopting
from reports.addressing import addressable
from reports.forms.adopting import AdoptForm
from reports.models import Document
from reports.permissions import can_adopt
from reports.views.frame import page_of
from reports.views.loading import get_document
from reports.views.ticking import Ticked


@needs(can_adopt, on=get_document)
@shows_form
def adopt(request: HttpRequest, document: Document) -> HttpResponse:
    """Each line with its addressee and time limit; those that are ticked are made."""
    case, units = document.case, addressable(document.case)
    sheet = Ticked(
        request,
        lambda given: [
            AdoptForm(given, proposal=each, units=units) for each in adopting.proposals(document)
        ],
    )
    if made := sheet.made(lambda lines: adopting.adopt(case, lines, actor=request.user)):
        messages.success(request, f"Đã lập {len(made)} kiến nghị để theo dõi.")
        return redirect("recommendations:index", case.code)
    return sheet.page("reports/adopt.html", page_of(document, request.user))
