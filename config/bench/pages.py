"""G4 and G5: pages of papers beside an empty page of a signed-in person, through Django's client."""

import time
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from config.bench import office, papers
from config.bench.table import Figure, Row, ratios
from config.bench.urls import EMPTY_PAGE
from office.models import Job
from reports import issuing
from reports.choices import Format
from reports.models import Document

CALLS = 30
FINISHED, DRAFT = 3, 4


def measure(document: Document, rounds: int, say: Callable[[str], None]) -> list[Row]:
    """Each round asks some times for the empty page, for a finished PDF and for drafts."""
    client = Client()
    client.force_login(document.created_by)
    addresses = {"bản PDF đã có": _finished(document)} | _drafts(document)
    limits = [FINISHED] + [DRAFT] * (len(addresses) - 1)
    turns = []
    for number in range(rounds + 1):
        say(f"Trang trên màn hình: vòng {number}/{rounds}" if number else "Trang trên màn hình")
        turns.append([_seconds(client, each) for each in (EMPTY_PAGE, *addresses.values())])
    # The first round warms templates, connections and the store up.
    empty, *found = zip(*turns[1:], strict=True)
    compared = zip(addresses, limits, found, strict=True)
    return [
        *(
            Row(
                "G5" if limit == DRAFT else "G4",
                f"{what}, so với trang trống",
                ratios(s, empty),
                limit,
            )
            for what, limit, s in compared
        ),
        _asked_again(document),
    ]


def _finished(document: Document) -> str:
    office.keep_pdf(document, papers.conclusion(121))
    return reverse("reports:file", args=[document.owner.code, document.pk])


def _drafts(document: Document) -> dict[str, str]:
    """The HTML of a short draft, of one section of a long one, and of the whole long one."""
    short, long = (office.draft(document, papers.conclusion(pages)) for pages in (8, 121))
    section = long.blocks.filter(parent=None).order_by("position")[40].pk
    return {
        "xem dự thảo 8 trang": _preview(short),
        "xem một mục của dự thảo 121 trang": f"{_preview(long)}?phan={section}",
        "xem cả dự thảo 121 trang": _preview(long),
    }


def _preview(document: Document) -> str:
    return reverse("reports:preview", args=[document.owner.code, document.pk])


def _asked_again(document: Document) -> Row:
    version = document.versions.get()
    before = Job.objects.count()
    issuing.ask_for_rendition(version, Format.PDF, actor=document.created_by)
    more = Job.objects.count() - before
    return Row("G4", "hỏi in lại văn bản đã có PDF: số lần in thêm", Figure((more,)), 0)


def _seconds(client: Client, address: str) -> float:
    begun = time.perf_counter()
    for _ in range(CALLS):
        response = client.get(address)
        assert response.status_code == 200, address  # noqa: S101 -- else the figure means nothing
        b"".join(response)
        response.close()
    return (time.perf_counter() - begun) / CALLS
