"""A small office to measure in: one chief, one case, one paper with many frozen versions."""

import datetime
import hashlib
import uuid
from dataclasses import replace

from accounts.models import Role, RoleGrant, User
from inspections.choices import CaseKind, Level, UnitKind
from inspections.models import Inspection, Unit
from office import files, jobs
from office.models import Job
from reports import content
from reports.choices import BlockKind, DocumentKind, Format, VersionReason
from reports.content import Paper, Section
from reports.models import Block, Document, Rendition, Version

TODAY = datetime.date(2024, 3, 5)


def open_office() -> Document:
    """The paper that every version of the bench belongs to."""
    chief = User.objects.create(username="bench", full_name="Người Đo Thử", post="Chánh Thanh tra")
    RoleGrant.objects.create(person=chief, role=Role.CHIEF, held_from=datetime.date(2020, 1, 1))
    unit = Unit.objects.create(
        name="Thanh tra quận Hải Tân", kind=UnitKind.INSPECTORATE, level=Level.DISTRICT
    )
    inspection = Inspection.objects.create(
        code="do-thu",
        kind=CaseKind.INSPECTION,
        subject="việc đo thử",
        issuer=unit,
        level=Level.DISTRICT,
        opened_by=chief,
    )
    return _make_document(inspection, chief)


def _make_document(inspection: Inspection, chief: User) -> Document:
    return Document.objects.create(
        inspection=inspection,
        kind=DocumentKind.CONCLUSION,
        issuer=inspection.issuer,
        issuer_name="THANH TRA QUẬN HẢI TÂN",
        symbol="KL-TTr",
        place="Hải Tân",
        title="KẾT LUẬN THANH TRA",
        subject="việc đo thử",
        created_by=chief,
    )


def draft(document: Document, paper: Paper) -> Document:
    """Another paper of the same case, with the words of PAPER in rows that can be edited."""
    made = _make_document(document.owner, document.created_by)
    for position, block in enumerate(paper.body):
        if not isinstance(block, Section):
            _add_text(made, None, position, (block,))
            continue
        heading = {"heading": content.plain(block.heading)}
        section = Block.objects.create(
            document=made, position=position, kind=BlockKind.SECTION, data=heading
        )
        _add_text(made, section, 0, block.children)
    return made


def _add_text(
    document: Document, parent: Block | None, position: int, blocks: tuple[content.Block, ...]
) -> None:
    Block.objects.create(
        document=document,
        parent=parent,
        position=position,
        kind=BlockKind.TEXT,
        data={"blocks": content.blocks_to_json(blocks)},
    )


def keep_pdf(document: Document, paper: Paper) -> None:
    """A version whose PDF is there already."""
    from reports.rendering import pdf  # noqa: PLC0415 -- loads WeasyPrint

    version = _freeze(document, paper, 1)
    _ask(version, "batch")
    stored = files.put_bytes(pdf.write(paper), "application/pdf")
    Job.objects.update(state=Job.State.DONE)
    Rendition.objects.update(file=stored)


def ask_for_papers(
    document: Document, paper: Paper, count: int, *, queue: str = "batch"
) -> list[Job]:
    """COUNT new versions, each with its own number, and a job for the PDF of each."""
    first = document.versions.count() + 1
    numbers = range(first, first + count)
    return [_ask(_freeze(document, paper, number), queue) for number in numbers]


def _freeze(document: Document, paper: Paper, number: int) -> Version:
    numbered = replace(paper, number=str(number))
    return Version.objects.create(
        document=document,
        number=number,
        reason=VersionReason.ISSUED,
        tree=content.to_json(numbered),
        sha256=hashlib.sha256(content.canonical(numbered)).hexdigest(),
        template=paper.template,
        created_by=document.created_by,
    )


def _ask(version: Version, queue: str) -> Job:
    job = jobs.ask(
        "reports.render_version",
        key=f"render:{version.pk}:{Format.PDF}",
        title="Đo thử: bản chính",
        payload={"version": version.pk},
        asked_by=version.created_by,
        queue=queue,
    )
    Rendition.objects.create(version=version, format=Format.PDF, job=job)
    return job


def ask_for_preview(document: Document, paper: Paper) -> Job:
    """The PDF of a draft, as the button “Xem PDF” asks for it."""
    return jobs.ask(
        "reports.preview_draft",
        key=f"preview:{uuid.uuid4()}",
        title="Đo thử: xem trước",
        payload={"document": document.pk, "tree": content.to_json(replace(paper, draft=True))},
        asked_by=document.created_by,
        queue="preview",
    )


def are_over(asked: list[Job]) -> bool:
    """Whether nobody works on any of them any more."""
    unfinished = (Job.State.WAITING, Job.State.RUNNING)
    keys = [job.pk for job in asked]
    return not Job.objects.filter(pk__in=keys, state__in=unfinished).exists()


def seconds_waited(job: Job) -> float:
    """From the click to the end of the job."""
    job.refresh_from_db()
    assert job.ended_at is not None  # noqa: S101 -- the caller has waited for it
    return (job.ended_at - job.asked_at).total_seconds()
