"""manage.py verify_journal: does every line of the journal follow from the one before?"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from office import journal
from office.journal import Head


class Command(BaseCommand):
    help = (
        "Đi hết chuỗi băm của từng cuộc; in chỗ đứt và kết thúc với mã 1 khi có. Đầu chuỗi giữ ngoài"
        " cơ sở dữ liệu (--keep) cho biết về sau có dòng cuối nào bị cắt không (--against)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep", type=Path, metavar="TỆP", help="Ghi đầu các chuỗi ra tệp.")
        parser.add_argument("--against", type=Path, metavar="TỆP", help="So với tệp đã ghi trước.")

    def handle(self, *args: Any, **options: Any) -> None:
        before = _read(options["against"]) if options["against"] else {}
        found = journal.walk()
        breaks = [
            f"Đứt ở chuỗi {line.chain}, dòng {line.pk} ({line.at:%d/%m/%Y %H:%M}): {line.sentence}"
            for line in found.broken
        ]
        breaks += [f"Chuỗi {chain} đã mất dòng cuối." for chain in journal.cut_off(before)]
        for sentence in breaks:
            self.stdout.write(sentence)
        if breaks:
            raise CommandError(f"Nhật ký không nguyên vẹn: {len(breaks)} chỗ.", returncode=1)
        if options["keep"]:
            heads = {chain: [head.lines, head.hash] for chain, head in found.heads.items()}
            options["keep"].write_text(json.dumps(heads, ensure_ascii=False, indent=1))
        self.stdout.write(f"Nhật ký nguyên vẹn: {found.lines} dòng trong {len(found.heads)} chuỗi.")


def _read(path: Path) -> dict[str, Head]:
    try:
        rows = json.loads(path.read_text())
        return {chain: Head(lines, known) for chain, (lines, known) in rows.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise CommandError(f"Không đọc được {path}: {error}") from error
