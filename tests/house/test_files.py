"""What no file of the house may hold, and what every exception must say."""

import re
import tomllib

import pytest

from tests.house.walk import BASE_DIR, texts, tracked_files

LOCKS = ["requirements.lock", "requirements-dev.lock", "package-lock.json"]
# Written in pieces, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs.org", "npmjs" + ".com"]
MACHINE_PATHS = [r"/wo" + r"rk/", r"/ro" + r"ot/", r"/home" + r"/[a-z]+/"]
SECRETS = [
    r"-----BEGIN [A-Z ]*PRIV" + r"ATE KEY-----",
    r"\bAKIA[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36}\b",
    r"://[^\s/:@'\"{}$]+:[^\s/:@'\"{}$*]{6,}@(?!host\b|db\b|localhost\b)",
]


def lines_with(pattern, *suffixes):
    found = []
    for path, text in texts(*suffixes):
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(BASE_DIR)}:{number}: {line.strip()}")
    return found


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_registry(host):
    assert not lines_with(re.escape(host))


@pytest.mark.parametrize("pattern", MACHINE_PATHS)
def test_no_file_names_a_folder_of_somebodys_machine(pattern):
    found = [each for each in lines_with(r"(?<![\w.])" + pattern) if not each.startswith(".git")]
    assert not found


@pytest.mark.parametrize("pattern", SECRETS)
def test_no_file_holds_a_secret(pattern):
    assert not lines_with(pattern)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_has_hashes_and_no_addresses(name):
    text = (BASE_DIR / name).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text or '"integrity": "sha512-' in text
    assert '"resolved"' not in text
    assert not re.search(r"^--", text, re.MULTILINE)
    assert "://" not in text


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["project"]["dependencies"]
        + project["dependency-groups"]["dev"]
        + project["dependency-groups"]["embedded"],
    }
    for lock, names in asked.items():
        text = (BASE_DIR / lock).read_text(encoding="utf-8").lower().replace("_", "-")
        for requirement in names:
            name = re.match(r"[A-Za-z0-9_.-]+", requirement)[0].lower().replace("_", "-")
            assert f"\n{name}==" in f"\n{text}", f"{name} is not in {lock}: run `make lock`"


def test_an_exception_from_a_rule_says_why():
    marker = "# no" + "qa"
    bare = [each for each in lines_with(marker, ".py") if not re.search(r"noqa: \S+.* -- \w", each)]
    assert not [each for each in bare if "test_files.py" not in each]


def test_no_file_is_big_or_binary_by_accident():
    for path in tracked_files():
        if path.suffix not in {".ttf", ".woff2", ".png", ".docx", ".pdf", ".xlsx", ".ico", ".mo"}:
            assert b"\0" not in path.read_bytes()[:4096], path
        assert path.stat().st_size < 1_500_000, path


def test_what_is_made_on_a_machine_is_not_tracked():
    names = {path.relative_to(BASE_DIR).parts[0] for path in tracked_files()}
    assert not names & {".venv", ".services", "node_modules", "var", "staticfiles", ".env"}


def test_no_library_of_others_is_tracked():
    """They come by the lock files; static/vendor is made from them."""
    endings = (".min.js", ".min.css", ".map", ".ttf", ".woff", ".woff2", ".whl", ".so")
    assert not [path.name for path in tracked_files() if path.name.endswith(endings)]
