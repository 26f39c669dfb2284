"""Who may come: every view says so, or a house test fails.

@needs(can_confirm_finding, on=get_finding)
@writes
def confirm(request, finding): ...
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from office.workflow import Refused

View = Callable[..., HttpResponse]
Predicate = Callable[..., bool]
WRITING = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "CREATE", "ALTER", "DROP")


def refusal(sentence: str) -> Callable[[Predicate], Predicate]:
    """Give a predicate the sentence that a refused person reads."""

    def mark(predicate: Predicate) -> Predicate:
        predicate.refusal = sentence  # type: ignore[attr-defined]
        return predicate

    return mark


def public(view: View) -> View:
    """Anybody may come, signed in or not."""
    view = login_not_required(view)
    view.access = "public"  # type: ignore[attr-defined]
    return view


@refusal("Bạn cần đăng nhập.")
def is_signed_in(user: Any, *_found: Any) -> bool:
    """Enough by itself where the loader finds only what this person may see."""
    return user.is_authenticated


def needs(rule: Predicate, *, on: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Let in those for whom `rule(user)`, or `rule(user, thing)`, holds.

    `on(user, **url_parts)` loads the thing and raises Http404 for what the user may not know of;
    the view then gets the thing instead of the URL's parts. Refused (403) carries the reason.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
            things = () if on is None else (on(request.user, **parts),)
            if not rule(request.user, *things):
                raise Refused(getattr(rule, "refusal", "Bạn không có quyền làm việc này."))
            return view(request, *things) if on else view(request, **parts)

        guarded.access = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


class WriteInRead(Exception):
    """A GET tried to change the database."""


@contextmanager
def no_writing() -> Iterator[None]:
    def refuse(execute, sql, params, many, context):
        word = sql.lstrip("( \n").split(" ", 1)[0].upper()
        # Sessions and their cache belong to the middleware, not to the view.
        if word in WRITING and "django_session" not in sql:
            raise WriteInRead(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def reads(view: View) -> View:
    """GET only, and no SQL but SELECT: a page that is looked at changes nothing."""

    @require_safe
    @wraps(view)
    def reading(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with no_writing():
            return view(request, *args, **kwargs)

    return reading


def notes_reading(note: Callable[..., None]) -> Callable[[View], View]:
    """`note(user, thing)` writes down that a restricted thing was opened.

    Stands above @reads: the view itself still writes nothing, and when the note cannot be written
    the thing is not handed over.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def noting(request: HttpRequest, *things: Any, **parts: Any) -> HttpResponse:
            response = view(request, *things, **parts)
            if response.status_code == 200 and request.method == "GET":
                note(request.user, *things)
            return response

        return noting

    return decorate


def writes(view: View) -> View:
    """POST only, in one transaction."""

    @require_POST
    @wraps(view)
    def writing(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return writing


def shows_form(view: View) -> View:
    """A form: GET reads only, POST writes in one transaction."""

    @wraps(view)
    def form(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            with no_writing():
                return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return form
