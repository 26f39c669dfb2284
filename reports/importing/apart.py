"""A PDF that people hand in, read by a process of its own: `python -m reports.importing.apart`.

Such a file may unpack to gigabytes or keep the library busy for ever; the process has limits and may
die of them, the site goes on.
"""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from reports.importing import pdf
from reports.importing.lines import Unreadable

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# A page takes a tenth of a second; the rest is patience on a busy machine.
SECONDS = 60
MOST_BYTES = 1024 * 1024 * 1024
TOO_MUCH = "Tệp PDF này quá lớn hoặc quá phức tạp nên không đọc được; hãy dùng bản Word."


def rows_of(content: Any) -> tuple[list[str], list[str]]:
    """What `pdf.rows_of` answers. Raises Unreadable, also when the process came to its limits."""
    content.seek(0)
    command = [sys.executable, "-m", __name__]
    try:
        answer = subprocess.run(
            command, input=content.read(), capture_output=True, timeout=SECONDS, cwd=BASE_DIR
        )
        read = json.loads(answer.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        raise Unreadable(TOO_MUCH) from error
    if "refused" in read:
        raise Unreadable(read["refused"])
    return read["rows"], read["told"]


def _main() -> None:
    """In the process of its own: a PDF comes in, its rows go out."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        rows, told = pdf.rows_of(io.BytesIO(sys.stdin.buffer.read()))
    except Unreadable as error:
        said: dict[str, Any] = {"refused": str(error)}
    else:
        said = {"rows": rows, "told": told}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    _main()
