"""The pages of papers, as people walk them."""

import re

import pytest
from django.urls import reverse

from inspections.models import DecisionBasis
from office.models import Job, JournalEntry
from reports import composing, editing, issuing
from reports.choices import DocumentKind, DocumentState
from reports.models import Block, Document, Rendition
from tests.cast import make_person, signed_in
from tests.make.inspections import make_decision, make_inspection
from tests.make.reports import (
    REPORTED_ON,
    make_approved,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)

pytestmark = pytest.mark.django_db


def url(page: str, document: Document, *more) -> str:
    return reverse(f"reports:{page}", args=[document.inspection.code, document.pk, *more])


def words_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def text_row(document: Document) -> Block:
    return Block.objects.filter(document=document, kind="text", parent__isnull=False).first()


# --- The road -------------------------------------------------------------------------------------


def test_from_the_case_to_the_number(lan, minh, son, ha):
    inspection = make_full_case()
    index = reverse("reports:index", args=[inspection.code])
    compose = reverse("reports:compose", args=[inspection.code, DocumentKind.RESULT_REPORT])
    assert compose in signed_in(lan).get(index).content.decode()

    answer = signed_in(lan).post(compose, {"planned_on": "15/02/2024"})
    document = Document.objects.get()
    assert answer.url == url("edit", document)
    assert signed_in(lan).get(answer.url).status_code == 200

    row = text_row(document)
    answer = signed_in(lan).post(
        url("change", document, row.pk),
        {"text": "Phòng có **05** công chức.\n\n- Một ý", "revision": 1},
    )
    assert answer.status_code == 302
    assert "05 công chức" not in words_of(signed_in(minh).get(url("submit", document)))

    answer = signed_in(minh).post(url("submit", document), {"note": "Xin duyệt."})
    assert answer.url == document.get_absolute_url()

    page = signed_in(son).get(url("review", document))
    sha256 = issuing.current_version(document).sha256
    assert sha256 in page.content.decode()
    back = signed_in(son).post(
        url("send_back", document), {"sha256": sha256, "reason": "Ghi rõ số đơn."}
    )
    assert back.status_code == 302
    assert "Ghi rõ số đơn." in words_of(signed_in(minh).get(document.get_absolute_url()))
    assert "Ghi rõ số đơn." in words_of(signed_in(lan).get(url("edit", document)))

    # Handing it in as it was is pointed out first: lan mends it.
    assert signed_in(minh).post(url("submit", document), {"note": ""}).status_code == 422
    signed_in(lan).post(
        url("change", document, row.pk), {"text": "Phòng có **06** công chức.", "revision": 2}
    )
    signed_in(minh).post(url("submit", document), {"note": ""})
    sha256 = issuing.current_version(document).sha256
    signed_in(son).post(
        url("review", document), {"sha256": sha256, "note": "", "approved_on": "14/02/2024"}
    )
    page = signed_in(ha).get(url("issue", document))
    assert "01/BC-ĐTTr" in words_of(page)
    assert "15/02/2024" in page.content.decode()

    answer = signed_in(ha).post(url("issue", document), {"issued_on": "15/02/2024"})

    document.refresh_from_db()
    assert answer.url == document.get_absolute_url()
    assert document.label == "01/BC-ĐTTr"
    page = words_of(signed_in(lan).get(document.get_absolute_url()))
    assert "đang chờ" in page.lower()
    verbs = JournalEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert [verb for verb in verbs if verb in {"submit", "send_back", "approve", "issue"}] == [
        "submit",
        "send_back",
        "submit",
        "approve",
        "issue",
    ]


def test_the_list_says_why_a_paper_cannot_be_composed_yet(lan):
    inspection = make_full_case()

    page = words_of(signed_in(lan).get(reverse("reports:index", args=[inspection.code])))

    assert "Báo cáo kết quả thanh tra chưa ban hành: kết luận được xây dựng từ báo cáo." in page


@pytest.mark.parametrize("key", ["dau", "mo-dau", "than"])
def test_every_named_part_opens(lan, key):
    document = make_report()

    assert signed_in(lan).get(url("edit", document) + f"?phan={key}").status_code == 200
    assert signed_in(lan).get(url("preview", document) + f"?phan={key}").status_code == 200


def test_every_section_opens_with_the_number_it_has_in_the_whole(lan):
    document = make_report()
    for row in Block.objects.filter(document=document, kind="section"):
        assert signed_in(lan).get(url("edit", document) + f"?phan={row.pk}").status_code == 200
    inner = Block.objects.get(data__heading="Việc tiếp nhận, giải quyết đơn")

    page = words_of(signed_in(lan).get(url("preview", document) + f"?phan={inner.pk}"))

    assert "1.1. Việc tiếp nhận, giải quyết đơn - Có 03 đơn" in page


