"""A citation in running text follows the list of the case: first in full, then in short."""

from dataclasses import asdict, replace

import pytest

from findings import citations
from findings.citations import recognise
from findings.models import Citation
from office.models import LegalProvision
from reports import citing, content, drafts, editing, issuing, markup
from reports.choices import BlockKind
from reports.models import Block
from tests.cast import signed_in
from tests.make.inspections import make_inspection
from tests.make.office import make_law
from tests.make.reports import make_report
from tests.reports.pages import text_row, url, words_of

pytestmark = pytest.mark.django_db

LINE = "Quyết định số 897/QĐ-UBND ngày 29/4/2021 của UBND quận về quy chế chi tiêu"
SHORT = "Quyết định số 897/QĐ-UBND"


def kept(inspection, actor, line=LINE):
    return citations.keep(inspection, recognise(line), actor=actor)


def written(row, actor, text):
    row.refresh_from_db()
    blocks = content.blocks_to_json(markup.parse(text))
    return editing.change(row, revision=row.revision, actor=actor, blocks=blocks)


def said(document):
    return [line for line in content.lines_of(drafts.tree(document)) if line.startswith("Theo")]


def two_rows(lan):
    """A report with a row that cites twice and one behind it that cites once more."""
    document = make_report()
    key = citing.key_of_citation(kept(document.inspection, lan))
    first = text_row(document)
    written(first, lan, f"Theo {{{key}=x}} và {{{key}=x}}.")
    second = editing.add(
        document,
        BlockKind.TEXT,
        actor=lan,
        after=first,
        blocks=content.blocks_to_json(markup.parse(f"Theo tiếp {{{key}=x}}.")),
    )
    return document, first, second


def test_the_first_mention_in_the_order_of_the_paper_is_in_full_and_the_others_in_short(lan):
    document, _, second = two_rows(lan)
    assert said(document) == [f"Theo {LINE} và {SHORT}.", f"Theo tiếp {SHORT}."]

    editing.move(second, "up", actor=lan)

    assert said(document) == [f"Theo tiếp {LINE}.", f"Theo {SHORT} và {SHORT}."]


def test_one_part_alone_is_told_as_in_the_whole_paper(lan):
    document, first, second = two_rows(lan)
    key = citing.key_of_citation(document.inspection.citations.get())

    page = signed_in(lan).get(url("edit", document), {"phan": first.parent_id})

    shown = words_of(page)
    assert f"Theo {{{key}={LINE}}} và {{{key}={SHORT}}}." in shown
    assert f"Theo tiếp {{{key}={SHORT}}}." in shown
    # Only told: what is stored is what was written.
    second.refresh_from_db()
    assert "=x}" in markup.write(content.blocks_from_json(second.data["blocks"]))


def test_a_corrected_document_is_corrected_in_every_draft_and_never_in_a_paper_on_its_way(
    lan, minh
):
    document, *_ = two_rows(lan)
    citation = document.inspection.citations.get()
    facts = recognise(LINE)
    citations.correct(citation, replace(facts, number="898/QĐ-UBND"), actor=lan)
    assert said(document)[1] == "Theo tiếp Quyết định số 898/QĐ-UBND."
    issuing.submit(document, actor=minh, acknowledged=True)
    citation.refresh_from_db()
    type(citation).objects.update(**asdict(facts))

    document.refresh_from_db()

    assert said(document)[1] == "Theo tiếp Quyết định số 898/QĐ-UBND."


def test_a_document_that_is_gone_or_of_another_case_keeps_the_words_as_written(lan):
    document, first, _ = two_rows(lan)
    other = Citation.objects.create(inspection=make_inspection("2024-009"), kind="Công văn")
    key = citing.key_of_citation(other)
    written(first, lan, f"Theo {{{key}=văn bản A}}, {{c:{10**17}=văn bản B}}.")

    assert said(document)[0] == "Theo văn bản A, văn bản B."


def test_two_places_of_one_law_name_the_law_in_full_once(lan):
    document = make_report()
    law = make_law("1/2001/NĐ-CP", kind="decree", title="về sổ sách")
    held = LegalProvision.objects.create(document=law, article="7")
    new = LegalProvision(document=law, article="9", clause="1", point="a")
    keys = [citing.key_of_provision(each) for each in (held, new)]
    written(
        text_row(document), lan, f"Theo {{{keys[0]}=x}}; {{{keys[1]}=x}}^[Xem {{{keys[0]}=x}}]."
    )

    (line,) = said(document)

    assert line.startswith("Theo Điều 7 Nghị định số 1/2001/NĐ-CP ngày")
    assert line.endswith("; điểm a khoản 1 Điều 9 Nghị định số 1/2001/NĐ-CP.")
    lines = list(content.lines_of(drafts.tree(document)))
    assert "Xem Điều 7 Nghị định số 1/2001/NĐ-CP" in lines


def test_a_quote_names_what_the_editor_puts_in(lan):
    document, *_ = two_rows(lan)
    citation = document.inspection.citations.get()

    found = signed_in(lan).get(url("quotes", document), {"q": "897"}).json()["quotes"]

    assert [each["cites"] for each in found] == [citing.key_of_citation(citation)]


@pytest.mark.parametrize("key", ["c:", "c:x", "c:1:2", "l:5", "l:5:1", "x:5", ""])
def test_a_mark_that_cites_nothing_is_words(lan, key):
    (block,) = markup.parse(f"Theo {{{key}=văn bản}}.")

    assert not any(run.cites for run in block.text)
    assert markup.parse(markup.write((block,))) == (block,)


def test_a_paper_that_cites_nothing_by_a_mark_asks_one_question_for_it(
    lan, django_assert_num_queries
):
    document = make_report()
    rows = list(Block.objects.filter(document=document).order_by("pk"))

    with django_assert_num_queries(1):
        assert citing.say(document, rows) == []
