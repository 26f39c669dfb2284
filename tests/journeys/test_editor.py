"""Writing in a real browser: the editor saves, takes a paste, and loses nothing."""

import pytest
from playwright.sync_api import expect

from findings.models import Citation
from reports import citing, markup
from reports.content import blocks_from_json
from tests.browser import barriers, sign_in
from tests.cast import PASSWORD, make_person, signed_in
from tests.make.reports import make_report
from tests.reports.pages import text_row, url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FROM_WORD = """<p class=MsoNormal><b>Kết quả</b> kiểm tra<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span>Đã mở sổ</p><p><img src="x.png" onerror="alert(1)">Hết.</p>"""
LIBRARY = "**/django_prose_editor/editor*.js"
PASTE = """(element, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


def said(row) -> str:
    row.refresh_from_db()
    return markup.write(blocks_from_json(row.data["blocks"]))


def open_part(tab, person="lan"):
    """A report with the part of its first run of text open."""
    document = make_report()
    row = text_row(document)
    sign_in(tab, person, PASSWORD)
    tab.goto(f"{url('edit', document)}?phan={row.parent_id or 'mo-dau'}")
    place = tab.locator(f"#khoi-{row.pk}")
    expect(place.locator(".rich-text")).to_be_visible()
    return document, row, place


def test_words_are_saved_while_they_are_typed_and_pasted(tab):
    _, row, place = open_part(tab)
    words = place.locator(".rich-text")
    words.click()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Đoàn đã làm việc.")
    tab.keyboard.press("Enter")
    tab.keyboard.type("- Ý thứ nhất")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    words.evaluate(PASTE, FROM_WORD)

    expect(place.locator(".rich-told")).to_contain_text("hình ảnh, mã lệnh")
    expect(place.locator(".autosave")).to_contain_text("Đã lưu lúc", timeout=15_000)
    assert (
        said(row) == "Đoàn đã làm việc.\n- Ý thứ nhất\n\n**Kết quả** kiểm tra\n- Đã mở sổ\n\nHết."
    )
    assert barriers(tab) == []
    tab.reload()
    expect(place.locator(".rich-text p.item")).to_have_count(2)


def test_two_people_write_one_part_and_a_person_decides(tab):
    document, row, place = open_part(tab)
    made = signed_in(make_person("minh")).post(
        url("change", document, row.pk), {"text": "Minh viết câu này.", "revision": 1}
    )
    assert made.status_code == 302
    place.locator(".rich-text").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Lan viết câu khác.")

    expect(place.locator(".autosave")).to_contain_text("vừa sửa đoạn này", timeout=15_000)
    place.get_by_role("button", name="So hai bản").click()
    conflict = tab.locator(".conflict")
    expect(conflict).to_contain_text("Minh viết câu này.")
    expect(conflict).to_contain_text("Lan viết câu khác.")
    expect(place.locator(".rich-text")).to_have_text("Lan viết câu khác.")
    conflict.get_by_role("button", name="Lưu bản của tôi").click()
    tab.wait_for_url("**/sua/?phan=*")
    assert said(row) == "Lan viết câu khác."


def test_words_outlive_a_session_that_has_ended(tab):
    _, row, place = open_part(tab)
    tab.context.clear_cookies()
    place.locator(".rich-text").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Viết lúc hết phiên.")
    expect(place.locator(".autosave")).to_contain_text("Phiên đăng nhập đã hết", timeout=15_000)

    with tab.context.expect_page() as opened:
        place.get_by_role("link", name="Đăng nhập ở thẻ khác").click()
    sign_in(opened.value, "lan", PASSWORD)
    tab.bring_to_front()
    place.get_by_role("button", name="Lưu lại").click()

    expect(place.locator(".autosave")).to_contain_text("Đã lưu lúc", timeout=15_000)
    assert said(row) == "Viết lúc hết phiên."


@pytest.mark.parametrize("is_typed", [True, False], ids=["typed", "only-focused"])
def test_nothing_is_lost_that_is_typed_before_the_editor_has_come(tab, is_typed):
    """On a slow line the textarea is there first; what stands in it stays, and so does the cursor."""
    document = make_report()
    row = text_row(document)
    held = []
    tab.route(LIBRARY, lambda route: held.append(route))  # noqa: PLW0108 -- playwright marks what it is given
    sign_in(tab, "lan", PASSWORD)
    with tab.expect_request(LIBRARY):
        tab.goto(f"{url('edit', document)}?phan={row.parent_id or 'mo-dau'}", wait_until="commit")
    area = tab.locator(f"#khoi-{row.pk} textarea[name=text]")
    area.focus()
    if is_typed:
        area.fill("Gõ khi trang chưa tải xong.")
    for each in held:
        each.continue_()
    tab.wait_for_selector("#pane[aria-busy=false]", state="attached")
    if is_typed:
        expect(area).to_have_value("Gõ khi trang chưa tải xong.")
        tab.locator(f"#khoi-{row.pk}").get_by_role("button", name="Lưu").click()
        tab.wait_for_load_state("load")
        assert said(row) == "Gõ khi trang chưa tải xong."
    else:
        expect(tab.locator(f"#khoi-{row.pk} .rich-text")).to_be_focused()


def test_a_document_is_cited_from_the_toolbar_in_full_and_then_short(tab):
    _, row, place = open_part(tab)
    line = "Quyết định số 897/QĐ-UBND ngày 29/4/2021 của UBND quận"
    place.locator(".rich-text").click()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Theo ")
    place.get_by_role("button", name="Viện dẫn văn bản").click()
    box = tab.get_by_role("dialog", name="Viện dẫn văn bản")
    box.get_by_role("textbox").fill(line)
    box.get_by_role("button", name="Ghi vào danh mục").click()
    expect(box).to_be_hidden()
    tab.keyboard.type("; sau đó theo ")
    place.get_by_role("button", name="Viện dẫn văn bản").click()
    expect(box.locator("li .btn-primary")).to_have_accessible_name(
        "Chèn: Quyết định số 897/QĐ-UBND"
    )
    assert barriers(tab) == []
    box.locator("li .btn-primary").press("Enter")
    tab.keyboard.type(".")
    expect(place.locator(".autosave")).to_contain_text("Đã lưu lúc", timeout=15_000)
    cited = citing.key_of_citation(Citation.objects.get())
    short = "Quyết định số 897/QĐ-UBND"
    assert said(row) == f"Theo {{{cited}={line}}}; sau đó theo {{{cited}={short}}}."

    # Chosen, it becomes words that are written like all others.
    place.locator(".rich-text .cite").nth(1).click()
    place.get_by_role("button", name="Viện dẫn thành chữ thường").click()
    tab.keyboard.type(" nói trên")
    expect(place.locator(".rich-text .cite")).to_have_count(1)
    expect(place.locator(".autosave")).to_contain_text("Chưa lưu")
    expect(place.locator(".autosave")).to_contain_text("Đã lưu lúc", timeout=15_000)
    assert said(row) == f"Theo {{{cited}={line}}}; sau đó theo {short} nói trên."


def test_data_of_a_person_is_marked_from_the_toolbar_and_held_back(tab):
    _, row, place = open_part(tab)
    words = place.locator(".rich-text")
    words.click()
    tab.keyboard.press("Control+a")
    tab.keyboard.type("Theo đơn của ")
    tab.get_by_role("button", name="Dữ liệu cá nhân: che khi công khai").click()
    tab.keyboard.type("Nguyễn Văn A")
    tab.get_by_role("button", name="Dữ liệu cá nhân: che khi công khai").click()
    tab.keyboard.type(", phòng đã trả lời.")
    expect(words.locator(".private")).to_have_text("Nguyễn Văn A")
    expect(place.locator(".autosave")).to_contain_text("Đã lưu lúc", timeout=15_000)

    assert said(row) == "Theo đơn của ~~Nguyễn Văn A~~, phòng đã trả lời."
    assert barriers(tab) == []
