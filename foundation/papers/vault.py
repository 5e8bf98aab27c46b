"""The files themselves: kept once by content, under names of our own, outside the web root.

A file arrives under a random name, is measured and hashed while it is written, and moves to its
place in one rename, so that a crash leaves nothing half written where readers look.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File

CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that has been received but not yet been accepted."""

    path: Path
    sha256: str
    size: int


def root() -> Path:
    return Path(settings.MEDIA_ROOT)


def place_of(sha256: str) -> Path:
    """ab/cdef…: 256 folders keep each of them listable."""
    return root() / sha256[:2] / sha256[2:]


@contextmanager
def receive(file: File[Any]) -> Iterator[Arrival]:
    """Write the upload down beside the vault; it is gone afterwards unless `keep` took it."""
    folder = root() / "arriving"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / uuid.uuid4().hex
    digest = hashlib.sha256()
    size = 0
    try:
        with path.open("xb") as target:
            for chunk in file.chunks(CHUNK):
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            target.flush()
            os.fsync(target.fileno())
        yield Arrival(path, digest.hexdigest(), size)
    finally:
        path.unlink(missing_ok=True)


def keep(arrival: Arrival) -> Path:
    """Move the file to its place; the same content is there only once."""
    place = place_of(arrival.sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        arrival.path.chmod(0o440)
        arrival.path.replace(place)
    return place


def open_content(sha256: str) -> BinaryIO:
    """Raises FileNotFoundError when the content is missing."""
    return place_of(sha256).open("rb")
