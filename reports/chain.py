"""The road of a text: what a conclusion was made from, version by version, and who saw each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils import timezone

from reports.models import Appraisal, Document, ReviewStep, Version
from reports.permissions import can_read

# A paper rests on one other; more links than this are a fault of the data, not a road.
LONGEST = 10


@dataclass
class Link:
    """One frozen version with what was done on it, and the one before it on the road."""

    version: Version
    acts: list[str] = field(default_factory=list)
    before: Version | None = None

    @property
    def document(self) -> Document:
        return self.version.document


def papers_before(document: Document, user: Any) -> list[Document]:
    """The paper and those that it goes on from, the oldest first; none that is not for this person."""
    road = [document]
    while (earlier := road[0].based_on) is not None and len(road) < LONGEST:
        if earlier in road or not can_read(user, earlier):
            break
        road.insert(0, earlier)
    return road


def versions_of(papers: Iterable[Document]) -> list[Version]:
    """All their versions, paper by paper, each from the first; one query, without the texts."""
    papers = list(papers)
    place = {paper.pk: at for at, paper in enumerate(papers)}
    rows = list(Version.objects.filter(document__in=papers).defer("tree").order_by("number"))
    for row in rows:
        row.document = papers[place[row.document_id]]
    return sorted(rows, key=lambda row: (place[row.document_id], row.number))


def links_of(document: Document, user: Any) -> list[Link]:
    """Report, draft conclusion, appraised, approved, issued: each with its neighbour before it."""
    papers = papers_before(document, user)
    links = [Link(version) for version in versions_of(papers)]
    by_version = {link.version.pk: link for link in links}
    steps = ReviewStep.objects.filter(version__in=by_version).select_related("actor")
    for step in steps.order_by("pk"):
        by_version[step.version_id or 0].acts.append(
            f"{step.get_verdict_display()}: {step.actor}, {timezone.localtime(step.at):%d/%m/%Y}"
        )
    given = Appraisal.objects.filter(version__in=by_version).select_related("appraiser")
    for row in given.order_by("pk"):
        by_version[row.version_id or 0].acts.append(
            f"Thẩm định: {row.appraiser}, {row.get_verdict_display().lower()}"
        )
    for before, link in pairwise(links):
        link.before = before.version
    return links
