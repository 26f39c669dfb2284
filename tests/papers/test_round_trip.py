"""The source documents imported and printed again: their words, in order, at their levels.

Head and foot stand in two columns on paper, so their words are looked for; the text between them and
the footnotes are compared in order. The papers lie beside the project and are not part of it.
"""

import datetime
import re
from difflib import SequenceMatcher
from functools import cache

import pytest

from reports.content import Footnote, Item, Numbered, Section, footnotes, plain, walk
from reports.importing import recognise
from reports.importing.account import is_account, read_account
from reports.importing.body import RAISED
from reports.outline import outline
from reports.rendering import fonts, pdf
from tests.papers.reading import read
from tests.reports.proofreading.test_source_documents import FOLDER

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"source documents are not at {FOLDER}")
PAPERS = ("000", "001", "002", "003")
SHARE = 0.995
NOTE = re.compile(rf"^[{RAISED}]+ ")


@cache
def source(name: str) -> str:
    (path,) = FOLDER.glob(f"{name}_*.txt")
    return path.read_text()


@cache
def printed_again(name: str) -> str:
    """The lines of the pages without their numbers."""
    data = pdf.write(recognise(source(name)).paper, fonts=fonts._tinos())
    return "\n".join(
        line.text
        for page in read(data)
        for line in page.lines
        if not re.fullmatch(r"\d+", line.text.strip())
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(rf"[*#{RAISED}]", "", text))


def text_of_source(name: str) -> tuple[list[str], list[str]]:
    """The words from the first sentence to “./.”, and those of the footnotes."""
    rows = source(name).partition("Nơi nhận")[0].splitlines()
    notes = [row for row in rows if NOTE.match(row)]
    return words("\n".join(row for row in rows if row not in notes)), words("\n".join(notes))


@pytest.mark.parametrize("name", PAPERS)
def test_the_words_of_the_text_stand_in_order(name):
    wanted, notes = text_of_source(name)
    found = words(printed_again(name))
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks())
    assert in_order >= SHARE * len(wanted)
    matcher = SequenceMatcher(None, notes, found, autojunk=False)
    assert sum(block.size for block in matcher.get_matching_blocks()) >= SHARE * len(notes)


@pytest.mark.parametrize("name", PAPERS)
def test_no_word_of_the_paper_is_lost(name):
    found = words(printed_again(name))
    missing = [word for word in words(source(name)) if word not in found]
    assert len(missing) <= (1 - SHARE) * len(words(source(name))), missing


@pytest.mark.parametrize("name", PAPERS)
def test_every_heading_carries_its_own_number(name):
    read_again = recognise(source(name))
    assert [doubt for doubt in read_again.doubts if "đánh số" in doubt] == []
    rows = [re.sub(r"[*#]", "", row).strip() for row in source(name).splitlines()]
    labels = re.compile(r"^([IVX]+\.|\d{1,2}\.|\d{1,2}\.\d{1,2}\.|[a-zđ]\))\s")
    wanted = [found[1] for row in rows if (found := labels.match(row))]
    assert list(labels_of(outline(read_again.paper.body, read_again.paper.numbering))) == wanted


def labels_of(placed):
    for each in placed:
        if isinstance(each.block, Section | Numbered):
            yield each.label
        yield from labels_of(each.children)


@pytest.mark.parametrize("name", PAPERS)
def test_items_keep_their_two_levels(name):
    rows = source(name).partition("Nơi nhận")[0].splitlines()
    rows = [row.strip() for row in rows]
    pluses = [row for row in rows if re.match(r"^(?:- )?\+ ", row)]
    dashes = [row for row in rows if row.startswith("- ") and row not in pluses]
    items = [block for block in walk(recognise(source(name)).paper.body) if isinstance(block, Item)]
    assert sum(item.level == 2 for item in items) == len(pluses)
    assert sum(item.level == 1 for item in items) == len(dashes)


def test_footnotes_stand_at_their_marks():
    paper = recognise(source("001")).paper
    notes = list(footnotes(paper))
    assert len(notes) == 4
    assert all(isinstance(note, Footnote) for note in notes)
    marked = {
        plain(run.footnote.text)[:12]: run.text.split()[-1]
        for block in walk(paper.body)
        if not isinstance(block, Section) and hasattr(block, "text")
        for run in block.text
        if run.footnote
    }
    assert len(marked) == 4
    assert marked["Kế hoạch số "] == "chính"


def test_head_and_foot_are_recognised():
    two = recognise(source("002")).paper
    assert (two.kind, two.symbol, two.number, str(two.issued_on)) == (
        "BC",
        "BC-ĐKT",
        "02",
        "2023-07-05",
    )
    assert two.addressees == ("Ủy ban nhân dân huyện",)
    assert two.signer.authority == ("KT. TRƯỞNG ĐOÀN", "PHÓ TRƯỞNG ĐOÀN")
    assert two.signer.other_post == "TRƯỞNG PHÒNG NỘI VỤ"
    assert two.archive == "VT, ĐKT"
    three = recognise(source("003")).paper
    assert three.numbering == "arabic"
    assert three.recipients[0].purpose == "BC"


def test_004_becomes_a_record_with_what_was_found_at_each_department():
    account = read_account(source("004"))
    assert is_account(source("004"))
    assert (account.kind, account.label) == ("Kết luận thanh tra", "547/KL-TT")
    assert account.dated_on == datetime.date(2024, 5, 21)
    assert account.on_site_from == datetime.date(2024, 1, 8)
    assert account.on_site_to == datetime.date(2024, 4, 4)
    assert [unit.short for unit in account.units] == ["KHĐT", "GTVT", "LĐTBXH", "TNMT"]
    told = dict.fromkeys(range(4), 0)
    for each in account.statements:
        for place in each.units:
            told[place] += 1
    # Read by hand: three sentences speak of all four, the others of one to three of them.
    assert told == {0: 6, 1: 5, 2: 7, 3: 5}
    assert [each.units for each in account.demands] == [(2,), (0, 1, 2, 3)]
    assert account.doubts == ()


@pytest.mark.parametrize("name", ["000", "001", "002", "003"])
def test_a_paper_is_never_taken_for_an_account(name):
    assert not is_account(source(name))


def test_what_is_no_paper_is_told():
    doubts = recognise(source("004")).doubts
    assert "Không nhận ra tên loại văn bản." in doubts
