"""What people wait for is done once, or they are told why not."""

import datetime
import signal
import threading
from pathlib import Path

import pytest
from celery import Celery
from django.db import connection, transaction
from django.utils import timezone

from office import jobs
from office.models import Job
from office.workflow import Problem, Problems
from tests.workers import clock, empty_broker, until, worker

ODD = ("-I", "tests.office.odd_tasks")


def ask(kind: str = "tests.nothing", key: str = "one", **payload) -> Job:
    return jobs.ask(kind, key=key, title="Một việc", payload=payload)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def expire(job: Job) -> None:
    past = timezone.now() - datetime.timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(lease_until=past)


# --- In one process -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_asking_twice_is_one_job():
    assert ask() == ask()
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_job_in_hand_is_nobody_elses():
    job = ask()

    with jobs.in_hand(str(job.pk)) as first, jobs.in_hand(str(job.pk)) as second:
        assert first is not None
        assert second is None
        assert fresh(job).state == Job.State.RUNNING


@pytest.mark.django_db(transaction=True)
def test_finished_work_lands_together_with_done():
    job = ask()

    with jobs.in_hand(str(job.pk)) as work:
        work.progress(40, "Dàn trang")
        assert (fresh(job).progress, fresh(job).step) == (40, "Dàn trang")
        with work.finishing():
            Job.objects.create(kind="result", key="result", title="Kết quả")

    assert (fresh(job).state, fresh(job).progress) == (Job.State.DONE, 100)
    assert Job.objects.filter(key="result").exists()


@pytest.mark.django_db(transaction=True)
def test_a_failure_while_finishing_keeps_neither_the_result_nor_done():
    job = ask()

    with jobs.in_hand(str(job.pk)) as work, work.finishing():
        Job.objects.create(kind="result", key="result", title="Kết quả")
        raise OSError("disk full")

    assert fresh(job).state == Job.State.WAITING
    assert not Job.objects.filter(key="result").exists()


@pytest.mark.django_db(transaction=True)
def test_what_a_slow_worker_made_is_thrown_away_when_another_took_over():
    job = ask()

    with jobs.in_hand(str(job.pk)) as slow:
        expire(job)
        with jobs.in_hand(str(job.pk)) as quick, quick.finishing():
            pass
        with slow.finishing():
            Job.objects.create(kind="double", key="double", title="Bản thứ hai")

    assert fresh(job).state == Job.State.DONE
    assert not Job.objects.filter(key="double").exists()


@pytest.mark.django_db(transaction=True)
def test_problems_are_told_and_end_the_job():
    job = ask()

    with jobs.in_hand(str(job.pk)):
        raise Problems([Problem("Chú thích số 1 quá dài.")])

    assert (fresh(job).state, fresh(job).error) == (Job.State.FAILED, "Chú thích số 1 quá dài.")


@pytest.mark.django_db(transaction=True)
def test_an_unexpected_error_is_tried_three_times_and_then_told_in_words():
    job = ask()

    for attempt in (1, 2, 3):
        with jobs.in_hand(str(job.pk)):
            raise RuntimeError("broken")
        assert fresh(job).attempts == attempt

    assert (fresh(job).state, fresh(job).error) == (Job.State.FAILED, jobs.GAVE_UP)
    with jobs.in_hand(str(job.pk)) as fourth:
        assert fourth is None


@pytest.mark.django_db(transaction=True)
def test_a_failed_job_starts_afresh_once():
    job = ask()
    with jobs.in_hand(str(job.pk)):
        raise Problems([Problem("Không được.")])

    assert jobs.retry(fresh(job))
    assert not jobs.retry(fresh(job))

    assert (fresh(job).state, fresh(job).attempts, fresh(job).error) == (Job.State.WAITING, 0, "")


@pytest.mark.django_db(transaction=True)
def test_a_job_left_in_the_middle_without_a_word_is_not_kept_for_ever():
    job = ask()

    with jobs.in_hand(str(job.pk)):
        pass  # neither finished nor failed: a task that forgot

    assert fresh(job).state != Job.State.RUNNING


@pytest.mark.django_db(transaction=True)
def test_the_sweep_wakes_what_was_lost_and_gives_up_what_kills():
    lost, spent, young, held = (ask(key=key) for key in ("lost", "spent", "young", "held"))
    old = timezone.now() - datetime.timedelta(minutes=1)
    Job.objects.filter(pk=lost.pk).update(asked_at=old)
    Job.objects.filter(pk=spent.pk).update(state="running", attempts=3, lease_until=old)
    soon = timezone.now() + jobs.LEASE
    Job.objects.filter(pk=held.pk).update(state="running", attempts=1, lease_until=soon)

    assert jobs.sweep() == 1

    assert fresh(spent).state == Job.State.FAILED
    assert (fresh(young).state, fresh(held).state) == (Job.State.WAITING, Job.State.RUNNING)


