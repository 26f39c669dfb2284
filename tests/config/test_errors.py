"""Pages for what went wrong."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client
from django.urls import path

from accounts.access import is_signed_in, needs, public, refusal, writes
from config import urls as house
from office.workflow import Overtaken, Problem, Problems
from tests.cast import signed_in


@refusal("Chỉ trưởng đoàn được làm việc này.")
def nobody(user):
    return False


@needs(nobody)
def refused(request):
    raise AssertionError


@needs(is_signed_in)
@writes
def stuck(request):
    raise Problems(
        [Problem("Chưa có trưởng đoàn.", "/thanh-tra/x/doan/"), Problem("Thiếu căn cứ.")]
    )


@needs(is_signed_in)
@writes
def overtaken(request):
    raise Overtaken("Trần Văn Minh đã duyệt trước.")


@public
def broken(request):
    raise RuntimeError("secret of the house")


@public
def too_big(request):
    raise RequestDataTooBig


@public
def odd(request):
    raise SuspiciousOperation("odd")


urlpatterns = [
    *house.urlpatterns,
    path("thu/tu-choi/", refused),
    path("thu/vuong/", stuck),
    path("thu/cham/", overtaken),
    path("thu/hong/", broken),
    path("thu/lon/", too_big),
    path("thu/la/", odd),
]
handler400, handler403, handler404 = house.handler400, house.handler403, house.handler404
pytestmark = pytest.mark.urls("tests.config.test_errors")


def test_who_is_refused_reads_the_reason(lan):
    answer = signed_in(lan).get("/thu/tu-choi/")
    assert answer.status_code == 403
    assert "Chỉ trưởng đoàn được làm việc này." in answer.content.decode()


def test_what_stands_in_the_way_is_listed_with_the_page_that_mends_it(lan):
    answer = signed_in(lan).post("/thu/vuong/", headers={"referer": "http://testserver/cuoc/?a=1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chưa có trưởng đoàn." in page
    assert "Thiếu căn cứ." in page
    assert 'href="/thanh-tra/x/doan/"' in page
    assert 'href="/cuoc/?a=1"' in page


def test_who_was_overtaken_learns_by_whom(lan):
    answer = signed_in(lan).post("/thu/cham/")
    assert answer.status_code == 409
    assert "Trần Văn Minh đã duyệt trước." in answer.content.decode()


def test_an_unknown_address_is_told_in_the_look_of_the_house(lan):
    answer = signed_in(lan).get("/khong/co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_a_fault_shows_no_inside(lan):
    client = signed_in(lan)
    client.raise_request_exception = False
    answer = client.get("/thu/hong/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi" in page
    assert "secret of the house" not in page
    assert "Traceback" not in page


def test_too_much_at_once_is_told(db):
    answer = Client().get("/thu/lon/")
    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()


def test_an_odd_request_is_told(db):
    assert "Không đọc được yêu cầu này" in Client().get("/thu/la/").content.decode()


def test_a_form_without_its_token_is_told_in_words(lan):
    client = Client(enforce_csrf_checks=True)
    client.force_login(lan)
    answer = client.post("/thu/vuong/")
    assert answer.status_code == 403
    assert "Biểu mẫu này đã quá hạn" in answer.content.decode()
