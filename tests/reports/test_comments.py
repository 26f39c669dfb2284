"""Comments on the blocks of a draft: said, answered, closed; they outlive the words they quote."""

import pytest

from office.models import JournalEntry, Notice
from office.workflow import Overtaken, Problems, Refused
from reports import commenting, content, desk, editing, issuing, markup, problems
from reports.models import Comment
from tests.cast import make_person, signed_in
from tests.make.findings import answer_request, make_request
from tests.make.reports import make_approved, make_report, make_submitted
from tests.reports.pages import text_row, url, words_of

pytestmark = pytest.mark.django_db
WORDS = "Phòng đã mở sổ theo dõi đơn từ tháng 02."


def a_row(document, text: str = WORDS):
    row = text_row(document)
    row = editing.change(
        row,
        revision=row.revision,
        actor=make_person("lan"),
        blocks=content.blocks_to_json(markup.parse(text)),
    )
    row.document = document
    return row


@pytest.fixture
def document(db):
    return make_report()


@pytest.fixture
def row(document):
    return a_row(document)


def said(document, row, text="Cần nêu số đơn.", by="son", **more) -> Comment:
    return commenting.comment_on(document, row, text=text, actor=make_person(by), **more)


def test_a_comment_quotes_words_of_its_block_and_names_who_may_see_the_paper(document, row, minh):
    made = said(document, row, "Nhờ @minh xem lại.", quote="mở  sổ THEO dõi")
    assert list(made.mentioned.all()) == [minh]
    assert Notice.objects.get(person=minh, text__contains="nhắc bạn").url == made.get_absolute_url()
    assert Notice.objects.filter(person=document.created_by, text__contains="góp ý").exists()
    line = JournalEntry.objects.get(verb="comment")
    # Who reads the journal need not be one who reads drafts.
    assert "Nhờ" not in line.sentence + line.reason
    with pytest.raises(Problems, match="Không thấy những chữ này"):
        said(document, row, quote="mở két")
    for stranger in ("@quan", "@khong.co"):
        with pytest.raises(Problems, match=f"Không nhắc được {stranger}"):
            said(document, row, f"Hỏi {stranger}.")
    assert said(document, row, "Gửi hop.thu@hai-tan.vn nhé.").mentioned.count() == 0


def test_who_may_not_read_the_draft_says_nothing_and_what_is_approved_is_not_talked_over(
    document, row, quan
):
    with pytest.raises(Refused):
        said(document, row, by="quan")
    first = said(document, row)
    make_approved(document)
    with pytest.raises(Refused, match="Chỉ góp ý được khi"):
        said(document, row, by="minh")
    with pytest.raises(Refused):
        commenting.resolve(first, actor=make_person("minh"))


def test_a_comment_is_answered_closed_and_opened_again(document, row, lan, minh, son):
    root = said(document, row)
    commenting.answer(root, text="Đã thêm.", actor=lan)
    assert Notice.objects.filter(person=son, text__contains="trả lời góp ý").exists()
    commenting.resolve(root, actor=lan)
    with pytest.raises(Overtaken, match="đã đóng"):
        commenting.answer(root, text="Còn thiếu.", actor=son)
    with pytest.raises(Overtaken, match="vừa đóng"):
        commenting.resolve(root, actor=minh)
    commenting.reopen(root, actor=son)
    (thread,) = commenting.threads_of(document, son)
    assert thread.root.is_open
    assert [each.text for each in thread.answers] == ["Đã thêm."]
    verbs = JournalEntry.objects.filter(verb__contains="comment").order_by("pk")
    assert [line.verb for line in verbs] == [
        *("comment", "answer_comment", "resolve_comment", "reopen_comment")
    ]


def test_a_comment_outlives_the_words_and_the_block(document, row, lan, son):
    section = row.parent
    said(document, row, quote="mở sổ theo dõi")
    page, reader = url("comments", document), signed_in(son)
    assert "không còn những chữ" not in words_of(reader.get(page))
    row = a_row(document, "Phòng đã lập danh mục đơn.")
    assert "Đoạn này đã sửa: không còn những chữ được trích." in words_of(reader.get(page))
    editing.remove(row, revision=row.revision, actor=lan)
    (thread,) = commenting.threads_of(document)
    assert thread.part == str(section.pk)
    assert "Đoạn được góp ý đã bị xóa" in words_of(reader.get(page))
    section.refresh_from_db()
    section.document = document
    editing.remove(section, revision=section.revision, actor=lan)
    (thread,) = commenting.threads_of(document)
    assert thread.part == commenting.WHOLE
    shown = words_of(reader.get(page))
    assert "Góp ý cho cả văn bản" in shown
    assert "Cần nêu số đơn." in shown


