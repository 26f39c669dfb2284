"""Tasks that misbehave, for workers of the tests."""

import os
import signal
from pathlib import Path

from celery import shared_task
from django.db import connection

from office import jobs
from office.workflow import Problem, Problems


def note(work: jobs.Work) -> None:
    with Path(work.job.payload["log"]).open("a", encoding="utf-8") as log:
        log.write("started\n")


@shared_task(name="tests.poison")
def poison(job_id: str) -> None:
    """Kills the process that runs it."""
    with jobs.in_hand(job_id) as work:
        if work is not None:
            note(work)
            os.kill(os.getpid(), signal.SIGKILL)


@shared_task(name="tests.broken")
def broken(job_id: str) -> None:
    """Raises what nobody expected."""
    with jobs.in_hand(job_id) as work:
        if work is not None:
            note(work)
            raise RuntimeError("broken")


@shared_task(name="tests.impossible")
def impossible(job_id: str) -> None:
    """Finds out that it cannot be done."""
    with jobs.in_hand(job_id) as work:
        if work is not None:
            note(work)
            raise Problems([Problem("Chú thích số 1 quá dài.")])


@shared_task(name="tests.paused")
def paused(job_id: str) -> None:
    """Stops until a file appears, then writes one line with its result."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        note(work)
        work.progress(50, "Đang chờ")
        gate = Path(work.job.payload["gate"])
        while not gate.exists():
            work._over.wait(0.05)
        with work.finishing(), Path(work.job.payload["made"]).open("a", encoding="utf-8") as made:
            made.write("made\n")


@shared_task(name="tests.connected")
def connected(job_id: str) -> None:
    """Writes down which process of PostgreSQL serves it."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            served_by = cursor.fetchone()[0]
        with work.finishing(), Path(work.job.payload["made"]).open("a", encoding="utf-8") as made:
            made.write(f"{served_by}\n")
