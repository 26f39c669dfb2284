"""Writes the golden pages anew: `python -m tests.papers.golden`, then look at the difference."""

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
django.setup()

from reports.rendering import html  # noqa: E402 -- needs the settings
from tests.papers import examples  # noqa: E402 -- needs the settings

for name in ("conclusion", "decision", "report"):
    page = html.page(getattr(examples, name)(), preview=False)
    (Path(__file__).parent / f"{name}.html").write_text(page)
