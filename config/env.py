"""Readers of environment variables that refuse what they do not understand."""

import os
from pathlib import Path

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class WrongSetting(Exception):
    """A variable is missing or cannot be read; the message names it."""


def read_text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def read_bool(name: str, *, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise WrongSetting(f"{name} must be 1 or 0, not {raw!r}.")


def read_int(name: str, *, default: int) -> int:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError:
        raise WrongSetting(f"{name} must be a whole number, not {raw!r}.") from None


def read_list(name: str, *, default: str = "") -> list[str]:
    """A comma-separated list; empty parts are dropped."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def read_secret(name: str) -> str:
    """The secret in NAME, or in the file that NAME_FILE points to (Docker secrets)."""
    path = read_text(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongSetting(f"{name}_FILE cannot be read: {error}.") from None
    return read_text(name)
