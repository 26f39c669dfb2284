"""`python -m config.bench`, under `config.services run`: measures, prints, keeps in var/bench/.

ROUNDS=5 is how often each thing is measured; ONLY=rendering,queue names the parts that are wanted
(rendering, pages, writing, lists, children, previews, queue, kills); LONG=1 adds the annex of 10,000 rows,
FINDINGS=100000 makes the large archive of the lists smaller.
"""

import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from config.bench.broker import Broker
from config.bench.table import goals, verdicts

BASE_DIR = Path(__file__).resolve().parent.parent.parent
OUTPUT = BASE_DIR / "var" / "bench"


def main() -> None:
    """Measure what is wanted. Ends well whatever comes out: the bench judges, it never forbids."""
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="minh-bach-", ignore_cleanup_errors=True) as folder,
        Broker() as broker,
    ):
        _settle(Path(folder), broker)
        from config.bench import machine, run  # noqa: PLC0415 -- they read the settings made above

        bench = run.Run(int(os.environ.get("ROUNDS") or 5), Path(folder), broker, say)
        facts: dict[str, Any] = {"before": machine.facts()}
        bench.measure((os.environ.get("ONLY") or ",".join(run.PARTS)).split(","))
        facts |= {"after": machine.facts(), "seconds": time.monotonic() - begun}
    path = _keep(facts | bench.as_json())
    print("", bench.table, "", goals(bench.rows), "", sep="\n")
    print(f"{verdicts(bench.rows)}; {time.monotonic() - begun:.0f} giây; từng mẫu đo: {path}")


def _settle(folder: Path, broker: Broker) -> None:
    """Settings of the bench in the environment, for this process and all that it starts."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.bench.settings",
        "REDIS_URL": broker.address,
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DEBUG": "0",
        "SECURE_COOKIES": "0",
        "LOG_LEVEL": "ERROR",
        "VAR_DIR": str(folder),
        # Profiles of browsers and fonts of killed workers go with it.
        "TMPDIR": str(folder),
        "MEDIA_ROOT": str(folder / "files"),
    }
    import django  # noqa: PLC0415 -- reads the environment that was just made
    from django.core.management import call_command  # noqa: PLC0415 -- as above

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def _keep(found: dict[str, Any]) -> Path:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    path = OUTPUT / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    return path.relative_to(BASE_DIR)


def say(sentence: str) -> None:
    """How far it is, beside the table and not in it."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
