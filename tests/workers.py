"""Real workers and a real clock for tests: processes of their own on the database of the test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import redis
from django.conf import settings
from django.db import connection

BASE_DIR = Path(__file__).resolve().parent.parent
# Nothing here is a measurement: the deadline only ends a test that would wait for ever.
PATIENCE = 60
POLL = 0.05


def until(condition: Callable[[], bool], what: str, patience: float = PATIENCE) -> float:
    """Wait for a condition; how long it took. Fails with `what` after `patience` seconds."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        if condition():
            return time.monotonic() - begun
        time.sleep(POLL)
    raise AssertionError(f"Not within {patience} seconds: {what}")


def address_of_test_database() -> str:
    """The database that pytest-django made, for another process."""
    facts = connection.settings_dict
    account = quote(facts["USER"], safe="")
    if facts["PASSWORD"]:
        account += f":{quote(facts['PASSWORD'], safe='')}"
    host, query = facts["HOST"] or "", ""
    if host.startswith("/"):
        host, query = "", "?" + urlencode({"host": facts["HOST"]})
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgresql://{account}@{host}{port}/{facts['NAME']}{query}"


def empty_broker() -> None:
    """Messages of other tests are nobody's any more."""
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()


class Process:
    """A worker or the clock, with everything it starts."""

    def __init__(self, *words: str, log: Path):
        self.log = log
        environment = os.environ | {
            "DATABASE_URL": address_of_test_database(),
            "REDIS_URL": settings.CELERY_BROKER_URL,
            "SECRET_KEY": settings.SECRET_KEY,
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(BASE_DIR),
        }
        with log.open("ab") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "config", *words],
                cwd=BASE_DIR,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
        return " ready." in self.log.read_text(encoding="utf-8")

    def signal(self, number: int) -> None:
        os.killpg(self.process.pid, number)

    def kill(self) -> None:
        """SIGKILL to the worker and its child: nothing gets a chance to tidy up."""
        if self.process.poll() is None:
            self.signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def worker(folder: Path, name: str, *words: str) -> Iterator[Process]:
    """A worker of both queues with one child."""
    place = Process(
        "worker", "-Q", "preview,batch", "-c", "1", "-n", f"{name}@test", "-l", "INFO",
        "--without-gossip", "--without-mingle", *words,
        log=folder / f"{name}.log",
    )  # fmt: skip
    try:
        until(place.is_ready, f"worker {name} is ready")
        yield place
    finally:
        place.kill()


@contextmanager
def clock(folder: Path) -> Iterator[Process]:
    """Celery beat: it wakes the sweeper every two seconds."""
    place = Process(
        "beat", "-l", "INFO", "--schedule", str(folder / "schedule"), log=folder / "beat.log"
    )
    try:
        yield place
    finally:
        place.kill()
