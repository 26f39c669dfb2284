"""The main job by hand: from opening the case to the issued conclusion, as five people."""

import datetime
from pathlib import Path

from django.utils import timezone

from tests.journeys.people import Person

SUBJECT = "việc quản lý tài chính tại Sở Nội vụ thành phố Hải An"
RETURNED = "Chưa nêu thời hạn khắc phục; đề nghị bổ sung."
MENDED = "Thời hạn khắc phục: trong 30 ngày kể từ ngày ban hành kết luận."


def open_case(minh: Person) -> str:
    """Minh opens the case from his desk; its code comes back."""
    minh.goto("/")
    minh.press("Lập cuộc mới")
    minh.page.check("[name=kind][value=inspection]")
    minh.fill(subject=SUBJECT)
    minh.choose("issuer", "Thanh tra thành phố Hải An")
    minh.look("01-open")
    minh.press("Lập cuộc")
    return minh.page.url.split("/thanh-tra/")[1].split("/")[0]


def gather(minh: Person, case: str) -> None:
    """The team and the unit in scope."""
    minh.goto(f"{case}doan/")
    for person, role in (("Trần Văn Minh", "Trưởng đoàn"), ("Nguyễn Thị Lan", "Thành viên")):
        minh.choose("person", person)
        minh.choose("role", role)
        minh.press("Đưa vào đoàn")
        minh.reads(person)
    minh.goto(f"{case}doi-tuong/")
    minh.fill(tim="so noi vu hai an")
    minh.press("Tìm")
    minh.press("Thêm Sở Nội vụ thành phố Hải An")
    minh.reads("Sở Nội vụ thành phố Hải An")
    minh.look("02-team-and-units")


def decide(minh: Person, case: str, *, announced: str) -> None:
    """What the decision shall say, with a basis typed by hand."""
    minh.goto(f"{case}quyet-dinh/")
    minh.fill(
        content="Việc lập dự toán\nViệc mua sắm tài sản",
        period_from="01/01/2025",
        period_to="31/12/2025",
        limit_days="45",
        planned_from=announced,
    )
    minh.press("Thêm dòng tự viết")
    minh.page.locator("main [name=basis]").last.fill(
        "Căn cứ Nghị định số 216/2025/NĐ-CP ngày 05 tháng 8 năm 2025 của Chính phủ"
    )
    minh.look("03-decision")
    minh.press("Lưu nội dung quyết định")


def compose(minh: Person, case: str, kind: str) -> str:
    """Begin a paper from the case; the address of its page comes back."""
    minh.goto(f"{case}van-ban/soan/{kind}/")
    minh.press("Soạn từ hồ sơ")
    return "/" + minh.page.url.split("/", 3)[3].split("sua/")[0]


def submit(minh: Person, paper: str) -> None:
    minh.goto(f"{paper}trinh/")
    agrees = minh.page.locator("main [name=acknowledged]")
    if agrees.count():
        agrees.check()
    minh.press("Trình duyệt", within="main form.sheet")
    minh.reads("Chờ duyệt")


def approve(son: Person, paper: str) -> None:
    son.goto(f"{paper}duyet/")
    son.press("Duyệt", within="main form[action$='duyet/']")
    son.reads("Đã duyệt")


def appraise(son: Person, thao: Person, paper: str) -> None:
    """A provincial conclusion is appraised before it is signed: named by the chief, answered."""
    son.goto(f"{paper}duyet/")
    son.reads("phải được thẩm định trước khi ký")
    son.goto(f"{paper}tham-dinh/")
    son.choose("appraiser", "Bùi Phương Thảo")
    son.fill(
        assignment="Công văn số 15/TTTP-NV",
        due_on=f"{timezone.localdate() + datetime.timedelta(days=5):%d/%m/%Y}",
    )
    son.look("16-appraiser")
    son.press("Giao thẩm định", within="main form.sheet")
    thao.goto("/")
    thao.page.locator("main a[aria-label^='Cho ý kiến']").first.click()
    thao.page.check("[name=verdict][value=agrees]")
    thao.fill(opinion="Dự thảo đúng căn cứ, đủ chứng cứ.")
    thao.look("17-appraisal")
    thao.press("Gửi ý kiến thẩm định")
    thao.reads("Nhất trí với dự thảo")


