"""What workers make: PDF and Word of a version, and of a draft that somebody wants to see."""

from celery import shared_task
from django.utils import timezone

from office import files, jobs
from office.book import Extent
from office.models import Job, Register, StoredFile
from office.workflow import Problem, Problems
from reports import content, proof
from reports.choices import Format
from reports.content import Paper
from reports.models import Rendition, Version
from reports.register_book import paper_of


@shared_task(name="reports.render_version")
def render_version(job_id: str) -> None:
    """Make the PDF or the Word file of a frozen version, once."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        version = Version.objects.get(pk=work.job.payload["version"])
        rendition = Rendition.objects.filter(version=version, format=form_of(work.job))
        made = rendition.filter(file__isnull=False).exists()
        stored = None if made else draw(work, content.from_json(version.tree, Paper))
        with work.finishing():
            if stored is not None:
                rendition.update(file=stored, made_at=timezone.now())


@shared_task(name="reports.preview_draft")
def preview_draft(job_id: str) -> None:
    """Make the PDF or the Word file of a draft, marked DỰ THẢO; the tree travels with the job."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        stored = draw(work, content.from_json(work.job.payload["tree"], Paper))
        with work.finishing():
            asked = {name: value for name, value in work.job.payload.items() if name != "tree"}
            kept = {**asked, "format": form_of(work.job), "file": stored.pk}
            type(work.job).objects.filter(pk=work.job.pk).update(payload=kept)


@shared_task(name="reports.print_register")
def print_register(job_id: str) -> None:
    """Make the book of outgoing papers as PDF, to be printed and bound."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        asked = work.job.payload
        register = Register.objects.select_related("series").get(pk=asked["register"])
        extent = Extent(asked["first"], asked["last"], asked["is_secret_shown"])
        work.progress(10, "Đọc sổ")
        stored = print_out(work, paper_of(register, extent, volume=asked["volume"]))
        with work.finishing():
            type(work.job).objects.filter(pk=work.job.pk).update(
                payload={**asked, "file": stored.pk}
            )


@shared_task(name="reports.print_paper")
def print_paper(job_id: str) -> None:
    """Make the PDF of a paper that is no document: minutes, the diary, an index."""
    with jobs.in_hand(job_id) as work:
        if work is None:
            return
        asked = work.job.payload
        stored = draw(work, content.from_json(asked["tree"], Paper))
        with work.finishing():
            kept = {"case": asked["case"], "name": asked["name"], "file": stored.pk}
            type(work.job).objects.filter(pk=work.job.pk).update(payload=kept)


def form_of(job: Job) -> Format:
    """What was asked for; jobs from before there was Word say nothing."""
    return Format(job.payload.get("format", Format.PDF))


def draw(work: jobs.Work, paper: Paper) -> StoredFile:
    """The paper as a kept file of the wanted format; the person who waits sees the steps."""
    work.progress(10, "Kiểm tra nội dung")
    if found := proof.problems(paper):
        raise Problems(Problem(sentence) for sentence in found)
    return type_out(work, paper) if form_of(work.job) == Format.DOCX else print_out(work, paper)


def type_out(work: jobs.Work, paper: Paper) -> StoredFile:
    """The paper as a kept Word file."""
    # Slow to load, and only workers write.
    from reports.rendering import docx, fonts  # noqa: PLC0415 -- see above

    work.progress(25, "Viết tệp Word")
    try:
        data = docx.write(paper)
    except fonts.FontsMissing as missing:
        # Trying again finds no fonts either.
        raise Problems([Problem(str(missing))]) from missing
    work.progress(90, "Lưu tệp")
    return files.put_bytes(data, files.WORD)


def print_out(work: jobs.Work, paper: Paper) -> StoredFile:
    """The same for what nobody wrote by hand, so that there is nothing to check."""
    # Slow to load, and only workers draw.
    from reports.rendering import fonts, pdf  # noqa: PLC0415 -- see above

    work.progress(25, "Dàn trang")
    try:
        data = pdf.write(paper)
    except fonts.FontsMissing as missing:
        # Trying again finds no fonts either.
        raise Problems([Problem(str(missing))]) from missing
    except pdf.FootnoteTooLong as lost:
        # Neither does a second try make the page longer.
        raise Problems([Problem(str(lost))]) from lost
    work.progress(90, "Lưu tệp")
    return files.put_bytes(data, files.PDF)
