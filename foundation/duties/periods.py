"""Which period a duty is about, when it is put into the inbox, and by which day it is due."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Protocol

from foundation.policies.declarations import Policy


class Every(IntEnum):
    """The length of a period in months. A period is named by its first day."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12

    def start(self, day: date) -> date:
        """The first day of the period a day lies in."""
        return _month(_index(day) // self * self)

    def after(self, period: date) -> date:
        return _month(_index(period) + self)

    def before(self, period: date) -> date:
        return _month(_index(period) - self)

    def last_day(self, period: date) -> date:
        return self.after(period) - timedelta(days=1)

    def name_of(self, period: date) -> str:
        """2026-10, 2026-Q4, 2026: the same in every language."""
        if self is Every.MONTH:
            return f"{period:%Y-%m}"
        return f"{period:%Y}-Q{period.month // 3 + 1}" if self is Every.QUARTER else f"{period:%Y}"


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


class Due(Protocol):
    def opens_on(self, period: date, every: Every) -> date: ...
    def due_on(self, period: date, every: Every) -> date: ...


@dataclass(frozen=True, slots=True)
class DayOfNextMonth:
    """By a day of the month that follows the period; a month without that day: its last one."""

    day: Policy[int]

    def opens_on(self, period: date, every: Every) -> date:
        return every.after(period)

    def due_on(self, period: date, every: Every) -> date:
        first = every.after(period)
        day = min(self.day.value(first), monthrange(first.year, first.month)[1])
        return first.replace(day=day)


@dataclass(frozen=True, slots=True)
class LastDay:
    """By the last day of the period itself; opened ``ahead`` days before that."""

    ahead: Policy[int]

    def opens_on(self, period: date, every: Every) -> date:
        last = self.due_on(period, every)
        return last - timedelta(days=self.ahead.value(last))

    def due_on(self, period: date, every: Every) -> date:
        return every.last_day(period)


@dataclass(frozen=True, slots=True)
class LastDayBefore(LastDay):
    """By the last day before the period begins: a plan for it."""

    def due_on(self, period: date, every: Every) -> date:
        return period - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OnTheDate:
    """By a date of the record's own; opened as soon as it is listed."""

    def opens_on(self, on: date) -> date:
        return date.min

    def due_on(self, on: date) -> date:
        return on


@dataclass(frozen=True, slots=True)
class DaysBefore(OnTheDate):
    """``days`` before a date of the record's own; opened ``ahead`` days before that date."""

    days: Policy[int]
    ahead: Policy[int]

    def opens_on(self, on: date) -> date:
        return on - timedelta(days=self.ahead.value())

    def due_on(self, on: date) -> date:
        return on - timedelta(days=self.days.value())


def newest(due: Due, every: Every, today: date) -> date:
    """The latest period whose duty has been opened by today."""
    period = every.start(today)
    while due.opens_on(every.after(period), every) <= today:
        period = every.after(period)
    while due.opens_on(period, every) > today:
        period = every.before(period)
    return period
