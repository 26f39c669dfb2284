"""The Word files as a word processor lays them out: LibreOffice prints them, beside our PDF."""

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace

import pdfplumber
import pytest
from django.conf import settings
from django.db import transaction

from config.demo.cases import TOLD
from config.demo.offices import make_offices
from config.demo.people import make_everybody
from reports import content
from reports.content import Paper, Paragraph, Table, text, walk
from reports.models import Version
from reports.rendering import docx, pdf
from reports.rendering.flow import groups
from reports.rendering.fonts import _tinos
from tests.papers import examples

SOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not on this machine"),
    # One start of LibreOffice for all files.
    pytest.mark.xdist_group("soffice"),
    pytest.mark.django_db,
]
# Page numbers stand over this; both printings have them there.
HEAD = 50
# Footnotes and lists of recipients are smaller.
SMALL = 11.5
# The look-alike of Times New Roman on this machine may lack Vietnamese letters.
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir>
<alias binding="same"><family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias>
</fontconfig>"""


def long_paper():
    """Some thirty pages of sections with prose, items and tables."""
    paper = examples.conclusion()
    said = "Đoạn thứ {} ghi lại những việc đã xem xét tại đơn vị, kèm số liệu và thời gian cụ thể. "
    more = tuple(Paragraph(text((said.format(n) * 5).strip())) for n in range(150))
    return replace(paper, body=(paper.body[0], *paper.body[1:4], *more, paper.body[4]))


def told_papers():
    """The newest version of every paper of the told cases, as they were frozen."""
    people = make_everybody()
    units = make_offices(people)
    for tell in TOLD.values():
        tell(people, units)
    newest = Version.objects.order_by("document_id", "-number").distinct("document_id")
    return {
        f"told-{row.document_id}": content.from_json(row.tree, Paper)
        for row in newest.select_related("document")
    }


@pytest.fixture(scope="module")
def papers(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        told = told_papers()
        transaction.set_rollback(True)
    names = ("conclusion", "decision", "report", "draft_conclusion")
    return told | {name: getattr(examples, name)() for name in names} | {"long": long_paper()}


@pytest.fixture(scope="module")
def printings(papers, tmp_path_factory):
    """For each paper the pages of LibreOffice and ours."""
    folder = tmp_path_factory.mktemp("word")
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(docx.write(paper))
    fonts = folder / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=settings.BASE_DIR / "static/vendor/fonts", folder=folder))
    subprocess.run(
        [
            *(SOFFICE, "--headless", f"-env:UserInstallation=file://{folder}/profile"),
            *("--convert-to", "pdf", "--outdir", folder, *sorted(folder.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )
    theirs = {name: (folder / f"{name}.pdf").read_bytes() for name in papers}
    return {
        name: tuple(
            without_repeated_headings(read(data), paper)
            for data in (theirs[name], pdf.write(paper, fonts=_tinos()))
        )
        for name, paper in papers.items()
    }


def without_repeated_headings(pages, paper):
    """A table that goes on carries its heading to the next page, and each program breaks elsewhere."""
    blocks = [*paper.body, *(block for annex in paper.annexes for block in annex.children)]
    tables = [block for block in walk(blocks) if isinstance(block, Table)]
    headings = [heading for table in tables if (heading := printed_heading(table))]
    return [pages[0], *(_without_any(page, headings) for page in pages[1:])]


def printed_heading(table):
    """The words of the two rows, as they are written."""
    grouped = groups(table.columns)
    upper = [
        name
        for group, members in grouped
        for name in ([group] if group else [member.heading for member in members])
    ]
    lower = [member.heading for group, members in grouped if group for member in members]
    names = [*upper, *lower] if grouped else [column.heading for column in table.columns]
    return " ".join(names).casefold().split()


def _without_any(page, headings):
    begins = [word for word, _ in page]
    found = (len(each) for each in headings if begins[: len(each)] == each)
    return page[max(found, default=0) :]


def read(data):
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [words_of(page) for page in document.pages]


def words_of(page):
    """The words in the order in which they were written, without the page number."""
    found = page.crop((0, HEAD, page.width, page.height)).extract_words(
        use_text_flow=True, keep_blank_chars=False, extra_attrs=["size"]
    )
    return [(word["text"].casefold(), word["size"]) for word in found]


def test_every_paper_takes_as_many_pages_as_the_pdf_give_or_take_one(printings):
    assert len(printings) >= 8
    pages = {name: (len(theirs), len(ours)) for name, (theirs, ours) in printings.items()}
    assert {name: both for name, both in pages.items() if abs(both[0] - both[1]) > 1} == {}


def test_every_paper_has_the_words_of_the_pdf_in_their_order(printings):
    wrong = {}
    for name, (theirs, ours) in printings.items():
        a, b = large(theirs), large(ours)
        first = next(
            (n for n, pair in enumerate(zip(a, b, strict=False)) if len({*pair}) > 1), None
        )
        if a != b:
            wrong[name] = (
                (a[first : first + 8], b[first : first + 8]) if first else (len(a), len(b))
            )
    assert wrong == {}


def test_every_paper_has_the_footnotes_and_recipients_of_the_pdf(printings):
    for name, (theirs, ours) in printings.items():
        assert (name, sorted(small(theirs))) == (name, sorted(small(ours)))


def large(pages):
    return whole(word for page in pages for word, size in page if size > SMALL)


def small(pages):
    return whole(word for page in pages for word, size in page if size <= SMALL)


def whole(words):
    """Words without the breaks that lines make after a hyphen or a stroke (4842/UBND-KSTT)."""
    return re.sub("([-/]) ", r"\1", " ".join(words)).split()
