"""Work woken by the clock (config.celery holds the beat table)."""

from celery import shared_task

from office import files, jobs


@shared_task(name="office.sweep_jobs", acks_late=False)
def sweep_jobs() -> int:
    return jobs.sweep()


@shared_task(name="office.scan_what_waits", acks_late=False)
def scan_what_waits() -> int:
    return files.scan_what_waits()
