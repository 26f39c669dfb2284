"""What of this room is found by number and words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from findings.models import Finding
from office.desk import Find, Found
from office.search import Looked, excerpt

MOST = 6


def found_by(look: Looked, typed: str, user: Any) -> list[Found]:
    """Findings that say the words; two queries."""
    seen = Finding.objects.visible_to(user).standing()
    keys = look.best_of(seen, newest=("-recorded_at", "-pk"), most=MOST)
    rows = Finding.objects.select_related("inspection").in_bulk(keys) if keys else {}
    finds = [_find(rows[key], look) for key in keys]
    more = f"{reverse('findings:everywhere')}?{urlencode({'q': typed})}"
    return [Found("Phát hiện", "search", finds, more)]


def _find(row: Finding, look: Looked) -> Find:
    return Find(
        title=str(row),
        url=row.get_absolute_url(),
        about=f"{row.get_kind_display()} · {row.inspection}",
        excerpt=excerpt(row.text, look),
    )
