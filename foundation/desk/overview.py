"""Figures for managers over all regulations: set-wise queries, however many rows there are.

A number counts all that lies in the manager's reach, the company or the departments they lead; the
list behind it shows what of that they may open.
"""

from collections import defaultdict
from datetime import date, datetime, time
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles.declarations import regulations
from foundation.desk.inbox import hidden_kinds
from foundation.desk.reach import reached
from foundation.people.models import Department, User
from foundation.process.models import Matter, Task
from foundation.process.sight import visible_matters

MONTHS = 12

# What a finished month counts hardly changes: only a matter opened again leaves its closed ones.
FINISHED_FOR = 600  # seconds

_COURSE = """
SELECT 'opened', regulation, width_bucket(opened_at, %(starts)s::timestamptz[]), count(*)
FROM process_matter WHERE opened_at >= %(since)s AND opened_at < %(until)s {reach} GROUP BY 2, 3
UNION ALL
SELECT 'closed', regulation, width_bucket(closed_at, %(starts)s::timestamptz[]), count(*)
FROM process_matter WHERE closed_at >= %(since)s AND closed_at < %(until)s {reach} GROUP BY 2, 3
"""
_IN_REACH = "AND department_id = ANY(%(places)s)"
Places = dict[int, str] | None  # key and name of the departments in reach; None: the company
Course = dict[tuple[str, int, str], int]  # opened or closed, regulation, month -> how many


def months_back(today: date) -> list[str]:
    """The last twelve months as 2026-11, this one last."""
    count = today.year * 12 + today.month - 1
    return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(count - MONTHS + 1, count + 1)]


def begin(month: str) -> datetime:
    """00:00 of a month's first day in the company's zone."""
    year, number = map(int, month.split("-"))
    return make_aware(datetime.combine(date(year, number, 1), time.min))


def _end(month: str) -> datetime:
    year, number = map(int, month.split("-"))
    return begin(f"{year + number // 12}-{number % 12 + 1:02d}")


def places_in_reach(user: User) -> Places:
    places = reached(user)
    return None if places is None else dict(places.values_list("pk", "name"))


def late_tasks(places: Places) -> QuerySet[Any]:
    """Open tasks past their day, with the place they lie at."""
    late: QuerySet[Any] = Task.objects.filter(closed_at=None, due_on__lt=clock.today())
    shown: QuerySet[Any] = late.exclude(kind__in=hidden_kinds())
    placed: QuerySet[Any] = shown.annotate(place=Coalesce("department", "assignee__department"))
    return placed if places is None else placed.filter(place__in=list(places))


def late_behind(user: User) -> QuerySet[Any]:
    return late_tasks(places_in_reach(user)).filter(matter__in=visible_matters(user))


def overview(user: User) -> dict[str, Any]:
    names = {one.number: str(one.verbose_name) for one in regulations()}
    places = places_in_reach(user)
    late = _late(places, names)
    months, rates = _course(places, names)
    opened, closed = sum(row["opened"] for row in rates), sum(row["ended"] for row in rates)
    return {
        "reach": _("全公司") if places is None else "、".join(places.values()),
        "late_by_department": late["department"],
        "late_by_regulation": late["regulation"],
        "late": sum(row["count"] for row in late["regulation"]),
        "late_url": behind(what="late"),
        "months": months,
        "rates": rates,
        "open": opened - closed,
        "rate": _percent(closed, opened),
        "opened_url": behind(what="opened"),
        "open_url": behind(what="open"),
    }


def behind(**choice: Any) -> str:
    """The address of the list behind a number."""
    return f"{reverse('desk:behind')}?{urlencode(choice)}"


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.0f}%" if whole else ""


