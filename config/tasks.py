"""What workers do with whole cases: write one into a .zip, read one out of it."""

import tempfile

from celery import shared_task
from django.core.files.base import File

from config.archive import reading, writing
from config.archive.opening import Opened
from inspections.models import Inspection
from office import files, jobs, notices
from office.models import Job, StoredFile

ZIP = "application/zip"


@shared_task(name="config.export_case")
def export_case(job_id: str) -> None:
    """Make the archive of a case; it is kept like any other file."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        inspection = Inspection.objects.get(pk=work.job.payload["case"])
        with tempfile.TemporaryFile() as made:
            writing.write(inspection, made, told=work.progress)
            stored = files.put_made(File(made, name=f"{inspection.code}.zip"), ZIP)
        with work.finishing():
            kept = {"case": inspection.pk, "code": inspection.code, "file": stored.pk}
            Job.objects.filter(pk=work.job.pk).update(payload=kept)


@shared_task(name="config.import_case")
def import_case(job_id: str) -> None:
    """Read an archive in, once: its rows land together with “done”."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        work.progress(5, "Kiểm tra hồ sơ")
        stored = StoredFile.objects.get(pk=work.job.payload["file"])
        with files.open_file(stored) as source:
            opened = Opened(source)
            work.progress(50, "Nhập dữ liệu")
            with work.finishing():
                actor = work.job.asked_by
                inspection = reading.take_in(opened, actor=actor)
                notices.notify(
                    [actor],
                    f"Đã nhập {inspection.in_sentence} từ tệp hồ sơ.",
                    url=inspection.get_absolute_url(),
                )
