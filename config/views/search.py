"""Looking for a number, a symbol or words, in every room at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import is_signed_in, needs, reads
from findings import finds as findings_finds
from inspections import finds as inspections_finds
from office.lists import LONGEST_WORDS
from office.search import Looked
from office.text import nfc
from recommendations import finds as recommendations_finds
from reports import finds as reports_finds

# In the order of the page: a number is mostly that of a paper or of a case.
ROOMS = (reports_finds, inspections_finds, findings_finds, recommendations_finds)


@needs(is_signed_in)
@reads
def search(request: HttpRequest) -> HttpResponse:
    """Each room finds only what this person may know of."""
    typed = " ".join(nfc(request.GET.get("q", "")).split())[:LONGEST_WORDS]
    look = Looked.at(typed)
    groups = [
        group
        for room in (ROOMS if look else ())
        for group in room.found_by(look, typed, request.user)
        if group.finds
    ]
    return render(request, "search.html", {"typed": typed, "groups": groups})
