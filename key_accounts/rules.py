"""Judgements about dates and files, without database or clock; each names its article."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last one where there is none (R6.4)."""
    years, rest = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(years, rest + 1)[1]
    return date(years, rest + 1, min(day.day, last))


def completeness(values: Iterable[Any]) -> int | None:
    """The filled share in per cent, rounded down; 无 is an answer. Nothing asked for: none (R6.3)."""
    filled = [bool(str(one).strip()) if one is not None else False for one in values]
    return 100 * sum(filled) // len(filled) if filled else None
