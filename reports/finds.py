"""What of this room is found by number and words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from office.desk import Find, Found
from office.search import Looked, excerpt
from reports.models import Document

MOST = 6


def found_by(look: Looked, typed: str, user: Any) -> list[Found]:
    """Papers by number and symbol (“547/KL-TT”), by title or subject; two queries."""
    seen = Document.objects.visible_to(user).living()
    keys = look.best_of(seen, newest=("-created_at", "-pk"), most=MOST)
    rows = Document.objects.select_related("inspection", "plan").in_bulk(keys) if keys else {}
    more = f"{reverse('reports:everywhere')}?{urlencode({'q': typed})}"
    return [Found("Văn bản", "file-earmark-text", [_find(rows[key], look) for key in keys], more)]


def _find(row: Document, look: Looked) -> Find:
    day = f", ngày {row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    return Find(
        title=str(row),
        url=row.get_absolute_url(),
        about=f"{row.get_state_display()}{day} · {row.owner}",
        excerpt=excerpt(row.subject, look),
    )
