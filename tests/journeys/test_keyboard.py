"""The key steps of the main job by keyboard alone: nobody touches a mouse here."""

import pytest
from playwright.sync_api import expect

from findings.choices import FindingState
from findings.models import Finding, Topic
from inspections.models import Inspection
from recommendations.models import Recommendation
from reports.models import Block
from tests.browser import sign_in
from tests.cast import PASSWORD, make_person
from tests.make.findings import make_finding, make_topic
from tests.make.inspections import (
    make_inspection,
    make_inspectorate,
    make_running_inspection,
    make_unit,
)
from tests.make.reports import make_report, make_submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOCUSED = """() => {
    const each = document.activeElement;
    // Between the end of the page and its beginning nothing has the focus.
    if (each === document.body) return [];
    return [each.innerText, each.value, each.getAttribute("aria-label"), each.title,
            ...[...(each.labels ?? [])].map(label => label.innerText)]
        .filter(Boolean).map(words => words.trim().replace(/\\s+/g, " "));
}"""


def called_now(tab) -> str:
    return " ".join(tab.evaluate(FOCUSED))


def tab_to(tab, words: str, *, exact: bool = False, most: int = 120) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        called = tab.evaluate(FOCUSED) if exact else called_now(tab)
        if words in called:
            return
    raise AssertionError(f"Tab does not come to “{words}” on {tab.url}: {tab.inner_text('main')}")


def press(tab, words: str, **how) -> None:
    """Press what is called so, and wait for the page to which it leads."""
    tab_to(tab, words, **how)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def test_a_case_is_opened_and_gets_its_team_and_unit(tab):
    make_person("minh")
    make_person("lan")
    make_inspectorate()
    make_unit("Trạm Y tế phường Đông Hải")
    tab.goto("/tai-khoan/dang-nhap/")
    tab_to(tab, "Tên đăng nhập")
    tab.keyboard.type("minh")
    tab_to(tab, "Mật khẩu")
    tab.keyboard.type(PASSWORD)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")

    press(tab, "Lập cuộc mới")
    tab_to(tab, "Nội dung cuộc")
    tab.keyboard.type("việc khám bệnh tại Trạm Y tế phường Đông Hải")
    tab_to(tab, "Cơ quan tiến hành")
    with tab.expect_response(lambda answer: "/don-vi/tim/" in answer.url):
        tab.keyboard.type("thanh tra quan")
    expect(tab.locator("#id_issuer-ts-dropdown .option.active")).to_contain_text("Thanh tra quận")
    tab.keyboard.press("Enter")
    expect(tab.locator("#div_id_issuer .item")).to_contain_text("Thanh tra quận")
    press(tab, "Lập cuộc", exact=True)
    tab.wait_for_url("**/doan/")

    tab_to(tab, "Người*")
    # Whoever types quickly gets what was typed, not what stood first before the list was narrowed.
    tab.keyboard.type("minh")
    tab.keyboard.press("Enter")
    press(tab, "Đưa vào đoàn")
    expect(tab.locator("li", has=tab.locator(".role-leader"))).to_contain_text("Trần Văn Minh")

    press(tab, "Đối tượng thanh tra")
    tab.wait_for_url("**/doi-tuong/")
    tab_to(tab, "Tìm đơn vị")
    tab.keyboard.type("dong hai tram")
    expect(tab.locator("#units-found")).to_contain_text("Trạm Y tế phường Đông Hải")
    # What was found came without taking the focus from the search.
    assert tab.evaluate("document.activeElement.id") == "id_words"
    press(tab, "Thêm Trạm Y tế")
    expect(tab.locator(".units li")).to_contain_text("Trạm Y tế phường Đông Hải")
    assert Inspection.objects.get().audited_units.count() == 1


def test_enter_chooses_nothing_that_an_earlier_search_found(tab):
    make_person("minh")
    make_inspectorate()
    make_unit("Trạm Y tế phường Đông Hải")
    sign_in(tab, "minh", PASSWORD)
    tab.goto("/thanh-tra/moi/")
    tab_to(tab, "Cơ quan tiến hành")
    offered = tab.locator("#id_issuer-ts-dropdown .option")
    tab.keyboard.type("thanh tra")
    expect(offered.first).to_contain_text("Thanh tra")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("khong co noi nao")
    tab.keyboard.press("Enter")
    expect(tab.locator("#id_issuer-ts-dropdown")).to_contain_text("Không có kết quả")
    assert tab.locator("#div_id_issuer .item").count() == 0


def test_a_form_with_errors_leads_from_the_list_into_the_field(tab):
    make_inspection()
    sign_in(tab, "minh", PASSWORD)
    tab.goto("/thanh-tra/2024-001/quyet-dinh/ghi-nhan/")
    tab_to(tab, "Chức vụ người ký")
    tab.keyboard.press("Control+a")
    tab.keyboard.press("Delete")
    press(tab, "Ghi nhận quyết định")
    assert tab.evaluate("document.activeElement.classList.contains('problems')")
    tab_to(tab, "Chức vụ người ký")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.name") == "signed_by_post"
    said = tab.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert "Hãy nhập chức vụ người ký." in tab.inner_text(f"#{said.split()[-1]}")


