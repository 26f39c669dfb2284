"""“Việc của tôi”: what waits for this person, from every room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import is_signed_in, needs, reads


@needs(is_signed_in)
@reads
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "home.html")
