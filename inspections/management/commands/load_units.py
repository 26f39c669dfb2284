"""manage.py load_units: the provinces and communes of today, and their typical agencies."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inspections import directory


class Command(BaseCommand):
    help = (
        "Nạp 34 tỉnh, thành phố, 3.321 xã, phường, đặc khu và các cơ quan thường có của mỗi tỉnh."
        " Chạy lại không tạo trùng và không sửa đơn vị đã có."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--issuing-in",
            default="",
            metavar="MÃ_TỈNH",
            help="Mã tỉnh của cơ quan dùng phần mềm (như 68): cơ quan của tỉnh ấy được ban hành"
            " văn bản.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = directory.load_units(issuing_in=options["issuing_in"])
        except KeyError as error:
            raise CommandError(f"Không có tỉnh, thành phố mang mã {error}.") from error
        self.stdout.write(
            f"Đã thêm {loaded.provinces} tỉnh, thành phố, {loaded.communes} xã, phường, đặc khu và"
            f" {loaded.agencies} cơ quan cấp tỉnh."
        )
