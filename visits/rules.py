"""Judgements about dates and texts, without database or clock; each names its article."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


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
