"""A draft of 200 pages under the hands of somebody who writes: what each touch of the server costs.

The browser holds one section at a time, so only the server can make a long paper slow to write.
"""

import time
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from accounts.models import User
from config.bench import office, papers
from config.bench.table import Figure, Row
from inspections.choices import TeamRole
from inspections.models import TeamMember
from reports.models import Block, Document

PAGES, CALLS = 200, 10
# What is answered within this time is felt as being at once.
AT_ONCE_MS = 100


def measure(document: Document, rounds: int, say: Callable[[str], None]) -> list[Row]:
    """Opening a section, saving while typing, and citing, in the middle of the long draft."""
    draft = office.draft(document, papers.conclusion(PAGES))
    client = Client()
    client.force_login(_writer(document))
    section = draft.blocks.filter(parent=None).order_by("position")[PAGES // 3]
    row = Block.objects.get(parent=section)
    acts: dict[str, Callable[[int], None]] = {
        "mở một mục để sửa": lambda _: _open(client, draft, section),
        "tự lưu một đoạn": lambda number: _save(client, draft, row, number),
        "tìm văn bản để viện dẫn": lambda _: _search(client, draft),
    }
    found: dict[str, list[float]] = {act: [] for act in acts}
    for number in range(rounds + 1):
        say(f"Soạn 200 trang: vòng {number}/{rounds}" if number else "Soạn 200 trang: làm nóng")
        for act, do in acts.items():
            found[act].append(_milliseconds(do, number))
    # The first round warms templates and connections up.
    return [
        Row("G5", f"{act} của dự thảo {PAGES} trang", Figure(tuple(times[1:]), " ms"), AT_ONCE_MS)
        for act, times in found.items()
    ]


def _writer(document: Document) -> User:
    person = User.objects.create(username="bench-writer", full_name="Người Soạn Thử")
    case = document.case
    TeamMember.objects.create(inspection=case, person=person, role=TeamRole.LEADER, position=1)
    return person


def _open(client: Client, draft: Document, section: Block) -> None:
    address = reverse("reports:edit", args=[draft.owner.code, draft.pk])
    _insist(client.get(address, {"phan": section.pk}).status_code)


def _save(client: Client, draft: Document, row: Block, number: int) -> None:
    row.refresh_from_db()
    address = reverse("reports:autosave", args=[draft.owner.code, draft.pk, row.pk])
    typed = {"text": f"Đoạn được gõ lần {number}, {row.revision}.", "revision": row.revision}
    _insist(client.post(address, typed).status_code)


def _search(client: Client, draft: Document) -> None:
    address = reverse("reports:quotes", args=[draft.owner.code, draft.pk])
    _insist(client.get(address, {"q": "nghị định thanh tra"}).status_code)


def _insist(status: int) -> None:
    assert status == 200, status  # noqa: S101 -- else the figure means nothing


def _milliseconds(do: Callable[[int], None], number: int) -> float:
    begun = time.perf_counter()
    for _ in range(CALLS):
        do(number)
    return (time.perf_counter() - begun) / CALLS * 1000
