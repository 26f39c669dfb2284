"""What workers do for the office itself."""

from celery import shared_task

from office import files, jobs, journal, journal_checks
from office.models import Job, StoredFile


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


@shared_task(name="office.verify_journal")
def verify_journal(job_id: str) -> None:
    """Walk the journal and keep what was found with the job."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        work.progress(10, "Đi hết các chuỗi")
        found = journal.walk()
        with work.finishing():
            Job.objects.filter(pk=work.job.pk).update(payload=journal_checks.result_of(found))
