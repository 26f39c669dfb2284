"""Asking clamd whether bytes are harmful (its protocol: INSTREAM over a socket).

Without CLAMD_ADDRESS nothing is scanned, and the screens say “chưa quét mã độc”.
"""

import socket
import struct
from typing import Any

from django.conf import settings

CHUNK = 256 * 1024
PATIENCE = 60.0  # seconds for a file of the largest size


class ScannerAway(Exception):
    """Nobody listens at CLAMD_ADDRESS, or what listens there is not clamd."""


def is_on() -> bool:
    """Uploads are scanned here."""
    return bool(settings.CLAMD_ADDRESS)


def find_malware(source: Any) -> str:
    """The name of what clamd finds in the bytes that `source` reads, or "" when it finds nothing.

    Raises ScannerAway: then nobody knows, and the file stays closed.
    """
    try:
        with _connect() as line:
            line.sendall(b"zINSTREAM\0")
            while chunk := source.read(CHUNK):
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
            answer = _answer(line)
    except OSError as error:
        raise ScannerAway(str(error)) from error
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip()
    if answer.endswith("OK"):
        return ""
    raise ScannerAway(answer or "no answer")


def _connect() -> socket.socket:
    """unix:/path/of/socket, or host:port."""
    address = settings.CLAMD_ADDRESS
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)


def _answer(line: socket.socket) -> str:
    parts: list[bytes] = []
    while not (parts and parts[-1].endswith(b"\0")) and (part := line.recv(4096)):
        parts.append(part)
    return b"".join(parts).rstrip(b"\0").decode("utf-8", "replace")
