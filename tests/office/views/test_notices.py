"""What the office has told a person."""

import datetime

import pytest
from django.utils import timezone

from office.models import Notice, NoticeSettings, Snooze
from office.notices import notify
from tests.cast import signed_in


def test_the_bell_counts_what_is_unread(lan):
    notify([lan], "Kết luận đã được duyệt.", url="/thanh-tra/2024-001/")
    notify([lan], "Bạn được cử vào đoàn.")
    page = signed_in(lan).get("/van-phong/thong-bao/").content.decode()
    assert "Thông báo: 2 chưa đọc" in page
    assert "Kết luận đã được duyệt." in page


def test_following_a_notice_marks_it_read(lan):
    notify([lan], "Kết luận đã được duyệt.", url="/thanh-tra/2024-001/")
    notice = Notice.objects.get()
    answer = signed_in(lan).post(f"/van-phong/thong-bao/{notice.pk}/")
    assert answer["Location"] == "/thanh-tra/2024-001/"
    notice.refresh_from_db()
    assert notice.read_at


def test_a_notice_never_leads_to_another_site(lan):
    notify([lan], "Xem tại đây.", url="https://example.org/")
    answer = signed_in(lan).post(f"/van-phong/thong-bao/{Notice.objects.get().pk}/")
    assert answer["Location"] == "/van-phong/thong-bao/"


def test_the_notice_of_another_person_is_not_known(lan, quan):
    notify([lan], "Riêng cho Lan.")
    assert (
        signed_in(quan).post(f"/van-phong/thong-bao/{Notice.objects.get().pk}/").status_code == 404
    )
    assert "Riêng cho Lan" not in signed_in(quan).get("/van-phong/thong-bao/").content.decode()


def test_everything_is_marked_read_at_once_and_only_mine(lan, quan):
    notify([lan, quan], "Lịch họp đã đổi.")
    signed_in(lan).post("/van-phong/thong-bao/da-doc/")
    assert Notice.objects.get(person=lan).read_at
    assert Notice.objects.get(person=quan).read_at is None


def test_an_empty_list_says_what_will_come(lan):
    assert "Chưa có thông báo nào" in signed_in(lan).get("/van-phong/thong-bao/").content.decode()


def test_old_notices_are_on_the_next_page(lan):
    for number in range(31):
        notify([lan], f"Thông báo số {number}.")
    client = signed_in(lan)
    first = client.get("/van-phong/thong-bao/")
    assert "Trang sau" in first.content.decode()
    second = client.get(f"/van-phong/thong-bao/?sau={first.context['page'].after}")
    assert "Thông báo số 0." in second.content.decode()
    assert "Trang trước" in second.content.decode()


# --- Coming again ---------------------------------------------------------------------------------


def test_a_reminder_is_put_off_and_taken_back(lan):
    notify([lan], "Sắp đến hạn.", about="2024-001:on_site", kind=Notice.Kind.DEADLINE)
    client, notice = signed_in(lan), Notice.objects.get()
    assert "Nhắc lại sau" in client.get("/van-phong/thong-bao/").content.decode()
    client.post(f"/van-phong/thong-bao/{notice.pk}/hoan/", {"days": "3"})
    row = Snooze.objects.get()
    assert row.until == timezone.localdate() + datetime.timedelta(days=3)
    assert "Sắp đến hạn." in client.get("/van-phong/thong-bao/cai-dat/").content.decode()
    client.post(f"/van-phong/thong-bao/hoan/{row.pk}/bo/")
    assert not Snooze.objects.exists()


@pytest.mark.parametrize("days", ["", "0", "400", "x", "-1"])
def test_putting_off_for_ever_is_refused_in_words(lan, days):
    notify([lan], "Sắp đến hạn.", about="2024-001:on_site")
    answer = signed_in(lan).post(
        f"/van-phong/thong-bao/{Notice.objects.get().pk}/hoan/", {"days": days}
    )
    assert answer.status_code == 422
    assert "Hãy chọn" in answer.content.decode()
    assert not Snooze.objects.exists()


def test_what_another_person_put_off_is_not_known(lan, quan):
    row = Snooze.objects.create(person=lan, key="x", text="Việc", until=timezone.localdate())
    assert signed_in(quan).post(f"/van-phong/thong-bao/hoan/{row.pk}/bo/").status_code == 404


# --- Wishes ---------------------------------------------------------------------------------------


def test_a_person_says_what_he_wants_to_be_told(lan):
    path = "/van-phong/thong-bao/cai-dat/"
    client = signed_in(lan)
    assert "chưa có địa chỉ thư" in client.get(path).content.decode()
    client.post(path, {"mailed": ["work", "escalated"], "shown": ["deadline"]})
    row = NoticeSettings.objects.get(person=lan)
    assert (row.has_digest, row.unmailed, row.muted) == (False, ["news", "deadline"], ["news"])
    notify([lan], "Tin.", kind=Notice.Kind.NEWS)
    notify([lan], "Việc.", kind=Notice.Kind.WORK)
    assert [each.text for each in Notice.objects.all()] == ["Việc."]
    page = client.get(path).content.decode()
    assert page.count("checked") == 3


def test_an_invented_kind_is_told(lan):
    answer = signed_in(lan).post("/van-phong/thong-bao/cai-dat/", {"mailed": ["x"]})
    assert answer.status_code == 422
    assert not NoticeSettings.objects.exists()
