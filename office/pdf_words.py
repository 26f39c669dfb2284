"""The words of a PDF that people hand in, read by a process of its own.

Such a file may be damaged or made to do harm: what it unpacks to, how long it takes and whether the
library survives it is nothing the site may depend on. The process has limits and may die of them.
"""

import contextlib
import resource
import subprocess
import sys
from pathlib import Path

PAGES = 3
MOST_LETTERS = 50_000
# Starting costs 0.1 s and three pages a few milliseconds; the rest is patience on a busy machine.
SECONDS = 10
PROCESSOR_SECONDS = 4
MOST_BYTES = 512 * 1024 * 1024
# No PDF with a page in it is shorter.
LEAST_BYTES = 300


def first_words(data: bytes) -> str:
    """The words of the first pages line by line; empty for a scan and for what cannot be read."""
    if len(data) < LEAST_BYTES:
        return ""
    # -I: neither the folder nor the environment says what is imported.
    command = [sys.executable, "-I", str(Path(__file__).resolve())]
    with contextlib.suppress(subprocess.TimeoutExpired):
        answer = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS)
        return answer.stdout.decode("utf-8", errors="replace")
    return ""


def _main() -> None:
    """In the process of its own: a PDF comes in, words go out as far as they were found."""
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2  # noqa: PLC0415 -- after the limits, and never in a process of the site

    with contextlib.suppress(pypdfium2.PdfiumError):
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        for number in range(min(PAGES, len(document))):
            words = document[number].get_textpage().get_text_bounded()[:MOST_LETTERS]
            sys.stdout.buffer.write(words.encode("utf-8", errors="replace") + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    _main()
