"""The workers of `make run`, started the same way, and what is needed to watch and hit them."""

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import psutil

from config.bench import office
from config.stack import HASTE, Part, Stack
from config.stack import workers as parts_of_the_stack
from office.models import Job

PATIENCE = 120.0


class TooSlow(Exception):
    """Something did not happen in time; the message says what."""


class Workers:
    """Preview worker, batch worker and clock; what they print goes to `log`.

    The stack restarts a part that dies whenever it is tended, so waiting is always tending.
    """

    def __init__(self, log: Path):
        self.stack = Stack(parts_of_the_stack())
        self._log = log.open("a", encoding="utf-8")

    def __enter__(self) -> "Workers":
        for part in self.stack.parts:
            self.stack.start(part)
        self.wait(lambda: all(self.children(name) for name in ("preview", "batch")), "worker")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        with contextlib.redirect_stdout(self._log):
            self.stack.stop()
        self._log.close()

    def tend(self, seconds: float) -> None:
        with contextlib.redirect_stdout(self._log):
            self.stack.tend(seconds)

    def rest(self, seconds: float) -> None:
        """Let time pass."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.tend(min(left, 0.05))

    def wait(self, condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
        """Until the condition holds; TooSlow names WHAT did not come."""
        until = time.monotonic() + patience
        while not condition():
            if time.monotonic() > until:
                raise TooSlow(f"{what}: quá {patience:.0f} giây")
            self.tend(0.005)

    def part(self, name: str) -> Part:
        return next(part for part in self.stack.parts if part.name == name)

    def children(self, name: str) -> list[psutil.Process]:
        """The processes of a worker that run tasks: its forks, and not what it asks for fonts."""
        part = self.part(name)
        if part.process is None or part.has_ended:
            return []
        try:
            worker = psutil.Process(part.process.pid)
            words = worker.cmdline()
            return [child for child in worker.children() if child.cmdline() == words]
        except psutil.NoSuchProcess:
            return []

    def grow_up(self, name: str) -> None:
        """A part that dies younger than this is taken for one that cannot start."""
        self.rest(HASTE - (time.monotonic() - self.part(name).begun))

    def kill(self, name: str) -> None:
        """kill -9 of a worker with all its children."""
        process = self.part(name).process
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)

    def kill_a_child(self, name: str, chance: random.Random) -> None:
        """kill -9 of one process that runs tasks."""
        children = self.children(name)
        if not children:
            raise TooSlow(f"{name} không có tiến trình con")
        os.kill(chance.choice(children).pid, signal.SIGKILL)

    def finish(self, asked: list[Job]) -> None:
        """Until nobody works on any of the jobs; TooSlow after PATIENCE."""
        until = time.monotonic() + PATIENCE
        while not office.are_over(asked):
            if time.monotonic() > until:
                raise TooSlow(f"{asked[0].title}: quá {PATIENCE:.0f} giây")
            self.tend(0.02)
