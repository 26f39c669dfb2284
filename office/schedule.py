"""Work woken by the clock (config.celery holds the beat table)."""

from celery import shared_task

from office import jobs


@shared_task(name="office.sweep_jobs", acks_late=False)
def sweep_jobs() -> int:
    return jobs.sweep()
