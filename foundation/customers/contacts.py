"""Contacts with customers that took place: an app that records them tells of each one and says how
the latest is read; any other may ask or listen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.dispatch import Signal

# Sent within the act's transaction, with the ``event`` of the record, its ``customer``, the
# ``person`` who met them and the day, ``on``; ``undone`` with the event alone.
made = Signal()
undone = Signal()

# Given a reference to a customer, the day of the latest contact with it: one row, one column.
Latest = Callable[[OuterRef], QuerySet[Any, Any]]
_sources: list[Latest] = []


def source(latest: Latest) -> Latest:
    """Declare where contacts are read."""
    _sources.append(latest)
    return latest


def latest_days(customer: str) -> list[Subquery]:
    """Of each source, for an annotation; ``customer`` is the path to the customer."""
    return [Subquery(latest(OuterRef(customer))) for latest in _sources]
