"""The plan of a year as an official paper: composed, reviewed, numbered, printed."""

import datetime
import io

import pytest

from inspections import plans
from inspections.choices import CaseKind, PlanState
from inspections.models import Plan, UnitName
from office.workflow import Problems, Refused
from reports import composing, issuing, problems
from reports.choices import DocumentKind, DocumentState
from reports.content import Table, walk, words
from reports.drafts import tree
from reports.models import Document, Rendition
from tests.cast import PEOPLE, make_person, signed_in
from tests.make.inspections import make_inspection, make_unit
from tests.make.plans import make_item, make_plan
from tests.make.reports import make_full_case, make_report

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 12, 15)


@pytest.fixture
def plan(son) -> Plan:
    plan = make_plan()
    make_item(plan, units=[make_unit(), make_unit("Sở Y tế")])
    make_item(plan, kind=CaseKind.CHECK, subject="việc tiếp công dân", quarter=1, content="")
    return Plan.objects.get()


def compose(plan: Plan) -> Document:
    return composing.compose(plan, DocumentKind.PLAN, actor=make_person("minh"), planned_on=DAY)


def issue(document: Document) -> Document:
    version = issuing.submit(document, actor=make_person("minh"), acknowledged=True)
    son, ha = make_person("son"), make_person("ha")
    issuing.approve(document, sha256=version.sha256, actor=son, approved_on=DAY)
    issuing.issue(document, issued_on=DAY, actor=ha)
    return document


def said(document: Document) -> str:
    return " ".join(words(tree(document)))


def test_the_paper_says_what_the_plan_holds(plan):
    document = compose(plan)
    paper, text = tree(document), said(document)
    assert (paper.kind, paper.symbol, paper.title) == ("KH", "KH-TTr", "KẾ HOẠCH")
    assert paper.subject == ("Thanh tra, kiểm tra năm 2024",)
    assert "01 cuộc thanh tra và 01 cuộc kiểm tra tại 02 đơn vị" in text
    assert "Phòng Lao động quận Hải Tân; Sở Y tế" in text
    assert "01/01/2022 - 31/12/2023" in text
    (annex,) = paper.annexes
    assert annex.landscape
    tables = [block for block in walk(annex.children) if isinstance(block, Table)]
    assert [table.columns[2].heading for table in tables] == [
        "Đơn vị được thanh tra",
        "Đơn vị được kiểm tra",
    ]


def test_units_carry_the_name_of_the_day_of_the_plan(plan):
    unit = make_unit()
    UnitName.objects.create(unit=unit, name="Phòng Nội vụ - Lao động", valid_to=DAY)
    assert "Phòng Nội vụ - Lao động" in said(compose(plan))


def test_an_item_that_changes_changes_the_draft(plan, minh):
    document = compose(plan)
    item = plan.items.get(kind=CaseKind.CHECK)
    plans.drop_item(item, reason="Trùng.", actor=minh)
    assert "việc tiếp công dân" not in said(document)


def test_issuing_the_paper_issues_the_plan(plan):
    document = issue(compose(plan))
    plan.refresh_from_db()
    assert (plan.state, plan.label, plan.signed_on) == (PlanState.APPROVED, "01/KH-TTr", DAY)
    assert document.state == DocumentState.ISSUED
    assert not plan.recorded_elsewhere
    assert Rendition.objects.filter(version__document=document).exists()


def test_a_plan_that_lacks_something_gives_no_paper_and_is_not_submitted(plan, minh):
    document = compose(plan)
    item = plan.items.get(kind=CaseKind.CHECK)
    item.units.clear()
    with pytest.raises(Problems, match="chưa có đơn vị"):
        issuing.submit(document, actor=minh, acknowledged=True)
    issuing.discard(document, reason="Soạn lại.", actor=minh)
    with pytest.raises(Problems, match="chưa có đơn vị"):
        compose(plan)


def test_a_plan_has_one_paper(plan):
    compose(plan)
    with pytest.raises(Problems, match="đã có văn bản"):
        compose(plan)


def test_a_complete_plan_has_nothing_in_its_way(plan):
    assert problems.before_submitting(compose(plan)).errors == []


def test_only_who_may_edit_the_plan_composes_and_nobody_approves_his_own(plan, lan, minh):
    with pytest.raises(Refused):
        composing.compose(plan, DocumentKind.PLAN, actor=lan)
    document = compose(plan)
    version = issuing.submit(document, actor=minh, acknowledged=True)
    with pytest.raises(Refused):
        issuing.approve(document, sha256=version.sha256, actor=minh)


def test_a_draft_is_read_by_who_made_it_and_who_decides(plan):
    document = compose(plan)
    may_read = {
        name
        for name in PEOPLE
        if signed_in(make_person(name)).get(document.get_absolute_url()).status_code == 200
    }
    assert may_read == {"minh", "son", "huong"}


def test_the_pages_of_the_paper_stand_in_the_frame_of_the_plan(plan, minh):
    document, client = compose(plan), signed_in(minh)
    here = document.get_absolute_url()
    assert here == f"/thanh-tra/KH2024-01/van-ban/{document.pk}/"
    for page in ("", "sua/", "trinh/", "huy/", "xem/", "sua/?phan=dau"):
        answer = client.get(here + page)
        assert answer.status_code == 200, page
        if page != "xem/":
            assert "/thanh-tra/ke-hoach/KH2024-01/" in answer.content.decode(), page
    assert "Đến lượt bạn" in client.get(here).content.decode()
    assert "KH2024-01" in client.get("/").content.decode()


def test_it_is_composed_by_hand_from_the_page_of_the_plan(plan, minh):
    client = signed_in(minh)
    assert "/thanh-tra/KH2024-01/van-ban/" in client.get(plan.get_absolute_url()).content.decode()
    papers = client.get("/thanh-tra/KH2024-01/van-ban/").content.decode()
    assert "/thanh-tra/KH2024-01/van-ban/soan/ke-hoach/" in papers
    answer = client.post("/thanh-tra/KH2024-01/van-ban/soan/ke-hoach/", {"planned_on": ""})
    assert answer.status_code == 302
    assert Document.objects.get().plan == plan


def test_a_case_gives_no_plan_and_a_plan_no_conclusion(plan, minh):
    make_inspection()
    client = signed_in(minh)
    assert client.get("/thanh-tra/2024-001/van-ban/soan/ke-hoach/").status_code == 404
    assert client.get("/thanh-tra/KH2024-01/van-ban/soan/ket-luan/").status_code == 404


def test_a_paper_is_found_under_its_own_plan_only(plan, minh):
    report = make_report(make_full_case())
    document = compose(plan)
    client = signed_in(minh)
    assert client.get(f"/thanh-tra/KH2024-01/van-ban/{report.pk}/").status_code == 404
    assert client.get(f"/thanh-tra/2024-001/van-ban/{document.pk}/").status_code == 404


def test_the_print_has_its_list_across(plan):
    import pdfplumber

    from reports.rendering import pdf

    document = issue(compose(plan))
    data = pdf.write(tree(document))
    with pdfplumber.open(io.BytesIO(data)) as book:
        first, last = book.pages[0], book.pages[-1]
        assert first.width < first.height
        assert last.width > last.height
        assert "01/KH-TTr" in first.extract_text()
        across = last.extract_text()
    assert "DANH MỤC CÁC CUỘC THANH TRA, KIỂM TRA NĂM 2024" in across
    assert "Đơn vị được kiểm tra" in across
