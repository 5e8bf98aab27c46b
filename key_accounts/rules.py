"""Judgements about dates and files, without database or clock; each names its article."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from foundation.articles import Refusal


def months_after(day: date, months: int) -> date:
    """The same day of a later month, its last one where there is none (R6.4)."""
    years, rest = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(years, rest + 1)[1]
    return date(years, rest + 1, min(day.day, last))


def completeness(values: Iterable[Any]) -> int | None:
    """The filled share in per cent, rounded down; 无 is an answer. Nothing asked for: none (R6.3)."""
    filled = [bool(str(one).strip()) if one is not None else False for one in values]
    return 100 * sum(filled) // len(filled) if filled else None


def sample_size(logged: int, share: int, least: int) -> int:
    """``share`` per cent rounded up, at least so many, all if there are fewer (R6.6)."""
    return min(logged, max(least, -(-logged * share // 100)))


def sample(keys: Iterable[int], size: int, seed: int) -> set[int]:
    """The same keys and seed give the same sample (R6.6)."""
    return set(Random(seed).sample(sorted(keys), size))


def per_cent(part: int, whole: int) -> Decimal | None:
    """To a tenth, half up; of nothing: none, shown as a dash (R6.6)."""
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def month_of(day: date) -> date:
    return day.replace(day=1)


def within(least: int, most: int) -> Callable[[int], None]:
    """What a policy value may be; refused beside it (R6.5)."""

    def check(value: int) -> None:
        if not least <= value <= most:
            message = _("须在 %(least)d 和 %(most)d 之间。") % {"least": least, "most": most}
            raise Refusal("R6.5", message, field="value")

    return check
