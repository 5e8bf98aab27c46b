"""The lease of a running work: who holds it, how far it is, whether its owner wants it stopped.

A work may sit in one long transaction or in one long calculation, so its progress is written from a
thread with a connection of its own: the page sees it at once, and the lease outlives slow steps.
Leases are measured by the database's clock, which all workers share.
"""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Now

from foundation import clock
from foundation.papers.models import Work

LEASE = timedelta(seconds=30)
BEAT = 1.0  # seconds between two notes of progress


class WorkCancelled(Exception):
    """The owner asked to stop."""


class ClaimLost(Exception):
    """Another worker has taken the work over: write nothing more."""


def claimable() -> QuerySet[Work]:
    """Waiting, or left by a worker that no longer renews its lease."""
    return Work.objects.filter(
        Q(state=Work.State.WAITING) | Q(state=Work.State.RUNNING, leased_until__lt=Now())
    )


def take(work_id: int) -> tuple[Work, uuid.UUID] | None:
    """Claim the work by one conditional update: of many workers one gets it."""
    claim = uuid.uuid4()
    taken = (
        claimable()
        .filter(pk=work_id)
        .update(
            state=Work.State.RUNNING,
            claim=claim,
            leased_until=Now() + LEASE,
            attempts=F("attempts") + 1,
            started_at=Coalesce("started_at", clock.now()),
        )
    )
    return (Work.objects.select_related("owner").get(pk=work_id), claim) if taken else None


class Progress:
    """What a running work reports with: ``step`` as it gets on, ``check_cancelled`` in between."""

    def __init__(self, work: Work, claim: uuid.UUID) -> None:
        self.work = work
        self.claim = claim
        self.done = 0
        self.total = work.total
        self._cancelled = work.cancel_asked_at is not None
        self._lost = False
        self._stopped = threading.Event()
        # Inside a transaction (an eager call) no other connection could see the row.
        self._thread = (
            None
            if connection.in_atomic_block
            else threading.Thread(target=self._keep_noting, daemon=True)
        )

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def step(self, count: int = 1, *, total: int | None = None) -> None:
        """``count`` more are done (of ``total``, once that is known)."""
        self.done += count
        if total is not None:
            self.total = total
        if self._thread is None:
            self._note()
        self.check_cancelled()

    def check_cancelled(self) -> None:
        if self._lost:
            raise ClaimLost
        if self._cancelled:
            raise WorkCancelled

    def stop(self) -> None:
        """No notes after this one."""
        self._stopped.set()
        if self._thread and self._thread.is_alive():
            self._thread.join()

    def _note(self) -> None:
        """Write progress, renew the lease, and learn what others wrote."""
        held = self.work.held(self.claim)
        if not held.update(done=self.done, total=self.total, leased_until=Now() + LEASE):
            self._lost = True
        elif held.filter(cancel_asked_at__isnull=False).exists():
            self._cancelled = True

    def _keep_noting(self) -> None:
        try:
            while not self._stopped.wait(BEAT):
                try:
                    self._note()
                except DatabaseError:
                    # The database may be away for a moment; the lease bridges that.
                    connection.close()
        finally:
            connection.close()
