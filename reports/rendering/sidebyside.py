"""Work done by two processes of a worker at once: forked, so that nothing is loaded twice.

A worker's task has a thread beside it that renews its lease. That thread is not in the fork, and
the fork uses nothing that it could have held: it lays out pages and writes into a file.
"""

import os
import pickle
import select
import signal
import tempfile
import warnings
from collections.abc import Callable, Sequence
from typing import Generic, TypeAlias, TypeVar

Answer = TypeVar("Answer")
Call: TypeAlias = tuple[int, Callable[[], Answer]]


def side_by_side(calls: Sequence[Call[Answer]], *, processes: int) -> list[Answer]:
    """The answers of weighted calls, in their order.

    A helper that dies or hangs costs time, not the answer: its calls are made again here, where
    their errors are raised too.
    """
    if not hasattr(os, "fork"):
        return [call() for _, call in calls]
    answers: dict[int, Answer] = {}
    # All by helpers: what they take up is gone when the answers are put together here.
    for helper in [_Helper(calls, share) for share in _shares(calls, processes) if share]:
        answers |= helper.answers()
    return [answers[place] if place in answers else call() for place, (_, call) in enumerate(calls)]


def _shares(calls: Sequence[Call[Answer]], processes: int) -> list[list[int]]:
    """The heaviest first, each to whom has least."""
    shares: list[list[int]] = [[] for _ in range(processes)]
    loads = [0] * processes
    for place in sorted(range(len(calls)), key=lambda place: -calls[place][0]):
        least = loads.index(min(loads))
        shares[least].append(place)
        loads[least] += calls[place][0]
    return shares


class _Helper(Generic[Answer]):
    """A forked process that leaves its answers in a file without a name."""

    def __init__(self, calls: Sequence[Call[Answer]], share: list[int]) -> None:
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when the answers are read
        # Many times what the slowest machine took for a row.
        self.patience = 60 + sum(calls[place][0] for place in share) * 0.2
        # Held open by the helper alone, so its end can be read when the helper has ended.
        self.end, held = os.pipe()
        with warnings.catch_warnings():
            # Python 3.12 warns of any fork beside a thread; see above.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            self._work(calls, share)
        os.close(held)

    def _work(self, calls: Sequence[Call[Answer]], share: list[int]) -> None:
        code = 1
        try:
            # The worker's own handlers would answer for it.
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            pickle.dump({place: calls[place][1]() for place in share}, self.file)
            self.file.flush()
            code = 0
        finally:
            # No clean-up of what belongs to the worker: connections, files, exit handlers.
            os._exit(code)

    def answers(self) -> dict[int, Answer]:
        """What it did; nothing when it died or did not end."""
        if not select.select([self.end], [], [], self.patience)[0]:
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.end)
        _, status = os.waitpid(self.pid, 0)
        with self.file:
            if os.waitstatus_to_exitcode(status) != 0:
                return {}
            self.file.seek(0)
            answers: dict[int, Answer] = pickle.load(self.file)  # noqa: S301 -- written by our fork
            return answers
