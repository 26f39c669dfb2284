"""The whole case as one .zip: `manage.py export_case CODE --out F.zip`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.archive import writing
from inspections.models import Inspection
from office.workflow import Problems


class Command(BaseCommand):
    help = "Xuất cả hồ sơ của một cuộc thành tệp .zip (data.json, tệp, mã SHA-256)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--out", required=True, type=Path)

    def handle(self, *args: Any, code: str, out: Path, **options: Any) -> None:
        inspection = Inspection.objects.filter(code=code).first()
        if inspection is None:
            raise CommandError(f"Không có cuộc {code}.")
        # A file that was cut off must not pass for an archive.
        part = out.with_name(out.name + ".part")
        try:
            with part.open("wb") as target:
                writing.write(inspection, target)
            part.replace(out)
        except Problems as problems:
            raise CommandError(str(problems)) from problems
        finally:
            part.unlink(missing_ok=True)
        self.stdout.write(f"{inspection} → {out}")