def test_the_outline_numbers_like_the_paper(lan):
    document = make_report()

    page = words_of(signed_in(lan).get(url("edit", document)))

    for line in ("II. KẾT QUẢ KIỂM TRA, XÁC MINH", "1. Kết quả thực hiện", "1.1. Việc tiếp nhận"):
        assert line in page


def test_a_click_in_the_outline_loads_the_part_alone(lan):
    document = make_report()

    page = signed_in(lan).get(url("edit", document) + "?phan=dau", headers={"HX-Request": "true"})

    assert b"<html" not in page.content
    assert b"signer_other_post" in page.content


def test_a_whole_preview_shows_the_paper(lan):
    document = make_report()

    page = words_of(signed_in(lan).get(url("preview", document)))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page
    assert "IV. KIẾN NGHỊ" in page


def test_a_part_that_does_not_exist_is_not_found(lan):
    document = make_report()

    assert signed_in(lan).get(url("edit", document) + "?phan=999999").status_code == 404
    assert signed_in(lan).get(url("preview", document) + "?phan=abc").status_code == 404


def test_the_pages_of_a_long_paper_ask_no_more_than_those_of_a_short_one(
    lan, django_assert_max_num_queries
):
    document = make_report()
    parent = Block.objects.filter(document=document, kind="section").first()
    Block.objects.bulk_create(
        Block(
            document=document,
            parent=parent,
            part="body",
            position=place + 10,
            kind="section",
            data={"heading": f"Mục {place}"},
        )
        for place in range(200)
    )
    client = signed_in(lan)

    with django_assert_max_num_queries(30):
        client.get(url("edit", document) + f"?phan={parent.pk}")


# --- Bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a" * 200_001, "quá dài"),
        ("| A | B |\n| -- | -- |\n| 1 |", "Dòng 3"),
        ("{{findings|1}}", "không gõ tay được"),
        ("## Mục con mồ côi", "Dòng 1"),
    ],
)
def test_a_text_that_cannot_be_read_stays_in_the_form_with_a_sentence(lan, typed, words):
    document = make_report()
    row = text_row(document)

    page = signed_in(lan).post(url("change", document, row.pk), {"text": typed, "revision": 1})

    assert page.status_code == 422
    assert words in words_of(page)
    assert typed.strip()[:20].replace("|", "|") in page.content.decode()
    row.refresh_from_db()
    assert row.revision == 1


def test_two_people_edit_one_paragraph_and_both_texts_are_shown(lan, minh):
    document = make_report()
    row = text_row(document)
    path = url("change", document, row.pk)
    signed_in(minh).post(path, {"text": "Minh viết.", "revision": 1})

    page = signed_in(lan).post(path, {"text": "Lan viết.", "revision": 1})

    assert page.status_code == 409
    assert "Minh viết." in words_of(page)
    assert page.content.decode().count("Lan viết.") >= 2
    again = re.search(
        rf'name="revision" value="(\d+)"[^>]*id="id_{row.pk}_revision"', page.content.decode()
    )
    assert again[1] == "2"
    signed_in(lan).post(path, {"text": "Lan viết.", "revision": 2})
    row.refresh_from_db()
    assert row.revision == 3


def header_data(document: Document, **facts) -> dict:
    names = (
        "issuer_parent_name",
        "issuer_name",
        "place",
        "title",
        "subject",
        "addressees",
        "signer_other_post",
        "recipients",
        "archive",
        "revision",
    )
    data = {name: getattr(document, name) for name in names}
    return data | {"planned_on": "", "signing": f"leader-{document.signer_id}"} | facts


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"planned_on": "31/02/2024"}, "31/02/2024"),
        ({"subject": ""}, "trích yếu"),
        ({"subject": "a" * 3001}, "3000"),
        ({"place": "a" * 101}, "100"),
        ({"signing": "leader-99999"}, "99999"),
    ],
)
def test_a_wrong_header_is_told_at_the_field_and_kept(lan, facts, words):
    document = make_report()

    page = signed_in(lan).post(url("header", document), header_data(document, **facts))

    assert page.status_code == 422
    assert words in words_of(page)
    assert Document.objects.get().revision == 1


