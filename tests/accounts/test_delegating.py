"""Who signs in whose place: given in writing, for some days, never to oneself."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts import delegating
from accounts.models import Role, RoleGrant, SigningDelegation
from office.models import JournalEntry, Notice
from office.workflow import Overtaken, Problems, Refused
from tests.cast import make_person, signed_in

pytestmark = pytest.mark.django_db
Authority = SigningDelegation.Authority
PAGE = "/tai-khoan/uy-quyen-ky/"
TODAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def on_a_day():
    with time_machine.travel("2026-03-02 09:00+07:00"):
        yield


def give(by="son", to="huong", authority=Authority.DEPUTY, **facts):
    facts = {
        "on_behalf_of": "Chánh Thanh tra",
        "signer_post": "",
        "valid_from": TODAY,
        "valid_until": TODAY + datetime.timedelta(days=30),
        "document": "Quyết định số 12/QĐ-TTr ngày 01/3/2026",
    } | facts
    return delegating.give(
        signer=make_person(to), authority=authority, actor=make_person(by), **facts
    )


def test_the_chief_lets_the_deputy_sign_and_the_deputy_is_told(huong):
    given = give()
    assert given.printed_lines == ["KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA"]
    assert "KT. (ký thay)" in Notice.objects.get(person=huong).text
    assert JournalEntry.objects.get(verb="give_delegation").actor == make_person("son")


@pytest.mark.parametrize("by", ["lan", "huong", "ha", "thao", "duc", "an", "binh"])
def test_nobody_but_the_chief_gives_the_right_to_sign(by):
    with pytest.raises(Refused):
        give(by=by, to="quan", authority=Authority.BY_ORDER)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"to": "son"}, "signer", "tự giao quyền ký cho mình"),
        ({"to": "quan"}, "signer", "không giữ vai trò Phó Chánh thanh tra"),
        ({"to": "binh", "authority": Authority.BY_ORDER}, "signer", "đầu mối của đơn vị"),
        ({"authority": Authority.BY_MANDATE, "valid_until": None}, "valid_until", "có thời hạn"),
        ({"authority": Authority.BY_MANDATE, "document": " "}, "document", "bằng văn bản"),
        ({"valid_until": datetime.date(2026, 1, 1)}, "valid_until", "sau ngày bắt đầu"),
    ],
)
def test_a_delegation_that_the_decree_does_not_know_is_refused_at_its_field(facts, field, sentence):
    with pytest.raises(Problems, match=sentence) as told:
        give(**facts)
    assert told.value.problems[0].mend == f"#id_{field}"


def test_two_delegations_of_one_kind_do_not_overlap():
    given = give()
    with pytest.raises(Problems, match="đã được giao ký KT"):
        give(valid_from=TODAY + datetime.timedelta(days=30), valid_until=None)
    delegating.revoke(given, reason="Đi học dài ngày.", actor=make_person("son"))
    assert give().pk != given.pk


def test_who_signs_by_order_passes_on_to_his_deputy_and_a_mandate_is_not_passed_on():
    give(to="quan", authority=Authority.BY_ORDER, signer_post="Trưởng phòng")
    passed = give(by="quan", to="lan", signer_post="Phó Trưởng phòng")
    assert passed.printed_lines == [
        "TL. CHÁNH THANH TRA", "KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG",
    ]  # fmt: skip
    with pytest.raises(Problems, match="chỉ được giao cấp phó"):
        give(by="quan", to="minh", authority=Authority.BY_ORDER)
    give(to="minh", authority=Authority.BY_MANDATE)
    with pytest.raises(Refused, match="không được ủy quyền lại"):
        give(by="minh", to="lan", authority=Authority.BY_MANDATE)


def test_what_was_passed_on_ends_with_what_it_hangs_on(son):
    order = give(to="quan", authority=Authority.BY_ORDER, signer_post="Trưởng phòng")
    give(by="quan", to="lan", signer_post="Phó Trưởng phòng")
    delegating.revoke(order, reason="Chuyển công tác.", actor=son)
    assert not SigningDelegation.objects.valid_on(TODAY).exists()


def test_a_delegation_is_taken_back_once_with_the_reason(son, huong):
    given = give()
    with pytest.raises(Problems, match="lý do"):
        delegating.revoke(given, reason=" ", actor=son)
    with pytest.raises(Refused):
        delegating.revoke(given, reason="Thôi.", actor=huong)
    delegating.revoke(given, reason="Đã hết đợt công tác.", actor=son)
    with pytest.raises(Overtaken):
        delegating.revoke(given, reason="Lần nữa.", actor=son)
    given.refresh_from_db()
    assert not given.is_valid_on(TODAY)
    assert given.is_valid_on(TODAY) == SigningDelegation.objects.valid_on(TODAY).exists()


@pytest.mark.parametrize("days", [-1, 0, 30, 31])
def test_the_row_and_the_query_agree_on_every_day(days):
    given, day = give(), TODAY + datetime.timedelta(days=days)
    assert given.is_valid_on(day) == (0 <= days <= 30)
    assert given.is_valid_on(day) == SigningDelegation.objects.valid_on(day).exists()


def test_the_chief_gives_and_takes_back_on_the_page(son, huong):
    client = signed_in(son)
    typed = {
        "signer": huong.pk, "authority": "KT", "on_behalf_of": "Chánh Thanh tra",
        "signer_post": "", "valid_from": "02/03/2026", "valid_until": "", "document": "",
    }  # fmt: skip
    assert client.post(PAGE, typed).url == PAGE
    body = client.get(PAGE).content.decode()
    assert "KT. CHÁNH THANH TRA / PHÓ CHÁNH THANH TRA" in body
    row = SigningDelegation.objects.get()
    answer = client.post(f"{PAGE}{row.pk}/thu-hoi/", {"reason": ""})
    assert (answer.status_code, "Cần ghi lý do" in answer.content.decode()) == (422, True)
    assert client.post(f"{PAGE}{row.pk}/thu-hoi/", {"reason": "Hết đợt."}).url == PAGE
    assert "thu hồi từ 02/03/2026: Hết đợt." in client.get(PAGE).content.decode()


def test_a_wrong_delegation_keeps_what_was_typed(son, quan):
    typed = {
        "signer": quan.pk, "authority": "TUQ", "on_behalf_of": "Chánh Thanh tra",
        "signer_post": "Trưởng phòng", "valid_from": "02/03/2026", "document": "Giấy ủy quyền 05",
    }  # fmt: skip
    answer = signed_in(son).post(PAGE, typed)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Thừa ủy quyền phải có thời hạn" in body
    assert "Giấy ủy quyền 05" in body


@pytest.mark.parametrize(
    ("username", "status"),
    [("son", 200), ("huong", 200), ("lan", 200), ("ha", 200), ("an", 200), ("binh", 403)],
)
def test_the_people_of_the_office_see_who_may_sign(username, status):
    client = signed_in(make_person(username))
    assert client.get(PAGE).status_code == status
    if username != "son":
        assert client.post(PAGE, {}).status_code == 403


def test_a_role_ends_with_its_last_day_and_the_page_closes_at_once(ha):
    RoleGrant.objects.filter(person=ha).update(held_until=TODAY)
    assert signed_in(ha).get(PAGE).status_code == 200
    RoleGrant.objects.filter(person=ha).update(held_until=TODAY - datetime.timedelta(days=1))
    assert signed_in(ha).get(PAGE).status_code == 403
    assert not make_person("ha").has_role(Role.CLERK)
    assert set(RoleGrant.objects.held_on(timezone.localdate()).filter(person=ha)) == set()


def test_the_administrator_writes_down_a_delegation_under_the_same_rules(an, quan, son):
    client = signed_in(an)
    typed = {
        "signer": quan.pk, "authority": "KT", "on_behalf_of": "Chánh Thanh tra",
        "signer_post": "Phó", "valid_from": "02/03/2026", "given_by": son.pk,
    }  # fmt: skip
    page = "/quan-tri/accounts/signingdelegation/add/"
    body = client.post(page, typed).content.decode()
    assert "không giữ vai trò Phó Chánh thanh tra" in body
    assert client.post(page, typed | {"authority": "TL"}).status_code == 302
    assert SigningDelegation.objects.get().signer == quan
