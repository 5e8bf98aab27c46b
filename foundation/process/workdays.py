"""Working days: the Chinese public calendar with make-up days, and the company's own deviations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.people.models import User
from foundation.people.roles import Role
from foundation.policies.declarations import Policy
from foundation.process.models import CalendarDay


def is_announced(year: int) -> bool:
    """Whether the public calendar of the year is known; before that, weekdays are assumed."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def _works_by_calendar(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_workdays(start: date, days: int) -> date:
    """The ``days``-th working day after ``start``."""
    horizon = start + timedelta(days=3 * days + 30)
    own = dict(
        CalendarDay.objects.filter(day__gt=start, day__lte=horizon).values_list("day", "works")
    )
    day, left = start, days
    while left > 0:
        day += timedelta(days=1)
        left -= own.get(day, _works_by_calendar(day))
    return day


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A deadline of so many days, as two policies: how many, and whether working days count only.

    Calendar days unless the second one says otherwise; the day it starts on is not counted.
    """

    key: str
    label: str | Promise
    article: str
    days: int
    approver: Role
    unit: str | Promise = ""
    in_working_days: bool = False
    count: Policy[int] = field(init=False)
    working: Policy[bool] = field(init=False)

    def __post_init__(self) -> None:
        count = Policy(self.key, self.label, self.article, int, self.days, self.approver, self.unit)
        working = Policy(
            f"{self.key}_in_working_days", format_lazy("{}：{}", self.label, _("只计工作日")),
            self.article, bool, self.in_working_days, self.approver,
        )  # fmt: skip
        object.__setattr__(self, "count", count)
        object.__setattr__(self, "working", working)

    def after(self, start: date) -> date:
        """The last day in time."""
        return self.add(start, self.count.value())

    def add(self, start: date, days: int) -> date:
        """A share of the term, counted in the same days."""
        return add_workdays(start, days) if self.working.value() else start + timedelta(days=days)


def deviate(day: CalendarDay, *, by: User) -> CalendarDay:
    """From now on the company works, or rests, on this day whatever the public calendar says.

    Deadlines that are computed already stay: they were told to people.
    """
    day.save()
    return day
