"""The administrator's pages in a real browser: scripts run and nothing trips over our policy."""

import pytest
from playwright.sync_api import expect

from inspections.models import Unit
from reports.models import PaperTemplate
from tests.browser import sign_in
from tests.cast import PASSWORD
from tests.make.inspections import make_inspectorate, make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = [
    "", "inspections/unit/", "inspections/unit/add/", "inspections/unit/import/",
    "inspections/unit/export/", "accounts/user/", "accounts/user/add/", "office/legaldocument/add/",
    "office/regime/add/", "office/timelimit/add/", "office/holiday/add/", "office/register/",
    "office/journalentry/", "office/job/", "office/storedfile/", "reports/papertemplate/",
]  # fmt: skip


def test_every_page_opens_without_a_word_on_the_console(tab, an):
    inspectorate = make_inspectorate()
    template = PaperTemplate.objects.order_by("pk")[0]
    sign_in(tab, "an", PASSWORD)
    for page in [
        *PAGES,
        f"inspections/unit/{inspectorate.pk}/change/",
        f"inspections/unit/{inspectorate.pk}/doi-ten/",
        f"accounts/user/{an.pk}/change/",
        f"accounts/user/{an.pk}/password/",
        f"reports/papertemplate/{template.pk}/change/",
    ]:
        assert tab.goto(f"/quan-tri/{page}").status == 200, page
        expect(tab.locator("#site-name")).to_have_text("Minh Bạch – Quản trị")


def test_two_units_are_merged_by_typing_without_accents(tab, an):
    make_inspectorate()
    old = make_unit()
    sign_in(tab, "an", PASSWORD)
    tab.goto(f"/quan-tri/inspections/unit/sap-nhap/?don-vi={old.pk}")
    tab.click(".field-into .select2-selection")
    tab.keyboard.type("thanh tra hai")
    tab.click(".select2-results__option >> text=Thanh tra quận Hải Tân")
    tab.fill("[name=on]", "01/07/2025")
    tab.click("input[type=submit]")
    expect(tab.locator(".messagelist")).to_contain_text("Đã sáp nhập 1 đơn vị")
    assert Unit.objects.get(pk=old.pk).successor.name == "Thanh tra quận Hải Tân"
