"""Asking for a walk over the journal, and what the last one found."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from office import jobs
from office.journal import Walk
from office.models import Job

KIND = "office.verify_journal"
MOST_BREAKS = 50


@dataclass(frozen=True)
class Check:
    """One walk, as the page shows it."""

    job: Job
    lines: int = 0
    chains: int = 0
    breaks: list[str] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return self.job.state == Job.State.DONE and not self.breaks


def ask(*, by: Any = None) -> Job:
    """Have the journal walked; asked for twice in a minute, it is walked once."""
    now = timezone.localtime()
    return jobs.ask(
        KIND,
        key=f"verify-journal:{now:%Y%m%d%H%M}",
        title="Kiểm tra chuỗi băm của nhật ký",
        payload={},
        asked_by=by,
    )


def result_of(found: Walk) -> dict[str, Any]:
    """What is kept with the job."""
    breaks = [f"{line.chain}, dòng {line.pk}: {line.sentence}" for line in found.broken]
    return {"lines": found.lines, "chains": len(found.heads), "breaks": breaks[:MOST_BREAKS]}


def last_check() -> Check | None:
    """The newest walk, finished or not."""
    job = Job.objects.filter(kind=KIND).order_by("-asked_at").first()
    return Check(job, **job.payload) if job else None
