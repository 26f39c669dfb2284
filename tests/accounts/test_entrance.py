"""Signing in, out, and the password."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, signed_in

SIGN_IN = "/tai-khoan/dang-nhap/"


@pytest.fixture(autouse=True)
def failures_are_forgotten():
    cache.clear()


def test_a_person_signs_in_and_comes_where_they_wanted_to_go(lan):
    answer = Client().post(
        SIGN_IN, {"username": "lan", "password": PASSWORD, "next": "/tai-khoan/doi-mat-khau/"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/tai-khoan/doi-mat-khau/"


def test_a_page_that_needs_a_sign_in_is_kept_for_afterwards(client, db):
    answer = client.get("/tai-khoan/doi-mat-khau/")
    assert answer["Location"] == "/tai-khoan/dang-nhap/?next=/tai-khoan/doi-mat-khau/"


def test_nobody_is_led_to_another_site_by_signing_in(lan):
    answer = Client().post(
        SIGN_IN, {"username": "lan", "password": PASSWORD, "next": "https://example.org/"}
    )
    assert answer["Location"] == "/"


def test_a_wrong_password_is_told_in_vietnamese_and_the_name_is_kept(lan):
    page = Client().post(SIGN_IN, {"username": "lan", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert 'value="lan"' in page


def test_after_five_failures_even_the_right_password_must_wait(lan):
    client = Client()
    for _ in range(5):
        client.post(SIGN_IN, {"username": "lan", "password": "sai"})
    page = client.post(SIGN_IN, {"username": "lan", "password": PASSWORD}).content.decode()
    assert "Sai quá nhiều lần" in page


def test_a_locked_account_cannot_sign_in(lan):
    lan.is_active = False
    lan.save()
    answer = Client().post(SIGN_IN, {"username": "lan", "password": PASSWORD})
    assert answer.status_code == 200


def test_an_empty_form_says_which_field_is_missing(client, db):
    page = client.post(SIGN_IN, {}).content.decode()
    assert "Hãy nhập tên đăng nhập." in page
    assert "Hãy nhập mật khẩu." in page


def test_signing_out_is_a_post_and_ends_the_session(lan):
    client = signed_in(lan)
    assert client.get("/tai-khoan/dang-xuat/").status_code == 405
    assert client.post("/tai-khoan/dang-xuat/")["Location"] == SIGN_IN
    assert client.get("/").status_code == 302


def test_a_changed_password_is_the_new_one_and_the_session_goes_on(lan):
    client = signed_in(lan)
    words = {
        "old_password": PASSWORD,
        "new_password1": "Ngay-moi-2026",
        "new_password2": "Ngay-moi-2026",
    }
    assert client.post("/tai-khoan/doi-mat-khau/", words)["Location"] == "/"
    assert client.get("/tai-khoan/doi-mat-khau/").status_code == 200
    lan.refresh_from_db()
    assert lan.check_password("Ngay-moi-2026")


def test_a_wrong_old_password_changes_nothing(lan):
    words = {
        "old_password": "sai",
        "new_password1": "Ngay-moi-2026",
        "new_password2": "Ngay-moi-2026",
    }
    assert signed_in(lan).post("/tai-khoan/doi-mat-khau/", words).status_code == 200
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client, db):
    answer = client.post(
        "/tai-khoan/doi-mat-khau/", headers={"referer": "http://testserver/thanh-tra/?q=1"}
    )
    assert answer["Location"] == ("/tai-khoan/dang-nhap/?next=%2Fthanh-tra%2F%3Fq%3D1&het-phien=1")
    assert "chưa được lưu" in client.get(answer["Location"]).content.decode()


def test_a_page_of_another_site_is_not_gone_back_to(client, db):
    answer = client.post("/tai-khoan/doi-mat-khau/", headers={"referer": "https://example.org/x"})
    assert "example.org" not in answer["Location"]


def test_a_part_of_a_page_after_the_session_ended_sends_the_whole_page_to_sign_in(client, db):
    answer = client.get(
        "/tai-khoan/doi-mat-khau/",
        headers={"hx-request": "true", "hx-current-url": "http://testserver/"},
    )
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/tai-khoan/dang-nhap/?next=%2F&het-phien=1"


def test_the_admin_uses_the_sign_in_with_the_limit(client, db):
    answer = client.get("/quan-tri/", follow=True)
    assert answer.redirect_chain[-1][0] == "/tai-khoan/dang-nhap/?next=%2Fquan-tri%2F"


def test_who_is_no_admin_is_told_so_instead_of_signing_in_again(lan):
    assert signed_in(lan).get("/quan-tri/", follow=True).status_code == 403
