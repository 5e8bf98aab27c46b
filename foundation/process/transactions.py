"""The outermost transaction of an act: repeated after a deadlock, never shown to the user."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection, transaction

T = TypeVar("T")

ATTEMPTS = 5
REPEATABLE = {"40001", "40P01"}  # serialization failure, deadlock


def repeated(act: Callable[[], T]) -> T:
    """Run ``act`` in one transaction; after a deadlock or serialization failure, run it again.

    Inside an open transaction (an import, a test) it joins that one and cannot be repeated.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            return act()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return act()
        except OperationalError as error:
            state = getattr(error.__cause__, "sqlstate", None)
            if state not in REPEATABLE or attempt == ATTEMPTS:
                raise
            time.sleep(0.02 * 2**attempt)
    raise AssertionError("unreachable")