def issue(ha: Person, paper: str) -> None:
    """The clerk numbers the paper; a worker draws it while she watches."""
    ha.goto(f"{paper}ban-hanh/")
    ha.look("10-issue")
    ha.press("Cấp số và ban hành")
    ha.page.get_by_role("link", name=".pdf").wait_for(timeout=90_000)


def record(lan: Person, case: str, scan: Path) -> None:
    """Lan writes the outline, two findings, and the proof of one."""
    lan.goto(f"{case}de-cuong/")
    lan.press("Lấy nội dung từ quyết định")
    lan.reads("Việc mua sắm tài sản")
    for topic, kind, text in (
        ("Việc mua sắm tài sản", "shortcoming", "- Sở mua 02 máy in vượt định mức."),
        ("Việc lập dự toán", "strength", "- Dự toán năm 2025 được lập đúng hạn."),
    ):
        lan.goto(f"{case}phat-hien/ghi/")
        lan.choose("topic", topic)
        lan.page.check(f"[name=kind][value={kind}]")
        lan.fill(text=text)
        lan.page.locator("main [name=units]").first.check()
        lan.look("05-finding")
        lan.press("Ghi phát hiện")
    lan.goto(f"{case}phat-hien/1/")
    lan.fill(title="Hóa đơn mua máy in")
    lan.page.set_input_files("main input[type=file]", scan)
    lan.press("Tải lên")
    lan.reads("Hóa đơn mua máy in")
    lan.look("06-evidence")


def recommend(lan: Person, case: str) -> None:
    """A hole in the coverage view leads to the recommendation that closes it."""
    lan.goto(f"{case}kien-nghi/bao-phu/")
    lan.look("07-coverage-hole")
    lan.press("Soạn kiến nghị cho phát hiện này")
    lan.choose("kind", "Rút kinh nghiệm")
    lan.fill(text="Thu hồi 02 máy in vượt định mức, báo cáo kết quả.")
    lan.page.locator("main [name=units]").first.check()
    lan.press("Soạn kiến nghị")
    lan.goto(f"{case}kien-nghi/bao-phu/")
    lan.reads("1/1")
    lan.look("08-coverage-closed")


def confirm_all(minh: Person, case: str) -> None:
    for number in (1, 2):
        minh.goto(f"{case}phat-hien/{number}/")
        minh.press("Xác nhận")
        minh.reads("Đã xác nhận")


def milestone(minh: Person, case: str, day: str) -> None:
    """The next milestone of the case is the one that the page offers."""
    minh.goto(f"{case}moc/")
    minh.fill(happened_on=day)
    minh.press("Ghi mốc")
    minh.reads(day)


def send_back(son: Person, case: str) -> None:
    """The chief finds the paper on his desk and returns it with the reason."""
    son.goto("/")
    son.look("09-desk-of-the-chief")
    son.page.locator(f"main a[href^='{case}'][aria-label^='Xem xét, duyệt']").click()
    son.fill(reason=RETURNED)
    son.press("Trả lại", within="main form[action$='tra-lai/']")
    son.reads("Bị trả lại")


def mend(minh: Person, paper: str) -> None:
    """The reason stands on top of the page; the demands get the missing sentence."""
    minh.goto(f"{paper}sua/")
    minh.reads(RETURNED)
    minh.look("11-returned")
    minh.page.locator(".editor-outline a", has_text="KIẾN NGHỊ").click()
    minh.reads("Xem trước phần này")
    minh.page.get_by_role("heading", name="KIẾN NGHỊ").first.wait_for()
    minh.press("Thêm đoạn")
    words = minh.page.locator("main section.editor-row .rich-text").last
    words.click()
    minh.page.keyboard.insert_text(MENDED)
    words.locator("xpath=ancestor::form").get_by_role("button", name="Lưu").click()
    minh.page.frame_locator(".editor-preview iframe").get_by_text(MENDED).wait_for()
    minh.look("12-mended")
