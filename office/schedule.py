"""Work woken by the clock (config.celery holds the beat table)."""

from celery import shared_task

from office import files, jobs, journal_checks, mails


@shared_task(name="office.sweep_jobs", acks_late=False)
def sweep_jobs() -> int:
    return jobs.sweep()


@shared_task(name="office.scan_what_waits", acks_late=False)
def scan_what_waits() -> int:
    return files.scan_what_waits()


@shared_task(name="office.send_mails")
def send_mails() -> int:
    """Send what waits in the box; called twice at once, each mail goes out once."""
    return mails.send_waiting()


@shared_task(name="office.ask_to_verify")
def ask_to_verify() -> None:
    """Each night; the administrator and the chief see what came of it."""
    journal_checks.ask()
