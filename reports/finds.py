"""What of this room is found by number and words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from office.desk import Find, Found
from office.search import Looked, excerpt
from reports.models import Document, PaperRecord

MOST = 6


def found_by(look: Looked, typed: str, user: Any) -> list[Found]:
    """Papers by number and symbol (“547/KL-TT”), by title or subject, also those that only an
    account tells of; two queries each."""
    seen = Document.objects.visible_to(user).living()
    keys = look.best_of(seen, newest=("-created_at", "-pk"), most=MOST)
    rows = Document.objects.select_related("inspection", "plan").in_bulk(keys) if keys else {}
    more = f"{reverse('reports:everywhere')}?{urlencode({'q': typed})}"
    return [
        Found("Văn bản", "file-earmark-text", [_find(rows[key], look) for key in keys], more),
        Found("Phiếu văn bản", "file-earmark-medical", _records(look, user)),
    ]


def _records(look: Looked, user: Any) -> list[Find]:
    seen = PaperRecord.objects.visible_to(user)
    keys = look.best_of(seen, newest=("-recorded_at", "-pk"), most=MOST)
    rows = PaperRecord.objects.select_related("inspection").in_bulk(keys) if keys else {}
    return [_find_record(rows[key], look) for key in keys]


def _find_record(row: PaperRecord, look: Looked) -> Find:
    day = f"ngày {row.dated_on:%d/%m/%Y} · " if row.dated_on else ""
    return Find(
        title=str(row),
        url=row.get_absolute_url(),
        about=f"{day}{row.issuer} · {row.inspection}",
        excerpt=excerpt(row.subject, look),
    )


def _find(row: Document, look: Looked) -> Find:
    day = f", ngày {row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    return Find(
        title=str(row),
        url=row.get_absolute_url(),
        about=f"{row.get_state_display()}{day} · {row.owner}",
        excerpt=excerpt(row.subject, look),
    )
