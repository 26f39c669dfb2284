"""The site, and beside it the page that every page is compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.access import is_signed_in, needs, reads

EMPTY_PAGE = "/do-thu/trang-trong/"


@needs(is_signed_in)
@reads
def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the session and the person: what any page costs at least."""
    return HttpResponse(f"{request.user.pk}")


urlpatterns = [path(EMPTY_PAGE.lstrip("/"), empty), path("", include("config.urls"))]
