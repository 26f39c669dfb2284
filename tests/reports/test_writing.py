"""What the editor asks for while somebody writes: saved words, cleaned pastes, who is here."""

from datetime import date

import pytest

from office.models import JournalEntry, LegalProvision, RowChange
from reports import drafts, editing, markup
from reports.models import Block
from tests.cast import signed_in
from tests.make.office import make_law
from tests.make.reports import make_report
from tests.reports.pages import text_row, url, words_of

pytestmark = pytest.mark.django_db


def autosave(writer, document, row, **facts):
    facts = {"revision": row.revision, "person": writer.username, **facts}
    return signed_in(writer).post(url("autosave", document, row.pk), facts)


def test_what_is_typed_is_saved_as_one_act_of_one_sitting(lan):
    document = make_report()
    row = text_row(document)
    before = JournalEntry.objects.count()

    for words in ("Đoàn", "Đoàn đã", "Đoàn đã làm"):
        saved = autosave(lan, document, row, html=f"<p>{words}</p>", text="bỏ qua").json()
        row.refresh_from_db()
        assert saved["revision"] == row.revision

    assert markup.write(drafts.blocks_of_row(row)) == "Đoàn đã làm"
    assert JournalEntry.objects.count() == before + 1
    assert not RowChange.objects.filter(row=row.pk, entry=None).exists()


@pytest.mark.parametrize(
    ("facts", "status", "words"),
    [
        ({"text": "{{findings|1}}"}, 422, "không gõ tay được"),
        ({"html": "<b>" * 60_001}, 422, "quá dài"),
        ({"text": "Lan viết.", "revision": "0"}, 409, "vừa sửa đoạn này"),
        ({"text": "Lan viết.", "revision": "mot"}, 422, ""),
        ({"text": "Lan viết.", "person": "minh"}, 422, "tài khoản khác"),
    ],
)
def test_what_cannot_be_saved_is_told_and_nothing_is_written(lan, facts, status, words):
    document = make_report()
    row = text_row(document)

    answer = autosave(lan, document, row, **facts)

    assert answer.status_code == status
    assert words in answer.json()["error"]
    row.refresh_from_db()
    assert row.revision == 1


def test_a_conflict_shows_what_each_made_of_what_both_began_with(lan, minh):
    document = make_report()
    row = text_row(document)
    editing.change(row, revision=1, actor=lan, blocks=_blocks("Hai đơn vị đã nộp tiền."))
    row.refresh_from_db()
    opened = row.revision
    editing.change(row, revision=opened, actor=minh, blocks=_blocks("Ba đơn vị đã nộp tiền."))

    page = signed_in(lan).post(
        url("change", document, row.pk),
        {"html": "<p>Hai đơn vị đã nộp đủ tiền.</p>", "revision": opened},
    )

    assert page.status_code == 409
    shown = page.context["two_texts"]
    assert shown.base_text == "Hai đơn vị đã nộp tiền."
    assert [(p.act, p.words) for p in shown.theirs[0].pieces][:2] == [
        ("out", "Hai "),
        ("in", "Ba "),
    ]
    assert ("in", "đủ ") in [(p.act, p.words) for p in shown.mine[0].pieces]
    assert "&lt;p&gt;Hai đơn vị đã nộp đủ tiền.&lt;/p&gt;" in page.content.decode()


def _blocks(words: str):
    return [{"type": "Paragraph", "text": [{"type": "Run", "text": words}]}]


def test_a_paste_is_cleaned_and_told(lan):
    document = make_report()
    client = signed_in(lan)

    answer = client.post(url("paste", document), {"html": "<p>Chữ<img src=x></p>"}).json()
    assert answer["html"] == "<p>Chữ</p>"
    assert "hình ảnh" in answer["told"][0]

    answer = client.post(url("paste", document), {"html": "<b>" * 70_000})
    assert answer.status_code == 422
    assert "dán từng mục" in answer.json()["error"]


def test_who_has_a_part_open_is_shown_to_the_others(lan, minh):
    document = make_report()
    row = Block.objects.filter(document=document, kind="section", parent=None).first()
    signed_in(lan).get(url("present", document), {"phan": row.pk, "dang-viet": ""})

    here = words_of(signed_in(minh).get(url("present", document), {"phan": row.pk}))
    elsewhere = words_of(signed_in(minh).get(url("present", document), {"phan": "dau"}))

    assert f"{lan} đang sửa phần này" in here
    assert f"{lan} đang ở “{row.data['heading'][:20]}" in elsewhere
    assert str(lan) not in words_of(signed_in(lan).get(url("present", document), {"phan": "1"}))


LINE = "Quyết định số 897/QĐ-UBND ngày 29/4/2021 của UBND quận về quy chế chi tiêu"


def test_a_typed_document_is_kept_once_and_offered_again_in_full_then_short(lan):
    document = make_report()
    client = signed_in(lan)
    found = client.get(url("quotes", document), {"q": LINE}).json()
    assert found == {"quotes": [], "new": found["new"]}
    assert found["new"].startswith("Quyết định số 897/QĐ-UBND ngày 29/4/2021 của UBND quận")

    kept = client.post(url("keep_quote", document), {"words": LINE}).json()
    again = client.post(url("keep_quote", document), {"words": LINE}).json()

    assert kept == again
    assert (kept["full"], kept["short"]) == (found["new"], "Quyết định số 897/QĐ-UBND")
    assert document.inspection.citations.count() == 1
    assert JournalEntry.objects.filter(verb="cite").count() == 1
    for words in ("", "quyet dinh 897", LINE):
        found = client.get(url("quotes", document), {"q": words}).json()
        assert [each["is_said"] for each in found["quotes"]] == [False], words
        assert found["new"] == ""

    row = text_row(document)
    editing.change(row, revision=1, actor=lan, blocks=_blocks(f"Theo 1{kept['sign']}, đoàn thấy."))
    assert not client.get(url("quotes", document)).json()["quotes"][0]["is_said"]
    row.refresh_from_db()
    editing.change(row, revision=row.revision, actor=lan, blocks=_blocks(f"Theo {kept['full']}."))
    assert client.get(url("quotes", document)).json()["quotes"][0]["is_said"]


def test_a_provision_is_offered_and_told_when_it_no_longer_holds(lan):
    document = make_report()
    old = make_law("1/2001/NĐ-CP", kind="decree", title="về sổ sách", in_force_to=date(2024, 1, 1))
    LegalProvision.objects.create(document=old, article="7")

    found = signed_in(lan).get(url("quotes", document), {"q": "dieu 7 so sach"}).json()["quotes"]

    assert [each["short"] for each in found] == ["Điều 7 Nghị định số 1/2001/NĐ-CP"]
    assert found[0]["full"].startswith("Điều 7 Nghị định số 1/2001/NĐ-CP ngày")
    assert found[0]["doubt"] == "1/2001/NĐ-CP hết hiệu lực sau ngày 01/01/2024."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Hãy gõ văn bản"),
        ("xin chào", "Chưa nhận ra"),
        ("a" * 801, "dài quá"),
        ("Công văn số 7/UBND ngày 31/2/2024", "không có trong lịch"),
        ("a\x00", ""),
    ],
)
def test_a_document_that_cannot_be_kept_is_told(lan, words, sentence):
    document = make_report()

    answer = signed_in(lan).post(url("keep_quote", document), {"words": words})

    assert answer.status_code == 422
    assert sentence in answer.json()["error"]
    assert signed_in(lan).get(url("quotes", document), {"q": words}).status_code == 200
    assert not document.inspection.citations.exists()
