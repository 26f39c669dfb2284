"""The told cases, through the rules and real workers; their papers go to var/demo."""

import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import SigningDelegation
from config.demo.cases import TOLD
from config.demo.offices import make_offices
from config.demo.people import PASSWORD, PEOPLE, make_everybody
from inspections.models import Inspection
from office import files
from office.models import Job
from reports.models import Rendition

PATIENCE = 180


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        if Inspection.objects.exists():
            self.stdout.write("Đã có dữ liệu; các cuộc minh họa không được kể lại.")
        else:
            self.tell()
        renditions = self.wait()
        self.write(renditions)
        self.print_people()

    @transaction.atomic
    def tell(self) -> None:
        """All of it or nothing: a demo that was cut off is told afresh next time."""
        call_command("load_units", stdout=self.stdout)
        people = make_everybody()
        units = make_offices(people)
        SigningDelegation.objects.create(
            signer=people["huong"],
            authority=SigningDelegation.Authority.DEPUTY,
            on_behalf_of="Chánh Thanh tra",
            signer_post="Phó Chánh Thanh tra",
            valid_from=timezone.localdate().replace(month=1, day=1),
            document="Quyết định phân công ký thay (minh họa)",
        )
        for sentence, tell in TOLD.items():
            tell(people, units)
            self.stdout.write(f"✓ {sentence}")

    def wait(self) -> list[Rendition]:
        """Until the workers have drawn every issued paper."""
        wanted = Rendition.objects.filter(version__document__state="issued").select_related(
            "job", "version__document__inspection", "version__document__plan", "file"
        )
        deadline = time.monotonic() + PATIENCE
        while True:
            renditions = list(wanted.order_by("pk"))
            over = [rendition for rendition in renditions if rendition.job.is_over]
            self.draw_bar(len(over), len(renditions))
            if len(over) == len(renditions):
                break
            if time.monotonic() > deadline:
                raise CommandError(
                    "Máy xử lý (Celery) không làm xong văn bản nào trong 3 phút; xem nhật ký của"
                    " worker ở trên."
                )
            time.sleep(0.2)
        failed = [each.job for each in renditions if each.job.state == Job.State.FAILED]
        if failed:
            raise CommandError("; ".join(f"{job.title}: {job.error}" for job in failed))
        return renditions

    def draw_bar(self, done: int, total: int) -> None:
        full = 30 * done // max(total, 1)
        bar = "█" * full + "░" * (30 - full)
        end = "\n" if done == total else ""
        if sys.stdout.isatty():
            self.stdout.write(f"\r{bar} {done}/{total} tệp văn bản", ending=end)
        elif end:
            self.stdout.write(f"{bar} {done}/{total} tệp văn bản")

    def write(self, renditions: list[Rendition]) -> None:
        folder = Path(settings.VAR_DIR) / "demo"
        folder.mkdir(parents=True, exist_ok=True)
        for rendition in renditions:
            document = rendition.version.document
            path = folder / f"{document.owner.code}-{file_name(rendition)}"
            if rendition.file is None:
                raise CommandError(f"{document}: văn bản chưa in xong.")
            path.write_bytes(files.read(rendition.file))
            self.stdout.write(f"  {document} → {path.relative_to(settings.VAR_DIR.parent)}")

    def print_people(self) -> None:
        self.stdout.write(f"\nĐăng nhập (mật khẩu chung: {PASSWORD}):")
        for username, (full_name, _, role) in PEOPLE.items():
            self.stdout.write(f"  {username:<6} {role.label:<24} {full_name}")


def file_name(rendition: Rendition) -> str:
    """01-KL-TTr.pdf, 01-KL-TTr.docx"""
    document = rendition.version.document
    return f"{document.number}-{document.symbol}.{rendition.format}".replace("/", "-")
