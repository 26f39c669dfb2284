from io import BytesIO

import pikepdf

from config.bench import papers
from reports import proof
from reports.content import canonical, walk
from reports.rendering import pdf


def test_the_same_paper_comes_out_on_every_machine():
    assert canonical(papers.conclusion(8)) == canonical(papers.conclusion(8))


def test_a_conclusion_of_eight_pages_has_eight():
    with pikepdf.open(BytesIO(pdf.write(papers.conclusion(8)))) as made:
        assert len(made.pages) == 8


def test_an_annex_has_the_rows_asked_for_in_six_columns():
    (table,) = walk(papers.annex(1000).annexes[0].children)

    assert len(table.rows) == 1000
    assert {len(row) for row in table.rows} == {6}


def test_the_papers_print_whole():
    for paper in (papers.conclusion(1), papers.conclusion(30), papers.annex(50)):
        assert not proof.problems(paper)