def test_a_stale_header_shows_both_texts(lan, minh):
    document = make_report()
    signed_in(minh).post(url("header", document), header_data(document, subject="Của Minh"))

    page = signed_in(lan).post(url("header", document), header_data(document, subject="Của Lan"))

    assert page.status_code == 409
    assert "Của Minh" in words_of(page)
    assert "Của Lan" in words_of(page)


def test_the_signer_is_chosen_among_those_who_may_sign(lan, cast):
    document = make_report()
    deputy = document.inspection.members.create(person=cast["quan"], role="deputy", position=5)

    signed_in(lan).post(
        url("header", document), header_data(document, signing=f"deputy-{deputy.person_id}")
    )

    document.refresh_from_db()
    assert document.signer_authority == "KT. TRƯỞNG ĐOÀN\nPHÓ TRƯỞNG ĐOÀN"
    assert document.signer_name == cast["quan"].full_name


@pytest.mark.parametrize("typed", ["", "31/02/2024", "01/01/2024", "01/01/2999", "hôm nay"])
def test_a_wrong_issue_date_is_told_at_the_field_and_kept(ha, typed):
    document = make_approved()

    page = signed_in(ha).post(url("issue", document), {"issued_on": typed})

    assert page.status_code == 422
    assert "is-invalid" in page.content.decode()
    assert typed in page.content.decode()
    document.refresh_from_db()
    assert document.state == DocumentState.APPROVED


def test_a_draft_that_nobody_submitted_cannot_be_answered(son):
    document = make_report()

    page = signed_in(son).post(url("review", document), {"approved_on": "31/02/2024"})

    assert page.status_code == 409
    assert signed_in(son).get(url("review", document)).url == document.get_absolute_url()


def test_sending_back_without_a_reason_is_told(son):
    version = make_submitted()

    page = signed_in(son).post(
        url("send_back", version.document), {"sha256": version.sha256, "reason": ""}
    )

    assert page.status_code == 422
    assert "Hãy ghi lý do" in words_of(page)


def test_approving_what_was_replaced_says_so(son, minh):
    version = make_submitted()
    document = version.document
    issuing.withdraw(document, actor=minh)
    editing.change_header(document, revision=1, actor=minh, subject="Khác")
    issuing.submit(document, actor=minh, acknowledged=True)

    page = signed_in(son).post(
        url("review", document), {"sha256": version.sha256, "note": "", "approved_on": ""}
    )

    assert page.status_code == 409
    assert "sửa và trình lại" in words_of(page)


def test_problems_before_submitting_stand_together_with_links(minh):
    document = make_report()
    Document.objects.update(recipients="", place="")

    page = signed_in(minh).post(url("submit", document), {"note": ""})

    assert page.status_code == 422
    assert "Chưa có nơi nhận." in words_of(page)
    assert "phan=dau#id_place" in page.content.decode()


def test_warnings_must_be_acknowledged(minh):
    inspection = make_full_case()
    inspection.recommendations.get().findings.clear()
    document = make_report(inspection)

    page = signed_in(minh).post(url("submit", document), {"note": ""})
    assert page.status_code == 422
    assert "đánh dấu là đã xem" in words_of(page)
    assert "chưa có kiến nghị" in words_of(page)

    signed_in(minh).post(url("submit", document), {"note": "", "acknowledged": "on"})
    document.refresh_from_db()
    assert document.state == DocumentState.SUBMITTED


# --- Who may come ---------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["detail", "edit", "preview", "submit", "review", "issue", "file"])
def test_a_draft_is_unknown_to_strangers(quan, binh, page):
    document = make_report()

    assert signed_in(quan).get(url(page, document)).status_code == 404
    assert signed_in(binh).get(url(page, document)).status_code == 404


def test_a_paper_is_not_found_under_another_case(lan):
    document = make_report()
    make_full_case("2024-002")

    path = reverse("reports:detail", args=["2024-002", document.pk])

    assert signed_in(lan).get(path).status_code == 404


def test_a_block_of_another_paper_is_not_found(lan):
    document = make_report()
    other = make_report(make_full_case("2024-002"))

    path = url("change", document, text_row(other).pk)

    assert signed_in(lan).post(path, {"text": "x", "revision": 1}).status_code == 404


def test_the_reviewer_reads_but_does_not_edit(son):
    document = make_report()

    assert signed_in(son).get(document.get_absolute_url()).status_code == 200
    assert signed_in(son).get(url("edit", document)).status_code == 403


# --- Bound blocks ---------------------------------------------------------------------------------


def edited_findings(lan, document: Document) -> Block:
    row = Block.objects.filter(document=document, kind="bound", data__source="findings").last()
    signed_in(lan).post(
        url("change", document, row.pk), {"text": "- Đã viết lại bằng tay.", "revision": 1}
    )
    row.refresh_from_db()
    return row


