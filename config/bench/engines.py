"""What can turn a paper into PDF: ours, and those it is compared with.

Each runs in a process of its own (`config.bench.hosts`). `warm` loads what a living worker has
loaded; `render` is what is timed. `programs` names the processes whose memory counts (empty: all).
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any, Protocol

from config.bench.subjects import Subject
from config.celery import load_renderer_before_forking
from reports.content import Paper, from_json

# What reports.rendering writes, so that the library alone has the same work.
VARIANT = "pdf/a-3a"
NO_SOFFICE = "không có soffice: apt-get install libreoffice-writer"
NO_CHROMIUM = "không có Chromium: apt-get install chromium"
CHROMIUM_ARGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    *("--disable-component-update", "--disable-sync"),
)


class Missing(Exception):
    """Something is not on this machine; the message says how to get it."""


class Engine(Protocol):
    """A renderer of papers."""

    name: str
    programs: tuple[str, ...]

    def warm(self) -> None: ...
    def render(self, subject: Subject) -> bytes: ...


class MinhBach:
    """Our renderer as a worker calls it: from the stored tree to the bytes."""

    name = "Minh Bạch"
    programs: tuple[str, ...] = ()

    def warm(self) -> None:
        from reports.rendering import pdf  # noqa: PLC0415 -- loads WeasyPrint

        load_renderer_before_forking()
        self.write = pdf.write
        # Beside every task of a worker runs the thread that renews its lease.
        threading.Thread(target=threading.Event().wait, daemon=True).start()

    def render(self, subject: Subject) -> bytes:
        return self.write(from_json(subject.tree, Paper))


class WeasyPrintAlone:
    """The library on the same HTML, style sheet and kind of PDF, and nothing of ours."""

    name = "WeasyPrint"
    programs: tuple[str, ...] = ()

    def warm(self) -> None:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        self.html, self.css = weasyprint.HTML, weasyprint.CSS
        self.fonts = FontConfiguration()
        self.sheets: dict[str, Any] = {}

    def render(self, subject: Subject) -> bytes:
        # Parsed in the round that warms up, as ours is.
        if subject.name not in self.sheets:
            self.sheets[subject.name] = self.css(string=subject.css, font_config=self.fonts)
        shown: bytes = self.html(string=subject.html).write_pdf(
            stylesheets=[self.sheets[subject.name]],
            font_config=self.fonts,
            pdf_variant=VARIANT,
        )
        return shown


class Chromium:
    """One living headless browser that opens the same HTML and prints it, untagged as it does."""

    name = "Chromium"
    programs: tuple[str, ...] = ("chrom",)

    def warm(self) -> None:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only for the bench

        program = shutil.which("chromium") or shutil.which("google-chrome")
        if program is None:
            raise Missing(NO_CHROMIUM)
        driver = sync_playwright().start()
        browser = driver.chromium.launch(executable_path=program, args=list(CHROMIUM_ARGS))
        self.page = browser.new_page()

    def render(self, subject: Subject) -> bytes:
        self.page.goto(subject.html_file.as_uri())
        return self.page.pdf(prefer_css_page_size=True)


class LibreOffice:
    """A living LibreOffice that is told through UNO to convert a plain Word file."""

    name = "LibreOffice (nóng)"
    programs: tuple[str, ...] = ("soffice", "oosplash")

    def warm(self) -> None:
        program, python = soffice(), python_with_uno()
        if python is None:
            raise Missing("không có mô-đun uno: apt-get install python3-uno")
        pipe = f"minhbach{os.getpid()}"
        subprocess.Popen(
            [*program, f"--accept=pipe,name={pipe};urp;", "--norestore"], stderr=subprocess.DEVNULL
        )
        self.listener = subprocess.Popen(
            [python, str(Path(__file__).with_name("soffice_listener.py")), pipe],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._hear()

    def render(self, subject: Subject) -> bytes:
        assert self.listener.stdin is not None  # noqa: S101 -- asked for above
        self.listener.stdin.write(f"{subject.docx_file}\n")
        self.listener.stdin.flush()
        self._hear()
        return subject.docx_file.with_suffix(".soffice.pdf").read_bytes()

    def _hear(self) -> None:
        assert self.listener.stdout is not None  # noqa: S101 -- asked for above
        if not self.listener.stdout.readline():
            raise Missing("LibreOffice không trả lời qua UNO")


class LibreOfficeCold:
    """`soffice --convert-to pdf`, started for each paper: where Python's uno is missing."""

    name = "LibreOffice (nguội)"
    programs: tuple[str, ...] = ("soffice", "oosplash")

    def warm(self) -> None:
        self.program = soffice()

    def render(self, subject: Subject) -> bytes:
        folder = subject.folder / "soffice"
        command = [*self.program, "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, str(subject.docx_file)], capture_output=True, check=True)
        return (folder / subject.docx_file.with_suffix(".pdf").name).read_bytes()


def soffice() -> list[str]:
    """LibreOffice with a profile of its own, so that a person's open one is not disturbed."""
    program = shutil.which("soffice")
    if program is None:
        raise Missing(NO_SOFFICE)
    profile = Path(tempfile.mkdtemp(prefix="minh-bach-soffice-")).as_uri()
    return [program, "--headless", f"-env:UserInstallation={profile}"]


def python_with_uno() -> str | None:
    """The Python that has LibreOffice's module: the system's, or LibreOffice's own."""
    for python in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        with contextlib.suppress(OSError):
            if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
                return python
    return None


def engines() -> list[type[Engine]]:
    """Those to compare on this machine, ours first."""
    return [
        MinhBach,
        WeasyPrintAlone,
        Chromium,
        LibreOffice if python_with_uno() else LibreOfficeCold,
    ]
