"""The told cases of the demo, told once: their papers as they were frozen."""

from config.demo.cases import TOLD
from config.demo.offices import make_offices
from config.demo.people import make_everybody
from reports import content
from reports.content import Paper
from reports.models import Version


def tell_everything() -> dict[tuple[str, str], Paper]:
    """The newest version of every paper, by the function that told it and the abbreviation."""
    people = make_everybody()
    units = make_offices(people)
    told = {}
    for tell in TOLD.values():
        before = set(Version.objects.values_list("pk", flat=True))
        tell(people, units)
        rows = Version.objects.exclude(pk__in=before).order_by("pk")
        for row in rows.select_related("document"):
            name = tell.__name__.removeprefix("tell_")
            told[name, row.document.kind] = content.from_json(row.tree, Paper)
    return told
