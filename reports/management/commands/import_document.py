"""What is recognised in an existing paper: `manage.py import_document FILE… [--json]`."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from reports import content
from reports.content import Item, Paragraph, Section, footnotes, plain, walk
from reports.importing import Recognised, recognise
from reports.importing.account import Account, is_account, read_account
from reports.management.commands.proofread import words_of
from reports.outline import Placed, outline


class Command(BaseCommand):
    help = (
        "Đọc văn bản có sẵn (.docx, .pdf, .txt): đầu văn bản, các mục, chú thích, nơi nhận, người ký; chỗ nào"
        " chưa chắc thì nói ra. Bài viết về một văn bản: số, ngày, đơn vị, điều được nêu về từng đơn"
        " vị. Chưa ghi gì vào hồ sơ."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="cây nội dung và chỗ chưa chắc")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        read = [(file, _read(words_of(file))) for file in files]
        if options["json"]:
            rows = [{"file": str(file), **_as_json(each)} for file, each in read]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
            return
        for file, each in read:
            text = told_account(each) if isinstance(each, Account) else told(each)
            self.stdout.write(f"{file}\n{text}\n")


def _read(words: str) -> Recognised | Account:
    """A paper, or what an account says of one."""
    return read_account(words) if is_account(words) else recognise(words)


def _as_json(read: Recognised | Account) -> dict[str, Any]:
    if isinstance(read, Account):
        return {"account": asdict(read), "doubts": read.doubts}
    return {"paper": content.to_json(read.paper), "doubts": read.doubts}


def told_account(account: Account) -> str:
    """Which paper it was, the units with what is told of each, what is asked, doubts."""
    names = [unit.short or unit.name for unit in account.units]
    day = f" ngày {account.dated_on:%d/%m/%Y}" if account.dated_on else ""
    visit = [
        f"{word} {when:%d/%m/%Y}"
        for word, when in (("từ", account.on_site_from), ("đến", account.on_site_to))
        if when
    ]
    lines = [
        f"  Bài viết về: {account.kind or '?'} {account.label or '?'}{day}, {account.issuer or '?'}",
        f"  Về việc: {account.subject or '?'}",
        f"  Làm việc trực tiếp: {' '.join(visit) or '?'}",
        *(
            f"  Đơn vị: {each.name}{f' ({each.short})' if each.short else ''}"
            for each in account.units
        ),
        *(
            f"  [{', '.join(names[at] for at in each.units) or 'không rõ'}] {each.text}"
            for each in account.statements
        ),
        *(
            f"  Kiến nghị {each.asked.addressee or '?'}: {each.asked.text}"
            for each in account.demands
        ),
        *(f"  ? {doubt}" for doubt in account.doubts),
    ]
    return "\n".join(lines)


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
