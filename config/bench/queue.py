"""G9: what a message, a job and papers through the queue cost beside a plain loop."""

import time
from collections.abc import Callable
from pathlib import Path

from celery import current_app

from config.bench import office, papers, tasks
from config.bench.engines import MinhBach
from config.bench.hosts import Host
from config.bench.subjects import prepare
from config.bench.table import Figure, Row, ratios
from config.bench.workers import Workers
from office import jobs
from reports.models import Document

MESSAGES = 300
EMPTY_JOBS = 100
PAPERS = 8
NAMES = ("message", "job", "loop", "one", "two")


def measure(
    workers: Workers, document: Document, rounds: int, say: Callable[[str], None], folder: Path
) -> list[Row]:
    """Messages and jobs through the preview worker (one process), papers through both workers."""
    paper = papers.conclusion(8)
    subject = prepare("loop", paper, folder)

    def drawn(queue: str) -> float:
        begun = time.perf_counter()
        workers.finish(office.ask_for_papers(document, paper, PAPERS, queue=queue))
        return time.perf_counter() - begun

    def turn(host: Host) -> tuple[float, ...]:
        loop = sum(host.time(subject) for _ in range(PAPERS))
        return (_message(workers), _job(workers), loop, drawn("preview"), drawn("batch"))

    with Host(MinhBach) as host:
        turn(host)
        turns = []
        for number in range(1, rounds + 1):
            say(f"Hàng đợi: vòng {number}/{rounds}")
            turns.append(turn(host))
    return _rows(dict(zip(NAMES, zip(*turns, strict=True), strict=True)))


def _rows(found: dict[str, tuple[float, ...]]) -> list[Row]:
    message, job = Figure(found["message"], " ms"), Figure(found["job"], " ms")
    one, two = ratios(found["loop"], found["one"]), ratios(found["loop"], found["two"])
    return [
        Row("G9", "hàng đợi: một tin nhắn Celery rỗng", message, 3),
        Row("G9", "hàng đợi: một việc rỗng, có dòng Job giữ chỗ", job, 3),
        Row("G9", "văn bản 8 trang, 1 tiến trình: so với vòng lặp", one, 0.95, at_least=True),
        Row("G9", "văn bản 8 trang, 2 tiến trình: so với vòng lặp", two, 1.8, at_least=True),
    ]


def _message(workers: Workers) -> float:
    """Milliseconds a message, from the first sent to the last done by one process."""
    tasks.forget_laps("bench.nothing")
    begun = time.perf_counter()
    for _ in range(MESSAGES):
        current_app.send_task("bench.nothing", queue="preview")
    workers.wait(lambda: tasks.count_laps("bench.nothing") >= MESSAGES, "tin nhắn rỗng")
    return (time.perf_counter() - begun) / MESSAGES * 1000


def _job(workers: Workers) -> float:
    """Milliseconds a job: row, message, lease, done."""
    begun = time.perf_counter()
    asked = [
        jobs.ask(
            "bench.empty_job",
            key=f"empty:{begun}:{number}",
            title="Đo thử: việc rỗng",
            payload={},
            queue="preview",
        )
        for number in range(EMPTY_JOBS)
    ]
    workers.finish(asked)
    return (time.perf_counter() - begun) / EMPTY_JOBS * 1000
