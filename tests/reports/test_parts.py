"""One part of a draft goes to Word with its numbers, its words and the line that names it."""

import io
import shutil
import subprocess

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.oxml.ns import qn

from reports import drafts, markup, parts
from reports.content import block_lines, blocks_from_json
from reports.importing import word
from reports.models import Block
from tests.cast import signed_in
from tests.make.reports import make_report, make_submitted
from tests.reports.pages import text_row, url, words_of

pytestmark = pytest.mark.django_db


def file_of(browser, document, key):
    answer = browser.get(url("part_word", document), {"phan": key})
    assert answer.status_code == 200
    return io.BytesIO(answer.content)


def test_every_part_is_taken_out_with_all_its_words_and_numbers(lan):
    document = make_report()
    browser = signed_in(lan)
    sections = Block.objects.filter(document=document, kind="section").order_by("pk")
    for key in ("mo-dau", *(str(row.pk) for row in sections)):
        part = parts.part_of(document, key)
        file = file_of(browser, document, key)
        rows, _ = word.rows_of(file)
        text = " ".join(" ".join(rows).replace("*", "").split())

        assert rows[0].strip("*").startswith("Phần “")
        for line in filter(None, (" ".join(each.split()) for each in block_lines(part.blocks))):
            assert line.replace("*", "") in text.replace("\\", "")
        assert docx.Document(file).core_properties.subject == parts.mark_of(document, part)


def test_a_section_keeps_the_number_that_it_has_in_the_whole_paper(lan):
    document = make_report()
    roots = drafts.nodes_of(document)["body"]
    second = [node.row for node in roots if node.row.kind == "section"][1]

    rows, _ = word.rows_of(file_of(signed_in(lan), document, str(second.pk)))

    assert rows[1].replace("*", "").startswith("II. ")


def test_a_part_is_for_who_may_edit_the_draft_and_must_be_one(lan, quan):
    document = make_report()
    for key in ("", "dau", "0", "khong-co", "9" * 30):
        assert signed_in(lan).get(url("part_word", document), {"phan": key}).status_code == 404
    assert signed_in(quan).get(url("part_word", document), {"phan": "mo-dau"}).status_code == 404
    make_submitted(document)
    assert signed_in(lan).get(url("part_word", document), {"phan": "mo-dau"}).status_code == 403


def back(browser, document, key, content, name="phan.docx"):
    sent = SimpleUploadedFile(name, content)
    return browser.post(f"{url('part_back', document)}?phan={key}", {"upload": sent})


def test_a_part_that_nobody_wrote_on_differs_in_nothing(lan):
    document = make_report()
    browser = signed_in(lan)
    sections = Block.objects.filter(document=document, kind="section").order_by("pk")
    for key in ("mo-dau", *(str(row.pk) for row in sections)):
        answer = back(browser, document, key, file_of(browser, document, key).getvalue())
        assert "Không có gì thay đổi" in words_of(answer), (key, words_of(answer))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_nor_does_one_that_libreoffice_saved_again(lan, tmp_path):
    document = make_report()
    browser, key = signed_in(lan), str(text_row(document).parent_id)
    (tmp_path / "phan.docx").write_bytes(file_of(browser, document, key).getvalue())
    into = tmp_path / "lai"
    home = f"-env:UserInstallation=file://{tmp_path}/nha"
    command = ["soffice", home, "--headless", "--convert-to", "docx", "--outdir", str(into)]
    subprocess.run([*command, str(tmp_path / "phan.docx")], check=True, capture_output=True)

    saved = (into / "phan.docx").read_bytes()
    assert word.subject_of(io.BytesIO(saved)).startswith("minhbach ")
    answer = back(browser, document, key, saved)

    assert "Không có gì thay đổi" in words_of(answer)
    assert "không ghi là phần nào" not in words_of(answer)


def taken(browser, document, key, page, *, but=()):
    """Send the form of that page as it stands, without the rows in `but`."""
    form = page.context["taking"]
    take = [each for each in form["take"].value() if each not in but]
    return browser.post(
        f"{url('take_part', document)}?phan={key}", {"sent": form["sent"].value(), "take": take}
    )


