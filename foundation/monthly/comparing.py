"""What monthly figures have in common: their months, comparison with earlier ones, how they read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from foundation import clock

PLACES = {"days": Decimal("0.1"), "money": Decimal("0.01"), "score": Decimal("0.1")}
Measure = tuple[str, Any, str]  # code, label, how it is shown


def earlier(month: date, months: int) -> date:
    years, rest = divmod(month.year * 12 + month.month - 1 - months, 12)
    return date(years, rest + 1, 1)


def span(month: date, until: datetime | None) -> tuple[datetime, datetime]:
    """The moments the month lies between, in company time; nothing after ``until`` counts."""
    start = clock.end_of_day(month - timedelta(days=1))
    stop = clock.end_of_day(earlier(month, -1) - timedelta(days=1))
    return start, stop if until is None else max(min(stop, until), start)


def change(now: Any, then: Any) -> str:
    """In per cent with one place; '—' without data or over a zero base."""
    if now is None or not then:
        return "—"
    ratio = (Decimal(str(now)) - Decimal(str(then))) / Decimal(str(then)) * 100
    return f"{ratio.quantize(Decimal('0.1'), ROUND_HALF_UP):+} %"


def text(value: Any, kind: str) -> str:
    if value is None:
        return "—"
    if kind == "count":
        return str(value)
    if kind == "points":  # never rounded
        return f"{Decimal(value).normalize():f}"
    return str(Decimal(str(value)).quantize(PLACES[kind], ROUND_HALF_UP))


def totals(
    measures: Sequence[Measure],
    now: Mapping[str, Any],
    previous: Mapping[str, Any],
    last_year: Mapping[str, Any],
) -> list[dict[str, str]]:
    """A row a measure: of the month, of the one before and of the same month last year."""
    return [
        {
            "code": code,
            "label": str(label),
            "value": text(now.get(code), kind),
            "previous": text(previous.get(code), kind),
            "last_year": text(last_year.get(code), kind),
            "change": change(now.get(code), previous.get(code)),
            "year_change": change(now.get(code), last_year.get(code)),
        }
        for code, label, kind in measures
    ]
