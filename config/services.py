"""PostgreSQL and Valkey for a bare machine, inside the working copy.

    python -m config.services run [--throwaway] -- COMMAND…

runs COMMAND with DATABASE_URL and REDIS_URL set to embedded servers that end with it. An address
that is set already stays as it is and nothing is started for it. `--throwaway` gives empty servers
of its own that forget everything; without it, commands that run at the same time share one pair.

The servers belong to a keeper, a process apart from the terminal. Every command holds a connection
to it; when the last one is gone, for whatever reason, the keeper stops the servers and ends. When
the keeper itself is killed, the kernel ends the servers (setpriv --pdeathsig).
"""

import argparse
import contextlib
import fcntl
import json
import os
import select
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from config import servers
from config.servant import ServiceFailed, give_to_servant
from config.servers import Place

BASE_DIR = Path(__file__).resolve().parent.parent
SERVICES_DIR = BASE_DIR / ".services"
ADDRESSES = {"database": "DATABASE_URL", "redis": "REDIS_URL"}
START_TIMEOUT = 3 * servers.PATIENCE
DOOR = "keeper.sock"  # in the folder for sockets; the file `keeper` beside the data says where


# --- The command ----------------------------------------------------------------------------------
def run(command: list[str], *, throwaway: bool) -> int:
    """Run COMMAND with both addresses in its environment; its exit code comes back."""
    wanted = [name for name, variable in ADDRESSES.items() if not _is_set(variable)]
    with addresses(wanted, throwaway=throwaway) as found:
        environment = os.environ | {ADDRESSES[name]: found[name] for name in wanted}
        return _run_to_its_end(command, environment)


def _is_set(variable: str) -> bool:
    return bool(os.environ.get(variable, "").strip() or os.environ.get(f"{variable}_FILE"))


@contextlib.contextmanager
def addresses(wanted: list[str], *, throwaway: bool) -> Iterator[dict[str, str]]:
    """The addresses of the WANTED servers, which live at least as long as the block.

    Raises ServiceFailed when one of them cannot start.
    """
    if not wanted:
        yield {}
        return
    with _place(throwaway=throwaway) as folder:
        connection = _keeper_of(folder, throwaway=throwaway)
        try:
            yield _ask(connection, wanted, folder)
        finally:
            _leave(connection)


@contextlib.contextmanager
def _place(*, throwaway: bool) -> Iterator[Path]:
    _make_services_dir()
    if not throwaway:
        folder = SERVICES_DIR / "data"
        folder.mkdir(exist_ok=True)
        yield folder
        return
    _sweep_throwaways()
    folder = Path(tempfile.mkdtemp(prefix="throwaway-", dir=SERVICES_DIR))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _make_services_dir() -> None:
    """As root, the folder belongs to the account that the servers run as."""
    SERVICES_DIR.mkdir(exist_ok=True)
    give_to_servant(SERVICES_DIR)