def words_typed(row):
    row.refresh_from_db()
    return markup.write(blocks_from_json(row.data["blocks"]))


def written_on(lan, *, heading="", text):
    """A report, one run of text of it, and its part with other words, as saved by Word."""
    document = make_report()
    browser, row = signed_in(lan), text_row(document)
    browser.post(url("change", document, row.pk), {"text": FIRST, "revision": row.revision})
    file = docx.Document(file_of(browser, document, str(row.parent_id)))
    for each in file.paragraphs:
        if heading and each.text.startswith("KHÁI QUÁT"):
            each.runs[0].text = heading
        if each.text.startswith("Đoàn đã làm việc"):
            text(each)
    made = io.BytesIO()
    file.save(made)
    return document, browser, row, str(row.parent_id), made.getvalue()


FIRST = "Đoàn đã làm việc 08 ngày:\n\n1. Tại Phòng\n\n2. Tại xã.\n\n>> Sau đó lập biên bản^[Số 5.]."


def longer(paragraph):
    paragraph.runs[0].text = "Đoàn đã làm việc 09 ngày:"
    added = paragraph.insert_paragraph_before("Trước đó Đoàn công bố quyết định.")
    added.style = paragraph.style


def test_what_was_written_in_word_is_taken_row_by_row(lan):
    document, browser, row, key, file = written_on(lan, heading="Khái quát", text=longer)

    page = back(browser, document, key, file)
    shown = words_of(page)
    assert "Thêm: 09" in shown
    assert "Thêm: Trước đó Đoàn công bố quyết định." in shown
    assert "đã được sửa tiếp" not in shown
    row.refresh_from_db()
    before = row.revision

    assert taken(browser, document, key, page, but=[str(row.parent_id)]).status_code == 302
    # Numbers, the style of the last paragraph and its note are what they were.
    said = f"Trước đó Đoàn công bố quyết định.\n\n{FIRST.replace('08', '09')}"
    assert words_typed(row) == markup.write(markup.parse(said))
    assert row.revision == before + 1
    assert row.parent.data["heading"] != "Khái quát"

    page = back(browser, document, key, file)
    taken(browser, document, key, page)
    assert Block.objects.get(pk=row.parent_id).data["heading"] == "Khái quát"
    assert "Không có gì thay đổi" in words_of(back(browser, document, key, file))


def test_words_that_both_sides_wrote_are_not_ticked_and_nothing_is_overwritten_unseen(lan):
    document, browser, row, key, file = written_on(lan, text=longer)
    row.refresh_from_db()
    browser.post(url("change", document, row.pk), {"text": "Lan viết.", "revision": row.revision})

    page = back(browser, document, key, file)
    assert "đã được sửa tiếp ở đoạn này" in words_of(page)
    assert page.context["taking"]["take"].value() == []
    answer = taken(browser, document, key, page)
    assert answer.status_code == 422
    assert "Hãy chọn ít nhất một chỗ" in words_of(answer)
    assert "Thêm: Trước đó" in words_of(answer)

    row.refresh_from_db()
    late = {"text": "Lan viết thêm.", "revision": row.revision}
    browser.post(url("change", document, row.pk), late)
    sent = page.context["taking"]["sent"].value()
    path = f"{url('take_part', document)}?phan={key}"
    answer = browser.post(path, {"sent": sent, "take": [str(row.pk)]})
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in words_of(answer)
    assert words_typed(row) == "Lan viết thêm."
    for wrong in (
        {"sent": "", "take": ["1"]},
        {"sent": f"{sent}x", "take": ["1"]},
        {"sent": sent, "take": ["1"]},
    ):
        answer = browser.post(path, wrong)
        assert answer.status_code == 422
        assert "hãy đưa tệp lên lại" in words_of(answer).lower()
    for garbage in ([sent, "ạ\x00"], ["{}"], ["a:b:c"], ["x" * 9_000]):
        answer = browser.post(path, {"sent": garbage, "take": ["ạ\x00", "9" * 40]})
        assert answer.status_code == 422


