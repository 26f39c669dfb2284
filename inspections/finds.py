"""What of this room is found by number and words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from inspections.models import Inspection, Unit
from office.desk import Find, Found
from office.search import Looked, excerpt

MOST = 6


def found_by(look: Looked, typed: str, user: Any) -> list[Found]:
    """Cases and units; three queries."""
    return [_cases(look, typed, user), _units(look, typed)]


def _cases(look: Looked, typed: str, user: Any) -> Found:
    """By code, subject, issuer and number of the decision."""
    seen = Inspection.objects.visible_to(user)
    keys = look.best_of(seen, newest=("-opened_at", "-pk"), most=MOST)
    rows = Inspection.objects.select_related("issuer").in_bulk(keys) if keys else {}
    finds = [
        Find(
            title=str(rows[key]),
            url=rows[key].get_absolute_url(),
            about=f"{rows[key].get_state_display()} · {rows[key].issuer}",
            excerpt=excerpt(rows[key].full_subject, look),
        )
        for key in keys
    ]
    more = f"{reverse('inspections:index')}?{urlencode({'q': typed})}"
    return Found("Cuộc thanh tra, kiểm tra", "folder2-open", finds, more)


def _units(look: Looked, typed: str) -> Found:
    """Units have no page of their own: each leads to the cases in whose scope it is."""
    cases = reverse("inspections:index")
    finds = [
        Find(
            title=unit.name,
            url=f"{cases}?{urlencode({'don-vi': unit.name})}",
            about=f"{unit.get_kind_display()} · các cuộc tại đơn vị này",
        )
        for unit in Unit.objects.matching(look.words).order_by("name", "pk")[:MOST]
    ]
    return Found("Cơ quan, đơn vị", "building", finds)
