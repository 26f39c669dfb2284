"""The book of outgoing papers as PDF: a cover and ten columns, across the page."""

import datetime
import io

import pdfplumber
import pikepdf
import pytest

from office import files, jobs, numbering
from office.book import Extent
from office.models import Job, StoredFile
from office.numbering import Line
from reports.register_book import paper_of
from reports.tasks import print_register
from tests.make.office import make_register

DAY = datetime.date(2024, 6, 3)


@pytest.fixture
def register(ha):
    register = make_register()
    for number in range(40):
        numbering.take_number(
            series=register.series.key, name=register.name, symbol="QĐ-TTr", dated_on=DAY, actor=ha,
            line=Line(f"Quyết định số thứ {number + 1}", "Phạm Hồng Sơn", "UBND quận\nLưu", "VT"),
        )  # fmt: skip
    register.refresh_from_db()
    return register


def printed(register, **asked) -> bytes:
    payload = {"register": register.pk, "volume": 1, "first": None, "last": None}
    job = jobs.ask(
        "reports.print_register",
        key="book",
        title="In sổ",
        payload=payload | {"is_secret_shown": True} | asked,
    )
    print_register(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    return files.read(StoredFile.objects.get(pk=job.payload["file"]))


def test_the_book_is_printed_across_the_page_with_a_cover_and_a_heading_on_each(register):
    with pdfplumber.open(io.BytesIO(printed(register))) as book:
        sizes = {(round(page.width), round(page.height)) for page in book.pages}
        cover, *pages = [page.extract_text() for page in book.pages]
    assert sizes == {(842, 595)}
    for words in ("SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm: 2024", "Từ số 01 đến số 40", "Quyển số: 01"):
        assert words in cover
    assert len(pages) > 1
    for page in pages:
        assert all(f"({number})" in page for number in range(1, 11))
    together = "\n".join(pages)
    assert all(f"{number:02d}/QĐ-TTr" in together.replace("\n", "") for number in range(1, 41))
    assert "./." not in together


def test_a_volume_holds_the_numbers_that_were_asked_for(register):
    paper = paper_of(register, Extent(11, 20, is_secret_shown=True), volume=2)
    (table,) = paper.annexes[0].children
    assert len(table.rows) == 10
    assert "Từ số 11 đến số 20" in paper.subject
    assert "Quyển số: 02" in paper.subject


def test_the_book_is_tagged_and_in_vietnamese(register):
    with pikepdf.open(io.BytesIO(printed(register))) as found:
        assert str(found.Root.Lang) == "vi"
        assert found.Root.MarkInfo.Marked


def test_equal_lines_are_equal_bytes(register):
    from reports.rendering import pdf

    paper = paper_of(register, Extent(), volume=1)
    assert pdf.write(paper) == pdf.write(paper)
