"""Real workers draw real papers: once, whatever happens to them."""

import io
import signal
from dataclasses import replace

import pdfplumber
import pytest

from office.models import Job, StoredFile
from reports import content, editing, issuing
from reports.content import Paragraph, text
from reports.models import Block, Rendition
from reports.tasks import render_version
from tests.cast import make_person, signed_in
from tests.make.reports import make_issued, make_report
from tests.workers import clock, empty_broker, until, worker

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 900


def rendition() -> Rendition:
    return Rendition.objects.select_related("job", "file").get(format="pdf")


def long_report(paragraphs: int = LONG):
    document = make_report()
    row = Block.objects.filter(document=document, kind="text", parent__isnull=False).first()
    said = "Đoạn thứ {} ghi lại những việc đã xem xét tại đơn vị, kèm số liệu và thời gian cụ thể."
    blocks = [Paragraph(text(said.format(n) * 3)) for n in range(paragraphs)]
    editing.change(row, revision=1, actor=make_person("lan"), blocks=content.blocks_to_json(blocks))
    return document


def test_an_issued_paper_becomes_a_pdf_that_is_downloaded(tmp_path):
    empty_broker()
    with worker(tmp_path, "one"):
        document = make_issued()
        until(lambda: rendition().job.is_over, "the PDF is made")

    page = signed_in(make_person("lan")).get(document.get_absolute_url() + "tep/?tai-ve")
    data = b"".join(page.streaming_content)
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        words = pdf.pages[0].extract_text()
    assert 'filename="01-BC-DTTr.pdf"' in page["Content-Disposition"]
    assert "Số: 01/BC-ĐTTr" in words
    assert "ngày 15 tháng 02 năm 2024" in words
    assert "DỰ THẢO" not in words


def test_a_worker_killed_while_it_draws_is_replaced_and_the_paper_made_once(tmp_path):
    empty_broker()
    document = long_report()
    with clock(tmp_path), worker(tmp_path, "second") as second:
        second.signal(signal.SIGSTOP)
        with worker(tmp_path, "first") as first:
            make_issued(document)
            until(lambda: rendition().job.step == "Dàn trang", "the first worker draws")
            first.kill()
        second.signal(signal.SIGCONT)
        until(lambda: rendition().job.is_over, "the second worker has drawn", patience=120)

    made = rendition()
    assert (made.job.state, made.job.attempts) == (Job.State.DONE, 2)
    assert made.file is not None
    assert StoredFile.objects.filter(content_type="application/pdf").count() == 1


def test_a_draft_is_drawn_with_its_mark(tmp_path):
    empty_broker()
    document = make_report()
    lan = make_person("lan")
    with worker(tmp_path, "one"):
        job = issuing.ask_for_preview(document, actor=lan)
        until(lambda: Job.objects.get(pk=job.pk).is_over, "the draft is drawn")

    url = f"{document.get_absolute_url()}xem-pdf/{job.pk}/"
    assert "tep/" in signed_in(lan).get(url).content.decode()
    page = signed_in(lan).get(url + "tep/")
    with pdfplumber.open(io.BytesIO(b"".join(page.streaming_content))) as pdf:
        words = pdf.pages[0].extract_text()
    assert "/BC-ĐTTr" in words
    assert page["Content-Disposition"].startswith("inline")


def test_what_does_not_print_is_told_in_words():
    document = make_issued()
    version = issuing.current_version(document)
    paper = content.from_json(version.tree, content.Paper)
    broken = content.Table((content.Column("TT"), content.Column("Tên")), ((text("1"),),))
    version.tree = content.to_json(replace(paper, body=(broken,)))
    version.save()

    render_version(str(rendition().job.pk))

    assert rendition().job.state == Job.State.FAILED
    assert "dòng 1 có 1 ô, cần 2 ô" in rendition().job.error


def test_a_version_that_was_drawn_is_not_drawn_again():
    make_issued()
    render_version(str(rendition().job.pk))
    first = rendition().made_at
    Job.objects.update(state="waiting")

    render_version(str(rendition().job.pk))

    assert rendition().made_at == first
    assert rendition().job.state == Job.State.DONE


def test_a_footnote_that_does_not_fit_its_page_is_told_in_words(monkeypatch):
    # The proof lets nothing so long through; what it lets through may still not fit one day.
    monkeypatch.setattr("reports.proof.LONGEST_FOOTNOTE", 100_000)
    version = issuing.current_version(make_issued())
    paper = content.from_json(version.tree, content.Paper)
    note = content.Footnote(text("chữ " * 1500))
    told = Paragraph((content.Run("Chỗ này", footnote=note),))
    version.tree = content.to_json(replace(paper, body=(told,)))
    version.save()

    render_version(str(rendition().job.pk))

    assert rendition().job.state == Job.State.FAILED
    assert "Chú thích ở trang" in rendition().job.error
