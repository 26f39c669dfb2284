"""A topic that came into the outline after the paper was composed gets its place in it."""

import pytest

from findings.choices import FindingState
from office.workflow import Overtaken, Problems, Refused
from reports import editing, problems
from reports.choices import BlockKind
from reports.content import Section, plain, walk
from reports.drafts import tree
from reports.latecomers import insert_topic, latecomers
from reports.models import Block
from tests.cast import signed_in
from tests.make.findings import make_finding, make_topic
from tests.make.reports import make_full_case, make_report, make_submitted

pytestmark = pytest.mark.django_db


def headings(document) -> list[str]:
    return [plain(each.heading) for each in walk(tree(document).body) if isinstance(each, Section)]


def new_topic(document, title="Việc quản lý tài chính", **facts):
    topic = make_topic(document.inspection, title, **facts)
    make_finding(document.inspection, "Chi sai nguồn 02 khoản.", topic=topic)
    return topic


def test_a_topic_comes_behind_the_one_before_it(lan):
    document = make_report()
    topic = new_topic(document)
    assert latecomers(document) == [topic]

    insert_topic(document, topic, actor=lan)

    found = headings(document)
    place = found.index("Việc quản lý tài chính")
    assert found[place - 2 : place] == [
        "Kết quả thực hiện nhiệm vụ, công vụ",
        "Việc tiếp nhận, giải quyết đơn",
    ]
    assert "Chi sai nguồn 02 khoản." in str(tree(document).body)
    assert latecomers(document) == []


def test_the_first_topic_comes_before_the_others_and_a_child_under_its_parent(lan):
    document = make_report()
    duty = document.inspection.topics.get(parent=None)
    first = new_topic(document, "Việc tổ chức", position=0)
    child = new_topic(document, "Việc phân công", parent=duty, position=0)

    insert_topic(document, first, actor=lan)
    insert_topic(document, child, actor=lan)

    found = headings(document)
    assert found.index("Việc tổ chức") + 1 == found.index(duty.title)
    assert found.index(duty.title) + 1 == found.index("Việc phân công")


def test_a_missing_parent_comes_along(lan):
    document = make_report()
    parent = make_topic(document.inspection, "Việc quản lý tài chính")
    child = new_topic(document, "Việc thu phí", parent=parent)

    insert_topic(document, child, actor=lan)

    found = headings(document)
    assert found.index("Việc quản lý tài chính") + 1 == found.index("Việc thu phí")


def test_of_two_who_insert_it_the_second_is_told(lan, minh):
    document = make_report()
    topic = new_topic(document)
    insert_topic(document, topic, actor=lan)
    with pytest.raises(Overtaken, match="đã có trong văn bản"):
        insert_topic(document, topic, actor=minh)


def test_a_paper_without_a_place_for_topics_says_so(lan):
    document = make_report()
    for row in Block.objects.filter(document=document, kind=BlockKind.SECTION, parent=None):
        editing.remove(row, revision=row.revision, actor=lan)
    with pytest.raises(Problems, match="không còn mục kết quả"):
        insert_topic(document, new_topic(document), actor=lan)


def test_only_who_may_edit_the_paper_inserts(quan, minh):
    document = make_report()
    topic = new_topic(document)
    with pytest.raises(Refused):
        insert_topic(document, topic, actor=quan)
    make_submitted(document)
    with pytest.raises(Refused):
        insert_topic(document, topic, actor=minh)


def test_a_topic_without_confirmed_findings_is_not_offered(lan):
    document = make_report()
    topic = make_topic(document.inspection, "Chưa có gì")
    make_finding(document.inspection, "Mới ghi.", topic=topic, state=FindingState.NOTED)
    assert latecomers(document) == []


def test_the_warning_leads_to_the_button_that_inserts(lan):
    document = make_report()
    topic = new_topic(document)
    client = signed_in(lan)
    page = f"/thanh-tra/{document.inspection.code}/van-ban/{document.pk}/sua/"
    (warning,) = [
        each
        for each in problems.before_submitting(document).warnings
        if "không có trong văn bản" in each.text
    ]
    assert warning.mend == f"{page}#noi-dung-moi"
    assert "Chèn vào đúng chỗ" in client.get(page).content.decode()

    answer = client.post(page.replace("sua/", f"noi-dung/{topic.pk}/chen/"), follow=True)

    text = answer.content.decode()
    assert "Đã chèn mục “Việc quản lý tài chính”." in text
    assert "Chèn vào đúng chỗ" not in text
    foreign = make_topic(make_full_case("2024-009"), "Của cuộc khác")
    strange = client.post(page.replace("sua/", f"noi-dung/{foreign.pk}/chen/"))
    assert strange.status_code == 404
