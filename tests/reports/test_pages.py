"""The pages of papers, as people walk them."""

import pytest
from django.urls import reverse

from office.models import Job, JournalEntry
from reports import editing, issuing
from reports.choices import DocumentKind, DocumentState
from reports.models import Block, Document, Rendition
from tests.cast import make_person, signed_in
from tests.make.reports import (
    make_approved,
    make_full_case,
    make_issued,
    make_report,
    make_submitted,
)
from tests.reports.pages import text_row, url, words_of

pytestmark = pytest.mark.django_db


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