@pytest.mark.django_db(transaction=True)
def test_a_long_queue_is_not_woken_again_at_every_tick():
    Job.objects.bulk_create(
        Job(kind="tests.nothing", key=str(n), title="Một việc") for n in range(20)
    )
    old = timezone.now() - datetime.timedelta(minutes=1)
    Job.objects.update(asked_at=old)

    assert jobs.sweep() == 20
    assert jobs.sweep() == 0

    Job.objects.update(lease_until=old)
    assert jobs.sweep() == 20


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_lease_may_not_finish_after_the_sweep():
    job = ask()

    with jobs.in_hand(str(job.pk)) as slow:
        expire(job)
        assert jobs.sweep() == 1
        with slow.finishing():
            Job.objects.create(kind="double", key="double", title="Bản thứ hai")

    assert fresh(job).state == Job.State.WAITING
    assert not Job.objects.filter(key="double").exists()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_reach_for_one_job_and_one_gets_it():
    job, won, gate = ask(), [], threading.Barrier(8)

    def reach() -> None:
        gate.wait()
        with jobs.in_hand(str(job.pk)) as work:
            if work is not None:
                won.append(work.lease)
                with work.finishing():
                    pass
        connection.close()

    threads = [threading.Thread(target=reach) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_rule_leaves_no_job():
    def rule() -> None:
        with transaction.atomic():
            ask()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        rule()
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_does_not_fail_the_rule(monkeypatch):
    # Port 9 discards: nobody listens there.
    lonely = Celery(broker="redis://127.0.0.1:9/0", set_as_current=False)
    monkeypatch.setattr(jobs, "current_app", lonely)

    assert ask().state == Job.State.WAITING


# --- With real workers ----------------------------------------------------------------------------


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0


@pytest.fixture
def papers(tmp_path) -> dict[str, str]:
    empty_broker()
    return {name: str(tmp_path / name) for name in ("log", "gate", "made")}


@pytest.mark.django_db(transaction=True)
def test_a_worker_tells_a_problem_in_words(tmp_path, papers):
    with worker(tmp_path, "one", *ODD):
        job = ask("tests.impossible", **papers)
        until(lambda: fresh(job).is_over, "the job is over")

    assert fresh(job).error == "Chú thích số 1 quá dài."
    assert lines(Path(papers["log"])) == 1


@pytest.mark.django_db(transaction=True)
def test_a_task_that_kills_its_worker_stops_after_three_attempts_with_words(tmp_path, papers):
    with clock(tmp_path), worker(tmp_path, "one", *ODD):
        job = ask("tests.poison", **papers)
        until(lambda: fresh(job).is_over, "the poison is given up", patience=120)

    assert (fresh(job).state, fresh(job).error) == (Job.State.FAILED, jobs.GAVE_UP)
    assert lines(Path(papers["log"])) == 3


@pytest.mark.django_db(transaction=True)
def test_a_message_lost_with_the_broker_is_sent_again_by_the_clock(tmp_path, papers):
    Path(papers["gate"]).touch()
    job = ask("tests.paused", **papers)
    empty_broker()

    with clock(tmp_path), worker(tmp_path, "one", *ODD):
        until(lambda: fresh(job).is_over, "the lost job is done")

    assert fresh(job).state == Job.State.DONE
    assert lines(Path(papers["made"])) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_slept_and_wakes_does_not_make_it_twice(tmp_path, papers):
    made = Path(papers["made"])
    with clock(tmp_path), worker(tmp_path, "sleeper", *ODD) as sleeper:
        job = ask("tests.paused", **papers)
        until(lambda: fresh(job).step == "Đang chờ", "the first worker has it")
        sleeper.signal(signal.SIGSTOP)
        Path(papers["gate"]).touch()
        with worker(tmp_path, "second", *ODD):
            until(lambda: fresh(job).is_over, "the second worker has done it")
            sleeper.signal(signal.SIGCONT)
            taken = "was taken over by another worker"
            until(lambda: taken in sleeper.log.read_text(encoding="utf-8"), "the first gave up")

    assert (fresh(job).state, fresh(job).attempts, lines(made)) == (Job.State.DONE, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_is_replaced_and_the_work_done_once(tmp_path, papers):
    made = Path(papers["made"])
    with clock(tmp_path), worker(tmp_path, "second", *ODD) as second:
        second.signal(signal.SIGSTOP)
        with worker(tmp_path, "first", *ODD) as first:
            job = ask("tests.paused", **papers)
            until(lambda: fresh(job).step == "Đang chờ", "the first worker has it")
            first.kill()
        Path(papers["gate"]).touch()
        second.signal(signal.SIGCONT)
        until(lambda: fresh(job).is_over, "the second worker has done it")

    assert (fresh(job).state, fresh(job).attempts, lines(made)) == (Job.State.DONE, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_keeps_its_connection_and_replaces_a_broken_one(tmp_path, papers):
    made = Path(papers["made"])

    def serve(key: str) -> int:
        """Have a job done; which process of PostgreSQL served it."""
        job = ask("tests.connected", key, **papers)
        until(lambda: fresh(job).is_over, "the job is over")
        assert fresh(job).state == Job.State.DONE, fresh(job).error
        return int(made.read_text(encoding="utf-8").split()[-1])

    with worker(tmp_path, "one", *ODD):
        first = serve("first")
        assert serve("second") == first
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
        assert serve("third") != first
