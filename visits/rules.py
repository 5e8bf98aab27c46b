"""Judgements about dates and texts, without database or clock; each names its article."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction


def plan_due_on(month: date) -> date:
    """The last day of the month before (R7.3.1)."""
    return month.replace(day=1) - timedelta(days=1)


def month_of(day: date) -> date:
    return day.replace(day=1)


def last_day_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def next_month(day: date) -> date:
    return last_day_of(day) + timedelta(days=1)


def was_approved_before(approved_on: date, began_on: date) -> bool:
    """A visit has a day, not a moment: the same day is still before it (R7.3.3.3)."""
    return approved_on <= began_on


def same_weekday(day: date, month: date) -> date:
    """The second Tuesday for a second Tuesday; the last one where there is no fifth."""
    first = month + timedelta(days=(day.weekday() - month.weekday()) % 7)
    found = first + timedelta(weeks=(day.day - 1) // 7)
    return found if found <= last_day_of(month) else found - timedelta(weeks=1)


def weekdays_of(month: date, start: date) -> list[date]:
    """Monday to Friday from ``start`` on; the last day of the month if none is left."""
    last = last_day_of(month)
    days = [month.replace(day=number) for number in range(1, last.day + 1)]
    return [day for day in days if day >= start and day.weekday() < 5] or [last]


def spread(days: Sequence[date], count: int) -> list[date]:
    """``count`` of the days, as far from one another as may be; several on one if they must."""
    return [days[index * len(days) // count] for index in range(count)]


def share(done: int, of: int | None) -> Fraction | None:
    """At most the whole; nothing to divide by gives none (R7.3.4.3)."""
    return min(Fraction(done, of), Fraction(1)) if of else None


def percent(part: Fraction | None) -> Decimal | None:
    """Half-up to 0.01, once, at the end."""
    if part is None:
        return None
    return Decimal(int(part * 10_000 + Fraction(1, 2))).scaleb(-2)


def score(parts: Mapping[str, Fraction | None], weights: Mapping[str, int]) -> Decimal | None:
    """The weighted mean of the parts there are: a missing one leaves its weight to the others."""
    known = {code: part for code, part in parts.items() if part is not None and weights.get(code)}
    total = sum(weights[code] for code in known)
    if not total:
        return None
    return percent(sum((part * weights[code] for code, part in known.items()), Fraction(0)) / total)