def test_open_comments_warn_who_hands_in_and_lie_on_the_desk_of_who_is_named(document, row, minh):
    root = said(document, row, "Nhờ @minh xem.")
    told = [each.text for each in problems.before_submitting(document).warnings]
    assert "Còn 1 góp ý chưa đóng." in told
    (item,) = [each for each in desk.items_for(minh) if each.action == "Xem góp ý"]
    assert item.url == root.get_absolute_url()
    assert "Nhờ @minh xem." in item.text
    commenting.resolve(root, actor=minh)
    assert not [each for each in desk.items_for(minh) if each.action == "Xem góp ý"]
    assert not [
        each for each in problems.before_submitting(document).warnings if "góp ý" in each.text
    ]


def test_a_comment_on_what_was_handed_in_names_the_version_that_was_read(document, row, thao):
    make_submitted(document)
    document.refresh_from_db()
    assert said(document, row).version == issuing.current_version(document)


def test_the_page_takes_comments_and_keeps_what_was_typed(document, row, son):
    reader = signed_in(son)
    facts = {"block": row.pk, "quote": "mở sổ theo dõi", "text": "Nêu số đơn."}
    page = url("write_comment", document)
    answer = reader.post(page, facts | {"quote": "không có chữ này"})
    assert answer.status_code == 422
    assert "Nêu số đơn." in answer.content.decode()
    assert "Không thấy những chữ này" in words_of(answer)
    made = reader.post(page, facts)
    assert "Nêu số đơn." in words_of(reader.get(made.url))
    (root,) = document.comments.all()
    answer = reader.post(url("answer_comment", document, root.pk), {"text": "@quan"})
    assert "Không nhắc được @quan" in words_of(answer)
    reader.post(url("answer_comment", document, root.pk), {"text": "Ví dụ 03 đơn."})
    part = reader.post(
        url("resolve_comment", document, root.pk), headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in part
    assert "Mở lại" in part
    # The whole paper, by who keeps it; the editor shows what is open beside the part.
    lan = signed_in(make_person("lan"))
    lan.post(page, {"text": "Nên rút ngắn."})
    reader.post(url("reopen_comment", document, root.pk))
    edit = words_of(lan.get(f"{url('edit', document)}?phan={row.parent_id}"))
    assert "1 góp ý đang mở ở phần này" in edit


def test_the_page_costs_the_same_queries_with_one_and_with_many_comments(
    document, row, son, django_assert_max_num_queries
):
    reader = signed_in(son)
    for _ in range(6):
        root = said(document, row, "Nhờ @minh xem.")
        commenting.answer(root, text="Đã xem.", actor=make_person("minh"))
    reader.get(url("comments", document))
    with django_assert_max_num_queries(60):
        reader.get(url("comments", document))


def test_a_comment_is_found_only_under_its_paper(document, row, quan):
    root = said(document, row)
    assert signed_in(quan).get(url("comments", document)).status_code == 404
    assert signed_in(quan).post(url("resolve_comment", document, root.pk)).status_code == 404
    lan = signed_in(make_person("lan"))
    assert (
        lan.post(url("write_comment", document), {"block": 10**6, "text": "x"}).status_code == 404
    )


def test_what_the_unit_said_stands_beside_the_findings_of_the_part(document, lan, son):
    finding = document.inspection.findings.filter(kind="shortcoming").get()
    facts = {"findings": [finding], "text": "Vì sao chưa mở sổ?"}
    answer_request(make_request(document.inspection, **facts), "Do thiếu người.")
    row = document.blocks.get(
        kind="bound", data__source="findings", data__key=str(finding.topic_id)
    )
    for person, page in ((lan, "edit"), (son, "comments")):
        shown = words_of(signed_in(person).get(f"{url(page, document)}?phan={row.parent_id}"))
        assert "Do thiếu người." in shown, page
        assert "Đoàn chưa ghi ý kiến." in shown, page
    revise = f"{finding.get_absolute_url()}sua/"
    # What is confirmed its leader still corrects.
    leader = signed_in(make_person("minh"))
    assert "Do thiếu người." in words_of(leader.get(revise))
