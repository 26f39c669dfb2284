"""Pages for what went wrong: the look of every page, one sentence of reason, a way on."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from accounts.access import public
from accounts.middleware import page_of_the_form

NOT_YOURS = "Bạn không có quyền làm việc này."
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when more was sent than the house takes."""
    if isinstance(exception, TOO_BIG):
        return render(request, "413.html", {"back": page_of_the_form(request)}, status=413)
    return render(request, "400.html", status=400)


@requires_csrf_token
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception) or NOT_YOURS}, status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 never says whether there is something that one may not know of."""
    return render(request, "404.html", status=404)


@public
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open for too long, or cookies are off; what was typed waits in the browser."""
    return render(request, "403_csrf.html", {"back": page_of_the_form(request)}, status=403)
