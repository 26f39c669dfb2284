"""Letters, biên bản, the plan of a team and what goes with a draft conclusion: from the case to the
number."""

import datetime
import io

import docx
import pytest

from findings.models import UnitRequest
from inspections.models import Inspection
from office.models import JournalEntry
from office.workflow import Problems
from reports import composing, issuing, permissions
from reports.choices import DocumentKind, DocumentState
from reports.composing import living_paper, problems_before_composing
from reports.content import words
from reports.drafts import tree
from reports.models import Document
from reports.rendering import docx as word
from reports.turns import waits_for, why_me
from tests.cast import make_person, signed_in
from tests.make.findings import answer_request, make_minutes, make_request
from tests.make.inspections import make_running_inspection
from tests.make.kinds import make_appraised, make_written_minutes
from tests.make.reports import (
    CONCLUDED_ON,
    make_conclusion,
    make_full_case,
    make_issued,
    make_report,
)

pytestmark = pytest.mark.django_db
CASE = "/thanh-tra/2024-001/"
ON = datetime.date(2024, 2, 20)


@pytest.fixture
def case(son) -> Inspection:
    return make_running_inspection()


def issue(document: Document, *, by: str = "minh") -> Document:
    """Handed in, approved, numbered."""
    version = issuing.submit(document, actor=make_person(by), acknowledged=True)
    issuing.approve(
        document, sha256=version.sha256, actor=make_person("son"), approved_on=document.planned_on
    )
    issuing.issue(document, issued_on=document.planned_on, actor=make_person("ha"))
    return document


def compose(owner, kind, *, by: str = "lan", on=ON, **more) -> Document:
    return composing.compose(owner, kind, actor=make_person(by), planned_on=on, **more)


# --- Letters --------------------------------------------------------------------------------------
def test_a_request_goes_out_by_a_letter_and_cites_its_number(case):
    asked = make_request(case, sent=False)
    letter = issue(compose(case, DocumentKind.LETTER, about=asked))
    assert (str(letter), letter.state) == ("Công văn 01/ĐTTr", DocumentState.ISSUED)
    asked.refresh_from_db()
    assert asked.paper == "Công văn số 01/ĐTTr ngày 20/02/2024"
    line = JournalEntry.objects.get(verb="cite_letter")
    assert "đi theo công văn số 01/ĐTTr" in line.sentence
    # The reminder counts in the same series and cites the letter.
    make_request(case)
    UnitRequest.objects.filter(pk=asked.pk).update(state="sent", sent_on=ON)
    urge = compose(case, DocumentKind.URGE, about=asked)
    assert "giải trình tại Công văn số 01/ĐTTr ngày 20/02/2024" in str(tree(urge))
    assert issue(urge).label == "02/ĐTTr"


def test_each_request_has_its_own_letter(case):
    first, second = make_request(case), make_request(case, kind="information")
    compose(case, DocumentKind.LETTER, about=first)
    assert living_paper(case, DocumentKind.LETTER, second) is None
    (problem,) = problems_before_composing(case, DocumentKind.LETTER, first)
    assert problem.text == "Yêu cầu giải trình số 1 đã có văn bản."
    letter = compose(case, DocumentKind.LETTER, about=second)
    assert letter.subject.startswith("cung cấp thông tin, tài liệu phục vụ cuộc thanh tra")
    (problem,) = problems_before_composing(case, DocumentKind.LETTER)
    assert problem.mend == f"{CASE}yeu-cau/"


def test_what_was_answered_is_not_urged(case, lan):
    asked = make_request(case)
    answer_request(asked)
    answer = signed_in(lan).post(f"{CASE}van-ban/soan/don-doc/1/")
    assert answer.status_code == 422
    assert "chỉ đôn đốc yêu cầu đang chờ trả lời" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_letter_is_begun_on_the_page_of_its_request(case, lan, binh):
    make_request(case)
    client, page = signed_in(lan), f"{CASE}van-ban/soan/cong-van/1/"
    assert f'href="{page}"' in client.get(f"{CASE}yeu-cau/1/").content.decode()
    papers = client.get(f"{CASE}van-ban/").content.decode()
    assert "Công văn yêu cầu gửi Phòng Lao động quận Hải Tân (yêu cầu giải trình số 1)" in papers
    assert f'href="{page}"' in papers
    # The unit still has its time.
    assert "Công văn đôn đốc" not in papers
    assert "Yêu cầu giải trình số 1" in client.get(page).content.decode()
    made = client.post(page, {"planned_on": "20/02/2024"})
    letter = Document.objects.get()
    assert made.url == f"{CASE}van-ban/{letter.pk}/sua/"
    assert client.get(made.url).status_code == 200
    assert client.get(page).url == letter.get_absolute_url()
    for strange in ("cong-van/9", "bien-ban/1", "ket-luan/1"):
        assert client.get(f"{CASE}van-ban/soan/{strange}/").status_code == 404
    assert signed_in(binh).get(page).status_code == 404
    assert signed_in(make_person("thao")).get(page).status_code == 403


