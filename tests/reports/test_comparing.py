"""Two versions word by word."""

import pytest

from reports import editing, issuing, markup
from reports.chain import links_of
from reports.choices import BlockKind
from reports.comparing import Change, Piece, compare
from reports.content import Column, Paper, Paragraph, Table, blocks_to_json, text
from reports.models import Block
from tests.cast import make_person, signed_in
from tests.make.reports import make_conclusion, make_report, make_submitted

pytestmark = pytest.mark.django_db


def paper(*lines: str, **facts) -> Paper:
    body = tuple(Paragraph(text(line)) for line in lines)
    return Paper(kind="BC", issuer="SỞ", symbol="BC", place="Hải An", body=body, **facts)


def changes(old: Paper, new: Paper) -> list[Change]:
    return [change for change in compare(old, new) if change.act != "same"]


def test_a_word_that_was_changed_is_found_in_its_line():
    (change,) = changes(paper("Có 03 đơn chưa vào sổ."), paper("Có 05 đơn chưa vào sổ."))
    assert change.act == "changed"
    assert change.pieces == (
        Piece("same", "Có "),
        Piece("out", "03 "),
        Piece("in", "05 "),
        Piece("same", "đơn chưa vào sổ."),
    )


def test_lines_that_came_and_went_are_told_whole():
    old = paper("Đơn vị nộp báo cáo.", "Chưa mở sổ.")
    new = paper("Đơn vị nộp báo cáo.", "Trách nhiệm thuộc Trưởng phòng.")
    assert [change.act for change in changes(old, new)] == ["added", "removed"]


def test_equal_papers_differ_in_nothing_and_number_and_date_do_not_count():
    assert changes(paper("Một."), paper("Một.", number="05")) == []


def test_rows_of_tables_are_lines():
    def table(figure: str) -> Paper:
        rows = ((text("Sở Nội vụ"), text(figure)),)
        block = Table((Column("Đơn vị"), Column("Hồ sơ")), rows)
        return Paper(kind="BC", issuer="SỞ", symbol="BC", place="H", body=(block,))

    (change,) = changes(table("640"), table("641"))
    assert Piece("in", "641") in change.pieces


def test_a_line_of_many_words_is_shown_whole_on_both_sides():
    old, new = "cũ " * 600, "cũ " * 599 + "mới"
    (change,) = changes(paper(old), paper(new))
    assert [piece.act for piece in change.pieces] == ["out", "in"]


def returned_and_mended():
    """Handed in, sent back, and written anew."""
    document = make_report()
    version = make_submitted(document)
    issuing.send_back(document, sha256=version.sha256, reason="Bổ sung.", actor=make_person("son"))
    document.refresh_from_db()
    row = Block.objects.filter(document=document, kind=BlockKind.TEXT).order_by("pk").first()
    blocks = blocks_to_json(markup.parse("Câu mới thêm sau khi bị trả lại."))
    editing.change(row, revision=row.revision, actor=make_person("lan"), blocks=blocks)
    return document, version


def test_the_draft_is_held_against_the_version_that_came_back(lan):
    document, _ = returned_and_mended()
    page = signed_in(lan).get(f"{document.get_absolute_url()}so-sanh/").content.decode()
    assert "Câu mới thêm sau khi bị trả lại." in page.partition("<ol")[2]
    assert "dòng không đổi" in page


def test_a_conclusion_is_held_against_its_report(lan):
    document = make_conclusion()
    page = signed_in(lan).get(f"{document.get_absolute_url()}so-sanh/").content.decode()
    assert "Báo cáo 01/BC-ĐTTr, bản 1" in page
    assert "<ins>" in page


def test_a_version_that_is_not_of_the_paper_is_told(lan):
    document, version = returned_and_mended()
    path = f"{document.get_absolute_url()}so-sanh/"
    answer = signed_in(lan).get(path, {"tu": "999999", "den": version.pk})
    assert "Không có bản này" in answer.content.decode()
    assert 'class="sheet compare"' not in answer.content.decode()


def test_a_paper_that_was_never_handed_in_says_why_there_is_nothing(lan):
    document = make_report()
    page = signed_in(lan).get(f"{document.get_absolute_url()}so-sanh/").content.decode()
    assert "Chưa có hai bản để so sánh." in page


def test_the_road_of_a_conclusion_names_each_version_with_what_was_done_on_it(lan):
    """Handed in, sent back, approved and issued: each act names the version it rests on."""
    document = make_conclusion()
    links = links_of(document, lan)
    assert [(link.document.kind, link.version.number) for link in links] == [
        *(("BC", 1), ("BC", 2), ("KL", 1))
    ]
    told = [[act.partition(":")[0] for act in link.acts] for link in links]
    assert told == [["Trình", "Duyệt"], ["Ban hành"], ["Trình"]]
    page = signed_in(lan).get(f"{document.get_absolute_url()}so-sanh/").content.decode()
    pair = f"?tu={links[1].version.pk}&amp;den={links[2].version.pk}"
    assert f'href="{pair}"' in page
    shown = signed_in(lan).get(f"{document.get_absolute_url()}so-sanh/{pair.replace('amp;', '')}")
    assert "<ins>" in shown.content.decode()


def test_the_road_tells_of_the_version_that_was_sent_back_and_of_the_draft(lan):
    document, version = returned_and_mended()
    (link,) = links_of(document, lan)
    assert [act.partition(":")[0] for act in link.acts] == ["Trình", "Trả lại"]
    page = signed_in(lan).get(f"{document.get_absolute_url()}so-sanh/").content.decode()
    assert f"?tu={version.pk}&amp;den=dang-soan" in page
