"""One paper of every kind, composed from its case, as the pages that were looked at.

After a wanted change: `GOLDEN=write python -m pytest tests/papers/test_every_kind.py`, then look at
the difference and at the pages.
"""

import json
import os
from pathlib import Path

import lxml.html
import pytest
from django.db import transaction

from reports.choices import DocumentKind
from reports.issuing import as_it_stands
from reports.kinds import SLUGS
from reports.rendering import fonts, html, pdf
from tests.make.kinds import make_one_of_each
from tests.papers.reading import missing_words, read

# With the mark they come before the tests that commit, and find what migrations brought.
pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).parent / "golden" / "kinds"
SHOWN = "//p | //h1 | //h2 | //h3 | //h4 | //h5 | //td | //th"


@pytest.fixture(scope="module")
def papers(django_db_setup, django_db_blocker):
    """The trees of all kinds; the office they come from goes away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        trees = {kind: as_it_stands(paper) for kind, paper in make_one_of_each().items()}
        transaction.set_rollback(True)
    return trees


def in_html(paper) -> list[str]:
    """Each line of the page with its class."""
    root = lxml.html.fromstring(html.page(paper, preview=False))
    lines = ((each.get("class") or each.tag, each.text_content()) for each in root.xpath(SHOWN))
    return [f"{name}: {' '.join(text.split())}" for name, text in lines if text.strip()]


def on_pages(printed) -> list[list[str]]:
    """Each line with its place from the left and the top and its size, in whole points."""
    return [
        [f"{line.left:.0f} {line.top:.0f} {line.size:.0f} {line.text}" for line in page.lines]
        for page in printed
    ]


@pytest.mark.parametrize("slug", sorted(SLUGS))
def test_a_paper_of_this_kind_is_the_one_that_was_looked_at(papers, slug):
    paper = papers[SLUGS[slug]]
    printed = read(pdf.write(paper, fonts=fonts._tinos()))
    assert not missing_words(paper, printed)
    shown = {"html": in_html(paper), "pages": on_pages(printed)}
    kept = GOLDEN / f"{slug}.json"
    if os.environ.get("GOLDEN") == "write":
        kept.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert shown == json.loads(kept.read_text(encoding="utf-8"))


def test_every_kind_is_looked_at(papers):
    assert set(papers) == set(SLUGS.values()) == set(DocumentKind)
