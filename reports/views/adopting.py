"""What an imported paper asks for becomes recommendations, so that it is followed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import needs, shows_form
from office.workflow import Problems
from reports import adopting
from reports.forms.adopting import AdoptForm
from reports.models import Document
from reports.permissions import can_adopt
from reports.views.frame import page_of
from reports.views.loading import get_document


@needs(can_adopt, on=get_document)
@shows_form
def adopt(request: HttpRequest, document: Document) -> HttpResponse:
    """Each line with its addressee and time limit; those that are ticked are made."""
    units = adopting.addressable(document.case)
    given = request.POST if request.method == "POST" else None
    forms = [
        AdoptForm(given, proposal=proposal, units=units)
        for proposal in adopting.proposals(document)
    ]
    problems, status = [], 200
    if given is not None:
        status = 422
        # Each form says what is wrong in it, so all are asked.
        if sum(form.is_valid() for form in forms) == len(forms):
            lines = [line for form in forms if (line := form.adopted())]
            try:
                made = adopting.adopt(document, lines, actor=request.user)
            except Problems as found:
                problems = found.problems
            else:
                messages.success(request, f"Đã lập {len(made)} kiến nghị để theo dõi.")
                return redirect("recommendations:index", document.case.code)
    context = {**page_of(document, request.user), "forms": forms, "problems": problems}
    return render(request, "reports/adopt.html", context, status=status)
