"""What workers do for the office itself."""

from celery import shared_task

from office import files, jobs
from office.models import StoredFile


@shared_task(name="office.scan_file")
def scan_file(job_id: str) -> None:
    """Ask the scanner about one kept file; until it has answered the file stays closed."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        stored = StoredFile.objects.get(pk=work.job.payload["file"])
        found = files.look_for_malware(stored)
        with work.finishing():
            files.note_scan(stored, found)
