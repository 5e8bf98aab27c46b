"""Which period, opened when, due when: figures without database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

import pytest

from foundation.duties.periods import DayOfNextMonth, Due, Every, LastDay, LastDayBefore, newest


class Fixed:
    """A policy with one value for ever."""

    def __init__(self, value: int) -> None:
        self._value = value

    def value(self, on: date | None = None) -> int:
        return self._value


def days(value: int) -> Any:
    return cast("Any", Fixed(value))


TENTH = DayOfNextMonth(days(10))
PLAN = LastDayBefore(days(9))
REVIEW = LastDay(days(20))
MONTH, QUARTER, YEAR = Every.MONTH, Every.QUARTER, Every.YEAR

CASES: list[tuple[str, Due, Every, str, str, str, str]] = [
    # today, rule, every -> period, its name, due
    ("2026-11-01", TENTH, MONTH, "2026-10-01", "2026-10", "2026-11-10", "2026-11-01"),
    ("2026-11-30", TENTH, MONTH, "2026-10-01", "2026-10", "2026-11-10", "2026-11-01"),
    ("2027-01-01", TENTH, MONTH, "2026-12-01", "2026-12", "2027-01-10", "2027-01-01"),
    ("2027-01-01", TENTH, QUARTER, "2026-10-01", "2026-Q4", "2027-01-10", "2027-01-01"),
    ("2027-03-31", TENTH, QUARTER, "2026-10-01", "2026-Q4", "2027-01-10", "2027-01-01"),
    ("2027-06-01", TENTH, YEAR, "2026-01-01", "2026", "2027-01-10", "2027-01-01"),
    ("2027-03-05", DayOfNextMonth(days(31)), MONTH, "2027-02-01", "2027-02", "2027-03-31", "2027-03-01"),
    ("2027-02-05", DayOfNextMonth(days(31)), MONTH, "2027-01-01", "2027-01", "2027-02-28", "2027-02-01"),
    ("2026-11-20", PLAN, MONTH, "2026-11-01", "2026-11", "2026-10-31", "2026-10-22"),
    ("2026-11-21", PLAN, MONTH, "2026-12-01", "2026-12", "2026-11-30", "2026-11-21"),
    ("2026-12-31", PLAN, MONTH, "2027-01-01", "2027-01", "2026-12-31", "2026-12-22"),
    ("2026-12-11", REVIEW, QUARTER, "2026-10-01", "2026-Q4", "2026-12-31", "2026-12-11"),
    ("2026-12-10", REVIEW, QUARTER, "2026-07-01", "2026-Q3", "2026-09-30", "2026-09-10"),
]  # fmt: skip


@pytest.mark.parametrize(("today", "due", "every", "period", "name", "due_on", "opens_on"), CASES)
def test_the_newest_period_its_name_and_its_days(
    today: str, due: Due, every: Every, period: str, name: str, due_on: str, opens_on: str
) -> None:
    found = newest(due, every, date.fromisoformat(today))
    assert (found.isoformat(), every.name_of(found)) == (period, name)
    assert due.due_on(found, every).isoformat() == due_on
    assert due.opens_on(found, every).isoformat() == opens_on


@pytest.mark.parametrize("every", list(Every))
def test_periods_follow_one_another_without_gap_or_overlap(every: Every) -> None:
    day = date(2024, 1, 1)
    while day < date(2029, 1, 1):
        period = every.start(day)
        assert period <= day <= every.last_day(period)
        assert every.before(every.after(period)) == period
        assert every.after(period) == every.last_day(period) + timedelta(days=1)
        day += timedelta(days=1)
