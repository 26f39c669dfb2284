"""Pages are for people who have signed in; one whose session ended gets back to what he wrote."""

from urllib.parse import urlencode, urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


class SignInRequired(LoginRequiredMiddleware):
    """Django's own, but a POST leads back to the page of the form, not to its action.

    The action may answer POST only, and what was typed waits in the browser for the page of the
    form (static/js/app.js).
    """

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        is_partial = bool(getattr(request, "htmx", False))
        if request.method in {"GET", "HEAD"} and not is_partial:
            return super().handle_no_permission(request, view_func)
        query = {REDIRECT_FIELD_NAME: page_of_the_form(request), "het-phien": "1"}
        address = f"{resolve_url(self.get_login_url(view_func))}?{urlencode(query)}"
        if is_partial:
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        return redirect(address)


def page_of_the_form(request: HttpRequest) -> str:
    """Path of the page the request was sent from, or of the request itself."""
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        return request.path
    parts = urlsplit(came_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
