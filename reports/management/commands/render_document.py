"""One paper without the browser: `manage.py render_document ID --format docx --out F.docx`."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports import content, issuing, proof
from reports.content import Paper
from reports.models import Document
from reports.rendering.fonts import FontsMissing


def _pdf(paper: Paper) -> bytes:
    from reports.rendering import pdf  # noqa: PLC0415 -- slow to load; other formats need none of it

    try:
        return pdf.write(paper)
    except pdf.FootnoteTooLong as lost:
        raise CommandError(str(lost)) from lost


def _docx(paper: Paper) -> bytes:
    from reports.rendering import docx  # noqa: PLC0415 -- as above

    return docx.write(paper)


def _html(paper: Paper) -> bytes:
    from reports.rendering import html  # noqa: PLC0415 -- as above

    return html.page(paper, preview=True).encode()


def _json(paper: Paper) -> bytes:
    return json.dumps(content.to_json(paper), ensure_ascii=False, indent=2).encode()


WRITERS: dict[str, Callable[[Paper], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "json": _json,
}


class Command(BaseCommand):
    help = (
        "Xuất một văn bản thành tệp: bản đã chốt mới nhất, hoặc dự thảo đang soạn (mang dấu “DỰ"
        " THẢO”)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("id", type=int, help="Mã văn bản: số trong địa chỉ trang văn bản.")
        parser.add_argument("--format", required=True, choices=WRITERS)
        parser.add_argument("--out", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        document = Document.objects.filter(pk=options["id"]).first()
        if document is None:
            raise CommandError(f"Không có văn bản mang mã {options['id']}.")
        paper = paper_of(document)
        if found := proof.problems(paper):
            raise CommandError(" ".join(found))
        out: Path = options["out"]
        try:
            out.write_bytes(WRITERS[options["format"]](paper))
        except FontsMissing as missing:
            raise CommandError(str(missing)) from missing
        except OSError as error:
            raise CommandError(f"Không ghi được {out}: {error.strerror}.") from error
        self.stdout.write(f"{document} → {out}")


def paper_of(document: Document) -> Paper:
    """What was issued or is on its way as it was frozen, a draft as it is now."""
    paper = issuing.as_it_stands(document)
    return paper if document.is_issued else replace(paper, draft=True)
