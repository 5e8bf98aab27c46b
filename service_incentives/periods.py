"""The periods that runs are made for: a date names the first day."""

from __future__ import annotations

from datetime import date

MONTHS = {"monthly": 1, "quarterly": 3, "spare_parts": 3, "half_yearly": 6, "annual": 12}


def until(kind: str, period: date) -> date:
    """The first day after the period."""
    return months_later(period, MONTHS[kind])


def months_later(first: date, months: int) -> date:
    """The first day of the month so many months after that of ``first`` (earlier when negative)."""
    years, rest = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(years, rest + 1, 1)


def beginning(kind: str, day: date) -> date:
    """The first day of the period that ``day`` lies in."""
    length = MONTHS[kind]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def label(kind: str, period: date) -> str:
    """The same in every language: 2026-10, 2026-Q4, 2026-H2, 2026."""
    match MONTHS[kind]:
        case 1:
            return f"{period:%Y-%m}"
        case 3:
            return f"{period:%Y}-Q{period.month // 3 + 1}"
        case 6:
            return f"{period:%Y}-H{period.month // 6 + 1}"
    return f"{period:%Y}"
