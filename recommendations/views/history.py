"""What a recommendation said before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import needs, reads
from office.history import changes_of
from recommendations.models import Recommendation
from recommendations.permissions import can_see_recommendation
from recommendations.views.loading import get_recommendation


@needs(can_see_recommendation, on=get_recommendation)
@reads
def history(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    context = {
        "title": str(recommendation),
        "back": recommendation.get_absolute_url(),
        "changes": changes_of(recommendation),
    }
    return render(request, "office/history.html", context)