def test_a_row_that_was_cut_in_word_leaves_the_draft_only_when_ticked(lan):
    document, browser, row, key, file = written_on(lan, text=lambda each: None)
    shorter = docx.Document(io.BytesIO(file))
    starts = False
    for each in shorter.paragraphs:
        marks = [m.get(qn("w:name")) for m in each._p.iter(qn("w:bookmarkStart"))]
        starts = marks[0].startswith(f"mb_{row.pk}_") if marks else starts
        if starts:
            each._p.getparent().remove(each._p)
    made = io.BytesIO()
    shorter.save(made)

    page = back(browser, document, key, made.getvalue())
    assert "bỏ đoạn này, vì tệp không còn" in words_of(page)
    assert page.context["taking"]["take"].value() == []
    sent = page.context["taking"]["sent"].value()
    browser.post(f"{url('take_part', document)}?phan={key}", {"sent": sent, "take": [str(row.pk)]})
    assert not Block.objects.filter(pk=row.pk).exists()


def test_a_file_without_its_bookmarks_is_only_compared(lan):
    document, browser, _, key, file = written_on(lan, text=longer)
    bare = docx.Document(io.BytesIO(file))
    for each in list(bare.element.body.iter(qn("w:bookmarkStart"))):
        each.getparent().remove(each)
    made = io.BytesIO()
    bare.save(made)

    page = back(browser, document, key, made.getvalue())
    assert "chỗ cần lấy hãy chép tay" in words_of(page)
    assert "Thêm: Trước đó Đoàn công bố quyết định." in words_of(page)
    assert page.context["offers"] == []


def test_a_file_that_is_no_such_part_gets_a_sentence(lan):
    document, browser = make_report(), signed_in(lan)
    preamble = file_of(browser, document, "mo-dau").getvalue()
    key = str(text_row(document).parent_id)
    for content, says in (
        (preamble, "một phần khác của văn bản"),
        (preamble[: len(preamble) // 2], ""),
        (b"chu thuong", "Chỉ nhận tệp Word"),
        (b"", "Tệp này rỗng"),
    ):
        answer = back(browser, document, key, content)
        assert answer.status_code == 422
        assert says in words_of(answer)


# The blank behind the name is marked with it, as it is when a person types on.
MARKED = "Đơn của ~~Nguyễn Văn A ~~trả lời^[Gửi ~~bà Lê Thị B~~.] theo {c:9=Công văn số 7/UBND}."


def sent_back(browser, document, row, old, new):
    """The page that answers when these words stand otherwise in the file of the row's part."""
    file = docx.Document(file_of(browser, document, str(row.parent_id)))
    (told,) = [each for each in file.paragraphs if each.text.startswith("Đơn của")]
    (said,) = [run for run in told.runs if old in run.text]
    said.text = said.text.replace(old, new)
    made = io.BytesIO()
    file.save(made)
    return back(browser, document, str(row.parent_id), made.getvalue())


def test_marks_that_word_does_not_know_stand_again_on_the_same_words(lan):
    document = make_report()
    browser, row = signed_in(lan), text_row(document)
    browser.post(url("change", document, row.pk), {"text": MARKED, "revision": row.revision})

    page = sent_back(browser, document, row, "Đơn của", "Đơn của công dân")

    assert "Thêm: công dân" in words_of(page)
    assert taken(browser, document, str(row.parent_id), page).status_code == 302
    assert words_typed(row) == MARKED.replace("Đơn của", "Đơn của công dân")


@pytest.mark.parametrize(
    ("old", "new"),
    [("Nguyễn Văn A", "Nguyễn Văn An"), ("Đơn của", "Đơn của Nguyễn Văn A, do")],
    ids=["changed", "said again without its mark"],
)
def test_a_row_whose_personal_data_was_written_on_in_word_is_only_compared(lan, old, new):
    document = make_report()
    browser, row = signed_in(lan), text_row(document)
    browser.post(url("change", document, row.pk), {"text": MARKED, "revision": row.revision})

    page = sent_back(browser, document, row, old, new)

    assert "Chữ đánh dấu dữ liệu cá nhân đã bị sửa trong tệp" in words_of(page)
    assert not page.context["taking"]["take"].value()
    assert words_typed(row) == MARKED
