"""Working days: the Chinese public calendar with make-up days, and the company's own deviations."""

from datetime import date, timedelta

import chinese_calendar

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


def is_workday(day: date) -> bool:
    own = CalendarDay.objects.filter(day=day).values_list("works", flat=True).first()
    return _works_by_calendar(day) if own is None else own
