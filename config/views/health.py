"""Whether the office can work: asked by Docker, by a load balancer and by `make run`."""

import datetime
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.access import public, reads
from office.models import Job

# A job that waited this long has no worker; people wait, but the site still serves them.
BEHIND_AFTER = datetime.timedelta(minutes=2)


@public
@never_cache
@reads
def health(_request: HttpRequest) -> HttpResponse:
    """200 when database and cache answer, else 503; `workers` tells without failing."""
    parts = {"database": _state(_ask_database), "redis": _state(_ask_redis)}
    works = set(parts.values()) == {"ok"}
    if parts["database"] == "ok":
        parts["workers"] = _workers()
    return JsonResponse(parts, status=200 if works else 503)


def _state(ask: Callable[[], None]) -> str:
    """Only a word: the reason may name hosts and belongs to the log."""
    try:
        ask()
    except Exception:
        return "down"
    return "ok"


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    cache.get("health")


def _workers() -> str:
    late = Job.objects.filter(
        state=Job.State.WAITING, asked_at__lt=timezone.now() - BEHIND_AFTER
    ).exists()
    return "behind" if late else "ok"
