"""The Word file of a paper: made by the worker beside the PDF, for who may read the paper."""

import io
import json

import docx
import pdfplumber
import pytest
from django.core.management import CommandError, call_command

from office.models import Job, Reading
from reports import issuing
from reports.choices import Format
from reports.models import Rendition, Version
from reports.tasks import preview_draft, render_version
from tests.cast import make_person, signed_in
from tests.make.reports import make_issued, make_report
from tests.reports.test_pages import url
from tests.workers import empty_broker, until, worker

pytestmark = pytest.mark.django_db
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def words_in(answer):
    """The words of a Word file that was downloaded."""
    document = docx.Document(io.BytesIO(b"".join(answer.streaming_content)))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return " ".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def word_of(document):
    return Rendition.objects.get(version__document=document, format=Format.DOCX)


def write(document):
    render_version(str(word_of(document).job_id))


@pytest.mark.django_db(transaction=True)
def test_an_issued_paper_becomes_a_word_file_that_is_downloaded(tmp_path):
    empty_broker()
    with worker(tmp_path, "one"):
        document = make_issued()
        until(lambda: word_of(document).job.is_over, "the Word file is made")

    lan = signed_in(make_person("lan"))
    assert url("word_file", document) in lan.get(document.get_absolute_url()).content.decode()
    answer = lan.get(url("word_file", document))
    words = words_in(answer)
    assert answer["Content-Type"] == KIND
    assert 'attachment; filename="01-BC-DTTr.docx"' in answer["Content-Disposition"]
    assert "Số: 01/BC-ĐTTr" in words
    assert "DỰ THẢO" not in words


def test_the_file_is_for_those_who_may_read_the_paper(lan, quan, binh):
    document = make_issued()
    write(document)
    paths = [url(name, document) for name in ("word", "word_file")]
    page, file = (signed_in(lan).get(path) for path in paths)
    assert page.status_code == 200
    assert "Số: 01/BC-ĐTTr" in words_in(file)
    for person in (quan, binh):
        assert [signed_in(person).get(path).status_code for path in paths] == [404, 404]
        assert signed_in(person).post(url("ask_for_word", document)).status_code == 404


def test_a_word_file_is_not_found_before_it_is_made(lan):
    assert signed_in(lan).get(url("word_file", make_issued())).status_code == 404


def test_a_paper_issued_before_there_were_word_files_gets_one_when_asked(lan):
    document = make_issued()
    Rendition.objects.filter(format=Format.DOCX).delete()
    Job.objects.filter(payload__format="docx").delete()
    client = signed_in(lan)
    assert url("ask_for_word", document) in client.get(document.get_absolute_url()).content.decode()
    assert client.get(url("word", document)).status_code == 404

    answer = client.post(url("ask_for_word", document), follow=True)
    assert "Tạo Word" in answer.content.decode()
    write(document)

    assert "01-BC-DTTr.docx" in client.get(url("word", document)).content.decode()


def test_a_failed_word_file_is_told_and_tried_again(lan):
    document = make_issued()
    job = word_of(document).job
    Job.objects.filter(pk=job.pk).update(state="failed", error="Hết chỗ trên đĩa.")
    client = signed_in(lan)
    assert "Hết chỗ trên đĩa." in client.get(url("word", document)).content.decode()

    client.post(url("ask_for_word", document))

    job.refresh_from_db()
    assert job.state == "waiting"


def test_asking_for_the_word_file_of_a_draft_as_of_an_issued_paper_is_not_found(lan):
    assert signed_in(lan).post(url("ask_for_word", make_report())).status_code == 404


def test_a_version_is_written_once(lan):
    document = make_issued()
    write(document)
    first = word_of(document).made_at
    Job.objects.update(state="waiting")

    write(document)

    assert word_of(document).made_at == first


def test_pdf_and_word_of_a_version_are_two_files(lan):
    document = make_issued()
    for rendition in Rendition.objects.all():
        render_version(str(rendition.job_id))
    kinds = set(Rendition.objects.values_list("format", "file__content_type"))
    assert kinds == {("pdf", "application/pdf"), ("docx", KIND)}
    again = issuing.ask_for_rendition(Version.objects.latest("number"), Format.DOCX, actor=lan)
    assert again == word_of(document)


def test_a_job_from_before_there_was_word_makes_the_pdf(lan):
    document = make_issued()
    rendition = Rendition.objects.get(version__document=document, format=Format.PDF)
    Job.objects.filter(pk=rendition.job_id).update(payload={"version": rendition.version_id})

    render_version(str(rendition.job_id))

    rendition.refresh_from_db()
    assert rendition.file.content_type == "application/pdf"


def test_a_draft_is_taken_away_as_word_with_its_mark_and_the_reading_is_noted(lan):
    document = make_report()
    client = signed_in(lan)
    answer = client.post(url("ask_for_word_preview", document))
    job = Job.objects.get()
    assert "Word dự thảo" in client.get(answer.url).content.decode()
    preview_draft(str(job.pk))

    assert "du-thao-00-BC-DTTr.docx" in client.get(answer.url).content.decode()
    before = Reading.objects.count()
    answer = client.get(answer.url + "tep/")

    assert answer["Content-Disposition"].startswith("attachment")
    assert "DỰ THẢO" in words_in(answer)
    assert Reading.objects.count() == before + 1
    assert signed_in(make_person("quan")).get(url("detail", document)).status_code == 404


def test_pdf_and_word_of_a_draft_are_two_pieces_of_work(lan):
    document = make_report()
    first = issuing.ask_for_preview(document, actor=lan)
    second = issuing.ask_for_preview(document, actor=lan, form=Format.DOCX)
    again = issuing.ask_for_preview(document, actor=lan, form=Format.DOCX)
    assert first != second == again


# --- Without the browser --------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "json"])
def test_a_paper_is_rendered_without_the_browser(form, tmp_path, capsys):
    document = make_issued()
    out = tmp_path / f"paper.{form}"

    call_command("render_document", str(document.pk), format=form, out=out)

    data = out.read_bytes()
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as file:
            words = file.pages[0].extract_text()
    elif form == "docx":
        words = " ".join(cell.text for cell in docx.Document(io.BytesIO(data)).tables[0]._cells)
    elif form == "json":
        words = f"Số: {json.loads(data)['number']}/BC-ĐTTr"
    else:
        words = data.decode()
    assert "Số: 01/BC-ĐTTr" in words
    assert str(out) in capsys.readouterr().out


def test_a_draft_rendered_without_the_browser_is_marked(tmp_path):
    out = tmp_path / "draft.json"
    call_command("render_document", str(make_report().pk), format="json", out=out)
    assert json.loads(out.read_bytes())["draft"] is True


def test_an_unknown_paper_or_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="Không có văn bản mang mã 0"):
        call_command("render_document", "0", format="json", out=tmp_path / "x")
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command(
            "render_document", str(make_report().pk), format="json", out=tmp_path / "no" / "x"
        )
