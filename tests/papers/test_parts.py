"""A paper with a long annex is printed in parts and joined: nobody may see the difference."""

import io
import os
import random
import signal
import threading
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from reports.content import Annex, Column, Footnote, Numbered, Paragraph, Run, Table, text
from reports.rendering import pdf, planning, sidebyside
from reports.rendering.fonts import find_fonts
from reports.rendering.pieces import whole
from reports.rendering.sidebyside import side_by_side
from tests.papers import examples
from tests.papers.reading import missing_words, read
from tests.papers.test_pdf import kinds, structure

SYMBOL = "05/2021/TT-TTCP"
# Both printings of the long paper are made once, in one process.
pytestmark = pytest.mark.xdist_group("parts")
WORDS = ["Phòng", "chưa", "thực", "hiện", "việc", "mở", "sổ", "theo dõi", "(lần 1)", "AV", "49,5%"]


def row(number, chance, words):
    cells = (
        str(number),
        " ".join(chance.choices(words, k=chance.randint(1, 12))),
        f"{chance.randint(1, 9_999_999):,}".replace(",", "."),
        " ".join(chance.choices(words, k=chance.randint(0, 6))),
    )
    return tuple(text(cell) for cell in cells)


def table(rows, words):
    chance = random.Random(7)  # noqa: S311 -- the same rows every time
    columns = (
        Column("TT", 8, "center"),
        Column("Nội dung", 45),
        Column("Số tiền", 17, "right", "Kết quả"),
        Column("Ghi chú", 30, "left", "Kết quả"),
    )
    return Table(columns, tuple(row(n, chance, words) for n in range(1, rows + 1)))


def paper(rows, words=(*WORDS, SYMBOL), **annex):
    """A short body, a small annex, a long one and a landscape one after it."""
    lead = Paragraph(text("Danh sách dưới đây lập theo hồ sơ của đơn vị."))
    long = Annex("Danh sách sai phạm", (lead, table(rows, words)), **annex)
    small, last = examples.conclusion().annexes
    return replace(examples.conclusion(), annexes=(small, long, last))


@cache
def both(rows=240):
    """The same paper printed in parts and whole."""
    given = paper(rows)
    fonts = find_fonts()
    return pdf.write(given), pdf.render_part(given, whole(given), fonts=fonts)


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def test_a_short_paper_is_one_part():
    fonts = find_fonts()
    assert planning.plan_parts(examples.conclusion(), fonts) == (whole(examples.conclusion()),)


def test_a_long_annex_is_cut_at_the_ends_of_pages():
    given = paper(240)
    first, *pieces = planning.plan_parts(given, find_fonts())
    *pieces, last = pieces
    assert first.main
    assert [piece.place for piece in first.annexes] == [0]
    rows = [each for part in pieces for each in part.annexes[0].blocks[-1].rows]
    assert tuple(rows) == given.annexes[1].children[1].rows
    assert pieces[1].annexes[0].first_page == pieces[0].pages + 1
    assert [piece.place for piece in last.annexes] == [2]


def test_the_pages_are_those_of_the_paper_printed_whole():
    in_parts, at_once = (read(data) for data in both())
    assert [page.text for page in in_parts] == [page.text for page in at_once]
    assert [(page.width, page.height) for page in in_parts] == [
        (page.width, page.height) for page in at_once
    ]


def test_tags_and_bookmarks_are_those_of_the_paper_printed_whole():
    with opened(both()[0]) as joined, opened(both()[1]) as at_once:
        shown = kinds(joined.Root.StructTreeRoot)
        assert shown == kinds(at_once.Root.StructTreeRoot)
        assert shown.count("/Document") == 1
        assert _bookmarks(joined) == _bookmarks(at_once)
        assert joined.Root.Lang == "vi"
        assert joined.open_metadata()["pdfaid:conformance"] == "A"


