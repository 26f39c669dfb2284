"""What is recognised in an existing paper: `manage.py import_document FILE… [--json]`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports import content
from reports.content import Item, Paragraph, Section, footnotes, plain, walk
from reports.importing import Recognised, recognise
from reports.management.commands.proofread import words_of
from reports.outline import Placed, outline


class Command(BaseCommand):
    help = (
        "Đọc văn bản có sẵn (.docx, .pdf, .txt): đầu văn bản, các mục, chú thích, nơi nhận, người ký; chỗ nào"
        " chưa chắc thì nói ra. Chưa ghi gì vào hồ sơ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="cây nội dung và chỗ chưa chắc")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        read = [(file, recognise(words_of(file))) for file in files]
        if options["json"]:
            rows = [
                {"file": str(file), "paper": content.to_json(each.paper), "doubts": each.doubts}
                for file, each in read
            ]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for file, each in read:
            self.stdout.write(f"{file}\n{told(each)}\n")


def told(read: Recognised) -> str:
    """The paper in words: head, headings with their numbers, counts, foot, doubts."""
    paper = read.paper
    day = f"ngày {paper.issued_on:%d/%m/%Y}" if paper.issued_on else "chưa rõ ngày"
    signer = paper.signer
    blocks = list(walk(paper.body))
    counts = (
        f"{sum(isinstance(each, Section) for each in blocks)} mục,"
        f" {sum(isinstance(each, Paragraph) for each in blocks)} đoạn,"
        f" {sum(isinstance(each, Item) for each in blocks)} gạch đầu dòng,"
        f" {len(list(footnotes(paper)))} chú thích"
    )
    lines = [
        f"  {paper.title or '?'}: {' '.join(paper.subject) or '?'}",
        f"  Số {paper.number or '…'}/{paper.symbol or '?'}, {paper.place or '?'}, {day}",
        *(f"  Kính gửi: {each}" for each in paper.addressees),
        *_headings(outline(paper.body, paper.numbering)),
        f"  {counts}",
        f"  Ký: {' / '.join((*signer.authority, signer.other_post, signer.name)) if signer else '?'}",
        f"  Nơi nhận: {'; '.join(each.text for each in paper.recipients) or '?'}; Lưu: {paper.archive}",
        *(f"  ? {doubt}" for doubt in read.doubts),
    ]
    return "\n".join(lines)


def _headings(placed: tuple[Placed, ...]) -> list[str]:
    found = []
    for each in placed:
        if isinstance(each.block, Section):
            found.append(f"  {'  ' * each.depth}{each.label} {plain(each.block.heading)}")
        found += _headings(each.children)
    return found
