"""Tasks of the bench, loaded only by its own workers, and a stopwatch on every task there."""

import os
import signal
import time
from functools import cache
from typing import Any

import redis
from celery import shared_task
from celery.signals import task_postrun, task_prerun
from django.conf import settings

from office import jobs

LAPS = "bench:laps:"
_begun: dict[str, float] = {}


@cache
def board() -> redis.Redis:
    """Where the stopwatch writes: one line for each task that ended."""
    return redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)


@task_prerun.connect
def start_stopwatch(task_id: str, **_: Any) -> None:
    _begun[task_id] = time.perf_counter()


@task_postrun.connect
def stop_stopwatch(task_id: str, task: Any, **_: Any) -> None:
    seconds = time.perf_counter() - _begun.pop(task_id)
    board().rpush(LAPS + task.name, seconds)


def laps(name: str) -> list[float]:
    """Seconds of every task of this name that ended since they were forgotten."""
    return [float(seconds) for seconds in board().lrange(LAPS + name, 0, -1)]


def count_laps(name: str) -> int:
    return int(board().llen(LAPS + name))


def forget_laps(name: str) -> None:
    board().delete(LAPS + name)


@shared_task(name="bench.nothing")
def nothing() -> None:
    """What a message alone costs."""


@shared_task(name="bench.empty_job")
def empty_job(job_id: str) -> None:
    """What a job costs: taken, held, finished."""
    with jobs.in_hand(job_id) as work:
        if work is not None:
            with work.finishing():
                pass


@shared_task(name="bench.poison")
def poison(job_id: str) -> None:
    """Kills the process that works on it, as a paper that eats all memory would."""
    with jobs.in_hand(job_id) as work:
        if work is not None:
            os.kill(os.getpid(), signal.SIGKILL)
