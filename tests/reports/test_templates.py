"""The words of a kind of paper are rows: chosen by the day, changed with a date, never code."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from inspections.choices import CaseKind
from inspections.models import Inspection
from office.models import JournalEntry
from reports import composing
from reports.choices import DocumentKind
from reports.kinds import kind_of, kinds_for, template_of
from reports.models import Document, PaperTemplate
from reports.placeholders import CASE, SYMBOL, faults, filled
from tests.cast import make_person, signed_in
from tests.make.plans import make_plan
from tests.make.reports import make_full_case, make_report

pytestmark = pytest.mark.django_db
CHANGED_ON = datetime.date(2024, 2, 10)


def report_template() -> PaperTemplate:
    return PaperTemplate.objects.get(kind="BC", case_kind="inspection", valid_to=None)


def address(act: str, template: PaperTemplate) -> str:
    return reverse(f"admin:reports_papertemplate_{act}", args=[template.pk])


def form_of(client, template: PaperTemplate, **typed) -> dict:
    """What the browser would send: the form as it is shown, with what was typed."""
    form = client.get(address("change", template)).context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | typed).items() if value not in (None, False)}


@pytest.fixture
def client_of_an(db):
    return signed_in(make_person("an"))


# --- Places ---------------------------------------------------------------------------------------
def test_a_place_is_a_name_and_nothing_else():
    """str.format would follow attributes and indexes into the program."""
    evil = "{0.__class__} {cuộc.__class__} {cuộc[0]} {cuộc!r} {cuộc:>99999999} {} {{cuộc}}"
    said = filled(evil, CASE, lambda place: "thanh tra")
    assert said == evil.replace("{{cuộc}}", "{thanh tra}")
    assert len(faults(evil, CASE)) == 7
    assert filled("Kết quả {cuộc}", CASE, lambda place: "{thủ trưởng}") == "Kết quả {thủ trưởng}"


def test_an_unknown_place_is_named_beside_those_that_can_be_used():
    assert faults("KL-{foo}", SYMBOL) == ["Không có trường {foo}; dùng được: {viết tắt}."]
    assert faults("KL-{viết tắt", SYMBOL) == ["Có dấu ngoặc nhọn lẻ: mỗi trường viết giữa { và }."]
    assert faults("Kết quả { cuộc }", CASE) == []


# --- Which template -------------------------------------------------------------------------------
def test_every_paper_of_a_case_or_plan_has_its_template():
    case = make_full_case()
    for kind in CaseKind:
        owner = Inspection(kind=kind)
        assert all(kind_of(owner, each).full_clean() is None for each in kinds_for(owner))
    assert kind_of(make_plan(), DocumentKind.PLAN).symbol_of(case.issuer) == "KH-TTr"


def test_a_kind_has_one_template_on_a_day():
    row = report_template()
    row.pk, row.valid_from = None, CHANGED_ON
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_day_of_the_paper_chooses_and_a_paper_keeps_its_template(
    client_of_an, django_assert_num_queries
):
    first = make_report()
    old = report_template()
    typed = {"title": "BÁO CÁO KẾT QUẢ", "changed_from": "10/02/2024"}
    answer = client_of_an.post(address("change", old), form_of(client_of_an, old, **typed))
    assert answer.status_code == 302

    old.refresh_from_db()
    new = report_template()
    assert (old.title, old.valid_to) == ("BÁO CÁO", datetime.date(2024, 2, 9))
    assert (new.title, new.valid_from) == ("BÁO CÁO KẾT QUẢ", CHANGED_ON)
    line = JournalEntry.objects.get(verb="admin_change")
    assert "Báo cáo kết quả thanh tra (từ 10/02/2024)" in line.sentence
    assert template_of(Document.objects.get(pk=first.pk)) == old
    case = make_full_case("2024-002")
    for day, title in ((datetime.date(2024, 2, 9), "BÁO CÁO"), (CHANGED_ON, "BÁO CÁO KẾT QUẢ")):
        assert kind_of(case, DocumentKind.RESULT_REPORT, day).title == title
    # All kinds of a day in one query.
    case = Inspection.objects.get(pk=case.pk)
    with django_assert_num_queries(1):
        assert [kind_of(case, kind, CHANGED_ON).pk for kind in kinds_for(case)]
    made = composing.compose(
        case, DocumentKind.RESULT_REPORT, actor=make_person("lan"), planned_on=CHANGED_ON
    )
    assert (made.title, made.template) == ("BÁO CÁO KẾT QUẢ", new)


def test_a_template_that_came_into_force_today_is_written_over_until_its_first_paper(
    client_of_an,
):
    client, change = client_of_an, {"title": "BÁO CÁO A", "changed_from": "10/02/2024"}
    client.post(address("change", report_template()), form_of(client, report_template(), **change))
    again = form_of(client, report_template(), title="BÁO CÁO B", changed_from="10/02/2024")
    client.post(address("change", report_template()), again)
    assert report_template().title == "BÁO CÁO B"
    assert PaperTemplate.objects.filter(kind="BC", case_kind="inspection").count() == 2

    make_report()
    answer = client.post(address("change", report_template()), again | {"title": "BÁO CÁO C"})
    assert "Đã có văn bản soạn theo mẫu này" in answer.content.decode()
    assert report_template().title == "BÁO CÁO B"


def test_what_was_not_changed_gives_no_row(client_of_an):
    row = report_template()
    assert client_of_an.post(address("change", row), form_of(client_of_an, row)).status_code == 302
    assert PaperTemplate.objects.filter(kind="BC", case_kind="inspection").count() == 1


# --- Preview --------------------------------------------------------------------------------------
def test_the_words_are_seen_on_paper_before_they_are_kept(client_of_an):
    row = report_template()
    kept = client_of_an.get(address("preview", row)).content.decode()
    assert "Chánh Thanh tra quận Hải Tân" in kept
    typed = form_of(client_of_an, row, closing="Kính trình {thủ trưởng} về {cuộc}.")
    tried = client_of_an.post(address("preview", row), typed).content.decode()
    assert "Kính trình Chánh Thanh tra quận Hải Tân về thanh tra việc" in tried.replace("\xa0", " ")
    wrong = client_of_an.post(address("preview", row), typed | {"closing": "{foo}"})
    assert "Không có trường {foo}; dùng được: {cuộc}" in wrong.content.decode()
    assert f'action="{address("change", row)}"' in wrong.content.decode()
    assert PaperTemplate.objects.filter(kind="BC", case_kind="inspection").count() == 1
    assert signed_in(make_person("son")).get(address("preview", row)).status_code == 302


def test_every_template_has_its_preview(client_of_an):
    for row in PaperTemplate.objects.order_by("pk"):
        assert client_of_an.get(address("preview", row)).status_code == 200, row
