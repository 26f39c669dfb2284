"""Printing papers that are no documents: the tree travels with the job, the PDF is its result."""

import hashlib
from typing import Any

from django.db import transaction

from inspections.models import Inspection
from office import jobs
from office.models import Job
from reports import content
from reports.content import Paper

KIND = "reports.print_paper"


@transaction.atomic
def ask(inspection: Inspection, paper: Paper, *, name: str, title: str, actor: Any) -> Job:
    """Ask a worker for the PDF; the same words are drawn once for one person.

    `name` is the file that a person saves.
    """
    sha256 = hashlib.sha256(content.canonical(paper)).hexdigest()
    job = jobs.ask(
        KIND,
        key=f"print:{inspection.pk}:{actor.pk}:{sha256}"[:120],
        title=title,
        payload={"case": inspection.pk, "name": name, "tree": content.to_json(paper)},
        asked_by=actor,
        queue="preview",
    )
    if job.state == Job.State.FAILED:
        jobs.retry(job)
    return job
