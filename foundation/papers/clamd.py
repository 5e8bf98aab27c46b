"""The few words of clamd's own protocol that an upload needs (INSTREAM, PING)."""

import socket
import struct
from enum import Enum, auto
from typing import BinaryIO
from urllib.parse import urlsplit

CHUNK = 64 * 1024
FOUND = " FOUND"


class Verdict(Enum):
    CLEAN = auto()
    INFECTED = auto()


class ScannerUnavailable(Exception):
    """No verdict: scanner down, too slow, or it gave an error. The file has to wait."""


def scan(url: str, file: BinaryIO, *, timeout: float) -> tuple[Verdict, str]:
    """Verdict and, for an infected file, the name of the signature.

    `url` is unix:/run/clamav/clamd.ctl or tcp://host:3310; `timeout` in seconds, per exchange.
    """
    try:
        with _connect(url, timeout) as link:
            _send(link, file)
            answer = _answer(link)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable(str(error)) from error
    if answer.endswith(FOUND):
        return Verdict.INFECTED, answer.removeprefix("stream: ").removesuffix(FOUND)
    if answer == "stream: OK":
        return Verdict.CLEAN, ""
    raise ScannerUnavailable(answer or "clamd closed the connection")


def answers(url: str, *, timeout: float = 3) -> bool:
    """Whether clamd is there, for the doctor and the rescanning job."""
    try:
        with _connect(url, timeout) as link:
            link.sendall(b"zPING\0")
            return _answer(link) == "PONG"
    except (OSError, ValueError):
        return False


def _connect(url: str, timeout: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp" and parts.hostname:
        return socket.create_connection((parts.hostname, parts.port or 3310), timeout)
    if parts.scheme == "unix" and parts.path:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(timeout)
        try:
            link.connect(parts.path)
        except OSError:
            link.close()
            raise
        return link
    raise ValueError(f"CLAMD_URL must be unix:/path or tcp://host:port, not {url!r}")


def _send(link: socket.socket, file: BinaryIO) -> None:
    link.sendall(b"zINSTREAM\0")
    try:
        while chunk := file.read(CHUNK):
            link.sendall(struct.pack("!L", len(chunk)) + chunk)
        link.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        # clamd hangs up on a stream over its own limit, after having said so: read that.
        return


def _answer(link: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and (part := link.recv(4096)):
        received += part
    return received.rstrip(b"\0").decode("utf-8", "replace").strip()
