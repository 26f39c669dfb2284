"""Walks that several house tests take: tracked files, URLs, models, templates."""

import subprocess
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

BASE_DIR = Path(__file__).resolve().parents[2]
ROOMS = ("office", "accounts", "inspections", "findings", "recommendations", "reports", "config")
LIBRARY_URLS = {"admin"}  # namespaces whose views guard themselves


def tracked_files():
    """Every file of the checkout that git knows or would add; without git, every plain one."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=BASE_DIR,
        capture_output=True,
    )
    names = [name.decode() for name in done.stdout.split(b"\0") if name]
    return [BASE_DIR / name for name in names if (BASE_DIR / name).is_file()]


def texts(*suffixes):
    """Path and text of each tracked text file, or of those with the given endings."""
    for path in tracked_files():
        if suffixes and path.suffix not in suffixes:
            continue
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def url_patterns(resolver=None, before="", namespaces=()):
    """(route, name, view) of every URL outside the admin."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*namespaces, *([entry.namespace] if entry.namespace else []))
            if not LIBRARY_URLS.intersection(inside):
                yield from url_patterns(entry, route, inside)
        elif isinstance(entry, URLPattern):
            yield route, ":".join([*namespaces, entry.name or ""]), entry.callback


def own_models():
    from django.apps import apps

    return [model for model in apps.get_models() if model.__module__.split(".")[0] in ROOMS]
