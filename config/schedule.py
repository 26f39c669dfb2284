"""What the clock wakes that looks into every room (config.celery holds the beat table)."""

from celery import shared_task
from django.utils import timezone

from config import digest
from inspections import reminding
from office import reminders


@shared_task(name="config.remind")
def remind() -> int:
    """Tell people of deadlines; called again, nobody is told twice."""
    today = timezone.localdate()
    dues = [*reminding.dues(today), *reminders.dues_of_reserved_numbers()]
    return reminders.remind(dues, today=today)


@shared_task(name="config.keep_digests")
def keep_digests() -> int:
    """Put this morning's mails into the box; called again, nobody gets two."""
    return digest.keep_digests(timezone.now())
