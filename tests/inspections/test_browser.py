"""A case from its opening to its announcement, clicked through in a real browser."""

import re

import pytest

from inspections.choices import CaseState
from inspections.models import Inspection
from tests.browser import sign_in
from tests.cast import PASSWORD, make_person
from tests.make.inspections import make_inspectorate, make_unit
from tests.make.office import make_law, make_regime

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pick(tab, field: str, words: str, name: str) -> None:
    """Choose in a searchable select as a person does: click, type, take what is found."""
    tab.click(f"#{field}-ts-control")
    asks = tab.get_attribute(f"#{field}", "data-search")
    if asks:
        # The list is drawn again when the answer comes; a click before that would hit the old one.
        with tab.expect_response(lambda answer: "/don-vi/tim/" in answer.url):
            tab.fill(f"#{field}-ts-control", words)
    else:
        tab.fill(f"#{field}-ts-control", words)
    tab.click(f"#{field}-ts-dropdown .option:has-text('{name}')")


def test_a_leader_takes_a_case_from_opening_to_announcement(tab):
    make_person("minh")
    make_person("lan")
    make_inspectorate()
    make_unit("Trạm Y tế phường Đông Hải")
    make_regime()
    make_law("98/2023/QH15", title="Luật Khám bệnh")
    sign_in(tab, "minh", PASSWORD)

    tab.goto("/thanh-tra/moi/")
    tab.fill("[name=subject]", "việc khám bệnh tại Trạm Y tế phường Đông Hải")
    pick(tab, "id_issuer", "thanh tra quan", "Thanh tra quận Hải Tân")
    tab.click("button:has-text('Lập cuộc')")
    tab.wait_for_url("**/doan/")

    pick(tab, "id_person", "minh", "Trần Văn Minh")
    tab.click("button:has-text('Đưa vào đoàn')")
    tab.wait_for_selector(".role-leader")
    pick(tab, "id_person", "lan", "Nguyễn Thị Lan")
    tab.click("button:has-text('Đưa vào đoàn')")
    tab.wait_for_selector(".role-member")

    tab.click("text=Đối tượng thanh tra")
    tab.fill("#id_words", "dong hai tram")
    tab.click("#units-found button:has-text('Thêm')")
    tab.wait_for_selector(".units li:has-text('Trạm Y tế phường Đông Hải')")

    tab.click("nav.tabs >> text=Quyết định")
    tab.fill("[name=content]", "Việc khám bệnh\nViệc cấp thuốc")
    tab.fill("[name=period_from]", "1/1/2023")
    tab.fill("[name=period_to]", "31/12/2023")
    tab.fill("[name=limit_days]", "15")
    tab.fill("#id_law_words", "luat kham")
    tab.click("#law-found button:has-text('Cả văn bản')")
    tab.wait_for_selector("textarea:has-text('Căn cứ Luật Khám bệnh')")
    assert tab.input_value("[name=content]") == "Việc khám bệnh\nViệc cấp thuốc"
    # Enter in a field saves; it does not press the first button of a row.
    tab.press("[name=limit_days]", "Enter")
    tab.wait_for_selector("text=Đã lưu nội dung quyết định.")

    tab.click("text=Ghi nhận quyết định")
    tab.fill("[name=number]", "03/QĐ-TTr")
    tab.fill("[name=signed_on]", "24/1/2024")
    tab.click("button:has-text('Ghi nhận quyết định')")
    tab.wait_for_url(re.compile(r"/thanh-tra/\d{4}-001/$"))
    tab.click("nav.tabs >> text=Mốc và thời hạn")
    tab.fill("[name=happened_on]", "29/01/2024")
    tab.click("button:has-text('Ghi mốc')")
    tab.wait_for_selector(".marks li:has-text('Công bố quyết định')")
    assert Inspection.objects.get().state == CaseState.ON_SITE
    tab.click("nav.tabs >> text=Diễn biến")
    tab.wait_for_url("**/dien-bien/")
    assert "Quyết định số 03/QĐ-TTr ngày 24/01/2024" in tab.text_content("main")
