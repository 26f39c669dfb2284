"""The page on which a person waits for a job."""

import datetime
import uuid

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from office.models import Job
from tests.browser import sign_in
from tests.cast import PASSWORD, make_person, signed_in

HTMX = {"hx-request": "true"}


def make_job(asked_by, **facts) -> Job:
    return Job.objects.create(
        kind="tests.nothing",
        key=uuid.uuid4().hex,
        title="Dựng PDF kết luận số 05/KL-TTr",
        asked_by=asked_by,
        **facts,
    )


def page_of(job, person, **kwargs) -> str:
    answer = signed_in(person).get(f"/van-phong/viec/{job.pk}/", **kwargs)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_asked_sees_how_far_it_is(lan):
    page = page_of(make_job(lan, state="running", progress=40, step="Dàn trang"), lan)
    assert 'value="40"' in page
    assert "Dàn trang" in page
    assert 'hx-trigger="every 1s"' in page


def test_the_polled_part_is_the_part_alone(lan):
    page = page_of(make_job(lan), lan, headers=HTMX)
    assert "<html" not in page
    assert "Đang chờ máy xử lý" in page


@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_is_over_is_not_asked_for_again(lan, state):
    page = page_of(make_job(lan, state=state, ended_at=timezone.now()), lan, headers=HTMX)
    assert "hx-get" not in page


def test_after_15_seconds_the_person_learns_that_no_worker_took_it(lan):
    job = make_job(lan)
    assert "Chưa có máy xử lý nào nhận" not in page_of(job, lan)
    Job.objects.update(asked_at=timezone.now() - datetime.timedelta(seconds=16))
    assert "Chưa có máy xử lý nào nhận" in page_of(job, lan)


def test_a_failure_is_told_in_words_and_tried_again(lan):
    job = make_job(lan, state="failed", error="Phụ lục 2 quá rộng cho khổ giấy.")
    page = page_of(job, lan)
    assert "Phụ lục 2 quá rộng" in page
    assert f'action="/van-phong/viec/{job.pk}/thu-lai/"' in page
    signed_in(lan).post(f"/van-phong/viec/{job.pk}/thu-lai/")
    job.refresh_from_db()
    assert job.state == "waiting"


def test_the_job_of_another_person_is_not_known(lan, quan):
    job = make_job(lan, state="failed")
    assert signed_in(quan).get(f"/van-phong/viec/{job.pk}/").status_code == 404
    assert signed_in(quan).post(f"/van-phong/viec/{job.pk}/thu-lai/").status_code == 404
    job.refresh_from_db()
    assert job.state == "failed"


def test_an_admin_may_look_at_every_job(lan, an):
    assert "Dựng PDF" in page_of(make_job(lan), an)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_page_follows_the_job_by_itself(tab):
    job = make_job(make_person("lan"), state="running", progress=10, step="Đọc hồ sơ")
    sign_in(tab, "lan", PASSWORD)
    tab.goto(f"/van-phong/viec/{job.pk}/")
    expect(tab.locator(".job-step")).to_contain_text("Đọc hồ sơ")
    Job.objects.update(progress=70, step="Dàn trang")
    expect(tab.locator(".job-step")).to_contain_text("70% · Dàn trang")
    Job.objects.update(state="done", progress=100, ended_at=timezone.now())
    expect(tab.locator(".job-step")).to_contain_text("Xong lúc")
