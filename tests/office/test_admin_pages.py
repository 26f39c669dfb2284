"""The administrator's pages of the office and of people."""

import datetime

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import RoleGrant, User
from inspections.models import UnitContact
from office import journal
from office.models import (
    Holiday,
    Job,
    JournalEntry,
    LegalDocument,
    LegalEvent,
    LegalStep,
    Mail,
    NumberSeries,
    Regime,
    Register,
    RegisterEntry,
    StoredFile,
    TimeLimit,
)
from office.numbering import take_number
from reports.models import PaperTemplate
from tests.cast import make_person, signed_in

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
# A template is never added: its change is the next row.
READ_ONLY = [JournalEntry, Job, Mail, StoredFile, PaperTemplate]


@pytest.fixture
def page(an):
    an.is_superuser = False
    an.save()
    return signed_in(an)


def address(model, act="changelist", *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_opens_searches_and_hides_from_others(page, model, son):
    assert page.get(address(model)).status_code == 200
    assert page.get(address(model), {"q": "thanh tra"}).status_code == 200
    assert signed_in(son).get(address(model)).status_code == 302


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_form_opens_unless_the_model_is_only_read(page, model):
    wanted = 403 if model in READ_ONLY else 200
    assert page.get(address(model, "add")).status_code == wanted


@pytest.mark.parametrize("model", [LegalDocument, LegalEvent, LegalStep, Regime, TimeLimit, User])
def test_a_row_opens(page, model):
    thing = model.objects.order_by("pk").first()
    assert page.get(address(model, "change", thing.pk)).status_code == 200


def test_the_journal_is_read_and_never_touched(page):
    line = journal.record(
        actor=None, verb="do", about=Regime.objects.order_by("pk").first(), sentence="Một việc."
    )
    where = address(JournalEntry, "change", line.pk)
    assert page.get(where).status_code == 200
    assert page.post(where, {"sentence": "Khác"}).status_code == 403
    assert page.post(address(JournalEntry, "delete", line.pk), {"post": "yes"}).status_code == 403


def test_numbers_given_are_shown_and_cannot_be_changed(page, ha):
    entry = take_number(
        series="QĐ-TTr", name="Sổ quyết định", symbol="QĐ-TTr", taken_for="Quyết định thanh tra",
        dated_on=datetime.date(2024, 1, 24), actor=ha,
    )  # fmt: skip
    where = address(type(entry.register), "change", entry.register.pk)
    assert "QĐ-TTr" in page.get(where).content.decode()
    page.post(
        where,
        {
            "name": "Sổ khác",
            "last_number": 99,
            "entries-TOTAL_FORMS": 1,
            "entries-INITIAL_FORMS": 1,
            "entries-0-id": entry.pk,
            "entries-0-number": 50,
        },
    )
    entry.register.refresh_from_db()
    assert (entry.register.name, entry.register.last_number) == ("Sổ khác", 1)
    assert RegisterEntry.objects.get().number == 1


def test_a_book_begun_on_paper_gets_its_last_number_by_hand(page, ha):
    inline = {"entries-TOTAL_FORMS": 0, "entries-INITIAL_FORMS": 0}
    series = NumberSeries.objects.create(key="QĐ-TTr", name="Sổ quyết định")
    page.post(
        address(Register, "add"),
        {"series": series.key, "name": "Sổ quyết định", "year": 2024, "begins_after": 46} | inline,
    )
    entry = take_number(
        series="QĐ-TTr", name="Sổ", symbol="QĐ-TTr", taken_for="Quyết định",
        dated_on=datetime.date(2024, 11, 24), actor=ha,
    )  # fmt: skip
    assert entry.number == 47


@pytest.mark.parametrize("day", ["31/02/2024", "hôm nay", ""])
def test_a_wrong_day_is_answered_at_its_field(page, day):
    answer = page.post(address(Holiday, "add"), {"day": day, "name": "Nghỉ bão"})
    assert answer.status_code == 200
    assert "Nghỉ bão" in answer.content.decode()
    assert not Holiday.objects.exists()


def test_a_day_off_is_told_in_the_journal(page, an):
    page.post(address(Holiday, "add"), {"day": "12/03/2024", "name": "Nghỉ bão"})
    line = JournalEntry.objects.get()
    assert (line.actor, line.verb) == (an, "admin_add")
    assert "Nghỉ bão" in line.sentence


def test_a_second_limit_for_a_step_is_refused_in_words(page):
    limit = TimeLimit.objects.get(step__regime__code="thanh-tra-2025", step__code="announce")
    facts = {
        "step": limit.step_id, "level": "", "days": 10, "day_kind": "calendar", "extension_days": 0, "second_extension_days": 0,
        "provision": limit.provision_id,
    }  # fmt: skip
    answer = page.post(address(TimeLimit, "add"), facts)
    assert "Bước này đã có thời hạn cho cấp đó" in answer.content.decode()


# --- People ---------------------------------------------------------------------------------------
def new_person(page, **facts):
    known = {
        "username": "hoa", "full_name": "Lý Thị Hoa", "usable_password": "true",
        "password1": "mot-cau-dai-2024", "password2": "mot-cau-dai-2024",
    }  # fmt: skip
    return page.post(address(User, "add"), known | facts)


def test_a_person_is_added_with_one_field_for_the_name(page):
    assert new_person(page).status_code == 302
    person = User.objects.get(username="hoa")
    assert (person.full_name, person.is_staff) == ("Lý Thị Hoa", False)
    assert person.check_password("mot-cau-dai-2024")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"full_name": ""}, "Trường này là bắt buộc"),
        ({"password1": "123", "password2": "123"}, "Mật khẩu"),
        ({"password2": "khac"}, "không giống nhau"),
        ({"username": "an"}, "đã"),
    ],
)
def test_a_wrong_person_is_answered_in_words(page, facts, said):
    answer = new_person(page, **facts)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_role_is_granted_with_its_day_and_ends_by_a_day(page, lan):
    grant = RoleGrant.objects.get(person=lan)
    facts = {
        "username": "lan", "full_name": lan.full_name, "is_active": "on",
        "role_grants-TOTAL_FORMS": 2, "role_grants-INITIAL_FORMS": 1,
        "role_grants-0-id": grant.pk, "role_grants-0-person": lan.pk,
        "role_grants-0-role": "inspector", "role_grants-0-held_from": "01/01/2020",
        "role_grants-0-held_until": "31/12/2024", "role_grants-0-DELETE": "on",
        "role_grants-1-role": "monitor", "role_grants-1-held_from": "01/01/2025",
        "signing_delegations-TOTAL_FORMS": 0, "signing_delegations-INITIAL_FORMS": 0,
    }  # fmt: skip
    assert page.post(address(User, "change", lan.pk), facts).status_code == 302
    assert lan.roles_on(datetime.date(2024, 6, 1)) == {"inspector"}
    assert lan.roles_on(datetime.date(2025, 6, 1)) == {"monitor"}


