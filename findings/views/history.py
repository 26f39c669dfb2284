"""What a finding said before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import needs, reads
from findings.models import Finding
from findings.permissions import can_see_finding
from findings.views.loading import get_finding
from office.history import changes_of


@needs(can_see_finding, on=get_finding)
@reads
def history(request: HttpRequest, finding: Finding) -> HttpResponse:
    context = {
        "title": str(finding),
        "back": finding.get_absolute_url(),
        "changes": changes_of(finding),
    }
    return render(request, "office/history.html", context)
