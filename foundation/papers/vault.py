"""The files themselves: kept once by content, under names of our own, outside the web root.

A file arrives under a random name, is measured and hashed while it is written, and moves to its
place in one rename, so that a crash leaves nothing half written where readers look.
"""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.db import connection, transaction

from foundation import clock

CHUNK = 256 * 1024

# An upload takes no longer; what lies among the arrivals after that was left by a crash.
LONGEST_ARRIVAL = timedelta(days=1)


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
    """Move the file to its place; the same content is there only once.

    Called in the transaction that refers to it: until that ends, nobody takes it for an orphan.
    """
    _lock(arrival.sha256)
    place = place_of(arrival.sha256)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        arrival.path.chmod(0o440)
        arrival.path.replace(place)
    return place


def open_content(sha256: str) -> BinaryIO:
    """Raises FileNotFoundError when the content is missing."""
    return place_of(sha256).open("rb")


def clear_orphans(referenced: Callable[[list[str]], set[str]]) -> int:
    """Remove contents nobody refers to: the transaction that should have was rolled back.

    ``referenced`` says which of these contents are. It is asked again while the content is locked,
    so that one that is just being attached stays.
    """
    removed = 0
    for folder in sorted(root().glob("[0-9a-f][0-9a-f]")):
        contents = [folder.name + file.name for file in folder.iterdir()]
        for sha256 in sorted(set(contents) - referenced(contents)):
            with transaction.atomic():
                _lock(sha256)
                if not referenced([sha256]):
                    place_of(sha256).unlink(missing_ok=True)
                    removed += 1
    return removed


def clear_arrivals() -> int:
    """Remove what a crash left of uploads that were never accepted."""
    before = clock.now() - LONGEST_ARRIVAL
    left = [
        path
        for path in (root() / "arriving").glob("*")
        if datetime.fromtimestamp(path.stat().st_mtime, clock.zone()) < before
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _lock(sha256: str) -> None:
    """One transaction at a time per content, until it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256])