def _sweep_throwaways() -> None:
    """What a killed run left; one that is in use is locked by its keeper or younger than a start."""
    for folder in SERVICES_DIR.glob("throwaway-*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime < START_TIMEOUT:
                continue
            with _locked(folder / "keeper.lock", wait=False):
                _sweep_runtime_folder(folder)
                shutil.rmtree(folder, ignore_errors=True)


def _run_to_its_end(command: list[str], environment: dict[str, str]) -> int:
    """The terminal's Ctrl-C reaches the command by itself; other signals are handed on."""
    if setpriv := shutil.which("setpriv"):
        command = [setpriv, "--pdeathsig", "TERM", "--", *command]
    before = signal.signal(signal.SIGINT, lambda *_: None)
    child = subprocess.Popen(command, env=environment)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    code = child.wait()
    signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def _keeper_of(folder: Path, *, throwaway: bool) -> socket.socket:
    """A connection to the keeper, started when there is none; one that is ending is waited for."""
    with _locked(folder / "start.lock"):
        keeper = None
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline and (keeper is None or keeper.poll() is None):
            if connection := _connect(folder):
                return connection
            if keeper is None and _is_free(folder / "keeper.lock"):
                keeper = _spawn_keeper(folder, throwaway=throwaway)
            time.sleep(servers.POLL)
    said = servers.last_line(servers.read_log(folder / "keeper.log"))
    raise ServiceFailed(f"The keeper of the servers did not start ({said}); delete {folder}.")


def _spawn_keeper(folder: Path, *, throwaway: bool) -> subprocess.Popen:
    command = [sys.executable, "-m", "config.services", "keep", str(folder)]
    with (folder / "keeper.log").open("wb") as log:
        return subprocess.Popen(
            command + (["--throwaway"] if throwaway else []),
            cwd=BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _connect(folder: Path) -> socket.socket | None:
    door = _door_of(folder)
    if door is None:
        return None
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(str(door))
    except OSError:
        connection.close()
        return None
    return connection


def _door_of(folder: Path) -> Path | None:
    """The keeper's socket; none when the note came with a copy of somebody else's working copy."""
    try:
        door, place = (folder / "keeper").read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return None
    return Path(door) if place == _identity(folder) else None


def _identity(folder: Path) -> str:
    facts = folder.stat()
    return f"{facts.st_dev}:{facts.st_ino}"


def _ask(connection: socket.socket, wanted: list[str], folder: Path) -> dict[str, str]:
    connection.settimeout(START_TIMEOUT)
    connection.sendall(json.dumps(wanted).encode() + b"\n")
    answer = _read_line(connection)
    connection.settimeout(None)
    if not answer:
        raise ServiceFailed(
            f"The servers ended while they started; read the logs in {folder} and try again."
        )
    found = json.loads(answer)
    if "error" in found:
        raise ServiceFailed(found["error"])
    return found


def _leave(connection: socket.socket) -> None:
    """Say goodbye and wait until the keeper has let go: the last one waits for the servers' end."""
    with contextlib.suppress(OSError), connection:
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(START_TIMEOUT)
        while connection.recv(4096):
            pass


def _read_line(connection: socket.socket) -> bytes:
    line = b""
    with contextlib.suppress(OSError):
        while not line.endswith(b"\n") and (part := connection.recv(4096)):
            line += part
    return line


# --- The keeper -----------------------------------------------------------------------------------
def keep(folder: Path, *, throwaway: bool) -> None:
    """Own the servers of FOLDER until nobody is connected any more."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with _locked(folder / "keeper.lock"):
        _sweep_runtime_folder(folder)
        _hold(folder, throwaway=throwaway)


def _hold(folder: Path, *, throwaway: bool) -> None:
    with _runtime_folder() as runtime:
        place = Place(folder, runtime, throwaway)
        try:
            with _doorbell(folder, runtime) as door:
                last_guests = _serve_guests(door, place)
        finally:
            servers.stop_all(place)
        for guest in last_guests:
            guest.close()


@contextlib.contextmanager
def _runtime_folder() -> Iterator[Path]:
    """A short folder for sockets: their paths may have 107 bytes, a checkout's path has more."""
    parent = tempfile.gettempdir()
    fits = len(os.fsencode(parent)) < 60 and parent.isascii() and "," not in parent
    folder = Path(tempfile.mkdtemp(prefix="minh-bach-", dir=parent if fits else "/tmp"))  # noqa: S108 -- mkdtemp makes it private
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep_runtime_folder(folder: Path) -> None:
    """The sockets of a keeper that was killed."""
    door = _door_of(folder)
    if door and door.parent.name.startswith("minh-bach-"):
        shutil.rmtree(door.parent, ignore_errors=True)


@contextlib.contextmanager
def _doorbell(folder: Path, runtime: Path) -> Iterator[socket.socket]:
    address = folder / "keeper"
    with _open_door(runtime) as door:
        written = address.with_suffix(".new")
        written.write_text(f"{runtime / DOOR}\n{_identity(folder)}\n", encoding="utf-8")
        written.rename(address)
        try:
            yield door
        finally:
            address.unlink(missing_ok=True)


def _open_door(runtime: Path) -> socket.socket:
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(runtime / DOOR))
    door.listen(64)
    return door


def _open_door_again(door: socket.socket, place: Place) -> socket.socket:
    """Somebody emptied /tmp. The same paths come back, because the guests' addresses name them."""
    door.close()
    place.runtime.mkdir(mode=0o700, exist_ok=True)
    servers.restart_postgresql(place)
    return _open_door(place.runtime)


def _serve_guests(door: socket.socket, place: Place) -> list[socket.socket]:
    """Answer each connection once; the guests whose leaving ends the house come back, open."""
    guests = selectors.DefaultSelector()
    guests.register(door, selectors.EVENT_READ)
    leaving: list[socket.socket] = []
    begun = time.monotonic()
    while True:
        if not (place.runtime / DOOR).exists():
            guests.unregister(door)
            door = _open_door_again(door, place)
            guests.register(door, selectors.EVENT_READ)
        leaving += _receive(guests, door, place)
        others = len(guests.get_map()) > 1
        waited = bool(leaving) or time.monotonic() - begun > START_TIMEOUT
        if not others and waited and _may_close(door, place.data):
            return leaving
        if others:
            while leaving:
                leaving.pop().close()


def _receive(
    guests: selectors.BaseSelector, door: socket.socket, place: Place
) -> Iterator[socket.socket]:
    """Let in who knocks and answer who asks, for a second at most; those who leave come back."""
    for key, _ in guests.select(timeout=1):
        if key.data is None:
            guest = door.accept()[0]
            guests.register(guest, selectors.EVENT_READ, guest)
        elif not _answer(key.data, place):
            guests.unregister(key.data)
            yield key.data


def _answer(guest: socket.socket, place: Place) -> bool:
    """Start what the guest wants and tell him the addresses; False when he has left."""
    line = _read_line(guest)
    if not line.endswith(b"\n"):
        return False
    try:
        answer = {name: servers.start(name, place) for name in json.loads(line)}
    except ServiceFailed as error:
        answer = {"error": str(error)}
    except Exception as error:
        answer = {
            "error": f"The servers could not start ({error!r}); read the logs in {place.data}."
        }
    with contextlib.suppress(OSError):
        guest.sendall(json.dumps(answer).encode() + b"\n")
    return True


def _may_close(door: socket.socket, folder: Path) -> bool:
    """Whether nobody is on the way in: neither waiting at the door nor holding the lock to knock."""
    try:
        with _locked(folder / "start.lock", wait=False):
            if select.select([door], [], [], 0)[0]:
                return False
            (folder / "keeper").unlink(missing_ok=True)
            return True
    except BlockingIOError:
        return False


def _is_free(path: Path) -> bool:
    try:
        with _locked(path, wait=False):
            return True
    except BlockingIOError:
        return False


@contextlib.contextmanager
def _locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """An exclusive lock that the kernel takes back when the process dies; OSError when not free."""
    with path.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m config.services", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("run", "keep"):
        verbs.add_parser(verb).add_argument("--throwaway", action="store_true")
    verbs.choices["run"].add_argument("command", nargs=argparse.REMAINDER)
    verbs.choices["keep"].add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.verb == "keep":
        keep(given.folder, throwaway=given.throwaway)
        return 0
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    if not command:
        parser.error("say which command to run: run -- COMMAND…")
    try:
        return run(command, throwaway=given.throwaway)
    except ServiceFailed as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(
            f"{error.filename or SERVICES_DIR} cannot be used ({error.strerror}); delete the folder "
            f"{SERVICES_DIR} or run the command as the user it belongs to.",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(main())
