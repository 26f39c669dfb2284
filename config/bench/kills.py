"""G10: kill -9 at random instants; nothing is lost, nothing is made twice."""

import random
import time
import uuid
from collections.abc import Callable

from config.bench import office, papers
from config.bench.broker import Broker
from config.bench.table import Figure, Row
from config.bench.workers import Workers
from office import jobs
from office.models import Job
from reports.models import Document, Rendition

PAPERS = 6  # of 8 pages: two at a time, so that some wait and some are being drawn
LATEST_BLOW = 1.2
BROKER_AWAY = 1.0
VICTIMS = {"child": "tiến trình con", "worker": "cả worker", "broker": "Valkey"}


class Kills:
    """Blows of each kind and what became of the papers that were asked for."""

    def __init__(self, workers: Workers, broker: Broker, document: Document):
        self.workers, self.broker, self.document = workers, broker, document
        self.chance = random.Random(20_240_305)  # noqa: S311 -- instants of blows, not secrets
        self.lost = self.wrong = 0
        self.back: dict[str, list[float]] = {victim: [] for victim in VICTIMS}

    def measure(self, rounds: int, say: Callable[[str], None]) -> list[Row]:
        """ROUNDS blows at each kind of victim, and one poison task."""
        for number in range(1, rounds + 1):
            for victim in VICTIMS:
                say(f"kill -9 {VICTIMS[victim]}: vòng {number}/{rounds}")
                self._round(victim)
        asked = rounds * len(VICTIMS) * PAPERS
        return [
            Row("G10", f"mất việc, trong {asked} văn bản", Figure((self.lost,)), 0),
            Row("G10", f"thừa hoặc thiếu bản PDF, trong {asked} văn bản", Figure((self.wrong,)), 0),
            *(self._back_row(victim) for victim in VICTIMS),
            self._poison(),
        ]

    def _back_row(self, victim: str) -> Row:
        figure = Figure(tuple(self.back[victim]), " s")
        why = "không lần nào trúng lúc có việc" if not figure.samples else ""
        what = f"làm lại sau khi giết {VICTIMS[victim]} (xấu nhất)"
        return Row("G10", what, figure, 10, worst=True, why=why)

    def _round(self, victim: str) -> None:
        self.workers.grow_up("batch")
        asked = office.ask_for_papers(self.document, papers.conclusion(8), PAPERS)
        self.workers.rest(self.chance.uniform(0, LATEST_BLOW))
        begun = time.monotonic()
        hit = self._strike(victim, asked)
        if hit:
            self.workers.wait(lambda: _goes_on(victim, hit), f"sau khi giết {VICTIMS[victim]}")
            self.back[victim].append(time.monotonic() - begun)
        self.workers.finish(asked)
        self._count(asked)

    def _strike(self, victim: str, asked: list[Job]) -> dict[uuid.UUID, uuid.UUID | None]:
        """The jobs that the blow may have hit, with the lease they had."""
        if victim == "broker":
            self.broker.kill()
            self.workers.rest(BROKER_AWAY)
            self.broker.start_again()
            return _held(asked, Job.State.WAITING)
        if victim == "worker":
            self.workers.kill("batch")
        else:
            self.workers.kill_a_child("batch", self.chance)
        return _held(asked, Job.State.RUNNING)

    def _count(self, asked: list[Job]) -> None:
        keys = [job.pk for job in asked]
        done = Job.objects.filter(pk__in=keys, state=Job.State.DONE).count()
        made = Rendition.objects.filter(job__in=keys, file__isnull=False)
        files = made.values("file").distinct().count()
        self.lost += PAPERS - done
        self.wrong += abs(PAPERS - made.count()) + abs(PAPERS - files)

    def _poison(self) -> Row:
        job = jobs.ask(
            "bench.poison", key="poison", title="Đo thử: việc độc", payload={}, queue="batch"
        )
        self.workers.finish([job])
        job.refresh_from_db()
        # Long enough for a fourth start, if there were one.
        self.workers.rest(jobs.LEASE.total_seconds())
        job.refresh_from_db()
        stopped = job.state == Job.State.FAILED
        why = "" if stopped else f"việc độc kết thúc ở trạng thái {job.state}"
        figure = Figure((float(job.attempts),), " lần") if stopped else Figure()
        return Row("G10", "việc độc dừng sau", figure, 3, why=why)


def _held(asked: list[Job], state: str) -> dict[uuid.UUID, uuid.UUID | None]:
    rows = Job.objects.filter(pk__in=[job.pk for job in asked], state=state)
    return dict(rows.values_list("pk", "lease"))


def _goes_on(victim: str, hit: dict[uuid.UUID, uuid.UUID | None]) -> bool:
    """Whether the jobs that were hit are in another hand, or done; after the broker, the first."""
    rows = Job.objects.filter(pk__in=hit).values_list("pk", "lease", "state")
    taken = [
        state == Job.State.DONE or (state == Job.State.RUNNING and lease != hit[pk])
        for pk, lease, state in rows
    ]
    return any(taken) if victim == "broker" else all(taken)