def test_the_title_of_a_letter_stays_empty_and_that_of_others_does_not(case, lan):
    letter = compose(case, DocumentKind.LETTER, about=make_request(case))
    plan = compose(case, DocumentKind.TEAM_PLAN)
    client = signed_in(lan)
    for paper, status in ((letter, 302), (plan, 422)):
        page = f"{CASE}van-ban/{paper.pk}/sua/?phan=dau"
        form = client.get(page).context["header_form"]
        typed = {name: form[name].value() or "" for name in form.fields} | {"title": ""}
        typed["planned_on"] = "20/02/2024"
        answer = client.post(
            f"{CASE}van-ban/{paper.pk}/phan-dau/", typed | {"revision": paper.revision}
        )
        assert answer.status_code == status, paper


# --- Biên bản -------------------------------------------------------------------------------------
def test_both_sides_sign_a_bien_ban_on_paper_and_in_word(case):
    minutes = make_written_minutes(case)
    paper = issue(compose(case, DocumentKind.MINUTES, about=minutes))
    assert paper.label == "01/BB-ĐTTr"
    printed = issuing.as_it_stands(paper)
    assert [(side.authority, side.name) for side in printed.parties] == [
        (("ĐẠI DIỆN ĐƠN VỊ",), "Hoàng Văn Bình"),
        (("ĐẠI DIỆN ĐOÀN",), "Nguyễn Thị Lan"),
    ]
    assert (printed.signer, printed.place) == (None, "")
    opened = docx.Document(io.BytesIO(word.write(printed)))
    sides = [[cell.text.split("\n")[0] for cell in row.cells] for row in opened.tables[1].rows]
    assert sides == [["ĐẠI DIỆN ĐƠN VỊ", "ĐẠI DIỆN ĐOÀN"]]


def test_minutes_that_are_still_written_are_no_paper_yet(case, lan):
    make_minutes(case)
    answer = signed_in(lan).post(f"{CASE}van-ban/soan/bien-ban/1/")
    assert answer.status_code == 422
    assert "hãy chốt nội dung để ký trước" in answer.content.decode()


# --- The plan of the team -------------------------------------------------------------------------
def test_the_plan_of_a_team_follows_the_case_until_it_is_numbered(case):
    plan = compose(case, DocumentKind.TEAM_PLAN)
    assert "Nguyễn Thị Lan" in str(tree(plan))
    case.members.filter(person=make_person("lan")).update(task="Tổng hợp số liệu.")
    assert "Tổng hợp số liệu." in str(tree(plan))
    assert issue(plan).label == "01/KH-ĐTTr"
    # No report was received because of it.
    assert not case.milestones.filter(event__code="report_received").exists()


# --- With the draft conclusion --------------------------------------------------------------------
def test_the_appraiser_alone_writes_the_report_of_what_he_thinks(cast):
    conclusion = make_appraised(make_conclusion())
    case, thao, lan = conclusion.case, cast["thao"], cast["lan"]
    page = f"{CASE}van-ban/soan/bao-cao-tham-dinh/"
    assert f'href="{page}"' in signed_in(thao).get(f"{CASE}van-ban/").content.decode()
    assert f'href="{page}"' not in signed_in(lan).get(f"{CASE}van-ban/").content.decode()
    assert signed_in(lan).get(page).status_code == 403

    made = compose(case, DocumentKind.APPRAISAL, by="thao", on=CONCLUDED_ON)
    said = str(tree(made))
    assert "Nhất trí, đề nghị chỉnh sửa." in said
    assert "Đề nghị ghi rõ thời hạn của kiến nghị 1." in said
    assert (made.signer, made.signer_authority) == (thao, "NGƯỜI THẨM ĐỊNH")
    assert why_me(made, thao) == "Bạn là người thẩm định: soạn xong thì trình duyệt."
    assert (why_me(made, cast["minh"]), waits_for(made)) == ("", "Người thẩm định đang soạn.")
    assert permissions.can_edit(thao, made)
    assert not permissions.can_edit(lan, made)
    assert not permissions.can_submit(cast["minh"], made)
    issued = issue(Document.objects.get(pk=made.pk), by="thao")
    assert issued.label == "01/BC-TTr"


