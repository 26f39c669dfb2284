"""Filters kept by name: for oneself, for the office, on the home page."""

import pytest
from django.test import Client

from office.models import SavedFilter
from tests.cast import signed_in
from tests.make.findings import make_finding
from tests.make.inspections import make_running_inspection

pytestmark = pytest.mark.django_db
SAVE = "/bo-loc/luu/?danh-sach=findings&loc=loai%3Dviolation%26xep%3Dtien"


def keep(client: Client, **typed: str) -> SavedFilter:
    facts = {"listing": "findings", "query": "loai=violation&xep=tien", "name": "Vi phạm"}
    answer = client.post("/bo-loc/luu/", facts | typed)
    assert answer.status_code == 302, answer.content.decode()
    return SavedFilter.objects.order_by("-pk").first()


def test_a_filter_is_kept_from_its_list_and_asked_again(minh):
    make_finding(make_running_inspection(), kind="violation")
    client = signed_in(minh)
    page = client.get("/phat-hien/?loai=violation&xep=tien").content.decode()
    assert SAVE.replace("&", "&amp;") in page
    form = client.get(SAVE).content.decode()
    assert "Loại: <b>Vi phạm</b>" in form
    kept = keep(client)
    assert kept.query == "loai=violation&xep=tien"
    page = client.get("/phat-hien/").content.decode()
    assert "/phat-hien/?loai=violation&amp;xep=tien" in page
    assert "Vi phạm" in page


def test_the_same_name_means_the_new_question(minh):
    client = signed_in(minh)
    keep(client)
    keep(client, query="loai=note")
    assert SavedFilter.objects.get().query == "loai=note"


def test_one_s_own_filter_is_no_one_elses(minh, lan):
    kept = keep(signed_in(minh))
    client = signed_in(lan)
    assert "Vi phạm" not in client.get("/bo-loc/").content.decode()
    for act in ("ghim", "bo-ghim", "dung-chung", "rieng", "xoa"):
        assert client.post(f"/bo-loc/{kept.pk}/{act}/").status_code == 404


def test_a_shared_filter_is_used_by_all_and_changed_by_its_owner(minh, lan):
    kept = keep(signed_in(minh), is_shared="on")
    client = signed_in(lan)
    assert "Trần Văn Minh chia sẻ" in client.get("/bo-loc/").content.decode()
    for act in ("dung-chung", "rieng", "xoa"):
        assert client.post(f"/bo-loc/{kept.pk}/{act}/").status_code == 403
    client.post(f"/bo-loc/{kept.pk}/ghim/")
    assert "Bộ lọc ghim" in client.get("/").content.decode()
    signed_in(minh).post(f"/bo-loc/{kept.pk}/rieng/")
    assert "Bộ lọc ghim" not in client.get("/").content.decode()


def test_a_pinned_filter_says_how_many_there_are_for_its_reader(minh, quan):
    make_finding(make_running_inspection(), kind="violation")
    keep(signed_in(minh), is_shared="on", is_pinned="on")
    (pinned,) = signed_in(minh).get("/").context["pinned"]
    assert (pinned.name, str(pinned.count)) == ("Vi phạm", "1")
    signed_in(quan).post(f"/bo-loc/{SavedFilter.objects.get().pk}/ghim/")
    (pinned,) = signed_in(quan).get("/").context["pinned"]
    assert str(pinned.count) == "0"


@pytest.mark.parametrize(
    ("listing", "query"),
    [("findings", "q=!!!"), ("cases", "han=qua-han"), ("findings", "don-vi=x")],
)
def test_a_pinned_filter_that_nothing_matches_says_none(minh, listing, query):
    keep(signed_in(minh), listing=listing, query=query, is_pinned="on")
    (pinned,) = signed_in(minh).get("/").context["pinned"]
    assert str(pinned.count) == "0"


def test_a_filter_goes_away(minh):
    kept = keep(signed_in(minh))
    signed_in(minh).post(f"/bo-loc/{kept.pk}/xoa/")
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Hãy đặt tên cho bộ lọc."),
        ({"name": "x" * 101}, "100"),
        ({"listing": "khong-co"}, "Không có danh sách này"),
        ({"query": ""}, "Chưa có điều kiện nào để lưu"),
        ({"query": "loai=khong-co"}, "Chưa có điều kiện nào để lưu"),
        ({"query": "&" * 2000}, "1500"),
    ],
)
def test_what_cannot_be_kept_is_said(minh, typed, sentence):
    facts = {"listing": "findings", "query": "loai=violation", "name": "Tên đã gõ"} | typed
    answer = signed_in(minh).post("/bo-loc/luu/", facts)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SavedFilter.objects.exists()
    if len(facts["name"]) > 1:
        assert facts["name"] in answer.content.decode()
