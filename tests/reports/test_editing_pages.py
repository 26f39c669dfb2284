"""The pages on which a draft is edited: bad input, two people, bound parts, moving."""

import re

import pytest

from reports.models import Block, Document
from tests.cast import signed_in
from tests.make.reports import (
    make_report,
)
from tests.reports.pages import text_row, url, words_of

pytestmark = pytest.mark.django_db


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