def test_an_edited_block_no_longer_follows_and_says_when_the_case_changed(lan):
    document = make_report()
    row = edited_findings(lan, document)
    page = words_of(signed_in(lan).get(url("edit", document) + f"?phan={row.parent_id}"))
    assert "Đã thay đổi trong hồ sơ" not in page

    document.inspection.findings.filter(number=2).update(text="Có 05 đơn chưa vào sổ.")

    page = words_of(signed_in(lan).get(url("edit", document) + f"?phan={row.parent_id}"))
    assert "Đã thay đổi trong hồ sơ" in page
    assert "Có 05 đơn chưa vào sổ." in page
    assert "Đã viết lại bằng tay." in page
    assert "Đã viết lại bằng tay." in words_of(signed_in(lan).get(url("preview", document)))


def test_the_new_text_is_taken_or_left(lan):
    document = make_report()
    row = edited_findings(lan, document)
    document.inspection.findings.filter(number=2).update(text="Có 05 đơn chưa vào sổ.")

    signed_in(lan).post(url("leave", document, row.pk), {"revision": row.revision})
    page = words_of(signed_in(lan).get(url("edit", document) + f"?phan={row.parent_id}"))
    assert "Đã thay đổi trong hồ sơ" not in page

    row.refresh_from_db()
    signed_in(lan).post(url("take", document, row.pk), {"revision": row.revision})
    assert "Có 05 đơn chưa vào sổ." in words_of(signed_in(lan).get(url("preview", document)))


# --- Moving, adding, removing ---------------------------------------------------------------------


def test_sections_are_added_moved_and_removed(lan):
    document = make_report()
    client = signed_in(lan)
    client.post(url("add", document), {"kind": "section", "heading": "PHỤ", "part": "than"})
    row = Block.objects.get(document=document, data__heading="PHỤ")

    client.post(url("move", document, row.pk), {"where": "up"})
    client.post(url("move", document, row.pk), {"where": "in"})
    row.refresh_from_db()
    assert row.parent.data["heading"] == "KIẾN NGHỊ"

    client.post(url("move", document, row.pk), {"where": "out"})
    row.refresh_from_db()
    assert row.parent is None

    client.post(url("remove", document, row.pk), {"revision": row.revision})
    assert not Block.objects.filter(pk=row.pk).exists()


def test_an_impossible_move_is_told(lan):
    document = make_report()
    row = Block.objects.get(document=document, data__heading="KHÁI QUÁT CHUNG")

    page = signed_in(lan).post(url("move", document, row.pk), {"where": "out"}, follow=True)

    assert "đã ở cấp ngoài cùng" in words_of(page)


def test_an_annex_is_added_and_written(lan):
    document = make_report()
    client = signed_in(lan)
    client.post(url("add", document), {"kind": "annex", "heading": "DANH SÁCH", "part": "than"})
    annex = Block.objects.get(document=document, kind="annex")
    client.post(url("add", document), {"kind": "text", "part": annex.pk})
    row = Block.objects.get(parent=annex)
    client.post(url("change", document, row.pk), {"text": "| TT | Tên |\n| 1 | A |", "revision": 1})

    page = words_of(client.get(url("preview", document)))

    assert "DANH SÁCH" in page
    assert client.get(url("edit", document) + f"?phan={annex.pk}").status_code == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"kind": "section", "heading": "", "part": "than"}, 422),
        ({"kind": "poem", "heading": "x", "part": "than"}, 422),
        ({"kind": "text", "part": "999999"}, 404),
        ({"kind": "text", "part": "9" * 20}, 404),
    ],
)
def test_adding_something_odd_is_told(lan, data, status):
    assert signed_in(lan).post(url("add", make_report()), data).status_code == status


def test_an_unknown_move_is_not_found(lan):
    document = make_report()

    path = url("move", document, text_row(document).pk)

    assert signed_in(lan).post(path, {"where": "sideways"}).status_code == 404


# --- PDF ------------------------------------------------------------------------------------------


def test_an_issued_paper_shows_its_progress_and_a_retry(lan):
    document = make_issued()
    job = Rendition.objects.get(format="pdf").job
    Job.objects.filter(pk=job.pk).update(state="failed", error="Hết chỗ trên đĩa.")

    page = signed_in(lan).get(document.get_absolute_url())
    assert "Hết chỗ trên đĩa." in words_of(page)
    signed_in(lan).post(url("retry", document))

    job.refresh_from_db()
    assert job.state == "waiting"


