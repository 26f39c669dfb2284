"""Remake the lock files: `make lock`. They carry hashes and no addresses of registries."""

import json
import subprocess
import sys
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
COMPILE = "pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header"
PLAIN = "--no-annotate --no-emit-index-url --no-emit-find-links"
# The address of a package is where this machine happened to find it.
ADDRESS_OPTIONS = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host")


def compile_python(target: str, *groups: str) -> None:
    """The production lock, or with GROUPS of pyproject.toml the lock of a working copy."""
    options = [word for group in groups for word in ("--group", group)]
    command = [sys.executable, "-m", "uv", *COMPILE.split(), *PLAIN.split(), *options]
    path = BASE_DIR / target
    subprocess.run([*command, "pyproject.toml", "-o", str(path)], cwd=BASE_DIR, check=True)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(ADDRESS_OPTIONS)]
    path.write_text("".join(kept), encoding="utf-8")


def compile_node() -> None:
    command = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit"]
    subprocess.run([*command, "--no-fund"], cwd=BASE_DIR, check=True)
    path = BASE_DIR / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    compile_python("requirements.lock")
    compile_python("requirements-dev.lock", "embedded", "dev")
    compile_node()