def _bookmarks(document):
    numbers = {page.objgen: number for number, page in enumerate(document.pages)}

    def shown(items):
        return [
            (item.title, numbers[item.destination[0].objgen], shown(item.children))
            for item in items
        ]

    with document.open_outline() as outline:
        return shown(outline.root)


def test_every_page_finds_its_tags_and_every_heading_cell_has_its_own_name():
    with opened(both()[0]) as joined:
        numbers = joined.Root.StructTreeRoot.ParentTree.Nums
        keys = [int(numbers[place]) for place in range(0, len(numbers), 2)]
        assert keys == sorted(set(keys))
        assert [int(page.obj.StructParents) for page in joined.pages] == keys
        for place, page in enumerate(joined.pages):
            elements = numbers[2 * place + 1]
            assert all(each.Pg.objgen == page.obj.objgen for each in elements)
        tables = [e for e in structure(joined.Root.StructTreeRoot) if e.S == "/Table"]
        for each in tables:
            names = {str(e.ID) for e in structure(each) if e.S == "/TH"}
            used = {str(h) for e in structure(each) if e.S == "/TD" for h in e.A.Headers}
            assert used <= names
            assert names


def test_parts_are_printed_to_the_same_bytes_with_one_process_or_two():
    given = paper(240)
    assert pdf.write(given, processes=1) == both()[0]


def test_a_thousand_rows_are_printed_whole():
    # A symbol may go over two lines, beside the words of other cells.
    given = paper(1000, WORDS, landscape=True)
    shown = read(pdf.write(given))
    assert missing_words(given, shown) == {}
    assert shown[-2].lines[-1].text.endswith("./.")


def test_a_part_that_fills_other_pages_than_planned_sends_the_paper_back(monkeypatch):
    given = paper(240)
    first, *others = planning.plan_parts(given, find_fonts())
    wrong = (first, replace(others[0], pages=others[0].pages + 1), *others[1:])
    monkeypatch.setattr(pdf, "plan_parts", lambda *_: wrong)
    assert pdf.write(given) == both()[1]


@pytest.mark.parametrize(
    "following",
    [
        Numbered(text("Một khoản")),
        Paragraph((Run("Đoạn", footnote=Footnote(text("Nguồn"))),)),
    ],
)
def test_an_annex_that_cannot_be_cut_is_printed_whole(following):
    annexes = (Annex("Danh sách", (table(240, WORDS), following)),)
    given = replace(examples.decision(), annexes=annexes)
    assert planning.plan_parts(given, find_fonts()) == (whole(given),)


def test_a_helper_that_dies_costs_time_and_not_the_answer():
    here = os.getpid()

    def fragile(answer):
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return answer

    calls = [(1, lambda n=n: fragile(n)) for n in range(5)]
    assert side_by_side(calls, processes=2) == [0, 1, 2, 3, 4]


def test_a_helper_that_hangs_is_ended_and_its_work_done_here(monkeypatch):
    here = os.getpid()
    forked = sidebyside._Helper.__init__

    def impatient(self, calls, share):
        forked(self, calls, share)
        self.patience = 0.1

    monkeypatch.setattr(sidebyside._Helper, "__init__", impatient)

    def hanging():
        if os.getpid() != here:
            signal.pause()
        return "xong"

    assert side_by_side([(1, hanging)], processes=1) == ["xong"]


def test_two_helpers_work_beside_the_thread_that_renews_a_lease():
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        workers = side_by_side([(1, os.getpid), (1, os.getpid)], processes=2)
    finally:
        ended.set()
        thread.join()
    assert len({*workers, os.getpid()}) == 3


def test_an_error_of_a_helper_is_raised_here():
    def broken():
        raise pdf.FootnoteTooLong("Chú thích quá dài.")

    with pytest.raises(pdf.FootnoteTooLong, match="Chú thích quá dài"):
        side_by_side([(1, lambda: 1), (1, broken)], processes=2)