def test_people_are_found_without_accents(page, lan, minh):
    body = page.get(address(User), {"q": "nguyen lan"}).content.decode()
    assert lan.full_name in body
    assert minh.full_name not in body


def test_people_are_filtered_by_the_role_they_hold_today(page, lan, son):
    body = page.get(address(User), {"vai-tro": "chief"}).content.decode()
    assert son.full_name in body
    assert lan.full_name not in body


def test_an_administrator_cannot_give_himself_full_power(page, an):
    facts = {
        "username": "an", "full_name": an.full_name, "is_active": "on", "is_staff": "on",
        "is_superuser": "on",
        **{
            f"{prefix}-{word}_FORMS": 0
            for prefix in ("role_grants", "signing_delegations")
            for word in ("TOTAL", "INITIAL")
        },
    }  # fmt: skip
    page.post(address(User, "change", an.pk), facts)
    an.refresh_from_db()
    assert not an.is_superuser


def test_an_administrator_cannot_take_the_account_of_one_with_full_power(page, lan):
    User.objects.filter(pk=lan.pk).update(is_superuser=True)
    assert page.post(f"/quan-tri/accounts/user/{lan.pk}/password/").status_code == 403


def test_people_are_switched_off_and_never_deleted(page, lan):
    assert page.post(address(User, "delete", lan.pk), {"post": "yes"}).status_code == 403


def test_the_list_of_people_asks_as_often_for_one_as_for_ten(
    page, cast, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        page.get(address(User))


def test_a_contact_of_a_unit_can_be_named(page, binh):
    from tests.make.inspections import make_unit

    page.post(address(UnitContact, "add"), {"unit": make_unit().pk, "person": binh.pk})
    assert UnitContact.objects.get().person == make_person("binh")


def test_what_the_administrator_reads_is_vietnamese(page):
    body = page.get("/quan-tri/").content.decode()
    assert "Minh Bạch – Quản trị" in body
    for word in (
        "Toggle",
        "Skip to",
        "Change password",
        "Add<",
        "Select all",
        "Site administration",
    ):
        assert word not in body
