"""The frame of every page: kept between requests, and never a moment behind a person's rights."""

import re

import pytest

from accounts.models import RoleGrant
from tests.cast import signed_in

pytestmark = pytest.mark.django_db


def frame_of(client, path: str = "/phat-hien/") -> str:
    page = client.get(path).content.decode()
    return page[: page.index("<main")]


def test_who_loses_a_role_loses_its_links_on_the_next_page(ha):
    client = signed_in(ha)
    before = frame_of(client)
    assert "Sổ văn bản đi" in before
    assert "Vai trò: Văn thư" in before
    RoleGrant.objects.filter(person=ha).delete()
    after = frame_of(client)
    assert "Sổ văn bản đi" not in after
    assert "Vai trò" not in after


def test_a_new_name_and_post_stand_there_at_once(lan):
    client = signed_in(lan)
    assert lan.full_name in frame_of(client)
    lan.full_name, lan.post = "Trần Thị Lan Anh", "Thanh tra viên chính"
    lan.save()
    page = frame_of(client)
    assert page.count("Trần Thị Lan Anh") == 3
    assert "Thanh tra viên chính" in page


def test_two_people_who_hold_the_same_roles_see_each_their_own_name(lan, minh):
    names = {frame_of(signed_in(each)).count(each.full_name) for each in (lan, minh, lan)}
    assert names == {3}
    assert minh.full_name not in frame_of(signed_in(lan))


def test_the_menu_marks_the_page_one_is_on_and_no_other(son):
    client = signed_in(son)
    for path in ("/", "/phat-hien/", "/kien-nghi/", "/phat-hien/"):
        marked = re.findall(r'<a href="([^"]+)" aria-current="page"', frame_of(client, path))
        assert marked == [path]


def test_each_page_has_its_own_token_to_sign_out_with(lan):
    client = signed_in(lan)
    found = [re.search(r'csrfmiddlewaretoken" value="(\w+)"', frame_of(client)) for _ in range(2)]
    first, second = (each[1] for each in found if each)
    assert first != second


def test_who_is_not_signed_in_has_no_search_and_no_menu(client, lan):
    assert "site-search" in frame_of(signed_in(lan))
    page = frame_of(client, "/tai-khoan/dang-nhap/")
    assert "brand-name" in page
    assert "site-search" not in page
    assert "main-nav" not in page
