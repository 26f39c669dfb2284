"""Each engine lives in a process of its own, so that its memory is its own."""

import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pikepdf

from config.bench.engines import Engine
from config.bench.memory import Peak
from config.bench.subjects import Subject


class EngineFailed(Exception):
    """The engine could not do it; the message is its own."""


class Host:
    """An engine in its process: `time` and `weigh` are asked from here."""

    def __init__(self, engine: type[Engine]):
        self.engine = engine
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(engine, theirs))
        self._process.start()
        theirs.close()
        self._answer()

    def __enter__(self) -> "Host":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def time(self, subject: Subject) -> float:
        """Seconds for one rendering; the PDF lies in `pdf_of(subject)`. Raises EngineFailed."""
        self._pipe.send((subject, self.pdf_of(subject)))
        return self._answer()

    def weigh(self, subject: Subject) -> Peak:
        """The peak memory of one rendering, which is not timed."""
        assert self._process.pid is not None  # noqa: S101 -- it was started
        with Peak(self._process.pid, self.engine.programs) as peak:
            self.time(subject)
        return peak

    def pages(self, subject: Subject) -> int:
        """How many pages the last rendering has."""
        with pikepdf.open(self.pdf_of(subject)) as made:
            return len(made.pages)

    def pdf_of(self, subject: Subject) -> Path:
        return subject.folder / f"{subject.name}-{self.engine.__name__}.pdf"

    def close(self) -> None:
        self._pipe.close()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()

    def _answer(self) -> float:
        try:
            said: float | str = self._pipe.recv()
        except EOFError:
            raise EngineFailed(f"{self.engine.name} đã dừng giữa chừng") from None
        if isinstance(said, str):
            raise EngineFailed(said)
        return said


def _serve(engine: type[Engine], pipe: Connection) -> None:
    """Answer with seconds, or with what went wrong in words, until nobody asks any more."""
    import django  # noqa: PLC0415 -- a new process sets it up itself

    django.setup()
    worker = engine()
    try:
        worker.warm()
        pipe.send(0.0)
        while True:
            pipe.send(_render(worker, *pipe.recv()))
    except EOFError:
        return
    except Exception as error:
        pipe.send(str(error) or repr(error))
    finally:
        _end_children()


def _render(worker: Engine, subject: Subject, target: Path) -> float:
    begun = time.perf_counter()
    made = worker.render(subject)
    seconds = time.perf_counter() - begun
    target.write_bytes(made)
    return seconds


def _end_children() -> None:
    """The browser and LibreOffice end with the process that started them."""
    import psutil  # noqa: PLC0415 -- not needed while it is timed

    for child in psutil.Process().children(recursive=True):
        child.kill()