def test_the_pdf_is_not_found_before_it_is_made(lan):
    assert signed_in(lan).get(url("file", make_issued())).status_code == 404


def test_the_file_carries_number_and_symbol(lan):
    from reports.views.files import file_name

    assert file_name(make_issued()) == "01-BC-DTTr.pdf"


def test_a_draft_is_asked_for_as_pdf(lan):
    document = make_report()

    answer = signed_in(lan).post(url("ask_for_preview", document))

    job = Job.objects.get()
    assert str(job.pk) in answer.url
    assert signed_in(lan).get(answer.url).status_code == 200
    assert signed_in(make_person("quan")).get(answer.url).status_code == 404


def test_a_draft_is_discarded_with_a_reason(minh):
    document = make_report()
    page = signed_in(minh).post(url("discard", document), {"reason": ""})
    assert page.status_code == 422

    signed_in(minh).post(url("discard", document), {"reason": "Soạn nhầm."})

    document.refresh_from_db()
    assert document.state == DocumentState.DISCARDED


def test_a_wrong_planned_date_is_told(lan):
    inspection = make_full_case()
    path = reverse("reports:compose", args=[inspection.code, DocumentKind.RESULT_REPORT])

    page = signed_in(lan).post(path, {"planned_on": "31/02/2024"})

    assert page.status_code == 422
    assert "31/02/2024" in page.content.decode()
    assert not Document.objects.exists()


# --- Desk and steps -------------------------------------------------------------------------------


def test_the_desk_shows_whose_turn_it_is(minh, son, ha, quan):
    from reports.desk import items_for

    version = make_submitted()
    assert [item.section.label for item in items_for(son)] == ["Chờ tôi duyệt"]
    (waiting,) = items_for(minh)
    assert (waiting.section.label, waiting.action) == ("Đang chờ người khác", "Xem văn bản")
    assert waiting.why == "Đang chờ người có thẩm quyền duyệt."
    assert items_for(quan) == []

    issuing.send_back(version.document, sha256=version.sha256, reason="Sửa.", actor=son)
    assert [item.section.label for item in items_for(minh)] == ["Bị trả lại"]

    make_approved(version.document)
    (item,) = items_for(ha)
    assert item.section.label == "Chờ cấp số, ban hành"
    assert "văn thư" in item.why
    (item,) = items_for(son)
    assert (item.section.label, item.why) == (
        "Đang chờ người khác",
        "Đã duyệt, đang chờ văn thư cấp số.",
    )


def test_a_case_that_knows_its_decision_asks_for_the_paper(minh, lan, son):
    from reports.desk import items_for

    inspection = make_inspection()
    decision = make_decision(inspection, signed=False)
    assert items_for(minh) == []
    DecisionBasis.objects.create(
        decision=decision, position=1, text="Luật Thanh tra ngày 14/11/2022"
    )

    (item,) = items_for(minh)
    assert item.action == "Soạn quyết định"
    assert signed_in(minh).get(item.url).status_code == 200
    assert items_for(lan) == []

    composing.compose(inspection, DocumentKind.DECISION, actor=minh)
    assert [item.action for item in items_for(minh)] == ["Soạn tiếp"]


def test_the_desk_asks_the_same_whatever_lies_on_it(son, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from reports.desk import items_for

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            items_for(make_person("son"))
        return len(queries)

    make_submitted()
    one = count()
    make_submitted(make_report(make_full_case("2024-002")))
    make_submitted(make_report(make_full_case("2024-003")))

    assert count() == one


def test_the_steps_of_a_case_tell_how_far_its_papers_are(minh):
    from reports.steps import steps_of

    inspection = make_full_case()
    decision, report, conclusion = steps_of(inspection, minh)
    assert (decision.is_done, report.is_done, conclusion.is_done) == (True, False, False)
    assert report.note == "Đủ dữ liệu, chưa soạn."
    assert conclusion.missing

    make_issued(make_report(inspection))

    assert steps_of(inspection, minh)[1].note == "Số 01/BC-ĐTTr ngày 15/02/2024."


def test_two_kinds_of_papers_are_listed_with_their_next_step(lan):
    report = make_issued(on=REPORTED_ON)
    composing.compose(report.inspection, DocumentKind.CONCLUSION, actor=lan)

    page = words_of(signed_in(lan).get(reverse("reports:index", args=[report.inspection.code])))

    assert "01/BC-ĐTTr" in page
    assert "…/KL-TTr" in page
    assert "Sửa nội dung" in page
