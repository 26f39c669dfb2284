"""`make run` as a real office: web, workers and clock that live and end together."""

import array
import contextlib
import fcntl
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import termios
import time
from pathlib import Path

import psutil
import pytest

from tests.workers import until

BASE_DIR = Path(__file__).parents[2]
ALMOST_FULL = 60_000  # bytes: a pipe of Linux holds 65,536
PATIENCE = 120  # seconds: a busy machine ends what it runs late, a faulty stack never


class Office:
    """A running stack, and what it has said so far."""

    def __init__(self, folder, port):
        static = folder / "static"
        static.mkdir()
        # Collecting and compressing the static files is not what is tested here.
        (static / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
        os.utime(static / "staticfiles.json", (time.time() + 1e6,) * 2)
        own = {"PORT": str(port), "VAR_DIR": str(folder), "STATIC_ROOT": str(static)}
        plain = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        services = [sys.executable, "-m", "config.services", "run", "--throwaway", "--"]
        self.process = subprocess.Popen(
            [*services, sys.executable, "-m", "config.stack"],
            cwd=BASE_DIR,
            env=plain | own | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def wait_for(self, pattern):
        said = []
        for line in self.process.stdout:
            said.append(line)
            if found := re.search(pattern, line):
                return found
        raise AssertionError("".join(said))

    def parts(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def part(self, *words):
        """The part's first process: the one whose parent is not of its kind."""
        found = [each for each in self.parts() if set(words) <= set(each.cmdline())]
        return next((each for each in found if each.parent() not in found), None)

    def end(self, number=signal.SIGTERM):
        parts = self.parts()
        self.process.send_signal(number)
        self.process.wait(60)
        _, alive = psutil.wait_procs(parts, timeout=PATIENCE)
        return alive


@pytest.fixture
def office(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        office = Office(tmp_path, port=busy.getsockname()[1])
        office.busy_port = busy.getsockname()[1]
        yield office
    left = []
    with contextlib.suppress(psutil.NoSuchProcess):
        left = office.parts()
    for each in [*left, office.process]:
        with contextlib.suppress(psutil.NoSuchProcess):
            each.kill()
    office.process.wait()
    office.process.stdout.close()


def health(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", "/suc-khoe/", headers={"Host": "localhost"})
        return json.loads(connection.getresponse().read())


def test_the_office_opens_on_a_free_port_replaces_a_killed_worker_and_leaves_nothing(office):
    port = int(office.wait_for(r"http://localhost:(\d+)")[1])
    assert port != office.busy_port
    assert health(port) == {"database": "ok", "redis": "ok", "workers": "ok"}
    killed = office.part("worker", "preview")
    killed.kill()
    office.wait_for(r"^preview +\| ended and is started again")
    until(lambda: office.part("worker", "preview") not in {None, killed}, "another worker")
    assert office.end() == []


def test_a_killed_stack_takes_its_parts_along(office):
    office.wait_for(r"http://localhost:(\d+)")
    assert office.end(signal.SIGKILL) == []


TALKER = """
from config import stack
ended = stack._stop_signals()
while not ended:
    print("x" * 1000, flush=True)
"""
CALLER = """
import subprocess, sys
from config import stack
command = [*stack._die_with_parent(), sys.executable, "-c", sys.argv[1]]
print(subprocess.Popen(command).pid, flush=True)
input()
"""


def test_a_stack_whose_caller_is_killed_ends_though_nobody_reads_what_it_says():
    caller = subprocess.Popen(
        [sys.executable, "-c", CALLER, TALKER],
        cwd=BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    talker = psutil.Process(int(caller.stdout.readline()))
    try:
        until(lambda: _unread(caller.stdout) > ALMOST_FULL, "a full pipe")
        caller.kill()
        caller.wait()
        assert psutil.wait_procs([talker], timeout=PATIENCE)[1] == []
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            talker.kill()
        for stream in (caller.stdin, caller.stdout):
            stream.close()


def _unread(stream):
    """How many bytes wait in a pipe."""
    count = array.array("i", [0])
    fcntl.ioctl(stream, termios.FIONREAD, count)
    return count[0]
