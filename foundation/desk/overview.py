"""Figures for managers over all regulations: set-wise queries, however many rows there are."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles.declarations import regulations
from foundation.desk.inbox import hidden_kinds
from foundation.desk.reach import reached
from foundation.people.models import User
from foundation.process.models import Matter, Task
from foundation.process.sight import visible_matters

MONTHS = 12

# What a finished month counts hardly changes: only a matter opened again leaves its closed ones.
FINISHED_FOR = 600  # seconds

_COURSE = """
SELECT 'opened', regulation, width_bucket(opened_at, %(starts)s::timestamptz[]), count(*)
FROM process_matter WHERE opened_at >= %(since)s AND opened_at < %(until)s GROUP BY 2, 3
UNION ALL
SELECT 'closed', regulation, width_bucket(closed_at, %(starts)s::timestamptz[]), count(*)
FROM process_matter WHERE closed_at >= %(since)s AND closed_at < %(until)s GROUP BY 2, 3
"""
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


def late_tasks(user: User) -> QuerySet[Any]:
    """Open tasks past their day, of matters the person may see, with the place they lie at."""
    late: QuerySet[Any] = Task.objects.filter(closed_at=None, due_on__lt=clock.today())
    shown: QuerySet[Any] = late.exclude(kind__in=hidden_kinds())
    seen: QuerySet[Any] = shown.filter(matter__in=visible_matters(user))
    placed: QuerySet[Any] = seen.annotate(place=Coalesce("department", "assignee__department"))
    places = reached(user)
    return placed if places is None else placed.filter(place__in=places.order_by().values("pk"))


def overview(user: User) -> dict[str, Any]:
    names = {one.number: str(one.verbose_name) for one in regulations()}
    late = _late(user, names)
    months, rates = _course(user, names)
    opened, closed = sum(row["opened"] for row in rates), sum(row["ended"] for row in rates)
    return {
        "reach": _reach_in_words(user),
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


def _late(user: User, names: dict[int, str]) -> dict[str, list[dict[str, Any]]]:
    from foundation.people.models import Department

    rows = (
        late_tasks(user)
        .order_by()
        .values_list("place", "matter__regulation")
        .annotate(count=Count("pk"))
    )
    places: dict[int | None, int] = defaultdict(int)
    numbers: dict[int, int] = defaultdict(int)
    for place, number, count in rows:
        places[place] += count
        numbers[number] += count
    labels = dict(
        Department.objects.filter(pk__in=[pk for pk in places if pk]).values_list("pk", "name")
    )
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


def _reach_in_words(user: User) -> str:
    places = reached(user)
    if places is None:
        return _("全公司")
    return "、".join(places.values_list("name", flat=True))


def _of_reach(user: User) -> QuerySet[Matter]:
    """All for who reaches the company; else what the person sees of their own departments."""
    places = reached(user)
    if places is None:
        return Matter.objects.all()
    return visible_matters(user).filter(department__in=places.order_by().values("pk"))


def _course(user: User, names: dict[int, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    months = months_back(clock.today())
    counted: dict[tuple[str, str], int] = defaultdict(int)
    opened: dict[int, int] = defaultdict(int)
    course = _counted(months) if reached(user) is None else _counted_of(_of_reach(user), months)
    for (what, number, month), count in course.items():
        counted[what, month] += count
        opened[number] += count if what == "opened" else 0
    still_open = dict(
        _of_reach(user)
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


def _counted(months: list[str]) -> Course:
    """This month as it is now, the finished ones as they were some minutes ago."""
    *finished, present = months
    key = f"desk.course:{finished[0]}:{finished[-1]}"
    kept: Course | None = cache.get(key)
    if kept is None:
        kept = _count(finished)
        cache.set(key, kept, FINISHED_FOR)
    return kept | _count([present])


def _count(months: list[str]) -> Course:
    starts = [begin(month) for month in months]
    given: dict[str, Any] = {"starts": starts, "since": starts[0], "until": _end(months[-1])}
    with connection.cursor() as cursor:
        cursor.execute(_COURSE, given)
        return {
            (what, number, months[place - 1]): count
            for what, number, place, count in cursor.fetchall()
        }


def _counted_of(matters: QuerySet[Matter], months: list[str]) -> Course:
    """The same of some matters only: the departments of one head."""

    def by_month(what: str, field: str) -> Any:
        month = TruncMonth(field, tzinfo=clock.zone())
        chosen = matters.filter(**{f"{field}__gte": begin(months[0])}).order_by()
        grouped = chosen.annotate(what=Value(what), month=month)
        return grouped.values_list("what", "regulation", "month").annotate(count=Count("pk"))

    rows = by_month("opened", "opened_at").union(by_month("closed", "closed_at"), all=True)
    return {(what, number, f"{month:%Y-%m}"): count for what, number, month, count in rows}


def matters_behind(user: User, what: str, month: str, regulation: int | None) -> QuerySet[Matter]:
    """The matters a number of the trend or the rates counted."""
    months = months_back(clock.today())
    matters = visible_matters(user) if reached(user) is None else _of_reach(user)
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
