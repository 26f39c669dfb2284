"""Minutes, the diary, the index and a hand-over on paper."""

import io

import pdfplumber
import pytest

from config import case_file
from findings import minutes as rules
from findings.choices import MinutesKind, Side
from inspections import archiving, diary
from inspections.models import Inspection
from office import files
from office.models import Job, StoredFile
from reports import commenting, issuing, reserving, tasks
from reports.composing.records import hand_over_paper, minutes_paper
from reports.content import to_json
from reports.rendering import pdf
from tests.cast import make_person, signed_in
from tests.make.everything import CONCLUDED_ON, make_complete_file
from tests.make.findings import make_minutes
from tests.make.inspections import make_entry, make_running_inspection
from tests.make.reports import make_report, make_submitted
from tests.reports.pages import text_row

CASE = "/thanh-tra/2024-001/"


@pytest.fixture
def case(db) -> Inspection:
    return make_running_inspection()


def words_of(data: bytes) -> str:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return " ".join(" ".join(page.extract_text().split()) for page in opened.pages)


def printed(client, path: str) -> tuple[str, str]:
    """Press the button, let the worker draw, read the PDF; its address and its words."""
    address = client.post(CASE + path).url
    job = Job.objects.get(kind="reports.print_paper", pk=address.rstrip("/").rpartition("/")[2])
    assert client.get(address).status_code == 200
    tasks.print_paper(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    assert f'src="{address}tep/"' in client.get(address).content.decode()
    stored = StoredFile.objects.get(pk=job.payload["file"])
    assert client.get(f"{address}tep/").getvalue() == files.read(stored)
    return address, words_of(files.read(stored))


def test_minutes_are_printed_with_both_sides(case, lan):
    make_minutes(case, kind=MinutesKind.VERIFICATION)
    address, words = printed(signed_in(lan), "bien-ban/1/in/")
    for said in (
        "ĐOÀN THANH TRA",
        "BIÊN BẢN",
        "Kiểm tra, xác minh với Phòng Lao động quận Hải Tân",
        "Hồi 08 giờ 00 phút ngày 30 tháng 01 năm 2024, tại Trụ sở Phòng Lao động",
        "- Đoàn kiểm tra 12 hồ sơ.",
        "kết thúc hồi 11 giờ 00 phút cùng ngày, được lập thành 02 bản",
        "ĐẠI DIỆN ĐƠN VỊ ĐẠI DIỆN ĐOÀN",
        "Hoàng Văn Bình Nguyễn Thị Lan",
    ):
        assert said in words, said
    assert "Số:" not in words
    assert "./." in words
    # What one person asked for is not another's, whoever knows the address.
    assert signed_in(make_person("minh")).get(address).status_code == 404


def test_who_would_not_sign_is_named_and_has_no_place_to_sign(case, lan):
    minutes = make_minutes(case)
    rules.finish(minutes, actor=lan)
    (theirs,) = minutes.parties.filter(side=Side.UNIT)
    said = [rules.SignatureFacts(theirs.pk, None, "Không đồng ý số liệu.")]
    rules.record_signatures(minutes, said, revision=1, actor=lan)
    paper = minutes_paper(minutes)
    assert [party.name for party in paper.parties] == ["Nguyễn Thị Lan"]
    assert "không ký biên bản. Lý do: Không đồng ý số liệu." in str(to_json(paper))


def test_content_that_is_no_markup_is_printed_as_written(case):
    minutes = make_minutes(case, content="| bảng | hỏng\nDòng thường")
    assert "Dòng thường" in words_of(pdf.write(minutes_paper(minutes)))


def test_the_diary_is_printed_with_its_signatures(case, minh):
    entry = make_entry(case)
    facts = diary.DayFacts("Công bố lúc 8 giờ.")
    diary.correct_entry(entry, facts=facts, actor=minh)
    diary.sign_entries(case, [entry.pk], actor=minh)
    _, words = printed(signed_in(minh), "nhat-ky/in/")
    assert "NHẬT KÝ ĐOÀN THANH TRA" in words
    assert "Trần Văn Minh ký ngày" in words
    assert "Đính chính nhật ký ngày 29/01/2024" in words
    assert "Chưa ký." in words


def test_the_index_and_the_hand_over_are_printed(db, minh):
    inspection = make_complete_file("2024-001")
    case_file.close(inspection, on=CONCLUDED_ON, actor=minh)
    people = {"receiver_name": "Vũ Thị Hà", "giver_name": "Trần Văn Minh"}
    facts = archiving.HandOverFacts("keeper", CONCLUDED_ON, "Văn phòng", **people)
    row = archiving.hand_over(inspection, facts, actor=minh)
    _, words = printed(signed_in(minh), "ho-so/muc-luc/in/")
    assert "MỤC LỤC VĂN BẢN TRONG HỒ SƠ" in words
    assert "01/QĐ-TTr" in words
    words = words_of(pdf.write(hand_over_paper(row)))
    assert "Bàn giao hồ sơ cuộc thanh tra 2024-001" in words
    assert "gồm 1 văn bản" in words
    assert "được lập thành 02 bản" in words
    assert "BÊN NHẬN BÊN GIAO" in words


def test_the_sheet_of_a_review_names_each_act_with_its_version_and_what_was_said(db, lan, son):
    document = make_report()
    row = text_row(document)
    root = commenting.comment_on(document, row, text="Cần nêu số đơn.", actor=son)
    commenting.answer(root, text="Đã nêu.", actor=lan)
    reserving.reserve(document, about="Trách nhiệm", text="Chưa đủ căn cứ.", actor=lan)
    version = make_submitted(document)
    issuing.send_back(document, sha256=version.sha256, reason="Bổ sung căn cứ.", actor=son)
    _, words = printed(signed_in(lan), f"van-ban/{document.pk}/phieu-theo-doi/")
    for said in (
        "PHIẾU THEO DÕI THẨM ĐỊNH, DUYỆT",
        "Trả lại Bổ sung căn cứ.",
        "Nguyễn Thị Lan, thành viên",
        "Chưa đủ căn cứ.",
        "01 góp ý, trong đó 01 góp ý đang mở",
        "Đã nêu.",
    ):
        assert said in words, said
    # The hash is in full, however the line is broken.
    assert version.sha256 in words.replace(" ", "")


def test_who_may_not_read_a_draft_prints_no_sheet_of_it(db, quan, ha):
    document = make_report()
    page = f"{CASE}van-ban/{document.pk}/phieu-theo-doi/"
    assert signed_in(quan).post(page).status_code == 404
    assert signed_in(ha).post(page).status_code == 404
