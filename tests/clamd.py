"""Scanners for tests: the real clamd with one signature of ours, or a stand-in that speaks its protocol."""

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.workers import until

HARMFUL = b"%PDF-1.7\nminh-bach-test-malware\n%%EOF\n"
NAME = "MinhBach.Test"
CONFIGURATION = """
Foreground yes
LocalSocket {folder}/clamd.sock
DatabaseDirectory {folder}/signatures
LogFile {folder}/clamd.log
TemporaryDirectory {folder}
"""


@contextmanager
def real_clamd(folder: Path) -> Iterator[str]:
    """The address of a clamd of our own; skips where none is installed."""
    program = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if program is None:
        pytest.skip("clamd is not installed here")
    (folder / "signatures").mkdir()
    signature = b"minh-bach-test-malware".hex()
    (folder / "signatures" / "own.ndb").write_text(f"{NAME}:0:*:{signature}\n")
    (folder / "clamd.conf").write_text(CONFIGURATION.format(folder=folder))
    process = subprocess.Popen(
        [program, "--config-file", str(folder / "clamd.conf")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until((folder / "clamd.sock").exists, "clamd listens")
        yield f"unix:{folder}/clamd.sock"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def stand_in(_folder: Path) -> Iterator[str]:
    """A small server that reads INSTREAM as clamd does and knows one harmful word."""

    class Reader(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            assert self.rfile.read(10) == b"zINSTREAM\0"
            data = b""
            while size := struct.unpack("!I", self.rfile.read(4))[0]:
                data += self.rfile.read(size)
            harmful = b"minh-bach-test-malware" in data
            self.wfile.write(b"stream: MinhBach.Test FOUND\0" if harmful else b"stream: OK\0")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Reader) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        host, port = server.server_address[:2]
        yield f"{host}:{port}"
        server.shutdown()
        thread.join()


def nobody() -> str:
    """An address where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"
