"""G3: the first paper of a fresh child of a worker beside its later ones."""

import os
import signal
from collections.abc import Callable
from statistics import median

from config.bench import office, papers, tasks
from config.bench.table import Row, ratios
from config.bench.workers import Workers
from reports.models import Document

LATER = 3
DRAWN = "reports.render_version"


def measure(
    workers: Workers, document: Document, rounds: int, say: Callable[[str], None]
) -> list[Row]:
    """Each round kills the idle child of the preview worker and gives the new one papers to draw."""
    first, later = [], []
    _one_paper(workers, document)
    for number in range(1, rounds + 1):
        say(f"Tiến trình con mới: vòng {number}/{rounds}")
        _replace_child(workers)
        laps = [_one_paper(workers, document) for _ in range(1 + LATER)]
        first.append(laps[0])
        later.append(median(laps[1:]))
    figure = ratios(first, later)
    return [Row("G3", "việc đầu của tiến trình con mới so với việc sau", figure, 1.3)]


def _replace_child(workers: Workers) -> None:
    old = [child.pid for child in workers.children("preview")]
    for pid in old:
        os.kill(pid, signal.SIGKILL)
    workers.wait(
        lambda: {child.pid for child in workers.children("preview")} - set(old),
        "tiến trình con mới",
    )


def _one_paper(workers: Workers, document: Document) -> float:
    """Seconds that the task took inside the child."""
    tasks.forget_laps(DRAWN)
    workers.finish(office.ask_for_papers(document, papers.conclusion(8), 1, queue="preview"))
    workers.wait(lambda: tasks.laps(DRAWN), "đồng hồ của việc")
    return tasks.laps(DRAWN)[0]
