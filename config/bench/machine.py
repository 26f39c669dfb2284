"""What the figures were taken on: they mean something only beside it."""

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from django.db import connection

PACKAGES = ("weasyprint", "pydyf", "django", "psycopg", "celery", "redis", "pikepdf", "python-docx")
PROGRAMS = {"LibreOffice": "soffice", "Chromium": "chromium"}


def facts() -> dict[str, Any]:
    """The machine, the versions, and how busy it was when it was asked."""
    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1024**3, 1),
        "load": os.getloadavg(),
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Of everything that has a part in the figures."""
    found = {"python": platform.python_version()}
    found |= {package: version(package) for package in PACKAGES}
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        found["postgresql"] = cursor.fetchone()[0]
    for name, program in PROGRAMS.items():
        found[name] = _version_of(program)
    return found


def _version_of(program: str) -> str:
    if shutil.which(program) is None:
        return "không có"
    return subprocess.run([program, "--version"], capture_output=True, text=True).stdout.strip()


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), "")
