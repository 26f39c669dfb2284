"""A case from a .zip that `export_case` made: `manage.py import_case F.zip --by USERNAME`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from config.archive import reading
from office.workflow import Problems


class Command(BaseCommand):
    help = "Nhập cả hồ sơ của một cuộc từ tệp .zip; tệp hỏng hoặc bị sửa thì từ chối."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", help="Tên đăng nhập của người nhập; ghi vào diễn biến.")

    def handle(self, *args: Any, file: Path, by: str | None, **options: Any) -> None:
        actor = User.objects.filter(username=by).first() if by else None
        if by and actor is None:
            raise CommandError(f"Không có người dùng {by}.")
        try:
            with file.open("rb") as source:
                inspection = reading.read(source, actor=actor)
        except OSError as error:
            raise CommandError(f"Không mở được {file}.") from error
        except Problems as problems:
            raise CommandError(str(problems)) from problems
        self.stdout.write(f"{file} → {inspection}")
