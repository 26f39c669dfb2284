"""The address that Docker asks whether the office can work."""

import datetime

import pytest
from django.utils import timezone

from office.models import Job

pytestmark = pytest.mark.django_db


def test_a_healthy_office_says_so_to_anybody(client):
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "redis": "ok", "workers": "ok"}


def test_without_redis_the_office_is_ill_but_answers(client, settings):
    settings.CACHES = settings.CACHES | {
        "default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    }
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 503
    assert answer.json()["redis"] == "down"


def test_a_job_that_nobody_takes_is_told_without_failing(client):
    job = Job.objects.create(kind="reports.render", key="x", title="Xuất PDF")
    Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - datetime.timedelta(hours=1))
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert answer.json()["workers"] == "behind"


def test_health_is_looked_at_and_not_written_to(client):
    assert client.post("/suc-khoe/").status_code == 405