def test_the_parts_of_a_paper_are_opened_and_the_focus_stays(tab):
    document = make_report()
    sections = Block.objects.filter(document=document, parent=None, kind="section")
    second = sections.order_by("position")[1]
    sign_in(tab, "lan", PASSWORD)
    tab.goto(f"/thanh-tra/2024-001/van-ban/{document.pk}/sua/")
    tab_to(tab, second.data["heading"])
    with tab.expect_response(lambda answer: f"phan={second.pk}" in answer.url):
        tab.keyboard.press("Enter")
    expect(tab.locator(f"#muc-luc-{second.pk}")).to_have_attribute("aria-current", "true")
    assert tab.evaluate("document.activeElement.id") == f"muc-luc-{second.pk}"
    expect(tab.locator("[data-opened]")).to_contain_text(second.data["heading"])
    tab_to(tab, "Tiêu đề mục")
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Kết quả kiểm tra")
    tab.keyboard.press("Control+s")
    expect(tab.locator(".messages")).to_contain_text("Đã lưu.")


def test_the_chief_reads_and_sends_back(tab):
    make_submitted(make_report())
    sign_in(tab, "son", PASSWORD)
    press(tab, "Xem xét, duyệt")
    tab_to(tab, "Lý do trả lại")
    tab.keyboard.type("Cần nêu rõ căn cứ.")
    press(tab, "Trả lại")
    expect(tab.locator("main")).to_contain_text("Bị trả lại")


def test_menus_open_and_close_and_give_the_focus_back(tab):
    make_person("lan")
    sign_in(tab, "lan", PASSWORD)
    tab_to(tab, "Tài khoản của")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert "Đổi mật khẩu" in called_now(tab)
    tab.keyboard.press("Escape")
    assert "Tài khoản của" in called_now(tab)


def test_proof_is_chosen_with_the_keyboard(tab, tmp_path):
    scan = tmp_path / "so theo doi.pdf"
    scan.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n")
    # The driver takes the chooser over some time after it is asked to: it is asked long before.
    tab.on("filechooser", lambda chooser: chooser.set_files(scan))
    make_finding(make_running_inspection())
    sign_in(tab, "lan", PASSWORD)
    tab.goto("/thanh-tra/2024-001/phat-hien/1/")
    tab_to(tab, "Chọn tệp…")
    assert tab.evaluate("document.activeElement.type") == "file"
    tab.keyboard.press("Enter")
    expect(tab.locator(".file-none")).to_be_hidden()
    press(tab, "Tải lên")
    expect(tab.locator("#chung-cu")).to_contain_text("so theo doi")


def test_the_chief_approves_and_the_clerk_gives_the_number(tab):
    document = make_submitted(make_report()).document
    make_person("ha")
    sign_in(tab, "son", PASSWORD)
    press(tab, "Xem xét, duyệt")
    tab_to(tab, "Ý kiến (nếu có)")
    tab.keyboard.type("Nhất trí.")
    press(tab, "Duyệt", exact=True)
    document.refresh_from_db()
    assert document.state == "approved"

    tab.context.clear_cookies()
    sign_in(tab, "ha", PASSWORD)
    press(tab, "Cấp số")
    press(tab, "Cấp số và ban hành")
    document.refresh_from_db()
    assert document.state == "issued"


def test_a_section_is_moved_in_the_outline_with_its_buttons(tab):
    inspection = make_inspection()
    make_topic(inspection, "Việc tiếp công dân")
    make_topic(inspection, "Việc xử lý đơn")
    sign_in(tab, "minh", PASSWORD)
    tab.goto("/thanh-tra/2024-001/de-cuong/")
    press(tab, "Chuyển 1 xuống dưới")
    titles = Topic.objects.order_by("position").values_list("title", flat=True)
    assert list(titles) == ["Việc xử lý đơn", "Việc tiếp công dân"]


def test_a_recommendation_is_drafted(tab):
    make_finding(make_running_inspection())
    sign_in(tab, "lan", PASSWORD)
    tab.goto("/thanh-tra/2024-001/kien-nghi/soan/")
    tab_to(tab, "Số 1")
    tab.keyboard.press("Space")
    tab_to(tab, "Loại kiến nghị")
    tab.keyboard.press("ArrowDown")
    tab_to(tab, "Nội dung kiến nghị")
    tab.keyboard.type("Mở sổ theo dõi việc tiếp nhận đơn.")
    tab_to(tab, "Phòng Lao động quận Hải Tân")
    tab.keyboard.press("Space")
    press(tab, "Soạn kiến nghị", exact=True)
    made = Recommendation.objects.get()
    assert made.findings.count() == made.obligations.count() == 1


def test_a_list_is_filtered_turned_over_and_its_lines_are_ticked(tab):
    inspection = make_running_inspection()
    for _ in range(51):
        make_finding(inspection, state=FindingState.NOTED)
    sign_in(tab, "minh", PASSWORD)
    tab.goto("/phat-hien/")
    tab_to(tab, "Thêm điều kiện")
    tab.keyboard.press("Enter")
    tab_to(tab, "Xếp theo")
    press(tab, "Lọc", exact=True)
    press(tab, "Trang sau", most=200)
    tab_to(tab, "Chọn dòng này")
    tab.keyboard.press("Space")
    press(tab, "Xác nhận phát hiện…")
    press(tab, "Xác nhận phát hiện (1)")
    assert Finding.objects.filter(state=FindingState.CONFIRMED).count() == 1


def test_the_skip_link_leads_past_the_head_of_the_page(tab):
    make_person("lan")
    sign_in(tab, "lan", PASSWORD)
    tab.keyboard.press("Tab")
    assert "Tới nội dung chính" in called_now(tab)
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "noi-dung"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
