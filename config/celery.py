"""The Celery app and every clock in the house."""

import os

from celery import Celery

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
}
