"""How much memory a tree of processes holds at its peak."""

import threading
from pathlib import Path
from types import TracebackType

import psutil

EVERY = 0.05
MB = 1024 * 1024


class Peak:
    """Looks at the processes under `root` while the block runs.

    `tree_mb` is the most that all held together, shared pages counted once (PSS); `pss_mb` and
    `rss_mb` the most that one of them held, its share of the shared pages or all of them.
    `programs` narrows the count to names that begin so.
    """

    def __init__(self, root: int, programs: tuple[str, ...] = ()):
        self.root, self.programs = psutil.Process(root), programs
        self.tree_mb = self.pss_mb = self.rss_mb = 0.0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Peak":
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        while True:
            held = [_held(process) for process in self._processes()]
            self.tree_mb = max(self.tree_mb, sum(pss for pss, _ in held))
            self.pss_mb = max([self.pss_mb, *(pss for pss, _ in held)])
            self.rss_mb = max([self.rss_mb, *(rss for _, rss in held)])
            if self._over.wait(EVERY):
                return

    def _processes(self) -> list[psutil.Process]:
        found = [self.root, *self.root.children(recursive=True)]
        return [process for process in found if self._counts(process)]

    def _counts(self, process: psutil.Process) -> bool:
        try:
            return not self.programs or process.name().startswith(self.programs)
        except psutil.NoSuchProcess:
            return False


def _held(process: psutil.Process) -> tuple[float, float]:
    """PSS and RSS in MB; nothing of a process that has just ended."""
    try:
        rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0, 0.0
    sizes = {line.split(":")[0]: line.split()[1] for line in rollup.splitlines()[1:]}
    return int(sizes["Pss"]) * 1024 / MB, int(sizes["Rss"]) * 1024 / MB
