"""Work done by Celery that people wait for.

The row of Job is the truth; a Celery message only wakes a worker. A worker holds a job by a lease
that a thread renews; when it is killed, the lease ends and the clock (office.schedule) wakes
another. Whoever finishes must still hold the lease, so a paper is never made twice.
"""

import datetime
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from celery import current_app
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from office.models import Job
from office.workflow import Problems

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=6)
RENEW_EVERY = 1.5
# A message may be lost with the broker: after this a waiting job is woken again.
WAKE_AFTER = datetime.timedelta(seconds=5)
# A woken job may stand behind a long queue: it is not woken again at every tick of the clock.
WAKE_AGAIN_AFTER = datetime.timedelta(seconds=30)
ATTEMPTS = 3
GAVE_UP = (
    "Máy xử lý dừng giữa chừng ba lần liền khi làm việc này. Hãy bấm “Thử lại”; nếu vẫn lỗi,"
    " báo quản trị kèm mã việc."
)


class LostLease(Exception):
    """Another worker has taken the job over; what this one made is thrown away."""


def ask(
    kind: str,
    *,
    key: str,
    title: str,
    payload: dict[str, Any],
    asked_by: Any = None,
    queue: str = "batch",
) -> Job:
    """Ask for a piece of work: `kind` is the name of the Celery task. Asking twice starts it once.

    Called by rules inside their transaction; the worker is woken when it commits.
    """
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "title": title[:300],
            "payload": payload,
            "asked_by": asked_by,
            "queue": queue,
        },
    )
    if created:
        wake(job)
    return job


def wake(job: Job) -> None:
    """Send the message once the transaction has committed. A dead broker delays, never fails."""

    def send() -> None:
        try:
            current_app.send_task(job.kind, args=[str(job.pk)], queue=job.queue, retry=False)
        except OperationalError:
            logger.warning("The broker is away; job %s waits for the clock.", job.pk)

    transaction.on_commit(send)


@transaction.atomic
def retry(job: Job) -> bool:
    """Start a failed job afresh; True if this call did it."""
    started = Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
        state=Job.State.WAITING,
        attempts=0,
        progress=0,
        step="",
        error="",
        ended_at=None,
        lease_until=None,
    )
    if started:
        wake(job)
    return bool(started)


def claimable(now: datetime.datetime) -> Q:
    return Q(state=Job.State.WAITING) | Q(state=Job.State.RUNNING, lease_until__lt=now)


class Work:
    """A job in the hand of this worker."""

    def __init__(self, job: Job, lease: uuid.UUID):
        self.job, self.lease = job, lease
        self.is_finished = False
        self._over = threading.Event()

    @property
    def mine(self) -> QuerySet[Job]:
        return Job.objects.filter(pk=self.job.pk, lease=self.lease, state=Job.State.RUNNING)

    def progress(self, percent: int, step: str) -> None:
        """Tell the person who waits. Raises LostLease when the job is no longer ours."""
        if not self.mine.update(progress=percent, step=step[:200]):
            raise LostLease

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """What is written inside lands together with “done”, or not at all."""
        with transaction.atomic():
            done = self.mine.update(
                state=Job.State.DONE, progress=100, step="", error="", ended_at=timezone.now()
            )
            if not done:
                raise LostLease
            yield
        self.is_finished = True

    def keep_lease(self) -> None:
        try:
            while not self._over.wait(RENEW_EVERY):
                if not self.mine.update(lease_until=timezone.now() + LEASE):
                    return
        finally:
            connection.close()

    def let_go(self) -> None:
        self._over.set()


@contextmanager
def in_hand(job_id: str) -> Iterator[Work | None]:
    """Take a job: yields None when it is over or somebody else has it.

    Problems raised inside are told to the person and end the job; any other error is tried again
    up to three times.
    """
    now, lease = timezone.now(), uuid.uuid4()
    won = (
        Job.objects.filter(pk=job_id, attempts__lt=ATTEMPTS)
        .filter(claimable(now))
        .update(
            state=Job.State.RUNNING,
            lease=lease,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
        )
    )
    if not won:
        yield None
        return
    work = Work(Job.objects.get(pk=job_id), lease)
    renewer = threading.Thread(target=work.keep_lease, name=f"lease-{job_id}", daemon=True)
    renewer.start()
    try:
        yield work
    except LostLease:
        logger.warning("Job %s was taken over by another worker.", job_id)
    except Problems as problems:
        fail(work.mine, str(problems))
    except Exception:
        logger.exception("Job %s broke off.", job_id)
        put_back(work)
    else:
        if not work.is_finished and put_back(work):
            logger.error("Job %s was left without an end.", job_id)
    finally:
        work.let_go()
        renewer.join()


def fail(jobs: QuerySet[Job], error: str) -> int:
    return jobs.update(state=Job.State.FAILED, error=error, step="", ended_at=timezone.now())


def put_back(work: Work) -> bool:
    """Try it again, or give it up after three attempts; False when it is over or another's."""
    if work.job.attempts >= ATTEMPTS:
        return bool(fail(work.mine, GAVE_UP))
    if not work.mine.update(state=Job.State.WAITING, step="", progress=0):
        return False
    wake(work.job)
    return True


def sweep() -> int:
    """Woken by the clock: jobs whose worker was killed or whose message was lost go on.

    A job that has killed its worker three times is given up. Returns how many were woken.
    """
    now = timezone.now()
    spent = Job.objects.filter(claimable(now), attempts__gte=ATTEMPTS)
    fail(spent, GAVE_UP)
    silent = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    lost = Job.objects.filter(attempts__lt=ATTEMPTS).filter(
        Q(state=Job.State.RUNNING, lease_until__lt=now)
        | Q(silent, state=Job.State.WAITING, asked_at__lt=now - WAKE_AFTER)
    )
    jobs = list(lost.order_by("asked_at")[:500])
    return sum(_wake_again(job, now) for job in jobs)


def _wake_again(job: Job, now: datetime.datetime) -> bool:
    """Back to the waiting ones, unless a worker has taken it since it was read."""
    rows = Job.objects.filter(
        pk=job.pk, state=job.state, lease=job.lease, lease_until=job.lease_until
    )
    woken = rows.update(
        state=Job.State.WAITING, lease_until=now + WAKE_AGAIN_AFTER, step="", progress=0
    )
    if woken:
        wake(job)
    return bool(woken)
