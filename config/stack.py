"""The whole office on one machine: `python -m config.stack [demo]`, under `config.services run`.

Migrates, starts the workers, loads the demo when asked, serves until Ctrl-C. Everything it starts
ends with it, also when it is killed (setpriv --pdeathsig).
"""

import contextlib
import http.client
import os
import secrets
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
PATIENCE = 15.0  # seconds for a worker to finish what it has in hand
HASTE = 3.0  # one that dies sooner than this after its start will not live by starting it again
HEALTH = "/suc-khoe/"


class CannotServe(Exception):
    """The stack cannot go on; the message says why and what to do."""


@dataclass
class Part:
    """One process of the stack, started again when it dies."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    begun: float = 0.0

    def start(self) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [*_die_with_parent(), *self.command],
            cwd=BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the terminal's Ctrl-C comes to the stack, which ends them in order
        )

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


@dataclass
class Stack:
    """The parts and what they print, each line with the part's name before it."""

    parts: list[Part]
    lines: selectors.DefaultSelector = field(default_factory=selectors.DefaultSelector)

    def start(self, part: Part) -> None:
        part.start()
        if part.process and part.process.stdout:
            os.set_blocking(part.process.stdout.fileno(), False)
            self.lines.register(part.process.stdout, selectors.EVENT_READ, part.name)

    def tend(self, seconds: float = 0.2) -> None:
        """Print what the parts say in SECONDS and restart what has died."""
        self._print_lines(seconds)
        for part in self.parts:
            if part.has_ended:
                self._restart(part)

    def _print_lines(self, seconds: float) -> None:
        for key, _ in self.lines.select(timeout=seconds):
            text = os.read(key.fd, 65536).decode(errors="replace")
            if not text:
                self.lines.unregister(key.fileobj)
            for line in text.splitlines():
                if line.strip():
                    print(f"{key.data:8}| {line}", flush=True)

    def _restart(self, part: Part) -> None:
        if time.monotonic() - part.begun < HASTE:
            self._print_lines(0)
            raise CannotServe(f"{part.name} does not start; its reason stands above.")
        print(f"{part.name:8}| ended and is started again", flush=True)
        self.start(part)

    def stop(self) -> None:
        running = [part.process for part in self.parts if part.process]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def main(purpose: str) -> None:
    """Run the office; `demo` loads the told cases first, and SERVE=0 ends after them."""
    port = _free_port(int(os.environ.get("PORT") or 8000))
    address = f"http://localhost:{port}"
    os.environ.update(_environment(address))
    ended = _stop_signals()
    _manage(["migrate", "--noinput", "--verbosity=0"], ended)
    if _static_files_changed():
        _manage(["collectstatic", "--noinput", "--verbosity=0"], ended)
    serves = os.environ.get("SERVE", "1") != "0"
    stack = Stack([*workers(), *([_web(port)] if serves else [])])
    try:
        for part in [] if ended else stack.parts:
            stack.start(part)
        if purpose == "demo":
            _manage(["load_demo"], ended, meanwhile=stack.tend)
        if serves and not ended:
            _serve(stack, port, address, ended)
    finally:
        stack.stop()


def _serve(stack: Stack, port: int, address: str, ended: list[int]) -> None:
    while not ended and not _answers(port):
        stack.tend()
    if not ended:
        print(f"\nMinh Bạch: {address}   (Ctrl-C để dừng)\n", flush=True)
    while not ended:
        stack.tend()


def _static_files_changed() -> bool:
    """Compressing them takes ten seconds, so it is done only when there is something new."""
    root = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / "staticfiles")
    sources = [*(BASE_DIR / "static").rglob("*"), BASE_DIR / ".venv" / ".installed"]
    newest = max((path.stat().st_mtime for path in sources if path.exists()), default=0)
    manifest = root / "staticfiles.json"
    return not manifest.exists() or manifest.stat().st_mtime < newest


def _stop_signals() -> list[int]:
    """A list that is empty until somebody wants the stack to end."""
    received: list[int] = []
    caller = os.getppid()

    def receive(number: int, _frame: object) -> None:
        received.append(number)
        if os.getppid() != caller:
            _fall_silent()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, receive)
    return received


def _fall_silent() -> None:
    """Nobody reads any more: a full pipe would hold the stack, and all its parts, for ever.

    A write that waits already is begun again after the signal, and ends there.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _manage(words: list[str], ended: list[int], meanwhile: Callable = time.sleep) -> None:
    """Run a command of manage.py to its end, or to the stack's."""
    command = [*_die_with_parent(), sys.executable, "manage.py", *words]
    process = subprocess.Popen(command, cwd=BASE_DIR, start_new_session=True)
    while process.poll() is None and not ended:
        meanwhile(0.05)
    if ended:
        process.terminate()
        process.wait()
    elif process.returncode:
        raise CannotServe(f"manage.py {words[0]} failed; its reason stands above.")


def workers() -> list[Part]:
    """Previews have a worker of their own: nobody waits for a preview behind a thousand pages."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "config"]
    quiet = ["--loglevel=WARNING", "--without-gossip", "--without-mingle"]
    cores = str(os.cpu_count() or 1)
    schedule = _var("celerybeat-schedule")
    return [
        Part(
            "preview", [*celery, "worker", "-Q", "preview", "-c", "1", "-n", "preview@%h", *quiet]
        ),
        Part(
            "batch",
            [
                "nice",
                "-n",
                "10",
                *celery,
                "worker",
                "-Q",
                "batch",
                "-c",
                cores,
                "-n",
                "batch@%h",
                *quiet,
            ],
        ),
        Part(
            "beat", [*celery, "beat", "--loglevel=WARNING", f"--schedule={schedule}", "--pidfile="]
        ),
    ]


def _web(port: int) -> Part:
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers=2", "--timeout=120"]
    return Part("web", [*gunicorn, f"--bind=127.0.0.1:{port}", "--log-level=warning"])


def _environment(address: str) -> dict[str, str]:
    """Plain http on this machine only; what the caller has set stays."""
    wanted = {
        "SECRET_KEY": "" if os.environ.get("SECRET_KEY_FILE") else _secret_key(),
        "DEBUG": "0",
        "SECURE_COOKIES": "0",
        "SITE_URL": address,
        "LOG_LEVEL": "WARNING",
        # No mail leaves a machine on which somebody tries the office.
        "EMAIL_BACKEND": "console",
    }
    return {name: value for name, value in wanted.items() if not os.environ.get(name)}


def _secret_key() -> str:
    path = BASE_DIR / ".services" / "secret-key"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii")


def _var(name: str) -> Path:
    folder = Path(os.environ.get("VAR_DIR") or BASE_DIR / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _free_port(first: int) -> int:
    """FIRST, or the next one that nobody listens on."""
    for port in range(first, first + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    raise CannotServe(f"No port is free from {first} to {first + 99}; call make with PORT=…")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", HEALTH, headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def _die_with_parent() -> list[str]:
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except CannotServe as error:
        sys.exit(str(error))
