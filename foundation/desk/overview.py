"""Figures for managers over all regulations: two set-wise queries, however many rows there are."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles.declarations import regulations
from foundation.desk.inbox import hidden_kinds, visible_matters
from foundation.desk.reach import reached
from foundation.people.models import User
from foundation.process.models import Matter, Task

MONTHS = 12

_COURSE = """
SELECT 'opened', regulation, to_char(opened_at AT TIME ZONE %(zone)s, 'YYYY-MM'), count(*),
    count(closed_at)
FROM process_matter WHERE opened_at >= %(since)s GROUP BY 2, 3
UNION ALL
SELECT 'closed', regulation, to_char(closed_at AT TIME ZONE %(zone)s, 'YYYY-MM'), count(*), 0
FROM process_matter WHERE closed_at >= %(since)s GROUP BY 2, 3
"""


def months_back(today: date) -> list[str]:
    """The last twelve months as 2026-11, this one last."""
    count = today.year * 12 + today.month - 1
    return [f"{at // 12}-{at % 12 + 1:02d}" for at in range(count - MONTHS + 1, count + 1)]


def begin(month: str) -> datetime:
    """00:00 of a month's first day in the company's zone."""
    year, number = map(int, month.split("-"))
    return make_aware(datetime.combine(date(year, number, 1), time.min))


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


def _counted(user: User, since: datetime) -> list[tuple[str, int, str, int, int]]:
    """Opened or closed, regulation, month, how many, how many of these have ended."""
    places = reached(user)
    if places is None:
        with connection.cursor() as cursor:
            cursor.execute(_COURSE, {"zone": clock.zone().key, "since": since})
            return list(cursor.fetchall())
    of_places = visible_matters(user).filter(department__in=places.order_by().values("pk"))

    def by_month(what: str, field: str, ended: Any) -> Any:
        month = TruncMonth(field, tzinfo=clock.zone())
        chosen = of_places.filter(**{f"{field}__gte": since}).order_by()
        grouped = chosen.annotate(what=Value(what), month=month)
        return grouped.values_list("what", "regulation", "month").annotate(
            count=Count("pk"), ended=ended
        )

    opened = by_month("opened", "opened_at", Count("closed_at"))
    rows = opened.union(by_month("closed", "closed_at", Value(0)), all=True)
    return [(what, number, f"{month:%Y-%m}", *counts) for what, number, month, *counts in rows]


def _course(user: User, names: dict[int, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    months = months_back(clock.today())
    counted: dict[tuple[str, str], int] = defaultdict(int)
    opened: dict[int, int] = defaultdict(int)
    ended: dict[int, int] = defaultdict(int)
    for what, number, month, count, closed in _counted(user, begin(months[0])):
        counted[what, month] += count
        if what == "opened":
            opened[number] += count
            ended[number] += closed
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


def matters_behind(user: User, what: str, month: str, regulation: int | None) -> QuerySet[Matter]:
    """The matters a number of the trend or the rates counted."""
    months = months_back(clock.today())
    matters = visible_matters(user).select_related("department").order_by("-pk")
    places = reached(user)
    if places is not None:
        matters = matters.filter(department__in=places.order_by().values("pk"))
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
