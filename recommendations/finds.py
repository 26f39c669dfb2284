"""What of this room is found by number and words."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from office.desk import Find, Found
from office.search import Looked, excerpt
from recommendations.models import Recommendation

MOST = 6


def found_by(look: Looked, typed: str, user: Any) -> list[Found]:
    """Recommendations that say the words; two queries."""
    seen = Recommendation.objects.visible_to(user)
    keys = look.best_of(seen, newest=("-pk",), most=MOST)
    rows = Recommendation.objects.select_related("inspection").in_bulk(keys) if keys else {}
    finds = [
        Find(
            title=str(rows[key]),
            url=rows[key].get_absolute_url(),
            about=f"{rows[key].get_kind_display()} · {rows[key].inspection}",
            excerpt=excerpt(rows[key].text, look),
        )
        for key in keys
    ]
    more = f"{reverse('recommendations:everywhere')}?{urlencode({'q': typed})}"
    return [Found("Kiến nghị", "signpost-split", finds, more)]