def test_the_draft_conclusion_is_laid_before_the_head(cast):
    conclusion = make_appraised(make_conclusion())
    paper = compose(conclusion.case, DocumentKind.SUBMISSION, on=CONCLUDED_ON)
    said = str(tree(paper))
    assert "Báo cáo số 01/BC-ĐTTr ngày 15/02/2024" in said
    assert "Kiến nghị: 01." in said
    assert "Bùi Phương Thảo: nhất trí, đề nghị chỉnh sửa." in said
    assert (paper.addressees, paper.based_on) == ("Chánh Thanh tra quận Hải Tân", conclusion)
    assert issue(paper).label == "01/PTr-ĐTTr"
    conclusion.refresh_from_db()
    issuing.approve(
        conclusion,
        sha256=issuing.current_version(conclusion).sha256,
        actor=cast["son"],
        approved_on=CONCLUDED_ON,
    )
    issuing.issue(conclusion, issued_on=CONCLUDED_ON, actor=cast["ha"])
    Document.objects.filter(pk=paper.pk).update(state=DocumentState.DISCARDED)
    (problem,) = problems_before_composing(conclusion.case, DocumentKind.SUBMISSION)
    assert problem.text == "Kết luận thanh tra 01/KL-TTr đã ban hành."


def test_without_a_draft_conclusion_neither_is_offered(case, lan):
    shown = signed_in(lan).get(f"{CASE}van-ban/").content.decode()
    assert "Phiếu trình" not in shown
    assert "Kế hoạch tiến hành thanh tra" in shown
    (problem,) = problems_before_composing(case, DocumentKind.SUBMISSION)
    assert problem.text == "Chưa có dự thảo kết luận thanh tra để trình kèm."


# --- The report of the office ---------------------------------------------------------------------
def test_the_office_reports_what_its_team_reported(cast):
    report = make_report(make_full_case())
    case = report.case
    (problem,) = problems_before_composing(case, DocumentKind.OFFICE_REPORT)
    assert "báo cáo của cơ quan được xây dựng từ đó" in problem.text
    lan = signed_in(make_person("lan"))
    compose_page = f"{CASE}van-ban/soan/bao-cao-co-quan/"
    assert compose_page not in lan.get(f"{CASE}van-ban/").content.decode()
    make_issued(report)
    assert compose_page in lan.get(f"{CASE}van-ban/").content.decode()

    paper = compose(case, DocumentKind.OFFICE_REPORT, on=CONCLUDED_ON)

    said = " ".join(words(tree(paper)))
    assert paper.based_on == report
    assert "Báo cáo kết quả thanh tra số 01/BC-ĐTTr ngày 15/02/2024" in said
    assert "Thanh tra quận Hải Tân báo cáo như sau:" in said
    assert "kính báo cáo" not in said
    assert paper.addressees == "Ủy ban nhân dân quận Hải Tân"
    assert issue(paper).label == "01/BC-TTr"
    case.refresh_from_db()
    assert case.state == "reporting"
    with pytest.raises(Problems):
        compose(case, DocumentKind.OFFICE_REPORT, on=CONCLUDED_ON)


def test_the_report_of_the_office_is_not_dated_before_that_of_the_team(cast):
    report = make_issued(make_report(make_full_case()), on=ON)
    paper = compose(report.case, DocumentKind.OFFICE_REPORT, on=ON)
    version = issuing.submit(paper, actor=make_person("minh"), acknowledged=True)
    day = datetime.date(2024, 2, 19)
    issuing.approve(paper, sha256=version.sha256, actor=make_person("son"), approved_on=day)
    with pytest.raises(Problems, match="báo cáo số 01/BC-ĐTTr"):
        issuing.issue(paper, issued_on=day, actor=make_person("ha"))
