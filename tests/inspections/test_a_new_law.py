"""The next law is typed in by the administrator; a case under it shows its deadlines, without code."""

import datetime

import pytest
from django.urls import reverse

from inspections import checks
from inspections.choices import CaseState, Level
from office import law
from office.models import LegalDocument, LegalEvent, LegalProvision, LegalStep, Regime
from tests.cast import signed_in
from tests.make.inspections import make_decision, make_inspection, make_milestone


@pytest.fixture
def page(an):
    an.is_superuser = False
    an.save()
    return signed_in(an)


def add(page, model, **facts):
    """Fill the administrator's form; inlines that are not spoken of stay empty."""
    address = reverse(f"admin:office_{model._meta.model_name}_add")
    forms = page.get(address).context["inline_admin_formsets"]
    empty = {
        f"{one.formset.prefix}-{word}_FORMS": 0 for one in forms for word in ("TOTAL", "INITIAL")
    }
    answer = page.post(address, empty | facts)
    assert answer.status_code == 302, answer.context["errors"]
    return model.objects.order_by("-pk").first()


def type_in_a_law(page) -> Regime:
    document = add(
        page, LegalDocument, kind="law", number="99/2031/QH17", title="Luật Thanh tra",
        issuer="Quốc hội", issued_on="20/11/2030", in_force_from="01/07/2031",
        **{"provisions-TOTAL_FORMS": 1, "provisions-0-article": "18"},
    )  # fmt: skip
    article = LegalProvision.objects.get(document=document)
    regime = add(
        page, Regime, code="thanh-tra-2031", name="Luật Thanh tra 2031", case_kind="inspection",
        decided_from="01/07/2031", law=document.pk,
        **{
            "competent_bodies-TOTAL_FORMS": 1,
            "competent_bodies-0-level": "province",
            "competent_bodies-0-name": "Thanh tra vùng",
        },
    )  # fmt: skip
    heard = add(
        page, LegalEvent, code="unit_heard", name="đối thoại với đối tượng", phase="on_site",
        position=45,
    )  # fmt: skip
    announced = LegalEvent.objects.get(code="announced")
    limit = {
        "time_limits-TOTAL_FORMS": 1,
        "time_limits-0-days": 7,
        "time_limits-0-day_kind": "working",
        "time_limits-0-extension_days": 0,
        "time_limits-0-second_extension_days": 0,
        "time_limits-0-provision": article.pk,
        "time_limits-0-is_verified": "on",
    }
    add(
        page, LegalStep, regime=regime.pk, code="doi-thoai", name="Đối thoại với đối tượng",
        position=10, done_by="team", counted_from=announced.pk, ends_with=heard.pk, **limit,
    )  # fmt: skip
    add(
        page, LegalStep, regime=regime.pk, code="thuc-dia", name="Thời hạn thực địa",
        position=20, done_by="team", counted_from=announced.pk,
        ends_with=LegalEvent.objects.get(code="on_site_ended").pk,
        **(limit | {"time_limits-0-days": 20, "time_limits-0-day_kind": "calendar"}),
    )  # fmt: skip
    return regime


def test_a_case_under_a_law_typed_in_shows_its_deadlines(page, minh):
    regime = type_in_a_law(page)
    assert law.regime_on("inspection", datetime.date(2031, 8, 1)) == regime
    inspection = make_inspection(state=CaseState.ON_SITE, regime=regime, level=Level.PROVINCE)
    make_decision(inspection, signed_on=datetime.date(2031, 8, 1), limit_days=25)
    make_milestone(inspection, "announced", datetime.date(2031, 8, 4))
    shown = signed_in(minh).get("/thanh-tra/2024-001/moc/")
    rows = {row.step: row for row, _ in shown.context["deadlines"]}
    # Monday 04/8/2031: seven working days end on Wednesday 13/8.
    assert rows["doi-thoai"].due_on == datetime.date(2031, 8, 13)
    assert (rows["thuc-dia"].limit, rows["thuc-dia"].legal_limit) == ("25 ngày", "20 ngày")
    body = shown.content.decode()
    assert "Điều 18 Luật Thanh tra ngày 20 tháng 11 năm 2030" in body
    assert "Đối thoại với đối tượng" in body
    offered = [event.code for event in checks.recordable_events(inspection)]
    assert offered == ["on_site_ended", "unit_heard"]


def test_a_body_that_the_law_does_not_name_cannot_decide(page):
    type_in_a_law(page)
    inspection = make_inspection()
    (problem,) = checks.of_competence(inspection, Regime.objects.get(code="thanh-tra-2031"))
    assert problem.text.startswith(
        "Theo Luật Thanh tra 2031, không có cơ quan nào ở cấp “Huyện, quận” được ra quyết định"
    )
    assert problem.mend == "/thanh-tra/2024-001/sua/#id_level"


def test_the_page_of_the_decision_says_who_may_decide(minh):
    make_inspection(level=Level.PROVINCE)
    page = signed_in(minh).get("/thanh-tra/2024-001/quyet-dinh/").content.decode()
    assert "Thẩm quyền ra quyết định" in page
    assert "Thanh tra tỉnh, thành phố" in page


def test_a_level_without_a_body_is_pointed_out_before_the_decision_is_signed(minh):
    inspection = make_inspection(level=Level.COMMUNE)
    make_decision(inspection, signed=False, planned_from=datetime.date(2026, 1, 5))
    texts = [problem.text for problem in checks.warnings_of_decision(inspection)]
    assert any("không có cơ quan nào ở cấp “Xã, phường”" in text for text in texts)
