"""What is wrong in a paper: `manage.py proofread FILE` or `manage.py proofread --document ID`."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from office.files import content_type_of
from reports import remarks
from reports.importing import files as importing
from reports.importing.lines import Unreadable
from reports.models import Document
from reports.proofreading import proofread, sheets
from reports.proofreading.sheets import Remark

LARGEST = 20 * 1024 * 1024


class Command(BaseCommand):
    help = "Soát lỗi một văn bản: tệp .docx, .pdf, .txt, hoặc văn bản trong phần mềm. Có lỗi nặng thì thoát mã 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--document", type=int, help="mã văn bản trong phần mềm")
        parser.add_argument("--json", action="store_true", help="mỗi nhận xét một đối tượng JSON")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        if (file is None) == (options["document"] is None):
            raise CommandError("Hãy ghi một tệp, hoặc --document và mã văn bản.")
        found = _in_file(file) if file else _in_document(options["document"])
        if options["json"]:
            rows = [vars(remark) for remark in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            for remark in found:
                source = f" ({remark.source})" if remark.source else ""
                word = remarks.WORDS[remark.severity]
                self.stdout.write(
                    f"{remark.place}: {word}: “{remark.quote}”: {remark.reason}{source}"
                )
            self.stdout.write(f"{len(found)} nhận xét.")
        if any(remark.severity == "error" for remark in found):
            raise SystemExit(1)


def words_of(file: Path) -> str:
    """The words of a file; CommandError with a sentence when it cannot be read."""
    if not file.is_file():
        raise CommandError(f"Không có tệp {file}.")
    if file.stat().st_size > LARGEST:
        raise CommandError(f"Tệp {file} lớn hơn 20 MB.")
    with file.open("rb") as content:
        kind = content_type_of(content.read(8192))
        try:
            return importing.words_of(content, kind).text
        except Unreadable as error:
            raise CommandError(f"{file}: {error}") from error


def _in_file(file: Path) -> list[Remark]:
    return proofread(sheets.of_text(words_of(file), laws=remarks.laws()))


def _in_document(pk: int) -> list[Remark]:
    document = Document.objects.select_related("inspection", "plan", "issuer").filter(pk=pk).first()
    if document is None:
        raise CommandError(f"Không có văn bản mã {pk}.")
    return [noted.remark for noted in remarks.noted_in(document)]
