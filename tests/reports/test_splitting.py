"""Headings in a run of text become sections of the outline, with what stood under them."""

import pytest

from office.workflow import Overtaken, Problems, Refused
from reports import content, editing, markup, pasting, rich_text, splitting
from reports.models import Block, Document
from reports.splitting import split_at_headings
from tests.cast import make_person, signed_in
from tests.make.reports import make_report, make_submitted
from tests.reports.pages import text_row, url

PASTED = """Lời dẫn của phần này.

**Công tác chỉ đạo**

Phòng đã ban hành 05 văn bản.

- Trong đó 02 kế hoạch.

1. **Việc tiếp công dân**

   a) Lịch tiếp đã niêm yết.

**Kết luận: đạt.**

Hết."""


def test_a_short_bold_line_heads_what_follows():
    before, parts = split_at_headings(markup.parse(PASTED))

    assert markup.write(before) == "Lời dẫn của phần này."
    assert [part.heading for part in parts] == ["Công tác chỉ đạo", "Việc tiếp công dân"]
    assert "- Trong đó 02 kế hoạch." in markup.write(parts[0].blocks)
    # A sentence in bold is none.
    assert "**Kết luận: đạt.**" in markup.write(parts[1].blocks)
    assert "Lịch tiếp đã niêm yết." in markup.write(parts[1].blocks)


@pytest.mark.parametrize(
    "words",
    [
        "Không đậm",
        "**Đậm** một nửa",
        "- **Gạch đầu dòng**",
        "**Có chú thích^[Nguồn]**",
        f"**{'a' * 201}**",
    ],
)
def test_other_lines_are_no_headings(words):
    assert split_at_headings(markup.parse(words))[1] == []


def test_headings_of_word_are_among_them():
    html = "<h2>Kết quả</h2><p>Đã làm.</p><p class=MsoHeading1>2. Hạn chế</p><p>Chưa làm.</p>"
    pasted = pasting.clean(html)

    _, parts = split_at_headings(rich_text.read(pasted.html))

    assert [part.heading for part in parts] == ["Kết quả", "Hạn chế"]
    assert "“Tách thành mục”" in pasted.told[0]


def written(words: str = PASTED) -> tuple[Document, Block]:
    document = make_report()
    row = text_row(document)
    blocks = content.blocks_to_json(markup.parse(words))
    return document, editing.change(
        row, revision=row.revision, actor=make_person("lan"), blocks=blocks
    )


def beside(row: Block, document: Document) -> list[str]:
    rows = Block.objects.filter(document=document, parent=row.parent_id, part=row.part)
    return [each.data.get("heading", each.kind) for each in rows.order_by("position", "pk")]


@pytest.mark.django_db
def test_they_stand_behind_the_text_in_order_and_nothing_is_lost(cast):
    document, row = written()
    others = beside(row, document)
    place = others.index("text")

    first = splitting.split(row, revision=row.revision, actor=cast["lan"])

    assert first.data["heading"] == "Công tác chỉ đạo"
    now = beside(row, document)
    assert now[: place + 3] == [*others[: place + 1], "Công tác chỉ đạo", "Việc tiếp công dân"]
    assert now[place + 3 :] == others[place + 1 :]
    row.refresh_from_db()
    assert markup.write(content.blocks_from_json(row.data["blocks"])) == "Lời dẫn của phần này."
    inside = Block.objects.get(parent=first)
    said = markup.write(content.blocks_from_json(inside.data["blocks"]))
    assert said.startswith("Phòng đã ban hành 05 văn bản.")


@pytest.mark.django_db
def test_a_text_that_begins_with_a_heading_leaves_no_empty_row(cast):
    document, row = written("**Một**\n\nChữ một.\n\n**Hai**\n\nChữ hai.")
    many = len(beside(row, document))

    splitting.split(row, revision=row.revision, actor=cast["lan"])

    assert not Block.objects.filter(pk=row.pk).exists()
    assert len(beside(row, document)) == many + 1


@pytest.mark.django_db
def test_what_cannot_be_split_is_told_and_stays(cast):
    document, row = written("Không có tiêu đề.")
    with pytest.raises(Problems, match="không có tiêu đề"):
        splitting.split(row, revision=row.revision, actor=cast["lan"])
    with pytest.raises(Overtaken):
        splitting.split(row, revision=row.revision - 1, actor=cast["lan"])
    make_submitted(document)
    with pytest.raises(Refused):
        splitting.split(row, revision=row.revision, actor=cast["lan"])


@pytest.mark.django_db
def test_the_opening_of_a_paper_has_no_sections(cast):
    document = make_report()
    row = Block.objects.get(document=document, part="preamble")
    blocks = content.blocks_to_json(markup.parse(PASTED))
    row = editing.change(row, revision=row.revision, actor=cast["lan"], blocks=blocks)

    with pytest.raises(Problems, match="Phần mở đầu không chia mục"):
        splitting.split(row, revision=row.revision, actor=cast["lan"])
    page = signed_in(cast["lan"]).get(f"{url('edit', document)}?phan=mo-dau").content.decode()
    assert url("split", document, row.pk) not in page


@pytest.mark.django_db
def test_a_paper_has_only_so_many_levels(cast):
    _, row = written()
    under = row.parent
    for level in range(4):
        under = editing.add(
            row.document, "section", actor=cast["lan"], under=under, heading=f"Cấp {level}"
        )
    deep = editing.add(
        row.document, "text", actor=cast["lan"], under=under, blocks=row.data["blocks"]
    )

    with pytest.raises(Problems, match="sâu quá"):
        splitting.split(deep, revision=deep.revision, actor=cast["lan"])


@pytest.mark.django_db
def test_the_button_stands_where_headings_are(cast):
    document, row = written()
    lan = signed_in(cast["lan"])
    page = f"{url('edit', document)}?phan={row.parent_id}"
    button = url("split", document, row.pk)
    assert button in lan.get(page).content.decode()

    answer = lan.post(button, {"revision": row.revision}, follow=True)

    shown = answer.content.decode()
    assert "Công tác chỉ đạo" in shown
    assert "Đã tách." in shown
    assert button not in lan.get(page).content.decode()
    assert (
        "không có tiêu đề"
        in lan.post(button, {"revision": row.revision + 1}, follow=True).content.decode()
    )
