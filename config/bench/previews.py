"""G6: a page to look at while 360 pages are drawn, and what it costs those."""

import time
from collections.abc import Callable

from config.bench import office, papers
from config.bench.table import Figure, Row, ratios
from config.bench.workers import Workers
from office.models import Job
from reports.models import Document

PAPERS = 12  # of 30 pages
EVERY = 1.5


def measure(
    workers: Workers, document: Document, rounds: int, say: Callable[[str], None]
) -> list[Row]:
    """Each round draws the batch alone and again with a preview every one and a half seconds."""
    alone, beside, waited = [], [], []
    for number in range(1, rounds + 1):
        say(f"Xem trước khi đang in 360 trang: vòng {number}/{rounds}")
        alone.append(_draw(workers, document, []))
        previews: list[Job] = []
        beside.append(_draw(workers, document, previews, every=EVERY))
        workers.finish(previews)
        waited += [office.seconds_waited(job) for job in previews]
    return [
        Row("G6", "xem trước 1 trang khi đang in 360 trang", Figure(tuple(waited), " s"), 0.3),
        Row("G6", "lô 360 trang có xem trước so với không có", ratios(beside, alone), 1.05),
    ]


def _draw(
    workers: Workers, document: Document, previews: list[Job], every: float | None = None
) -> float:
    """Seconds for the batch; previews are asked for on the way and added to the list."""
    begun = time.perf_counter()
    asked = office.ask_for_papers(document, papers.conclusion(30), PAPERS)
    page, due = papers.conclusion(1), every or float("inf")
    while not office.are_over(asked):
        if time.perf_counter() - begun > due:
            previews.append(office.ask_for_preview(document, page))
            due += every or 0
        workers.tend(0.02)
    return time.perf_counter() - begun
