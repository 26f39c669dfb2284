"""An existing paper comes into its case as a draft; a person reads it over before it goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.core.files.base import File
from django.db import transaction

from inspections.models import Inspection
from office import journal
from office.workflow import Problem, Problems
from reports import composing, content
from reports.choices import BlockKind, BlockPart
from reports.composing.rows import Row, plant, section, text_row
from reports.content import Paper, Section, plain, walk
from reports.importing import Recognised, recognise
from reports.importing.account import is_account
from reports.kinds import template_of
from reports.models import Block, Document, ImportedFile, PaperTemplate
from reports.originals import FILE_FIELD, read_original

NO_PAPER = (
    "Tệp này giống bài viết về một văn bản hơn là chính văn bản đó; nếu đúng vậy, hãy hủy dự thảo và"
    " nhập lại làm phiếu văn bản."
)
HEADER_LENGTHS = {"place": 100, "archive": 150}


@transaction.atomic
def take_in(inspection: Inspection, kind: str, *, upload: File, actor: Any) -> Document:
    """A draft of `kind` with the text of the file in place of what the case would say.

    Header fields that the file names replace those of the case; number, date and signature are
    given as to any other draft. The original is kept. Raises Problems for a file that is not taken
    or not read, and what `composing.compose` raises.
    """
    original = read_original(upload)
    read = recognise(original.text)
    if not read.paper.body:
        raise Problems([Problem("Không thấy nội dung văn bản nào trong tệp này.", FILE_FIELD)])
    document = composing.compose(inspection, kind, actor=actor, planned_on=read.head.dated_on)
    Block.objects.filter(document=document).delete()
    plant(document, _parts(read.paper), actor=actor)
    _take_header(document, read.paper)
    ImportedFile.objects.create(
        document=document,
        file=original.stored,
        file_name=original.name,
        doubts=[
            *original.doubts,
            *([NO_PAPER] if is_account(original.text) else []),
            *read.doubts,
            *_lost(read),
            *_of_kind(read, template_of(document)),
        ],
        imported_by=actor,
    )
    journal.record(
        actor=actor,
        chain=document.owner.code,
        verb="import_document",
        about=document,
        sentence=f"Nhập {document} từ tệp “{original.name}”.",
        changes={"sha256": [original.stored.sha256]},
    )
    return document


def _parts(paper: Paper) -> Iterator[tuple[str, tuple[Row, ...]]]:
    yield BlockPart.PREAMBLE, tuple(_rows(paper.preamble)) or (text_row(),)
    yield BlockPart.BODY, tuple(_rows(paper.body))
    yield BlockPart.ANNEX, tuple(_annex(each) for each in paper.annexes)


def _annex(annex: content.Annex) -> Row:
    facts = {
        "title": annex.title,
        "landscape": annex.landscape,
        "numbering": annex.numbering,
    }
    return Row(BlockKind.ANNEX, facts, tuple(_rows(annex.children)) or (text_row(),))


def _rows(blocks: Iterable[content.Block]) -> Iterator[Row]:
    """Headings are rows of their own; what stands between them is one run of text."""
    run: list[content.Block] = []
    for block in blocks:
        if isinstance(block, Section):
            if run:
                yield text_row(*run)
                run = []
            made = section(plain(block.heading), *_rows(block.children))
            yield made if block.numbered else replace(made, data=made.data | {"bare": True})
        else:
            run.append(block)
    if run:
        yield text_row(*run)


def _take_header(document: Document, paper: Paper) -> None:
    """What the file says of itself; the letterhead stays that of the office that issues."""
    said = {
        "subject": "\n".join(paper.subject),
        "place": paper.place,
        "addressees": "\n".join(paper.addressees),
        "recipients": "\n".join(
            f"{each.text} ({each.purpose})" if each.purpose else each.text
            for each in paper.recipients
        ),
        "archive": paper.archive,
    }
    if paper.numbering != template_of(document).numbering:
        said["numbering"] = paper.numbering
    known = {name: value for name, value in said.items() if value}
    for name, value in known.items():
        setattr(document, name, value[: HEADER_LENGTHS.get(name)])
    document.save(update_fields=list(known))


def _lost(read: Recognised) -> Iterator[str]:
    """What a row of a draft has no room for."""
    for block in walk(read.paper.body):
        if isinstance(block, Section) and any(run.footnote for run in block.heading):
            yield f"Chú thích trong tiêu đề “{plain(block.heading)[:80]}” không giữ được."
    if read.head.letterhead:
        issuer = ", ".join(line.bare for line in read.head.letterhead)
        yield f"Cơ quan ban hành trong tệp là “{issuer[:120]}”; dự thảo in tên cơ quan của cuộc."
    if signer := read.paper.signer:
        name = " ".join((*signer.authority, signer.name))
        yield f"Người ký trong tệp là “{name[:120]}”; hãy chọn người ký của dự thảo."
    if read.head.number:
        number = f"{read.head.number}/{read.head.symbol}"
        yield f"Bản gốc mang số {number}; số được ghi khi ban hành."


def _of_kind(read: Recognised, row: PaperTemplate) -> Iterator[str]:
    if read.paper.kind and read.paper.kind != row.abbreviation:
        yield f"Tệp là “{read.paper.title}”, được nhập làm {row.name.lower()}."
    if read.paper.numbering != row.numbering:
        yield "Tệp đánh số mục theo lối khác với mẫu của loại văn bản này; lối của tệp được giữ."


def original_of(document: Document) -> ImportedFile | None:
    """The file it came from, or None."""
    return ImportedFile.objects.filter(document=document).select_related("file").first()