def _late(reach: Places, names: dict[int, str]) -> dict[str, list[dict[str, Any]]]:
    rows = (
        late_tasks(reach)
        .order_by()
        .values_list("place", "matter__regulation")
        .annotate(count=Count("*"))
    )
    places: dict[int | None, int] = defaultdict(int)
    numbers: dict[int, int] = defaultdict(int)
    for place, number, count in rows:
        places[place] += count
        numbers[number] += count
    labels = reach
    if labels is None:
        found = Department.objects.filter(pk__in=[pk for pk in places if pk])
        labels = dict(found.values_list("pk", "name"))
    return {
        "department": [
            {
                "label": labels.get(place or 0, _("全公司角色")),
                "count": count,
                "url": behind(what="late", department=place or 0),
            }
            for place, count in sorted(places.items(), key=lambda item: -item[1])
        ],
        "regulation": [
            {
                "label": names.get(number, str(number)),
                "count": count,
                "url": behind(what="late", regulation=number),
            }
            for number, count in sorted(numbers.items())
        ],
    }


def _of(matters: QuerySet[Matter], places: Places) -> QuerySet[Matter]:
    return matters if places is None else matters.filter(department__in=list(places))


def _course(
    places: Places, names: dict[int, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    months = months_back(clock.today())
    counted: dict[tuple[str, str], int] = defaultdict(int)
    opened: dict[int, int] = defaultdict(int)
    for (what, number, month), count in _counted(months, places).items():
        counted[what, month] += count
        opened[number] += count if what == "opened" else 0
    still_open = dict(
        _of(Matter.objects.all(), places)
        .filter(closed_at=None, opened_at__gte=begin(months[0]))
        .order_by()
        .values_list("regulation")
        .annotate(Count("pk"))
    )
    ended = {number: count - still_open.get(number, 0) for number, count in opened.items()}
    trend = [
        {
            "month": month,
            "opened": counted["opened", month],
            "closed": counted["closed", month],
            "opened_url": behind(what="opened", month=month),
            "closed_url": behind(what="closed", month=month),
        }
        for month in months
    ]
    rates = [
        {
            "label": names.get(number, str(number)),
            "opened": opened[number],
            "ended": ended[number],
            "rate": _percent(ended[number], opened[number]),
            "url": behind(what="opened", regulation=number),
        }
        for number in sorted(opened)
    ]
    return trend, rates


def _counted(months: list[str], places: Places) -> Course:
    """This month as it is now, the finished ones as they were some minutes ago."""
    *finished, present = months
    reach = "company" if places is None else ",".join(map(str, places))
    key = f"desk.course:{finished[0]}:{finished[-1]}:{sha256(reach.encode()).hexdigest()}"
    kept: Course | None = cache.get(key)
    if kept is None:
        kept = _count(finished, places)
        cache.set(key, kept, FINISHED_FOR)
    return kept | _count([present], places)


def _count(months: list[str], places: Places) -> Course:
    starts = [begin(month) for month in months]
    given: dict[str, Any] = {"starts": starts, "since": starts[0], "until": _end(months[-1])}
    given["places"] = list(places or ())
    with connection.cursor() as cursor:
        cursor.execute(_COURSE.format(reach="" if places is None else _IN_REACH), given)
        return {
            (what, number, months[place - 1]): count
            for what, number, place, count in cursor.fetchall()
        }


def matters_behind(user: User, what: str, month: str, regulation: int | None) -> QuerySet[Matter]:
    """The matters a number of the trend or the rates counted."""
    months = months_back(clock.today())
    matters = _of(visible_matters(user), places_in_reach(user))
    matters = matters.select_related("department").order_by("-pk")
    field = "closed_at" if what == "closed" else "opened_at"
    if month in months:
        place = months.index(month)
        matters = matters.filter(**{f"{field}__gte": begin(month)})
        if place + 1 < len(months):
            matters = matters.filter(**{f"{field}__lt": begin(months[place + 1])})
    else:
        matters = matters.filter(**{f"{field}__gte": begin(months[0])})
    if what == "open":
        matters = matters.filter(closed_at=None)
    return matters if regulation is None else matters.filter(regulation=regulation)
