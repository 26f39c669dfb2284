"""The Celery app and every clock in the house."""

import gc
import os
import warnings
from typing import Any

from celery import Celery
from celery.platforms import SecurityWarning
from celery.schedules import crontab
from celery.signals import celeryd_init, task_prerun, worker_init
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("minh_bach")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="schedule")
app.conf.beat_schedule = {
    # Often, because a person may be waiting: a killed worker's job is back within ten seconds.
    "sweep-jobs": {
        "task": "office.sweep_jobs",
        "schedule": 2.0,
        "options": {"queue": "preview", "expires": 4},
    },
    "scan-what-waits": {
        "task": "office.scan_what_waits",
        "schedule": 600.0,
        "options": {"queue": "preview", "expires": 300},
    },
    # Every hour of the day, because each rung is told once: a clock that was down catches up.
    "remind": {"task": "config.remind", "schedule": crontab(minute="30", hour="5-20")},
    # From DIGEST_HOUR on; who has this morning's mail gets no second one.
    "keep-digests": {"task": "config.keep_digests", "schedule": crontab(minute="*/10")},
    "send-mails": {
        "task": "office.send_mails",
        "schedule": 60.0,
        "options": {"expires": 50},
    },
    "verify-journal": {
        "task": "office.ask_to_verify",
        "schedule": crontab(minute="15", hour="2"),
    },
}


@celeryd_init.connect
def accept_root_in_the_embedded_stack(**_: Any) -> None:
    """`make run` as root: the worker reads JSON from this machine only. In Docker it is not root."""
    warnings.filterwarnings("ignore", category=SecurityWarning)


@task_prerun.connect
def look_after_the_connection(**_: Any) -> None:
    """A task begins as a request does: the kept connection is used again, a broken one replaced.

    Opening one for each task, as Celery does by itself, costs more than most of our tasks.
    """
    close_old_connections()


@worker_init.connect
def load_renderer_before_forking(**_: Any) -> None:
    """Children share the renderer's memory, and their first paper costs what a later one does."""
    # Only workers pay for the slow start of the renderer.
    from reports.content import Paper, Paragraph, Run  # noqa: PLC0415 -- as above
    from reports.rendering import pdf  # noqa: PLC0415 -- as above

    faces = tuple(
        Run("a", bold=bold, italic=italic) for bold in (True, False) for italic in (True, False)
    )
    pdf.write(Paper(kind="CV", issuer="", symbol="", place="", body=(Paragraph(faces),)))
    gc.collect()
    gc.freeze()
